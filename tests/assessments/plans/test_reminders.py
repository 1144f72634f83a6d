"""One mail by action and stage, to whoever takes care of it, however often the task runs."""

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine

from assessments.plans import services
from assessments.plans.models import Action, Status
from assessments.plans.tasks import remind
from organisations.models import Membership
from outbox.models import Event
from outbox.services import deliver_due
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.results.visitors import visitor
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.plans import in_days, make_action

START = datetime(2026, 11, 21, 9, tzinfo=ZoneInfo("Europe/Paris"))


def mails() -> list[tuple[str, str]]:
    """(to, stage) of each mail queued."""
    events = Event.objects.filter(topic="mail").order_by("pk")
    return sorted((event.payload["to"], event.payload["context"]["stage"]) for event in events)


def run_until(action: Action, days: range) -> None:
    """The task, three times a day, on each of `days` before the action is due."""
    for left in days:
        day = START + timedelta(days=(action.due_on - START.date()).days - left)
        for hour in (7, 12, 18):
            with time_machine.travel(day.replace(hour=hour)):
                remind()


def test_four_mails_at_most_each_once(in_poitiers: Territory, mailoutbox: list[object]) -> None:
    owner = make_user(name="Camille")
    with time_machine.travel(START):
        action = make_action(make_organisation(owner), owner=owner, due_on=in_days(60), title="Relever le compteur")
    run_until(action, range(40, -50, -1))
    assert Counter(mails()) == {(owner.email, stage): 1 for stage in ("month", "week", "day", "late")}
    with time_machine.travel(START + timedelta(days=200)):
        deliver_due()
    subjects = [mail.subject for mail in mailoutbox]  # type: ignore[attr-defined]
    assert any("dans 30 jours" in subject and "Relever le compteur" in subject for subject in subjects)
    assert any("1 jour de retard" in subject for subject in subjects)


def test_a_day_when_nothing_ran_is_caught_up_and_a_new_day_begins_anew(in_poitiers: Territory) -> None:
    owner = make_user()
    with time_machine.travel(START):
        action = make_action(make_organisation(owner), owner=owner, due_on=in_days(60))
    run_until(action, range(4, 2, -1))
    assert mails() == [(owner.email, "week")]
    with time_machine.travel(START + timedelta(days=58)):
        action = services.edit_action(action=action, author=owner, facts={"due_on": in_days(100)})
    run_until(action, range(30, 28, -1))
    assert mails() == [(owner.email, "month"), (owner.email, "week")]


def test_who_stopped_them_who_left_and_what_is_done_get_none(in_poitiers: Territory) -> None:
    owner, gone, quiet = make_user(), make_user(), make_user()
    organisation = make_organisation(owner)
    for user in (gone, quiet):
        Membership.objects.create(organisation=organisation, user=user, role="contributor")
    services.set_quiet(user=quiet, territory=in_poitiers, quiet=True)
    with time_machine.travel(START):
        left = make_action(organisation, owner=gone, due_on=in_days(60))
        make_action(organisation, owner=quiet, due_on=in_days(60))
        done = make_action(organisation, owner=owner, due_on=in_days(60))
        services.change_status(action=done, status=Status.DONE, author=owner)
    Membership.objects.filter(user=gone).delete()
    run_until(left, range(7, 6, -1))
    assert mails() == [(owner.email, "week")]  # for the action whose owner left


def test_each_territory_reminds_its_own(in_poitiers: Territory, lille: Territory) -> None:
    with time_machine.travel(START):
        action = make_action(make_organisation(make_user()), due_on=in_days(60))
        with territory_scope(lille):
            make_action(make_organisation(make_user()), due_on=in_days(60))
    run_until(action, range(7, 6, -1))
    for territory in (in_poitiers, lille):
        with territory_scope(territory):
            assert [stage for _to, stage in mails()] == ["week"]


def test_one_stops_them_by_a_button_for_oneself(in_poitiers: Territory) -> None:
    user = make_user()
    client = visitor(user)
    assert "Arrêter les rappels" in client.get("/plan/rappels/").content.decode()
    client.post("/plan/rappels/", {"stop": "1"})
    assert "Vous les avez arrêtés" in client.get("/plan/rappels/").content.decode()
    client.post("/plan/rappels/", {})
    assert "Arrêter les rappels" in client.get("/plan/rappels/").content.decode()
