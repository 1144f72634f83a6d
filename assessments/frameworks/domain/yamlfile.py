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

from assessments.frameworks.domain.values import MAX_BYTES, Builder, Map, Refused, Seq, decoded

__all__ = ["MAX_BYTES", "Map", "Refused", "Seq", "load"]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_DECIMAL = re.compile(r"[-+]?[0-9]{0,12}\.[0-9]{1,12}\Z")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_PLAIN_TAGS = {None, "!", "tag:yaml.org,2002:str"}


@dataclass(slots=True)
class _Reading:
    builder: Builder = field(default_factory=Builder)
    names: list[str | None] = field(default_factory=list)
    """The anchor of each container being filled."""
    anchors: dict[str, Any] = field(default_factory=dict)
    documents: int = 0

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
            self._name(self.names.pop(), self.builder.close())

    def _scalar(self, event: Any, line: int) -> None:
        if event.tag not in _PLAIN_TAGS:
            raise Refused("bad_tag", line, self.builder.where(), tag=event.tag)
        if self.builder.waits_for_key:
            if event.value == "<<":
                raise Refused("merge_key", line, self.builder.where())
            self.builder.key(event.value, line)
            return
        plain = event.implicit[0] and event.tag is None
        value = plain_value(event.value) if plain else event.value
        self._name(event.anchor, value)
        self.builder.value(value, line)

    def _alias(self, name: str, line: int) -> None:
        where = self.builder.where()
        if self.builder.waits_for_key:
            raise Refused("bad_key", line, where)
        if name in self.names:
            raise Refused("cycle", line, where, name=name)
        if name not in self.anchors:
            raise Refused("unknown_anchor", line, where, name=name)
        self.builder.value(self.anchors[name], line)

    def _open(self, event: Any, line: int) -> None:
        if event.tag is not None:
            raise Refused("bad_tag", line, self.builder.where(), tag=event.tag)
        if self.builder.waits_for_key:
            raise Refused("bad_key", line, self.builder.where())
        self.builder.open(isinstance(event, yaml.MappingStartEvent), line)
        self.names.append(event.anchor)

    def _name(self, anchor: str | None, value: Any) -> None:
        if anchor:
            self.anchors[anchor] = value


def plain_value(text: str) -> Any:
    """What a word without quotes stands for."""
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
    """The values of a YAML file. Raises Refused with the line and the reason."""
    return load_text(decoded(data))


def load_text(text: str) -> Any:
    """The values of a YAML text.

    A text file ends with a line break: one that does not was most likely cut on its way, and would
    otherwise pass for a shorter framework.
    """
    reading = _Reading()
    for event in _events(text):
        reading.take(event)
    if reading.builder.root is None:
        raise Refused("empty", 1)
    if not text.endswith(("\n", "\r")):
        raise Refused("cut", text.count("\n") + 1)
    return reading.builder.root


def _events(text: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=_Loader)
    except yaml.reader.ReaderError as fault:
        raise Refused("binary", text[: fault.position].count("\n") + 1) from fault
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise Refused("bad_yaml", mark.line + 1 if mark else 1, detail=fault.problem or "") from fault
