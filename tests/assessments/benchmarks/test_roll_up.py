"""Roll-ups: right figures, closed weeks, one service; and the attack on all of it through the real door."""

import random
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from assessments.benchmarks.comparing import Filters, compare
from assessments.benchmarks.domain.disclosure import UNIT, K
from assessments.benchmarks.models import Cell, Record
from assessments.benchmarks.services import roll_up, roll_up_all
from assessments.benchmarks.sheets import everything
from assessments.results.models import Result
from organisations.models import Kind, Size
from territories.scope import EVERYWHERE, Subtree, territory_scope
from tests.assessments.benchmarks.attacker import Attacker
from tests.factories.benchmarks import make_peer, make_peers
from tests.factories.organisations import make_organisation
from tests.factories.results import BEST, MIDDLING, make_result, make_version

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 20, 15, tzinfo=UTC)


def theme_score(result: Result, code: str) -> Fraction | None:
    """From the frozen explanation, without any of the code under test."""
    if not code:
        return Fraction(result.explanation["score"]) if result.explanation["score"] is not None else None
    (theme,) = [theme for theme in result.explanation["themes"] if theme["id"] == code]
    return Fraction(theme["score"]) if theme["score"] is not None else None


def members(address, until: datetime) -> list[Result]:
    """Who stands in a group, found again by a scan: the latest result of each organisation before `until`."""
    latest: dict[int, Result] = {}
    rows = Result.objects.filter(issued_at__lt=until, assessment__mode="full").exclude(assessment__organisation=None)
    for result in rows.order_by("issued_at", "pk").select_related("territory", "assessment__organisation"):
        latest[result.assessment.organisation_id] = result
    return [
        result
        for result in latest.values()
        if address.area in (result.territory_id, *result.territory.ancestor_ids)
        and all(
            wanted in ("", result.profile[fact])
            for fact, wanted in (("section", address.section), ("size", address.size), ("kind", address.kind))
        )
    ]


def test_figures_are_the_means_of_the_latest_results(national, poitiers):
    version = make_version(national)
    with territory_scope(poitiers):
        results = make_peers(12, version, section="C", size="1-9", kind="company")
        again = results[0].assessment.organisation
        make_result(MIDDLING, version=version, organisation=again, section="C", size="1-9", kind="company")
        make_result(BEST, version=version, mode="express", organisation=make_organisation())
        make_result(BEST, version=version)  # nobody's: no organisation
    roll_up(root=national, until=timezone.now())
    with territory_scope(poitiers):
        cell = Cell.objects.get(territory=poitiers, section="", size="", kind="")
        assert cell.count == 12
        found = members(cell.address, cell.until)
        assert len(found) == 12
        for code in ("", "energy", "waste"):
            scores = [score for one in found if (score := theme_score(one, code)) is not None]
            mean = Decimal(str(float(sum(scores) / len(scores)))).quantize(Decimal(1), ROUND_HALF_UP)
            assert abs(Decimal(cell.means[code]) - mean) <= 1
        assert Record.objects.count() == 13, "a superseded result stays: what was told of it cannot be taken back"


def test_only_closed_weeks_are_taken_in(national, poitiers):
    version = make_version(national)
    with territory_scope(poitiers), time_machine.travel(FRIDAY, tick=True):
        make_peers(8, version)
        assert roll_up_all() == 0
    with time_machine.travel(FRIDAY + timedelta(days=4)):
        assert roll_up_all() > 0


def test_rolling_up_again_changes_nothing(national, poitiers):
    version = make_version(national)
    with territory_scope(poitiers):
        make_peers(20, version)
    now = timezone.now()
    roll_up(root=national, until=now)
    with territory_scope(EVERYWHERE):
        before = list(Cell.objects.values_list("territory", "section", "size", "kind", "count", "means"))
        blocks = dict(Record.objects.values_list("pk", "block"))
    roll_up(root=national, until=now)
    with territory_scope(EVERYWHERE):
        assert sorted(
            map(str, Cell.objects.values_list("territory", "section", "size", "kind", "count", "means"))
        ) == sorted(map(str, before))
        assert dict(Record.objects.values_list("pk", "block")) == blocks


def test_a_figure_waits_until_five_came(national, poitiers):
    version = make_version(national)
    with territory_scope(poitiers):
        make_peers(10, version, section="C")
    roll_up(root=national, until=timezone.now())
    for more, count in ((4, 10), (1, 15)):
        with territory_scope(poitiers):
            make_peers(more, version, seed=more, section="C")
        roll_up(root=national, until=timezone.now())
        with territory_scope(poitiers):
            assert Cell.objects.get(territory=poitiers, section="", size="", kind="").count == count


def test_the_command_says_how_many(national, poitiers, capsys):
    version = make_version(national)
    with territory_scope(poitiers):
        make_peers(6, version)
    call_command("roll_up", "--now")
    assert int(capsys.readouterr().out.split()[0]) > 0


def test_filters_made_to_isolate_one_are_not_shown_in_words(national, poitiers, django_assert_num_queries):
    version = make_version(national)
    with territory_scope(poitiers):
        make_peers(9, version, section="C", size="1-9", kind="company")
        mine = make_peer(version, random.Random(5), section="A", size="500+", kind="public_body")
    roll_up(root=national, until=timezone.now())
    with territory_scope(poitiers):
        result = Result.objects.select_related("version", "territory", "assessment").get(pk=mine.pk)
        with django_assert_num_queries(1):
            alone = compare(result, Filters(None, "A", "500+", "public_body"))
        assert not alone.is_shown
        assert alone.count is None
        assert alone.lines == ()
        nine = compare(result, Filters(None, "C"))
        everyone = compare(result, Filters())
        assert not (nine.is_shown and everyone.is_shown), "the difference would be the one"


def test_every_figure_and_a_thousand_random_filters_isolate_nobody(national, poitiers, lille):
    """What is seen through `compare` and the export over three weeks, in three territories, is reckoned with."""
    version, draw = make_version(national), random.Random(2026)
    seen: dict[tuple, tuple] = {}
    readers = []
    for _week in range(3):
        for territory, count in ((poitiers, 28), (lille, 18)):
            with territory_scope(territory):
                made = [make_peer(version, draw) for _ in range(count)]
                for former in draw.sample(made, 3):  # some take stock again at once
                    make_peer(version, draw, organisation=former.assessment.organisation)
                readers.append((territory, made[0].pk))
        until = timezone.now()
        roll_up(root=national, until=until)
        for territory, pk in readers:
            with territory_scope(territory):
                result = Result.objects.select_related("version", "territory", "assessment").get(pk=pk)
                areas = [None, territory.pk, national.pk, 999]
                heads, rows = everything(result)
                assert len(heads) == 6 + 4
                for _ in range(84):
                    filters = Filters(
                        draw.choice(areas),
                        draw.choice(("", *"ACFG")),
                        draw.choice(("", *Size.values[:4])),
                        draw.choice(("", *Kind.values)),
                    )
                    told = compare(result, filters)
                    if told.is_shown:
                        seen[told.group.address, told.until] = tuple((line.code, line.peers) for line in told.lines)
                for cell in Cell.objects.order_by("pk"):
                    seen[cell.address, cell.until] = tuple((code, Decimal(mean)) for code, mean in cell.means.items())
                assert len(rows) == Cell.objects.filter(territory__in=[territory, national]).count()
    assert len(seen) > 20
    with territory_scope(Subtree(national)):
        statements, who = [], {}
        for (address, until), means in seen.items():
            found = members(address, until)
            who |= {one.pk: str(one.assessment.organisation_id) for one in found}
            for code, mean in means:
                if mean is None:
                    continue
                scored = {one.pk: score for one in found if (score := theme_score(one, code)) is not None}
                assert len(scored) >= K
                assert abs(sum(scored.values()) / len(scored) - Fraction(mean)) <= Fraction(1, 2) + Fraction(1, UNIT)
                statements.append((frozenset(scored), code))
    assert Attacker(statements, who).smallest() >= K


def test_the_panel_finds_the_closest_published_peers(national, poitiers, django_assert_num_queries):
    version = make_version(national)
    with territory_scope(poitiers):
        peers = make_peers(12, version, section="C", size="1-9", kind="company")
        make_peers(12, version, seed=1, section="F", size="10-19", kind="company")
        unlike = make_peer(version, random.Random(5), section="A", size="500+", kind="public_body")
    roll_up(root=national, until=timezone.now())
    with territory_scope(poitiers):
        rows = Result.objects.select_related("version", "territory", "assessment")
        mine, other = rows.get(pk=peers[0].pk), rows.get(pk=unlike.pk)
        with django_assert_num_queries(1):
            told = compare(mine)
        assert told.group.address[1:] == ("C", "1-9", "company")
        assert told.count == 12
        assert told.whole is not None
        assert told.whole.own == mine.displayed
        assert [line.code for line in told.themes] == ["energy", "waste", "water"]
        assert compare(other).group.address[1:] == ("", "", "")
