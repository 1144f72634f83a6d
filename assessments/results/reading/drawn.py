"""Dates, and drawings with their words."""

from decimal import Decimal
from functools import cached_property

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assessments.results import wording
from assessments.results.domain import progress
from assessments.results.lines import ThemeLine
from assessments.results.models import Result
from assessments.results.reading.themes import ByTheme
from ui.drawing.rows import Row, rows
from ui.drawing.svg import Drawing, Markup


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


class Drawn(ByTheme):
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
