from itertools import pairwise

import pytest
from shapely.geometry import Polygon

from tests.ui.drawing.reading import curves, elements
from ui.drawing.badges import badge


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_a_badge_has_one_line_per_level_each_within_the_other(level: int) -> None:
    drawn = elements(badge(level))
    assert [line.get("class") for line in drawn] == [f"tint-{rank}" for rank in range(1, level + 1)]
    rings = [Polygon(curves(line.get("d", ""))[0]) for line in drawn]
    assert all(outer.contains(inner) for outer, inner in pairwise(rings))
    assert rings[0].within(Polygon([(0, 0), (48, 0), (48, 48), (0, 48)]))


@pytest.mark.parametrize("level", [None, 0])
def test_a_level_that_is_not_shown_is_a_dotted_circle(level: int | None) -> None:
    (circle,) = elements(badge(level))
    assert (circle.tag, circle.get("class")) == ("circle", "no-level")


@pytest.mark.parametrize("level", [-1, 6])
def test_there_is_no_other_level(level: int) -> None:
    with pytest.raises(ValueError, match="not between 0 and 5"):
        badge(level)
