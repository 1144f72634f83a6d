"""Taking stock again begins with what was done since: proposed, explained, to be checked."""

from datetime import timedelta

import time_machine
from django.urls import reverse
from django.utils import timezone

from assessments.plans import services
from assessments.plans.models import Status
from assessments.responses.carrying import begin_again
from assessments.responses.models import Answer, Assessment
from assessments.results import between
from assessments.results.trend import trend_of
from territories.models import Territory
from tests.assessments.results.visitors import visitor
from tests.factories.plans import in_days, make_action, make_done, owned


def value(assessment: Assessment, code: str) -> tuple[object, bool]:
    row = Answer.objects.get(assessment=assessment, question_code=code)
    return row.value, row.carried


def test_what_was_done_since_is_proposed_and_says_why(in_poitiers: Territory) -> None:
    owner, organisation, result = owned()
    action = make_action(organisation, result, title="Arroser le soir", target="c3")
    make_action(organisation, result, question_code="EA1", theme="water", target="c4")  # not done
    services.change_status(action=action, status=Status.DONE, author=owner)
    again = begin_again(former=result.assessment, author=owner, territory=in_poitiers)
    assert value(again, "EA2") == ("c3", True)
    assert value(again, "EA1") == ("c1", True)
    page = visitor(owner).get(reverse("responses:theme", args=[again.pk, "water"])).content.decode()
    assert "Parce que vous avez fini" in page
    assert "Arroser le soir" in page
    assert page.count("Parce que") == 1


def test_once_looked_at_the_reason_goes(in_poitiers: Territory) -> None:
    owner, organisation, result = owned()
    make_done(organisation, result)
    again = begin_again(former=result.assessment, author=owner, territory=in_poitiers)
    Answer.objects.filter(assessment=again, question_code="EA2").update(carried=False)
    page = visitor(owner).get(reverse("responses:theme", args=[again.pk, "water"])).content.decode()
    assert "Parce que" not in page


def test_a_worse_answer_and_an_older_action_propose_nothing(in_poitiers: Territory) -> None:
    owner, organisation, result = owned()
    make_done(organisation, result, question_code="DE1", theme="waste", target="c1")  # it was at c4
    old = make_action(organisation, result)
    services.change_status(action=old, status=Status.DONE, author=owner, on=in_days(-30))
    again = begin_again(former=result.assessment, author=owner, territory=in_poitiers)
    assert value(again, "DE1") == ("c4", True)
    assert value(again, "EA2") == ("c0", True)


def test_of_two_actions_the_better_one_counts(in_poitiers: Territory) -> None:
    owner, organisation, result = owned()
    for target in ("c3", "c1"):
        make_done(organisation, result, target=target)
    again = begin_again(former=result.assessment, author=owner, territory=in_poitiers)
    assert value(again, "EA2") == ("c3", True)


def test_the_trend_says_what_was_done_in_between(in_poitiers: Territory) -> None:
    _owner, organisation, result = owned()
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        action = make_done(organisation, result, title="Arroser le soir")
    found = between.events(organisation, in_days(0), in_days(60))
    assert [(event.date, event.text) for event in found if event.text == action.title] == [(in_days(30), action.title)]
    assert all(event.moment > result.issued_at for event in found if event.text == action.title)
    assert not [event for event in between.events(organisation, in_days(31), in_days(60)) if event.text == action.title]


def test_what_is_done_on_the_day_of_a_result_is_told_after_it(in_poitiers: Territory) -> None:
    _owner, organisation, result = owned()
    today = make_done(organisation, result, title="Arroser le soir")
    before = make_action(organisation, result, title="Pailler")
    services.change_status(action=before, status=Status.DONE, author=None, on=in_days(-1))
    trend = trend_of(organisation, in_days(0))
    assert trend is not None
    assert [event.text for event in trend.since_last] == [today.title]
