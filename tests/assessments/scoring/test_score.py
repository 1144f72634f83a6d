"""Examples computed by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.scoring import (
    NA,
    UNKNOWN,
    AnswerError,
    Applicability,
    Band,
    Choice,
    Framework,
    Level,
    Meter,
    NodeResult,
    Profile,
    Question,
    Result,
    Theme,
    round_half_up,
    score,
)

SHOP = Profile("company", "1-9", "G", frozenset({"premises"}))
LEVELS = (Level("discover", Fraction(0)), Level("act", Fraction(40)), Level("lead", Fraction(80)))


def choices(**points: int) -> tuple[Choice, ...]:
    return tuple(Choice(name, Fraction(value)) for name, value in points.items())


def band(low: int | None, high: int | None, *, points: int) -> Band:
    return Band(None if low is None else Fraction(low), None if high is None else Fraction(high), Fraction(points))


def ladder(name: str, weight: int = 1, **changes: object) -> Question:
    """Five steps worth 0 to 4 points, coded s0 to s4."""
    steps = choices(**{f"s{n}": n for n in range(5)})
    return Question(name, weight=Fraction(weight), choices=steps, **changes)  # type: ignore[arg-type]


def framework(*themes: Theme, **changes: object) -> Framework:
    settings: dict[str, object] = {
        "code": "demo",
        "version": "1",
        "minimum": Fraction(0),
        "maximum": Fraction(100),
        "decimals": 0,
        "themes": themes,
        "levels": LEVELS,
    }
    return Framework(**{**settings, **changes})  # type: ignore[arg-type]


def node(result: Result, name: str) -> NodeResult:
    return next(n for n in result.walk() if n.id == name)


def test_weighted_means_by_hand() -> None:
    """energy: (1x2/4 + 3x4/4) / 4 = 7/8; waste: 1/4; overall: (2x7/8 + 1x1/4) / 3 = 2/3 -> 66.67 -> 67."""
    energy = Theme("energy", Fraction(2), (ladder("en1"), ladder("en2", weight=3)))
    waste = Theme("waste", Fraction(1), (ladder("de1"),))
    result = score(framework(energy, waste), {"en1": "s2", "en2": "s4", "de1": "s1"}, SHOP)
    assert node(result, "energy").score == Fraction("87.5")
    assert node(result, "energy").displayed == Decimal(88)
    assert result.score == Fraction(200, 3)
    assert result.displayed == Decimal(67)
    assert result.level == "act"
    assert node(result, "energy").level == "lead"


def test_declared_scale_is_the_scale_of_every_question() -> None:
    """On a scale of 1 to 5, a choice worth 1 shows 1.0, and one worth 3 shows 3.0."""
    steps = choices(**{str(n): n for n in range(1, 6)})
    low, middle = Question("low", choices=steps), Question("middle", choices=steps[:4])
    result = score(
        framework(
            Theme("t", children=(low, middle)),
            minimum=Fraction(1),
            maximum=Fraction(5),
            decimals=1,
            points_floor=Fraction(1),
            points_ceiling=Fraction(5),
        ),
        {"low": "1", "middle": "3"},
        SHOP,
    )
    assert str(node(result, "low").displayed) == "1.0"
    assert str(node(result, "middle").displayed) == "3.0"
    assert str(result.displayed) == "2.0"


@pytest.mark.parametrize(
    ("combine", "ticked", "ratio"),
    [
        ("sum", ["a"], Fraction(1, 6)),
        ("sum", ["c", "a"], Fraction(4, 6)),
        ("sum", ["a", "a"], Fraction(1, 6)),
        ("sum", ["a", "b", "c"], Fraction(1)),
        ("best", ["a", "b"], Fraction(2, 3)),
        ("best", ["a", "c"], Fraction(1)),
    ],
)
def test_multiple_adds_up_or_keeps_the_best(combine: str, ticked: list[str], ratio: Fraction) -> None:
    question = Question("q", "multiple", choices=choices(a=1, b=2, c=3), combine=combine)  # type: ignore[arg-type]
    result = score(framework(Theme("t", children=(question,))), {"q": ticked}, SHOP)
    assert node(result, "q").ratio == ratio


def test_a_sum_is_capped_at_the_declared_ceiling() -> None:
    question = Question("q", "multiple", choices=choices(a=3, b=3))
    result = score(
        framework(Theme("t", children=(question,)), points_floor=Fraction(0), points_ceiling=Fraction(4)),
        {"q": ["a", "b"]},
        SHOP,
    )
    assert node(result, "q").points == 4
    assert result.score == 100


@pytest.mark.parametrize(
    ("value", "points"),
    [(0, 0), (9.99, 0), (10, 1), (49, 1), (Decimal("49.999"), 1), (50, 2), (100, 2)],
)
def test_bands_include_their_low_end_and_the_last_its_high_end(value: float | Decimal, points: int) -> None:
    bands = (
        Band(Fraction(0), Fraction(10), Fraction(0)),
        Band(Fraction(10), Fraction(50), Fraction(1)),
        Band(Fraction(50), Fraction(100), Fraction(2)),
    )
    question = Question("q", "percentage", bands=bands)
    result = score(framework(Theme("t", children=(question,))), {"q": value}, SHOP)
    assert node(result, "q").points == points


def test_what_leaves_the_base_and_what_lowers_completeness() -> None:
    """Shown and scored: a, b, c, d (x is hidden, e is text). d is set aside: 2 answered of 3."""
    hidden = ladder("x", applies=Applicability(traits=frozenset({"vehicles"})))
    theme = Theme("t", children=(ladder("a"), ladder("b"), ladder("c"), ladder("d"), hidden, Question("e", "text")))
    given = {"a": "s4", "b": "s2", "c": UNKNOWN, "d": NA, "x": "s0", "e": "words"}
    result = score(framework(theme), given, SHOP)
    assert result.score == 75
    assert result.completeness == Fraction(2, 3)
    assert {n.id: n.status for n in result.questions()} == {
        "a": "scored",
        "b": "scored",
        "c": "unknown",
        "d": "not_concerned",
        "x": "not_applicable",
        "e": "unscored",
    }


def test_i_do_not_know_is_zero_where_the_framework_says_so() -> None:
    theme = Theme("t", children=(ladder("a"), ladder("b")))
    result = score(framework(theme, unknown_is_zero=True), {"a": "s4", "b": UNKNOWN}, SHOP)
    assert result.score == 50
    assert result.completeness == Fraction(1, 2)


def test_no_score_is_not_zero() -> None:
    nothing = Theme("nothing", children=(ladder("a"),))
    words = Theme("words", children=(Question("b", choices=(Choice("x"), Choice("y"))),))
    elsewhere = Theme("elsewhere", children=(ladder("c"),), applies=Applicability(kinds=frozenset({"public_body"})))
    aside = Theme("aside", children=(ladder("d"),))
    result = score(framework(nothing, words, elsewhere, aside), {"b": "x", "d": NA}, SHOP)
    assert [t.status for t in result.themes] == ["empty", "unscored", "not_applicable", "not_concerned"]
    assert (result.score, result.displayed, result.level) == (None, None, None)
    assert node(result, "b").status == "unscored"
    assert node(result, "c").status == "not_applicable"


def test_level_waits_for_enough_answers() -> None:
    theme = Theme("t", children=tuple(ladder(f"q{n}") for n in range(5)))
    settings = {"completeness": Fraction(60, 100), "theme_completeness": Fraction(40, 100)}
    two = score(framework(theme, **settings), {"q0": "s4", "q1": "s4"}, SHOP)
    assert (two.displayed, two.level, two.themes[0].level) == (Decimal(100), None, "lead")
    three = score(framework(theme, **settings), {"q0": "s4", "q1": "s4", "q2": "s4"}, SHOP)
    assert three.level == "lead"


def test_level_is_read_on_the_unrounded_score() -> None:
    """39.6 shows 40 but has not reached 40: no level has a hole, none starts early."""
    question = Question("q", "number", bands=(band(None, 5, points=396), band(5, None, points=1000)))
    result = score(framework(Theme("t", children=(question,))), {"q": 1}, SHOP)
    assert (result.displayed, result.level) == (Decimal(40), "discover")


def test_gain_counts_the_whole_way_up() -> None:
    """en1 at 2/4 in a theme of weight 2 of 3, alone with en2: 1/2 x 1/2 x 2/3 of 100 = 16.67."""
    energy = Theme("energy", Fraction(2), (ladder("en1"), ladder("en2")))
    waste = Theme("waste", Fraction(1), (ladder("de1"), ladder("de2")))
    result = score(framework(energy, waste), {"en1": "s2", "en2": "s4", "de1": "s0"}, SHOP)
    assert node(result, "en1").gain == Fraction(50, 3)
    assert node(result, "en2").gain == 0
    assert node(result, "de1").gain == Fraction(100, 3)
    assert node(result, "de2").gain == Fraction(100, 6)  # not answered: would count as a second question


def test_questions_of_one_requirement_add_up() -> None:
    """Two questions worth up to 60 and 70 on a note of 0 to 100: 60 + 30 = 90, 60 + 70 is clamped to 100."""
    first = Question("a", choices=(Choice("no", Fraction(0)), Choice("yes", Fraction(60))))
    second = Question(
        "b", choices=(Choice("no", Fraction(0)), Choice("half", Fraction(30)), Choice("yes", Fraction(70)))
    )
    theme = Theme("t", children=(Theme("req", children=(first, second), combine="sum"),))
    whole = framework(theme, points_floor=Fraction(0), points_ceiling=Fraction(100))
    assert score(whole, {"a": "yes", "b": "half"}, SHOP).score == 90
    assert score(whole, {"a": "yes", "b": "yes"}, SHOP).score == 100
    assert node(score(whole, {"a": "no", "b": "half"}, SHOP), "a").gain == 60
    assert node(score(whole, {"a": "no", "b": "half"}, SHOP), "req").rule == "clamped_sum"


def test_points_that_add_up_need_a_declared_scale() -> None:
    with pytest.raises(ValueError, match="declared scale"):
        framework(Theme("t", children=(ladder("a"),), combine="sum"))
    with pytest.raises(ValueError, match="added up"):
        Theme("t", children=(Theme("u"),), combine="sum")


def test_a_framework_refuses_what_would_make_it_ambiguous() -> None:
    with pytest.raises(ValueError, match="twice"):
        framework(Theme("t", children=(ladder("a"), ladder("a"))))
    with pytest.raises(ValueError, match="floor and a ceiling"):
        framework(Theme("t"), points_floor=Fraction(0))


@pytest.mark.parametrize(
    ("question", "answer", "code"),
    [
        (ladder("q"), "s9", "unknown_choice"),
        (ladder("q"), ["s1"], "wrong_shape"),
        (ladder("q"), 1, "wrong_shape"),
        (ladder("q", not_concerned=False), NA, "not_concerned_refused"),
        (ladder("q", unknown=False), UNKNOWN, "unknown_refused"),
        (Question("q", "multiple", choices=choices(a=1)), "a", "wrong_shape"),
        (Question("q", "multiple", choices=choices(a=1)), ["a", "b"], "unknown_choice"),
        (Question("q", "multiple", choices=choices(a=1)), [1], "wrong_shape"),
        (
            Question("q", "yes_no", choices=(Choice("yes", Fraction(1)), Choice("no", Fraction(0)))),
            "maybe",
            "wrong_shape",
        ),
        (Question("q", "number", bands=(band(0, 9, points=1),)), 10, "out_of_range"),
        (Question("q", "number"), float("nan"), "wrong_shape"),
        (Question("q", "number"), float("inf"), "wrong_shape"),
        (Question("q", "number"), True, "wrong_shape"),
        (Question("q", "number"), "12", "wrong_shape"),
        (Question("q", "percentage"), 101, "out_of_range"),
        (Question("q", "text"), 3, "wrong_shape"),
    ],
)
def test_an_answer_that_does_not_belong_is_refused(question: Question, answer: object, code: str) -> None:
    with pytest.raises(AnswerError) as refusal:
        score(framework(Theme("t", children=(question,))), {"q": answer}, SHOP)  # type: ignore[dict-item]
    assert refusal.value.question_id == "q"
    assert refusal.value.code == code
    assert refusal.value.cure


def test_an_answer_of_another_framework_is_refused() -> None:
    with pytest.raises(AnswerError) as refusal:
        score(framework(Theme("t", children=(ladder("a"),))), {"b": "s1"}, SHOP)
    assert (refusal.value.question_id, refusal.value.code) == ("b", "unknown_question")


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("62.5", 0, "63"),
        ("2.45", 1, "2.5"),
        ("2.449", 1, "2.4"),
        ("0", 1, "0.0"),
        ("-0.5", 0, "0"),
        ("100", 2, "100.00"),
    ],
)
def test_halves_go_up(value: str, decimals: int, shown: str) -> None:
    assert str(round_half_up(Fraction(value), decimals)) == shown


@pytest.mark.parametrize(
    ("applies", "covered"),
    [
        (Applicability(), True),
        (Applicability(kinds=frozenset({"company", "association"})), True),
        (Applicability(kinds=frozenset({"public_body"})), False),
        (Applicability(sizes=frozenset({"1-9"}), sections=frozenset({"G"})), True),
        (Applicability(sizes=frozenset({"10-19"}), sections=frozenset({"G"})), False),
        (Applicability(traits=frozenset({"premises", "meter"})), False),
        (Applicability(any_trait=frozenset({"premises", "meter"})), True),
        (Applicability(any_trait=frozenset({"food"})), False),
        (Applicability(no_trait=frozenset({"premises"})), False),
        (Applicability(no_trait=frozenset({"food"})), True),
    ],
)
def test_who_is_covered(applies: Applicability, covered: bool) -> None:
    assert applies.covers(SHOP) is covered


def test_an_unknown_fact_satisfies_no_condition() -> None:
    assert not Applicability(sizes=frozenset({"0"})).covers(Profile("company"))
    assert not Applicability(sections=frozenset({"G"})).covers(Profile("company"))


def test_a_meter_refuses_what_the_score_refuses() -> None:
    meter = Meter(framework(Theme("t", children=(ladder("a", not_concerned=False),))), SHOP)
    for answer in ("s9", NA, ["s1"], 2):
        with pytest.raises(AnswerError):
            meter.figures({"a": answer})
    assert meter.figures({"a": "s2"}).score == 50


def test_no_profile_is_someone_whom_everything_concerns() -> None:
    hidden = ladder("x", applies=Applicability(traits=frozenset({"vehicles"})))
    whole = framework(Theme("t", children=(hidden,)))
    assert score(whole, {"x": "s4"}, SHOP).score is None
    assert score(whole, {"x": "s4"}, None).score == 100
    assert Meter(whole, None).figures({"x": "s4"}).score == 100
