"""The comparison in its four doors: page, panel, report, API and export; the same figures, the same silences."""

import csv
import io
import random

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.benchmarks.services import roll_up
from assessments.benchmarks.wording import hidden
from assessments.results.models import Result
from assessments.results.opening import open_reading
from assessments.results.pdf import render, report_data
from territories.scope import territory_scope
from tests.assessments.results.visitors import visitor
from tests.factories.accounts import make_user
from tests.factories.benchmarks import make_peer, make_peers
from tests.factories.organisations import make_organisation
from tests.factories.results import make_result, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(db):
    return make_user()


@pytest.fixture
def result(national, poitiers, owner):
    """An owner's result among twelve companies of the same sector and size, and a town hall apart."""
    version = make_version(national)
    with territory_scope(poitiers):
        facts = {"section": "C", "size": "1-9", "kind": "company"}
        make_peers(12, version, **facts)
        mine = make_result(version=version, organisation=make_organisation(owner, name="Clairbois"), **facts)
        make_peer(version, random.Random(1), section="O", size="500+", kind="public_body")
    roll_up(root=national, until=timezone.now())
    with territory_scope(poitiers):
        yield mine


def get(client, name, result, query=""):
    return client.get(reverse(name, args=[result.pk]) + query)


def test_the_page_says_who_and_theme_by_theme(result, owner):
    html = get(visitor(owner), "benchmarks:page", result).content.decode()
    assert "Grand Poitiers" in html
    assert "14 structures, résultats rendus avant le" in html
    assert html.count("<tr>") == 5  # heads, three themes, the whole
    assert "<svg viewBox" in html
    assert hidden() not in html


@pytest.mark.parametrize("query", ["?secteur=O&taille=500%2B&type=public_body", "?secteur=A", "?taille=500%2B"])
def test_filters_made_to_isolate_one_are_answered_in_words(result, owner, query):
    """The lone town hall, and a sector where there is nobody: the same sentence, so that neither tells the other."""
    html = get(visitor(owner), "benchmarks:page", result, query).content.decode()
    assert "Non montré, moins de 5" in html
    assert "<td" not in html
    assert "?territoire=" in html, "the closest group that is shown is proposed"


def test_what_is_in_no_list_is_refused_at_its_field(result, owner):
    answer = get(visitor(owner), "benchmarks:page", result, "?secteur=ZZ&territoire=lille")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.count("Choisissez dans la liste") >= 2
    assert "<td" not in html


def test_strangers_get_the_answer_of_what_does_not_exist(result, db):
    for client in (visitor(), visitor(make_user())):
        for name in ("benchmarks:page", "benchmarks:export", "benchmarks:api"):
            assert get(client, name, result).status_code == 404


def test_the_browser_that_holds_the_result_may_compare(result):
    assert get(visitor(holds=result), "benchmarks:page", result).status_code == 200


def test_the_api_tells_the_same(result, owner):
    client = visitor(owner)
    told = get(client, "benchmarks:api", result).json()
    assert told["shown"] is True
    assert told["organisations"] == 14
    assert [figure["theme"] for figure in told["figures"]] == ["", "energy", "waste", "water"]
    assert told["figures"][0]["own"] == float(result.displayed)
    silent = get(client, "benchmarks:api", result, "?secteur=O").json()
    assert (silent["shown"], silent["organisations"], silent["figures"]) == (False, None, [])
    assert silent["reason"].startswith("Non montré")
    assert silent["wider"]["secteur"] == ""
    assert get(client, "benchmarks:api", result, "?secteur=ZZ").status_code == 400


def test_the_export_holds_what_is_published_and_nothing_else(result, owner):
    answer = get(visitor(owner), "benchmarks:export", result)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0][:2] == ["Territoire", "Secteur"]
    assert rows[1:]
    assert all(int(row[4]) >= 5 for row in rows[1:])
    assert "500" not in text, "the town hall of 500 people stands alone"


def test_the_result_page_shows_peers_with_a_way_to_others(result, owner):
    html = get(visitor(owner), "results:detail", result).content.decode()
    assert 'id="peers"' in html
    assert reverse("benchmarks:page", args=[result.pk]) in html


def test_the_report_has_the_section(result):
    row = Result.objects.select_related("version", "territory__site", "assessment", "previous").get(pk=result.pk)
    (table,) = report_data(open_reading(row), "fr")["annexes"]
    assert table["heads"] == ["Thème", "Vous", "Pairs", "Écart"]
    assert len(table["rows"]) == 4
    assert render(open_reading(row), "fr").startswith(b"%PDF")


def test_a_short_version_is_compared_with_nothing(result, owner):
    short = make_result(version=result.version, mode="express", author=owner)
    html = get(visitor(owner), "results:detail", short).content.decode()
    assert 'id="peers"' not in html


@pytest.mark.parametrize("more", [0, 2])
def test_the_page_costs_the_same_whatever_the_number_of_results(result, owner, more, django_assert_num_queries):
    make_peers(more, result.version, seed=9)
    client = visitor(owner)
    get(client, "benchmarks:page", result)
    with django_assert_num_queries(5):
        get(client, "benchmarks:page", result)
