"""What an organisation does best, and may offer to tell others."""

from typing import NamedTuple

from assessments.frameworks.plan import compile_version
from assessments.plans import queries
from assessments.results import wording
from assessments.results.models import Result
from organisations.models import Organisation


class Share(NamedTuple):
    """A question whose answer is the best one: its code, the practice in words, whether it is offered."""

    code: str
    practice: str
    theme: str
    is_offered: bool


def shares(organisation: Organisation, result: Result | None) -> list[Share]:
    """In the order of the questionnaire; an offer that no longer holds is there too, so that it can be taken back.

    One query.
    """
    offered = {offer.question_code for offer in queries.offers_of(organisation)}
    if result is None:
        return [Share(code, code, "", True) for code in sorted(offered)]
    plan = compile_version(result.version)
    known = {question.code: question for question in plan.document.questions()}
    best = queries.mastered(result)
    found = [
        Share(code, wording.name(question), wording.name(plan.top_theme_of(code)), code in offered)
        for code, question in known.items()
        if code in best or code in offered
    ]
    return found + [Share(code, code, "", True) for code in sorted(offered - known.keys())]
