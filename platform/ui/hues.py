"""From the hue that a territory chose to the four numbers that tokens.css derives every colour from. Pure."""

import math
from functools import cache
from typing import NamedTuple

ACCENT = (0.44, 0.115)
"""Lightness and chroma of the accent by day, in tokens.css: the strongest stroke."""
SUMMIT = (0.67, 0.098)
"""The same for the fifth altitude tint, the strongest fill."""
GOLD = 98
"""The hue that looks most olive once it is dark."""
LEAN, REACH = 26.0, 40.0
"""Degrees by which it leans to amber, and degrees around it that lean too, less and less."""


class Palette(NamedTuple):
    hue: int
    deep: float
    strong: float
    soft: float

    def css(self) -> str:
        return f"--hue:{self.hue};--hue-deep:{self.deep:g};--strong:{self.strong:g};--soft:{self.soft:g}"


@cache
def palette(hue: int) -> Palette:
    """The palette of `hue`, in whole degrees from 0 to 359."""
    gold = _nearness(hue)
    deep = round(hue - LEAN * gold, 1)
    strong = min(1.2, _room(*ACCENT, deep))
    soft = max(1.0, min(1 + 0.6 * gold, _room(*SUMMIT, hue)))
    return Palette(hue, deep, math.floor(strong * 100) / 100, math.floor(soft * 100) / 100)


def css_rule(hue: int) -> str:
    """What the platform writes for a territory. `data-hue` stands on <html>, or on any part of a page."""
    return f'[data-hue="{hue}"]{{{palette(hue).css()}}}\n'


def linear_rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """OKLCH to linear sRGB, outside 0 to 1 when a screen cannot show it (Ottosson, 2020)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    x = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    y = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    z = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
    return (
        4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
        -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
        -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
    )


def is_shown(rgb: tuple[float, float, float]) -> bool:
    return all(-1e-5 <= value <= 1.00001 for value in rgb)


def most_chroma(lightness: float, hue: float, ceiling: float = 0.4) -> float:
    """The strongest chroma under `ceiling` that a screen shows at this lightness and hue."""
    low, high = 0.0, ceiling
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if is_shown(linear_rgb(lightness, middle, hue)) else (low, middle)
    return low


def _nearness(hue: int) -> float:
    """1 at GOLD, 0 from REACH degrees away, smooth in between."""
    distance = abs((hue - GOLD + 180) % 360 - 180)
    return math.cos(math.pi / 2 * distance / REACH) ** 2 if distance < REACH else 0.0


def _room(lightness: float, chroma: float, hue: float) -> float:
    """How many times `chroma` a screen has room for."""
    return most_chroma(lightness, hue) / chroma
