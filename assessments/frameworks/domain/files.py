"""From the bytes of a file to a document: which format it is, and all that is wrong in it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessments.frameworks.domain import ciso, reader
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.fields import Notes
from assessments.frameworks.domain.problems import Problem, errors
from assessments.frameworks.domain.yamlfile import MAX_BYTES, Refused, load


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave. `document` is whole only where `is_sound`; else it holds what could be read."""

    document: Document | None
    problems: tuple[Problem, ...]

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


def read_path(path: Path) -> Reading:
    """Reads `path`, never more of it than a framework may weigh."""
    if not path.is_file():
        return Reading(None, (Problem("missing_file", 1, "", {"name": path.name}),))
    megabyte = 1024 * 1024
    size = path.stat().st_size
    if size > MAX_BYTES:
        params = {"size": size // megabyte, "limit": MAX_BYTES // megabyte}
        return Reading(None, (Problem("too_big", 1, "", params),))
    return read_bytes(path.read_bytes())


def read_bytes(data: bytes) -> Reading:
    """Reads a file in either format; never raises, whatever the bytes."""
    try:
        root = load(data)
    except Refused as refusal:
        return Reading(None, (refusal.problem,))
    notes = Notes()
    return Reading(_document(root, notes), _sorted(notes.problems))


def _document(root: Any, notes: Notes) -> Document | None:
    if reader.is_ours(root):
        return None if reader.refuse_format(root, notes) else reader.read_framework(root, notes)
    if ciso.is_library(root):
        return ciso.read_library(root, notes)
    notes.add("not_a_framework", getattr(root, "line", 1), "")
    return None


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    """In the order of the file, each said once."""
    unique = {(p.line, p.where, p.code, tuple(sorted(p.params.items()))): p for p in problems}
    return tuple(sorted(unique.values(), key=lambda p: p.line))
