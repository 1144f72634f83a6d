"""What the pages of one request show: who reads, what they may see, how far they are."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from assessments.learning.models import Audience, QuizTry, Reading, SheetPage
from assessments.learning.queries import Walk, best_tries, read_codes, readings, sheets_seen, walks
from assessments.toolbox.models import Resource
from assessments.toolbox.queries import open_resources
from territories import desk

RELATED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A sheet in a list, as this person has it."""

    sheet: SheetPage
    is_read: bool
    best: QuizTry | None


class Desk:
    """The sheets and paths that the person of a request sees. Each part is read once, when it is first asked for."""

    def __init__(self, request: HttpRequest) -> None:
        self.person: Any = request.user
        self.by_team = desk.is_of_the_team(request)

    @cached_property
    def sheets(self) -> dict[str, SheetPage]:
        return {sheet.code: sheet for sheet in sheets_seen(by_team=self.by_team)}

    @cached_property
    def readings(self) -> dict[str, Reading]:
        return readings(self.person)

    @cached_property
    def read(self) -> frozenset[str]:
        return read_codes(self.readings)

    @cached_property
    def best(self) -> dict[str, QuizTry]:
        return best_tries(self.person)

    def lines(self, audience: str) -> list[Line]:
        held = (sheet for sheet in self.sheets.values() if sheet.audience == audience)
        return [Line(sheet, sheet.code in self.read, self.best.get(sheet.code)) for sheet in held]

    def walks(self, audience: str) -> list[Walk]:
        return walks(audience, self.sheets.values(), self.read)

    def sheet(self, code: str) -> SheetPage:
        """Raises Http404 for what is not published, or is for agents."""
        if code not in self.sheets:
            raise Http404
        return self.sheets[code]

    def walk(self, code: str) -> Walk:
        """Raises Http404 as `sheet` does."""
        audiences = [Audience.COMPANY, *([Audience.AGENT] if self.by_team else [])]
        found = (walk for audience in audiences for walk in self.walks(audience) if walk.path.code == code)
        walk = next(found, None)
        if walk is None:
            raise Http404
        return walk

    @property
    def resumed(self) -> SheetPage | None:
        """The sheet opened last, when it is not read yet."""
        opened = (self.sheets[code] for code, row in self.readings.items() if code in self.sheets and not row.read_at)
        return next(opened, None)


def related(sheet: SheetPage) -> list[Resource]:
    """Resources on the themes of a sheet, those that no deadline ends first come last: one query."""
    themes = set(sheet.themes)
    held = [resource for resource in open_resources(timezone.localdate()) if themes & set(resource.themes)]
    return sorted(held, key=lambda resource: -len(themes & set(resource.themes)))[:RELATED]
