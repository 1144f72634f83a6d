"""Outlines that share their borders: TopoJSON read into polygons, in WGS 84 degrees.

Format: https://github.com/topojson/topojson-specification. An arc is a first point then steps, all whole
numbers; `transform` gives their size; a ring lists arcs, ~i meaning arc i backwards.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

Rings = list[list[int]]
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Topology:
    """`areas` maps a code to its polygons, each a list of rings (the outer first), each a list of arcs."""

    arcs: list[list[list[int]]]
    scale: tuple[float, float]
    origin: tuple[float, float]
    areas: Mapping[str, list[Rings]]

    def polygons(self, codes: Iterable[str]) -> Iterator[BaseGeometry]:
        """The polygons of the areas of `codes`, one after the other; an unknown code gives none."""
        return (self._polygon(rings) for code in codes for rings in self.areas.get(code, ()))

    def _polygon(self, rings: Rings) -> BaseGeometry:
        outer, *holes = (self._ring(arcs) for arcs in rings)
        return Polygon(outer, holes).buffer(0)

    def _ring(self, arcs: list[int]) -> NDArray[np.float64]:
        parts = [self._arc(arc)[min(position, 1) :] for position, arc in enumerate(arcs)]
        return np.concatenate(parts)

    def _arc(self, arc: int) -> NDArray[np.float64]:
        steps = np.array(self.arcs[arc if arc >= 0 else ~arc], dtype=np.float64)
        points = steps.cumsum(axis=0) * self.scale + self.origin
        return points if arc >= 0 else points[::-1]


NOTHING = Topology(arcs=[], scale=(1.0, 1.0), origin=(0.0, 0.0), areas={})


def from_document(document: Document) -> Topology:
    """A topology from its shipped form: `{"transform": …, "arcs": …, "areas": {code: polygons}}`."""
    scale, origin = document["transform"]["scale"], document["transform"]["translate"]
    return Topology(document["arcs"], (scale[0], scale[1]), (origin[0], origin[1]), document["areas"])


def union(polygons: Iterable[BaseGeometry]) -> MultiPolygon | None:
    """All in one shape, without inner borders, the largest part first; None for nothing."""
    merged = unary_union(list(polygons))
    parts = [part for part in getattr(merged, "geoms", [merged]) if part.geom_type == "Polygon" and part.area]
    return MultiPolygon(sorted(parts, key=lambda part: -part.area)) if parts else None


def to_document(topojson: Mapping[str, Any]) -> Document:
    """The shipped form of a TopoJSON file whose only object holds areas with one property: their code."""
    (collection,) = topojson["objects"].values()
    areas = {}
    for area in collection["geometries"]:
        (code,) = area["properties"].values()
        areas[code] = area["arcs"] if area["type"] == "MultiPolygon" else [area["arcs"]]
    return {
        "transform": topojson["transform"],
        "areas": dict(sorted(areas.items())),
        "arcs": topojson["arcs"],
    }


def part_of(document: Document, codes: Iterable[str]) -> Document:
    """The same with the areas of `codes` alone, and no arc that they do not use."""
    places: dict[int, int] = {}

    def moved(arc: int) -> int:
        place = places.setdefault(arc if arc >= 0 else ~arc, len(places))
        return place if arc >= 0 else ~place

    areas = {
        code: [[[moved(arc) for arc in ring] for ring in rings] for rings in document["areas"][code]] for code in codes
    }
    return {
        "transform": document["transform"],
        "areas": areas,
        "arcs": [document["arcs"][arc] for arc in places],
    }
