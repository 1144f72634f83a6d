"""A result of a layered framework says its two figures, as they were frozen; others say nothing of it."""

from dataclasses import replace
from fractions import Fraction

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version, forget
from assessments.frameworks.services import extend, publish, replace_document
from assessments.results import pdf, queries
from assessments.results.models import Result
from assessments.results.opening import open_reading
from assessments.results.verdict import verdict
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.frameworks.layered import on_theme
from tests.assessments.results.visitors import visitor
from tests.factories.accounts import make_user
from tests.factories.results import MIDDLING, fr, make_result, make_version


@pytest.fixture
def layer(national: Territory, poitiers: Territory) -> FrameworkVersion:
    """Poitiers' extension of the national framework: one question more, worth 1 of 4 when answered by c1."""
    with territory_scope(national):
        core = make_version(national)
    with territory_scope(poitiers):
        draft = extend(base=core, territory=poitiers, code="local", title=fr("Chez nous"), number="1")
        document = compile_version(draft).document
        own = replace(document.themes[0].questions[0], code="LO1", origin="", weight=Fraction(1))
        own = replace(own, choices=tuple(replace(choice, origin="") for choice in own.choices))
        document = on_theme(document, "energy", lambda theme: replace(theme, questions=(*theme.questions, own)))
        return publish(version=replace_document(version=draft, document=document))


@pytest.fixture
def author(db: None) -> User:
    return make_user()


@pytest.fixture
def result(layer: FrameworkVersion, in_poitiers: Territory, author: User) -> Result:
    return make_result({**MIDDLING, "LO1": "c1"}, version=layer, author=author)


def test_both_figures_are_frozen_with_the_result(result: Result) -> None:
    """54 by the core alone; the whole, with the local question, is lower."""
    kept = Result.objects.get(pk=result.pk)
    assert kept.split["core"]["displayed"] == "54"
    assert kept.split["local"] == {"score": "25", "displayed": "25", "answered": 1, "expected": 1}
    assert kept.displayed == 50


def test_the_page_says_them_with_their_rule(result: Result, author: User) -> None:
    html = visitor(author).get(reverse("results:detail", args=[result.pk])).content.decode()
    assert "Score du socle, comparable partout : 54/100 · Questions locales : 25/100" in html.replace("\xa0", " ")
    assert "Référentiel d’essai" in html.split("Comment ces deux chiffres")[1].split("</details>")[0]


def test_the_report_says_them_too(result: Result) -> None:
    with translation.override("fr"):
        reading = open_reading(queries.with_all().get(pk=result.pk))
        drawn = pdf.render(reading, "fr")
    assert drawn.startswith(b"%PDF-")
    assert reading.shares is not None
    assert reading.shares.line.replace("\xa0", " ").startswith("Score du socle, comparable partout : 54/100")


def test_a_framework_of_its_own_says_nothing_of_a_core(in_poitiers: Territory, author: User) -> None:
    result = make_result(author=author)
    assert result.split == {}
    html = visitor(author).get(reverse("results:detail", args=[result.pk])).content.decode()
    assert "Score du socle" not in html


def test_without_local_answers_the_core_stands_alone(layer: FrameworkVersion, in_poitiers: Territory) -> None:
    result = make_result(MIDDLING, version=layer)
    with translation.override("en"):
        shares = open_reading(queries.with_all().get(pk=result.pk)).shares
        assert shares is not None
        assert shares.line == "Core score, comparable everywhere: 54/100"


def test_what_a_code_proves_stays_the_same(result: Result) -> None:
    found = verdict(queries.by_code(result.code))  # type: ignore[arg-type]
    assert not any("socle" in str(value) or "25/100" in str(value) for value in vars_of(found))


def vars_of(found: object) -> list[object]:
    return [getattr(found, name) for name in dir(found) if not name.startswith("_")]


def test_a_layer_is_compiled_with_its_core_once(
    layer: FrameworkVersion, in_poitiers: Territory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    forget()
    version = FrameworkVersion.objects.select_related("framework").get(pk=layer.pk)
    with django_assert_num_queries(22):
        assert compile_version(version).core is not None
    with django_assert_num_queries(0):
        compile_version(version)
