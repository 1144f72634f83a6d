"""The score if it were done: what really answering so would give."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.plans.domain.aims import points_of
from assessments.scoring import Answer, Answers, Framework, Profile, Result, score


@dataclass(frozen=True, slots=True)
class Target:
    """An answer that an action is to make true."""

    question: str
    answer: Answer


def better_answers(framework: Framework, answers: Answers, targets: Iterable[Target]) -> dict[str, Answer]:
    """The targets that would raise the points of their question, the best one of each.

    Left out: a question that the framework has not, an answer that is not one of its, and what is reached already.
    """
    asked = {question.id: question for question in framework.questions()}
    found: dict[str, Answer] = {}
    for target in targets:
        question = asked.get(target.question)
        if question is None or not framework.scales[question.id].scored or question.kind == "computed":
            continue
        scale = framework.scales[question.id]
        wanted = points_of(question, scale, target.answer)
        now = points_of(question, scale, found.get(question.id, answers.get(question.id)))
        if wanted is not None and (now is None or wanted > now):
            found[question.id] = target.answer
    return found


def simulate(framework: Framework, answers: Answers, profile: Profile, done: Mapping[str, Answer]) -> Result:
    """The result if `done` ({question: answer}) were the answers given, all else unchanged."""
    return score(framework, {**answers, **done}, profile)
