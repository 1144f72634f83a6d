"""Matching said plainly: one resource after the other, no index. Slow; what the index gives must equal it."""

from collections.abc import Iterator, Sequence
from datetime import date

from assessments.scoring import NodeResult
from assessments.toolbox.domain.eligibility import Facts, Verdict, is_open
from assessments.toolbox.domain.matching import Offer, Situation

Found = tuple[int, str, tuple[str, str, str] | None]
"""Resource, fit, what called it: kind, code, choice."""


def missed_and_unsure(offer: Offer, facts: Facts, today: date) -> tuple[int, int]:
    verdicts = [verdict for _, verdict in offer.rule.verdicts(facts)]
    waits = bool(offer.opens_on and offer.opens_on > today)
    return verdicts.count(Verdict.MISSED) + waits + offer.suspended, verdicts.count(Verdict.UNSURE)


def calls(theme: NodeResult, situation: Situation) -> Iterator[tuple[str, str, str]]:
    nodes = sorted(theme.walk(), key=lambda node: (node.ratio is None, node.ratio or 0))
    asked = [n for n in nodes if n.kind == "question" and n.status not in ("not_asked", "not_applicable")]
    for node in asked:
        for choice in sorted(situation.picked.get(node.id, ())):
            yield "choice", node.id, choice
    for node in asked:
        if node.ratio is not None and node.ratio * 5 < 3:
            yield "question", node.id, ""
    for node in nodes:
        if node.kind == "theme" and node.ratio is not None:
            yield "theme", node.id, ""


def answers(offer: Offer, call: tuple[str, str, str], situation: Situation, ratios: dict[str, NodeResult]) -> bool:
    kind, code, choice = call
    speaks = offer.framework == "" or offer.framework in situation.lineage
    if kind == "choice":
        return speaks and (code, choice) in offer.choices
    if kind == "question":
        return speaks and code in offer.questions
    ratio = ratios[code].ratio
    assert ratio is not None
    if offer.least is None and offer.most is None:
        return code in offer.themes and ratio * 5 < 3
    return code in offer.themes and (offer.least or 0) <= ratio <= (1 if offer.most is None else offer.most)


def plain_match(offers: Sequence[Offer], situation: Situation) -> list[Found]:
    """Best first: eligible, themes in turn, then nearly so."""
    live = [offer for offer in offers if is_open(None, offer.closes_on, situation.today)]
    judged = {o.id: missed_and_unsure(o, situation.facts, situation.today) for o in live}
    ordered = sorted(live, key=lambda o: (-o.precision, o.distance, o.closes_on or date.max, o.id))
    nodes = {node.id: node for theme in situation.themes for node in theme.walk()}
    themes = sorted(situation.themes, key=lambda theme: (theme.ratio is None, theme.ratio or 0))
    found: list[Found] = []
    for missed, fit in ((0, "eligible"), (1, "nearly")):
        queues = []
        for theme in themes:
            queue: list[tuple[int, tuple[str, str, str]]] = []
            for call in calls(theme, situation):
                called = [o for o in ordered if judged[o.id][0] == missed and answers(o, call, situation, nodes)]
                sure_first = sorted(called, key=lambda o: judged[o.id][1] > 0) if missed == 0 else called
                queue += [(offer.id, call) for offer in sure_first]
            queues.append(queue)
        found += [(pk, fit, call) for pk, call in in_turn(queues)]
    return found


def in_turn(queues: list[list[tuple[int, tuple[str, str, str]]]]) -> list[tuple[int, tuple[str, str, str]]]:
    taken: set[int] = set()
    found: list[tuple[int, tuple[str, str, str]]] = []
    for _ in range(max((len(queue) for queue in queues), default=0)):
        for queue in queues:
            best = next((each for each in queue if each[0] not in taken), None)
            if best is not None:
                taken.add(best[0])
                found.append(best)
    return found
