"""Theme by theme, now and before."""

from functools import cached_property

from django.utils.translation import gettext as _

from assessments.results import wording
from assessments.results.domain import progress
from assessments.results.domain.summary import level_number
from assessments.results.lines import ThemeLine
from assessments.results.reading.frozen import Frozen
from assessments.scoring import NodeResult
from core.text import pick


def difference(row: progress.Row | None) -> str:
    """ "+17", "stable", "–" where there is nothing to compare."""
    if row is None or row.difference is None:
        return "–"
    return _("stable") if row.stable else wording.signed(row.difference)


class ByTheme(Frozen):
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
