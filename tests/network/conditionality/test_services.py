"""Conditions by version, commitments and their reviews, checks that never change."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from assessments.results.models import Result
from assessments.toolbox.models import Kind as ResourceKind
from assessments.toolbox.models import Resource
from network.conditionality import queries, services
from network.conditionality.domain.conditions import Condition, Kind
from network.conditionality.domain.faults import Code
from network.conditionality.models import Check, ConditionSet, KeptError, Promise
from organisations.models import Organisation
from outbox.models import Event
from territories.models import Territory
from territories.scope import territory_scope
from tests.factories.accounts import make_staff, make_user
from tests.factories.conditionality import PROMISE, SENTENCE, WATER, WHOLE, make_aid
from tests.factories.organisations import make_organisation
from tests.factories.results import make_result

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation(in_poitiers: Territory) -> Organisation:
    return make_organisation(make_user(), name="Menuiserie Clairbois")


@pytest.fixture
def result(organisation: Organisation) -> Result:
    """Level 3 as a whole; water at 13 %."""
    return make_result(organisation=organisation)


def test_a_code_is_judged_and_what_was_shown_is_kept(result: Result) -> None:
    aid, agent = make_aid(WHOLE, WATER), make_staff(name="Agathe Agent")
    made = services.check(aid=aid, typed=result.printed_code.lower().replace("-", " "), user=agent)
    assert (made.verdict, made.shown["name"], made.checker) == ("missed", "Menuiserie Clairbois", "Agathe Agent")
    assert [line["verdict"] for line in made.shown["lines"]] == ["met", "missed"]
    assert "Eau" in made.shown["lines"][1]["asked"]
    before = made.shown
    services.set_conditions(aid=aid, conditions=[PROMISE], user=agent)
    kept = Check.objects.get(pk=made.pk)
    assert (kept.shown, kept.conditions.number) == (before, 1)
    with pytest.raises(KeptError):
        kept.save()
    with pytest.raises(KeptError):
        Check.objects.filter(pk=kept.pk).update(verdict="met")
    with pytest.raises(KeptError):
        ConditionSet.objects.filter(aid=aid).delete()


def test_a_check_says_neither_points_nor_answers(result: Result) -> None:
    made = services.check(aid=make_aid(WATER), typed=result.code, user=make_staff())
    told = str(made.shown)
    assert set(made.shown) == {"name", "issued_on", "lines"}
    assert "13" not in told.replace(made.shown["issued_on"], "")
    assert "54" not in told
    assert "Énergie" not in told


def test_a_promise_meets_the_condition_until_its_review_is_late(result: Result, organisation: Organisation) -> None:
    aid, agent, today = make_aid(WATER), make_staff(), timezone.localdate()
    made = services.promise(
        aid=aid, organisation=organisation, user=make_user(), sentence=SENTENCE, review_on=today + timedelta(60)
    )
    assert services.check(aid=aid, typed=result.code, user=agent).verdict == "met"
    with time_machine.travel(timezone.now() + timedelta(days=45)):
        assert list(queries.due()) == [made]
    with time_machine.travel(timezone.now() + timedelta(days=70)):
        assert services.check(aid=aid, typed=result.code, user=agent).verdict == "unknown"
        with pytest.raises(ValidationError):
            services.review(promise=made, state="dropped", note="", user=agent)
        services.review(promise=made, state="dropped", note="Compteur jamais posé.", user=agent)
        assert services.check(aid=aid, typed=result.code, user=agent).verdict == "missed"
        with pytest.raises(ValidationError):
            services.review(promise=made, state="kept", note="", user=agent)
    assert not queries.due(today + timedelta(90)).exists()
    assert {"aid_commitment_made", "aid_commitment_reviewed"} <= set(Event.objects.values_list("topic", flat=True))


def test_two_colleagues_at_once_make_one_commitment(organisation: Organisation) -> None:
    aid, day = make_aid(PROMISE), timezone.localdate() + timedelta(30)
    given = {"aid": aid, "organisation": organisation, "sentence": PROMISE.promise}
    one = services.promise(**given, user=make_user(), review_on=day)
    two = services.promise(**given, user=make_user(), review_on=day + timedelta(1))
    assert one == two
    assert Promise.objects.count() == 1


def test_what_is_not_asked_any_more_is_not_promised(result: Result, organisation: Organisation) -> None:
    aid, today = make_aid(PROMISE), timezone.localdate()
    given = {"aid": aid, "organisation": organisation, "user": make_user()}
    for day in (today, today + timedelta(800)):
        with pytest.raises(ValidationError) as refusal:
            services.promise(**given, sentence=PROMISE.promise, review_on=day)
        assert "review_on" in refusal.value.error_dict
    services.set_conditions(aid=aid, conditions=[WATER], user=make_staff())
    with pytest.raises(ValidationError):
        services.promise(**given, sentence=PROMISE.promise, review_on=today + timedelta(9))
    assert not Promise.objects.exists()


def test_two_agents_at_once_the_second_compares(result: Result) -> None:
    aid, agent = make_aid(WATER), make_staff()
    services.set_conditions(aid=aid, conditions=[PROMISE], user=agent, seen=1)
    with pytest.raises(ValidationError):
        services.set_conditions(aid=aid, conditions=[WATER, PROMISE], user=agent, seen=1)
    assert services.set_conditions(aid=aid, conditions=[PROMISE], user=agent, seen=2).number == 2
    assert queries.current(aid) == ConditionSet.objects.get(aid=aid, number=2)


def test_impossible_conditions_are_refused_and_nothing_changes(result: Result) -> None:
    aid = make_aid(WATER)
    impossible = [Condition(Kind.CHARTER), Condition(Kind.LEVEL, theme="water", least=9, months=12)]
    with pytest.raises(services.Refused) as refusal:
        services.set_conditions(aid=aid, conditions=impossible, user=make_staff())
    assert {(fault.place, fault.code) for fault in refusal.value.faults} == {(0, Code.NO_CHARTER), (1, Code.NO_LEVEL)}
    assert ConditionSet.objects.get(aid=aid).number == 1


def test_wrong_codes_are_refused_in_words(result: Result, lille: Territory) -> None:
    aid, agent = make_aid(WATER), make_staff()
    with pytest.raises(ValidationError) as mistyped:
        services.check(aid=aid, typed="GP-1234", user=agent)
    assert "code" in mistyped.value.error_dict
    with territory_scope(lille):
        elsewhere = make_result()
    with pytest.raises(ValidationError) as unknown:
        services.check(aid=aid, typed=elsewhere.code, user=agent)
    assert "code" in unknown.value.error_dict
    assert not Check.objects.exists()


def test_a_short_assessment_is_no_basis(organisation: Organisation) -> None:
    short = make_result({"EN1": "c4", "DE1": "c4"}, organisation=organisation, mode="express")
    made = services.check(aid=make_aid(WHOLE), typed=short.code, user=make_staff())
    assert made.verdict == "unknown"


def test_an_aid_of_the_toolbox_brings_its_title_and_its_last_day(in_poitiers: Territory) -> None:
    day = timezone.localdate() + timedelta(9)
    resource = Resource.objects.create(
        territory=in_poitiers, code="velo", kind=ResourceKind.AID, title={"fr": "Aide vélo"}, summary={}, origin="CU",
        deadline=day,
    )  # fmt: skip
    aid = services.add_aid(territory=in_poitiers, resource=resource)
    assert (aid.name, aid.closes_on) == ("Aide vélo", day)
    with pytest.raises(ValidationError):
        services.add_aid(territory=in_poitiers, resource=resource, name="Encore")
    assert resource not in queries.resources_to_attach(in_poitiers)
