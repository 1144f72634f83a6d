"""What floors above propose as answers when one takes stock again: an action that was done since changes an answer.

    prefill.register("plans", done_since)

from an app's `ready()`. Proposals are answers to be checked, as those carried from last time; each says why.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from assessments.frameworks.models import FrameworkVersion
from assessments.responses.models import Assessment
from assessments.responses.wording import Value


class Proposal(NamedTuple):
    """An answer of the new version, in the shape that scoring reads, and why it is proposed, as a sentence."""

    value: Value
    why: str


Proposals = Mapping[str, Proposal]
Propose = Callable[[Assessment, FrameworkVersion], Proposals]
"""(the former assessment, today's version) → proposals by question code."""

_sources: dict[str, Propose] = {}


def register(code: str, propose: Propose) -> None:
    """Add a source, or replace the one of the same code."""
    _sources[code] = propose


def proposals(former: Assessment, version: FrameworkVersion) -> dict[str, Proposal]:
    """What all sources propose; the last one registered wins."""
    found: dict[str, Proposal] = {}
    for propose in _sources.values():
        found.update(propose(former, version))
    return found
