"""Lists at a constant number of queries; what is seen from the organisation's page, the result and the agent's file."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from assessments.responses.models import Assessment
from assessments.results.services import submit
from assessments.voices import services
from organisations.models import Organisation
from territories.models import Territory
from territories.scope import territory_scope
from tests.factories import voices as make


@pytest.fixture
def members(owner: User, draft: Assessment, poitiers: Territory) -> Client:
    return make.signed_in(owner, poitiers)


def cost(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


def test_the_voices_of_an_assessment(members: Client, draft: Assessment, owner: User, poitiers: Territory) -> None:
    page, costs = f"/regards/{draft.pk}/", []
    for number in range(3):
        with territory_scope(poitiers):
            make.make_delegate(draft, owner, email=f"d{number}@exemple.fr")
            make.make_relay(draft, owner, email=f"r{number}@exemple.fr")
            make.make_poll(draft, owner)
        if number in (0, 2):
            costs.append(cost(members, page))
    assert costs[0] == costs[1]
    assert costs[0] <= 18


def test_the_assessments_of_an_organisation(
    members: Client, draft: Assessment, owner: User, poitiers: Territory
) -> None:
    page, costs = f"/regards/structure/{draft.organisation_id}/", []
    costs.append(cost(members, page))
    with territory_scope(poitiers):
        organisation = Organisation.objects.get()
        for _more in range(2):
            make_another(draft, owner, organisation)
    costs.append(cost(members, page))
    assert costs[0] == costs[1]
    assert costs[0] <= 9


def make_another(draft: Assessment, owner: User, organisation: Organisation) -> None:
    from assessments.responses.services import begin_assessment

    begin_assessment(
        territory=draft.territory, version=draft.version, kind="company", author=owner, organisation=organisation
    )


def test_the_desk_of_an_agent(draft: Assessment, owner: User, poitiers: Territory) -> None:
    noe = make.make_animator(poitiers)
    agent, costs = make.signed_in(noe, poitiers), []
    with territory_scope(poitiers):
        services.propose(assessment=draft, agent=noe, way="with", until=make.soon())
    costs.append(cost(agent, "/bureau/regards/"))
    for name in ("Deux", "Trois"):
        with territory_scope(poitiers):
            other = make.make_draft(make.make_owner(), draft.version, name=name)
            services.propose(assessment=other, agent=noe, way="beside", until=make.soon())
    costs.append(cost(agent, "/bureau/regards/"))
    assert costs[0] == costs[1]
    assert costs[0] <= 12


def test_it_is_led_to_from_the_organisation_and_said_under_the_result(
    members: Client, draft: Assessment, owner: User, poitiers: Territory
) -> None:
    assert (
        f"/regards/structure/{draft.organisation_id}/"
        in members.get(f"/structures/{draft.organisation_id}/").content.decode()
    )
    with territory_scope(poitiers):
        make.say(draft, t1q1="s4")
        voice = make.make_relay(draft, owner)
        assert voice.grid is not None
        make.say(voice.grid, t1q1="s1")
        services.finish(voice=voice)
        result = submit(assessment=draft)
    page = members.get(f"/resultats/{result.pk}/").content.decode()
    assert f"/regards/{draft.pk}/question/t1q1/" in page
    assert "75 points d’écart" in page


def test_strangers_of_the_organisation_get_what_does_not_exist(
    draft: Assessment, poitiers: Territory, lille: Territory
) -> None:
    with territory_scope(poitiers):
        stranger = make.make_draft(make.make_owner("Autre"), draft.version, name="Autre").author
    client = make.signed_in(stranger, poitiers)
    pages = ("", "collegue/", "relais/", "sonder/", "ecarts/", "question/t1q1/")
    assert {client.get(f"/regards/{draft.pk}/{page}").status_code for page in pages} == {404}
    assert client.get(f"/regards/structure/{draft.organisation_id}/").status_code == 404
    away = make.signed_in(draft.author, lille)
    assert {away.get(f"/regards/{draft.pk}/{page}").status_code for page in pages} == {404}
