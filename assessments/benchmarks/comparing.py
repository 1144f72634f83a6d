"""One result beside its peers: the same figures for the page, the report, the API and the export."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments.benchmarks import queries
from assessments.benchmarks.domain.disclosure import UNIT
from assessments.benchmarks.domain.lattice import Address, nearest
from assessments.benchmarks.models import Cell, Record
from assessments.benchmarks.rulers import Ruler, root_of
from assessments.benchmarks.wording import Group
from assessments.frameworks.plan import Plan, compile_version
from assessments.results import wording
from assessments.results.domain.progress import STABLE_SHARE
from assessments.results.models import Result
from assessments.scoring import round_half_up


class Filters(NamedTuple):
    """Which peers; "" is all, and `area` None the territory of the result. Anything else than these is not asked."""

    area: int | None = None
    section: str = ""
    size: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A theme, or the whole (code ""). Figures on the scale of the framework; None where there is none to show."""

    code: str
    title: str
    own: Decimal | None
    peers: Decimal | None
    stable: bool

    @property
    def difference(self) -> Decimal | None:
        return None if self.own is None or self.peers is None else self.own - self.peers

    @property
    def own_figure(self) -> str:
        return wording.figure(self.own)

    @property
    def peers_figure(self) -> str:
        return wording.figure(self.peers) if self.peers is not None else _("not shown")

    @property
    def difference_figure(self) -> str:
        if self.difference is None:
            return "–"
        return _("alike") if self.stable else wording.signed(self.difference)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`group` was asked for. Where it is not shown: no count, no date, no line; `wider` may be instead."""

    group: Group
    count: int | None = None
    until: datetime | None = None
    lines: tuple[Line, ...] = ()
    lowest: Fraction = Fraction(0)
    highest: Fraction = Fraction(100)
    wider: Group | None = None

    @property
    def is_shown(self) -> bool:
        return self.count is not None

    @property
    def whole(self) -> Line | None:
        return self.lines[0] if self.lines else None

    @property
    def themes(self) -> tuple[Line, ...]:
        return self.lines[1:]


def compare(result: Result, filters: Filters | None = None) -> Comparison:
    """`result` beside the peers of `filters`; without any, beside the closest ones whose figures are published.

    One query for its peers, whatever their number; a second where the result is of a layer or an older version.
    """
    areas = [result.territory_id, *reversed(result.territory.ancestor_ids)]
    told = result.profile
    like = Address(areas[0], told["section"], told["size"], told["kind"])
    wanted = like if filters is None else Address(filters.area or areas[0], *filters[1:])
    cells = queries.published(root_of(result.version).framework, areas, wanted[1:])
    known = {cell.address: cell for cell in cells if cell.territory_id in areas}
    closest = nearest(known, wanted, areas)
    cell = known.get(closest if filters is None and closest else wanted)
    if cell is not None:
        return _beside(result, cell)
    wider = Group(closest, known[closest].territory.name) if closest else None
    return Comparison(Group(wanted, _name(result, wanted, known)), wider=wider)


def _name(result: Result, wanted: Address, known: dict[Address, Cell]) -> str:
    names = {cell.territory_id: cell.territory.name for cell in known.values()} | {
        result.territory_id: str(result.territory)
    }
    return names.get(wanted.area, "")


def _beside(result: Result, cell: Cell) -> Comparison:
    ruler = Ruler(cell.ruler)
    return Comparison(
        group=Group(cell.address, cell.territory.name),
        count=cell.count,
        until=cell.until,
        lines=tuple(_lines(cell, own_values(result, ruler), ruler)),
        lowest=ruler.framework.minimum,
        highest=ruler.framework.maximum,
    )


def own_values(result: Result, ruler: Ruler) -> dict[str, int]:
    """{measure: millionths} of the result itself: as it is frozen, else as it was rolled up, else read on the spot."""
    if not ruler.is_own(result):
        kept = Record.objects.filter(result=result).values_list("values", flat=True).first()
        if kept and ruler.mark in kept:
            return dict(kept)
    return ruler.values(result)


def _lines(cell: Cell, own: dict[str, int], ruler: Ruler) -> Sequence[Line]:
    plan: Plan = compile_version(cell.ruler)
    titles = [("", _("Overall")), *((theme.code, wording.name(theme)) for theme in plan.document.themes)]
    return [_line(code, title, own.get(ruler.measure(code)), cell.means.get(code), ruler) for code, title in titles]


def _line(code: str, title: str, own: int | None, mean: str | None, ruler: Ruler) -> Line:
    width, decimals = ruler.framework.maximum - ruler.framework.minimum, ruler.framework.decimals
    mine = None if own is None else round_half_up(ruler.framework.minimum + width * Fraction(own, UNIT), decimals)
    peers = None if mean is None else Decimal(mean)
    stable = mine is not None and peers is not None and abs(mine - peers) < width * STABLE_SHARE
    return Line(code, title, mine, peers, stable)
