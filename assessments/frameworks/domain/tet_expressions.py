"""The rules of a Territoires en Transitions table: "si reponse(PCAET_1, NON) alors VRAI sinon FAUX".

A rule that only looks at answers and at the identity of who answers is a condition, exactly. One that computes
(numbers, scores, indicators) is not, and `NotExact` says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assessments.frameworks.domain.fields import CODE
from assessments.scoring import AllOf, AnyOf, Condition, Given, Not

ALWAYS, NEVER = AllOf(), AnyOf()
IDENTITY = "identite"
ANSWERS = {"oui": "yes", "non": "no"}
_TOKEN = re.compile(r"\s*(?:(?P<word>[A-Za-z_À-ÿ][\w.À-ÿ-]*)|(?P<number>\d[\d.,]*)|(?P<sign>[()<>=,+*/-]))")
RESERVED = ("na", "unknown")
_DEPTH = 60


class NotExact(ValueError):
    """The rule says more than a condition can, or is not written as rules are."""


@dataclass(slots=True)
class Rule:
    """`condition` over the settings; `values` are the answers that it looks for, by setting."""

    condition: Condition
    values: dict[str, dict[str, None]] = field(default_factory=dict)


def parse(text: str) -> Rule:
    """Raises NotExact."""
    parser = _Parser(list(_tokens(text)))
    rule = Rule(parser.expression(), parser.values)
    if parser.peek():
        raise NotExact(parser.peek())
    return rule


def negation(condition: Condition) -> Condition:
    if condition == ALWAYS:
        return NEVER
    if condition == NEVER:
        return ALWAYS
    return condition.part if isinstance(condition, Not) else Not(condition)


def both(left: Condition, right: Condition) -> Condition:
    if NEVER in (left, right):
        return NEVER
    sides = (side.parts if isinstance(side, AllOf) else (side,) for side in (left, right))
    parts = tuple(dict.fromkeys(part for side in sides for part in side))
    return parts[0] if len(parts) == 1 else AllOf(parts)


def either(left: Condition, right: Condition) -> Condition:
    if ALWAYS in (left, right):
        return ALWAYS
    sides = (side.parts if isinstance(side, AnyOf) else (side,) for side in (left, right))
    parts = tuple(dict.fromkeys(part for side in sides for part in side))
    return parts[0] if len(parts) == 1 else AnyOf(parts)


def _tokens(text: str) -> Iterator[str]:
    position, text = 0, text.strip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise NotExact(text[position : position + 20])
        yield match[0].strip()
        position = match.end()


@dataclass(slots=True)
class _Parser:
    tokens: list[str]
    values: dict[str, dict[str, None]] = field(default_factory=dict)
    position: int = 0
    depth: int = 0

    def peek(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def takes(self, word: str) -> bool:
        if self.peek().lower() != word:
            return False
        self.position += 1
        return True

    def needs(self, word: str) -> None:
        if not self.takes(word):
            raise NotExact(f"{word}: {self.peek()}")

    def word(self) -> str:
        found = self.peek()
        if not found or not (found[0].isalnum() or found[0] == "_"):
            raise NotExact(found)
        self.position += 1
        return found

    def expression(self) -> Condition:
        """`si … alors … sinon …`, nested at will, or a plain condition; without `sinon`, false."""
        if not self.takes("si"):
            return self.any()
        self.depth += 1
        if self.depth > _DEPTH:
            raise NotExact("depth")
        test = self.any()
        self.needs("alors")
        then = self.expression()
        otherwise = self.expression() if self.takes("sinon") else NEVER
        self.depth -= 1
        if then == ALWAYS:
            return either(test, otherwise)
        return either(both(test, then), both(negation(test), otherwise))

    def any(self) -> Condition:
        found = self.all()
        while self.takes("ou"):
            found = either(found, self.all())
        return found

    def all(self) -> Condition:
        found = self.leaf()
        while self.takes("et"):
            found = both(found, self.leaf())
        return found

    def leaf(self) -> Condition:
        if self.takes("vrai"):
            return ALWAYS
        if self.takes("faux"):
            return NEVER
        if self.takes("("):
            self.depth += 1
            if self.depth > _DEPTH:
                raise NotExact("depth")
            inside = self.expression()
            self.needs(")")
            self.depth -= 1
            return inside
        return self.call()

    def call(self) -> Condition:
        name = self.word().lower()
        if name not in ("reponse", "réponse", IDENTITY, "identité"):
            raise NotExact(name)
        self.needs("(")
        setting = self.word()
        self.needs(",")
        value = self.word()
        self.needs(")")
        code = setting if name in ("reponse", "réponse") else f"{IDENTITY}.{setting}"
        said = ANSWERS.get(value.lower(), value)
        if not CODE.match(code) or not CODE.match(said) or said in RESERVED:
            raise NotExact(code)
        self.values.setdefault(code, {})[said] = None
        return Given(code, among=frozenset({said}))
