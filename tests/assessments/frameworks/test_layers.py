"""What a layer may do to its base, and each way of breaking it."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from assessments.frameworks.domain.document import Choice, Document, Level, Limits, Theme
from assessments.frameworks.domain.layers import adopted, breaches, derive, origins
from assessments.frameworks.wording import describe
from assessments.scoring import Given
from tests.assessments.frameworks.layered import (
    both,
    core,
    extension,
    half,
    on_question,
    on_theme,
    own_question,
    with_limits,
    without,
)
from tests.factories.frameworks import ladder

Change = Callable[[Document], Document]


def codes(base: Document, document: Document) -> list[tuple[str, str]]:
    return [(problem.code, problem.where) for problem in breaches(base, document)]


def test_a_layer_that_changes_nothing_says_where_all_comes_from() -> None:
    layer = derive(core(), "region", "r1")
    assert (layer.base, layer.core, layer.code, layer.version) == ("core@1", "core", "region", "r1")
    assert origins(layer) == {"core"}
    assert breaches(core(), layer) == ()


def test_a_variant_knows_the_root_and_each_origin() -> None:
    variant = derive(extension(), "farms", "1")
    assert (variant.base, variant.core) == ("region@r1", "core")
    assert origins(variant) == {"core", "region"}
    assert next(q for q in variant.questions() if q.code == "ours").origin == "region"
    assert breaches(extension(), variant) == ()


def test_what_is_allowed_breaks_nothing() -> None:
    layer = extension()
    worded = replace(layer.levels[0], themes={"local": both("Well done")})
    subtheme = Theme("sub", both("Sub"), questions=(own_question("s1"),))
    layer = on_theme(layer, "t2", lambda t: replace(t, themes=(subtheme,)))
    layer = on_question(layer, "t1q3", lambda q: replace(q, terms=("kwh",)))
    layer = replace(layer, levels=(worded, *layer.levels[1:]), title=both("Ours"), limits=Limits(questions=False))
    assert breaches(core(), layer) == ()


def changed(name: str, value: object) -> Change:
    return lambda layer: on_question(layer, "t1q1", lambda q: replace(q, **{name: value}))  # type: ignore[arg-type]


def swapped(layer: Document) -> Document:
    return on_theme(layer, "t1", lambda t: replace(t, questions=(t.questions[1], t.questions[0], *t.questions[2:])))


def handed_over(layer: Document) -> Document:
    question = next(q for q in layer.questions() if q.code == "t1q1")
    return on_theme(without(layer, "t1q1"), "t2", lambda t: replace(t, questions=(question, *t.questions)))


def other_choice(**fields: object) -> Change:
    choice = replace(half(), **fields)  # type: ignore[arg-type]
    return lambda layer: on_question(layer, "t1q1", lambda q: replace(q, choices=(*q.choices, choice)))


def one_level_more(layer: Document) -> Document:
    return replace(layer, levels=(*layer.levels, Level("top", Fraction(90), both("Top"))))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (changed("title", both("Other")), ("layer_changed", "questions/t1q1/title")),
        (changed("visible_if", Given("t1q2")), ("layer_changed", "questions/t1q1/visible_if")),
        (changed("weight", Fraction(3)), ("layer_weight", "questions/t1q1/weight")),
        (changed("origin", ""), ("layer_origin", "questions/t1q1/origin")),
        (
            changed("limits", Limits(weight_min=Fraction(0), weight_max=Fraction(9))),
            ("layer_limits", "questions/t1q1/limits"),
        ),
        (lambda d: without(d, "t1q2"), ("layer_missing", "questions/t1q2")),
        (swapped, ("layer_moved", "questions/t1q1")),
        (handed_over, ("layer_moved", "questions/t1q1")),
        (other_choice(counts_as=""), ("layer_counts_as", "questions/t1q1/choices/half/counts_as")),
        (other_choice(counts_as="s9"), ("layer_counts_as", "questions/t1q1/choices/half/counts_as")),
        (other_choice(origin="core"), ("layer_claims", "questions/t1q1/choices/half/origin")),
        (lambda d: on_theme(d, "t1", lambda t: replace(t, title=both("Other"))), ("layer_changed", "themes/t1/title")),
        (one_level_more, ("layer_extra", "levels/top")),
        (lambda d: replace(d, levels=d.levels[1:]), ("layer_missing", "levels/discover")),
        (lambda d: replace(d, maximum=Fraction(10)), ("layer_changed", "maximum")),
        (lambda d: replace(d, terms=()), ("layer_missing", "glossary/kwh")),
        (lambda d: replace(d, code="core"), ("layer_code", "code")),
        (lambda d: replace(d, base="core@7"), ("layer_base", "base")),
        (lambda d: replace(d, limits=replace(d.limits, weight_max=Fraction(5))), ("layer_limits", "limits")),
    ],
)
def test_each_breach_is_named_where_it_stands(change: Change, expected: tuple[str, str]) -> None:
    layer = change(derive(core(), "region", "r1"))
    assert expected in codes(core(), layer)
    for problem in breaches(core(), layer):
        said = describe(problem)
        assert said["what"]
        assert said["cure"]


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"hide": False}, ("layer_hide", "questions/t2q3/hidden")),
        ({"reword": False}, ("layer_reword", "questions/t1q1/help")),
        ({"questions": False}, ("layer_add", "questions/ours")),
        ({"choices": False}, ("layer_choices", "questions/t1q2/choices/half")),
        ({"weight_min": None, "weight_max": None}, ("layer_weight_fixed", "questions/t1q1/weight")),
        ({"weight_max": Fraction(3, 2)}, ("layer_weight", "questions/t1q1/weight")),
    ],
)
def test_each_limit_of_the_base_holds(limits: dict[str, object], expected: tuple[str, str]) -> None:
    base = with_limits(core(), **limits)
    assert codes(core(), extension()) == []
    assert codes(base, replace(extension(), limits=base.limits)) == [expected]


def test_the_limits_of_a_node_come_before_those_of_the_document() -> None:
    base = on_question(core(), "t2q3", lambda q: replace(q, limits=Limits(hide=False)))
    layer = on_question(derive(base, "region", "r1"), "t2q3", lambda q: replace(q, hidden=True))
    assert codes(base, layer) == [("layer_hide", "questions/t2q3/hidden")]


def test_a_theme_of_ours_may_always_be_added_at_the_top() -> None:
    base = with_limits(core(), questions=False)
    layer = derive(base, "region", "r1")
    assert codes(base, replace(layer, themes=(*layer.themes, Theme("x", both("X"), questions=(ladder("xq"),))))) == []


def test_a_copy_keeps_the_base_that_it_can_see() -> None:
    copy = adopted(extension(), core(), "copy", "1")
    assert (copy.base, copy.core, copy.code) == ("core@1", "core", "copy")
    assert breaches(core(), copy) == ()


def test_a_copy_without_base_is_a_framework_of_its_own() -> None:
    copy = adopted(extension(), None, "copy", "1")
    assert (copy.base, copy.core) == ("", "")
    assert origins(copy) == {""}
    assert {choice.counts_as for question in copy.questions() for choice in question.choices} == {""}


def test_a_copy_past_a_layer_counts_its_choices_in_the_base() -> None:
    """A variant's choice that counts as one of the extension counts, in the copy, as one of the core."""
    farm = Choice("farm", both("Farm"), Fraction(1), counts_as="half")
    variant = on_question(derive(extension(), "farms", "1"), "t1q2", lambda q: replace(q, choices=(*q.choices, farm)))
    assert breaches(extension(), variant) == ()
    copy = adopted(variant, core(), "copy", "1")
    assert breaches(core(), copy) == ()
    question = next(q for q in copy.questions() if q.code == "t1q2")
    assert [(c.code, c.counts_as) for c in question.choices if not c.origin] == [("half", "s1"), ("farm", "s1")]
