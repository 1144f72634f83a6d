"""What layers may do, set on screen by who writes the core, held in the layers."""

from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from assessments.frameworks.domain.document import Limits
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.services import extend, publish
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from tests.assessments.editor.desk import client_of, document_of, draft, sent_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def core(national: Territory) -> FrameworkVersion:
    return draft(national, "noyau")


@pytest.fixture
def author(national: Territory) -> Client:
    return client_of(national, RoleName.ANIMATOR)


def node(version: FrameworkVersion, name: str, code: str) -> str:
    return reverse(f"editor:{name}", args=[version.pk, code])


def layer_over(core: FrameworkVersion, territory: Territory) -> FrameworkVersion:
    with territory_scope(core.framework.territory):
        publish(version=core)
    with territory_scope(territory):
        core.refresh_from_db()
        return extend(base=core, territory=territory, code="gp", title={"fr": "GP", "en": "GP"}, number="1")


def test_a_question_says_its_own_limits_and_gives_them_back(author: Client, core: FrameworkVersion) -> None:
    address = node(core, "node", "E1")
    typed = {"limits_own": "own", "limits_flags": ["hide", "choices"], "limits_low": "0,5", "limits_high": "2"}
    assert author.post(address, sent_back(author, address) | typed).status_code == 302
    found = next(one for one in document_of(core).questions() if one.code == "E1")
    wanted = Limits(hide=True, reword=False, choices=True, weight_min=Fraction(1, 2), weight_max=Fraction(2))
    assert found.limits == wanted
    assert author.post(address, sent_back(author, address)).status_code == 302
    assert next(one for one in document_of(core).questions() if one.code == "E1").limits == wanted
    author.post(address, sent_back(author, address) | {"limits_own": ""})
    assert next(one for one in document_of(core).questions() if one.code == "E1").limits is None


def test_a_theme_and_the_settings_say_theirs(author: Client, core: FrameworkVersion) -> None:
    address = node(core, "theme", "energie")
    author.post(address, sent_back(author, address) | {"limits_own": "own", "limits_flags": ["hide"]})
    theme = next(one for one in document_of(core).walk() if one.code == "energie")
    assert theme.limits == Limits(hide=True, questions=False)
    settings = reverse("editor:settings", args=[core.pk])
    typed = {"limits_flags": ["reword"], "limits_low": "1", "limits_high": "3"}
    page = author.post(settings, sent_back(author, settings) | typed)
    assert page.status_code == 302, page.context["form"].errors
    wanted = Limits(False, True, False, False, Fraction(1), Fraction(3))
    assert document_of(core).limits == wanted


@pytest.mark.parametrize(
    ("low", "high", "at"),
    [("deux", "3", "limits_low"), ("-1", "3", "limits_low"), ("1", "", "limits_high"), ("3", "1", "limits_high")],
)
@pytest.mark.parametrize("page", ["node", "settings"])
def test_bounds_that_say_nothing_are_refused_at_the_field(
    author: Client, core: FrameworkVersion, page: str, low: str, high: str, at: str
) -> None:
    address = node(core, "node", "E1") if page == "node" else reverse("editor:settings", args=[core.pk])
    before = document_of(core)
    typed = {"limits_own": "own", "limits_low": low, "limits_high": high}
    answer = author.post(address, sent_back(author, address) | typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors[at]
    assert f'value="{low}"' in answer.content.decode()
    assert document_of(core) == before


def test_a_layer_passes_on_no_more_than_it_was_given(
    author: Client, core: FrameworkVersion, poitiers: Territory
) -> None:
    settings = reverse("editor:settings", args=[core.pk])
    author.post(settings, sent_back(author, settings) | {"limits_flags": ["reword", "choices"]})
    layer, ours = layer_over(core, poitiers), client_of(poitiers)
    settings = reverse("editor:settings", args=[layer.pk])
    refused = ours.post(settings, sent_back(ours, settings) | {"limits_flags": ["reword", "hide"]})
    assert refused.status_code == 422
    assert refused.context["form"].errors["limits_flags"]
    assert ours.post(settings, sent_back(ours, settings) | {"limits_flags": ["reword"]}).status_code == 302
    assert document_of(layer).limits == Limits(False, True, False, False)


def test_the_limits_of_a_question_hold_in_the_layer(
    author: Client, core: FrameworkVersion, poitiers: Territory
) -> None:
    address = node(core, "node", "E1")
    typed = {"limits_own": "own", "limits_flags": ["choices"], "limits_low": "0,5", "limits_high": "2"}
    author.post(address, sent_back(author, address) | typed)
    layer, ours = layer_over(core, poitiers), client_of(poitiers)
    address = node(layer, "node", "E1")
    refused = ours.post(address, sent_back(ours, address) | {"weight": "3"})
    assert refused.context["form"].errors["weight"]
    assert ours.post(address, sent_back(ours, address) | {"weight": "1,5"}).status_code == 302
    assert next(one for one in document_of(layer).questions() if one.code == "E1").weight == Fraction(3, 2)
