"""The words of figures and statuses, in the active language."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from assessments.frameworks.domain.document import Question, Theme
from assessments.responses.wording import in_words
from assessments.scoring import Answer, NodeResult, round_half_up
from core.text import pick

STATUSES = {
    "not_applicable": gettext_lazy("Not asked: it does not concern your profile. It stays out of the score."),
    "not_asked": gettext_lazy("Not asked because of another answer: it stays out of the score."),
    "not_concerned": gettext_lazy("Not concerned: it stays out of the score."),
    "unanswered": gettext_lazy("Not answered: it stays out of the score and lowers completeness."),
    "unscored": gettext_lazy("Asked without points: it stays out of the score."),
    "empty": gettext_lazy("No answer counts here: no score, which is not a score of zero."),
}
RULES = {
    "single": gettext_lazy("the chosen step gives its points"),
    "multiple_sum": gettext_lazy("the points of the chosen answers add up, up to the most possible"),
    "multiple_best": gettext_lazy("the best of the chosen answers counts"),
    "yes_no": gettext_lazy("yes or no, each with its points"),
    "bands": gettext_lazy("the points of the band that holds your number"),
    "scale_mean": gettext_lazy("mean of the lines that you rated"),
    "computed": gettext_lazy("the points of the band that holds the figure worked out"),
    "unscored": gettext_lazy("no points"),
    "weighted_mean": gettext_lazy("mean of what counts below, by weight"),
    "clamped_sum": gettext_lazy("the points below add up, up to the most possible"),
}
MARKS = {
    "to_check": gettext_lazy("to be checked"),
    "secondary": gettext_lazy("from secondary sources, to be checked"),
}


def figure(value: Decimal | None) -> str:
    """A displayed score: "54", "2,5", "–" for none."""
    return "–" if value is None else number_format(value, -_exponent(value), use_l10n=True)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


def exact(value: Fraction | None) -> str:
    """Points or a weight as they are written in the framework: "3", "0,5"; two decimals at most."""
    if value is None:
        return "–"
    shown = round_half_up(value, 2).normalize()
    return figure(shown.quantize(Decimal(1)) if shown == shown.to_integral() else shown)


def day(value: date) -> str:
    """A date as it is read aloud: "21 novembre 2026", and "1er janvier 2024" in French."""
    shown = date_format(value, "DATE_FORMAT")
    first = value.day == 1 and (get_language() or "").startswith("fr")
    return shown.replace("1 ", "1er ", 1) if first else shown


def since(start: date, today: date) -> str:
    """From when a duty holds: already, or soon."""
    words = _("Since %(date)s") if start <= today else _("From %(date)s on")
    return words % {"date": day(start)}


def signed(value: Decimal) -> str:
    """A difference: "+17", "−3" with a true minus sign."""
    return ("+" if value > 0 else "−" if value < 0 else "") + figure(abs(value))


def points(value: Decimal) -> str:
    """ "1 point", "54 points"."""
    return ngettext("%(count)s point", "%(count)s points", _plural(value)) % {"count": figure(value)}


def _plural(value: Decimal) -> int:
    """The number that French and English agree on for the plural of `value`."""
    return 1 if 0 < abs(value) < 2 else int(abs(value))


def gain(value: Fraction, decimals: int) -> str:
    """ "+3 points"; "less than one point" where rounding would show none."""
    shown = round_half_up(value, decimals)
    return "+" + points(shown) if shown else _("less than 1 point")


SPOKEN = ("date", "scale", "table", "file")
"""Kinds whose answers the questionnaire itself puts into words."""


def answer(question: Question, value: Answer) -> str:
    """An answer in the words that were chosen; a computed figure with its unit."""
    if value is None or value in ("", [], (), {}):
        return _("No answer")
    if value == "na":
        return _("Not concerned")
    if value == "unknown":
        return _("I don't know")
    if question.kind in ("number", "percentage", "computed"):
        return quantity(question, Fraction(str(value)))
    if question.kind == "text":
        return str(value)
    if question.kind in SPOKEN:
        return in_words(question, value)
    return ", ".join(_chosen(question, value))


def _chosen(question: Question, value: Answer) -> Iterator[str]:
    if isinstance(value, bool):
        value = "yes" if value else "no"
    codes: Iterable[object] = value if isinstance(value, list | tuple) else [str(value)]
    for code in codes:
        yield choice(question, str(code))


def choice(question: Question, code: str) -> str:
    """The words of a choice. Yes and no need none in the framework; in a scale, "item=choice" says both."""
    line, is_line, step = code.partition("=")
    if question.kind == "scale" and is_line:
        return in_words(question, {line: step})
    words = next((pick(item.title) for item in question.choices if item.code == code), "")
    return words or {"yes": _("Yes"), "no": _("No")}.get(code, code)


def quantity(question: Question, value: Fraction) -> str:
    unit = "%" if question.kind == "percentage" else pick(question.unit)
    return f"{exact(value)}\u00a0{unit}".strip()


def band(question: Question, index: int) -> str:
    """A band of a number: "from 20 % to 40 %", "60 % and more", "less than 10 kWh"."""
    item = question.bands[index]
    if item.low is None:
        return _("less than %(high)s") % {"high": quantity(question, item.high or Fraction(0))}
    if item.high is None:
        return _("%(low)s and more") % {"low": quantity(question, item.low)}
    return _("from %(low)s to %(high)s") % {"low": exact(item.low), "high": quantity(question, item.high)}


def name(item: Question | Theme) -> str:
    """The short name of a question, else the question itself; the title of a theme."""
    if isinstance(item, Question) and item.name:
        return pick(item.name)
    return pick(item.title)


def status(node: NodeResult) -> str:
    """Why a node is left out, "" for one that counts."""
    if node.status == "unknown":
        if node.ratio is not None:
            return _("“I don't know” counts as zero in this framework and lowers completeness.")
        return _("“I don't know”: it stays out of the score and lowers completeness.")
    return str(STATUSES.get(node.status, ""))
