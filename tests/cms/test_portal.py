"""The national front door finds an authority from a commune."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessments.frameworks.models import FrameworkVersion
from cms.services import open_space
from territories.models import Kind, Territory
from tests.conftest import make_commune

pytestmark = pytest.mark.django_db


def search(client: Client, text: str) -> str:
    return client.get("/", {"commune": text}, headers={"host": "localhost"}).content.decode()


def test_a_commune_leads_to_its_own_space(client: Client, space: Territory) -> None:
    page = search(client, "poitiers")
    assert "Une commune répond" in page
    assert 'href="http://grand-poitiers.localhost"' in page
    assert "votre espace\u00a0: Grand Poitiers" in page


def test_a_commune_without_a_space_is_offered_the_national_questionnaire(client: Client, space: Territory) -> None:
    make_commune("33063", "Bordeaux", postcode="33000")
    page = search(client, "33000")
    assert "aucune collectivité n’a encore ouvert son espace ici" in page
    assert "Faire le point avec le questionnaire national" in page


def test_an_unknown_commune_says_what_to_do(client: Client, space: Territory) -> None:
    page = search(client, "atlantide <script>alert(1)</script>")
    assert "Aucune commune ne répond" in page
    assert "Vérifiez l’orthographe" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("others", [1, 3])
def test_queries_do_not_grow_with_territories(
    client: Client,
    portal: Territory,
    version: FrameworkVersion,
    django_assert_num_queries: DjangoAssertNumQueries,
    others: int,
) -> None:
    for rank in range(others):
        open_space(
            slug=f"t{rank}", name=f"T{rank}", kind=Kind.COMMUNE, hostname=f"t{rank}.localhost", contact="a@b.example",
            parent=portal, communes=[make_commune(f"3300{rank}", f"Village {rank}")],
        )  # fmt: skip
    search(client, "")
    with django_assert_num_queries(6):
        search(client, "")
