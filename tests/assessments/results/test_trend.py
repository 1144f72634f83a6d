"""Curves on one ruler; what was done in between; the same cost whatever the years."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from assessments.results import between
from assessments.results.between import Event
from assessments.results.trend import trend_of
from tests.assessments.results.test_rebasing import LINKS, two_editions
from tests.assessments.results.visitors import visitor
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.results import BEST, MIDDLING, make_result, make_version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_poitiers")]
TODAY = date(2026, 11, 21)


@pytest.fixture
def owner(db):
    return make_user()


@pytest.fixture
def organisation(owner):
    return make_organisation(owner, name="Clairbois")


def issue(year, answers, version, organisation):
    with time_machine.travel(datetime(year, 6, 1, 10, tzinfo=UTC)):
        return make_result(answers, version=version, organisation=organisation)


@pytest.fixture
def noted():
    """A source of events of the test, gone after it."""
    kept = dict(between._sources)
    asked = []

    def source(organisation, since, until):
        asked.append((organisation.name, since, until))
        return [Event(date(2026, 1, 9), "Panneaux solaires posés", "/plan/"), Event(date(2025, 2, 3), "Charte signée")]

    between.register("test", source)
    yield asked
    between._sources.clear()
    between._sources.update(kept)


def test_no_result_no_trend(organisation):
    assert trend_of(organisation, TODAY) is None


def test_the_ruler_that_moves_makes_no_jump(in_poitiers, organisation):
    """The same answers under two editions: 54 as issued, 81 with the questions of the last one, both years."""
    old, new = two_editions(in_poitiers, *LINKS)
    issue(2025, MIDDLING, old, organisation)
    issue(2026, {"EN1": "c3", "EN9": "c2", "DE1": "c4", "DE2": "c3"}, new, organisation)
    trend = trend_of(organisation, TODAY)
    whole = trend.lines[0]
    assert [point.figure for point in whole.points] == ["81", "81"]
    assert [point.issued_figure for point in whole.points] == ["54", ""]
    assert whole.change == "0"
    assert [line.code for line in trend.lines] == ["", "energy", "waste"], "themes of the last version"


def test_two_maps_in_a_row_are_followed(in_poitiers, organisation):
    """EN2 became EN9, then EN9 stayed: the first year is read through both, though no map links it to the last."""
    old, middle = two_editions(in_poitiers, *LINKS)
    from tests.assessments.results.test_rebasing import reworked

    changed = reworked()
    last = make_version(version="2028.1", themes=changed.themes, levels=changed.levels)
    issue(2024, MIDDLING, old, organisation)
    issue(2025, {"EN1": "c3", "EN9": "c2", "DE1": "c4", "DE2": "c3"}, middle, organisation)
    issue(2026, {"EN1": "c3", "EN9": "c2", "DE1": "c4", "DE2": "c3"}, last, organisation)
    assert [point.figure for point in trend_of(organisation, TODAY).lines[0].points] == ["81", "81", "81"]


def test_progress_is_said_and_drawn(organisation):
    version = make_version()
    issue(2024, MIDDLING, version, organisation)
    issue(2026, BEST, version, organisation)
    trend = trend_of(organisation, TODAY)
    assert trend.lines[0].change == "+46"
    assert trend.drawn.body.count("<circle") == 2 * 4
    assert not trend.is_read_again


def test_what_was_done_stands_between_its_two_results(organisation, noted):
    version = make_version()
    issue(2024, MIDDLING, version, organisation)
    issue(2025, MIDDLING, version, organisation)
    issue(2026, BEST, version, organisation)
    trend = trend_of(organisation, TODAY)
    assert [[event.text for event in stay.events] for stay in trend.stays] == [
        [],
        ["Charte signée"],
        ["Panneaux solaires posés"],
    ]
    assert trend.since_last == ()
    assert noted == [("Clairbois", date(2024, 6, 1), TODAY)], "asked once for all the years"


def test_what_follows_a_result_on_its_very_day_stands_after_it(organisation):
    version = make_version()
    for year in (2025, 2026):
        issue(year, MIDDLING, version, organisation)
    hours = {"Avant": 9, "Après": 11}
    done = [Event(date(2026, 6, 1), text, at=datetime(2026, 6, 1, hour, tzinfo=UTC)) for text, hour in hours.items()]
    kept = dict(between._sources)
    between.register("test", lambda *_facts: [*done, Event(date(2026, 6, 1), "Ce jour-là")])
    trend = trend_of(organisation, TODAY)
    between._sources.clear()
    between._sources.update(kept)
    assert [event.text for event in trend.stays[1].events] == ["Ce jour-là", "Avant"]
    assert [event.text for event in trend.since_last] == ["Après"]


@pytest.mark.parametrize("count", [1, 3, 8])
def test_the_page_costs_the_same_whatever_the_years(organisation, owner, count, django_assert_num_queries):
    version = make_version()
    for year in range(2026 - count, 2026):
        issue(year, MIDDLING, version, organisation)
    client = visitor(owner)
    address = reverse("results:trend", args=[organisation.pk])
    assert client.get(address).status_code == 200
    # The organisation, the person's part, the results with their own, then actions, signatures and reviews between.
    with django_assert_num_queries(7):
        client.get(address)


@pytest.mark.parametrize("count", [1, 3, 8])
def test_two_editions_cost_two_queries_more_whatever_the_years(
    in_poitiers, organisation, count, django_assert_num_queries
):
    old, new = two_editions(in_poitiers, *LINKS)
    for year in range(2025 - count, 2025):
        issue(year, MIDDLING, old, organisation)
    issue(2026, {"EN1": "c3", "EN9": "c2"}, new, organisation)
    trend_of(organisation, TODAY)
    with django_assert_num_queries(6):  # three of them for what was done in between
        assert len(trend_of(organisation, TODAY).stays) == count + 1


def test_the_page_says_figures_as_issued_and_leads_to_each_result(in_poitiers, organisation, owner, noted):
    old, new = two_editions(in_poitiers, *LINKS)
    first = issue(2025, MIDDLING, old, organisation)
    last = issue(2026, {"EN1": "c3", "EN9": "c2", "DE1": "c4", "DE2": "c3"}, new, organisation)
    html = visitor(owner).get(reverse("results:trend", args=[organisation.pk])).content.decode()
    assert "rendu\u00a0: 54" in html
    assert reverse("results:detail", args=[first.pk]) in html
    assert "Panneaux solaires posés" in html
    assert html.count("<svg viewBox") == 1
    shown = visitor(owner).get(reverse("results:detail", args=[last.pk])).content.decode()
    assert reverse("results:trend", args=[organisation.pk]) in shown


def test_others_get_the_answer_of_what_does_not_exist(organisation):
    address = reverse("results:trend", args=[organisation.pk])
    assert visitor().get(address).status_code == 404
    assert visitor(make_user()).get(address).status_code == 404


def test_before_the_first_result_the_page_says_where_to_start(organisation, owner):
    html = visitor(owner).get(reverse("results:trend", args=[organisation.pk])).content.decode()
    assert reverse("responses:start") in html
