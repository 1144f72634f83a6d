"""The way through a questionnaire: its pages, how far one is, where one was. Pure.

A page shows one theme of the first rank; the themes nested in it become its groups (`plan.Section`).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assessments.frameworks.domain.plan import Group, Plan, Section
from assessments.scoring import AllOf, AnyOf, Applicability, Condition, Fits, Framework, Not, Profile, Theme
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
    """The pages that `profile` may meet, whatever it answers; `express`: only the questions of the short path."""
    pages = plan.sections_for(profile)
    if not express:
        return pages
    short = frozenset(plan.document.express)
    return _only(pages, lambda code: code in short)


def given(pages: Iterable[Section], themes: Collection[str]) -> tuple[Section, ...]:
    """The pages of `themes`, for someone who was given these alone: without figures, which other answers make up."""
    kept = (page for page in pages if page.theme.code in themes and codes_of(page))
    return tuple(Section(page.theme, tuple(_without_figures(page.groups))) for page in kept)


def _without_figures(groups: Iterable[Group]) -> Iterable[Group]:
    for group in groups:
        asked = tuple(question for question in group.questions if question.kind != "computed")
        if asked:
            yield Group(group.theme, asked)


def visible(pages: Iterable[Section], not_asked: Collection[str]) -> tuple[Section, ...]:
    """`pages` without what conditions hide; a page where nothing is left to answer goes too."""
    kept = _only(pages, lambda code: code not in not_asked)
    return tuple(page for page in kept if codes_of(page))


def _only(pages: Iterable[Section], keeps: Callable[[str], bool]) -> tuple[Section, ...]:
    kept = (Section(page.theme, tuple(_groups(page.groups, keeps))) for page in pages)
    return tuple(page for page in kept if page.groups)


def _groups(groups: Iterable[Group], keeps: Callable[[str], bool]) -> Iterable[Group]:
    for group in groups:
        questions = tuple(question for question in group.questions if keeps(question.code))
        if questions:
            yield Group(group.theme, questions)


def codes_of(page: Section) -> tuple[str, ...]:
    """What a person answers on `page`: computed figures are shown there, not asked."""
    return tuple(question.code for question in page.questions if question.kind != "computed")


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
    for applies in (node.applies, *_profiles(node.visible_if)):
        found.update(_facts(applies))
    if isinstance(node, Theme):
        for child in node.children:
            _collect(child, found)


def _profiles(condition: Condition | None) -> Iterator[Applicability]:
    """The profiles that `condition` looks at."""
    match condition:
        case Fits():
            yield condition.applies
        case Not():
            yield from _profiles(condition.part)
        case AllOf() | AnyOf():
            for part in condition.parts:
                yield from _profiles(part)


def _facts(applies: Applicability) -> set[str]:
    facts = {
        "kind": applies.kinds,
        "size": applies.sizes,
        "section": applies.sections,
        "traits": applies.traits | applies.any_trait | applies.no_trait,
    }
    return {fact for fact, values in facts.items() if values}
