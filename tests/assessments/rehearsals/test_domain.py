"""Causes that add up to the difference, exactly, and tallies that do not depend on their order."""

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.frameworks.domain.document import Document, Theme
from assessments.frameworks.domain.mapping import Link, propose
from assessments.frameworks.domain.plan import plan_of
from assessments.rehearsals.domain.causes import causes, heirs_of
from assessments.rehearsals.domain.invention import invent
from assessments.rehearsals.domain.moves import Mover, compare
from assessments.rehearsals.domain.profiles import facets
from assessments.rehearsals.domain.report import report
from assessments.rehearsals.domain.shares import Shares
from assessments.rehearsals.domain.tally import Tally
from assessments.scoring import Profile, score
from tests.assessments.scoring.strategies import Case, cases
from tests.factories.frameworks import ladder, simple_document

COMPANY = Profile("company")


def weighing(document: Document, **weights: int) -> Document:
    """`document` with other weights for some questions."""
    themes = tuple(
        replace(
            theme,
            questions=tuple(replace(q, weight=Fraction(weights.get(q.code, q.weight))) for q in theme.questions),
        )
        for theme in document.themes
    )
    return replace(document, version="2", themes=themes)


def moved(old: Document, new: Document, answers: dict[str, Any], links: tuple[Link, ...] = ()) -> Any:
    return Mover(plan_of(old), plan_of(new), links or propose(old, new)).move(COMPANY, answers)


@given(cases())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_a_score_is_the_sum_of_its_shares(case: Case) -> None:
    parts = Shares(case.framework, case.profile, Fraction).of(case.answers)
    result = score(case.framework, case.answers, case.profile)
    assert (sum(share * ratio for share, ratio in parts.values()) if parts else None) == result.ratio
    assert sum(share for share, _ in parts.values()) == (1 if parts else 0)


@given(cases(), cases(), st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_causes_add_up_to_the_whole_difference(one: Case, other: Case, data: st.DataObject) -> None:
    before = Shares(one.framework, one.profile, Fraction).of(one.answers)
    after = Shares(other.framework, other.profile, Fraction).of(other.answers)
    codes = [question.id for question in other.framework.questions()]
    links = [
        Link(question.id, data.draw(st.sampled_from(codes)), Fraction(data.draw(st.integers(1, 3))))
        for question in one.framework.questions()
        if data.draw(st.booleans())
    ]
    found = causes(before, after, heirs_of(links))
    whole = sum((s * r for s, r in after.values()), Fraction(0)) - sum((s * r for s, r in before.values()), Fraction(0))
    assert sum((cause.ratio for cause in found), Fraction(0)) == (whole if before and after else 0)


@given(cases())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_a_profile_without_what_nobody_looks_at_scores_the_same(case: Case) -> None:
    bare = facets(case.framework).of(case.profile)
    assert score(case.framework, case.answers, bare) == score(case.framework, case.answers, case.profile)


def test_the_question_that_weighs_more_is_the_reason() -> None:
    old = simple_document(themes=1)
    move = moved(old, weighing(old, t1q1=4), {"t1q1": "s4", "t1q2": "s0", "t1q3": "s0"})
    assert move.ratio == Fraction(4, 6) - Fraction(1, 3)
    assert move.causes[0].question == "t1q1"
    assert all(cause.ratio > 0 for cause in move.causes)
    assert (move.before.level, move.after.level, move.direction) == ("discover", "act", "up")


def test_a_dropped_question_and_a_silent_one_are_told_apart() -> None:
    old = simple_document(themes=1)
    theme = old.themes[0]
    new = replace(
        old,
        version="2",
        themes=(replace(theme, questions=(replace(theme.questions[0], not_concerned=False), theme.questions[1])),),
    )
    move = moved(old, new, {"t1q1": "s4", "t1q2": "s2", "t1q3": "s0"})
    assert [(cause.question, cause.kind) for cause in move.causes if cause.kind != "changed"] == [("t1q3", "dropped")]
    assert move.dropped == ("t1q3",)
    told = moved(old, new, {"t1q1": "na", "t1q2": "s2", "t1q3": "s0"})
    assert told.asked_again == ("t1q1",)
    many = moved(old, replace(new, themes=(Theme("t1", {"fr": "x"}, questions=(ladder("n"), ladder("m", 3))),)), {
        "t1q1": "s4", "t1q2": "s2"}, (Link("t1q1", "n"), Link("t1q2", "n"), Link("t1q2", "m")))  # fmt: skip
    assert {cause.question for cause in many.causes} <= {"n", "m"}
    assert sum(cause.ratio for cause in many.causes) == pytest.approx(float(many.ratio), abs=1e-12)


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        (None, None, "none"),
        (None, "act", "gained"),
        ("act", None, "lost"),
        ("act", "lead", "up"),
        ("lead", "discover", "down"),
        ("act", "act", "same"),
    ],
)
def test_which_way_a_level_goes(before: str | None, after: str | None, way: str) -> None:
    framework = plan_of(simple_document()).framework
    assert compare(before, after, framework, framework) == way


def test_levels_of_other_names_are_compared_by_where_they_start() -> None:
    document = simple_document()
    renamed = replace(document, levels=tuple(replace(level, code=f"n{n}") for n, level in enumerate(document.levels)))
    old, new = plan_of(document).framework, plan_of(renamed).framework
    assert compare("act", "n1", old, new) == "same"
    assert compare("act", "n2", old, new) == "up"


def test_a_tally_is_the_same_whatever_the_order_and_the_pauses() -> None:
    old = simple_document()
    plan, new = plan_of(old), plan_of(weighing(old, t1q1=5, t2q3=0))
    mover = Mover(plan, new, propose(old, new.document))
    moves = [(mover.move(profile, answers), len(answers)) for profile, answers in invent(plan, 60, seed=7)]
    straight, paused = Tally(), Tally()
    for move, count in moves:
        straight.add(move, count)
    Random(3).shuffle(moves)
    for move, count in moves:
        paused = Tally.from_dict(paused.to_dict())
        paused.add(move, count)
    assert straight == paused
    told = report(straight, propose(old, new.document), old, new.document)
    assert told["assessments"] == 60
    assert sum(told["moves"].values()) == told["scored"]
    levels = ("level_up", "level_down", "level_gained", "level_lost", "same", "no_level")
    assert sum(told[way] for way in levels) == 60
    assert told["links"] == {
        "total": 6, "questions_carried": 6, "questions_fed": 6, "questions_lost": 0, "questions_new": 0,
    }  # fmt: skip
    assert told["questions"][0]["question"] in ("t1q1", "t2q3")
    assert told["mean_difference"] == pytest.approx(
        sum(100 * float(move.ratio) for move, _ in moves if move.ratio is not None) / told["scored"], abs=0.01
    )


def test_the_same_seed_invents_the_same_assessments() -> None:
    plan = plan_of(simple_document())
    first, again, other = (list(invent(plan, 5, seed)) for seed in (1, 1, 2))
    assert first == again != other
    for profile, answers in first:
        plan.score(answers, profile)
