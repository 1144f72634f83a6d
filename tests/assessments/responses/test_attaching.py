"""A kept assessment finds its organisation."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.responses.models import Assessment
from assessments.responses.services import attach
from assessments.results.services import submit
from organisations.models import Organisation
from territories.models import Territory
from territories.scope import territory_scope
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation, make_siret
from tests.factories.responses import answer, make_assessment, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(poitiers: Territory) -> Client:
    return Client(headers={"host": poitiers.host})


def page(assessment: Assessment) -> str:
    return reverse("responses:attach", args=[assessment.pk])


def test_a_new_organisation_is_made_from_what_was_said(client: Client, in_poitiers: Territory) -> None:
    user = make_user()
    client.force_login(user)
    siret = make_siret()
    assessment = make_assessment(author=user)
    Assessment.objects.filter(pk=assessment.pk).update(siret=siret, size="1-9", organisation_name="Fournil du Clain")
    assert "Fournil du Clain" in client.get(page(assessment)).content.decode()
    client.post(page(assessment), {"whose": "new", "name": "Fournil du Clain"})
    with territory_scope(in_poitiers):
        made = Organisation.objects.get(name="Fournil du Clain")
        assert (made.siret, made.size, made.kind) == (siret, "1-9", "company")
        assert user.has_perm("organisations.manage", made)
        assert Assessment.objects.get(pk=assessment.pk).organisation == made


def test_one_of_my_organisations_and_its_members_then_find_the_result(client: Client, in_poitiers: Territory) -> None:
    user, colleague = make_user(), make_user()
    organisation = make_organisation(user)
    make_version()
    assessment = make_assessment(author=user)
    answer(assessment, "E1", "b")
    result = submit(assessment=assessment)
    client.force_login(colleague)
    assert client.get(reverse("results:detail", args=[result.pk])).status_code == 404
    client.force_login(user)
    back = client.post(page(assessment), {"whose": str(organisation.pk)})
    assert back.headers["location"] == reverse("results:detail", args=[result.pk])
    organisation.memberships.create(user=colleague, role="contributor")
    client.force_login(colleague)
    assert client.get(reverse("results:detail", args=[result.pk])).status_code == 200
    assert str(result.pk) in client.get(reverse("responses:mine")).content.decode()


def test_a_siret_that_is_here_already_is_not_taken_twice(client: Client, in_poitiers: Territory) -> None:
    there = make_organisation()
    user = make_user()
    client.force_login(user)
    assessment = make_assessment(author=user)
    Assessment.objects.filter(pk=assessment.pk).update(siret=there.siret)
    answered = client.post(page(assessment), {"whose": "new", "name": "Encore nous"})
    assert "demandez à l’un de ses membres de vous inviter" in answered.content.decode()
    with territory_scope(in_poitiers):
        assert Organisation.objects.count() == 1


def test_another_s_organisation_cannot_be_picked_nor_another_s_assessment(
    client: Client, in_poitiers: Territory
) -> None:
    user, stranger = make_user(), make_user()
    theirs = make_organisation(stranger)
    client.force_login(user)
    mine, not_mine = make_assessment(author=user), make_assessment(author=stranger)
    assert client.post(page(mine), {"whose": str(theirs.pk)}).status_code == 200
    with territory_scope(in_poitiers):
        assert Assessment.objects.get(pk=mine.pk).organisation is None
    assert client.get(page(not_mine)).status_code == 404


def test_who_leaves_the_organisation_leaves_what_they_wrote_for_it(client: Client, in_poitiers: Territory) -> None:
    owner, writer = make_user(), make_user()
    organisation = make_organisation(owner)
    member = organisation.memberships.create(user=writer, role="contributor")
    assessment = make_assessment(author=writer)
    attach(assessment=assessment, organisation=organisation)
    client.force_login(writer)
    check = reverse("responses:check", args=[assessment.pk])
    assert client.get(check).status_code == 200
    member.delete()
    assert client.get(check).status_code == 404
    assert str(assessment.pk) not in client.get(reverse("responses:mine")).content.decode()
