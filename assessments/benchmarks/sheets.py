"""What is published, as tables: for a spreadsheet, and for the report of a result."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.benchmarks import queries
from assessments.benchmarks.comparing import Comparison, compare
from assessments.benchmarks.rulers import root_of
from assessments.benchmarks.wording import Group, hidden
from assessments.frameworks.plan import compile_version
from assessments.responses.forms import SECTIONS
from assessments.results import wording
from assessments.results.annexes import Table
from assessments.results.models import Result
from assessments.results.reading import Reading
from core.exports import Cell as Written


def everything(result: Result) -> tuple[list[str], list[list[Written]]]:
    """Heads and rows, one by published group, of the territory of `result` and those above it. Read whole."""
    areas = [result.territory_id, *result.territory.ancestor_ids]
    cells = list(queries.everything(root_of(result.version).framework, areas))
    themes: dict[str, str] = {}
    for cell in cells:
        document = compile_version(cell.ruler).document
        themes |= {theme.code: wording.name(theme) for theme in document.themes}
    facts = [_("Territory"), _("Sector"), _("Size"), _("Kind of organisation"), _("Organisations"), _("Until")]
    rows: list[list[Written]] = [
        [
            cell.territory.name,
            str(SECTIONS.get(cell.section, "")),
            cell.get_size_display() if cell.size else "",
            cell.get_kind_display() if cell.kind else "",
            cell.count,
            localtime(cell.until).date(),
            *(cell.means.get(code, _("not shown")) for code in ("", *themes)),
        ]
        for cell in cells
    ]
    return [*facts, _("Overall"), *themes.values()], rows


def counted(comparison: Comparison) -> str:
    """ "23 organisations, results issued before 16 November 2026"; "" where nothing is shown."""
    if comparison.count is None or comparison.until is None:
        return ""
    told = {"count": comparison.count, "date": date_format(localtime(comparison.until), "DATE_FORMAT")}
    return (
        ngettext(
            "%(count)s organisation, results issued before %(date)s",
            "%(count)s organisations, results issued before %(date)s",
            comparison.count,
        )
        % told
    )


def annex(reading: Reading) -> Table | None:
    """The section of the report. A short version is compared with nothing."""
    if reading.is_express:
        return None
    comparison = compare(reading.row)
    group: Group = comparison.group
    title = _("Beside your peers")
    if not comparison.is_shown:
        return Table(title, f"{group.label}. {hidden()}")
    rows = tuple((line.title, line.own_figure, line.peers_figure, line.difference_figure) for line in comparison.lines)
    heads = (_("Theme"), _("You"), _("Peers"), _("Difference"))
    return Table(title, f"{group.label} : {counted(comparison)}.", heads, rows, rule())


def rule() -> str:
    """How these figures are made, in two sentences."""
    return _(
        "Means of the latest results, one by organisation, by the questions that all share. A figure is shown when at "
        "least 5 organisations stand behind it and behind whatever can be worked out from it."
    )
