"""The two figures of a layered framework, in words: the core's, comparable everywhere, and the local one."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.frameworks.domain.split import Figures, split_from
from assessments.frameworks.plan import Plan
from assessments.results import wording
from assessments.results.domain.summary import Summary
from assessments.results.models import Result
from core.text import pick


@dataclass(frozen=True, slots=True)
class Shares:
    """`core` and `local` are "54/100", "–" without a score; `local` "" where no local question is scored."""

    core: str
    local: str
    rules: tuple[str, ...]

    @property
    def line(self) -> str:
        """Both in one line."""
        core = _("Core score, comparable everywhere: %(figure)s") % {"figure": self.core}
        return f"{core} · " + _("Local questions: %(figure)s") % {"figure": self.local} if self.local else core


def shares_of(row: Result, plan: Plan, summary: Summary) -> Shares | None:
    """As they were frozen with the result; None for a framework that is no layer."""
    split = split_from(row.split)
    if split is None:
        return None
    return Shares(_shown(split.core, summary), _shown(split.local, summary) if split.local else "", _rules(plan))


def _shown(figures: Figures, summary: Summary) -> str:
    return f"{wording.figure(figures.displayed)}/{wording.figure(summary.maximum)}"


def _rules(plan: Plan) -> tuple[str, ...]:
    title = pick(plan.core.document.title) if plan.core else plan.document.core
    return (
        _(
            "The core is “%(core)s”, asked by several territories. Its score counts its own questions only, with its "
            "own points and weights: it compares with theirs."
        )
        % {"core": title},
        _(
            "What is not asked here is left out of it. A choice that was added here counts as the choice of the core "
            "that it stands for."
        ),
        _("The local score is the mean of the questions that were added here. The level comes from all questions."),
    )
