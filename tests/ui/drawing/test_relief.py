from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from shapely.geometry import LineString, Point, Polygon

from tests.ui.drawing.reading import curves, elements, frame, of_class, room
from ui.drawing.relief import LETTERS, relief
from ui.drawing.svg import Drawing

NAMES = [
    "Énergie et bâtiments",
    "Mobilités et déplacements",
    "Achats responsables",
    "Déchets et économie circulaire",
    "Eau et biodiversité",
    "Alimentation",
    "Équipe et vie locale",
    "Pilotage et résilience",
    "Numérique",
    "Gouvernance partagée",
    "Égalité et inclusion",
    "Ancrage territorial et coopération",
]
LEVELS = some.lists(some.integers(0, 5), min_size=3, max_size=12)
PROPERTY = settings(max_examples=60, deadline=None)


def numbers(drawing: Drawing) -> list[tuple[Point, str]]:
    """Where each number stands, in the order of the themes, and what it says."""
    return [
        (Point(float(spot.get("x", 0)), float(spot.get("y", 0)) - 6), spot.text or "")
        for spot in of_class(drawing, "num")
    ]


def closed_lines(drawing: Drawing) -> list[Polygon]:
    paths = [element for element in elements(drawing) if element.get("class", "").startswith("tint-")]
    return [Polygon(curve) for element in paths for curve in curves(element.get("d", ""))]


@PROPERTY
@given(LEVELS)
def test_each_number_stands_within_as_many_closed_lines_as_it_says(levels: list[int]) -> None:
    drawn = relief(levels, None, NAMES[: len(levels)])
    lines = closed_lines(drawn)
    spots = numbers(drawn)
    assert [label for _, label in spots] == [str(level or "–") for level in levels]
    assert [sum(line.contains(spot) for line in lines) for spot, _ in spots] == levels


@PROPERTY
@given(LEVELS.flatmap(lambda levels: some.tuples(some.just(levels), some.lists(
    some.none() | some.integers(0, 5), min_size=len(levels), max_size=len(levels)))))  # fmt: skip
def test_thick_lines_are_those_gained(pair: tuple[list[int], list[int | None]]) -> None:
    levels, before = pair
    drawn = relief(levels, before, NAMES[: len(levels)])
    thick = [LineString(line) for path in of_class(drawn, "gained") for line in curves(path.get("d", ""))]
    for (spot, _), level, was in zip(numbers(drawn), levels, before, strict=True):
        # Straight down from a number one crosses each of its lines once, and nobody else's.
        down = LineString([spot, (spot.x, spot.y + 62)])
        gained = 0 if was is None else max(level - was, 0)
        assert sum(line.intersects(down) for line in thick) == gained


@PROPERTY
@given(LEVELS)
def test_names_never_overlap_and_stay_in_the_frame(levels: list[int]) -> None:
    drawn = relief(levels, None, NAMES[: len(levels)])
    texts = [room(element, LETTERS) for element in of_class(drawn, "halo")]
    figures = [spot.buffer(9) for spot, _ in numbers(drawn)]
    assert not any(one.intersects(other) for one, other in combinations([*texts, *figures], 2))
    assert all(frame(drawn).contains(words) for words in texts)


@PROPERTY
@given(LEVELS)
def test_no_line_runs_through_a_name(levels: list[int]) -> None:
    drawn = relief(levels, None, NAMES[: len(levels)])
    texts = [room(element, LETTERS) for element in of_class(drawn, "halo")]
    assert not [line for line in closed_lines(drawn) for words in texts if line.exterior.intersects(words)]


@pytest.mark.parametrize("count", range(3, 13))
def test_names_can_be_read_on_a_phone(count: int) -> None:
    """On a phone of 390 px the drawing is 358 px wide: 13 units must make 11 px or more."""
    width = float(relief([5] * count, None, NAMES[:count]).view_box.split()[2])
    assert LETTERS * 358 / width >= 11


def test_a_hill_keeps_its_place_whatever_its_height() -> None:
    low, high = relief([1] * 8, None, NAMES[:8]), relief([5] * 8, None, NAMES[:8])
    assert [spot for spot, _ in numbers(low)] == [spot for spot, _ in numbers(high)]
    assert low.view_box == high.view_box


def test_a_theme_without_level_keeps_its_place_and_says_why() -> None:
    drawn = relief([3, None, 2], [2, None, 2], NAMES[:3], notes=["", "non concerné", ""])
    assert [label for _, label in numbers(drawn)] == ["3", "–", "2"]
    assert [note.text for note in of_class(drawn, "note halo")] == ["non concerné"]


def test_a_flat_land_is_drawn_too() -> None:
    drawn = relief([0, 0, 0], None, NAMES[:3])
    assert closed_lines(drawn) == []
    assert len(of_class(drawn, "ground")) == 1


def test_the_same_result_gives_the_same_drawing() -> None:
    assert relief([1, 2, 3, 4], None, NAMES[:4]) == relief([1, 2, 3, 4], None, NAMES[:4])


def test_names_are_escaped() -> None:
    assert "<script>" not in relief([1, 2, 3], None, ["<script>", "&", '"']).body


@pytest.mark.parametrize("levels", [[2, 3], [1] * 13, [7, 2, 3], []])
def test_rows_are_drawn_where_a_relief_cannot(levels: list[int]) -> None:
    drawn = relief(levels, None, [f"Thème {rank}" for rank in range(len(levels))])
    assert of_class(drawn, "ground") == []
    assert len(of_class(drawn, "name")) == len(levels)


def test_a_relief_of_eight_themes_is_light() -> None:
    assert len(relief([5] * 8, [3] * 8, NAMES[:8]).body.encode()) < 16_000
