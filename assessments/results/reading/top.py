"""The top of the page: the level, the points, what follows them."""

from functools import cached_property

from django.utils.translation import gettext as _

from assessments.frameworks.domain.document import Level
from assessments.results import wording
from assessments.results.reading.frozen import Frozen
from assessments.results.shares import Shares, shares_of
from core.text import pick

GROUPS = ("association", "public_body")
"""Kinds that speak as "we"."""


class Top(Frozen):
    @property
    def is_express(self) -> bool:
        return self.row.assessment.mode == "express"

    @property
    def is_complete(self) -> bool:
        """Whether enough was answered for a level to be named."""
        return self.row.level != ""

    @cached_property
    def level(self) -> Level | None:
        return self.plan.level(self.row.level)

    @property
    def level_count(self) -> int:
        return len(self.document.levels)

    @cached_property
    def headline(self) -> str:
        if self.is_express:
            return _("Your next step")
        if self.level is None:
            return _("To be completed")
        ours = self.level.group_title if self.profile.kind in GROUPS else None
        return pick(ours) or pick(self.level.title)

    @property
    def framework_name(self) -> str:
        return f"{pick(self.document.title)}, {self.document.version}"

    @property
    def encouragement(self) -> str:
        return pick(self.level.text) if self.level else ""

    @cached_property
    def points_line(self) -> str:
        """ "54 points out of 100"."""
        if self.summary.points is None:
            return _("No points yet")
        counted = {"points": wording.points(self.summary.points), "maximum": wording.figure(self.summary.maximum)}
        return _("%(points)s out of %(maximum)s") % counted

    @cached_property
    def sentence(self) -> str:
        """What follows the points: the change, the gap to the next level, where points are won fastest."""
        change, gap = self._change(), self._gap()
        first = f", {change}. " if change else ". "
        return (first + gap).rstrip()

    def _change(self) -> str:
        if self.summary.difference is None:
            return ""
        if self.summary.stable:
            return _("stable since last time")
        more = self.summary.difference > 0
        counted = wording.figure(abs(self.summary.difference))
        return (_("%(count)s more than last time") if more else _("%(count)s fewer than last time")) % {
            "count": counted
        }

    def _gap(self) -> str:
        theme = wording.name(self.plan.theme(self.summary.fastest)) if self.summary.fastest else ""
        if self.summary.gap is None or self.summary.number is None:
            return _("Points are won fastest in “%(theme)s”.") % {"theme": theme} if theme else ""
        what = wording.points(self.summary.gap) if self.summary.gap else _("less than 1 point")
        known = {"missing": what, "level": self.summary.number + 1, "theme": theme}
        if not theme:
            return _("%(missing)s to level %(level)s.") % known
        return _("%(missing)s to level %(level)s, and points are won fastest in “%(theme)s”.") % known

    @cached_property
    def shares(self) -> Shares | None:
        """The core's figure and the local one; None for a framework that is no layer."""
        return shares_of(self.row, self.plan, self.summary)
