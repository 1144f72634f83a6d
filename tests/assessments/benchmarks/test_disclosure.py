"""No reckoning over all published figures tells of one organisation. Pure: made-up countries, no database."""

import random

import pytest

from assessments.benchmarks.domain.disclosure import UNIT, WIDTH, K, Ledger, Record, hides
from assessments.benchmarks.domain.lattice import Address, Place, groups, nearest
from assessments.benchmarks.domain.publishing import publish
from tests.assessments.benchmarks.attacker import Attacker, width

THEMES = {"": "w", "energy": "e", "water": "a"}


def of(*values):
    return [Record(n, f"o{n}", {"w": value}) for n, value in enumerate(values)]


def spread(count, start=0):
    return [
        Record(n, f"o{n}", {"w": (n * 97 + 13) % 80 * UNIT // 100 + UNIT // 10}) for n in range(start, start + count)
    ]


@pytest.mark.parametrize(("count", "told"), [(4, False), (5, True)])
def test_five_organisations_at_least(count, told):
    assert Ledger(spread(count)).publish(range(count), "w") is told


def test_establishments_of_one_company_count_once():
    records = spread(5)
    records[4].who = records[3].who
    assert not Ledger(records).publish(range(5), "w")


@pytest.mark.parametrize(
    ("values", "hidden"),
    [
        ((200_000, 300_000, 400_000, 500_000, 600_000), True),
        ((900_000, 0, 0, 0, 0), False),  # one makes all of it
        ((900_000, 40_000, 20_000, 10_000, 10_000), False),  # the second knows the first within 10 %
        ((10_000, 10_000, 10_000, 10_000, 10_000), False),  # all are near nothing
        ((UNIT,) * 5, False),  # all are at the top: the mean says it of each
        ((990_000, 980_000, 995_000, 1_000_000, 985_000), False),
    ],
)
def test_dominance_is_asked_of_points_won_and_of_points_missing(values, hidden):
    assert (hides(values) and hides([UNIT - value for value in values])) is hidden
    assert Ledger(of(*values)).publish(range(5), "w") is hidden


def test_a_part_is_held_back_when_the_rest_would_be_too_few():
    records = spread(12)
    ledger = Ledger(records)
    assert ledger.publish(range(12), "w")
    assert not ledger.publish(range(8), "w"), "four would be left"
    assert ledger.publish(range(7), "w"), "five are left"


def test_a_newcomer_waits_for_company():
    records = spread(17)
    ledger = Ledger(records)
    assert ledger.publish(range(12), "w")
    assert not ledger.publish(range(13), "w"), "last week and this week would tell of one"
    assert not ledger.publish(range(16), "w")
    assert ledger.publish(range(17), "w")


def test_a_theme_is_held_back_when_the_few_it_does_not_concern_would_stand_out():
    records = spread(12)
    for record in records:
        record.values = {"w": record.values["w"], **({"e": record.values["w"]} if record.key != 3 else {})}
    ledger = Ledger(records)
    assert ledger.publish(range(12), "w")
    assert not ledger.publish([record.key for record in records if "e" in record.values], "e")


def country(seed, count=240):
    """A portal, two regions, five towns; records with gaps, of few sectors and sizes so that groups overlap."""
    draw = random.Random(seed)
    towns = [(1, 2, 4), (1, 2, 5), (1, 2, 6), (1, 3, 7), (1, 3, 8)]
    records, places = [], {}
    for key in range(count):
        centre = draw.random()
        values = {"w": int(centre * UNIT)}
        values |= {code: draw.randrange(UNIT) for code in ("e", "a") if draw.random() < 0.9}
        records.append(Record(key, f"o{key}", values))
        town = draw.choices(towns, weights=(9, 5, 1, 6, 1))[0]
        places[key] = Place(
            town,
            draw.choice("AACCCFGG"),
            draw.choice(("", "1-9", "1-9", "10-19")),
            draw.choice(("company", "company", "association")),
        )
    return records, places


def weeks(seed, *, complementary=True, count=240):
    """All that is told over six weeks: organisations come, some take stock again."""
    draw = random.Random(seed)
    records, places = country(seed, count)
    now, told, kept = {}, set(), []
    for week in range(6):
        for record in records[week * count // 6 : (week + 1) * count // 6]:
            if now and draw.random() < 0.3:  # an organisation that was there takes stock again
                former = draw.choice(sorted(now))
                record.who, places[record.key] = records[former].who, places[former]
                del now[former]
            now[record.key] = places[record.key]
            kept.append(record)
        found = publish(kept, now, THEMES, complementary=complementary)
        told |= {(keys, code) for sets in found.values() for code, keys in sets.items()}
    return told, {record.key: record.who for record in records}, records


@pytest.mark.parametrize("seed", range(12))
def test_every_figure_of_six_weeks_together_isolates_nobody(seed):
    told, who, _records = weeks(seed)
    assert len(told) > 20, "an attack over nothing proves nothing"
    assert Attacker(told, who).smallest() >= K


@pytest.mark.parametrize("seed", range(4))
def test_the_attack_succeeds_where_complementary_suppression_is_off(seed):
    told, who, _ = weeks(seed, complementary=False)
    assert all(len({who[key] for key in keys}) >= K for keys, _ in told), "each figure alone keeps the threshold"
    assert Attacker(told, who).smallest() == 1


@pytest.mark.parametrize("seed", range(6))
def test_within_a_block_nobody_is_known_more_closely_than_a_fifth_of_the_scale(seed):
    _, _, records = weeks(seed)
    blocks = {}
    for record in records:
        for measure in record.told:
            blocks.setdefault((record.block, measure), {})
            mine = blocks[record.block, measure]
            mine[record.who] = mine.get(record.who, 0) + record.values[measure]
    assert blocks
    for values in blocks.values():
        assert len(values) >= K
        for own in values.values():
            assert width(sum(values.values()), own, len(values) - 1, UNIT) >= WIDTH * UNIT


def test_exchanging_two_results_of_a_block_changes_no_published_sum():
    told, _, records = weeks(3)
    by_block = {}
    for record in records:
        by_block.setdefault(record.block, []).append(record)
    first, second, *_ = next(found for block, found in by_block.items() if block)
    for keys, _ in told:
        assert (first.key in keys) == (second.key in keys)


def test_groups_are_wide_facts_first_then_nearest_territory():
    place = Place((1, 2), "C", "1-9", "company")
    ordered = list(groups({7: place}))
    assert ordered[:2] == [Address(2), Address(1)]
    assert len(ordered) == 16
    assert ordered[-1] == Address(1, "C", "1-9", "company")


def test_the_closest_group_that_holds_the_one_asked():
    wanted = Address(2, "C", "1-9", "company")
    published = [Address(2), Address(1, "C"), Address(2, "F"), Address(9, "C", "1-9")]
    assert nearest(published, wanted, [2, 1]) == Address(1, "C")
    assert nearest(published, Address(2, "F"), [2, 1]) == Address(2, "F")
    assert nearest([], wanted, [2, 1]) is None
