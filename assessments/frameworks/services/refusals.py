"""Why a framework is not stored or published."""

from assessments.frameworks.domain.problems import Problem
from assessments.frameworks.models import Immutable


class UnsoundFramework(ValueError):
    """A framework with faults was about to be stored; `problems` says which, each with its cure."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class BrokenLimits(UnsoundFramework):
    """A layer does to its base what the base does not allow."""


class AlreadyPublished(ValueError):
    """This version number is published with another content."""


class NotADraft(Immutable):
    """A version in review does not change under those who read it: bring it back to draft first."""
