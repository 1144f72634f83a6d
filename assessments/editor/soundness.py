"""Whether a draft would be read again from its own file: the same rules for who writes by hand and who edits here."""

from assessments.frameworks.domain import soundness
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.problems import Problem
from assessments.frameworks.services import UnsoundFramework


def faults(document: Document) -> tuple[Problem, ...]:
    """What stands in the way of publishing; none for a sound framework."""
    return tuple(problem for problem in soundness.faults(document) if problem.severity == "error")


def refuse_new_faults(before: Document, after: Document) -> None:
    """Raises UnsoundFramework where `after` has faults that `before` had not: a draft gets no worse.

    A language that was just added has no texts yet: they are asked for when publishing.
    """
    added = set(after.languages) - set(before.languages)
    found = [one for one in faults(after) if one.code != "missing_text" or one.params.get("language") not in added]
    if not found:
        return
    known = {(problem.code, tuple(problem.params.items())) for problem in faults(before)}
    new = tuple(problem for problem in found if (problem.code, tuple(problem.params.items())) not in known)
    if new:
        raise UnsoundFramework(new)
