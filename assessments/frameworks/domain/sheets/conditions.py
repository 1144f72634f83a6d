"""Conditions as one line that people read and write: `EN1 = s2, s3 and not (EN4 >= 10 or profile (kinds: company))`.

French words are understood too: et, ou, non, profil. A condition that this language would not give back equal
is written as JSON.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from assessments.frameworks.domain.sheets.words import straight
from assessments.frameworks.domain.values import MAX_DEPTH

_PIECE = re.compile(r"\s*(>=|<=|≥|≤|[=(),]|[A-Za-z0-9][A-Za-z0-9_.:/-]*|-[0-9][0-9./]*)")
_WORDS = {
    "and": "all",
    "et": "all",
    "or": "any",
    "ou": "any",
    "not": "not",
    "non": "not",
    "profile": "profile",
    "profil": "profile",
}
_PROFILE = re.compile(r"\s*\(([^()]*)\)")
_SIGNS = {">=": "at_least", "≥": "at_least", "<=": "at_most", "≤": "at_most"}


class Unclear(ValueError):
    """The text is no condition."""


def said(condition: Mapping[str, Any]) -> str:
    """The condition, as `plain.plain_condition` gives it, in one line."""
    text = _said(condition, inside=False)
    try:
        same = heard(text) == condition
    except Unclear:
        same = False
    return text if same else json.dumps(condition, ensure_ascii=False)


def _said(condition: Mapping[str, Any], *, inside: bool) -> str:
    for key, word in (("all", " and "), ("any", " or ")):
        if key in condition:
            text = word.join(_said(part, inside=True) for part in condition[key])
            return f"({text})" if inside else text
    if "not" in condition:
        return f"not ({_said(condition['not'], inside=False)})"
    if "profile" in condition:
        return f"profile ({applies_said(condition['profile'])})"
    return _leaf(condition)


def _leaf(condition: Mapping[str, Any]) -> str:
    question = condition["question"]
    if "among" in condition:
        return f"{question} = {', '.join(condition['among'])}"
    low, high = condition.get("at_least"), condition.get("at_most")
    bounds = [f"{question} {sign} {end}" for sign, end in ((">=", low), ("<=", high)) if end is not None]
    return " & ".join(bounds) or str(question)


def heard(text: str) -> dict[str, Any]:
    """The condition that the line says, as a file holds it. Raises Unclear."""
    text = straight(text)
    if text.startswith("{"):
        return _from_json(text)
    listener = _Listener(text)
    condition = listener.joined()
    if listener.rest():
        raise Unclear(text)
    return condition


def _from_json(text: str) -> dict[str, Any]:
    if _depth(text) > MAX_DEPTH // 2:
        raise Unclear(text)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise Unclear(text) from fault
    if not isinstance(found, dict):
        raise Unclear(text)
    return found


def _depth(text: str) -> int:
    """How deep brackets stand in one another, at most."""
    deepest = depth = 0
    for letter in text:
        depth += (letter in "{[") - (letter in "}]")
        deepest = max(deepest, depth)
    return deepest


class _Listener:
    """One line, from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 1

    def rest(self) -> str:
        return self.text[self.at :].strip()

    def peek(self) -> str:
        found = _PIECE.match(self.text, self.at)
        return found[1] if found else ""

    def take(self, *wanted: str) -> str:
        """The next piece; one of `wanted` where any is given."""
        found = _PIECE.match(self.text, self.at)
        if found is None or (wanted and found[1] not in wanted):
            raise Unclear(self.text)
        self.at = found.end()
        return found[1]

    def deeper(self, read: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """What stands inside a "not" or parentheses, which cannot go on for ever."""
        self.depth += 1
        if self.depth > MAX_DEPTH // 2:
            raise Unclear(self.text)
        inner = read()
        self.depth -= 1
        return inner

    def joined(self) -> dict[str, Any]:
        """Parts with one same word between them: "a and b or c" is not clear, and refused."""
        parts = [self.part()]
        joint = ""
        while (word := _WORDS.get(self.peek().casefold(), "")) in ("all", "any"):
            if joint not in ("", word):
                raise Unclear(self.text)
            joint = word
            self.take()
            parts.append(self.part())
        return {joint: parts} if joint else parts[0]

    def part(self) -> dict[str, Any]:
        word = _WORDS.get(self.peek().casefold(), "")
        if word == "not":
            self.take()
            return {"not": self.part() if self.peek() == "(" else self.deeper(self.part)}
        if word == "profile":
            self.take()
            return {"profile": self.profile()}
        if self.peek() == "(":
            self.take("(")
            inner = self.deeper(self.joined)
            self.take(")")
            return inner
        return self.leaf()

    def profile(self) -> dict[str, list[str]]:
        found = _PROFILE.match(self.text, self.at)
        if found is None:
            raise Unclear(self.text)
        self.at = found.end()
        return applies_heard(found[1])

    def leaf(self) -> dict[str, Any]:
        question = self.name()
        if self.peek() == "=":
            self.take("=")
            return {"question": question, "among": self.names()}
        leaf: dict[str, Any] = {"question": question}
        while self.peek() in _SIGNS:
            bound = _SIGNS[self.take()]
            if bound in leaf:
                raise Unclear(self.text)
            leaf[bound] = self.take()
            again = re.compile(rf"\s*&\s*{re.escape(question)}(?=\s*[<>≤≥])").match(self.text, self.at)
            if again:
                self.at = again.end()
        return leaf

    def names(self) -> list[str]:
        found = [self.name()]
        while self.peek() == ",":
            self.take(",")
            found.append(self.name())
        return found

    def name(self) -> str:
        name = self.take()
        if not name[0].isalnum() or name.casefold() in _WORDS:
            raise Unclear(self.text)
        return name


def applies_said(applies: Mapping[str, list[str]]) -> str:
    """`kinds: company, association; sizes: 0, 1-9`; "tous" for everyone."""
    return "; ".join(f"{key}: {', '.join(words)}" for key, words in applies.items()) or EVERYONE[0]


def applies_heard(text: str) -> dict[str, list[str]]:
    """The words by key. Raises Unclear."""
    if straight(text).casefold() in EVERYONE:
        return {}
    found: dict[str, list[str]] = {}
    for piece in re.split(r"[;\n]", straight(text)):
        key, colon, words = piece.partition(":")
        if not colon or key.strip() in found:
            raise Unclear(text)
        found[key.strip()] = [word.strip() for word in words.split(",") if word.strip()]
    return found


EVERYONE = ("tous", "everyone", "")
