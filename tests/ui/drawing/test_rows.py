import pytest

from tests.ui.drawing.reading import of_class
from ui.drawing.rows import LEFT, RIGHT, Row, rows


def names(themes: list[Row]) -> list[str | None]:
    return [name.text for name in of_class(rows(themes), "name")]


def test_the_widest_gain_comes_first_and_the_unknown_last() -> None:
    themes = [
        Row("Nouveau", None, 90),
        Row("Recul", 50, 40),
        Row("Grand gain", 10, 40),
        Row("Petit gain", 60, 65),
        Row("Non concerné", 30, None),
    ]
    assert names(themes) == ["Grand gain", "Petit gain", "Recul", "Nouveau", "Non concerné"]


def test_two_dots_stand_on_one_scale() -> None:
    drawn = rows([Row("Énergie", 0, 100), Row("Eau", 50, 50)])
    assert [dot.get("cx") for dot in of_class(drawn, "dot dot--before")] == [str(LEFT), "180"]
    assert [dot.get("cx") for dot in of_class(drawn, "dot")] == [str(RIGHT), "180"]


def test_a_row_without_a_former_figure_has_one_dot_and_no_space_between() -> None:
    drawn = rows([Row("Eau", None, 30)])
    assert len(of_class(drawn, "dot")) == 1
    assert of_class(drawn, "dot dot--before") == of_class(drawn, "between") == []


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        (Row("Eau", 16, 18), "16 → 18"),
        (Row("Eau", None, 18.5), "18.5"),
        (Row("Eau", 16, None), "–"),
        (Row("Eau", 16, 18.5, "16 → 18,5"), "16 → 18,5"),
    ],
)
def test_the_figures_stand_in_words(row: Row, figures: str) -> None:
    (value,) = of_class(rows([row]), "value")
    assert value.text == figures


def test_a_value_off_the_scale_stands_at_its_end() -> None:
    (dot,) = of_class(rows([Row("Eau", None, 140)]), "dot")
    assert dot.get("cx") == str(RIGHT)


def test_nothing_to_draw_is_an_empty_scale() -> None:
    assert len(of_class(rows([]), "axis")) == 6


def test_names_are_escaped_and_cut_to_their_room() -> None:
    assert "<b>" not in rows([Row("<b>", 1, 2)]).body
    (name,) = names([Row("Un thème au nom vraiment très long qui ne tient pas", 1, 2)])
    assert name is not None
    assert name.endswith("…")
