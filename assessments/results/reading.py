"""One result as its holder reads it: the same words and figures for the page and for the PDF.

A `Reading` holds the frozen row, the framework's texts (in memory, no query) and works out each part
once, when it is first asked for.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.frameworks.domain.document import LegalNote, Level
from assessments.frameworks.plan import Plan
from assessments.results import wording
from assessments.results.domain import progress
from assessments.results.domain.findings import COUNT, Findings
from assessments.results.domain.summary import Summary, level_number, summarise
from assessments.results.lines import Duty, PriorityLine, StrengthLine, ThemeLine
from assessments.results.models import Result
from assessments.results.shares import Shares, shares_of
from assessments.results.tree import Branch, branches
from assessments.scoring import Answers, NodeResult, Profile, from_dict, resolve
from assessments.scoring import Result as Scored
from core.text import pick
from ui.drawing.rows import Row, rows
from ui.drawing.svg import Drawing, Markup

GROUPS = ("association", "public_body")
"""Kinds that speak as "we"."""


class Reading:
    """`row` comes with its version, its assessment and its previous result loaded."""

    def __init__(self, row: Result, plan: Plan, today: date | None = None) -> None:
        self.row = row
        self.plan = plan
        self.document = plan.document
        self.framework = plan.framework
        self.today = today or timezone.localdate()

    # ---------- what was frozen ----------

    @cached_property
    def scored(self) -> Scored:
        return from_dict(self.row.explanation)

    @cached_property
    def before(self) -> Scored | None:
        """The former result, read with the questions of this one where they changed (see rebasing.py)."""
        return from_dict(self.row.rebased) if self.row.rebased else self.as_issued

    @cached_property
    def as_issued(self) -> Scored | None:
        """The former result as it was issued."""
        return from_dict(self.row.previous.explanation) if self.row.previous else None

    @property
    def rebased_line(self) -> str:
        """What the former result becomes with this year's questions; "" where they are the same."""
        if not self.row.rebased or self.before is None or self.as_issued is None:
            return ""
        return _("Your former result, read again with these questions: %(now)s; it was %(then)s as issued.") % {
            "now": wording.figure(self.before.displayed),
            "then": wording.figure(self.as_issued.displayed),
        }

    @cached_property
    def findings(self) -> Findings:
        return Findings.from_dict(self.row.findings)

    @cached_property
    def profile(self) -> Profile:
        frozen = self.row.profile
        return Profile(frozen["kind"], frozen["size"], frozen["section"], frozenset(frozen["traits"]))

    @cached_property
    def answers(self) -> Answers:
        """What counted, computed figures with it."""
        return resolve(self.framework, self.row.answers, self.profile).answers

    @property
    def name(self) -> str:
        return str(self.row.profile["name"])

    @cached_property
    def summary(self) -> Summary:
        return summarise(self.scored, self.findings, self.framework.levels, self.framework.decimals, self.before)

    # ---------- the top of the page ----------

    @property
    def is_express(self) -> bool:
        return self.row.assessment.mode == "express"

    @property
    def is_complete(self) -> bool:
        """Whether enough was answered for a level to be named."""
        return self.row.level != ""

    @cached_property
    def level(self) -> Level | None:
        return self.plan.level(self.row.level)

    @property
    def level_count(self) -> int:
        return len(self.document.levels)

    @cached_property
    def headline(self) -> str:
        if self.is_express:
            return _("Your next step")
        if self.level is None:
            return _("To be completed")
        ours = self.level.group_title if self.profile.kind in GROUPS else None
        return pick(ours) or pick(self.level.title)

    @property
    def framework_name(self) -> str:
        return f"{pick(self.document.title)}, {self.document.version}"

    @property
    def encouragement(self) -> str:
        return pick(self.level.text) if self.level else ""

    @cached_property
    def points_line(self) -> str:
        """ "54 points out of 100"."""
        if self.summary.points is None:
            return _("No points yet")
        counted = {"points": wording.points(self.summary.points), "maximum": wording.figure(self.summary.maximum)}
        return _("%(points)s out of %(maximum)s") % counted

    @cached_property
    def sentence(self) -> str:
        """What follows the points: the change, the gap to the next level, where points are won fastest."""
        change, gap = self._change(), self._gap()
        first = f", {change}. " if change else ". "
        return (first + gap).rstrip()

    def _change(self) -> str:
        if self.summary.difference is None:
            return ""
        if self.summary.stable:
            return _("stable since last time")
        more = self.summary.difference > 0
        counted = wording.figure(abs(self.summary.difference))
        return (_("%(count)s more than last time") if more else _("%(count)s fewer than last time")) % {
            "count": counted
        }

    def _gap(self) -> str:
        theme = wording.name(self.plan.theme(self.summary.fastest)) if self.summary.fastest else ""
        if self.summary.gap is None or self.summary.number is None:
            return _("Points are won fastest in “%(theme)s”.") % {"theme": theme} if theme else ""
        what = wording.points(self.summary.gap) if self.summary.gap else _("less than 1 point")
        known = {"missing": what, "level": self.summary.number + 1, "theme": theme}
        if not theme:
            return _("%(missing)s to level %(level)s.") % known
        return _("%(missing)s to level %(level)s, and points are won fastest in “%(theme)s”.") % known

    @cached_property
    def shares(self) -> Shares | None:
        """The core's figure and the local one; None for a framework that is no layer."""
        return shares_of(self.row, self.plan, self.summary)

    # ---------- dates, drawings, rules ----------

    @property
    def issued_on(self) -> str:
        return wording.day(localtime(self.row.issued_at).date())

    @cached_property
    def label(self) -> str:
        """The column of this result: its year, or its day when the former is of the same year."""
        return self._label(self.row)

    @cached_property
    def former_label(self) -> str:
        return self._label(self.row.previous) if self.row.previous else ""

    def _label(self, row: Result) -> str:
        former = self.row.previous
        same_year = former is not None and localtime(former.issued_at).year == localtime(self.row.issued_at).year
        return date_format(localtime(row.issued_at), "j b" if same_year else "Y")

    @property
    def relief(self) -> Drawing | None:
        frozen = self.row.relief
        return Drawing(frozen["view_box"], Markup(frozen["body"])) if frozen else None

    @property
    def relief_caption(self) -> str:
        drawn = _("Your relief: one hill per theme, one line per level.")
        return f"{drawn} " + _("Thick lines were gained since last time.") if self.before else drawn

    @property
    def relief_in_words(self) -> str:
        """The levels of the drawing, theme by theme, for those who do not see it."""
        return ", ".join(f"{line.title} : {line.number or '–'}" for line in self.theme_lines) + "."

    @cached_property
    def progress_drawing(self) -> Drawing | None:
        """Two dots a theme, before and now; None without a former result."""
        if self.before is None:
            return None
        lowest, highest = float(self.framework.minimum), float(self.framework.maximum)
        marks = [*(float(level.low) for level in self.framework.levels), highest]
        drawn = [Row(line.title, _float(row.before), _float(row.now), self._arrow(row)) for line, row in self._both]
        return rows(drawn, lowest=lowest, highest=highest, marks=marks)

    @property
    def progress_in_words(self) -> str:
        return ", ".join(f"{line.title} : {self._arrow(row)}" for line, row in self._both) + "."

    @property
    def _both(self) -> list[tuple[ThemeLine, progress.Row]]:
        lines = {line.code: line for line in self.theme_lines}
        return [(lines[row.theme], row) for row in self.rows if row.theme in lines]

    @staticmethod
    def _arrow(row: progress.Row) -> str:
        known = [wording.figure(value) for value in (row.before, row.now) if value is not None]
        return " → ".join(known) if row.now is not None else "–"

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """How the score is made, in sentences."""
        unknown = (
            _("“I don't know” counts as zero.")
            if self.framework.unknown_is_zero
            else _("“I don't know” stays out of the score too, and lowers completeness.")
        )
        needed = {"overall": self.completeness_needed, "theme": int(self.framework.theme_completeness * 100)}
        return (
            _(
                "Each answer gives points. A question counts by the share of its best answer, a theme by the mean "
                "of its questions, the whole by the mean of the themes, each with its weight."
            ),
            _("“Not concerned” stays out of the score: it never counts as zero.") + " " + unknown,
            _("A level is named once %(overall)s%% of the questions are answered, %(theme)s%% in a theme.") % needed,
        )

    @property
    def completeness(self) -> str:
        answered, expected = self.scored.answered, self.scored.expected
        counted = ngettext(
            "%(answered)s answer out of %(expected)s counts.",
            "%(answered)s answers out of %(expected)s count.",
            answered,
        )
        return counted % {"answered": answered, "expected": expected}

    @property
    def completeness_percent(self) -> int:
        return int(self.scored.completeness * 100)

    @property
    def completeness_needed(self) -> int:
        return int(self.framework.completeness * 100)

    # ---------- by theme ----------

    @cached_property
    def theme_lines(self) -> list[ThemeLine]:
        """One line per theme; after a former result, the largest gain first."""
        nodes = {node.id: node for node in self.scored.themes if node.status != "not_applicable"}
        if self.before is None:
            return [self._theme_line(node, None) for node in nodes.values()]
        return [self._theme_line(nodes[row.theme], row) for row in self.rows if row.theme in nodes]

    @cached_property
    def rows(self) -> list[progress.Row]:
        return progress.rows(self.scored, self.before) if self.before else []

    @cached_property
    def overall(self) -> progress.Row | None:
        return progress.overall(self.scored, self.before) if self.before else None

    @property
    def overall_figure(self) -> str:
        return wording.figure(self.scored.displayed)

    @property
    def overall_before(self) -> str:
        return wording.figure(self.overall.before) if self.overall else ""

    @property
    def overall_difference(self) -> str:
        """Not said while one of the two is to be completed: a few answers against many compare nothing."""
        return difference(self.overall if self.summary.difference is not None else None)

    @property
    def overall_number_before(self) -> int | None:
        return self.number(self.overall.level_before) if self.overall else None

    def number(self, code: str | None) -> int | None:
        return level_number(self.framework.levels, code)

    def _theme_line(self, node: NodeResult, row: progress.Row | None) -> ThemeLine:
        level = self.plan.level(node.level)
        return ThemeLine(
            code=node.id,
            title=wording.name(self.plan.theme(node.id)),
            figure=wording.figure(node.displayed),
            number=self.number(node.level),
            number_before=self.number(row.level_before) if row else None,
            before=wording.figure(row.before) if row else "",
            difference=difference(row),
            sentence=pick(level.themes.get(node.id)) if level else "",
            missing=tuple(self._missing(node)) if node.level is None else (),
            share=node.ratio,
            note="" if node.ratio is not None else wording.status(node),
        )

    def _missing(self, theme: NodeResult) -> list[str]:
        """Names of the questions of a theme that wait for an answer."""
        waiting = (
            node for node in theme.walk() if node.kind == "question" and node.status in ("unanswered", "unknown")
        )
        return [wording.name(self.plan.question(node.id)) for node in waiting]

    @property
    def incomplete_themes(self) -> list[ThemeLine]:
        return [line for line in self.theme_lines if line.missing]

    # ---------- what stands out ----------

    @property
    def strengths_title(self) -> str:
        return _("Your three strengths") if len(self.strengths) == COUNT else _("Your strengths")

    @property
    def priorities_title(self) -> str:
        return _("Your three priorities") if len(self.priorities) == COUNT else _("Your priorities")

    @cached_property
    def strengths(self) -> list[StrengthLine]:
        figures = {node.id: node.displayed for node in self.scored.themes}
        return [
            StrengthLine(
                theme=wording.name(self.plan.theme(item.theme)),
                figure=wording.figure(figures[item.theme]),
                practice=wording.name(self.plan.question(item.question)),
                done=wording.answer(self.plan.question(item.question), self.answers.get(item.question)),
            )
            for item in self.findings.strengths
        ]

    @cached_property
    def priorities(self) -> list[PriorityLine]:
        lines = []
        for item in self.findings.priorities:
            question = self.plan.question(item.question)
            step = wording.choice(question, item.choice) if item.choice else wording.band(question, item.band or 0)
            lines.append(
                PriorityLine(
                    theme=wording.name(self.plan.theme(item.theme)),
                    practice=wording.name(question),
                    gain=wording.gain(item.gain, self.framework.decimals),
                    step_gain=wording.gain(item.step_gain, self.framework.decimals),
                    today=wording.answer(question, self.answers.get(item.question)),
                    step=step,
                    effort=pick(question.effort),
                    evidence=pick(question.evidence),
                )
            )
        return lines

    # ---------- what the law asks, why this score ----------

    @cached_property
    def duties(self) -> list[Duty]:
        return [self._duty(note) for note in self.document.legal_notes if note.who.covers(self.profile)]

    @property
    def sure_duties(self) -> list[Duty]:
        return [duty for duty in self.duties if duty.is_sure]

    @property
    def unsure_duties(self) -> list[Duty]:
        return [duty for duty in self.duties if not duty.is_sure]

    def _duty(self, note: LegalNote) -> Duty:
        return Duty(
            text=pick(note.text),
            since=wording.since(note.since, self.today) if note.since and note.is_current(self.today) else "",
            mark=str(wording.MARKS.get(note.mark, "")),
            source=note.source,
            place=note.place,
        )

    @cached_property
    def tree(self) -> Sequence[Branch]:
        return branches(self.scored, self.row.answers, self.plan, self.profile)


def difference(row: progress.Row | None) -> str:
    """ "+17", "stable", "–" where there is nothing to compare."""
    if row is None or row.difference is None:
        return "–"
    return _("stable") if row.stable else wording.signed(row.difference)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
