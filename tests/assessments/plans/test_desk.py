"""The desk: what was declared done, for the territory's team alone."""

from typing import Any

import pytest
from django.urls import reverse

from assessments.plans.models import Action, Status
from organisations.dossier import sheets
from outbox.models import Event
from territories.models import RoleName, Territory
from tests.assessments.results.visitors import visitor
from tests.factories.organisations import make_organisation
from tests.factories.plans import make_action, make_done, owned
from tests.factories.territories import make_agent

LIST = "/bureau/plans/"


def detail(action: Action) -> str:
    return reverse("plans_desk:action", args=[action.pk])


def test_an_animator_verifies_or_sends_back_in_words(in_poitiers: Territory) -> None:
    owner, organisation, _result = owned(name="Fournil du Clain")
    client = visitor(make_agent(in_poitiers, RoleName.ANIMATOR))
    action = make_done(organisation, title="Isoler le toit", owner=owner)
    assert "Isoler le toit" in client.get(LIST).content.decode()
    assert "Dites ce qui manque" in client.post(detail(action), {"back": "1", "words": ""}).content.decode()
    client.post(detail(action), {"back": "1", "words": "La facture manque."})
    action.refresh_from_db()
    assert (action.status, action.sent_back) == (Status.DOING, "La facture manque.")
    assert (
        "La facture manque."
        in visitor(owner).get(reverse("plans:action", args=[organisation.pk, action.pk])).content.decode()
    )
    assert Event.objects.filter(topic="mail").count() == 1
    assert "Isoler le toit" not in client.get(LIST).content.decode()
    visitor(owner).post(reverse("plans:status", args=[organisation.pk, action.pk]), {"to": "done"})
    client.post(detail(action), {"verify": "1"})
    action.refresh_from_db()
    assert action.is_verified
    assert "Isoler le toit" in client.get(f"{LIST}?etat=verified").content.decode()
    assert (
        "Vérifiée par l’équipe du territoire"
        in visitor(owner).get(reverse("plans:plan", args=[organisation.pk])).content.decode()
    )


def test_a_reader_reads_and_a_member_is_shut_out(in_poitiers: Territory) -> None:
    owner, organisation, _result = owned()
    action = make_done(organisation)
    reader = visitor(make_agent(in_poitiers, RoleName.READER))
    assert [reader.get(url).status_code for url in (LIST, detail(action))] == [200, 200]
    reader.post(detail(action), {"verify": "1"})
    action.refresh_from_db()
    assert not action.is_verified
    assert visitor(owner).get(LIST).status_code in (302, 403)
    assert visitor(owner).post(detail(action), {"verify": "1"}).status_code in (302, 403)


def test_filters_are_in_the_address(in_poitiers: Territory) -> None:
    client = visitor(make_agent(in_poitiers, RoleName.READER))
    make_done(make_organisation(name="Fournil du Clain"), title="Première")
    make_done(make_organisation(name="Garage du Pont"), title="Deuxième")
    page = client.get(f"{LIST}?q=fournil&etat=wrong&page=99").content.decode()
    assert "Première" in page
    assert "Deuxième" not in page
    assert "Aucune action" in client.get(f"{LIST}?q=rien%00").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(
    count: int, in_poitiers: Territory, django_assert_num_queries: Any
) -> None:
    client = visitor(make_agent(in_poitiers, RoleName.ANIMATOR))
    for _ in range(count):
        make_done(make_organisation())
    client.get(LIST)
    with django_assert_num_queries(5):
        client.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_the_sheet_shows_the_plan_at_a_constant_cost(
    count: int, in_poitiers: Territory, rf: Any, django_assert_num_queries: Any
) -> None:
    _owner, organisation, result = owned()
    for _ in range(count):
        make_action(organisation, result, title="Arroser le soir")
    request = rf.get("/")
    sheet = next(one for one in sheets.all() if one.code == "plan")
    sheet.render(request, organisation)
    with django_assert_num_queries(2):
        html = sheet.render(request, organisation)
    assert html.count("Arroser le soir") == count
    assert "58" in html
