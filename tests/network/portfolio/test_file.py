"""The file of one organisation: what the team writes, what it refuses, who may."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from accounts.models import User
from assessments.results.opening import open_reading
from network.portfolio import queries, services
from network.portfolio.models import Address, Exchange, NextStep
from network.portfolio.queries import Filters
from organisations.models import Organisation
from territories.models import Role, RoleName, Territory
from territories.services import revoke_role
from tests.factories.results import make_result
from tests.factories.territories import make_agent
from tests.network.portfolio.conftest import Enter, open_desk


def page(organisation: Organisation, more: str = "") -> str:
    return f"/bureau/portefeuille/{organisation.pk}/{more}"


def test_an_exchange_is_kept_and_read(desk: Client, agent: User, bakery: Organisation) -> None:
    sent = {"exchange-kind": "call", "exchange-on": "2026-01-05", "exchange-text": "Four à changer <b>vite</b>"}
    assert desk.post(page(bakery, "echange/"), sent).status_code == 302
    html = desk.get(page(bakery)).content.decode()
    assert "Four à changer &lt;b&gt;vite&lt;/b&gt;" in html
    assert Exchange.objects.get().by == agent


@pytest.mark.parametrize(
    ("kind", "on", "text", "said"),
    [
        ("call", "2999-01-01", "Le four", "Ce jour est à venir"),
        ("call", "hier", "Le four", "date"),
        ("sent", "2026-01-05", "Le four", "Le four"),
        ("call", "2026-01-05", "   ", "#id_exchange-text"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(
    desk: Client, bakery: Organisation, kind: str, on: str, text: str, said: str
) -> None:
    response = desk.post(page(bakery, "echange/"), {"exchange-kind": kind, "exchange-on": on, "exchange-text": text})
    html = response.content.decode()
    assert response.status_code == 400
    assert said in html
    assert text.strip() in html
    assert not Exchange.objects.exists()


def test_only_who_wrote_a_line_changes_it(desk: Client, agent: User, bakery: Organisation, enter: Enter) -> None:
    on = timezone.localdate()
    line = services.add_exchange(organisation=bakery, kind="note", on=on, text="Bonne volonté", by=agent)
    where = page(bakery, f"echange/{line.pk}/")
    assert enter(RoleName.ANIMATOR).get(where).status_code == 404
    assert enter(RoleName.ADMINISTRATOR).get(where).status_code == 200
    assert desk.post(where, {"kind": "note", "on": on.isoformat(), "text": "Volonté"}).status_code == 302
    assert Exchange.objects.get().text == "Volonté"
    desk.post(where, {"action": "drop"})
    assert not Exchange.objects.exists()


def test_a_next_step_is_planned_then_done(desk: Client, bakery: Organisation) -> None:
    later = (timezone.localdate() + timedelta(days=3)).isoformat()
    assert desk.post(page(bakery, "suite/"), {"step-text": "Rappeler", "step-due_on": later}).status_code == 302
    step = NextStep.objects.get()
    desk.post(page(bakery, f"suite/{step.pk}/fait/"))
    desk.post(page(bakery, f"suite/{step.pk}/fait/"))
    step.refresh_from_db()
    assert step.done_on == timezone.localdate()


def test_a_step_in_the_past_or_for_a_stranger_is_refused(desk: Client, bakery: Organisation, lille: Territory) -> None:
    stranger = make_agent(lille, RoleName.ANIMATOR)
    past = desk.post(page(bakery, "suite/"), {"step-text": "Rappeler", "step-due_on": "2020-01-01"})
    assert "Ce jour est passé" in past.content.decode()
    assert desk.post(page(bakery, "suite/"), {"step-text": "x", "step-agent": stranger.pk}).status_code == 400
    assert not NextStep.objects.exists()


def test_an_address_is_kept_once(desk: Client, bakery: Organisation) -> None:
    for _ in range(2):
        response = desk.post(page(bakery, "adresse/"), {"address-email": "Contact@Pain.example"})
    assert response.status_code == 400
    assert "déjà" in response.content.decode()
    kept = Address.objects.get()
    assert kept.email == "contact@pain.example"
    desk.post(page(bakery, f"adresse/{kept.pk}/retirer/"))
    assert not Address.objects.exists()


@pytest.mark.parametrize("action", ["echange/", "suite/", "adresse/"])
def test_a_reader_writes_nothing(enter: Enter, bakery: Organisation, action: str) -> None:
    assert enter(RoleName.READER).post(page(bakery, action), {}).status_code == 403


def test_a_meeting_shows_the_result_beside_the_rest(desk: Client, agent: User, bakery: Organisation) -> None:
    result = make_result(organisation=bakery)
    services.add_exchange(
        organisation=bakery, kind="visit", on=timezone.localdate(), text="Visite de l’atelier", by=agent
    )
    html = desk.get(page(bakery, "entretien/")).content.decode()
    assert "Visite de l’atelier" in html
    assert escape(open_reading(result).headline) in html


@pytest.mark.parametrize("count", [1, 3])
def test_a_file_costs_the_same_for_one_line_or_three(
    desk: Client, agent: User, bakery: Organisation, count: int, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    for rank in range(count):
        services.add_exchange(organisation=bakery, kind="call", on=timezone.localdate(), text=f"n° {rank}", by=agent)
        services.add_step(organisation=bakery, text=f"n° {rank}", due_on=None, agent=agent)
        services.add_address(organisation=bakery, email=f"a{rank}@pain.example")
    desk.get(page(bakery))
    with django_assert_num_queries(11):
        desk.get(page(bakery))


def test_who_leaves_the_team_takes_their_list_away_and_leaves_their_work(
    in_poitiers: Territory, agent: User, bakery: Organisation
) -> None:
    services.follow(organisations=[bakery], agent=agent)
    services.add_exchange(organisation=bakery, kind="call", on=timezone.localdate(), text="Bonjour", by=agent)
    revoke_role(role=Role.objects.get(user=agent))
    assert not queries.followers_of(bakery).exists()
    assert list(queries.listed(Filters(agent="none"), timezone.localdate())) == [bakery]
    assert Exchange.objects.get().by == agent


def test_another_territory_does_not_find_it(lille: Territory, bakery: Organisation) -> None:
    client = open_desk(lille, make_agent(lille, RoleName.ADMINISTRATOR))
    assert [client.get(page(bakery, more)).status_code for more in ("", "entretien/")] == [404, 404]
    assert client.post(page(bakery, "suite/"), {"step-text": "x"}).status_code == 404
