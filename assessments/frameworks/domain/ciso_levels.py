"""Levels of a CISO Assistant framework: one by score that it names."""

from dataclasses import replace
from fractions import Fraction

from assessments.frameworks.domain.checks import shown
from assessments.frameworks.domain.ciso_shared import Context
from assessments.frameworks.domain.document import Level
from assessments.frameworks.domain.fields import Fields
from assessments.frameworks.domain.slugs import slug
from assessments.frameworks.domain.values import Map


def levels_of(context: Context, framework: Fields) -> tuple[Level, ...]:
    """Each is reached when its score is; the lowest starts the scale."""
    named = [
        (low, item)
        for item in _items(context, framework)
        if (low := item.number("score")) is not None and low <= context.maximum
    ]
    levels: dict[Fraction, Level] = {}
    for low, item in sorted(named, key=lambda pair: pair[0]):
        start = context.minimum if not levels else low
        levels.setdefault(start, _level(context, low, item))
    return tuple(replace(level, low=low) for low, level in levels.items())


def _level(context: Context, low: Fraction, item: Fields) -> Level:
    code = slug(item.word("ref_id")) or shown(low)
    titles = context.texts(item, "name") or context.said(shown(low))
    return Level(code=code, low=low, title=titles, text=context.together([(item, "description")]))


def _items(context: Context, framework: Fields) -> list[Fields]:
    if isinstance(framework.map.get("scores_definition"), Map):
        return Fields(context.notes, context.scale, "objects/framework/scores_definition").children("scale")
    return framework.children("scores_definition")
