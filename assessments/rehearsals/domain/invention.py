"""Invented assessments, for trying a ruler before anyone has answered. Seeded: the same seed gives the same ones."""

from collections.abc import Iterator, Sequence
from random import Random

from assessments.frameworks.domain.document import KINDS, SECTIONS, SIZES, Document
from assessments.frameworks.domain.plan import Plan
from assessments.scoring import NA, UNKNOWN, Answer, Answers, Profile, Question

SILENT, ASIDE = 0.08, 0.05
"""Of the answers: none, and "not concerned" or "I don't know"."""


def invent(plan: Plan, count: int, seed: int) -> Iterator[tuple[Profile, Answers]]:
    """`count` organisations that nobody is: each has a bent, more or less far along, and answers what it is shown."""
    draw = Random(seed)  # noqa: S311 - nothing secret hangs on it
    questions = {question.id: question for question in plan.framework.questions()}
    for _ in range(count):
        profile, bent = _profile(plan.document, draw), draw.betavariate(2, 2)
        asked = [questions[question.code] for question in plan.questions_for(profile)]
        given = {question.id: _answer(question, bent, draw) for question in asked}
        yield profile, {code: answer for code, answer in given.items() if answer is not None}


def _profile(document: Document, draw: Random) -> Profile:
    traits = frozenset(trait.code for trait in document.traits if draw.random() < 0.6)
    return Profile(draw.choice(KINDS), draw.choice(SIZES), draw.choice(SECTIONS), traits)


def _answer(question: Question, bent: float, draw: Random) -> Answer:
    """None where it stays silent: kinds without points among them, which change no score."""
    luck = draw.random()
    if luck < SILENT:
        return None
    asides = [NA] * question.not_concerned + [UNKNOWN] * question.unknown
    if luck < SILENT + ASIDE and asides:
        return draw.choice(asides)
    if question.choices:
        return _chosen(question, bent, draw)
    if question.kind == "yes_no":
        return "yes" if draw.random() < bent else "no"
    return _figure(question, draw) if question.kind in ("number", "percentage") else None


def _chosen(question: Question, bent: float, draw: Random) -> Answer:
    ladder = sorted(question.choices, key=lambda choice: (choice.points or 0, choice.id))
    ids = [choice.id for choice in ladder]
    if question.kind == "multiple":
        return [choice for choice in ids if draw.random() < bent] or [ids[0]]
    if question.kind == "scale":
        return {item: _step(ids, bent, draw) for item in question.items}
    return _step(ids, bent, draw)


def _step(ladder: Sequence[str], bent: float, draw: Random) -> str:
    place = min(0.999, max(0.0, draw.gauss(bent, 0.25)))
    return ladder[int(place * len(ladder))]


def _figure(question: Question, draw: Random) -> Answer:
    low = question.bands[0].low if question.bands else None
    high = question.bands[-1].high if question.bands else None
    least = int(low) if low is not None else 0
    most = int(high) if high is not None else max(100, least + 100)
    return draw.randint(least, max(least, most))
