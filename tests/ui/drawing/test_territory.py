from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from shapely.geometry import MultiPolygon, Polygon, box

from territories.geography.outlines import outline
from tests.ui.drawing.reading import curves, elements, frame, of_class, room
from ui.drawing.badges import badge
from ui.drawing.places import LETTERS
from ui.drawing.territory import motif, seal

POITIERS = [
    ("Poitiers", 46.5802, 0.3404, 186),
    ("Chauvigny", 46.5686, 0.6476, 31),
    ("Jaunay-Marigny", 46.6833, 0.3753, 27),
    ("Lusignan", 46.4361, 0.1240, 14),
    ("Sanxay", 46.4925, -0.0045, 5),
]


def poitiers() -> MultiPolygon:
    shape = outline("intercommunality", "200069854")
    assert shape is not None
    return shape


def test_a_motif_has_its_land_lines_names_and_scale() -> None:
    drawn = motif(poitiers(), 7, POITIERS)
    assert [element.get("class") for element in elements(drawn)][:3] == ["land", "line", "line index"]
    words = ["".join(text.itertext()) for text in of_class(drawn, "place halo")]
    assert words == ["Poitiers 186", "Chauvigny 31", "Jaunay-Marigny 27", "Lusignan 14", "Sanxay 5"]
    assert [text.text for text in of_class(drawn, "place")] == ["10 km"]


def test_ten_kilometres_are_ten_kilometres() -> None:
    """From Poitiers to Chauvigny there are 23.5 km as the crow flies."""
    drawn = motif(poitiers(), 7, POITIERS)
    first, second = of_class(drawn, "spot")[:2]
    across = float(second.get("cx", 0)) - float(first.get("cx", 0))
    down = float(second.get("cy", 0)) - float(first.get("cy", 0))
    (bar,) = curves(of_class(drawn, "scale")[0].get("d", "").replace("v5h", "l0 5 ").replace("v-5", " 0 0-5"))
    assert (bar[2][0] - bar[1][0]) == pytest.approx((across**2 + down**2) ** 0.5 * 10 / 23.5, rel=0.02)


def test_lines_stay_on_land() -> None:
    drawn = motif(poitiers(), 7)
    land = Polygon(curves(of_class(drawn, "land")[0].get("d", ""))[0]).buffer(4)
    lines = [line for css in ("line", "line index") for line in curves(of_class(drawn, css)[0].get("d", ""))]
    assert len(lines) > 10
    assert all(land.covers(box(x, y, x, y)) for line in lines for x, y in line)


@settings(max_examples=40, deadline=None)
@given(some.lists(some.tuples(some.floats(46.4, 46.7), some.floats(0, 0.7)), max_size=12, unique=True))
def test_names_never_overlap_whatever_the_places(spots: list[tuple[float, float]]) -> None:
    places = [(f"Saint-Commune-{rank}", lat, lon, rank * 13) for rank, (lat, lon) in enumerate(spots)]
    drawn = motif(poitiers(), 7, places)
    # An italic serif is a tenth narrower than the sans of `room`.
    words = [room(text, 0.9 * LETTERS) for css in ("place halo", "place") for text in of_class(drawn, css)]
    assert not any(one.intersects(other) for one, other in combinations(words, 2))
    assert all(frame(drawn).buffer(8).contains(each) for each in words)


def test_the_same_seed_gives_the_same_land_and_another_seed_another() -> None:
    assert motif(poitiers(), 7) == motif(poitiers(), 7)
    assert motif(poitiers(), 7) != motif(poitiers(), 8)


@pytest.mark.parametrize(
    ("kind", "code"), [("intercommunality", "200067106"), ("region", "53"), ("region", "04"), ("commune", "86194")]
)
def test_every_kind_of_territory_is_drawn_and_light(kind: str, code: str) -> None:
    shape = outline(kind, code)  # type: ignore[arg-type]
    assert shape is not None
    assert 500 < len(motif(shape, 1).body) < 9_000
    assert 200 < len(seal(shape).body) < 2_500


def test_a_large_territory_has_a_scale_that_fits() -> None:
    shape = outline("region", "75")
    assert shape is not None
    drawn = motif(
        shape, 1, [("Bordeaux", 44.8624, -0.5848, 1164), ("Pau", 43.3, -0.37, None), ("Guéret", 46.17, 1.87, 0)]
    )
    assert [text.text for text in of_class(drawn, "place")] == ["100 km"]
    assert ["".join(text.itertext()) for text in of_class(drawn, "place halo")] == [
        "Bordeaux 1\u202f164",
        "Pau",
        "Guéret 0",
    ]


def test_a_plain_square_and_an_islet_are_drawn() -> None:
    assert of_class(motif([box(2, 46, 2.1, 46.1), box(3, 46, 3.0001, 46.0001)], 1), "land")


def test_a_territory_without_outline_shows_the_five_lines() -> None:
    assert seal(None) == seal([]) == badge(5)


def test_place_names_are_escaped() -> None:
    assert "<script>" not in motif(poitiers(), 1, [("<script>", 46.58, 0.34, 1)]).body
