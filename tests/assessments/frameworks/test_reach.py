"""What somebody is really asked is never said to be out of reach."""

from hypothesis import HealthCheck, given, settings

from assessments.frameworks.domain import document as doc
from assessments.frameworks.domain.reach import Reach
from assessments.scoring import Framework, Question, Theme, score
from tests.assessments.scoring.strategies import Case, cases


def written(framework: Framework) -> doc.Document:
    """The framework as its author would have written it, without a word."""
    return doc.Document("any", "1", ("fr",), {}, tuple(_theme(theme) for theme in framework.themes))


def _theme(theme: Theme) -> doc.Theme:
    questions = tuple(_question(child) for child in theme.children if isinstance(child, Question))
    themes = tuple(_theme(child) for child in theme.children if isinstance(child, Theme))
    return doc.Theme(
        theme.id, {}, applies=theme.applies, visible_if=theme.visible_if, questions=questions, themes=themes
    )


def _question(question: Question) -> doc.Question:
    return doc.Question(
        question.id,
        question.kind,
        {},
        applies=question.applies,
        visible_if=question.visible_if,
        choices=tuple(doc.Choice(choice.id, {}, choice.points) for choice in question.choices),
        bands=tuple(doc.Band(band.low, band.high, band.points) for band in question.bands),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cases(entangled=True))
def test_what_is_asked_is_within_reach(case: Case) -> None:
    reach = Reach(written(case.framework))
    for node in score(case.framework, case.answers, case.profile).walk():
        if node.status not in ("not_applicable", "not_asked", "empty"):
            assert reach.is_possible(node.id)
