"""Reading YAML from strangers: plain values with their lines, nothing that can hurt.

Built on the parser's events, one pass, without recursion: no object is ever constructed from a tag,
references that unfold into a bomb are counted, and a loop is refused. Only `true` and `false` are
booleans (YAML 1.2), so that the code `no` stays a word; numbers with a point stay exact decimals.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from assessments.frameworks.domain.problems import Problem

MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 40
MAX_VALUES = 300_000

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_DECIMAL = re.compile(r"[-+]?[0-9]{0,12}\.[0-9]{1,12}\Z")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Written as escapes in a file, refused by a database."""
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_PLAIN_TAGS = {None, "!", "tag:yaml.org,2002:str"}


class Map(dict[str, Any]):
    """A mapping that knows its line, and the line of each key."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.size = 1

    def line_of(self, key: str) -> int:
        return self.lines.get(key, self.line)


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
    anchor: str | None
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, Any] = field(default_factory=dict)
    being_built: set[str] = field(default_factory=set)
    root: Any = None
    documents: int = 0
    values: int = 0

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise Refused("several_documents", line)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(str(event.anchor), line)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._open(event, line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._close()

    def _scalar(self, event: Any, line: int) -> None:
        if event.tag not in _PLAIN_TAGS:
            raise Refused("bad_tag", line, self.where(), tag=event.tag)
        plain = event.implicit[0] and event.tag is None
        if _CONTROL.search(event.value):
            raise Refused("control", line, self.where())
        if self._waits_for_key():
            self._set_key(event.value, line)
            return
        value = _plain_value(event.value) if plain else event.value
        if event.anchor:
            self.anchors[event.anchor] = value
        self._put(value, line, 1)

    def _alias(self, name: str, line: int) -> None:
        if self._waits_for_key():
            raise Refused("bad_key", line, self.where())
        if name in self.being_built:
            raise Refused("cycle", line, self.where(), name=name)
        if name not in self.anchors:
            raise Refused("unknown_anchor", line, self.where(), name=name)
        value = self.anchors[name]
        self._put(value, line, value.size if isinstance(value, Map | Seq) else 1)

    def _open(self, event: Any, line: int) -> None:
        if event.tag is not None:
            raise Refused("bad_tag", line, self.where(), tag=event.tag)
        if self._waits_for_key():
            raise Refused("bad_key", line, self.where())
        if len(self.stack) >= MAX_DEPTH:
            raise Refused("too_deep", line, limit=MAX_DEPTH)
        made: Map | Seq = Map(line) if isinstance(event, yaml.MappingStartEvent) else Seq(line)
        if event.anchor:
            self.being_built.add(event.anchor)
        self.stack.append(_Open(made, event.anchor))

    def _close(self) -> None:
        done = self.stack.pop()
        if done.anchor:
            self.being_built.discard(done.anchor)
            self.anchors[done.anchor] = done.value
        self._put(done.value, done.value.line, done.value.size)

    def _waits_for_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, Map) and self.stack[-1].key is None

    def _set_key(self, key: str, line: int) -> None:
        top = self.stack[-1]
        assert isinstance(top.value, Map)  # noqa: S101 - said by _waits_for_key
        if key == "<<":
            raise Refused("merge_key", line, self.where())
        if key in top.value:
            raise Refused("duplicate_key", line, self.where(), key=key)
        top.key = key
        top.value.lines[key] = line

    def _put(self, value: Any, line: int, size: int) -> None:
        if not self.stack:
            self.root = value
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

    def where(self) -> str:
        """The path of keys to the container being read."""
        return "/".join(_step(item) for item in self.stack).strip("/")


def _step(item: _Open) -> str:
    if isinstance(item.value, Seq):
        return str(len(item.value) + 1)
    return item.key or ""


def _plain_value(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return Decimal(text)
    if day := _DATE.match(text):
        try:
            return date(*(int(part) for part in day.groups()))
        except ValueError:
            return text
    return text


def load(data: bytes) -> Any:
    """The values of a YAML file. Raises Refused with the line and the reason.

    A text file ends with a line break: one that does not was most likely cut on its way, and would
    otherwise pass for a shorter framework.
    """
    text = _decoded(data)
    builder = _Builder()
    for event in _events(text):
        builder.take(event)
    if builder.root is None:
        raise Refused("empty", 1)
    if not text.endswith(("\n", "\r")):
        raise Refused("cut", text.count("\n") + 1)
    return builder.root


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise Refused("too_big", 1, size=len(data) // (1024 * 1024), limit=MAX_BYTES // (1024 * 1024))
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


def _events(text: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=_Loader)
    except yaml.reader.ReaderError as fault:
        raise Refused("binary", text[: fault.position].count("\n") + 1) from fault
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise Refused("bad_yaml", mark.line + 1 if mark else 1, detail=fault.problem or "") from fault
