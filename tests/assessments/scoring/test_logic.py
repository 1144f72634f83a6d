"""Conditions and computed answers, by hand."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from assessments.scoring import (
    NA,
    UNKNOWN,
    AllOf,
    AnswerError,
    AnyOf,
    Applicability,
    Band,
    Choice,
    Column,
    Condition,
    Fits,
    Framework,
    Given,
    Meter,
    NodeResult,
    Not,
    Profile,
    Question,
    Result,
    Theme,
    from_dict,
    resolve,
    score,
    to_dict,
)
from assessments.scoring.conditions import holds

SHOP = Profile("company", "1-9", "G", frozenset({"premises"}))
HALL = Profile("public_body")
YES_NO = (Choice("yes", Fraction(1)), Choice("no", Fraction(0)))
HALVES = (Band(None, Fraction(10), Fraction(0)), Band(Fraction(10), None, Fraction(2)))


def asked(name: str, **changes: Any) -> Question:
    return replace(Question(name, "yes_no", choices=YES_NO), **changes)


def number(name: str, **changes: Any) -> Question:
    return replace(Question(name, "number"), **changes)


def computed(name: str, formula: str, **changes: Any) -> Question:
    return replace(Question(name, "computed", formula=formula), **changes)


def said(question: str, *choices: str) -> Given:
    return Given(question, frozenset(choices))


def framework(*children: Question | Theme) -> Framework:
    themes = (Theme("all", children=children),)
    return Framework("f", "1", Fraction(0), Fraction(100), 0, themes)


def node(result: Result, name: str) -> NodeResult:
    return next(n for n in result.walk() if n.id == name)


def test_a_question_whose_condition_fails_is_not_asked_and_counts_for_nothing() -> None:
    fleet = framework(asked("cars"), asked("electric", visible_if=said("cars", "yes")))
    result = score(fleet, {"cars": "no", "electric": "yes"}, SHOP)
    assert node(result, "electric").status == "not_asked"
    assert (result.score, result.answered, result.expected) == (0, 1, 1)
    assert from_dict(to_dict(result)) == result
    assert score(fleet, {"cars": True}, SHOP).expected == 2


def test_what_hides_a_question_hides_those_that_hang_on_it() -> None:
    chain = framework(
        asked("a"),
        asked("b", visible_if=said("a", "yes")),
        asked("c", visible_if=said("b", "yes")),
        asked("d", visible_if=Not(said("c", "yes"))),
    )
    everything = {"a": "no", "b": "yes", "c": "yes", "d": "yes"}
    resolved = resolve(chain, everything, None)
    assert resolved.not_asked == {"b", "c"}
    assert resolved.answers == {"a": "no", "d": "yes"}
    assert resolve(chain, {**everything, "a": "yes"}, None).not_asked == {"d"}


def test_a_theme_hides_all_that_stands_in_it() -> None:
    inner = Theme("inner", children=(asked("deep"), computed("twice", "[n] * 2")))
    outer = Theme("outer", children=(asked("in"), inner), visible_if=said("door", "yes"))
    house = framework(asked("door"), number("n"), outer, asked("after", visible_if=Given("twice")))
    closed = score(house, {"door": "no", "n": 3, "deep": "yes", "in": "yes", "after": "yes"}, SHOP)
    shut = {n.id for n in closed.walk() if n.status == "not_asked"}
    assert shut == {"outer", "inner", "in", "deep", "twice", "after"}
    assert resolve(house, {"door": "yes", "n": 3}, SHOP).not_asked == frozenset()


def test_an_answer_that_the_profile_is_not_asked_satisfies_no_condition() -> None:
    works = asked("works", applies=Applicability(kinds=frozenset({"company"})))
    plan = framework(works, asked("roof", visible_if=said("works", "yes")), computed("sum", "count([n])"), number("n"))
    assert resolve(plan, {"works": "yes"}, SHOP).not_asked == frozenset()
    assert resolve(plan, {"works": "yes"}, HALL).not_asked == {"roof"}
    assert node(score(plan, {"works": "yes"}, HALL), "works").status == "not_applicable"
    assert resolve(plan, {"works": "yes"}, None).not_asked == frozenset()


@pytest.mark.parametrize(
    ("condition", "answer", "expected"),
    [
        (said("q", "a", "b"), "b", True),
        (said("q", "a"), ["b", "a"], True),
        (said("q", "a"), ["b"], False),
        (said("q", "yes"), True, True),
        (said("q", "yes"), False, False),
        (said("q", "a"), {"item": "a", "other": "na"}, True),
        (said("q", "a"), 5, False),
        (said("q", "na"), "na", False),
        (Given("q"), "anything", True),
        (Given("q"), 0, True),
        (Given("q"), False, True),
        (Given("q"), UNKNOWN, False),
        (Given("q"), {"item": "na"}, False),
        (Given("q"), [{"column": None}, {"column": ""}], False),
        (Given("q"), [{"column": 0}], True),
        (Given("q", at_least=Fraction(10)), 10, True),
        (Given("q", at_least=Fraction(10)), Decimal("9.99"), False),
        (Given("q", at_most=Fraction("0.1")), 0.1, True),
        (Given("q", at_most=Fraction(5)), "3", False),
        (Given("q", at_least=Fraction(0)), float("nan"), False),
        (Given("q", at_least=Fraction(0)), Decimal("Infinity"), False),
        (Given("q", at_least=Fraction(0)), True, False),
        (AllOf(()), None, True),
        (AnyOf(()), None, False),
        (AnyOf((said("q", "z"), Not(said("q", "y")))), "a", True),
        (Fits(Applicability(kinds=frozenset({"company"}))), None, True),
        (Fits(Applicability(kinds=frozenset({"association"}))), None, False),
    ],
)
def test_leaves_of_conditions(condition: Condition, answer: Any, expected: bool) -> None:
    assert holds(condition, {"q": answer}, SHOP) is expected


def test_a_formula_is_worked_out_whatever_the_order_of_the_file() -> None:
    """kwh / staff = 30 000 / 12 = 2500, then x 2 = 5000; nothing depends on where they stand."""
    staffed = framework(
        computed("twice", "[each] * 2"), computed("each", "[kwh] / [staff]"), number("staff"), number("kwh")
    )
    assert resolve(staffed, {"kwh": 30_000, "staff": 12}, SHOP).answers["twice"] == 5000
    assert "twice" not in resolve(staffed, {"kwh": 30_000}, SHOP).answers
    assert "twice" not in resolve(staffed, {"kwh": 30_000, "staff": 0}, SHOP).answers


def test_bands_give_points_to_a_formula() -> None:
    ratio = framework(computed("ratio", "[a] / [b]", bands=HALVES), number("a"), number("b"))
    result = score(ratio, {"a": 30, "b": 2}, SHOP)
    assert (node(result, "ratio").status, node(result, "ratio").rule) == ("scored", "computed")
    assert (result.score, node(result, "ratio").gain) == (100, None)
    silent = score(ratio, {"a": 30, "b": 0}, SHOP)
    assert (node(silent, "ratio").status, silent.score, silent.completeness) == ("unanswered", None, 0)
    aside = score(ratio, {"a": 30, "b": NA}, SHOP)
    assert (node(aside, "ratio").status, aside.completeness) == ("not_concerned", 1)


def test_a_number_outside_the_bands_of_a_formula_is_nobody_s_mistake() -> None:
    closed = (Band(Fraction(0), Fraction(1), Fraction(1)), Band(Fraction(1), Fraction(2), Fraction(2)))
    plan = framework(computed("c", "[a] * 2", bands=closed), number("a"))
    assert node(score(plan, {"a": 5}, SHOP), "c").status == "unanswered"
    assert score(plan, {"a": 1}, SHOP).score == 100


def test_an_answer_sent_for_a_formula_is_left_aside() -> None:
    plan = framework(computed("c", "[a] * 2", bands=HALVES), number("a"))
    assert score(plan, {"a": 1, "c": 50}, SHOP) == score(plan, {"a": 1}, SHOP)
    assert Meter(plan, SHOP).figures({"a": 1, "c": 50}) == Meter(plan, SHOP).figures({"a": 1})


def test_a_column_feeds_a_formula() -> None:
    columns = (Column("what"), Column("tonnes", "number"))
    table = Question("waste", "table", columns=columns, row_limit=3)
    plan = framework(table, computed("total", "sum([waste.tonnes]) * 1.5"))
    rows = [{"what": "paper", "tonnes": Decimal("0.1")}, {"what": "glass", "tonnes": None}, {"tonnes": 3}]
    assert resolve(plan, {"waste": rows}, SHOP).answers["total"] == Fraction("4.65")
    assert "total" not in resolve(plan, {"waste": [{"what": "paper"}]}, SHOP).answers
    assert "total" not in resolve(plan, {"waste": "not a table"}, SHOP).answers
    assert resolve(plan, {"waste": NA}, SHOP).answers["total"] == NA


def test_a_code_with_a_point_is_a_question_before_it_is_a_column() -> None:
    table = Question("a.b", "table", columns=(Column("c.d", "number"), Column("x", "number")), row_limit=1)
    plan = framework(table, number("a.b.x"), computed("total", "sum([a.b.c.d], [a.b.x])"))
    assert resolve(plan, {"a.b": [{"c.d": 2, "x": 100}], "a.b.x": 1}, SHOP).answers["total"] == 3


@pytest.mark.parametrize(
    "children",
    [
        (asked("a", visible_if=said("a", "yes")),),
        (asked("a", visible_if=said("b", "yes")), asked("b", visible_if=Not(said("a", "yes")))),
        (computed("a", "[a] + 1"),),
        (computed("a", "[b]"), computed("b", "[a]")),
        (Theme("t", children=(asked("a"),), visible_if=said("a", "yes")),),
        (number("n", visible_if=Given("c")), computed("c", "[n]")),
    ],
)
def test_a_loop_is_refused(children: tuple[Question | Theme, ...]) -> None:
    with pytest.raises(ValueError, match="needs itself"):
        framework(*children)


def test_what_refers_to_nothing_is_never_given() -> None:
    """A layer may hide the question that a condition looks at."""
    plan = framework(asked("a", visible_if=said("gone", "yes")), computed("c", "[gone]", bands=HALVES))
    result = score(plan, {}, SHOP)
    assert [n.status for n in result.questions()] == ["not_asked", "not_concerned"]


def test_a_figure_without_formula_yet_has_no_value() -> None:
    plan = framework(computed("c", "", bands=HALVES), asked("a", visible_if=Given("c")))
    assert [n.status for n in score(plan, {"c": 3}, SHOP).questions()] == ["unanswered", "not_asked"]


def test_a_framework_without_logic_has_none() -> None:
    assert framework(asked("a"), number("n")).logic is None


def scale_of_three(**changes: Any) -> Framework:
    steps = tuple(Choice(name, Fraction(points)) for name, points in (("low", 0), ("mid", 2), ("high", 4)))
    return framework(replace(Question("s", "scale", choices=steps, items=("x", "y", "z")), **changes))


@pytest.mark.parametrize(
    ("answer", "status", "points"),
    [
        ({"x": "low", "y": "high", "z": "mid"}, "scored", 2),
        ({"x": "high", "y": "mid"}, "scored", 3),
        ({"x": "mid", "y": "high", "z": "na"}, "scored", 3),
        ({"x": "na", "y": "na"}, "not_concerned", None),
        ({"x": "", "y": None}, "unanswered", None),
        ({}, "unanswered", None),
        (NA, "not_concerned", None),
    ],
)
def test_a_scale_gives_the_mean_of_its_items(answer: Any, status: str, points: int | None) -> None:
    plan = scale_of_three()
    result = score(plan, {"s": answer}, SHOP)
    found = node(result, "s")
    assert (found.status, found.points, found.rule) == (status, points, "scale_mean")
    assert Meter(plan, SHOP).figures({"s": answer}).score == result.score


TABLE = Question(
    "t", "table", columns=(Column("n", "number"), Column("p", "percentage"), Column("d", "date")), row_limit=2
)


@pytest.mark.parametrize(
    ("question", "answer", "code", "row", "part"),
    [
        (scale_of_three(not_concerned=False), {"x": "na"}, "not_concerned_refused", None, "x"),
        (scale_of_three(), {"w": "low"}, "unknown_item", None, "w"),
        (scale_of_three(), {"x": "top"}, "unknown_choice", None, "x"),
        (scale_of_three(), {"x": ["low"]}, "unknown_choice", None, "x"),
        (scale_of_three(), "low", "wrong_shape", None, ""),
        (framework(Question("d", "date")), "20261121", "not_a_date", None, ""),
        (framework(Question("d", "date")), "2026-02-30", "not_a_date", None, ""),
        (framework(Question("d", "date")), 2026, "not_a_date", None, ""),
        (framework(Question("f", "file")), 12, "wrong_shape", None, ""),
        (framework(TABLE), "x", "wrong_shape", None, ""),
        (framework(TABLE), ["x"], "wrong_shape", None, ""),
        (framework(TABLE), [{}, {}, {"n": 1}], "too_many_rows", 2, ""),
        (framework(TABLE), [{"n": 1}, {"other": 1}], "unknown_column", 1, "other"),
        (framework(TABLE), [{"n": "1"}], "wrong_shape", 0, "n"),
        (framework(TABLE), [{"p": 101}], "out_of_range", 0, "p"),
        (framework(TABLE), [{"d": "tomorrow"}], "not_a_date", 0, "d"),
        (framework(number("n")), 10**400, "wrong_shape", None, ""),
        (framework(number("n")), Decimal("1e999999"), "wrong_shape", None, ""),
    ],
)
def test_what_does_not_belong_is_named_where_it_stands(
    question: Framework, answer: Any, code: str, row: int | None, part: str
) -> None:
    (name,) = question.scales
    with pytest.raises(AnswerError) as refusal:
        score(question, {name: answer}, SHOP)
    assert (refusal.value.code, refusal.value.row, refusal.value.part) == (code, row, part)


@pytest.mark.parametrize(
    ("question", "answer", "status"),
    [
        (Question("q", "date"), "2026-11-21", "unscored"),
        (Question("q", "file"), "a1b2", "unscored"),
        (TABLE, [{"n": 1.5, "p": 100, "d": "2026-11-21"}], "unscored"),
        (TABLE, [], "unscored"),
        (replace(TABLE, items=("a", "b", "c"), row_limit=0), [{}, {}, {"n": 3}], "unscored"),
    ],
)
def test_what_is_asked_and_never_scored(question: Question, answer: Any, status: str) -> None:
    result = score(framework(question), {question.id: answer}, SHOP)
    assert (node(result, question.id).status, result.expected) == (status, 0)
