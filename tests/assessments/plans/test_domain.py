"""Aims, their gains and the simulated score are what really answering so would give; reminders fall on their days."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assessments.plans.domain.aims import aims, gains, points_of, top_theme
from assessments.plans.domain.schedule import DAY, LATE, MONTH, WEEK, due
from assessments.plans.domain.simulation import Target, better_answers, simulate
from assessments.scoring import Band, Choice, Framework, Profile, Question, Theme, score
from tests.assessments.scoring.strategies import Case, cases

relaxed = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
LADDER = tuple(Choice(f"s{n}", Fraction(n)) for n in range(4))
SOMEONE = Profile("company", "1-9", "G")


def framework(*questions: Question) -> Framework:
    halves = (Theme("t1", children=questions[:1]), Theme("t2", children=questions[1:]))
    return Framework("f", "1", Fraction(0), Fraction(100), 0, tuple(half for half in halves if half.children))


def keys(question: Question, answer: object) -> list[str]:
    return [aim.key for aim in aims(question, framework(question).scales[question.id], answer)]  # type: ignore[arg-type]


def test_every_step_above_is_an_aim_the_nearest_first() -> None:
    ladder = Question("q", choices=LADDER)
    assert keys(ladder, "s1") == ["s2", "s3"]
    assert keys(ladder, "s3") == []
    assert keys(ladder, "unknown") == keys(ladder, None) == ["s1", "s2", "s3"]


def test_several_choices_are_added_one_by_one_or_all_at_once() -> None:
    summed = Question("q", "multiple", choices=LADDER, combine="sum")
    assert keys(summed, ["s1"]) == ["s2", "s3", "best"]
    assert keys(summed, ["s1", "s2", "s3"]) == []
    best = Question("q", "multiple", choices=LADDER, combine="best")
    assert keys(best, ["s1"]) == ["s2", "s3"]


def test_a_number_aims_at_bands_and_falls_where_less_is_better() -> None:
    bands = (Band(Fraction(0), Fraction(100), Fraction(4)), Band(Fraction(100), Fraction(5000), Fraction(0)))
    distance = Question("q", "number", bands=bands)
    (aim,) = aims(distance, framework(distance).scales["q"], 300)
    assert (aim.key, aim.answer) == ("band-0", 99)
    share = Question(
        "q", "percentage", bands=(Band(None, Fraction(50), Fraction(0)), Band(Fraction(50), None, Fraction(1)))
    )
    (aim,) = aims(share, framework(share).scales["q"], 20)
    assert aim.answer == 50


def test_a_scale_aims_at_its_next_line_then_at_all_of_them() -> None:
    scale = Question("q", "scale", choices=LADDER, items=("a", "b", "c"))
    found = aims(scale, framework(scale).scales["q"], {"a": "s2", "b": "s1", "c": "na"})
    assert [(aim.key, aim.answer) for aim in found] == [
        ("b=s2", {"a": "s2", "b": "s2", "c": "na"}),
        ("best", {"a": "s3", "b": "s3", "c": "na"}),
    ]


def test_gains_are_exact_at_the_theme_and_at_the_whole() -> None:
    one, other = Question("q1", choices=LADDER), Question("q2", choices=LADDER)
    built = framework(one, other)
    before = score(built, {"q1": "s0", "q2": "s3"}, SOMEONE)
    won = gains(built, {"q1": "s0", "q2": "s3"}, SOMEONE, "q1", before)
    assert [(gain.aim.key, gain.whole, gain.theme) for gain in won] == [
        ("s1", Fraction(100, 6), Fraction(100, 3)),
        ("s2", Fraction(100, 3), Fraction(200, 3)),
        ("s3", Fraction(50), Fraction(100)),
    ]
    assert top_theme(before, "q1") == "t1"


@relaxed
@given(cases(entangled=True), st.data())
def test_each_gain_is_what_really_answering_so_wins(case: Case, data: st.DataObject) -> None:
    before = score(case.framework, case.answers, case.profile)
    question = data.draw(st.sampled_from([one.id for one in case.framework.questions()]))
    assume(case.profile is not None)
    for gain in gains(case.framework, case.answers, case.profile, question, before):
        after = score(case.framework, {**case.answers, question: gain.aim.answer}, case.profile)
        assert gain.after == after
        if before.score is not None and after.score is not None:
            assert gain.whole == after.score - before.score
        asked = next(one for one in case.framework.questions() if one.id == question)
        scale = case.framework.scales[question]
        now = points_of(asked, scale, case.answers.get(question))
        then = points_of(asked, scale, gain.aim.answer)
        assert then is not None
        assert then > (scale.floor if now is None else now)


@relaxed
@given(cases(entangled=True), st.data())
def test_the_simulated_score_is_that_of_really_answering_so(case: Case, data: st.DataObject) -> None:
    """Targets drawn among the aims, some worse or of no question: what counts is scored as answers are."""
    assume(case.profile is not None)
    targets = [Target("nowhere", "s1")]
    for asked in case.framework.questions():
        found = aims(asked, case.framework.scales[asked.id], case.answers.get(asked.id))
        if found and data.draw(st.booleans()):
            targets += [Target(asked.id, aim.answer) for aim in data.draw(st.permutations(found))]
    done = better_answers(case.framework, case.answers, targets)
    said = simulate(case.framework, case.answers, case.profile, done)
    really = dict(case.answers)
    for code, answer in done.items():
        really[code] = answer
    assert said == score(case.framework, really, case.profile)
    wanted = {target.question for target in targets} - {"nowhere"}
    assert set(done) == wanted
    for code in wanted:
        asked = next(one for one in case.framework.questions() if one.id == code)
        scale = case.framework.scales[code]
        best = max(points_of(asked, scale, one.answer) or 0 for one in targets if one.question == code)
        assert points_of(asked, scale, done[code]) == best


def test_what_is_reached_already_moves_nothing() -> None:
    built = framework(Question("q1", choices=LADDER))
    assert better_answers(built, {"q1": "s2"}, [Target("q1", "s1"), Target("q1", "s2"), Target("q1", "none")]) == {}


DUE = date(2027, 6, 30)


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (40, ""),
        (30, MONTH),
        (20, MONTH),
        (8, MONTH),
        (7, WEEK),
        (1, WEEK),
        (0, DAY),
        (-1, LATE),
        (-30, LATE),
        (-31, ""),
    ],
)
def test_each_stage_lasts_until_the_next_one(left: int, told: str) -> None:
    assert due(DUE, DUE - timedelta(days=90), DUE - timedelta(days=left)) == told


def test_the_stage_in_which_it_was_decided_is_not_told() -> None:
    decided = DUE - timedelta(days=20)
    assert due(DUE, decided, decided + timedelta(days=1)) == ""
    assert due(DUE, decided, DUE - timedelta(days=7)) == WEEK
