"""The public page that says whether a report is authentic."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from assessments.results.domain import codes
from assessments.results.models import Result
from assessments.results.views import TRIES_A_MINUTE
from territories.models import Territory
from tests.assessments.results.visitors import visitor
from tests.factories.results import make_result


@pytest.fixture
def result(in_poitiers: Territory) -> Result:
    return make_result()


def test_a_code_is_typed_in_a_form_and_told(result: Result) -> None:
    client = visitor()
    assert client.get(reverse("results:verify")).status_code == 200
    typed = result.printed_code.lower().replace("-", " ")
    answer = client.get(reverse("results:verify"), {"code": typed}, follow=True)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Ce rapport est authentique" in html
    assert "Niveau <b>3</b> sur 5" in html
    assert "54\u00a0points sur 100" in html
    assert "Référentiel d’essai, 2026.1" in html
    assert "Grand Poitiers l’a émis le" in html
    assert answer["X-Robots-Tag"] == "noindex"


def test_the_name_is_masked_and_the_answers_are_not_told(result: Result) -> None:
    html = visitor().get(reverse("results:verify_code", args=[result.printed_code])).content.decode()
    assert "M••• C•••" in html
    assert "Clairbois" not in html
    assert "Trier à la source" not in html


def test_a_short_version_tells_no_level(in_poitiers: Territory) -> None:
    result = make_result({"EN1": "c1"}, mode="express")
    html = visitor().get(reverse("results:verify_code", args=[result.code])).content.decode()
    assert "Ce rapport est authentique" in html
    assert "Niveau <b>" not in html
    assert "points sur" not in html


def test_a_typing_error_is_said_at_the_field(result: Result) -> None:
    wrong = result.printed_code[:-1] + ("0" if result.code[-1] != "0" else "1")
    html = visitor().get(reverse("results:verify"), {"code": wrong}).content.decode()
    assert "au moins un caractère faux ou manquant" in html
    assert 'aria-invalid="true"' in html


def test_an_unknown_code_is_not_found_and_stays_text(result: Result) -> None:
    unknown = "0" * codes.LENGTH + "0"
    assert codes.parse(unknown) == unknown
    assert visitor().get(reverse("results:verify_code", args=[unknown])).status_code == 404
    answer = visitor().get(reverse("results:verify_code", args=["<script>alert(1)<"]))
    assert answer.status_code == 404
    assert "<script>alert" not in answer.content.decode()


def test_the_national_portal_knows_every_code_and_a_neighbour_does_not(result: Result, lille: Territory) -> None:
    address = reverse("results:verify_code", args=[result.printed_code])
    assert visitor(host="localhost").get(address).status_code == 200
    assert visitor(host="lille.localhost").get(address).status_code == 404


def test_codes_are_not_tried_by_hundreds(result: Result) -> None:
    cache.clear()
    client, address = visitor(), reverse("results:verify_code", args=["GP-0000-0000-000"])
    codes_of_answers = [client.get(address).status_code for _ in range(TRIES_A_MINUTE + 1)]
    assert codes_of_answers == [404] * TRIES_A_MINUTE + [429]
    assert visitor().get(reverse("results:verify")).status_code == 200
