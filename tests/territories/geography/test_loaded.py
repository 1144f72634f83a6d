"""The whole of COG 2026 in the database, loaded once for the class: three seconds."""

import csv
import io
import json
from pathlib import Path

from django.core.management import call_command
from django.db.models import Count
from django.test import TestCase

from territories.geography.loading import load_geography
from territories.geography.outlines import outline
from territories.geography.perimeter import perimeter_outline
from territories.geography.search import communes_by_code, find_communes
from territories.models import Commune, CommuneKey, Departement, Intercommunality, Region

ORGANISATIONS = Path(__file__).parents[4] / "shared" / "data" / "organisations"
# What these files give for an INSEE code, and is a postcode or a school's number.
NO_INSEE_CODE = {2021: {"0811191E", "31000", "87800", "91658", "93190"}, 2022: {"0811191E", "10546414"}}


def codes(text: str, limit: int = 10) -> list[str]:
    return [commune.code for commune in find_communes(text, limit)]


class LoadedGeography(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        load_geography()

    def test_counts_are_those_of_the_official_code(self) -> None:
        assert Commune.objects.count() == 34_969
        assert Intercommunality.objects.count() == 1_255
        assert (Region.objects.count(), Departement.objects.count()) == (26, 109)
        kinds = Intercommunality.objects.values_list("kind").annotate(Count("siren")).order_by("kind")
        assert dict(kinds) == {"CA": 230, "CC": 989, "CU": 14, "MET69": 1, "METRO": 21}

    def test_members_of_real_inter_municipalities(self) -> None:
        def members(siren: str) -> int:
            return Commune.objects.filter(intercommunality=siren).count()

        assert [members(siren) for siren in ("200069854", "200093201", "200067106")] == [40, 95, 158]

    def test_every_commune_has_a_point_but_in_the_overseas_collectivities(self) -> None:
        without = Commune.objects.filter(latitude=None).order_by("code").values_list("departement", flat=True)
        assert set(without.distinct()) == {"975", "977", "978", "984", "986", "987", "988", "989"}

    def test_a_commune_holds_its_facts(self) -> None:
        chauvigny = Commune.objects.select_related("intercommunality").get(code="86070")
        assert (chauvigny.name, chauvigny.postcodes) == ("Chauvigny", ["86300"])
        assert (chauvigny.departement, chauvigny.region) == ("86", "75")
        assert chauvigny.intercommunality is not None
        assert chauvigny.intercommunality.name == "CU du Grand Poitiers"
        assert 46.5 < chauvigny.latitude < 46.6  # type: ignore[operator]
        assert 0.6 < chauvigny.longitude < 0.7  # type: ignore[operator]
        assert chauvigny.population > 6_000

    def test_loading_again_leaves_the_same_rows_and_repairs_a_changed_one(self) -> None:
        keys = CommuneKey.objects.count()
        Commune.objects.filter(code="86070").update(name="Wrong")
        out = io.StringIO()
        call_command("load_geography", "--json", stdout=out)
        printed = json.loads(out.getvalue())
        assert (printed["communes"], printed["intercommunalities"], printed["stale_communes"]) == (
            34_969,
            1_255,
            0,
        )
        assert CommuneKey.objects.count() == keys == printed["keys"]
        assert Commune.objects.get(code="86070").name == "Chauvigny"

    def test_a_commune_gone_from_the_code_stays_but_is_found_no_more(self) -> None:
        Commune.objects.create(code="86999", name="Disparue", search_name="disparue", departement="86", region="75")
        assert load_geography().stale_communes == 1
        assert codes("disparue") == []

    def test_by_name(self) -> None:
        assert codes("Chauvigny")[0] == "86070"
        assert codes("chauvi")[0] == "86070"
        assert codes("L'Haÿ-les-Roses") == ["94038"]
        assert codes("hay les roses") == ["94038"]
        assert codes("roses l'hay") == ["94038"]

    def test_st_is_saint_and_equals_come_by_population(self) -> None:
        found = find_communes("st benoit", 4)
        assert [commune.code for commune in found][:2] == ["97410", "86214"]
        assert {commune.name for commune in found} == {"Saint-Benoît"}
        assert codes("st benoit 86") == ["86214"]

    def test_the_whole_name_comes_before_a_longer_one_whatever_the_population(self) -> None:
        assert codes("Paris")[0] == "75056"
        assert codes("Château")[0] == "71112"

    def test_a_letter_alone_is_a_whole_name(self) -> None:
        assert codes("y", 1) == ["80829"]
        assert "69123" not in codes("l", 50)

    def test_by_postcode(self) -> None:
        assert codes("86000") == ["86194"]
        assert codes("59100")[0] == "59512"  # Roubaix, before Bousignies whose INSEE code is 59100
        assert "86070" in codes("8630", 50)

    def test_by_insee_code(self) -> None:
        assert codes("2A004") == ["2A004"]
        assert codes("2a004") == ["2A004"]
        assert codes("75056") == ["75056"]

    def test_municipal_arrondissements_lead_to_their_commune(self) -> None:
        paris = [str(code) for code in range(75101, 75121)]
        lyon = [str(code) for code in range(69381, 69390)]
        marseille = [str(code) for code in range(13201, 13217)]
        found = communes_by_code(paris + lyon + marseille)
        assert {found[code].code for code in paris} == {"75056"}
        assert {found[code].code for code in lyon} == {"69123"}
        assert {found[code].code for code in marseille} == {"13055"}
        assert codes("75112") == ["75056"]

    def test_a_commune_that_merged_is_found_by_its_former_name_and_code(self) -> None:
        assert codes("Marigny-Brizay") == ["86115"]
        assert communes_by_code(["86146"])["86146"].name == "Jaunay-Marigny"

    def test_what_means_nothing_finds_nothing(self) -> None:
        for text in ("", "  ", "-'", "zzzz", "99999", "%", "_", "\\", "x" * 500):
            assert codes(text) == [], text

    def test_a_search_is_one_query_whatever_it_finds(self) -> None:
        for text in ("st benoit", "86000", "zzzz", "la roche sur yon"):
            with self.assertNumQueries(1):
                assert all(str(commune.intercommunality) for commune in find_communes(text))
        with self.assertNumQueries(1):
            communes_by_code(["75112", "86070", "unknown"])

    def test_real_organisations_land_in_their_true_inter_municipality(self) -> None:
        for year, wrong in NO_INSEE_CODE.items():
            path = ORGANISATIONS / f"ma-cantine-{year}.csv"
            if not path.exists():
                self.skipTest(f"the real organisations are not beside the project: {path.name}")
            with path.open(encoding="utf-8", newline="") as lines:
                theirs = {row["canteen_city_insee_code"]: row["canteen_epci"] for row in csv.DictReader(lines)}
            del theirs[""]
            found = communes_by_code(theirs)
            assert theirs.keys() - found.keys() == wrong
            ours = {code: commune.intercommunality_id for code, commune in found.items() if theirs[code]}
            assert ours == {code: theirs[code] for code in ours}
            assert len(ours) > 1_000

    def test_a_perimeter_is_drawn_from_the_largest_areas_that_it_fills(self) -> None:
        poitiers = Commune.objects.filter(intercommunality="200069854")
        assert perimeter_outline(poitiers) == outline("intercommunality", "200069854")
        assert perimeter_outline(Commune.objects.filter(region="53")) == outline("region", "53")
        two = poitiers.filter(code__in=["86194", "86214"])
        assert perimeter_outline(two) == outline("commune", "86194", "86214")
        assert perimeter_outline(Commune.objects.none()) is None
        with self.assertNumQueries(7):
            perimeter_outline(two)

    def test_the_limit_holds(self) -> None:
        assert len(find_communes("saint")) == 10
        assert len(find_communes("saint", 3)) == 3
