"""Writes: what someone read and answered, and the words, sheets and paths that the project ships."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from assessments.learning.domain.quiz import Outcome, grade
from assessments.learning.models import GlossaryTerm, LearningPath, QuizTry, Reading, SheetIndexPage, SheetPage
from core.limits import within
from territories.models import Territory

TRIES_AN_HOUR = 60
"""Kept of one person; more are graded all the same."""
DATA = Path(__file__).parent / "data"
INDEX = {"title": "Fiches de formation", "slug": "fiches-de-formation"}


@transaction.atomic
def open_sheet(*, territory: Territory, person: User, sheet: SheetPage) -> Reading:
    """Remember when someone last opened a sheet, to lead them back to it."""
    now = timezone.now()
    row, _made = Reading.objects.update_or_create(
        territory=territory, person=person, sheet=sheet.code, defaults={"opened_at": now}
    )
    return row


@transaction.atomic
def mark_read(*, territory: Territory, person: User, sheet: SheetPage, is_read: bool = True) -> Reading:
    """They say that they have read it, or that they have not; the first day they said so is kept."""
    row = Reading.objects.filter(territory=territory, person=person, sheet=sheet.code).first()
    row = row or open_sheet(territory=territory, person=person, sheet=sheet)
    row.read_at = (row.read_at or timezone.now()) if is_read else None
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def try_quiz(
    *, territory: Territory, person: User | None, sheet: SheetPage, answers: Mapping[str, Iterable[int]]
) -> Outcome:
    """Grade; kept for who is signed in, every try beside the others, but for what a script would add."""
    outcome = grade(sheet.questions, answers)
    if person is not None and within("quiz", person.pk, TRIES_AN_HOUR):
        row = QuizTry(
            territory=territory,
            person=person,
            sheet=sheet.code,
            answers={verdict.question.code: sorted(verdict.chosen) for verdict in outcome.verdicts},
            right=outcome.right,
            out_of=outcome.out_of,
            at=timezone.now(),
        )
        row.full_clean()
        row.save()
    return outcome


# ---------- what the project ships ----------


@transaction.atomic
def install_shipped(*, territory: Territory) -> int:
    """Bring the shipped terms, sheets and paths of `territory` to what the files say; how many were new or changed.

    Run again, it changes nothing. What the territory wrote under other codes is left alone. Raises ValidationError.
    """
    changed = sum(_put(GlossaryTerm, territory, entry) for entry in _read("glossary", "terms"))
    index = _index(territory)
    changed += sum(_put_sheet(index, entry) for entry in _read("sheets", "sheets"))
    return changed + sum(_put(LearningPath, territory, _path(entry)) for entry in _read("paths", "paths"))


def _read(name: str, key: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))[key]
    return entries


def _put(model: Any, territory: Territory, entry: Mapping[str, Any]) -> bool:
    row = model.objects.filter(territory=territory, code=entry["code"]).first()
    row = row or model(territory=territory, code=entry["code"])
    if row.pk and all(_plain(getattr(row, name)) == value for name, value in entry.items()):
        return False
    for name, value in entry.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return True


def _plain(value: Any) -> Any:
    """A stream as it is stored."""
    return list(value.raw_data) if hasattr(value, "raw_data") else value


def _path(entry: Mapping[str, Any]) -> dict[str, Any]:
    steps = [_block(entry["code"], place, {"sheet": code}) for place, code in enumerate(entry["sheets"])]
    return {name: value for name, value in entry.items() if name != "sheets"} | {"is_open": True, "steps": steps}


def _index(territory: Territory) -> SheetIndexPage:
    home: Page = territory.site.root_page
    found: SheetIndexPage | None = SheetIndexPage.objects.child_of(home).first()
    if found is not None:
        return found
    added: SheetIndexPage = home.add_child(instance=SheetIndexPage(**INDEX))
    return added


def _put_sheet(index: SheetIndexPage, entry: Mapping[str, Any]) -> bool:
    """Published at once. A sheet is told from another by its code."""
    streams = {name: _stream(entry, name) for name in ("body", "quiz")}
    values = {name: value for name, value in entry.items() if name not in streams}
    row = SheetPage.objects.child_of(index).filter(code=entry["code"]).first()
    if row and all(_plain(getattr(row, name)) == value for name, value in (values | streams).items()):
        return False
    if row is None:
        index.add_child(instance=SheetPage(slug=entry["code"], **values, **streams))
        return True
    for name, value in (values | streams).items():
        setattr(row, name, value)
    row.save_revision().publish()
    return True


def _stream(entry: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    return [_block(f"{entry['code']}/{name}", place, block) for place, block in enumerate(entry.get(name, ()))]


def _block(name: str, place: int, block: Mapping[str, Any]) -> dict[str, Any]:
    """`{kind: value}` of a file as Wagtail stores it; the same place keeps the same id, so tries stay readable."""
    ((kind, value),) = block.items()
    return {"type": kind, "value": value, "id": str(uuid5(NAMESPACE_URL, f"{name}/{place}"))}
