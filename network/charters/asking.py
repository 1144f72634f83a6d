"""What signing asks, in words, with the link that leads to doing what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.charters.domain.rules import Ask, Check, Rules
from network.charters.facts import Known


@dataclass(frozen=True, slots=True)
class Line:
    """One thing asked: `text` is the rule, `found` where the organisation stands, `url` where to do it ("" if met)."""

    met: bool
    text: str
    found: str = ""
    url: str = ""
    action: str = ""


def in_words(rules: Rules) -> list[str]:
    """The rules as the public reads them."""
    asked = []
    if rules.months is not None:
        asked.append(_assessment(rules.months))
    if rules.level is not None:
        asked.append(_level(rules.level))
    if rules.commitments:
        asked.append(_commitments(rules.commitments, rules))
    if rules.weak_themes:
        asked.append(_weak(rules))
    return asked


def lines(rules: Rules, found: Sequence[Check], known: Known) -> list[Line]:
    """Each check, met or to do."""
    return [_line(rules, check, known) for check in found]


def _line(rules: Rules, check: Check, known: Known) -> Line:
    if check.ask == Ask.ASSESSMENT:
        return _with_link(check, _assessment(check.wanted), _age(check, known), "responses:start", _("Take stock"))
    if check.ask == Ask.LEVEL:
        stands = _("You are at level %(level)s.") % {"level": check.found} if check.found else ""
        return _with_link(check, _level(check.wanted), stands, "responses:start", _("Take stock"))
    if check.ask == Ask.COMMITMENTS:
        counted = check.found or 0
        stands = ngettext("%(n)s so far.", "%(n)s so far.", counted) % {"n": counted}
        return Line(check.met, _commitments(check.wanted, rules), stands)
    names = ", ".join(known.titles.get(theme, theme) for theme in check.missing)
    return Line(check.met, _weak(rules), _("Missing: %(themes)s.") % {"themes": names} if names else "")


def _with_link(check: Check, text: str, found: str, name: str, action: str) -> Line:
    if check.met:
        return Line(True, text, found)
    return Line(False, text, found, reverse(name), action)


def _age(check: Check, known: Known) -> str:
    if known.result is None:
        return _("You have no submitted assessment yet.")
    if check.found == 0:
        return _("Yours is less than a month old.")
    return ngettext("Yours is %(n)s month old.", "Yours is %(n)s months old.", check.found or 0) % {"n": check.found}


def _assessment(months: int) -> str:
    return ngettext(
        "A full assessment submitted less than %(n)s month ago",
        "A full assessment submitted less than %(n)s months ago",
        months,
    ) % {"n": months}


def _level(level: int) -> str:
    return _("Level %(level)s at least") % {"level": level}


def _commitments(count: int, rules: Rules) -> str:
    if rules.counts_actions:
        return ngettext(
            "%(n)s commitment chosen or action planned, at least",
            "%(n)s commitments chosen or actions planned, at least",
            count,
        ) % {"n": count}
    return ngettext("%(n)s commitment chosen, at least", "%(n)s commitments chosen, at least", count) % {"n": count}


def _weak(rules: Rules) -> str:
    return _("A commitment or an action for each theme under %(percent)s %%") % {"percent": rules.weak_below}
