"""The pure rules, on results scored for the purpose."""

import random
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.results.domain import codes, progress
from assessments.results.domain.findings import COUNT, Findings, find
from assessments.results.domain.steps import Step, next_step
from assessments.results.domain.summary import summarise
from assessments.scoring import Band, Choice, Framework, Level, Profile, Question, Theme, score

STEPS = tuple(Choice(f"c{n}", Fraction(n)) for n in range(5))
LEVELS = tuple(Level(f"l{n}", Fraction(20 * n)) for n in range(5))
ANYONE = Profile("company")


def framework(themes: int = 4, questions: int = 3) -> Framework:
    return Framework(
        "f",
        "1",
        Fraction(0),
        Fraction(100),
        0,
        tuple(
            Theme(f"t{t}", children=tuple(Question(f"t{t}q{q}", choices=STEPS) for q in range(questions)))
            for t in range(themes)
        ),
        LEVELS,
    )


FOUR = framework()
answers_of_four = st.fixed_dictionaries(
    {
        question.id: st.sampled_from(["c0", "c1", "c2", "c3", "c4", "na", "unknown", None])
        for question in FOUR.questions()
    }
)


@given(answers_of_four)
def test_findings_are_few_ranked_and_true(answers: dict[str, str | None]) -> None:
    result = score(FOUR, answers, ANYONE)
    found = find(FOUR, answers, ANYONE, result)
    assert len(found.strengths) <= COUNT
    assert len(found.priorities) <= COUNT
    assert all(answers[item.question] in ("c2", "c3", "c4") for item in found.strengths)
    gains = [item.gain for item in found.priorities]
    assert gains == sorted(gains, reverse=True)
    assert all(0 < item.step_gain <= item.gain for item in found.priorities)
    assert Findings.from_dict(found.to_dict()) == found


@given(answers_of_four)
def test_taking_the_step_of_a_priority_gives_the_points_it_says(answers: dict[str, str | None]) -> None:
    result = score(FOUR, answers, ANYONE)
    for item in find(FOUR, answers, ANYONE, result).priorities:
        after = score(FOUR, {**answers, item.question: item.choice}, ANYONE)
        assert after.score is not None
        assert result.score is not None
        assert after.score - result.score == item.step_gain


def test_findings_prefer_distinct_themes() -> None:
    answers = dict.fromkeys((q.id for q in FOUR.questions()), "c2") | {"t0q0": "c0", "t0q1": "c0", "t0q2": "c0"}
    found = find(FOUR, answers, ANYONE, score(FOUR, answers, ANYONE))
    assert [item.theme for item in found.priorities] == ["t0", "t1", "t2"]
    assert {item.theme for item in found.strengths} == {"t1", "t2", "t3"}


def test_a_theme_comes_back_when_there_is_no_other() -> None:
    alone = framework(themes=1)
    answers = {"t0q0": "c1", "t0q1": "c2", "t0q2": "c4"}
    found = find(alone, answers, ANYONE, score(alone, answers, ANYONE))
    assert [item.question for item in found.priorities] == ["t0q0", "t0q1"]
    assert [item.question for item in found.strengths] == ["t0q2", "t0q1"]


def test_the_next_step_of_each_kind_of_answer() -> None:
    def step(question: Question, answer: object) -> Step | None:
        scale = Framework("f", "1", Fraction(0), Fraction(1), 0, (Theme("t", children=(question,)),)).scales["q"]
        return next_step(question, scale, answer)  # type: ignore[arg-type]

    yes_no = Question("q", "yes_no", choices=(Choice("yes", Fraction(1)), Choice("no", Fraction(0))))
    several = Question("q", "multiple", choices=STEPS)
    best = Question("q", "multiple", choices=STEPS, combine="best")
    bands = Question(
        "q",
        "percentage",
        bands=(Band(Fraction(0), Fraction(20), Fraction(0)), Band(Fraction(20), Fraction(100), Fraction(1))),
    )
    assert step(Question("q", choices=STEPS), "c1") == Step("c2", choice="c2")
    assert step(Question("q", choices=STEPS), "c4") is None
    assert step(yes_no, False) == Step("yes", choice="yes")
    assert step(yes_no, True) is None
    assert step(several, ["c2"]) == Step(["c2", "c1"], choice="c1")
    assert step(best, ["c2", "c0"]) == Step(["c2", "c0", "c3"], choice="c3")
    assert step(best, ["c4"]) is None
    assert step(bands, 12.5) == Step(20.0, band=1)
    assert step(bands, 100) is None


def test_rows_are_sorted_by_gain_and_small_changes_are_stable() -> None:
    before = score(FOUR, _all("c2") | {"t3q0": "na", "t3q1": "na", "t3q2": "na"}, ANYONE)
    now = score(FOUR, _all("c2") | {"t0q0": "c0", "t1q0": "c4", "t2q0": "unknown"}, ANYONE)
    rows = progress.rows(now, before)
    assert [row.theme for row in rows] == ["t1", "t2", "t0", "t3"]
    assert [row.difference for row in rows] == [Decimal(17), Decimal(0), Decimal(-17), None]
    assert [row.stable for row in rows] == [False, True, False, False]
    assert progress.is_stable(Decimal("4.9"), now)
    assert not progress.is_stable(Decimal(-5), now)


def _all(choice: str) -> dict[str, str]:
    return dict.fromkeys((question.id for question in FOUR.questions()), choice)


def test_the_summary_says_points_gap_and_theme() -> None:
    answers = _all("c2") | {"t2q1": "c0"}
    result = score(FOUR, answers, ANYONE)
    summary = summarise(result, find(FOUR, answers, ANYONE, result), LEVELS, 0, score(FOUR, _all("c2"), ANYONE))
    assert summary.points == Decimal(46)
    assert summary.number == 3
    assert summary.gap == Decimal(14)
    assert summary.fastest == "t2"
    assert summary.difference == Decimal(-4)
    assert summary.stable


def test_the_highest_level_has_no_gap_and_nothing_to_win() -> None:
    result = score(FOUR, _all("c4"), ANYONE)
    summary = summarise(result, find(FOUR, _all("c4"), ANYONE, result), LEVELS, 0, None)
    assert (summary.number, summary.gap, summary.fastest, summary.difference) == (5, None, None, None)


code = st.integers().map(lambda seed: codes.draw(random.Random(seed).choice))


@given(code)
def test_a_code_is_read_however_it_is_typed(drawn: str) -> None:
    shown = codes.printed("GP", drawn)
    assert codes.parse(shown) == drawn
    assert codes.parse(f" {shown.lower().replace('-', ' ')} ") == drawn
    assert codes.parse(drawn.replace("0", "O").replace("1", "l")) == drawn


@given(code, st.integers(0, 10), st.sampled_from(codes.ALPHABET))
def test_one_wrong_symbol_is_seen(drawn: str, place: int, symbol: str) -> None:
    typed = drawn[:place] + symbol + drawn[place + 1 :]
    assert codes.parse(typed) == (drawn if typed == drawn else None)


@given(code, st.integers(0, 8))
def test_two_swapped_neighbours_are_seen(drawn: str, place: int) -> None:
    typed = drawn[:place] + drawn[place + 1] + drawn[place] + drawn[place + 2 :]
    assert codes.parse(typed) == (drawn if typed == drawn else None)


def test_what_is_no_code() -> None:
    assert codes.parse("") is None
    assert codes.parse("GP-7K4-M9Q") is None
    assert codes.parse("é" * 11) is None
    assert codes.parse("A" * 4000) is None


def test_prefixes_and_masks() -> None:
    assert [codes.prefix_of(slug) for slug in ("grand-poitiers", "lille", "x", "86")] == ["GP", "LI", "XX", "XX"]
    assert codes.masked("Menuiserie du Clain") == "M••• d••• C•••"
    assert codes.masked("") == ""
