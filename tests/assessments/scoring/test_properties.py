"""What must hold for every framework, every profile and every set of answers."""

import os
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from json import dumps, loads
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.scoring import (
    NA,
    Answer,
    Applicability,
    Choice,
    Framework,
    Meter,
    NodeResult,
    Question,
    Result,
    Theme,
    from_dict,
    resolve,
    score,
    to_dict,
)
from tests.assessments.scoring.strategies import LADDER, Case, cases

EXAMPLES = int(os.environ.get("SCORING_EXAMPLES", "100"))
"""10,000 shows what a release claims; a hundred is what everyday work can wait for."""

relaxed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def result_of(case: Case, **changes: Answer) -> Result:
    return score(case.framework, {**case.answers, **changes}, case.profile)


def rebuilt(framework: Framework, change: dict[str, Question | None]) -> Framework:
    """`framework` with some questions replaced, or taken out where None."""

    def children(theme: Theme) -> Iterator[Theme | Question]:
        for child in theme.children:
            if isinstance(child, Theme):
                yield replace(child, children=tuple(children(child)))
            elif (kept := change.get(child.id, child)) is not None:
                yield kept

    return replace(framework, themes=tuple(replace(t, children=tuple(children(t))) for t in framework.themes))


@relaxed
@given(cases(entangled=True))
def test_same_input_gives_the_same_result(case: Case) -> None:
    assert result_of(case) == result_of(case)


@relaxed
@given(cases(entangled=True))
def test_every_figure_stays_in_bounds(case: Case) -> None:
    framework, result = case.framework, result_of(case)
    nodes: list[Result | NodeResult] = [result, *result.walk()]
    for node in nodes:
        assert 0 <= node.completeness <= 1
        assert (node.ratio is None) == (node.score is None) == (node.displayed is None)
        if node.ratio is not None and node.score is not None:
            assert 0 <= node.ratio <= 1
            assert framework.minimum <= node.score <= framework.maximum
    for question in result.questions():
        if question.points is not None and question.floor is not None and question.ceiling is not None:
            assert question.floor <= question.points <= question.ceiling


@relaxed
@given(cases(entangled=True), st.randoms(use_true_random=False))
def test_order_of_answers_changes_nothing(case: Case, random: Random) -> None:
    items = list(case.answers.items())
    random.shuffle(items)
    shuffled = {
        key: value[::-1] if isinstance(value, list) else value  # order of ticked boxes neither
        for key, value in items
    }
    assert score(case.framework, shuffled, case.profile) == result_of(case)


@relaxed
@given(cases(entangled=True))
def test_order_of_questions_changes_no_score(case: Case) -> None:
    def turned(theme: Theme) -> Theme:
        children = tuple(turned(c) if isinstance(c, Theme) else c for c in reversed(theme.children))
        return replace(theme, children=children)

    mirrored = replace(case.framework, themes=tuple(turned(t) for t in reversed(case.framework.themes)))
    result, other = result_of(case), score(mirrored, case.answers, case.profile)
    assert {n.id: (n.score, n.status, n.gain) for n in other.walk()} == {
        n.id: (n.score, n.status, n.gain) for n in result.walk()
    }
    assert (other.score, other.level, other.completeness) == (result.score, result.level, result.completeness)


@relaxed
@given(cases())
def test_not_concerned_is_as_if_the_question_were_not_there(case: Case) -> None:
    with_na = result_of(case, ladder=NA)
    others = {key: value for key, value in case.answers.items() if key != "ladder"}
    without = score(rebuilt(case.framework, {"ladder": None}), others, case.profile)
    assert (with_na.score, with_na.level, with_na.completeness) == (
        without.score,
        without.level,
        without.completeness,
    )
    kept = {n.id: (n.score, n.level, n.gain) for n in with_na.walk() if n.id != "ladder"}
    assert kept == {n.id: (n.score, n.level, n.gain) for n in without.walk()}


def ladder_of(case: Case) -> Question:
    return next(q for q in case.framework.questions() if q.id == "ladder")


def points_of(question: Question, choice_id: Answer) -> Fraction:
    return next(c.points or Fraction(0) for c in question.choices if c.id == choice_id)


@relaxed
@given(cases(), st.sampled_from(LADDER))
def test_more_points_for_an_answer_never_lower_a_score(case: Case, other: str) -> None:
    question = ladder_of(case)
    chosen = str(case.answers["ladder"])
    low, high = sorted([chosen, other], key=lambda choice: points_of(question, choice))
    before, after = result_of(case, ladder=low), result_of(case, ladder=high)
    lower: list[Result | NodeResult] = [before, *before.walk()]
    higher: list[Result | NodeResult] = [after, *after.walk()]
    for worse, better in zip(lower, higher, strict=True):
        assert (worse.score is None) == (better.score is None)
        if worse.score is not None and better.score is not None:
            assert better.score >= worse.score


@relaxed
@given(cases(), st.fractions(min_value=0, max_value=3, max_denominator=4))
def test_raising_the_points_of_the_chosen_answer_never_lowers_the_score(case: Case, more: Fraction) -> None:
    question = ladder_of(case)
    raised = tuple(
        Choice(c.id, points_of(question, c.id) + more) if c.id == case.answers["ladder"] else c
        for c in question.choices
    )
    framework = rebuilt(case.framework, {"ladder": replace(question, choices=raised)})
    before, after = result_of(case).score, score(framework, case.answers, case.profile).score
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert after >= before


@relaxed
@given(cases())
def test_gain_is_what_the_best_answer_really_wins(case: Case) -> None:
    """Checked by answering each choice in turn and scoring again, for the ladder and when it is silent."""
    scores = [result_of(case, ladder=choice).score for choice in LADDER]
    reachable = [s for s in scores if s is not None]
    for silence in (case.answers["ladder"], None):
        before = result_of(case, ladder=silence)
        gain = next(n.gain for n in before.questions() if n.id == "ladder")
        assert (gain is None) == (before.score is None)
        if before.score is not None:
            assert gain == max(reachable) - before.score


@relaxed
@given(cases())
def test_an_answered_question_never_gains_less_than_nothing(case: Case) -> None:
    for node in result_of(case, ladder="s4").questions():
        assert node.gain is None or node.status != "scored" or node.gain >= 0
        if node.id == "ladder":
            assert not node.gain


@relaxed
@given(cases())
def test_silence_and_i_do_not_know_lower_completeness(case: Case) -> None:
    before = result_of(case)
    silences: tuple[Answer, ...] = (None, "", [], "unknown")
    for silence in silences:
        assert result_of(case, ladder=silence).completeness < before.completeness


@relaxed
@given(cases(entangled=True))
def test_a_result_survives_json(case: Case) -> None:
    result = result_of(case)
    assert from_dict(loads(dumps(to_dict(result)))) == result


@relaxed
@given(cases(entangled=True))
def test_level_is_that_of_the_unrounded_score(case: Case) -> None:
    result = result_of(case)
    if result.level is not None:
        assert result.score is not None
        reached = [level for level in case.framework.levels if level.low <= result.score]
        assert reached[-1].code == result.level
        assert result.completeness >= case.framework.completeness


@relaxed
@given(cases(), st.sampled_from(LADDER))
def test_answers_for_another_profile_are_left_aside(case: Case, answer: str) -> None:
    nobody = replace(ladder_of(case), applies=Applicability(kinds=frozenset({"nobody"})))
    hidden = replace(case, framework=rebuilt(case.framework, {"ladder": nobody}))
    assert result_of(hidden, ladder=answer) == result_of(hidden, ladder=None)


@relaxed
@given(cases(entangled=True))
def test_a_meter_gives_the_same_figures(case: Case) -> None:
    result, meter = result_of(case), Meter(case.framework, case.profile)
    for _ in range(2):  # a meter keeps nothing of the assessments before
        figures = meter.figures(case.answers)
        assert (figures.ratio, figures.score, figures.level) == (result.ratio, result.score, result.level)
        assert (figures.answered, figures.expected) == (result.answered, result.expected)
        assert dict(figures.themes) == {theme.id: theme.ratio for theme in result.themes}
        assert figures.completeness == result.completeness


def questions_below(node: NodeResult) -> set[str]:
    return {one.id for one in node.walk() if one.kind == "question"}


@relaxed
@given(cases(entangled=True))
def test_what_is_not_asked_is_as_if_it_were_not_there(case: Case) -> None:
    """Taken out of the framework with their answers, the questions that are not asked change no figure."""
    result = result_of(case)
    hidden = {node.id for node in result.questions() if node.status == "not_asked"}
    without = rebuilt(case.framework, dict.fromkeys(hidden))
    kept = score(without, {name: value for name, value in case.answers.items() if name not in hidden}, case.profile)
    assert (kept.score, kept.level, kept.answered, kept.expected) == (
        result.score,
        result.level,
        result.answered,
        result.expected,
    )
    left = {n.id: (n.status, n.score, n.gain) for n in kept.questions()}
    assert left == {n.id: (n.status, n.score, n.gain) for n in result.questions() if n.id not in hidden}


@relaxed
@given(cases(entangled=True))
def test_answers_to_what_is_not_asked_change_nothing(case: Case) -> None:
    result = result_of(case)
    hidden = {node.id for node in result.questions() if node.status == "not_asked"}
    assert score(case.framework, {**case.answers, **dict.fromkeys(hidden, 3)}, case.profile) == result


@relaxed
@given(cases(entangled=True))
def test_a_theme_takes_what_stands_in_it_along(case: Case) -> None:
    resolved = resolve(case.framework, case.answers, case.profile)
    for node in result_of(case).walk():
        if node.status == "not_asked":
            assert node.ratio is None
            assert node.expected == 0
        if node.kind == "theme" and node.id in resolved.not_asked:
            assert questions_below(node) <= resolved.not_asked
            assert not questions_below(node) & set(resolved.answers)


@relaxed
@given(cases(entangled=True))
def test_resolving_twice_changes_nothing(case: Case) -> None:
    once = resolve(case.framework, case.answers, case.profile)
    assert resolve(case.framework, once.answers, case.profile) == once
