"""What is known of an organisation where signing asks for it: its last result, its planned actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from assessments.frameworks.plan import Plan, compile_version
from assessments.plans.models import Action, Status
from assessments.plans.queries import actions_of
from assessments.results.domain.summary import level_number
from assessments.results.models import Result
from assessments.results.queries import current_of
from assessments.scoring import from_dict
from core.text import pick
from network.charters.domain.rules import Facts
from organisations.models import Organisation


@dataclass(frozen=True)
class Known:
    """`titles`: {theme code: its title} of the questionnaire of the last result, {} without one."""

    organisation: Organisation
    result: Result | None
    actions: tuple[Action, ...]

    @cached_property
    def plan(self) -> Plan | None:
        return compile_version(self.result.version) if self.result else None

    @cached_property
    def titles(self) -> Mapping[str, str]:
        return {theme.code: pick(theme.title) for theme in self.plan.document.themes} if self.plan else {}

    @cached_property
    def facts(self) -> Facts:
        themes = tuple(action.theme for action in self.actions)
        if self.result is None or self.plan is None:
            return Facts(actions=themes)
        scored = from_dict(self.result.explanation)
        shares = {theme.id: float(theme.ratio) for theme in scored.themes if theme.ratio is not None}
        level = level_number(self.plan.framework.levels, self.result.level)
        return Facts(timezone.localtime(self.result.issued_at).date(), level, shares, themes)


def known_of(organisation: Organisation) -> Known:
    """Two queries, and one for a version that is not compiled yet. Actions given up are left out."""
    actions = actions_of(organisation).exclude(status=Status.DROPPED)
    return Known(organisation, current_of(organisation), tuple(actions))
