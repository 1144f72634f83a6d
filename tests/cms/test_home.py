"""The front door of a territory."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessments.frameworks.models import FrameworkVersion
from assessments.responses.services import attach
from assessments.results.services import submit
from cms.fronts import SHOWN_FROM
from territories.models import Commune, Territory
from territories.scope import territory_scope
from tests.conftest import make_commune
from tests.factories.organisations import make_organisation
from tests.factories.responses import answer, make_assessment

pytestmark = pytest.mark.django_db
HOST = {"host": "grand-poitiers.localhost"}


def take_stock(space: Territory, version: FrameworkVersion, commune: Commune, times: int) -> None:
    with territory_scope(space):
        for _ in range(times):
            organisation = make_organisation(commune=commune)
            assessment = make_assessment(version, commune=commune)
            attach(assessment=assessment, organisation=organisation)
            answer(assessment, "t1q1", "s1")
            submit(assessment=assessment)


def test_first_tap_leads_to_the_questionnaire(client: Client, space: Territory, version: FrameworkVersion) -> None:
    page = client.get("/", headers=HOST).content.decode()
    assert "Faites le point, puis avancez avec vos voisins." in page
    assert 'action="/faire-le-point/commencer/"' in page
    assert "2 thèmes, 6 questions au plus" in page


def test_without_a_questionnaire_says_so(client: Client, space: Territory) -> None:
    page = client.get("/", headers=HOST).content.decode()
    assert "Le questionnaire de ce territoire se prépare" in page
    assert "<form" not in page.split("<main")[1]


def test_a_commune_is_counted_from_five_organisations(
    client: Client, space: Territory, version: FrameworkVersion
) -> None:
    poitiers, chauvigny = Commune.objects.get(code="86194"), Commune.objects.get(code="86070")
    Commune.objects.filter(code__in=["86194", "86070"]).update(latitude=46.58, longitude=0.34)
    take_stock(space, version, poitiers, SHOWN_FROM)
    take_stock(space, version, chauvigny, SHOWN_FROM - 1)
    page = client.get("/", headers=HOST).content.decode()
    assert f'Poitiers <tspan class="count">{SHOWN_FROM}</tspan>' in page
    assert "Chauvigny" not in page
    assert f"{2 * SHOWN_FROM - 1} structures ont fait le point ici, dans 2 des 2 communes" in page


@pytest.mark.parametrize("communes", [1, 3])
def test_queries_do_not_grow(
    client: Client,
    space: Territory,
    version: FrameworkVersion,
    django_assert_num_queries: DjangoAssertNumQueries,
    communes: int,
) -> None:
    for rank in range(communes):
        commune = make_commune(f"8630{rank}", f"Commune {rank}")
        space.communes.add(commune)
        take_stock(space, version, commune, SHOWN_FROM)
    client.get("/", headers=HOST)
    with django_assert_num_queries(4):
        client.get("/", headers=HOST)


def test_the_texts_that_the_law_wants_are_there(client: Client, space: Territory) -> None:
    for slug in ("accessibilite", "donnees-personnelles", "mentions-legales", "aide"):
        page = client.get(f"/{slug}/", headers=HOST)
        assert page.status_code == 200
        assert "contact@grand-poitiers.example" in page.content.decode()
