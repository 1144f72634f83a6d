"""Operations: each does one thing, refuses what was changed meanwhile, and can be taken back exactly."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.editor.domain import acts, values
from assessments.editor.domain.operations import (
    Operation,
    Refused,
    StaleEdit,
    apply,
    apply_all,
    from_dict,
    inverse_of,
)
from assessments.frameworks.domain.document import Document, LegalNote, Limits, Question, Resource
from assessments.scoring import AllOf, Applicability, Fits, Given, Not
from tests.factories.frameworks import simple_document
from tests.factories.responses import document as small

CONDITION = AllOf((Given("E1", frozenset({"a", "c"})), Not(Fits(Applicability(kinds=frozenset({"company"}))))))
RICH = replace(
    small(),
    legal_notes=(LegalNote("n1", {"fr": "Loi", "en": "Law"}, "verified", questions=("E2", "F3")),),
    resources=(Resource("r1", {"fr": "Guide", "en": "Guide"}, questions=("F3",)),),
)


def question_of(document: Document, code: str) -> Question:
    return next(one for one in document.questions() if one.code == code)


# Generated operations

CHOICE = {"code": "x", "title": {"fr": "X"}, "points": "1/2", "help": {}, "counts_as": "", "origin": ""}
SOME: dict[str, list[Any]] = {
    "title": [{"fr": "Autre", "en": "Other"}, {"fr": "Encore", "en": "Again"}],
    "why": [{}, {"fr": "Parce que.", "en": "Because."}],
    "weight": ["0", "2", "1/3"],
    "applies": [{}, {"kinds": ["company"]}, {"traits": ["food"], "sizes": ["0", "1-9"]}],
    "visible_if": [{}, values.plain.plain_condition(CONDITION)],
    "limits": [{}, values.plain.plain_limits(Limits(hide=True, weight_min=Fraction(0), weight_max=Fraction(3)))],
    "hidden": [True, False],
    "combine": ["sum"],
    "choices": [[], [CHOICE]],
    "terms": [[], ["kwh"]],
    "express": [[], ["E1"]],
    "decimals": [0, 2],
    "points_floor": ["", "0"],
    "seconds_per_question": [20, 45],
}  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> tuple[Document, list[Operation]]:
    """A document, and operations that were each made by looking at it as it then stood."""
    start = document = RICH
    done: list[Operation] = []
    for number in range(draw(st.integers(1, 6))):
        try:
            made = draw_operations(draw, document, number)
            document = apply_all(document, made)
        except StaleEdit:
            raise
        except Refused:
            continue
        done += made
    return start, done


def draw_operations(draw: st.DrawFn, document: Document, number: int) -> tuple[Operation, ...]:
    node, code = draw(st.sampled_from(sorted(acts_on(document))))
    match draw(st.sampled_from(["set", "document", "add", "add_theme", "remove", "shift", "move"])):
        case "set":
            field = draw(st.sampled_from(sorted(SOME.keys() & values.settable(node))))
            return (acts.setting(document, node, code, field, draw(st.sampled_from(SOME[field]))),)
        case "document":
            field = draw(st.sampled_from(sorted(SOME.keys() & values.settable("document"))))
            return (acts.setting(document, "document", "", field, draw(st.sampled_from(SOME[field]))),)
        case "add":
            parent = draw(st.sampled_from([theme.code for theme in document.walk()]))
            new = acts.new_question(document, f"new{number}", {"fr": "Q", "en": "Q"})
            return (acts.addition(document, new, parent),)
        case "add_theme":
            parent = draw(st.sampled_from(["", *(theme.code for theme in document.walk())]))
            words = {"fr": "T", "en": "T"}
            return (acts.addition(document, acts.new_theme(document, f"theme{number}", words, words), parent, 0),)
        case "remove":
            return acts.removal(document, node, code)  # type: ignore[arg-type]
        case "shift":
            return (acts.shift(document, node, code, draw(st.sampled_from([-1, 1]))),)  # type: ignore[arg-type]
    parent = draw(st.sampled_from([theme.code for theme in document.walk()]))
    return (acts.relocation(document, node, code, parent),)  # type: ignore[arg-type]


def acts_on(document: Document) -> list[tuple[str, str]]:
    return [("theme", one.code) for one in document.walk()] + [("question", one.code) for one in document.questions()]


@given(histories())
def test_what_was_done_is_undone_exactly_whatever_it_was(history: tuple[Document, list[Operation]]) -> None:
    start, done = history
    changed = apply_all(start, tuple(done))
    assert apply_all(changed, inverse_of(tuple(done))) == start


@given(histories())
def test_an_operation_comes_back_from_the_history_as_it_was(history: tuple[Document, list[Operation]]) -> None:
    start, done = history
    kept = tuple(from_dict(operation.to_dict()) for operation in done)
    assert kept == tuple(done)
    assert apply_all(start, kept).digest() == apply_all(start, tuple(done)).digest()


# What is refused

WRITE = Operation("set", "question", "E1", "weight", before="1", after="2")


def test_a_field_changed_meanwhile_is_not_written_over() -> None:
    elsewhere = apply(RICH, replace(WRITE, after="3"))
    with pytest.raises(StaleEdit) as refusal:
        apply(elsewhere, WRITE)
    assert refusal.value.current == "3"
    assert refusal.value.operation.after == "2"


def test_a_question_taken_away_meanwhile_is_said() -> None:
    gone = apply_all(RICH, acts.removal(RICH, "question", "F3"))
    with pytest.raises(StaleEdit) as refusal:
        apply(gone, replace(WRITE, code="F3"))
    assert refusal.value.current is None


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        (replace(WRITE, field="code", before="E1", after="X"), "bad_field"),
        (replace(WRITE, field="origin", before="", after="core"), "bad_field"),
        (replace(WRITE, after="heavy"), "bad_value"),
        (replace(WRITE, after="1/0"), "bad_value"),
        (replace(WRITE, field="applies", before={}, after=["all"]), "bad_value"),
    ],
)
def test_what_makes_no_sense_is_refused(operation: Operation, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        apply(RICH, operation)
    assert refusal.value.code == code


def test_a_code_serves_once() -> None:
    with pytest.raises(Refused) as refusal:
        apply(RICH, acts.addition(RICH, question_of(RICH, "E1"), "dechets"))
    assert refusal.value.code == "taken_code"


def test_a_theme_does_not_enter_itself() -> None:
    with pytest.raises(Refused) as refusal:
        apply(RICH, acts.relocation(RICH, "theme", "chiffres", "trajets"))
    assert refusal.value.code == "inside_itself"


def test_what_others_look_at_is_not_removed() -> None:
    looked_at = apply(RICH, acts.setting(RICH, "question", "F3", "visible_if", {"question": "E1"}))
    with pytest.raises(Refused) as refusal:
        acts.removal(looked_at, "question", "E1")
    assert (refusal.value.code, refusal.value.params["by"]) == ("needed", "F3")


def test_the_last_question_of_a_theme_stays() -> None:
    with pytest.raises(Refused) as refusal:
        acts.removal(RICH, "question", "M1")
    assert refusal.value.code == "last_question"


def test_a_removed_question_leaves_nothing_that_names_it() -> None:
    left = apply_all(RICH, acts.removal(RICH, "question", "F3"))
    assert left.express == ("E1",)
    assert left.legal_notes[0].questions == ("E2",)
    assert left.resources[0].questions == ()


def test_a_new_code_goes_on_with_those_beside_it() -> None:
    assert acts.next_code(RICH, "question", "energie") == "E4"
    assert acts.next_code(simple_document(), "theme", "") == "t3"


def test_moving_keeps_the_order_that_was_asked() -> None:
    moved = apply(RICH, acts.relocation(RICH, "question", "E3", "dechets", 1))
    theme = next(one for one in moved.walk() if one.code == "dechets")
    assert [one.code for one in theme.questions] == ["F3", "E3", "F4"]
    down = apply(RICH, acts.shift(RICH, "question", "E1", 1))
    assert [one.code for one in down.themes[0].questions] == ["E2", "E1", "E3"]
