"""The list of the team: its filters, its lines, what leaves it as a file."""

import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from accounts.models import User
from network.portfolio import services
from network.portfolio.queries import Filters, listed
from organisations.models import Organisation
from territories.models import RoleName, Territory
from tests.factories.organisations import make_organisation
from tests.factories.results import make_result
from tests.network.portfolio.conftest import Enter

LIST = "/bureau/portefeuille/"


def names(filters: Filters, today: date | None = None) -> list[str]:
    return [one.name for one in listed(filters, today or timezone.localdate())]


@pytest.fixture
def garage(in_poitiers: Territory) -> Organisation:
    return make_organisation(name="Garage des Dunes", size="10-19", kind="association")


def test_the_filters_narrow(in_poitiers: Territory, agent: User, bakery: Organisation, garage: Organisation) -> None:
    today = timezone.localdate()
    services.follow(organisations=[bakery], agent=agent)
    services.add_exchange(organisation=bakery, kind="call", on=today - timedelta(days=40), text="Bonjour", by=agent)
    services.add_exchange(organisation=garage, kind="note", on=today, text="Une note n'est pas un échange", by=agent)
    services.add_step(organisation=garage, text="Rappeler", due_on=today, agent=agent)
    assert names(Filters()) == ["Boulangerie du Clain", "Garage des Dunes"]
    assert names(Filters(q="garage")) == names(Filters(kind="association")) == ["Garage des Dunes"]
    assert names(Filters(q=bakery.siret[:9])) == names(Filters(size="1-9")) == ["Boulangerie du Clain"]
    assert names(Filters(agent=str(agent.pk))) == ["Boulangerie du Clain"]
    assert names(Filters(agent="none")) == names(Filters(due=True)) == ["Garage des Dunes"]
    assert names(Filters(quiet=30)) == ["Boulangerie du Clain", "Garage des Dunes"]
    assert names(Filters(quiet=90)) == ["Garage des Dunes"]
    assert names(Filters(sort="recent")) == ["Boulangerie du Clain", "Garage des Dunes"]
    assert names(Filters(sort="quiet")) == ["Garage des Dunes", "Boulangerie du Clain"]


def test_the_steps_are_filters_both_ways(in_poitiers: Territory, bakery: Organisation, garage: Organisation) -> None:
    make_result(organisation=bakery)
    assert names(Filters(step="finished")) == ["Boulangerie du Clain"]
    assert names(Filters(step="-finished")) == ["Garage des Dunes"]
    assert len(names(Filters(step="made-up"))) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_or_three(
    in_poitiers: Territory, desk: Client, agent: User, count: int, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    for rank in range(count):
        one = make_organisation(name=f"Structure {rank}")
        services.follow(organisations=[one], agent=agent)
    desk.get(LIST)
    with django_assert_num_queries(7):
        page = desk.get(LIST)
    assert page.content.decode().count('name="pick"') == count


def test_what_leaves_is_what_is_listed(desk: Client, bakery: Organisation, garage: Organisation) -> None:
    csv = b"".join(desk.get(f"{LIST}export.csv?q=garage").streaming_content).decode()  # type: ignore[arg-type]
    assert "Garage des Dunes" in csv
    assert "Boulangerie" not in csv
    book = CalamineWorkbook.from_filelike(io.BytesIO(desk.get(f"{LIST}export.xlsx").content))
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == ["Boulangerie du Clain", "Garage des Dunes"]
    assert desk.get(f"{LIST}export.pdf").status_code == 404


def test_one_puts_organisations_on_ones_own_list(desk: Client, agent: User, bakery: Organisation) -> None:
    back = desk.post(f"{LIST}suivre/", {"pick": [str(bakery.pk), "absurd"], "action": "follow", "query": "q=a\r\nb"})
    assert back.status_code == 302
    assert names(Filters(agent=str(agent.pk))) == ["Boulangerie du Clain"]
    desk.post(f"{LIST}suivre/", {"all": "1", "query": "", "action": "unfollow"})
    assert names(Filters(agent=str(agent.pk))) == []


@pytest.mark.parametrize(("role", "code"), [(RoleName.READER, 403), (RoleName.ANIMATOR, 302)])
def test_readers_look_and_write_nothing(enter: Enter, bakery: Organisation, role: RoleName, code: int) -> None:
    client = enter(role)
    assert client.get(LIST).status_code == 200
    assert client.post(f"{LIST}suivre/", {"pick": str(bakery.pk)}).status_code == code


def test_a_visitor_is_asked_who_they_are(in_poitiers: Territory) -> None:
    assert Client(headers={"host": in_poitiers.host}).get(LIST).status_code == 302
