"""Formulas over other answers: `round([KWH] / [STAFF], 1)`, `sum([WASTE.tonnes]) * 0.5`. Read here, never by `eval`.

    sum     = product { ("+" | "-") product }
    product = signed { ("*" | "/") signed }
    signed  = { "+" | "-" } part
    part    = number | "[" reference "]" | function "(" sum { "," sum } ")" | "(" sum ")"

Exact: `0.1` is one tenth. What is missing, divided by zero, or beyond `figures.MOST_BITS` gives no value at all.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias, Union

from assessments.scoring.figures import bounded
from assessments.scoring.functions import AGGREGATES, FUNCTIONS, Figure, Spread

LONGEST = 1000  # characters
DEEPEST = 20  # parentheses and functions inside one another

Values: TypeAlias = Mapping[str, Figure | Spread]
"""What each reference stands for: a number, the numbers of a column, or None where nothing was given."""
Fault = Literal[
    "empty", "too_long", "too_deep", "unexpected", "unfinished", "comma", "unknown_function", "arguments", "reference"
]


class FormulaError(ValueError):
    """A formula that cannot be read. `position` counts characters from 0; `found` is what stands there."""

    def __init__(self, code: Fault, position: int, found: str = "") -> None:
        super().__init__(f"{code} at character {position + 1}: {found}" if found else f"{code} at {position + 1}")
        self.code: Fault = code
        self.position = position
        self.found = found


Part: TypeAlias = Union["Number", "Reference", "Sum", "Product", "Call"]


@dataclass(frozen=True, slots=True)
class Number:
    value: Fraction

    def read(self, values: Values) -> Figure:
        return self.value


@dataclass(frozen=True, slots=True)
class Reference:
    name: str

    def read(self, values: Values) -> Figure:
        value = values.get(self.name)
        return value if isinstance(value, Fraction) else None


@dataclass(frozen=True, slots=True)
class Sum:
    """Each term with its sign. Flat: a long sum is not a deep one."""

    terms: tuple[tuple[int, Part], ...]

    def read(self, values: Values) -> Figure:
        total = Fraction(0)
        for sign, part in self.terms:
            value = part.read(values)
            if value is None:
                return None
            total += sign * value
        return bounded(total)


@dataclass(frozen=True, slots=True)
class Product:
    """Each factor with True where it divides."""

    factors: tuple[tuple[bool, Part], ...]

    def read(self, values: Values) -> Figure:
        total: Figure = Fraction(1)
        for divides, part in self.factors:
            value = part.read(values)
            if value is None or total is None or (divides and not value):
                return None
            total = bounded(total / value if divides else total * value)
        return total


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    parts: tuple[Part, ...]

    def read(self, values: Values) -> Figure:
        if self.function not in AGGREGATES:
            return FUNCTIONS[self.function]([part.read(values) for part in self.parts])
        given: list[Figure] = []
        for part in self.parts:
            spread = values.get(part.name) if isinstance(part, Reference) else None
            given += spread if isinstance(spread, tuple) else [part.read(values)]
        return FUNCTIONS[self.function](given)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read. `references` are all that it names, as written between the brackets;
    `single` those of them that must be one number, being outside sum, mean, min, max and count."""

    text: str
    root: Part
    references: frozenset[str] = field(compare=False)
    single: frozenset[str] = field(compare=False)

    def value(self, values: Values) -> Figure:
        """Its number, or None: something is missing, a division by zero, figures beyond all use."""
        return self.root.read(values)

    def divides_by_zero(self) -> bool:
        """Whether it does so whatever is answered: a divisor without reference is zero."""
        return any(
            divides and not any(_references(part)) and part.read({}) == 0
            for product in _walk(self.root)
            if isinstance(product, Product)
            for divides, part in product.factors
        )


NO_FORMULA = Formula("", Reference(""), frozenset(), frozenset())
"""That of a draft which does not say it yet: never a value."""


def _walk(part: Part) -> Iterator[Part]:
    yield part
    for below in _below(part):
        yield from _walk(below)


def _below(part: Part) -> Iterator[Part]:
    match part:
        case Sum():
            yield from (term for _, term in part.terms)
        case Product():
            yield from (factor for _, factor in part.factors)
        case Call():
            yield from part.parts


def _references(part: Part) -> Iterator[str]:
    return (one.name for one in _walk(part) if isinstance(one, Reference))


def _single(part: Part) -> Iterator[str]:
    """The references of `part` that are not the very argument of a function which takes columns."""
    if isinstance(part, Reference):
        yield part.name
    spreads = isinstance(part, Call) and part.function in AGGREGATES
    for below in _below(part):
        if not (spreads and isinstance(below, Reference)):
            yield from _single(below)


TOKEN = re.compile(r"(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]+)|\[(?P<reference>[^\[\]]*)\]|(?P<sign>[-+*/(),])")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


def parse_formula(text: str) -> Formula:
    """Raises FormulaError, which says what is wrong and where."""
    if len(text) > LONGEST:
        raise FormulaError("too_long", LONGEST)
    tokens = list(_tokens(text))
    if not tokens:
        raise FormulaError("empty", 0)
    reader = _Reader([*tokens, _Token("end", "", len(text))])
    root = reader.sum()
    if reader.now.kind != "end":
        raise FormulaError("comma" if reader.now.text == "," else "unexpected", reader.now.position, reader.now.text)
    return Formula(text, root, frozenset(_references(root)), frozenset(_single(root)))


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        found = TOKEN.match(text, position)
        if found is None:
            raise FormulaError("reference" if text[position] in "[]" else "unexpected", position, text[position])
        kind = str(found.lastgroup)
        yield _Token(kind, found[kind].strip(), position)
        position = found.end()


@dataclass(slots=True)
class _Reader:
    tokens: list[_Token]
    at: int = 0
    depth: int = 0

    @property
    def now(self) -> _Token:
        return self.tokens[self.at]

    def take(self, *signs: str) -> str:
        """The sign that comes next, if it is one of `signs`; else ""."""
        token = self.now
        if token.kind != "sign" or token.text not in signs:
            return ""
        self.at += 1
        return token.text

    def sum(self) -> Part:
        terms = [(1, self.product())]
        while sign := self.take("+", "-"):
            terms.append((1 if sign == "+" else -1, self.product()))
        return Sum(tuple(terms)) if len(terms) > 1 else terms[0][1]

    def product(self) -> Part:
        factors = [(False, self.signed())]
        while sign := self.take("*", "/"):
            factors.append((sign == "/", self.signed()))
        return Product(tuple(factors)) if len(factors) > 1 else factors[0][1]

    def signed(self) -> Part:
        sign = 1
        while taken := self.take("+", "-"):
            sign = -sign if taken == "-" else sign
        part = self.part()
        return part if sign == 1 else Sum(((-1, part),))

    def part(self) -> Part:
        token = self.now
        if token.kind == "end":
            raise FormulaError("unfinished", token.position)
        self.at += 1
        match token.kind, token.text:
            case "number", text:
                return Number(Fraction(text))
            case "reference", "":
                raise FormulaError("reference", token.position)
            case "reference", name:
                return Reference(name)
            case "name", name:
                return self.call(name.lower(), token)
            case _, "(":
                (part,) = self.inside(token, several=False)
                return part
        raise FormulaError("comma" if token.text == "," else "unexpected", token.position, token.text)

    def call(self, name: str, token: _Token) -> Part:
        if name not in FUNCTIONS:
            raise FormulaError("unknown_function", token.position, token.text)
        if not self.take("("):
            raise FormulaError("arguments", token.position, name)
        parts = self.inside(token, several=True)
        if not _suits(name, parts):
            raise FormulaError("arguments", token.position, name)
        return Call(name, parts)

    def inside(self, opening: _Token, *, several: bool) -> tuple[Part, ...]:
        """What stands between parentheses, the first of them being taken already."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError("too_deep", opening.position)
        parts = [self.sum()]
        while several and self.take(","):
            parts.append(self.sum())
        if not self.take(")"):
            code: Fault = "unfinished" if self.now.kind == "end" else "comma" if self.now.text == "," else "unexpected"
            raise FormulaError(code, self.now.position, self.now.text)
        self.depth -= 1
        return tuple(parts)


def _suits(function: str, parts: tuple[Part, ...]) -> bool:
    """abs takes one argument; round a second one too, a whole number of decimals written out."""
    if function in AGGREGATES:
        return True
    if function == "abs" or len(parts) == 1:
        return len(parts) == 1
    places = parts[1]
    return len(parts) == 2 and isinstance(places, Number) and places.value in range(10)
