"""What was frozen when the result was issued."""

from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.frameworks.plan import Plan
from assessments.results import wording
from assessments.results.domain.findings import Findings
from assessments.results.domain.summary import Summary, summarise
from assessments.results.models import Result
from assessments.scoring import Answers, Profile, from_dict, resolve
from assessments.scoring import Result as Scored


class Frozen:
    """`row` comes with its version, its assessment and its previous result loaded."""

    def __init__(self, row: Result, plan: Plan, today: date | None = None) -> None:
        self.row = row
        self.plan = plan
        self.document = plan.document
        self.framework = plan.framework
        self.today = today or timezone.localdate()
        self.shared: dict[str, Any] = {}
        """What floors above read once for all their sections of one page."""

    @cached_property
    def scored(self) -> Scored:
        return from_dict(self.row.explanation)

    @cached_property
    def before(self) -> Scored | None:
        """The former result, read with the questions of this one where they changed (see rebasing.py)."""
        return from_dict(self.row.rebased) if self.row.rebased else self.as_issued

    @cached_property
    def as_issued(self) -> Scored | None:
        """The former result as it was issued."""
        return from_dict(self.row.previous.explanation) if self.row.previous else None

    @property
    def rebased_line(self) -> str:
        """What the former result becomes with this year's questions; "" where they are the same."""
        if not self.row.rebased or self.before is None or self.as_issued is None:
            return ""
        return _("Your former result, read again with these questions: %(now)s; it was %(then)s as issued.") % {
            "now": wording.figure(self.before.displayed),
            "then": wording.figure(self.as_issued.displayed),
        }

    @cached_property
    def findings(self) -> Findings:
        return Findings.from_dict(self.row.findings)

    @cached_property
    def profile(self) -> Profile:
        frozen = self.row.profile
        return Profile(frozen["kind"], frozen["size"], frozen["section"], frozenset(frozen["traits"]))

    @cached_property
    def answers(self) -> Answers:
        """What counted, computed figures with it."""
        return resolve(self.framework, self.row.answers, self.profile).answers

    @property
    def name(self) -> str:
        return str(self.row.profile["name"])

    @cached_property
    def summary(self) -> Summary:
        return summarise(self.scored, self.findings, self.framework.levels, self.framework.decimals, self.before)
