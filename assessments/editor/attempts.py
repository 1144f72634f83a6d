"""Trying an edit, and what to say of it: the same for every page of the editor."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.people import signed_in
from assessments.editor import services, wording
from assessments.editor.domain.operations import Operation, Refused, StaleEdit
from assessments.frameworks.models import FrameworkVersion, Immutable
from assessments.frameworks.services import UnsoundFramework

MOST_SAID = 6
Make = Callable[[], tuple[Operation, ...]]


class Outcome(NamedTuple):
    """`faults`: why nothing was done, in words; `stale`: the edit that somebody's change came before."""

    operations: tuple[Operation, ...] = ()
    faults: tuple[str, ...] = ()
    stale: StaleEdit | None = None

    @property
    def is_done(self) -> bool:
        return not self.faults


def attempt(request: HttpRequest, version: FrameworkVersion, make: Make) -> Outcome:
    """Do what `make` gives, all of it or nothing; nothing to do is done."""
    try:
        operations = make()
        if operations:
            services.edit_all(version=version, operations=operations, user=signed_in(request))
    except StaleEdit as stale:
        return Outcome(faults=(wording.refusal(stale),), stale=stale)
    except Refused as refused:
        return Outcome(faults=(wording.refusal(refused),))
    except UnsoundFramework as unsound:
        return Outcome(faults=tuple(wording.problem(one) for one in unsound.problems[:MOST_SAID]))
    except Immutable:
        return Outcome(faults=(_("This version is not a draft any more: it cannot be changed."),))
    return Outcome(operations)


def say(request: HttpRequest, outcome: Outcome, done: str) -> None:
    """As messages, shown on the next page."""
    if outcome.is_done:
        messages.success(request, done)
    for fault in outcome.faults:
        messages.error(request, fault)
