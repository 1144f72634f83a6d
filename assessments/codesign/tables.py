"""A map as its page shows it: one line a link, with the words of both questions."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from assessments.codesign.outline import title_of
from assessments.frameworks.domain import mapping
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.mapping import Link

ALL, KEPT, DROPPED, NEW, SEVERAL = "", "reprises", "abandonnees", "nouvelles", "fusions"
FILTERS = (ALL, KEPT, DROPPED, NEW, SEVERAL)


class Line(NamedTuple):
    link: Link
    old_title: str
    new_title: str
    choices: str


@dataclass(frozen=True, slots=True)
class Table:
    """`counts`: how many lines each filter keeps."""

    lines: list[Line]
    counts: dict[str, int]


def table(links: Sequence[Link], old: Document, new: Document, only: str = ALL) -> Table:
    before = {question.code: title_of(question) for question in old.questions()}
    after = {question.code: title_of(question) for question in new.questions()}
    kept = {name: _filtered(links, name) for name in FILTERS}
    lines = [
        Line(link, before.get(link.old, ""), after.get(link.new, ""), choices_text(link))
        for link in kept.get(only, links)
    ]
    return Table(lines, {name: len(found) for name, found in kept.items()})


def _filtered(links: Iterable[Link], name: str) -> list[Link]:
    links = list(links)
    takers = [link.new for link in links if link.carries]
    keep: Callable[[Link], bool] = {
        ALL: lambda link: True,
        KEPT: lambda link: link.carries,
        DROPPED: lambda link: not link.new,
        NEW: lambda link: not link.old,
        SEVERAL: lambda link: link.carries and takers.count(link.new) > 1,
    }[name]
    return [link for link in links if keep(link)]


def choices_text(link: Link) -> str:
    return ", ".join(f"{old}={new}" for old, new in link.choices.items())


def choices_from(text: str) -> dict[str, str]:
    """ "a=b, c=d" as pairs. Raises ValidationError."""
    pairs = [part.split("=") for part in text.split(",") if part.strip()]
    if any(len(pair) != 2 or not all(side.strip() for side in pair) for pair in pairs):
        raise ValidationError(_("Write pairs such as old=new, separated by commas."))
    return {old.strip(): new.strip() for old, new in pairs}


def weight_from(text: str) -> Fraction:
    """ "1", "0,5" or "1/3". Raises ValidationError."""
    weight = mapping.weight_from(text.replace("\u00a0", ""))
    if weight is None:
        raise ValidationError(_("Write a number: 1, 0,5 or 1/3."))
    if weight <= 0:
        raise ValidationError(_("Write a number above 0."))
    return weight


def replaced(links: Iterable[Link], former: tuple[str, str] | None, link: Link | None) -> list[Link]:
    """`links` with `link` in the place of the one between the `former` ends; None of either: added, or taken away.

    The line that said a question is new, or dropped, goes once a link carries it.
    """
    kept = [link if former == (one.old, one.new) else one for one in links]
    kept += [link] if former is None else []
    found = [one for one in kept if one is not None]
    if link is None or not link.carries:
        return found
    return [one for one in found if one.carries or (one.old not in ("", link.old)) or (one.new not in ("", link.new))]
