"""All the results of an organisation on one ruler, the last one: a curve never jumps because the questions changed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assessments.frameworks.plan import compile_version
from assessments.results import between, wording
from assessments.results.between import Event
from assessments.results.models import Result
from assessments.results.queries import series_of
from assessments.results.ruler import LastRuler
from assessments.scoring import NodeResult, from_dict
from assessments.scoring import Result as Scored
from core.text import pick
from organisations.models import Organisation
from ui.drawing.curves import Curve, curves
from ui.drawing.svg import Drawing

EVER, NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure read with the last ruler, and as it was issued; None where there was no score."""

    value: Decimal | None
    issued: Decimal | None

    @property
    def figure(self) -> str:
        return wording.figure(self.value)

    @property
    def issued_figure(self) -> str:
        """Said where it differs, "" where both are the same or it was not issued at all."""
        return "" if self.issued is None or self.issued == self.value else wording.figure(self.issued)


@dataclass(frozen=True, slots=True)
class Line:
    """A theme, or the whole (code ""), through the years."""

    code: str
    title: str
    points: tuple[Point, ...]

    @property
    def change(self) -> str:
        """From the first figure known to the last: "+17", "–" where there are not two."""
        known = [point.value for point in self.points if point.value is not None]
        return wording.signed(known[-1] - known[0]) if len(known) > 1 else "–"


@dataclass(frozen=True, slots=True)
class Stay:
    """A result, and what was done since the former one."""

    result: Result
    on: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """`lines`: the whole first, then each theme of the last version; `stays`: the oldest first."""

    stays: tuple[Stay, ...]
    since_last: tuple[Event, ...]
    lines: tuple[Line, ...]
    drawn: Drawing | None
    framework: str

    @property
    def is_read_again(self) -> bool:
        return any(point.issued_figure for line in self.lines for point in line.points)


def trend_of(organisation: Organisation, today: date) -> Trend | None:
    """None before the first result. One query; two more where versions differ; those of the sources of events."""
    rows = list(series_of(organisation))
    if not rows:
        return None
    ruler = LastRuler(rows, organisation.territory)
    plan = compile_version(ruler.version)
    read = [(ruler.read(rank, row), from_dict(row.explanation)) for rank, row in enumerate(rows)]
    titles = [("", _("Overall")), *((theme.code, wording.name(theme)) for theme in plan.document.themes)]
    lines = tuple(Line(code, title, tuple(_point(code, *both) for both in read)) for code, title in titles)
    days = [localtime(row.issued_at).date() for row in rows]
    done = between.events(organisation, days[0], today)
    stays = [
        Stay(row, wording.day(day), _within(done, former, row.issued_at))
        for row, day, former in zip(rows, days, (EVER, *(row.issued_at for row in rows)), strict=False)
    ]
    lines = tuple(line for line in lines if any(point.value is not None for point in line.points))
    bounds = float(plan.framework.minimum), float(plan.framework.maximum)
    return Trend(
        stays=tuple(stays),
        since_last=_within(done, rows[-1].issued_at, NEVER),
        lines=lines,
        drawn=_drawing(lines, days, *bounds) if len(rows) > 1 else None,
        framework=f"{pick(plan.document.title)}, {plan.number}",
    )


def _within(done: list[Event], since: datetime, until: datetime) -> tuple[Event, ...]:
    """What was done after one result, up to the next."""
    return tuple(event for event in done if since < event.moment <= until)


def _point(code: str, read: Scored, issued: Scored) -> Point:
    return Point(_displayed(code, read), _displayed(code, issued))


def _displayed(code: str, scored: Scored) -> Decimal | None:
    node: Scored | NodeResult | None = scored
    if code:
        node = next((theme for theme in scored.themes if theme.id == code), None)
    return node.displayed if node else None


def _drawing(lines: tuple[Line, ...], days: list[date], lowest: float, highest: float) -> Drawing:
    span = (days[-1] - days[0]).days
    places = [(day - days[0]).days / span if span else rank / (len(days) - 1) for rank, day in enumerate(days)]
    ends = {0, len(days) - 1}
    labels = [str(day.year) if rank in ends else "" for rank, day in enumerate(days)]
    drawn = [
        Curve(line.title, [None if p.value is None else float(p.value) for p in line.points], line.points[-1].figure)
        for line in lines
    ]
    return curves(drawn, places, labels, lowest=lowest, highest=highest)
