"""What a tally says, in the words of whoever decides: counts, and differences on the displayed scale."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.mapping import Link, Origin, lost_questions, references
from assessments.rehearsals.domain.tally import Tally, blames, mean_difference

MOST = 10
DIGITS = 2


def report(tally: Tally, links: Sequence[Link], old: Document, new: Document, *, most: int = MOST) -> dict[str, Any]:
    """As JSON types. `most`: how many questions are named; differences are on the scale of `new`, two digits."""
    span = float(new.maximum - new.minimum)
    ways = tally.directions
    return {
        "assessments": tally.assessments,
        "scored": tally.scored,
        "refused": tally.refused,
        "level_up": ways.get("up", 0),
        "level_down": ways.get("down", 0),
        "level_gained": ways.get("gained", 0),
        "level_lost": ways.get("lost", 0),
        "same": ways.get("same", 0),
        "no_level": ways.get("none", 0),
        "levels": tally.levels,
        "mean_difference": round(mean_difference(tally) * span, DIGITS),
        "moves": {key: tally.moves[key] for key in sorted(tally.moves, key=int)},
        "completeness": [
            round(given / asked, DIGITS) if asked else 1 for given, asked in zip(tally.given, tally.asked, strict=True)
        ],
        "answers": tally.answers,
        "carried_answers": tally.carried,
        "lost_answers": sum(tally.lost.values()),
        "lost_by_question": _most(tally.lost, most),
        "asked_again": sum(tally.again.values()),
        "asked_again_by_question": _most(tally.again, most),
        "links": counted(links, old),
        "questions": [
            {
                "question": blame.question,
                "kind": blame.kind,
                "mean": round(blame.mean * span, DIGITS + 2),
                "size": round(blame.size * span, DIGITS + 2),
                "assessments": blame.assessments,
            }
            for blame in blames(tally)[:most]
        ],
    }


def _most(counts: dict[str, int], most: int) -> dict[str, int]:
    return dict(Counter(counts).most_common(most))


def counted(links: Iterable[Link], old: Document) -> dict[str, int]:
    """`questions_carried` and `questions_lost` are of the old version; lost ones have no heir, said or not."""
    links = list(links)
    carrying = [link for link in links if link.carries]
    return {
        "total": len(carrying),
        "questions_carried": len({link.old for link in carrying}),
        "questions_fed": len({link.new for link in carrying}),
        "questions_lost": len(lost_questions(links, old)),
        "questions_new": len({link.new for link in links if not link.old}),
    }


def accounted(origins: Sequence[Origin], old: Document, new: Document) -> dict[str, Any]:
    """Every reference of an importer, resolved or reported; see `mapping.references` for the states.

    `resolved` counts those that stand on a theme whose questions say it better (`finer`) apart.
    """
    found = references(origins, old, new)
    states = Counter(each.state for each in found)
    absent = Counter(each.framework for each in found if each.state == "other_framework")
    wrong = [f"{each.framework} {each.code} → {each.new}" for each in found if each.state in ("unknown", "no_heir")]
    return {
        "total": len(found),
        "resolved": states["resolved"],
        "finer": states["finer"],
        "other_framework": dict(sorted(absent.items())),
        "unresolved": len(wrong),
        "unresolved_references": wrong,
    }
