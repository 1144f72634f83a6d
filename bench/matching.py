"""How many results a second of processor are matched with 260 aids and 1,000 local resources: ours and a plain loop.

Ours gives the five best, themes in turn, with every condition told; the loop only says which fit.
"""

import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice
from statistics import median

from assessments.scoring import NodeResult
from assessments.toolbox.domain.eligibility import EMPLOYEES, Eligibility, Facts
from assessments.toolbox.domain.index import Index
from assessments.toolbox.domain.matching import Offer, Situation
from bench.anchors import offers as anchor

AIDS, LOCAL, RESULTS, SHOWN = 260, 1_000, 100, 5
TODAY = date(2026, 11, 21)
THEMES = tuple(f"T{rank}" for rank in range(8))
SECTIONS = "ABCDEFGHIJKLMNOPQRSTU"
REGIONS = tuple(f"region:{code}" for code in (11, 24, 27, 28, 32, 44, 52, 53, 75, 76, 84, 93, 94))
KINDS = ("company", "association", "public_body")


def catalogue(draw: random.Random) -> list[Offer]:
    return [_offer(draw, rank, 1 if rank < AIDS else 0) for rank in range(AIDS + LOCAL)]


def _offer(draw: random.Random, rank: int, distance: int) -> Offer:
    most = draw.choice([None, None, 9, 49, 249, 499])
    return Offer(
        id=rank,
        themes=frozenset(draw.sample(THEMES, draw.randint(1, 3))),
        rule=Eligibility(
            kinds=frozenset(draw.sample(KINDS, draw.randint(0, 2))),
            naf=frozenset(draw.sample(SECTIONS, draw.choice([0, 0, 1, 3, 12]))),
            least=draw.choice([None, None, None, 1, 5]),
            most=most,
            micro=draw.choice(["", "", "no"]),
            areas=frozenset(draw.sample(REGIONS, draw.choice([0, 0, 1, 8]))),
            years=draw.choice([None, None, None, 1, 3]),
        ),
        closes_on=draw.choice([None, TODAY + timedelta(days=draw.randint(-300, 900))]),
        distance=distance,
    )


def situations(draw: random.Random) -> list[Situation]:
    return [_situation(draw) for _ in range(RESULTS)]


def _situation(draw: random.Random) -> Situation:
    facts = Facts(
        kind=draw.choice(KINDS),
        size=draw.choice(["", *EMPLOYEES]),
        section=draw.choice(SECTIONS),
        areas=frozenset([draw.choice(REGIONS)]),
    )
    return Situation(facts, tuple(_theme(code, Fraction(draw.randint(0, 100), 100)) for code in THEMES), TODAY)


def _theme(code: str, ratio: Fraction) -> NodeResult:
    return NodeResult(code, "theme", "scored", "weighted_mean", Fraction(1), ratio, None, None, None, 0, 0)


def measure(seconds: float, rounds: int) -> tuple[float, float]:
    """Results a second, ours and the plain loop's, in turn, medians. They agree on what fits first."""
    draw = random.Random(1)
    offers, asked = catalogue(draw), situations(draw)
    index = Index(offers)
    for situation in asked:
        fit = {match.offer.id for match in index.best(situation) if not match.missed}
        assert fit == set(anchor.fitting(offers, situation))
    sides: tuple[Callable[[Situation], object], ...] = (
        lambda situation: list(islice(index.best(situation), SHOWN)),
        lambda situation: anchor.fitting(offers, situation),
    )
    taken = [[_rate(side, asked, seconds) for side in sides] for _ in range(rounds)]
    ours, loop = (median(side) for side in zip(*taken, strict=True))
    return ours, loop


def _rate(match: Callable[[Situation], object], asked: list[Situation], seconds: float) -> float:
    """Results matched for a second of this process's processor."""
    done, began = 0, time.process_time()
    while time.process_time() - began < seconds:
        for situation in asked:
            match(situation)
        done += len(asked)
    return done / (time.process_time() - began)
