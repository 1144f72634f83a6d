"""Proof that text stays readable whatever hue a territory picks, and the colours as hex for e-mail and PDF. Pure.

Reads tokens.css. Contrast is WCAG 2.2's. A colour outside what a screen can show is computed both ways a browser
may bring it back (clipped, or chroma reduced); the worse one counts.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from ui.hues import is_shown, linear_rgb, most_chroma, palette
from ui.schemes import parts

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
TEXT, GRAPHIC = 4.5, 3.0
GROUNDS = ("paper", "surface", "sunken", "tint")
STATES = ("error", "warn", "ok")
LEVELS = tuple(f"level-{number}" for number in range(1, 6))

PAIRS: tuple[tuple[str, str, float], ...] = (
    *((text, ground, TEXT) for text in ("ink", "ink-soft", "accent", "accent-deep") for ground in GROUNDS),
    *(("on-accent", ground, TEXT) for ground in ("accent", "accent-deep")),
    *((state, ground, TEXT) for state in STATES for ground in ("paper", "surface", f"{state}-tint")),
    *(("ink", f"{state}-tint", TEXT) for state in STATES),
    *(("ink", level, TEXT) for level in LEVELS),
    *(("accent-deep", level, GRAPHIC) for level in LEVELS),
    *((line, ground, GRAPHIC) for line in ("contour", "rule-strong", "bar") for ground in ("paper", "surface")),
    ("bar", "level-2", GRAPHIC),
    ("accent", "rule", GRAPHIC),
)
"""Front, ground and the lowest ratio allowed: every pair that components.css puts together."""

TOKEN = re.compile(
    r"--([\w-]+): oklch\(([\d.]+) (?:calc\()?([\d.]+)(?: \* var\(--(\w+)\)\))? (?:var\(--([\w-]+)\)|([\d.]+))\);"
)

Rgb = tuple[float, float, float]


class Token(NamedTuple):
    lightness: float
    chroma: float
    factor: str
    hue_name: str
    hue: float

    def at(self, hue: int) -> tuple[float, float, float]:
        """Lightness, chroma and hue for a territory's `hue`."""
        chosen = palette(hue)
        factor = {"strong": chosen.strong, "soft": chosen.soft, "": 1.0}[self.factor]
        return (
            self.lightness,
            self.chroma * factor,
            {"hue": float(hue), "hue-deep": chosen.deep, "": self.hue}[self.hue_name],
        )


class Finding(NamedTuple):
    """The lowest ratio of a pair in a scheme, and the hue where it happens."""

    front: str
    ground: str
    floor: float
    scheme: Scheme
    ratio: float
    hue: int

    @property
    def passes(self) -> bool:
        return self.ratio >= self.floor


@cache
def tokens(scheme: Scheme) -> dict[str, Token]:
    day, night = parts()
    return _read(day) if scheme == "light" else _read(day) | _read(night)


def _read(css: str) -> dict[str, Token]:
    return {
        name: Token(float(lightness), float(chroma), factor, hue_name, float(hue or 0))
        for name, lightness, chroma, factor, hue_name, hue in TOKEN.findall(css)
    }


def _shown(lightness: float, chroma: float, hue: float) -> Iterator[Rgb]:
    """The colours that a screen may show: clipped, and with chroma reduced until it fits."""
    rgb = linear_rgb(lightness, chroma, hue)
    yield _clip(rgb)
    if not is_shown(rgb):
        yield _clip(linear_rgb(lightness, most_chroma(lightness, hue, chroma), hue))


def _clip(rgb: Rgb) -> Rgb:
    red, green, blue = (min(1.0, max(0.0, value)) for value in rgb)
    return red, green, blue


@cache
def _luminances(name: str, scheme: Scheme, hue: int) -> tuple[float, ...]:
    colours = _shown(*tokens(scheme)[name].at(hue))
    return tuple(0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in colours)


def ratio(front: str, ground: str, scheme: Scheme, hue: int) -> float:
    """The lowest WCAG contrast, 1 to 21, between two tokens at a hue."""
    return min(
        (max(a, b) + 0.05) / (min(a, b) + 0.05)
        for a in _luminances(front, scheme, hue)
        for b in _luminances(ground, scheme, hue)
    )


def prove() -> Iterator[Finding]:
    """The worst case of each pair over the 360 hues, by day and by night."""
    for front, ground, floor in PAIRS:
        for scheme in SCHEMES:
            lowest, hue = min((ratio(front, ground, scheme, hue), hue) for hue in range(360))
            yield Finding(front, ground, floor, scheme, lowest, hue)


def check_hue(hue: int) -> list[str]:
    """Pairs that would be unreadable with this hue, in words; empty when the hue may be used."""
    if not 0 <= hue < 360:
        return [f"{hue} is not a hue: choose from 0 to 359."]
    found = ((f, g, s, ratio(f, g, s, hue), floor) for f, g, floor in PAIRS for s in SCHEMES)
    return [
        f"{f} on {g} ({s}): {value:.2f}, at least {floor} is needed."
        for f, g, s, value, floor in found
        if value < floor
    ]


@cache
def hex_tokens(hue: int, scheme: Scheme = "light") -> dict[str, str]:
    """Every colour token as `#rrggbb`, for what reads no oklch. Names take `_` for `-`, as templates want."""
    return {name.replace("-", "_"): _hex(next(_shown(*token.at(hue)))) for name, token in tokens(scheme).items()}


def _hex(rgb: Rgb) -> str:
    encoded = (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in rgb)
    return "#" + "".join(f"{round(255 * value):02x}" for value in encoded)
