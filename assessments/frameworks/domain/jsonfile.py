"""Reading JSON from strangers into the same values as YAML, each with its line.

One pass over the tokens, without recursion; the bounds are those of `yamlfile`.
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from assessments.frameworks.domain.values import Builder, Refused

_TOKEN = re.compile(
    r'[ \t\r\n]*(?:([{}\[\]:,])|("(?:[^"\\\x00-\x1f]|\\.)*")|(-?[0-9][0-9.eE+-]*)|(true|false|null))',
    re.DOTALL,
)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,2})?\Z")
_INTEGER = re.compile(r"-?[0-9]{1,18}\Z")
_WORDS = {"true": True, "false": False, "null": None}
_START = re.compile(r'\s*\{\s*(?:"|\}|\Z)')


def is_json(text: str) -> bool:
    """Whether it starts as an object of JSON does: `{` then a key between quotes."""
    return _START.match(text) is not None


def load(text: str) -> Any:
    """The values of a JSON text. Raises Refused with the line and the reason."""
    builder = Builder()
    expected = "value"
    for kind, piece, line in _pieces(text):
        if builder.is_done:
            raise Refused("bad_json", line)
        expected = _take(builder, expected, kind, piece, line)
    if not builder.is_done:
        raise Refused("cut", text.count("\n") + 1)
    return builder.root


def _pieces(text: str) -> Iterator[tuple[str, str, int]]:
    """Each token with its kind (`mark`, `text`, `number`, `word`) and its line."""
    at, line, end = 0, 1, len(text.rstrip(" \t\r\n"))
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None:
            raise Refused("bad_json", text.count("\n", 0, _next(text, at)) + 1)
        start = found.start(found.lastindex or 0)
        line += text.count("\n", at, start)
        yield ("mark", "text", "number", "word")[(found.lastindex or 1) - 1], found[found.lastindex or 0], line
        at = found.end()
        line += text.count("\n", start, at)


def _next(text: str, at: int) -> int:
    while text[at] in " \t\r\n":
        at += 1
    return at


def _take(builder: Builder, expected: str, kind: str, piece: str, line: int) -> str:
    """Give the piece to `builder`; returns what may follow: a value, a key, a colon, or a comma."""
    if kind != "mark":
        if expected == "key" or expected == "key or }":
            if kind != "text":
                raise Refused("bad_json", line)
            builder.key(_text(piece, line), line)
            return ":"
        if not expected.startswith("value"):
            raise Refused("bad_json", line)
        builder.value(_scalar(kind, piece, line), line)
        return ","
    if piece in "{[" and expected.startswith("value"):
        builder.open(piece == "{", line)
        return "key or }" if piece == "{" else "value or ]"
    if piece in "}]" and (expected == "," or expected.endswith(piece)) and builder.is_open(piece == "}"):
        builder.close()
        return ","
    if piece == ":" and expected == ":":
        return "value"
    if piece == "," and expected == ",":
        return "key" if builder.is_open(True) else "value"
    raise Refused("bad_json", line)


def _scalar(kind: str, piece: str, line: int) -> Any:
    if kind == "word":
        return _WORDS[piece]
    if kind == "text":
        return _text(piece, line)
    if not _NUMBER.match(piece):
        raise Refused("bad_json", line)
    return int(piece) if _INTEGER.match(piece) else Decimal(piece)


def _text(piece: str, line: int) -> str:
    try:
        text: str = json.loads(piece)
    except ValueError as fault:
        raise Refused("bad_json", line) from fault
    return text
