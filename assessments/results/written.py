"""What the page of a result says of the result alone: written once by language, then read as it stands.

An issued row never changes, nor does its version; what is written of it holds until the code does. The rest of the
page stays outside: who reads, forms, panels, visibility.
"""

import json
import zlib
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from assessments.results.keeping import edition
from assessments.results.models import Written
from assessments.results.reading import Reading

PARTS = ("label", "top", "relief", "themes", "strengths", "priorities", "duties")
WHY, LINKED = "why", "why-linked"
"""The second one leads whoever may act on it from each weak question to what can be done."""


class Page:
    """The parts of one page, each written when it is first asked for; `save` keeps those that were not."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.stamp = stamp_of(reading)
        self.parts: dict[str, str] = _kept(reading, self.stamp)
        self.is_new = False

    def part(self, name: str) -> SafeString:
        if name not in self.parts:
            self.parts[name], self.is_new = write(self.reading, name), True
        return mark_safe(self.parts[name])

    def told(self, *, is_linked: bool) -> dict[str, str | bool]:
        """For the template: each part by its name, and whether there are priorities to lead to."""
        told: dict[str, str | bool] = {name: self.part(name) for name in PARTS}
        return told | {"why": self.part(LINKED if is_linked else WHY), "has_priorities": bool(told["priorities"])}

    def save(self) -> None:
        """One statement, none where nothing was written."""
        if not self.is_new or settings.DEBUG:
            return
        row = Written(
            result=self.reading.row,
            language=get_language(),
            edition=edition(),
            stamp=self.stamp,
            body=zlib.compress(json.dumps(self.parts).encode()),
            written_at=timezone.now(),
        )
        changing = ["edition", "stamp", "body", "written_at"]
        Written.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["result", "language"], update_fields=changing
        )


def stamp_of(reading: Reading) -> str:
    """What the parts rest on besides the row: its questionnaire, whose it is, which dates of the law are past."""
    dates = {day for note in reading.document.legal_notes for day in (note.since, note.review_by) if day}
    past = sum(day <= reading.today for day in dates), sum(day < reading.today for day in dates)
    return f"{reading.row.version.digest}:{reading.row.assessment.organisation_id}:{past}"


def _kept(reading: Reading, stamp: str) -> dict[str, str]:
    row: Any = reading.row
    if settings.DEBUG or getattr(row, "written_stamp", None) != stamp:
        return {}
    parts: dict[str, str] = json.loads(zlib.decompress(row.written_body))
    return parts


def write(reading: Reading, name: str) -> str:
    """A part, made anew."""
    context = {"result": reading.row, "reading": reading, "is_linked": name == LINKED}
    return render_to_string(f"results/written/{name}.html", context).strip()
