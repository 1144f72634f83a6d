"""Who opens the editor's pages, what they cost, and what they say."""

import pytest
from django.urls import reverse

from territories.models import RoleName, Territory
from tests.assessments.editor.desk import client_of, draft
from tests.factories.accounts import make_user
from tests.factories.frameworks import published, simple_document

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", list(RoleName))
def test_the_whole_team_reads_the_editor(poitiers: Territory, role: RoleName) -> None:
    version = draft(poitiers)
    client = client_of(poitiers, role)
    for address in (reverse("editor:list"), reverse("editor:tree", args=[version.pk])):
        assert client.get(address).status_code == 200


def test_who_is_not_of_the_team_finds_nothing(poitiers: Territory) -> None:
    version = draft(poitiers)
    address = reverse("editor:tree", args=[version.pk])
    assert client_of(poitiers, None).get(address).status_code == 302
    assert client_of(poitiers, user=make_user()).get(address).status_code == 404


def test_a_neighbour_s_version_and_an_ancestor_s_draft_do_not_exist(
    national: Territory, poitiers: Territory, lille: Territory
) -> None:
    theirs, hidden, shown = draft(lille), draft(national, "core"), published(national)
    client = client_of(poitiers)
    codes = [client.get(reverse("editor:tree", args=[one.pk])).status_code for one in (theirs, hidden, shown)]
    assert codes == [404, 404, 200]


@pytest.mark.parametrize("frameworks", [1, 3])
def test_the_list_costs_the_same_whatever_it_holds(
    national: Territory, poitiers: Territory, frameworks: int, django_assert_num_queries: object
) -> None:
    published(national)
    for number in range(frameworks):
        draft(poitiers, f"essai-{number}")
    client = client_of(poitiers)
    client.get(reverse("editor:list"))
    with django_assert_num_queries(4):  # type: ignore[operator]
        page = client.get(reverse("editor:list")).content.decode()
    assert page.count('<ul class="shelf">') == frameworks + 1  # and that of the nation
    assert simple_document().title["fr"] in page
