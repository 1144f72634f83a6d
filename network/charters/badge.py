"""The badge of a signatory, as an SVG file of its own: nested contour lines, in the territory's colours.

Colours are those of `ui.contrast`, whose pairs are proven readable at every hue; the year and the address where the
badge is checked stand in text.
"""

from dataclasses import dataclass
from html import escape

from ui.contrast import hex_tokens
from ui.drawing.badges import badge
from ui.drawing.lettering import wrap
from ui.drawing.svg import text

WIDTH, HEIGHT, MIDDLE = 480, 560, 240
WIDEST = 420
FONT = "Palatino Linotype, Palatino, Georgia, serif"


@dataclass(frozen=True, slots=True)
class Wording:
    """`heading`: "Signatory"; `year` and `address` are "" on the picture that shows no one's badge."""

    heading: str
    title: str
    territory: str
    year: str = ""
    address: str = ""

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.heading, self.title, self.territory, self.year, self.address) if part)


def svg_of(wording: Wording, hue: int) -> str:
    """A document without script, link or font: it may be printed, posted, sent."""
    colours = hex_tokens(hue)
    body = "".join([_ground(), _rings(), *_lines(wording)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-label="{escape(wording.spoken)}"><title>{escape(wording.spoken)}</title>'
        f"<style>{_css(colours)}</style>{body}</svg>"
    )


def _ground() -> str:
    return f'<rect class="sheet" x="4" y="4" width="{WIDTH - 8}" height="{HEIGHT - 8}" rx="20"/>'


def _rings() -> str:
    return f'<g transform="translate(140 34) scale(4.166)">{badge(5).body}</g>'


def _lines(wording: Wording) -> list[str]:
    lines = [text("head", (MIDDLE, 278), wording.heading)]
    baseline = 278
    for line in wrap(wording.title, 30, WIDEST, lines=3):
        baseline += 36
        lines.append(text("title", (MIDDLE, baseline), line))
    lines.append(text("place", (MIDDLE, baseline + 36), wording.territory))
    if wording.year:
        lines.append(text("year", (MIDDLE, baseline + 84), wording.year))
    host, slash, path = wording.address.partition("/")
    lines += [text("address", (MIDDLE, HEIGHT - 46), host)] if host else []
    lines += [text("address", (MIDDLE, HEIGHT - 24), slash + path)] if path else []
    return lines


def _css(colours: dict[str, str]) -> str:
    tints = "".join(
        f".tint-{rank}{{fill:{colours[f'level_{rank}']};stroke:{colours['accent_deep']};stroke-width:.5}}"
        for rank in range(1, 6)
    )
    return (
        f"{tints}.sheet{{fill:{colours['surface']};stroke:{colours['accent']};stroke-width:4}}"
        f"text{{font-family:{FONT};fill:{colours['ink']}}}"
        f".head{{font-size:20px;letter-spacing:2px;fill:{colours['accent_deep']}}}"
        f".title{{font-size:30px}}.place{{font-size:22px;fill:{colours['ink_soft']}}}"
        f".year{{font-size:40px;fill:{colours['accent_deep']}}}"
        ".address{font-size:15px;font-family:monospace}"
    )
