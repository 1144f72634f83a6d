"""The way through a questionnaire: its pages, how far one is, where one was. Pure.

A page shows one theme of the first rank; the themes nested in it become its groups (`plan.Section`).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assessments.frameworks.domain.plan import Group, Plan, Section
from assessments.scoring import Framework, Profile, Theme
from assessments.scoring import Question as ScoredQuestion


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the questions asked have an answer ("I don't know" is one)."""

    answered: int
    asked: int

    @property
    def missing(self) -> int:
        return self.asked - self.answered


def steps(plan: Plan, profile: Profile, *, express: bool = False) -> tuple[Section, ...]:
    """The pages that `profile` is shown; `express`: only the questions of the short path."""
    pages = plan.sections_for(profile)
    if not express:
        return pages
    short = frozenset(plan.document.express)
    kept = (Section(page.theme, tuple(_only(page.groups, short))) for page in pages)
    return tuple(page for page in kept if page.groups)


def _only(groups: Iterable[Group], codes: Collection[str]) -> Iterable[Group]:
    for group in groups:
        questions = tuple(question for question in group.questions if question.code in codes)
        if questions:
            yield Group(group.theme, questions)


def codes_of(page: Section) -> tuple[str, ...]:
    return tuple(question.code for question in page.questions)


def order(pages: Iterable[Section]) -> tuple[str, ...]:
    """Every question code of `pages`, in order: its place gives its number."""
    return tuple(code for page in pages for code in codes_of(page))


def progress(questions: Collection[str], answered: Collection[str]) -> Progress:
    return Progress(sum(code in answered for code in questions), len(questions))


def resume_at(questions: Sequence[str], answered: Collection[str], position: str) -> str | None:
    """The question to come back to: the first one open from `position` on, then from the start.

    None when everything has an answer. `position` may be unknown (the profile changed since).
    """
    start = questions.index(position) if position in questions else 0
    return next((code for code in (*questions[start:], *questions[:start]) if code not in answered), None)


def page_of(pages: Iterable[Section], question: str) -> Section | None:
    """The page that shows `question`; None when this profile is not shown it."""
    return next((page for page in pages if question in codes_of(page)), None)


def conditions(framework: Framework) -> frozenset[str]:
    """The facts of a profile that the questionnaire depends on: among kind, size, section and traits."""
    found: set[str] = set()
    for theme in framework.themes:
        _collect(theme, found)
    return frozenset(found)


def _collect(node: Theme | ScoredQuestion, found: set[str]) -> None:
    applies = node.applies
    facts = {
        "kind": applies.kinds,
        "size": applies.sizes,
        "section": applies.sections,
        "traits": applies.traits | applies.any_trait | applies.no_trait,
    }
    found.update(fact for fact, values in facts.items() if values)
    if isinstance(node, Theme):
        for child in node.children:
            _collect(child, found)
