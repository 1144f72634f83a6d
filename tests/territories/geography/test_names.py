import pytest

from territories.geography.names import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("L’Haÿ–les–Roses", "l hay les roses"),
        ("st benoit", "saint benoit"),
        ("Ste-Foy-lès-Lyon", "sainte foy les lyon"),
        ("Œuilly", "oeuilly"),
        ("  2A004 ", "2a004"),
        ("Strasbourg", "strasbourg"),
        ("' - ,", ""),
    ],
)
def test_a_name_is_folded_as_people_type_it(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_folding_twice_changes_nothing() -> None:
    assert fold(fold("Saint-Étienne-du-Rouvray")) == fold("Saint-Étienne-du-Rouvray")
