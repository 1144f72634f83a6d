"""The core score compares layers of one core; the local one is the layer's own."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from assessments.frameworks.domain.document import Choice, Document, Theme
from assessments.frameworks.domain.layers import derive
from assessments.frameworks.domain.plan import Plan, plan_of
from assessments.frameworks.domain.split import core_answers, split, split_from
from assessments.scoring import Given, Profile, score
from tests.assessments.frameworks.layered import both, core, extension, half, on_question, on_theme, own_question
from tests.factories.frameworks import ladder

NOBODY = Profile()


def layered(layer: Document, base: Document | None = None) -> Plan:
    return plan_of(layer, plan_of(base or core()))


def core_score(plan: Plan, answers: dict[str, Any]) -> Fraction | None:
    return split(plan, answers, NOBODY).core.score


def test_a_framework_of_its_own_is_all_core() -> None:
    answers = {"t1q1": "s2", "t2q1": "s4"}
    plan = plan_of(core())
    found = split(plan, answers, NOBODY)
    assert found.core.score == score(plan.framework, answers, NOBODY).score == 75
    assert found.local is None


def test_each_part_by_its_own_rule() -> None:
    """By hand. Core: t1 is (2/4 + 4/4) / 2 with the core's equal weights, t2 is 1/4; (3/4 + 1/4) / 2 = 50.

    Local: "ours" gives 1/4 in t1, "l1" 4/4 and "l2" 3/4 in the local theme; (1/4 + 7/8) / 2 = 9/16.
    """
    answers = {"t1q1": "s2", "t1q3": "s4", "t2q1": "s1", "ours": "s1", "l1": "s4", "l2": "s3"}
    found = split(layered(extension()), answers, NOBODY)
    assert (found.core.score, found.core.displayed) == (50, 50)
    assert found.local is not None
    assert (found.local.score, str(found.local.displayed)) == (Fraction(900, 16), "56")
    assert (found.local.answered, found.local.expected) == (3, 3)
    assert (found.core.answered, found.core.expected) == (3, 5)  # t2q3 is hidden here


def test_the_core_score_is_that_of_the_core_alone() -> None:
    """Whatever a layer adds and re-weights."""
    answers = {"t1q1": "s1", "t1q2": "s3", "t2q2": "s4"}
    alone = score(plan_of(core()).framework, answers, NOBODY).score
    assert core_score(layered(extension()), {**answers, "ours": "s0", "l1": "s0"}) == alone
    assert core_score(layered(derive(core(), "other", "1")), answers) == alone


def test_an_added_choice_counts_as_the_one_it_names() -> None:
    plan = layered(extension())
    assert core_score(plan, {"t1q2": "half"}) == core_score(plan, {"t1q2": "s1"}) == 25
    assert score(plan.framework, {"t1q2": "half"}, NOBODY).score == Fraction(100, 8)


@pytest.mark.parametrize(
    ("kind", "answer", "expected"),
    [("multiple", ["half", "s1", "s2"], ["s1", "s2"]), ("scale", {"a": "half", "b": "na"}, {"a": "s1", "b": "na"})],
)
def test_added_choices_count_in_every_kind_of_answer(kind: Any, answer: Any, expected: Any) -> None:
    base = on_question(core(), "t1q2", lambda q: replace(q, kind=kind))
    layer = on_question(derive(base, "region", "1"), "t1q2", lambda q: replace(q, choices=(*q.choices, half())))
    assert core_answers(layered(layer, base), {"t1q2": answer}) == {"t1q2": expected}


def test_a_choice_of_a_variant_counts_through_the_extension() -> None:
    farm = Choice("farm", both("Farm"), Fraction(1), counts_as="half")
    variant = on_question(derive(extension(), "farms", "1"), "t1q2", lambda q: replace(q, choices=(*q.choices, farm)))
    assert core_answers(layered(variant), {"t1q2": "farm"}) == {"t1q2": "s1"}


def test_what_a_layer_hides_is_out_of_the_core_score() -> None:
    plan = layered(extension())
    assert core_answers(plan, {"t2q1": "s2", "t2q3": "s4"}) == {"t2q1": "s2"}
    assert split(plan, {"t2q1": "s2"}, NOBODY).core.expected == 5
    everything = on_theme(derive(core(), "other", "1"), "t2", lambda t: replace(t, hidden=True))
    assert core_score(layered(everything), {"t1q1": "s4"}) == 100


def test_a_variant_counts_what_the_extension_added_as_local() -> None:
    variant = on_theme(
        derive(extension(), "farms", "1"), "local", lambda t: replace(t, questions=(*t.questions, ladder("farm")))
    )
    found = split(layered(variant), {"l1": "s4", "farm": "s0"}, NOBODY)
    assert found.local is not None
    assert found.local.score == 50
    assert found.core.score is None


def test_a_local_question_that_waits_for_a_core_answer_is_scored_when_asked() -> None:
    layer = on_question(extension(), "l1", lambda q: replace(q, visible_if=Given("t1q1", frozenset({"s4"}))))
    plan = layered(layer)
    shown = split(plan, {"t1q1": "s4", "l1": "s4"}, NOBODY).local
    hidden = split(plan, {"t1q1": "s0", "l1": "s4"}, NOBODY).local
    assert shown is not None
    assert shown.score == 100
    assert hidden is None


def test_no_local_figure_without_a_scored_local_question() -> None:
    words = replace(own_question("words"), kind="text", choices=())
    layer = derive(core(), "region", "1")
    layer = replace(layer, themes=(*layer.themes, Theme("local", both("Local"), questions=(words,))))
    assert split(layered(layer), {"t1q1": "s4", "words": "…"}, NOBODY).local is None


def test_figures_survive_json() -> None:
    found = split(layered(extension()), {"t1q1": "s1", "ours": "s1"}, NOBODY)
    assert split_from(found.to_dict()) == found
    assert split_from(split(plan_of(core()), {}, NOBODY).to_dict()) == split(plan_of(core()), {}, NOBODY)
    assert split_from({}) is None
