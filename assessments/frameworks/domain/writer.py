"""A document as a file of our own format: what `reader` takes back, equal.

Nothing that is by default is written. Texts are always written by language, so that a file says the same
wherever its first language changes.
"""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import yaml

from assessments.frameworks.domain import plain
from assessments.frameworks.domain.document import (
    Band,
    Choice,
    Document,
    LegalNote,
    Level,
    Limits,
    Question,
    Resource,
    Term,
    Theme,
    Trait,
)
from assessments.frameworks.domain.reader import FORMAT
from assessments.frameworks.domain.yamlfile import plain_value

MAX_DIGITS = 12
"""After the point, and before it for a number with one: what the reader takes as a decimal."""
QUESTION_TEXTS = ("name", "title", "why", "help", "example", "unit", "effort", "evidence")


def figure(value: Fraction) -> int | Decimal | str:
    """The number as a file writes it: a decimal where it is one, else its fraction as a text, "1/3"."""
    if value.denominator == 1 and abs(value) < 10**18:
        return int(value)
    with localcontext() as context:
        context.prec = 2 * MAX_DIGITS
        decimal = Decimal(value.numerator) / Decimal(value.denominator)
    short = abs(value) < 10**MAX_DIGITS and decimal == decimal.quantize(Decimal(1).scaleb(-MAX_DIGITS))
    return decimal.normalize() if short and Fraction(decimal) == value else str(value)


def to_plain(document: Document) -> dict[str, Any]:
    """The keys and values of docs/frameworks.md, in the order of the file; numbers as `figure` gives them."""
    head = {
        "format": FORMAT,
        "code": document.code,
        "version": document.version,
        "extends": document.base,
        "core": document.core,
        "audience": plain.plain_applicability(document.audience),
        "limits": _limits(document.limits if document.limits != Limits() else None),
        "languages": list(document.languages),
        "title": dict(document.title),
        "description": dict(document.description),
        "instructions": dict(document.instructions),
        "licence": document.licence,
        "source": dict(document.source),
    }
    return _kept(head) | _settings(document) | _kept(_beside(document)) | {"themes": list(map(_theme, document.themes))}


def _settings(document: Document) -> dict[str, Any]:
    shares = {"overall": document.completeness, "theme": document.theme_completeness}
    points = {"min": document.points_floor, "max": document.points_ceiling}
    return _kept(
        {
            "scale": {
                "min": figure(document.minimum),
                "max": figure(document.maximum),
                "decimals": document.decimals,
            },
            "points": {key: figure(value) for key, value in points.items() if value is not None},
            "unknown": "zero" if document.unknown_is_zero else "excluded",
            "completeness": {key: figure(share * 100) for key, share in shares.items() if share},
            "seconds_per_question": document.seconds_per_question,
            "express": list(document.express),
        }
    )


def _beside(document: Document) -> dict[str, Any]:
    return {
        "levels": list(map(_level, document.levels)),
        "traits": list(map(_trait, document.traits)),
        "glossary": list(map(_term, document.terms)),
        "legal_notes": list(map(_note, document.legal_notes)),
        "resources": list(map(_resource, document.resources)),
    }


def _theme(theme: Theme) -> dict[str, Any]:
    return _kept(
        {
            "code": theme.code,
            "origin": theme.origin,
            "title": dict(theme.title),
            "description": dict(theme.description),
            "combine": theme.combine if theme.combine != "mean" else "",
            **_node(theme),
            "questions": list(map(_question, theme.questions)),
            "themes": list(map(_theme, theme.themes)),
        }
    )


def _question(question: Question) -> dict[str, Any]:
    return _kept(
        {
            "code": question.code,
            "type": question.kind,
            "origin": question.origin,
            **{name: dict(getattr(question, name)) for name in QUESTION_TEXTS},
            "combine": question.combine if question.combine != "sum" else "",
            "not_concerned": None if question.not_concerned else False,
            "unknown": None if question.unknown else False,
            "time_bound": question.time_bound or None,
            **_node(question),
            "choices": list(map(_choice, question.choices)),
            "bands": list(map(_band, question.bands)),
            "items": list(map(plain.plain_item, question.items)),
            "columns": list(map(plain.plain_column, question.columns)),
            "rows": question.row_limit or None,
            "formula": question.formula,
            "terms": list(question.terms),
            "axes": list(question.axes),
            "variants": list(map(plain.plain_variant, question.variants)),
        }
    )


def _node(node: Theme | Question) -> dict[str, Any]:
    return {
        "weight": figure(node.weight) if node.weight != 1 else None,
        "applies": plain.plain_applicability(node.applies),
        "visible_if": plain.plain_condition(node.visible_if),
        "hidden": node.hidden or None,
        "limits": _limits(node.limits),
    }


def _limits(limits: Limits | None) -> dict[str, Any]:
    return plain.plain_limits(limits)


def _choice(choice: Choice) -> dict[str, Any]:
    points = None if choice.points is None else figure(choice.points)
    texts = {"title": dict(choice.title), "help": dict(choice.help)}
    return _kept(
        {"code": choice.code, "points": points, **texts, "counts_as": choice.counts_as, "origin": choice.origin}
    )


def _band(band: Band) -> dict[str, Any]:
    ends = {"from": band.low, "to": band.high}
    return {key: figure(end) for key, end in ends.items() if end is not None} | {"points": figure(band.points)}


def _level(level: Level) -> dict[str, Any]:
    return _kept(
        {
            "code": level.code,
            "from": figure(level.low),
            "title": dict(level.title),
            "group_title": dict(level.group_title),
            "text": dict(level.text),
            "themes": {code: dict(text) for code, text in level.themes.items()},
        }
    )


def _trait(trait: Trait) -> dict[str, Any]:
    default = list(map(plain.plain_applicability, trait.default))
    return _kept({"code": trait.code, "title": dict(trait.title), "help": dict(trait.help), "default": default})


def _term(term: Term) -> dict[str, Any]:
    words = {"term": dict(term.term), "definition": dict(term.definition)}
    return _kept({"code": term.code, **words, "origin": term.origin})


def _note(note: LegalNote) -> dict[str, Any]:
    return _kept(
        {
            "code": note.code,
            "text": dict(note.text),
            "who": plain.plain_applicability(note.who),
            "place": note.place,
            "since": _day(note.since),
            "source": note.source,
            "mark": note.mark,
            "checked_on": _day(note.checked_on),
            "review_by": _day(note.review_by),
            "questions": list(note.questions),
            "origin": note.origin,
        }
    )


def _resource(resource: Resource) -> dict[str, Any]:
    return _kept(
        {
            "code": resource.code,
            "title": dict(resource.title),
            "text": dict(resource.text),
            "url": resource.url,
            "category": resource.category,
            "questions": list(resource.questions),
            "origin": resource.origin,
        }
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _kept(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty; 0 and False are said."""
    return {key: value for key, value in values.items() if value is not None and value != "" and value not in ([], {})}


# As text


def to_json(document: Document) -> str:
    return _json(to_plain(document), "\n") + "\n"


def _json(value: Any, line: str) -> str:
    """As `json.dumps` with an indent of 2, decimals as they are: none goes through a float."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dict) and value:
        return _block("{}", (f"{json.dumps(key)}: {_json(item, line + '  ')}" for key, item in value.items()), line)
    if isinstance(value, list) and value:
        return _block("[]", (_json(item, line + "  ") for item in value), line)
    return json.dumps(value, ensure_ascii=False)


def _block(ends: str, items: Iterable[str], line: str) -> str:
    return f"{ends[0]}{line}  " + f",{line}  ".join(items) + f"{line}{ends[1]}"


_Safe: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_Safe):
    """Never an anchor; decimals exact; each text between quotes where its words could be taken for something else."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _yaml_decimal(dumper: Any, value: Decimal) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:float", f"{value:f}")


def _yaml_text(dumper: Any, value: str) -> Any:
    style = None if isinstance(plain_value(value), str) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(Decimal, _yaml_decimal)
_Dumper.add_representer(str, _yaml_text)


def to_yaml(document: Document) -> str:
    text: str = yaml.dump(
        to_plain(document), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110, default_flow_style=False
    )
    return text
