"""Formulas: what they give, by hand, and how each mistake is named, with its place."""

import operator
from fractions import Fraction
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring import FormulaError, parse_formula

VALUES = {
    "A": Fraction(6),
    "B": Fraction(4),
    "ZERO": Fraction(0),
    "T.tonnes": (Fraction(1), Fraction(5), Fraction(3)),
    "MISSING": None,
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[A] + [B] * 2", 14),
        ("([A] + [B]) * 2", 20),
        ("[A] - [B] - 1", 1),
        ("[A] / [B] / 2", Fraction(3, 4)),
        ("-[A] + +[B]", -2),
        ("2 - -[B]", 6),
        ("- [A] * [B]", -24),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("[ A ]", 6),
        ("sum([T.tonnes])", 9),
        ("sum([T.tonnes], [A], 1)", 16),
        ("mean([T.tonnes])", 3),
        ("min([T.tonnes], [A])", 1),
        ("MAX([T.tonnes], [A])", 6),
        ("count([T.tonnes])", 3),
        ("count([A], [MISSING])", 1),
        ("count([MISSING])", None),
        ("abs([B] - [A])", 2),
        ("round(5 / 2)", 3),
        ("round([A] / 7, 2)", Fraction(86, 100)),
        ("round(-5 / 2)", -2),
        ("[A] / [ZERO]", None),
        ("[A] / ([B] - 4)", None),
        ("[ZERO] / [A]", 0),
        ("[A] + [MISSING]", None),
        ("sum([A], [MISSING])", None),
        ("abs([MISSING])", None),
        ("round([MISSING], 1)", None),
        ("[T.tonnes] + 1", None),
        ("sum([T.tonnes] + 1)", None),
        ("min([MISSING])", None),
    ],
)
def test_what_formulas_give(text: str, value: int | Fraction | None) -> None:
    assert parse_formula(text).value(VALUES) == value


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", "empty", 0),
        ("   ", "empty", 0),
        ("[A] +", "unfinished", 5),
        ("([A]", "unfinished", 4),
        ("sum([A]", "unfinished", 7),
        ("[A] [B]", "unexpected", 4),
        ("[A])", "unexpected", 3),
        ("* [A]", "unexpected", 0),
        ("0,5 * [A]", "comma", 1),
        ("(0,5) * [A]", "comma", 2),
        ("[A", "reference", 0),
        ("A]", "reference", 1),
        ("[] + 1", "reference", 0),
        ("[A] + «B»", "unexpected", 6),
        ("1.", "unexpected", 1),
        ("sqrt([A])", "unknown_function", 0),
        ("sum", "arguments", 0),
        ("abs([A], [B])", "arguments", 0),
        ("round([A], [B])", "arguments", 0),
        ("round([A], 1.5)", "arguments", 0),
        ("round([A], 1, 2)", "arguments", 0),
        ("sum()", "unexpected", 4),
        ("__import__('os')", "unexpected", 11),
        ("(" * 21 + "1" + ")" * 21, "too_deep", 20),
        ("1+" * 500 + "1", "too_long", 1000),
    ],
)
def test_what_is_wrong_and_where(text: str, code: str, position: int) -> None:
    with pytest.raises(FormulaError) as refusal:
        parse_formula(text)
    assert (refusal.value.code, refusal.value.position) == (code, position)


def test_the_longest_formula_is_read_and_worked_out() -> None:
    assert parse_formula("1+" * 499 + "1").value({}) == 500
    assert parse_formula("-" * 998 + "1").value({}) == 1
    assert parse_formula("(" * 20 + "1" + ")" * 20).value({}) == 1


def test_figures_beyond_all_use_have_no_value() -> None:
    squares = parse_formula("*".join(["[A]"] * 100))
    assert squares.value({"A": Fraction(10)}) == Fraction(10) ** 100
    assert squares.value({"A": Fraction(10) ** 300}) is None


def test_what_a_formula_names() -> None:
    formula = parse_formula("[A] + sum([T.tonnes], [B] * 2) / round([C.d])")
    assert formula.references == {"A", "T.tonnes", "B", "C.d"}
    assert formula.single == {"A", "B", "C.d"}


@pytest.mark.parametrize(
    ("text", "always"),
    [("[A] / 0", True), ("1 / (2 - 2)", True), ("sum([A] / (1 - 1))", True), ("[A] / [B]", False), ("0 / [A]", False)],
)
def test_a_division_by_a_zero_written_out_is_seen(text: str, always: bool) -> None:
    assert parse_formula(text).divides_by_zero() is always


Written = tuple[str, Fraction | None]
"""A formula, fully in parentheses, and what it is worth."""


def together(sign: str, left: Written, right: Written) -> Written:
    text = f"({left[0]} {sign} {right[0]})"
    first, second = left[1], right[1]
    if first is None or second is None or (sign == "/" and not second):
        return text, None
    worth = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
    return text, worth[sign](first, second)


numbers = st.integers(0, 50).map(lambda n: (str(n), Fraction(n))) | st.sampled_from(
    [("[A]", Fraction(6)), ("[ZERO]", Fraction(0)), ("[MISSING]", None), ("0.25", Fraction(1, 4))]
)
written = st.recursive(numbers, lambda part: st.builds(together, st.sampled_from("+-*/"), part, part), max_leaves=8)


@given(written)
def test_any_formula_gives_what_fractions_give(formula: Written) -> None:
    text, worth = formula
    assert parse_formula(text).value(VALUES) == worth


@given(st.lists(st.tuples(st.sampled_from("+-*"), st.integers(0, 9)), max_size=12))
def test_signs_are_taken_in_the_usual_order(terms: list[tuple[str, int]]) -> None:
    """Without parentheses, products before sums."""
    text = "1" + "".join(f" {sign} {number}" for sign, number in terms)
    products: list[list[int]] = [[1]]
    for sign, number in terms:
        if sign == "*":
            products[-1].append(number)
        else:
            products.append([1 if sign == "+" else -1, number])
    assert parse_formula(text).value({}) == sum(prod(factors) for factors in products)


@given(st.text("0123456789.+-*/(), []ABabsumround", max_size=60))
def test_any_text_is_read_or_refused_with_its_place(text: str) -> None:
    try:
        formula = parse_formula(text)
    except FormulaError as error:
        place: int | None = error.position
    else:
        values = dict.fromkeys(formula.references, Fraction(2))
        value = formula.value(values)
        assert value is None or value == formula.value(values)
        place = None
    assert place is None or 0 <= place <= len(text)
