import pytest
from hypothesis import given
from hypothesis import strategies as some
from shapely.geometry import Point, Polygon

from tests.ui.drawing.reading import curves
from ui.drawing.svg import Markup, drawing, number, pair, path, smooth, straight, text


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (-0.04, "0"), (0.5, ".5"), (-0.5, "-.5"), (10, "10"), (100.04, "100"), (-1.25, "-1.2"), (20.0, "20")],
)
def test_numbers_are_short(value: float, written: str) -> None:
    assert number(value) == written


@given(some.floats(-2000, 2000), some.floats(-2000, 2000))
def test_a_pair_reads_back(dx: float, dy: float) -> None:
    (((x, y),),) = curves("M" + pair(dx, dy))
    assert (x, y) == pytest.approx((dx, dy), abs=0.06)


def test_a_smooth_ring_stays_within_half_a_step_of_a_circle_of_controls() -> None:
    ring = Point(50, 50).buffer(30).exterior.coords
    (drawn,) = curves(smooth(ring, closed=True, step=0.4))
    assert all(29 < Point(spot).distance(Point(50, 50)) < 30.6 for spot in drawn)
    assert drawn[0] == pytest.approx(drawn[-1], abs=0.11)


def test_a_straight_ring_reads_back() -> None:
    corners = [(0, 0), (10, 0), (10, 5.4), (0, 5), (0, 0)]
    (drawn,) = curves(straight(corners))
    assert Polygon(drawn).equals(Polygon([(0, 0), (10, 0), (10, 5), (0, 5)]))


def test_too_few_points_draw_nothing() -> None:
    assert smooth([(0, 0), (1, 0), (0.1, 0)], closed=True) == ""
    assert straight([(0, 0), (3, 0), (0, 0)]) == ""
    assert path("line", "") == ""


def test_text_is_escaped() -> None:
    assert text("halo", (1.4, 2), '<b>"A&B"') == (
        '<text class="halo" x="1" y="2" text-anchor="middle">&lt;b&gt;&quot;A&amp;B&quot;</text>'
    )


def test_a_template_prints_the_body_as_it_is() -> None:
    body = drawing(0, 0, 10.4, 9.6, ["<path/>"]).body
    assert isinstance(body, Markup)
    assert body.__html__() == "<path/>"
    assert drawing(-1, 0, 10.4, 9.6, []).view_box == "-1 0 10 10"
