import pytest
from shapely.geometry import Point

from territories.geography.files import read_communes
from territories.geography.outlines import departement_of, outline

POITIERS = Point(0.3404, 46.5802)


def test_an_inter_municipality_holds_its_town_hall() -> None:
    shape = outline("intercommunality", "200069854")
    assert shape is not None
    assert shape.is_valid
    assert shape.contains(POITIERS)


def test_several_areas_make_one_shape_without_inner_borders() -> None:
    one, other = outline("departement", "86"), outline("departement", "79")
    both = outline("departement", "86", "79")
    assert one is not None
    assert other is not None
    assert both is not None
    assert len(both.geoms) == 1
    assert both.area == pytest.approx(one.area + other.area, rel=1e-6)


def test_communes_make_the_outline_of_their_inter_municipality() -> None:
    members = [fact.code for fact in read_communes() if fact.epci == "200069854"]
    drawn, whole = outline("commune", *members), outline("intercommunality", "200069854")
    assert len(members) == 40
    assert drawn is not None
    assert whole is not None
    assert drawn.symmetric_difference(whole).area < 0.05 * whole.area


def test_the_largest_part_comes_first() -> None:
    shape = outline("region", "53")
    assert shape is not None
    areas = [part.area for part in shape.geoms]
    assert len(areas) > 1
    assert areas == sorted(areas, reverse=True)


@pytest.mark.parametrize("code", ["98735", "97701", "00000"])
def test_nothing_is_drawn_where_there_is_no_outline(code: str) -> None:
    assert outline("commune", code) is None


def test_every_inter_municipality_has_an_outline() -> None:
    sirens = {fact.epci for fact in read_communes() if fact.epci}
    assert len(sirens) == 1_255
    assert [siren for siren in sirens if outline("intercommunality", siren) is None] == []


@pytest.mark.parametrize(
    ("commune", "departement"), [("86070", "86"), ("2A004", "2A"), ("97411", "974"), ("98735", "987")]
)
def test_the_departement_of_a_code(commune: str, departement: str) -> None:
    assert departement_of(commune) == departement
