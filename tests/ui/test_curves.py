"""Curves over time: a strip by theme, gaps kept, nothing drawn out of its strip."""

import re

from ui.drawing.curves import Curve, curves


def test_a_strip_by_curve_and_a_dot_by_figure():
    drawn = curves(
        [Curve("Eau", [10, 40, 90], "90"), Curve("Air", [None, 5, 7], "7")], [0, 0.5, 1], ["2024", "", "2026"]
    )
    assert drawn.body.count("<circle") == 5
    assert drawn.body.count('class="now"') == 2
    assert "2024" in drawn.body
    assert ">90<" in drawn.body


def test_a_gap_is_not_bridged():
    drawn = curves([Curve("Eau", [10, None, 90])], [0, 0.5, 1], ["", "", ""])
    assert 'class="now"' not in drawn.body


def test_a_figure_off_the_scale_stays_in_its_strip():
    drawn = curves([Curve("Eau", [-50, 500])], [0, 1], ["", ""])
    assert [float(y) for y in re.findall(r'cy="([\d.]+)"', drawn.body)] == [62, 24]


def test_names_are_escaped():
    assert "<script" not in curves([Curve("<script>", [1])], [0], [""]).body
