"""Real organisations land in their true territory: the one whose inter-municipality the file names."""

import csv
from pathlib import Path

import pytest
from django.test import TestCase
from stdnum.fr import siret as siret_rules
from wagtail.models import Page

from organisations.models import Organisation
from organisations.services import create_organisation
from territories.geography.loading import load_geography
from territories.geography.search import communes_by_code
from territories.models import Commune, Kind, Territory
from territories.scope import EVERYWHERE, territory_scope
from territories.services import open_territory

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "organisations"
FILES = [FOLDER / f"ma-cantine-{year}.csv" for year in (2021, 2022)]
AUTHORITIES = 12
"""Spaces opened: those of the inter-municipalities that the files name most."""


def rows() -> dict[str, dict[str, str]]:
    """One row per true SIRET, the latest."""
    found = {}
    for path in FILES:
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if siret_rules.is_valid(row["canteen_siret"]) and row["canteen_city_insee_code"]:
                    found[row["canteen_siret"]] = row
    return found


@pytest.mark.skipif(not all(path.exists() for path in FILES), reason="the real organisations are not on this machine")
class RealOrganisations(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        load_geography()
        cls.rows = rows()
        by_epci: dict[str, int] = {}
        for row in cls.rows.values():
            by_epci[row["canteen_epci"]] = by_epci.get(row["canteen_epci"], 0) + 1
        by_epci.pop("", None)
        chosen = sorted(by_epci, key=lambda siren: (-by_epci[siren], siren))[:AUTHORITIES]
        national = open_territory(
            slug="national", name="Portail", kind=Kind.NATIONAL, hostname="localhost", home=Page(title="Portail")
        )
        cls.spaces = {siren: cls.opened(siren, national) for siren in chosen}

    @classmethod
    def opened(cls, siren: str, parent: Territory) -> Territory:
        return open_territory(
            slug=f"e{siren}", name=siren, kind=Kind.INTERMUNICIPALITY, hostname=f"e{siren}.localhost",
            home=Page(title=siren), parent=parent, communes=Commune.objects.filter(intercommunality=siren),
        )  # fmt: skip

    def test_each_lands_in_its_true_territory(self) -> None:
        concerned = [row for row in self.rows.values() if row["canteen_epci"] in self.spaces]
        communes = communes_by_code(row["canteen_city_insee_code"] for row in concerned)
        with territory_scope(EVERYWHERE):
            for row in concerned:
                commune = communes[row["canteen_city_insee_code"]]
                kind = "public_body" if row["canteen_economic_model"] != "private" else "company"
                made = create_organisation(
                    name=row["canteen_name"][:200], kind=kind, owner=None, siret=row["canteen_siret"], commune=commune
                )
                true_space = self.spaces.get(commune.intercommunality_id or "")
                assert made.territory == true_space == self.spaces[row["canteen_epci"]], row["canteen_name"]
            assert Organisation.objects.count() == len(concerned) > 300
            for siren, space in self.spaces.items():
                with territory_scope(space):
                    expected = sum(row["canteen_epci"] == siren for row in concerned)
                    assert Organisation.objects.count() == expected
