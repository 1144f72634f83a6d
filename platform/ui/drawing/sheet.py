"""A map sheet: degrees put on paper."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from ui.drawing.svg import Point

Shape: TypeAlias = Polygon | MultiPolygon | Sequence[Polygon]

EARTH = 40_008  # km around, by the poles
PAD = 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """The shape in units, y downwards, and how degrees become units."""

    shape: MultiPolygon
    west: float
    north: float
    shrink: float  # a degree of longitude against one of latitude
    per_degree: float

    def put(self, latitude: float, longitude: float) -> Point:
        x = (longitude * self.shrink - self.west) * self.per_degree + PAD
        return x, (self.north - latitude) * self.per_degree + PAD

    @property
    def per_km(self) -> float:
        return self.per_degree * 360 / EARTH

    @property
    def size(self) -> Point:
        _, _, right, bottom = self.shape.bounds
        return right + PAD, bottom + PAD


def fit(polygons: Shape, width: float) -> Sheet:
    """Fit the polygons in a square of `width`, pads included; parts too small to be seen are left out."""
    parts = polygons if isinstance(polygons, Sequence) else list(getattr(polygons, "geoms", [polygons]))
    _, south, _, north = MultiPolygon(parts).bounds
    shrink = math.cos(math.radians((south + north) / 2))
    largest = max(part.area for part in parts)
    kept = MultiPolygon([part for part in parts if part.area > largest / 400])
    west, south, east, north = kept.bounds
    per_degree = (width - 2 * PAD) / max((east - west) * shrink, north - south)
    sheet = Sheet(kept, west * shrink, north, shrink, per_degree)
    drawn = unary_union([_moved(part, sheet) for part in kept.geoms])
    return Sheet(MultiPolygon(parts_of(drawn)), west * shrink, north, shrink, per_degree)


def _moved(part: Polygon, sheet: Sheet) -> BaseGeometry:
    rings = ([sheet.put(y, x) for x, y in ring.coords] for ring in (part.exterior, *part.interiors))
    outer, *holes = rings
    return Polygon(outer, holes).buffer(0)


def parts_of(shape: BaseGeometry) -> list[Polygon]:
    return [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon" and part.area]
