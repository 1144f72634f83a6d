"""A framework version ready to use: what pages show and what scoring needs, worked out once."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import ceil

from assessments import scoring
from assessments.frameworks.domain.document import Document, LegalNote, Level, Question, Term, Theme
from assessments.frameworks.domain.layers import asked_core, counted_choices
from assessments.scoring import Answers, Profile, Result


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one theme that a profile is shown, without those of the themes below."""

    theme: Theme
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A top theme as one profile sees it: its groups, itself first, empty ones left out."""

    theme: Theme
    groups: tuple[Group, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for group in self.groups for question in group.questions)

    @property
    def asked(self) -> tuple[Question, ...]:
        """Those that wait for an answer: a computed one is only shown."""
        return tuple(question for question in self.questions if question.kind != "computed")


@dataclass(frozen=True)
class Plan:
    """One version, compiled. Immutable, shared by every thread; costs no query to read.

    `core`: for a layer, the version of the core that it stands on.
    """

    document: Document
    framework: scoring.Framework = field(repr=False)
    core: "Plan | None" = field(default=None, repr=False)

    @cached_property
    def compared(self) -> scoring.Framework | None:
        """For a layer, the core as far as it is asked here: what the layer hides concerns nobody."""
        return scoring_framework(asked_core(self.core.document, self.document)) if self.core else None

    @cached_property
    def counts_as(self) -> dict[str, dict[str, str]]:
        """By question of the core, the choice of the core that each added one counts as."""
        core = self.document.core
        asked = (question for question in self.document.questions() if core and question.origin == core)
        return {question.code: found for question in asked if (found := counted_choices(question, core))}

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return {question.code: question for question in self.document.questions()}

    @cached_property
    def _themes(self) -> dict[str, Theme]:
        return {theme.code: theme for theme in self.document.walk()}

    @cached_property
    def _top_theme(self) -> dict[str, Theme]:
        return {q.code: top for top in self.document.themes for theme in top.walk() for q in theme.questions}

    @property
    def code(self) -> str:
        return self.document.code

    @property
    def number(self) -> str:
        return self.document.version

    def question(self, code: str) -> Question:
        """Raises KeyError when the version has no such question."""
        return self._questions[code]

    def theme(self, code: str) -> Theme:
        """Raises KeyError when the version has no such theme, at any depth."""
        return self._themes[code]

    def top_theme_of(self, question_code: str) -> Theme:
        """The theme whose page asks the question. Raises KeyError."""
        return self._top_theme[question_code]

    def level(self, code: str | None) -> Level | None:
        return next((level for level in self.document.levels if level.code == code), None)

    def term(self, code: str) -> Term | None:
        return next((term for term in self.document.terms if term.code == code), None)

    def terms_of(self, question: Question) -> tuple[Term, ...]:
        return tuple(term for term in self.document.terms if term.code in question.terms)

    def sections_for(self, profile: Profile, answers: Answers | None = None) -> tuple[Section, ...]:
        """The top themes shown to `profile` with their questions, in its words.

        With `answers`, without what they leave out: the conditions that do not hold. Without, everything
        that the profile may meet.
        """
        out = self.not_asked(answers, profile) if answers is not None else frozenset()
        sections = (
            Section(theme, tuple(_groups(theme, profile, out)))
            for theme in self.document.themes
            if _stands(theme, profile, out)
        )
        return tuple(section for section in sections if section.groups)

    def not_asked(self, answers: Answers, profile: Profile | None) -> frozenset[str]:
        """The codes of the themes and questions whose conditions do not hold with these answers."""
        if self.framework.logic is None:
            return frozenset()
        return scoring.resolve(self.framework, answers, profile).not_asked

    def themes_for(self, profile: Profile, answers: Answers | None = None) -> tuple[Theme, ...]:
        """The top themes shown to `profile`: those that ask it something."""
        return tuple(section.theme for section in self.sections_for(profile, answers))

    def questions_for(self, profile: Profile, answers: Answers | None = None) -> tuple[Question, ...]:
        """The questions shown to `profile`, in order, in its words. See `sections_for` about `answers`."""
        return tuple(question for section in self.sections_for(profile, answers) for question in section.questions)

    def express_for(self, profile: Profile, answers: Answers | None = None) -> tuple[Question, ...]:
        """The questions of the express path shown to `profile`, in the order of the path."""
        shown = {question.code: question for question in self.questions_for(profile, answers)}
        return tuple(shown[code] for code in self.document.express if code in shown)

    def default_traits(self, profile: Profile) -> frozenset[str]:
        """The screening answers that the register's facts already give: a proposal, to be confirmed."""
        facts = Profile(profile.kind, profile.size, profile.section)
        return frozenset(
            trait.code for trait in self.document.traits if any(applies.covers(facts) for applies in trait.default)
        )

    def legal_notes_for(self, question_code: str, profile: Profile) -> tuple[LegalNote, ...]:
        """The notes on this question that concern `profile`."""
        notes = self.document.legal_notes
        return tuple(n for n in notes if question_code in n.questions and n.who.covers(profile))

    def current_legal_notes_for(self, code: str, profile: Profile, today: date) -> tuple[LegalNote, ...]:
        """Those of `legal_notes_for` that may be shown as an obligation: verified and not overdue."""
        return tuple(note for note in self.legal_notes_for(code, profile) if note.is_current(today))

    def minutes(self, questions: int) -> int:
        """How long `questions` questions take, rounded up, one minute at least."""
        return max(1, ceil(questions * self.document.seconds_per_question / 60))

    def score(self, answers: Answers, profile: Profile | None) -> Result:
        """See `assessments.scoring.score`."""
        return scoring.score(self.framework, answers, profile)


def plan_of(document: Document, core: Plan | None = None) -> Plan:
    """Compile a sound document, for a layer with its `core`. Raises ValueError where it is not one."""
    return Plan(document, scoring_framework(document), core)


def scoring_framework(document: Document) -> scoring.Framework:
    return scoring.Framework(
        code=document.code,
        version=document.version,
        minimum=document.minimum,
        maximum=document.maximum,
        decimals=document.decimals,
        themes=tuple(_scored_theme(theme) for theme in document.themes if not theme.hidden),
        levels=tuple(scoring.Level(level.code, level.low) for level in document.levels),
        points_floor=document.points_floor,
        points_ceiling=document.points_ceiling,
        unknown_is_zero=document.unknown_is_zero,
        completeness=document.completeness,
        theme_completeness=document.theme_completeness,
    )


def _scored_theme(theme: Theme) -> scoring.Theme:
    questions = tuple(_scored_question(question) for question in theme.questions if not question.hidden)
    themes = tuple(_scored_theme(child) for child in theme.themes if not child.hidden)
    children: tuple[scoring.Theme | scoring.Question, ...] = (*questions, *themes)
    return scoring.Theme(theme.code, theme.weight, children, theme.applies, theme.combine, theme.visible_if)


def _scored_question(question: Question) -> scoring.Question:
    return scoring.Question(
        id=question.code,
        kind=question.kind,
        weight=question.weight,
        choices=tuple(scoring.Choice(choice.code, choice.points) for choice in question.choices),
        bands=tuple(scoring.Band(band.low, band.high, band.points) for band in question.bands),
        combine=question.combine,
        not_concerned=question.not_concerned,
        unknown=question.unknown,
        applies=question.applies,
        visible_if=question.visible_if,
        items=tuple(item.code for item in question.items),
        columns=tuple(scoring.Column(column.code, column.kind) for column in question.columns),
        row_limit=question.row_limit,
        formula=question.formula,
    )


def _groups(theme: Theme, profile: Profile, out: Collection[str]) -> Iterator[Group]:
    shown = tuple(q.worded_for(profile) for q in theme.questions if _stands(q, profile, out))
    if shown:
        yield Group(theme, shown)
    for child in theme.themes:
        if _stands(child, profile, out):
            yield from _groups(child, profile, out)


def _stands(node: Theme | Question, profile: Profile, out: Collection[str]) -> bool:
    return not node.hidden and node.code not in out and node.applies.covers(profile)
