"""Read a drawing back from its SVG, so that tests judge what is shown and not what was meant."""

import re
from xml.etree import ElementTree as Xml

from shapely.geometry import Polygon, box

from ui.drawing.lettering import width
from ui.drawing.svg import Drawing

Point = tuple[float, float]
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


def elements(drawing: Drawing) -> list[Xml.Element]:
    """The elements in order; fails when the body is not well formed."""
    return list(Xml.fromstring(f"<svg>{drawing.body}</svg>"))  # noqa: S314


def of_class(drawing: Drawing, css: str) -> list[Xml.Element]:
    return [element for element in elements(drawing) if element.get("class") == css]


def curves(d: str) -> list[list[Point]]:
    """The points along each sub-path of a path written with M, q, t, l and z."""
    return [_curve(part) for part in re.findall(r"M[^M]+", d)]


def _curve(part: str) -> list[Point]:
    commands = re.findall(r"([Mqtl])([^Mqtlz]*)", part)
    points: list[Point] = []
    control = (0.0, 0.0)
    for command, arguments in commands:
        values = [float(value) for value in NUMBER.findall(arguments)]
        pairs = list(zip(values[::2], values[1::2], strict=True))
        if command in "Ml":
            for dx, dy in pairs:
                x, y = points[-1] if points else (0.0, 0.0)
                points.append((x + dx, y + dy))
            continue
        if command == "q":
            (cx, cy), *pairs = pairs
            control = (points[-1][0] + cx, points[-1][1] + cy)
        for rank, (dx, dy) in enumerate(pairs):
            here = points[-1]
            if command == "t" or rank:
                control = (2 * here[0] - control[0], 2 * here[1] - control[1])
            there = (here[0] + dx, here[1] + dy)
            middle = tuple(a / 4 + b / 2 + c / 4 for a, b, c in zip(here, control, there, strict=True))
            points += [(middle[0], middle[1]), there]
    return points


def room(element: Xml.Element, size: float) -> Polygon:
    """The room that a text takes when written `size` units high in the widest font."""
    words = "".join(element.itertext())
    x, y, long = float(element.get("x", 0)), float(element.get("y", 0)), width(words, size)
    left = {"start": x, "middle": x - long / 2, "end": x - long}[element.get("text-anchor", "start")]
    return box(left, y - 0.74 * size, left + long, y + 0.2 * size)


def frame(drawing: Drawing) -> Polygon:
    left, top, across, down = (float(value) for value in drawing.view_box.split())
    return box(left, top, left + across, top + down)
