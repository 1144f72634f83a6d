"""tokens.css once more, day or night chosen by `data-scheme` on <html> instead of by the device."""

from functools import cache
from pathlib import Path

TOKENS = Path(__file__).parent / "static" / "ui" / "tokens.css"
NIGHT = "@media (prefers-color-scheme: dark)"


def parts() -> tuple[str, str]:
    """The declarations by day and by night, as they stand in tokens.css."""
    day, rest = TOKENS.read_text().split(NIGHT)
    night = rest.split("@supports")[0]
    return day, night[night.index("{") + 1 : night.rindex("}")]


@cache
def fixed_scheme() -> str:
    day, night = parts()
    day = day[day.index(":root, [data-hue] {") :]
    return "".join(
        f':root[data-scheme="{scheme}"] {{ color-scheme: {scheme}; }}\n' + rules.replace(":root, [data-hue]", selector)
        for scheme, rules in (("light", day), ("dark", night))
        for selector in [f'[data-scheme="{scheme}"], [data-scheme="{scheme}"] [data-hue]']
    )
