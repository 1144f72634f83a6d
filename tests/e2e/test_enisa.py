"""ENISA's own questionnaire, imported as it is published, answered in the browser: the score is the hand's."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
import yaml
from playwright.sync_api import BrowserContext, expect

from assessments.frameworks.services import import_file, publish
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.frameworks.files import ENISA, needs_real_files
from tests.e2e import steps
from tests.e2e.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenBrowser = Callable[..., BrowserContext]
Domain = list[list[int]]
"""For each question of a domain, what each of its choices is worth."""


def domains() -> dict[str, Domain]:
    """The bare file, read without any of our code."""
    nodes: list[dict[str, Any]] = yaml.safe_load(ENISA.read_text())["objects"]["framework"]["requirement_nodes"]
    found: dict[str, Domain] = {}
    for node in nodes:
        if not node["assessable"]:
            found[node["name"]] = []
            continue
        (question,) = node["questions"].values()
        found[next(reversed(found))].append([choice["add_score"] for choice in question["choices"]])
    return found


def chosen(number: int) -> int:
    """Uneven on purpose: domains end with different scores."""
    return (number * number + number // 4) % 5


def by_hand() -> tuple[list[Fraction], Fraction]:
    """The mean of each domain, then the mean of these: five domains of the same weight, on ENISA's scale of 1 to 5."""
    number, means = 0, []
    for domain in domains().values():
        scores = []
        for worth in domain:
            number += 1
            scores.append(worth[chosen(number)])
        means.append(Fraction(sum(scores), len(scores)))
    return means, sum(means, Fraction(0)) / len(means)


def shown(score: Fraction) -> str:
    exact = Decimal(score.numerator) / Decimal(score.denominator)
    return str(exact.quantize(Decimal("0.1"), ROUND_HALF_UP)).replace(".", ",")


@needs_real_files
def test_the_score_on_the_page_is_the_one_computed_by_hand(
    bare_site: Site, spaces: dict[str, Territory], open_browser: OpenBrowser
) -> None:
    with territory_scope(spaces["poitiers"]):
        publish(version=import_file(path=ENISA, territory=spaces["poitiers"])[0])
    page = open_browser().new_page()
    page.goto(bare_site.home)
    steps.begin(page)
    steps.go_on(page)
    assert steps.answer_everything(page, chosen) == 25
    steps.submit(page)
    means, overall = by_hand()
    assert len(set(means)) > 2
    expect(page.get_by_text(re.compile(f"^{shown(overall)}\\spoints? sur 5")).first).to_be_visible()
    rows = page.locator("section[aria-labelledby=by-theme] tbody tr")
    assert [row.locator("td.n").inner_text() for row in rows.all()] == [shown(mean) for mean in means]
    assert page.locator("section[aria-labelledby=by-theme] tfoot td.n").inner_text() == shown(overall)
