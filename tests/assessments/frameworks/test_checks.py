"""What the meaning of a framework must keep to: formats, conditions, formulas, codes; each fault with its place."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.frameworks.domain.coherence import report
from assessments.frameworks.domain.files import Reading, read_bytes
from assessments.frameworks.domain.plan import plan_of
from assessments.scoring import Profile
from tests.assessments.frameworks.files import small
from tests.assessments.frameworks.test_mangled import mangled

EN2 = "themes/energy/questions/EN2"
DE2 = "themes/waste/questions/DE2"
BEFORE_EN2 = "      - code: EN2\n"
KIND = "type: text, title: {fr: Racontez, en: Tell us}"
TITLE = "title: {fr: Racontez, en: Tell us}"
TABLE = f"type: table, rows: 3, columns: [{{code: kg, type: number, title: {{fr: kg, en: kg}}}}], {TITLE}"
ITEMS = "items: [{code: x, title: {fr: x, en: x}}]"
CHOICES = "choices: [{code: a, points: 0, title: {fr: a, en: a}}, {code: b, points: 4, title: {fr: b, en: b}}]"


def with_condition(condition: str, *, on: str = "EN2") -> Reading:
    """The small file with `visible_if` on a question."""
    if on == "EN2":
        return read_bytes(small((BEFORE_EN2, f"{BEFORE_EN2}        visible_if: {condition}\n")))
    return read_bytes(small((f"code: {on},", f"code: {on}, visible_if: {condition},")))


def with_formula(formula: str, beside: str = KIND) -> Reading:
    """The small file, with DE2 written `beside`, and a computed question after it."""
    computed = f"      - {{code: CALC, type: computed, title: {{fr: Calcul, en: Figure}}, formula: '{formula}'}}\n"
    return read_bytes(small((f"{KIND}}}\n", f"{beside}}}\n{computed}")))


def faults(reading: Reading) -> list[tuple[str, str]]:
    return [(problem.code, problem.where) for problem in reading.problems]


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("{question: GONE}", "dangling"),
        ("{question: EN1, among: [z]}", "condition_choice"),
        ("{question: DE4, among: [a]}", "condition_no_choices"),
        ("{question: EN1, at_least: 2}", "condition_bounds_kind"),
        ("{all: [{not: {question: GONE}}]}", "dangling"),
        ("{question: EN2}", "condition_loop"),
    ],
)
def test_a_condition_names_what_exists_and_suits(condition: str, code: str) -> None:
    reading = with_condition(condition)
    assert faults(reading) == [(code, f"{EN2}/visible_if")]
    assert not reading.is_sound


def test_what_waits_for_itself_is_refused_with_the_whole_loop() -> None:
    reading = read_bytes(
        small(
            (BEFORE_EN2, f"{BEFORE_EN2}        visible_if: {{question: DE1}}\n"),
            ("code: DE1,", "code: DE1, visible_if: {question: EN2},"),
        )
    )
    (problem,) = reading.problems
    assert problem.code == "condition_loop"
    assert set(str(problem.params["value"]).split(" → ")) == {"DE1", "EN2"}


def test_a_theme_does_not_wait_for_what_stands_in_it() -> None:
    reading = read_bytes(small(("  - code: waste\n", "  - code: waste\n    visible_if: {question: DE3}\n")))
    assert [problem.code for problem in reading.problems] == ["condition_loop"]


@pytest.mark.parametrize(
    "condition",
    [
        "{all: [{question: EN1, among: [a]}, {question: EN1, among: [b]}]}",
        "{all: [{question: DE1, among: [yes]}, {not: {question: DE1}}]}",
        "{all: [{question: DE4, at_least: 10}, {question: DE4, at_most: 9}]}",
        "{all: [{profile: {kinds: [company]}}, {profile: {kinds: [association]}}]}",
        "{all: [{profile: {no_trait: [food]}}, {question: DE3}]}",
        "{all: [{profile: {no_trait: [premises]}}, {question: EN1, among: [a]}]}",
        "{any: []}",
    ],
)
def test_a_condition_that_never_holds_is_a_warning(condition: str) -> None:
    reading = with_condition(condition)
    assert faults(reading) == [("unreachable", f"{EN2}/visible_if")]
    assert [problem.severity for problem in reading.problems] == ["warning"]
    assert reading.is_sound


@pytest.mark.parametrize(
    "condition",
    [
        "{question: EN1}",
        "{all: [{question: DE3, among: [compost]}, {question: DE3, among: [give]}]}",
        "{all: [{question: DE4, at_least: 10}, {question: DE4, at_most: 10}]}",
        "{not: {question: EN1, among: [a, b, c]}}",
        "{not: {profile: {kinds: [company, association, public_body]}}}",
        "{all: [{profile: {sizes: ['0']}}, {profile: {kinds: [company]}}]}",
        "{not: {question: DE2}}",
        "{all: [{not: {question: DE4, at_least: 10}}, {not: {question: DE4, at_most: 9}}, {question: DE4}]}",
    ],
)
def test_a_condition_that_may_hold_is_none(condition: str) -> None:
    assert faults(with_condition(condition)) == []


@pytest.mark.parametrize(
    ("bounds", "possible"),
    [
        ("at_least: 101", False),
        ("at_least: 100", True),
        ("at_most: 120", True),
        ("at_least: -5", True),
        ("at_most: -1", False),
    ],
)
def test_a_percentage_keeps_to_its_limits(bounds: str, possible: bool) -> None:
    reading = with_condition(f"{{question: EN2, {bounds}}}", on="DE1")
    assert [problem.code for problem in reading.problems] == ([] if possible else ["unreachable"])


@pytest.mark.parametrize(
    ("bounds", "possible"), [("at_least: 60", False), ("at_most: 80", True), ("at_least: 5", True)]
)
def test_a_number_keeps_to_its_bands(bounds: str, possible: bool) -> None:
    bands = "bands: [{from: 0, to: 10, points: 0}, {from: 10, to: 50, points: 4}]"
    reading = read_bytes(
        small(
            ("code: DE1,", f"code: DE1, visible_if: {{question: DE4, {bounds}}},"),
            ("            unknown: false", f"            unknown: false\n            {bands}"),
        )
    )
    assert [problem.code for problem in reading.problems] == ([] if possible else ["unreachable"])


def test_what_a_condition_needs_must_be_reachable_too() -> None:
    """DE1 is asked where EN1 is a; EN2 where DE1 is answered and EN1 is b."""
    condition = "{all: [{question: DE1}, {question: EN1, among: [b]}]}"
    reading = read_bytes(
        small(
            (BEFORE_EN2, f"{BEFORE_EN2}        visible_if: {condition}\n"),
            ("code: DE1,", "code: DE1, visible_if: {question: EN1, among: [a]},"),
        )
    )
    assert faults(reading) == [("unreachable", f"{EN2}/visible_if")]


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("", "formula_empty"),
        ("[DE4] *", "formula_unfinished"),
        ("0,5 * [DE4]", "formula_comma"),
        ("[DE4] ; 2", "formula_unexpected"),
        ("total([DE4])", "formula_unknown_function"),
        ("round()", "formula_unexpected"),
        ("abs(1, 2)", "formula_arguments"),
        ("[DE4", "formula_reference"),
        ("[DE4] / (2 - 2)", "formula_zero"),
        ("[GONE] + 1", "dangling"),
        ("[EN1] + 1", "formula_no_number"),
        ("[CALC] + 1", "formula_loop"),
        ("(" * 30 + "1" + ")" * 30, "formula_too_deep"),
        ("1 + " * 300 + "1", "formula_too_long"),
    ],
)
def test_a_formula_that_cannot_be_worked_out_is_named(formula: str, code: str) -> None:
    reading = with_formula(formula)
    assert faults(reading) == [(code, "themes/waste/questions/CALC/formula")]
    assert not reading.is_sound


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("sum([DE2])", "formula_table"),
        ("sum([DE2.tonnes])", "formula_column"),
        ("[DE2.kg] * 2", "formula_column_alone"),
        ("sum([DE2.kg]) / [DE4]", None),
    ],
)
def test_columns_stand_in_functions(formula: str, code: str | None) -> None:
    found = [problem.code for problem in with_formula(formula, TABLE).problems]
    assert found == ([code] if code else [])


def test_a_column_of_words_is_no_number() -> None:
    words = TABLE.replace("type: number", "type: text")
    assert [problem.code for problem in with_formula("sum([DE2.kg])", words).problems] == ["formula_no_number"]


@pytest.mark.parametrize(
    ("question", "code", "key"),
    [
        (f"type: scale, {CHOICES}, {TITLE}", "no_items", "/items"),
        (f"type: scale, {ITEMS}, {TITLE}", "no_choices", "/choices"),
        (f"type: table, rows: 3, {TITLE}", "no_columns", "/columns"),
        (TABLE.replace("rows: 3, ", ""), "no_rows", "/rows"),
        (TABLE.replace("rows: 3", f"rows: 3, {ITEMS}"), "rows_both", "/rows"),
        (f"type: text, {ITEMS}, {TITLE}", "choices_unused", "/items"),
        (f"type: date, rows: 3, {TITLE}", "choices_unused", "/rows"),
        (f"type: file, formula: '1', {TITLE}", "choices_unused", "/formula"),
        (f"type: text, hidden: true, {TITLE}", "hidden_own", "/hidden"),
        (f"type: single, {CHOICES.replace('code: b,', 'code: b, counts_as: z,')}, {TITLE}", "dangling", None),
        (f"type: single, {CHOICES.replace('code: b,', 'code: b, counts_as: b,')}, {TITLE}", "counts_as_itself", None),
        (f"type: scale, {ITEMS}, {CHOICES.replace('points: 4', 'points: 0')}, {TITLE}", "no_difference", "/choices"),
        (f"type: computed, formula: '1', bands: [{{points: 1}}], {TITLE}", "no_difference", "/bands"),
    ],
)
def test_each_kind_has_what_it_needs_and_no_more(question: str, code: str, key: str | None) -> None:
    reading = read_bytes(small((KIND, question)))
    assert faults(reading) == [(code, f"{DE2}{key}" if key is not None else f"{DE2}/choices/b/counts_as")]


@pytest.mark.parametrize(
    "question",
    [
        f"type: scale, {ITEMS}, {CHOICES}, {TITLE}",
        TABLE,
        TABLE.replace("rows: 3", ITEMS),
        f"type: date, {TITLE}",
        f"type: file, {TITLE}",
        f"type: computed, formula: '[DE4] * 2', {TITLE}",
    ],
)
def test_the_new_formats_are_sound(question: str) -> None:
    assert faults(read_bytes(small((KIND, question)))) == []


def test_a_theme_and_a_question_with_one_code_are_refused() -> None:
    assert faults(read_bytes(small(("code: DE2", "code: energy")))) == [
        ("duplicate_id", "themes/waste/questions/energy/code")
    ]


def test_a_scale_keeps_to_a_length_that_can_be_answered() -> None:
    many = ", ".join(f"{{code: x{n}, title: {{fr: x, en: x}}}}" for n in range(101))
    question = f"type: scale, items: [{many}], {CHOICES}, {TITLE}"
    assert faults(read_bytes(small((KIND, question)))) == [("too_many_items", f"{DE2}/items")]


def test_weights_that_are_all_zero_are_refused() -> None:
    zero = small(("      - {code: DE1,", "      - {code: DE1, weight: 0,"), ("{code: DE2,", "{code: DE2, weight: 0,"))
    weightless = zero.replace(b"- code: food-waste\n", b"- code: food-waste\n        weight: 0\n")
    assert faults(read_bytes(weightless)) == [("all_zero_weights", "themes/waste/questions")]


def test_each_sentence_of_logic_can_be_said() -> None:
    for reading in (with_formula("[DE4] ; 2"), with_formula("sum([DE2.t])", TABLE), with_condition("{question: EN2}")):
        for problem in reading.problems:
            assert "%(" not in problem.what % problem.params + problem.cure % problem.params


CONDITION = "{any: [{question: EN1, among: [a, b]}, {profile: {sizes: ['0']}}]}"
LOGICAL = small(
    (BEFORE_EN2, f"{BEFORE_EN2}        visible_if: {CONDITION}\n"),
    ("code: DE1,", "code: DE1, visible_if: {not: {question: EN2, at_least: 10, at_most: 60}},"),
    ("  - code: waste\n", "  - code: waste\n    visible_if: {question: EN1}\n"),
    (f"{KIND}}}\n", f"{TABLE}}}\n      - {{code: SUM, type: computed, {TITLE}, formula: 'sum([DE2.kg]) / [EN2]'}}\n"),
).decode()  # fmt: skip


def test_the_logical_file_is_sound() -> None:
    assert faults(read_bytes(LOGICAL.encode())) == []


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_passes_for_sound_can_be_scored(random: Random) -> None:
    """Mangled at random, a file with conditions and formulas is refused in words, or works."""
    reading = read_bytes(mangled(LOGICAL, random).encode())
    for problem in reading.problems:
        assert problem.what % problem.params
        assert problem.cure % problem.params
    if reading.is_sound and reading.document is not None:
        plan = plan_of(reading.document)
        answers = {"EN2": 20, "DE2": [{"kg": 4}], "EN1": "a"}
        known = {code: answer for code, answer in answers.items() if code in plan.framework.scales}
        plan.sections_for(Profile("company"), known)
        for remark in report(reading.document):
            assert "%(" not in remark.sentence
