"""From the bytes of a file to a document: which format it is, and all that is wrong in it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessments.frameworks.domain import ciso, jsonfile, reader, sheets, tet, yamlfile
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.fields import Notes
from assessments.frameworks.domain.problems import Problem, errors
from assessments.frameworks.domain.values import MAX_BYTES, Refused, decoded, too_big


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave. `document` is whole only where `is_sound`; else it holds what could be read.

    `origins`: the questions of other frameworks that those of the file come from, where the file says it.
    """

    document: Document | None
    problems: tuple[Problem, ...]
    origins: tuple[Any, ...] = ()

    @property
    def is_sound(self) -> bool:
        return self.document is not None and not errors(list(self.problems))

    @property
    def counts(self) -> dict[str, int]:
        questions = list(self.document.questions()) if self.document else []
        return {
            "themes": sum(1 for _ in self.document.walk()) if self.document else 0,
            "questions": len(questions),
            "choices": sum(len(question.choices) for question in questions),
        }


@dataclass(frozen=True, slots=True)
class Format:
    """`suits` looks at the first bytes and the name, never fails; `read` may raise Refused, with its one problem.

    `read` takes the bytes, the name, and the notes that it fills with problems (and origins).
    """

    suits: Callable[[bytes, str], bool]
    read: Callable[[bytes, str, Notes], Document | None]


def read_path(path: Path) -> Reading:
    """Reads `path`, never more of it than a framework may weigh."""
    if not path.is_file():
        return Reading(None, (Problem("missing_file", 1, "", {"name": path.name}),))
    size = path.stat().st_size
    if size > MAX_BYTES:
        return Reading(None, (too_big(size).problem,))
    return read_bytes(path.read_bytes(), path.name)


def read_bytes(data: bytes, name: str = "") -> Reading:
    """Reads a file of any format known; never raises, whatever the bytes. `name` only helps to tell formats apart."""
    notes = Notes()
    read = next(format_.read for format_ in FORMATS if format_.suits(data, name))
    try:
        document = read(data, name, notes)
    except Refused as refusal:
        return Reading(None, (*_sorted(notes.problems), refusal.problem))
    return Reading(document, _sorted(notes.problems), tuple(notes.origins))


def _read_text(data: bytes, name: str, notes: Notes) -> Document | None:
    """YAML or JSON, told apart by how it starts."""
    text = decoded(data)
    root = jsonfile.load(text) if jsonfile.is_json(text) else yamlfile.load_text(text)
    if reader.is_ours(root):
        return None if reader.refuse_format(root, notes) else reader.read_framework(root, notes)
    if ciso.is_library(root):
        return ciso.read_library(root, notes)
    notes.add("not_a_framework", getattr(root, "line", 1), "")
    return None


def _read_workbook(data: bytes, name: str, notes: Notes) -> Document | None:
    if len(data) > MAX_BYTES:
        raise too_big(len(data))
    return sheets.read_workbook(data, notes)


FORMATS = (
    Format(lambda data, name: sheets.is_workbook(data), _read_workbook),
    Format(tet.suits, tet.read_table),
    Format(lambda data, name: True, _read_text),
)
"""Tried in this order; the last takes whatever is left."""


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    """In the order of the file, each said once."""
    unique = {(p.line, p.where, p.code, tuple(sorted(p.params.items()))): p for p in problems}
    return tuple(sorted(unique.values(), key=lambda p: (_sheet(p.where), p.line)))


def _sheet(where: str) -> str:
    """The sheet of "Questions!D12"; "" in any other file."""
    sheet, mark, _ = where.partition("!")
    return sheet if mark else ""
