"""The values of a file with their lines, built under bounds whatever the format."""

import re
from dataclasses import dataclass, field
from typing import Any

from assessments.frameworks.domain.problems import Problem

MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 40
MAX_VALUES = 300_000
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Written as escapes in a file, refused by a database."""


class Map(dict[str, Any]):
    """A mapping that knows its line, and the line of each key; in a worksheet, its cells too ("Questions!D12")."""

    def __init__(self, line: int, cell: str = "") -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.cell = cell
        self.cells: dict[str, str] = {}
        self.size = 1

    def line_of(self, key: str) -> int:
        return self.lines.get(key, self.line)

    def cell_of(self, key: str) -> str:
        """Its cell, or that of the whole; "" outside worksheets."""
        return self.cells.get(key, self.cell)


class Seq(list[Any]):
    """A sequence that knows its line, and the line of each item."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []
        self.size = 1


class Refused(Exception):
    """The file cannot be read; carries the one problem that says why."""

    def __init__(self, code: str, line: int, where: str = "", /, **params: str | int) -> None:
        super().__init__(code)
        self.problem = Problem(code, line, where, params)


@dataclass(slots=True)
class _Open:
    """A container being filled, with the key that waits for its value."""

    value: Map | Seq
    key: str | None = None


@dataclass(slots=True)
class Builder:
    """Takes keys and values in their order; refuses what is too deep, too many, or hides control characters."""

    stack: list[_Open] = field(default_factory=list)
    root: Any = None
    is_done: bool = False

    @property
    def waits_for_key(self) -> bool:
        return self.is_open(True) and self.stack[-1].key is None

    def is_open(self, mapping: bool) -> bool:
        """Whether the container being filled is a mapping (or, with False, a sequence)."""
        return bool(self.stack) and isinstance(self.stack[-1].value, Map) is mapping

    def key(self, key: str, line: int) -> None:
        self._refuse_control(key, line)
        top = self.stack[-1]
        assert isinstance(top.value, Map)  # noqa: S101 - the caller asked
        if key in top.value:
            raise Refused("duplicate_key", line, self.where(), key=key)
        top.key = key
        top.value.lines[key] = line

    def value(self, value: Any, line: int) -> None:
        """A scalar, or a container that was built before."""
        if isinstance(value, str):
            self._refuse_control(value, line)
        self._put(value, line, value.size if isinstance(value, Map | Seq) else 1)

    def open(self, mapping: bool, line: int) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise Refused("too_deep", line, limit=MAX_DEPTH)
        self.stack.append(_Open(Map(line) if mapping else Seq(line)))

    def close(self) -> Map | Seq:
        """The container that was being filled, whole."""
        done = self.stack.pop().value
        self._put(done, done.line, done.size)
        return done

    def where(self) -> str:
        """The path of keys to the container being read."""
        return "/".join(_step(item) for item in self.stack).strip("/")

    def _put(self, value: Any, line: int, size: int) -> None:
        if not self.stack:
            self.root, self.is_done = value, True
            return
        top = self.stack[-1]
        top.value.size += size
        if top.value.size > MAX_VALUES:
            raise Refused("too_many", line, limit=MAX_VALUES)
        if isinstance(top.value, Map):
            top.value[str(top.key)] = value
            top.key = None
        else:
            top.value.append(value)
            top.value.lines.append(line)

    def _refuse_control(self, text: str, line: int) -> None:
        if CONTROL.search(text):
            raise Refused("control", line, self.where())


def _step(item: _Open) -> str:
    if isinstance(item.value, Seq):
        return str(len(item.value) + 1)
    return item.key or ""


def too_big(size: int) -> Refused:
    """The refusal of a file of `size` bytes."""
    megabyte = 1024 * 1024
    return Refused("too_big", 1, size=size // megabyte, limit=MAX_BYTES // megabyte)


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8. Raises Refused for any other."""
    if len(data) > MAX_BYTES:
        raise too_big(len(data))
    if b"\0" in data:
        raise Refused("binary", data[: data.index(b"\0")].count(b"\n") + 1)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Refused(_why_not_utf8(data), data[: fault.start].count(b"\n") + 1) from fault


def _why_not_utf8(data: bytes) -> str:
    """Control characters tell an archive or an image from a text in another encoding."""
    strange = sum(byte < 9 or 13 < byte < 32 for byte in data[:4096])
    return "binary" if strange > len(data[:4096]) // 100 else "not_utf8"
