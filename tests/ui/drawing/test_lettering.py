import pytest
from hypothesis import given
from hypothesis import strategies as some

from ui.drawing.lettering import ELLIPSIS, width, wrap


@pytest.mark.parametrize(
    ("name", "cut"),
    [
        ("Énergie et bâtiments", ["Énergie et", "bâtiments"]),
        ("Alimentation", ["Alimentation"]),
        ("Déchets et économie circulaire", ["Déchets et", "économie circulaire"]),
        ("", []),
    ],
)
def test_names_are_cut_between_words(name: str, cut: list[str]) -> None:
    assert wrap(name, 13, 125) == cut


def test_an_accent_takes_no_room() -> None:
    assert width("É", 13) == width("E", 13)


def test_a_word_too_long_is_cut_short() -> None:
    (line,) = wrap("Anticonstitutionnellement", 13, 80)
    assert line.endswith(ELLIPSIS)
    assert line.startswith("Anticonst")


@given(some.text("abc déM-", min_size=1, max_size=60), some.integers(1, 3), some.integers(40, 200))
def test_what_is_cut_always_fits_and_keeps_the_order(name: str, lines: int, limit: int) -> None:
    cut = wrap(name, 13, limit, lines)
    assert len(cut) <= lines
    assert all(width(line, 13) <= limit for line in cut)
    if not any(line.endswith(ELLIPSIS) for line in cut):
        assert " ".join(cut) == " ".join(name.split())
