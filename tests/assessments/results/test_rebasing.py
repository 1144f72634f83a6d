"""A former result is read again with the new questions; what was issued stays as it was."""

import re
from dataclasses import replace
from fractions import Fraction

from django.test import Client

from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.mapping import Link
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.services.maps import save_map
from assessments.results.models import Result
from assessments.results.opening import open_reading
from assessments.results.pdf import report_data
from assessments.scoring import from_dict
from territories.models import Territory
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.results import BEST, MIDDLING, make_document, make_result, make_version


def reworked() -> Document:
    """The next edition: water is gone, waste weighs three times, and EN2 is now called EN9."""
    document = make_document()
    energy, waste, _ = document.themes
    renamed = replace(energy, questions=(energy.questions[0], replace(energy.questions[1], code="EN9")))
    levels = tuple(replace(level, themes={}) for level in document.levels)
    return replace(document, version="2027.1", themes=(renamed, replace(waste, weight=Fraction(3))), levels=levels)


def two_editions(home: Territory, *links: Link) -> tuple[FrameworkVersion, FrameworkVersion]:
    changed = reworked()
    old = make_version()
    new = make_version(version=changed.version, themes=changed.themes, levels=changed.levels)
    if links:
        save_map(territory=home, source=old, target=new, links=links)
    return old, new


def kept(result: Result) -> dict[str, object]:
    fields = ("answers", "explanation", "findings", "relief", "rebased", "score", "displayed", "level", "completeness")
    row = Result.objects.get(pk=result.pk)
    return {name: getattr(row, name) for name in fields}


FIGURES = re.compile(r'<strong class="figures">.*?</strong>|<td class="n">.*?</td>')
LINKS = (Link("EN1", "EN1"), Link("EN2", "EN9"), Link("DE1", "DE1"), Link("DE2", "DE2"), Link("EA1", ""))


def test_the_former_result_is_compared_as_the_new_ruler_reads_it(in_poitiers: Territory) -> None:
    old, new = two_editions(in_poitiers, *LINKS)
    organisation = make_organisation()
    first = make_result(MIDDLING, version=old, organisation=organisation)
    before = kept(first)
    same = {"EN1": "c3", "EN9": "c2", "DE1": "c4", "DE2": "c3"}
    second = make_result(same, version=new, organisation=organisation)
    assert second.previous == first
    again = from_dict(Result.objects.get(pk=second.pk).rebased)
    assert (first.displayed, again.displayed, second.displayed) == (54, 81, 81)
    reading = open_reading(second)
    assert (reading.summary.difference, reading.summary.stable) == (0, True)
    assert [row.difference for row in reading.rows] == [0, 0]
    assert "81" in reading.rebased_line
    assert "54" in reading.rebased_line
    assert reading.rebased_line in report_data(reading, "fr")["completeness"]
    assert kept(first) == before


def test_without_a_stored_map_what_is_called_the_same_is_compared(in_poitiers: Territory) -> None:
    old, new = two_editions(in_poitiers)
    organisation = make_organisation()
    make_result(BEST, version=old, organisation=organisation)
    second = make_result({"EN1": "c0", "EN9": "c0", "DE1": "c0", "DE2": "c0"}, version=new, organisation=organisation)
    again = from_dict(second.rebased)
    assert (again.displayed, again.answered, again.expected) == (100, 3, 4)


def test_a_map_changed_later_changes_nothing_that_was_issued(in_poitiers: Territory) -> None:
    old, new = two_editions(in_poitiers, *LINKS)
    organisation = make_organisation()
    make_result(MIDDLING, version=old, organisation=organisation)
    second = make_result({"EN1": "c4", "DE1": "c4", "DE2": "c4"}, version=new, organisation=organisation)
    before = kept(second)
    save_map(territory=in_poitiers, source=old, target=new, links=[Link("EA2", "EN1")])
    assert kept(second) == before


def test_the_same_version_is_compared_as_it_was(in_poitiers: Territory) -> None:
    version, organisation = make_version(), make_organisation()
    make_result(MIDDLING, version=version, organisation=organisation)
    second = make_result(BEST, version=version, organisation=organisation)
    assert second.rebased is None
    assert open_reading(second).rebased_line == ""


def test_both_pages_say_what_they_are(in_poitiers: Territory, client: Client) -> None:
    old, new = two_editions(in_poitiers, *LINKS)
    user = make_user()
    first = make_result(MIDDLING, version=old, author=user)
    client.force_login(user)
    page = {"headers": {"host": "grand-poitiers.localhost", "accept-language": "en"}}
    issued = client.get(f"/resultats/{first.pk}/", **page).content.decode()
    second = make_result({"EN1": "c3", "EN9": "c2", "DE1": "c4", "DE2": "c3"}, version=new, author=user)
    told = client.get(f"/resultats/{second.pk}/", **page).content.decode()
    link = f'href="/resultats/{first.pk}/"'
    line = next(row for row in told.splitlines() if link in row)
    assert "81" in line
    assert "54" in line
    assert link not in issued
    again = client.get(f"/resultats/{first.pk}/", **page).content.decode()
    assert FIGURES.findall(again) == FIGURES.findall(issued) != FIGURES.findall(told)
