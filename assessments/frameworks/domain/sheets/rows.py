"""The parts of a file as the rows of sheets: `{column key: value of the file}`, texts by language."""

from collections.abc import Iterator
from typing import Any

from assessments.frameworks.domain.sheets.layout import SETTING_ROWS, Column

Row = dict[str, Any]
PARTS = {"choices": "choice", "bands": "band", "items": "item", "columns": "column", "variants": "variant"}
"""What stands under a question, by its key in the file, and what its rows are called."""


def tree(themes: list[Row], parent: str = "") -> Iterator[Row]:
    """The rows of the main sheet, in the order of the tree."""
    for theme in themes:
        own = {key: value for key, value in theme.items() if key not in ("questions", "themes")}
        yield {"row": "theme", "parent": parent, **own}
        for question in theme.get("questions", []):
            yield from _question(question)
        yield from tree(theme.get("themes", []), theme["code"])


def _question(question: Row) -> Iterator[Row]:
    yield {"row": "question", **{key: value for key, value in question.items() if key not in PARTS}}
    for key, name in PARTS.items():
        for part in question.get(key, []):
            own = {"applies" if inner == "when" else inner: value for inner, value in part.items()}
            yield {"row": name, **own}


def levels(found: list[Row]) -> Iterator[Row]:
    """One row by level, then one by theme that it has a sentence for."""
    for level in found:
        yield {key: value for key, value in level.items() if key != "themes"}
        for theme, text in level.get("themes", {}).items():
            yield {"code": level["code"], "theme": theme, "text": text}


def settings(root: Row) -> Iterator[tuple[Column, Any]]:
    """Each setting with its value; None where the file says nothing."""
    for setting in SETTING_ROWS:
        key, _, inner = setting.key.partition(".")
        value = root.get(key)
        yield setting, (value or {}).get(inner) if inner else value
