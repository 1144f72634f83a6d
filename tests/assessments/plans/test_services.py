"""Deciding, carrying out, showing, verifying: each whole or not at all, told once."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from assessments.plans import queries, services
from assessments.plans.limits import MOST_FILES
from assessments.plans.models import Action, ActionEvent, ActionEvidence, Happened, Measure, Plan, Status
from assessments.plans.simulating import simulation
from assessments.results.models import Result
from organisations.models import Organisation
from outbox.models import Event
from territories.models import Territory
from territories.scope import territory_scope
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.plans import in_days, make_action, make_done, owned, pdf, picture
from tests.factories.results import make_version


def told(topic: str) -> list[object]:
    return [event.payload["action"] for event in Event.objects.filter(topic=topic).order_by("pk")]


def happened(action: Action) -> list[str]:
    return [event.what for event in ActionEvent.objects.filter(action=action).order_by("at", "pk")]


def test_the_first_action_makes_the_plan_and_is_told(in_poitiers: Territory) -> None:
    owner, organisation, result = owned()
    assert queries.plan_of(organisation) is None
    action = make_action(organisation, result, author=owner, owner=owner)
    plan = queries.plan_of(organisation)
    assert plan is not None
    assert (action.plan, plan.territory) == (plan, in_poitiers)
    assert list(queries.actions_of(organisation)) == [action]
    assert told("action_started") == [str(action.pk)]
    assert happened(action) == [Happened.STARTED]


def test_the_same_form_twice_makes_one_action(in_poitiers: Territory) -> None:
    organisation, key = make_organisation(), uuid4()
    first = make_action(organisation, title="Relever le compteur", key=key)
    assert make_action(organisation, title="Relever le compteur", key=key) == first
    assert Action.objects.count() == Plan.objects.count() == 1
    assert len(told("action_started")) == 1


@pytest.mark.parametrize("days", [-1, 4_000])
def test_a_day_past_or_far_away_is_refused_and_nothing_is_made(days: int, in_poitiers: Territory) -> None:
    organisation = make_organisation()
    with pytest.raises(ValidationError) as refusal:
        make_action(organisation, due_on=in_days(days))
    assert list(refusal.value.error_dict) == ["due_on"]
    assert not Plan.objects.exists()
    assert not told("action_started")


def test_whoever_takes_care_of_it_answers_for_the_organisation(in_poitiers: Territory) -> None:
    with pytest.raises(ValidationError) as refusal:
        make_action(make_organisation(), owner=make_user())
    assert list(refusal.value.error_dict) == ["owner"]


def test_a_late_action_may_be_edited_without_a_new_day(in_poitiers: Territory) -> None:
    action = make_action(make_organisation(), due_on=in_days(10))
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        kept = services.edit_action(action=action, author=None, facts={"title": "Autre", "due_on": action.due_on})
        assert (kept.title, kept.is_late()) == ("Autre", True)
        with pytest.raises(ValidationError):
            services.edit_action(action=action, author=None, facts={"due_on": action.due_on - timedelta(days=1)})
    with pytest.raises(ValueError, match="status"):
        services.edit_action(action=action, author=None, facts={"status": Status.DONE})


def test_done_is_dated_and_told_once(in_poitiers: Territory) -> None:
    action = make_action(make_organisation())
    done = services.change_status(action=action, status=Status.DONE, author=None, on=in_days(-3))
    assert (done.status, done.done_on, done.waits_for_the_agent) == (Status.DONE, in_days(-3), True)
    services.change_status(action=action, status=Status.DONE, author=None)
    assert told("action_done") == [str(action.pk)]
    assert happened(action) == [Happened.STARTED, Happened.DONE]
    other = make_action(action.plan.organisation)
    with pytest.raises(ValidationError):
        services.change_status(action=other, status=Status.DONE, author=None, on=in_days(1))


def test_giving_up_asks_why(in_poitiers: Territory) -> None:
    action = make_action(make_organisation())
    with pytest.raises(ValidationError) as refusal:
        services.change_status(action=action, status=Status.DROPPED, author=None, words="  ")
    assert list(refusal.value.error_dict) == ["words"]
    given_up = services.change_status(action=action, status=Status.DROPPED, author=None, words="Trop cher")
    assert given_up.dropped_because == "Trop cher"
    again = services.change_status(action=action, status=Status.DOING, author=None)
    assert (again.status, again.dropped_because) == (Status.DOING, "")


def test_an_agent_verifies_once_or_sends_back_with_words(in_poitiers: Territory) -> None:
    owner, organisation, _result = owned()
    agent, action = make_user(), make_action(organisation, owner=owner)
    with pytest.raises(ValidationError):
        services.verify(action=action, agent=agent)
    services.change_status(action=action, status=Status.DONE, author=owner)
    with pytest.raises(ValidationError):
        services.send_back(action=action, agent=agent, words=" ", url="https://exemple.fr")
    back = services.send_back(action=action, agent=agent, words="La facture manque.", url="https://exemple.fr/a")
    assert (back.status, back.sent_back, back.done_on) == (Status.DOING, "La facture manque.", None)
    mail = Event.objects.get(topic="mail").payload
    assert (mail["to"], mail["context"]["words"]) == (owner.email, "La facture manque.")
    done = services.change_status(action=action, status=Status.DONE, author=owner)
    assert done.sent_back == ""
    services.verify(action=action, agent=agent)
    verified = services.verify(action=action, agent=agent)
    assert (verified.verified_by, verified.is_verified) == (agent, True)
    assert told("action_verified") == [str(action.pk)]
    undone = services.change_status(action=action, status=Status.DOING, author=owner)
    assert not undone.is_verified


def test_evidence_is_read_for_what_it_is_and_counted(in_poitiers: Territory) -> None:
    action = make_done(make_organisation())
    kept = services.add_evidence(action=action, upload=picture("JPEG", "facture.pdf"), author=None)
    assert (kept.kind, kept.name) == ("jpeg", "facture.jpg")
    assert services.add_evidence(action=action, upload=pdf(), author=None).kind == "pdf"
    assert services.add_evidence(action=action, upload=pdf("encore.pdf"), author=None).name == "facture.pdf"
    assert ActionEvidence.objects.count() == 2
    for wrong in (b"", b"<script>alert(1)</script>", b"%PDF-1.4 cut"):
        upload = pdf()
        upload.file.truncate(0)
        upload.file.seek(0)
        upload.file.write(wrong)
        upload.size = len(wrong)
        with pytest.raises(ValidationError):
            services.add_evidence(action=action, upload=upload, author=None)
    assert ActionEvidence.objects.count() == 2


def test_evidence_has_a_limit_and_stays_once_verified(in_poitiers: Territory) -> None:
    action = make_done(make_organisation())
    kept = services.add_evidence(action=action, upload=pdf(), author=None)
    facts = {"kind": "pdf", "name": "a.pdf", "file": "x", "size": 1, "given_at": timezone.now()}
    ActionEvidence.objects.bulk_create(ActionEvidence(action=action, **facts) for _ in range(MOST_FILES - 1))
    with pytest.raises(ValidationError, match=r"room|place"):
        services.add_evidence(action=action, upload=picture(), author=None)
    services.verify(action=action, agent=make_user())
    with pytest.raises(ValidationError):
        services.forget_evidence(evidence=kept)
    services.change_status(action=action, status=Status.DOING, author=None)
    services.forget_evidence(evidence=ActionEvidence.objects.get(pk=kept.pk))
    assert not ActionEvidence.objects.filter(pk=kept.pk).exists()


def test_the_latest_measure_is_the_one_shown(in_poitiers: Territory) -> None:
    action = make_action(make_organisation(), indicator="Électricité", unit="kWh", planned=Decimal(900))
    services.add_measure(action=action, on=in_days(-10), value=Decimal(1200), author=None)
    last = services.add_measure(action=action, on=in_days(0), value=Decimal(1000), author=None)
    services.add_measure(action=action, on=in_days(-10), value=Decimal("1210.5"), author=None)
    assert list(Measure.objects.order_by("on").values_list("value", flat=True)) == [Decimal("1210.5"), Decimal(1000)]
    action.refresh_from_db()
    assert action.measured == 1000
    services.forget_measure(measure=last)
    action.refresh_from_db()
    assert action.measured == Decimal("1210.5")
    with pytest.raises(ValidationError):
        services.add_measure(action=action, on=in_days(1), value=Decimal(1), author=None)


def test_the_plan_says_what_it_would_change(in_poitiers: Territory) -> None:
    """MIDDLING is at 54; EA2 from c0 to c1 gives a quarter of a sixth of the whole: 58; EA1 at best then: 71."""
    _owner, organisation, result = owned()
    make_action(organisation, result)
    make_action(organisation, result, question_code="EA1", target="c4")
    make_action(organisation, result, question_code="EA1", target="c2")  # less than the other: adds nothing
    make_action(organisation, result, question_code="DE1", target="c3")  # reached already
    found = simulation(result, queries.actions_of(organisation).select_related("version"))
    assert (found.today.figure, found.since, found.counted) == ("54", None, 2)
    assert found.done is not None
    assert (found.done.figure, found.done.difference, found.done.number) == ("71", "+17", 4)
    services.change_status(action=queries.actions_of(organisation)[0], status=Status.DONE, author=None)
    found = simulation(result, queries.actions_of(organisation).select_related("version"))
    assert found.since is not None
    assert (found.since.figure, found.since.difference) == ("58", "+4")


def test_an_action_of_an_older_version_counts_through_the_map(in_poitiers: Territory) -> None:
    version = make_version()
    _owner, organisation, old = owned(version=version)
    action = make_action(organisation, old)
    newer = make_version(version="2026.2")
    result = Result.objects.select_related("version").get(pk=old.pk)
    result.version = newer
    result.territory = in_poitiers
    found = simulation(result, [Action.objects.select_related("version").get(pk=action.pk)])
    assert found.done is not None
    assert found.done.figure == "58"


def test_a_plan_is_seen_in_its_territory_only(in_poitiers: Territory, lille: Territory) -> None:
    organisation = make_organisation()
    make_action(organisation)
    with territory_scope(lille):
        assert queries.plan_of(organisation) is None
        assert not queries.actions_of(organisation).exists()


def test_steps_are_conditions_over_organisations(in_poitiers: Territory) -> None:
    none, decided, dropped, done = (make_organisation() for _ in range(4))
    make_action(decided)
    services.change_status(action=make_action(dropped), status=Status.DROPPED, author=None, words="Non")
    make_done(done)
    rows = Organisation.objects.order_by("pk")
    assert set(rows.filter(queries.has_plan())) == {decided, done}
    assert set(rows.filter(queries.has_done())) == {done}
    assert none not in rows.filter(queries.has_plan())
