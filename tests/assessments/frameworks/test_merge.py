"""Each conflict by its example: what is asked, and what either answer gives."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from assessments.frameworks.domain.diff import diff
from assessments.frameworks.domain.document import Document, Limits, Question, Resource, Theme
from assessments.frameworks.domain.layers import breaches, with_questions
from assessments.frameworks.domain.merge import Conflict, Unsettled, merge, settle
from assessments.scoring import AllOf, Given
from tests.assessments.frameworks.layered import (
    both,
    core,
    extension,
    on_question,
    on_theme,
    own_question,
    with_limits,
    without,
)
from tests.factories.frameworks import ladder

Facts = tuple[str, str, str, str]


def facts(conflict: Conflict) -> Facts:
    return conflict.reason, conflict.node, conflict.code, conflict.field


def settled(new: Document, side: str, mine: Document | None = None) -> Document:
    """`mine`, by default the extension, over `new`, every conflict settled on one side where it can be."""
    found = merge(core(), new, mine or extension())
    sides = {one.id: side if side in one.options else one.options[0] for one in found.conflicts}
    document = settle(found, sides)
    assert breaches(new, document) == ()
    return document


def conflicts(new: Document, mine: Document | None = None) -> list[Facts]:
    return [facts(one) for one in merge(core(), new, mine or extension()).conflicts]


def question(document: Document, code: str) -> Question:
    return next(one for one in document.questions() if one.code == code)


def theme_of(document: Document, code: str) -> str:
    return next(theme.code for theme in document.walk() if code in [one.code for one in theme.questions])


def test_what_only_the_core_changed_comes_without_a_word() -> None:
    new = on_question(core("2"), "t1q3", lambda q: replace(q, title=both("Better said")))
    new = on_theme(new, "t2", lambda t: replace(t, questions=(ladder("new"), *t.questions)))
    assert conflicts(new) == []
    document = settled(new, "mine")
    assert question(document, "t1q3").title == both("Better said")
    assert question(document, "new").origin == "core"
    assert question(document, "t1q1").help == both("Local help")
    assert [one.code for one in document.themes[0].questions] == ["t1q1", "t1q2", "t1q3", "ours"]
    assert [theme.code for theme in document.themes] == ["t1", "t2", "local"]


@pytest.mark.parametrize(("side", "weight"), [("mine", Fraction(2)), ("theirs", Fraction(3, 2))])
def test_both_changed_the_same_field(side: str, weight: Fraction) -> None:
    new = on_question(core("2"), "t1q1", lambda q: replace(q, weight=Fraction(3, 2)))
    assert conflicts(new) == [("both_changed", "question", "t1q1", "weight")]
    assert question(settled(new, side), "t1q1").weight == weight


@pytest.mark.parametrize(("side", "words"), [("mine", "Local help"), ("theirs", "Core help")])
def test_both_put_the_help_in_other_words(side: str, words: str) -> None:
    new = on_question(core("2"), "t1q1", lambda q: replace(q, help=both("Core help")))
    assert conflicts(new) == [("both_changed", "question", "t1q1", "help")]
    assert question(settled(new, side), "t1q1").help == both(words)


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    assert conflicts(on_question(core("2"), "t1q1", lambda q: replace(q, help=both("Local help")))) == []


def test_the_core_drops_a_question_that_we_changed() -> None:
    new = without(core("2"), "t1q1")
    assert conflicts(new) == [("dropped_changed", "question", "t1q1", "")]
    kept = question(settled(new, "mine"), "t1q1")
    assert (kept.origin, kept.help, {choice.origin for choice in kept.choices}) == ("", both("Local help"), {""})
    assert "t1q1" not in {one.code for one in settled(new, "theirs").questions()}


def test_the_core_drops_a_question_that_we_had_left_or_hidden() -> None:
    assert conflicts(without(core("2"), "t1q3", "t2q3")) == []


def test_the_core_drops_a_theme_that_holds_ours() -> None:
    new = on_question(without(core("2"), "t1"), "t2q1", lambda q: q)
    assert ("dropped_holds", "theme", "t1", "") in conflicts(new)
    document = settled(new, "mine")
    assert [(theme.code, theme.origin) for theme in document.themes] == [("t1", ""), ("t2", "core"), ("local", "")]
    assert theme_of(document, "ours") == "t1"
    assert {one.code for one in settled(new, "theirs").questions()}.isdisjoint({"ours", "t1q1"})


def test_the_core_takes_a_code_of_ours() -> None:
    new = on_theme(core("2"), "t2", lambda t: replace(t, questions=(*t.questions, ladder("ours", steps=3))))
    mine = on_question(extension(), "l1", lambda q: replace(q, visible_if=Given("ours", frozenset({"s4"}))))
    assert conflicts(new, mine) == [("same_code", "question", "ours", "")]
    document = settled(new, "mine", mine)
    assert (theme_of(document, "ours"), theme_of(document, "ours-region")) == ("t2", "t1")
    assert question(document, "l1").visible_if == Given("ours-region", frozenset({"s4"}))
    document = settled(new, "theirs", mine)
    assert theme_of(document, "ours") == "t2"
    assert question(document, "l1").visible_if is None  # the core's question has no fifth step


def test_the_core_takes_up_our_question_as_it_is() -> None:
    new = on_theme(core("2"), "t1", lambda t: replace(t, questions=(*t.questions, own_question("ours"))))
    assert conflicts(new) == []
    assert question(settled(new, "mine"), "ours").origin == "core"


def test_the_core_takes_the_code_of_a_theme_of_ours() -> None:
    new = replace(core("2"), themes=(*core().themes, Theme("local", both("Theirs"), questions=(ladder("c1"),))))
    assert conflicts(new) == [("same_code", "theme", "local", "")]
    assert theme_of(settled(new, "mine"), "l1") == "local-region"
    assert theme_of(settled(new, "theirs"), "l1") == "local"


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"hide": False}, ("limits", "question", "t2q3", "hidden")),
        ({"reword": False}, ("limits", "question", "t1q1", "help")),
        ({"choices": False}, ("limits", "choice", "t1q2/half", "")),
        ({"questions": False}, ("limits", "question", "ours", "")),
        ({"weight_max": Fraction(3, 2)}, ("limits", "question", "t1q1", "weight")),
        ({"weight_min": None, "weight_max": None}, ("limits", "question", "t1q1", "weight")),
    ],
)
def test_the_core_narrows_its_limits(limits: dict[str, Any], expected: Facts) -> None:
    new = with_limits(core("2"), **limits)
    assert conflicts(new) == [expected]
    for side in ("mine", "theirs"):
        settled(new, side)


def test_a_weight_comes_back_to_the_nearest_that_is_allowed() -> None:
    new = with_limits(core("2"), weight_max=Fraction(3, 2))
    assert merge(core(), new, extension()).conflicts[0].mine == Fraction(3, 2)
    assert question(settled(new, "mine"), "t1q1").weight == Fraction(3, 2)
    assert question(settled(new, "theirs"), "t1q1").weight == 1


def test_what_the_core_takes_no_more_moves_to_a_theme_of_ours() -> None:
    new = on_theme(core("2"), "t1", lambda t: replace(t, limits=Limits(questions=False, hide=True)))
    document = settled(new, "mine")
    assert theme_of(document, "ours") == "t1-region"
    assert [theme.code for theme in document.themes] == ["t1", "t1-region", "t2", "local"]
    assert "ours" not in {one.code for one in settled(new, "theirs").questions()}


def test_the_choice_that_ours_counts_as_is_gone() -> None:
    def shorter(one: Question) -> Question:
        return replace(one, choices=tuple(choice for choice in one.choices if choice.code != "s1"))

    new = on_question(core("2"), "t1q2", shorter)
    assert conflicts(new) == [("counts_as_gone", "choice", "t1q2/half", "counts_as")]
    assert next(c for c in question(settled(new, "mine"), "t1q2").choices if not c.origin).counts_as == "s0"
    assert all(choice.origin for choice in question(settled(new, "theirs"), "t1q2").choices)


def test_a_condition_of_ours_looks_at_a_dropped_question() -> None:
    condition = AllOf((Given("t1q3", frozenset({"s1"})), Given("l2")))
    mine = on_question(extension(), "l1", lambda q: replace(q, visible_if=condition))
    new = without(core("2"), "t1q3")
    assert conflicts(new, mine) == [("reference_gone", "question", "l1", "visible_if")]
    assert question(settled(new, "mine", mine), "l1").visible_if == AllOf((Given("l2"),))
    assert "l1" not in {one.code for one in settled(new, "theirs", mine).questions()}


def test_a_formula_of_ours_loses_what_it_counts() -> None:
    figure = replace(ladder("sum"), kind="computed", choices=(), formula="[t1q3] + 1")
    mine = on_theme(extension(), "local", lambda t: replace(t, questions=(*t.questions, figure)))
    found = merge(core(), without(core("2"), "t1q3"), mine).conflicts
    assert [(facts(one), one.options) for one in found] == [
        (("reference_gone", "question", "sum", "formula"), ("theirs",))
    ]
    assert "sum" not in {one.code for one in settled(without(core("2"), "t1q3"), "theirs", mine).questions()}


def test_links_of_ours_to_what_is_gone_fall_silently() -> None:
    guide = Resource("ours", both("Ours"), questions=("t1q3", "l1"))
    mine = replace(extension(), resources=(*extension().resources, guide), express=("t1q3", "l2"))
    document = settled(without(core("2"), "t1q3"), "mine", mine)
    assert document.resources[-1].questions == ("l1",)
    assert document.express == ("l2",)


def test_a_language_that_the_core_drops_is_dropped_everywhere() -> None:
    french = {"fr": "Oui"}

    def translated(one: Question) -> Question:
        choices = tuple(replace(choice, title=french) for choice in one.choices)
        return replace(one, title=french, choices=choices)

    new = with_questions(core("2"), translated)
    themes = tuple(replace(theme, title=french) for theme in new.themes)
    levels = tuple(replace(level, title=french) for level in new.levels)
    new = replace(new, languages=("fr",), title=french, themes=themes, levels=levels, terms=(), resources=())
    document = settled(new, "mine")
    assert question(document, "l1").title == {"fr": "Question l1 ?"}
    assert document.languages == ("fr",)


def test_a_conflict_without_decision_is_asked_again() -> None:
    new = on_question(core("2"), "t1q1", lambda q: replace(q, weight=Fraction(3, 2), help=both("Core help")))
    found = merge(core(), new, extension())
    with pytest.raises(Unsettled) as refusal:
        settle(found, {found.conflicts[0].id: "mine", found.conflicts[1].id: "perhaps"})
    assert refusal.value.conflicts == found.conflicts[1:]


def test_a_diff_tells_each_change_by_node() -> None:
    new = on_question(core("2"), "t1q1", lambda q: replace(q, weight=Fraction(2), choices=q.choices[:-1]))
    new = on_theme(new, "t2", lambda t: replace(t, questions=(*t.questions[1:], t.questions[0], ladder("new"))))
    found = [(one.kind, one.node, one.code, one.field) for one in diff(core(), new)]
    assert ("removed", "choice", "t1q1/s4", "") in found
    assert ("changed", "question", "t1q1", "weight") in found
    assert ("moved", "question", "t2q1", "position") in found
    assert ("added", "question", "new", "") in found
    assert ("changed", "document", "", "version") in found
    assert len(found) == 5 + 5  # the new question comes with its five choices


def test_a_question_that_changes_hands_is_moved() -> None:
    moved = question(core(), "t1q1")
    new = on_theme(without(core(), "t1q1"), "t2", lambda t: replace(t, questions=(*t.questions, moved)))
    changes = diff(core(), new)
    assert [(one.kind, one.code, one.field, one.before, one.after) for one in changes] == [
        ("moved", "t1q1", "parent", "t1", "t2")
    ]
    assert changes[0].title == moved.title
