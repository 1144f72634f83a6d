"""Organisations of a territory with their results, drawn at random. Call inside a scope."""

import random
from typing import Any

from assessments.frameworks.models import FrameworkVersion
from assessments.results.models import Result
from tests.factories.organisations import make_organisation
from tests.factories.results import BEST, make_result


def random_answers(draw: random.Random) -> dict[str, Any]:
    """A step to each question; one in twelve is not concerned by water."""
    answers: dict[str, Any] = {code: f"c{draw.randrange(5)}" for code in BEST}
    if draw.random() < 1 / 12:
        answers |= {"EA1": "na", "EA2": "na"}
    return answers


def make_peer(version: FrameworkVersion, draw: random.Random, **facts: Any) -> Result:
    """A result of an organisation of its own."""
    told = {
        "section": draw.choice("CCCFFG"),
        "size": draw.choice(("1-9", "1-9", "10-19")),
        "kind": draw.choice(("company", "company", "association")),
        **facts,
    }
    organisation = told.pop("organisation", None) or make_organisation(kind=told["kind"])
    return make_result(random_answers(draw), version=version, organisation=organisation, **told)


def make_peers(count: int, version: FrameworkVersion, seed: int = 0, **facts: Any) -> list[Result]:
    draw = random.Random(seed)
    return [make_peer(version, draw, **facts) for _ in range(count)]
