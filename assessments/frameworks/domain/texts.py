"""The texts of a part of a document, wherever they stand in it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from assessments.frameworks.domain.document import Question, Texts, Theme


def texts_of(part: Any) -> Iterator[tuple[str, Texts]]:
    """Each text of `part` with its path in it: "title", "choices/s0/title". Not those of the nodes that it holds."""
    for field in fields(part):
        value = getattr(part, field.name)
        if isinstance(value, Mapping):
            yield from _by_language(field.name, value)
        elif isinstance(value, tuple):
            for place, item in enumerate(value, 1):
                if is_dataclass(item) and not isinstance(item, Theme | Question):
                    path = f"{field.name}/{getattr(item, 'code', '') or place}"
                    yield from ((f"{path}/{key}", texts) for key, texts in texts_of(item))


def _by_language(key: str, value: Mapping[str, Any]) -> Iterator[tuple[str, Texts]]:
    """A level's words for each theme are texts by code."""
    if all(isinstance(text, str) for text in value.values()):
        yield key, value
    else:
        yield from ((f"{key}/{code}", texts) for code, texts in value.items())
