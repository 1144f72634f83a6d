"""The plan of an organisation as its page shows it: one reading, as a board or as a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.frameworks.plan import compile_version
from assessments.plans.models import Action, Status
from assessments.results import wording

VIEWS = {"tableau": gettext_lazy("Board"), "liste": gettext_lazy("List")}
LATE = "late"
STATES = (("", gettext_lazy("All states")), *Status.choices, (LATE, gettext_lazy("Late")))


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; what it has wrong counts for nothing. `owner`: the key of a member, "" for all."""

    view: str = "tableau"
    state: str = ""
    theme: str = ""
    owner: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Filters":
        view, state = asked.get("vue", ""), asked.get("etat", "")
        known = {code for code, _label in STATES}
        return cls(
            view if view in VIEWS else "tableau",
            state if state in known else "",
            asked.get("theme", ""),
            asked.get("qui", ""),
        )

    @property
    def are_set(self) -> bool:
        return bool(self.state or self.theme or self.owner)

    def keep(self, action: Action, today: date) -> bool:
        if self.state == LATE and not action.is_late(today):
            return False
        if self.state not in ("", LATE) and action.status != self.state:
            return False
        return self.theme in ("", action.theme) and self.owner in ("", str(action.owner_id))


@dataclass(frozen=True, slots=True)
class Card:
    """An action in the list: who is in charge, by when, what it concerns."""

    action: Action
    theme: str
    who: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Column:
    status: str
    label: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Board:
    """`actions` with their owner and version, the nearest day first. Costs no query of its own."""

    actions: Sequence[Action]
    filters: Filters
    today: date

    @cached_property
    def cards(self) -> list[Card]:
        return [self._card(action) for action in self.actions if self.filters.keep(action, self.today)]

    @property
    def columns(self) -> list[Column]:
        """To do, under way, done; given up only where there is some."""
        made = [
            Column(status.value, str(status.label), tuple(card for card in self.cards if card.action.status == status))
            for status in Status
        ]
        return [column for column in made if column.status != Status.DROPPED or column.cards]

    @property
    def total(self) -> int:
        """Given-up actions count for nothing."""
        return sum(action.status != Status.DROPPED for action in self.actions)

    @property
    def done(self) -> int:
        return sum(action.status == Status.DONE for action in self.actions)

    @property
    def late(self) -> int:
        return sum(action.is_late(self.today) for action in self.actions)

    @property
    def themes(self) -> list[tuple[str, str]]:
        """Those that the actions concern, as choices of the filter."""
        return list({action.theme: theme_of(action) for action in self.actions if action.theme}.items())

    @property
    def owners(self) -> list[tuple[str, str]]:
        found = {str(one.owner_id): named(one) for one in self.actions if one.owner_id}
        return sorted(found.items(), key=lambda pair: pair[1])

    def _card(self, action: Action) -> Card:
        return Card(action, theme_of(action), named(action), action.is_late(self.today))


def theme_of(action: Action) -> str:
    """Its theme in words, "" for an action of no theme; `action` with its version loaded."""
    if not action.theme or action.version is None:
        return ""
    try:
        return wording.name(compile_version(action.version).theme(action.theme))
    except KeyError:
        return ""


def practice_of(action: Action) -> str:
    if not action.question_code or action.version is None:
        return ""
    try:
        return wording.name(compile_version(action.version).question(action.question_code))
    except KeyError:
        return ""


def named(action: Action) -> str:
    """Who takes care of it; a member without a name is "a member", never an address."""
    return action.who or (_("A member") if action.owner_id else "")
