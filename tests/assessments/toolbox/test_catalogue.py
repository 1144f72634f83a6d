"""The shipped catalogue, and the section of a result page."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import User
from assessments.frameworks.domain.document import KINDS, SECTIONS, SIZES, TRAITS
from assessments.results.models import Result
from assessments.toolbox.models import Resource
from assessments.toolbox.services import install_shipped
from assessments.toolbox.services.catalogue import SHIPPED
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.results.visitors import visitor
from tests.factories.accounts import make_user
from tests.factories.results import make_result

ENTRIES: list[dict[str, Any]] = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))["resources"]
KNOWN = {
    "kinds": KINDS,
    "sizes": SIZES,
    "naf": SECTIONS,
    "traits": TRAITS,
    "any_trait": TRAITS,
    "no_trait": TRAITS,
}
THEMES = {"energy", "waste", "water", "mobility", "purchasing", "team", "territory", "steering"}
"""The top themes of the shipped framework."""


def make_resource(territory: Territory, code: str = "aide", **fields: Any) -> Resource:
    facts: dict[str, Any] = {
        "kind": "aid",
        "title": {"fr": f"Titre {code}"},
        "summary": {"fr": "Un résumé."},
        "origin": "Le territoire",
        "themes": ["water"],
    }
    resource = Resource(territory=territory, code=code, **facts | fields)
    resource.full_clean()
    resource.save()
    return resource


def section(result: Result, user: User) -> str:
    html = visitor(user).get(reverse("results:detail", args=[result.pk])).content.decode()
    return html.split('id="resources"')[1].split("</section>")[0]


def test_installing_again_changes_nothing(national: Territory) -> None:
    with territory_scope(national):
        assert install_shipped(territory=national) == len(ENTRIES)
        before = list(Resource.objects.order_by("id").values())
        assert install_shipped(territory=national) == 0
        assert list(Resource.objects.order_by("id").values()) == before


def test_installing_brings_back_what_the_file_says_and_leaves_the_rest(national: Territory) -> None:
    with territory_scope(national):
        install_shipped(territory=national)
        Resource.objects.filter(code="vigieau").update(origin="?")
        own = make_resource(national)
        assert install_shipped(territory=national) == 1
        assert Resource.objects.get(code="vigieau").origin == "État"
        assert Resource.objects.filter(pk=own.pk).exists()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["code"])
def test_every_shipped_resource_is_complete(entry: dict[str, Any]) -> None:
    for name in ("title", "summary", "cost", "effort"):
        if name in entry:
            assert set(entry[name]) == {"fr", "en"}
    address = urlsplit(entry["url"])
    assert address.scheme == "https"
    assert not address.query
    assert set(entry["themes"]) <= THEMES
    for condition, wanted in entry.get("eligibility", {}).items():
        assert set(wanted) <= set(KNOWN[condition])


def test_every_theme_has_help_for_every_kind() -> None:
    for kind in KINDS:
        served = {
            theme for e in ENTRIES if kind in e.get("eligibility", {}).get("kinds", KINDS) for theme in e["themes"]
        }
        assert served == THEMES


@pytest.mark.parametrize("eligibility", [[], {"colour": ["red"]}, {"kinds": "company"}, {"kinds": [1]}])
def test_conditions_of_the_wrong_shape_are_refused(in_poitiers: Territory, eligibility: object) -> None:
    with pytest.raises(ValidationError):
        make_resource(in_poitiers, eligibility=eligibility)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://exemple.fr/"])
def test_an_address_that_is_no_page_is_refused(in_poitiers: Territory, url: str) -> None:
    with pytest.raises(ValidationError):
        make_resource(in_poitiers, url=url)


def test_the_page_says_why(in_poitiers: Territory) -> None:
    user = make_user()
    make_resource(in_poitiers, eligibility={"kinds": ["company"], "traits": ["premises"]}, url="https://exemple.fr/eau")
    shown = section(make_result(author=user), user)
    assert 'href="https://exemple.fr/eau"' in shown
    assert "car «\u00a0Eau\u00a0» est à 13 sur 100, vous êtes une entreprise et vous avez des locaux." in shown


def test_a_territory_sees_its_own_and_the_national_ones_not_its_neighbours(
    in_poitiers: Territory, national: Territory, lille: Territory
) -> None:
    user = make_user()
    for territory, code in ((national, "national"), (lille, "voisin"), (in_poitiers, "ici")):
        with territory_scope(territory):
            make_resource(territory, code)
    shown = section(make_result(author=user), user)
    assert shown.index("Titre ici") < shown.index("Titre national")
    assert "Titre voisin" not in shown


def test_what_is_over_is_not_shown_and_the_section_says_so(in_poitiers: Territory) -> None:
    user = make_user()
    make_resource(in_poitiers, deadline=date.today() - timedelta(days=2))  # noqa: DTZ011 - two days cover every zone
    assert "Aucune de nos ressources" in section(make_result(author=user), user)


def test_what_an_agent_writes_stays_text(in_poitiers: Territory) -> None:
    user = make_user()
    make_resource(in_poitiers, title={"fr": "<script>alert(1)</script>"}, contact="<b>x</b>")
    shown = section(make_result(author=user), user)
    assert "<script>" not in shown
    assert "<b>x</b>" not in shown
