"""Conditions, reasons and faults, in sentences."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from network.conditionality.domain.conditions import Condition, Kind, Outcome, Reason, Verdict
from network.conditionality.domain.faults import MOST, Code
from network.conditionality.facts import Scale

VERDICTS = {
    Verdict.MET: gettext_lazy("Met"),
    Verdict.UNKNOWN: gettext_lazy("Not known"),
    Verdict.MISSED: gettext_lazy("Not met"),
}
REASONS: Mapping[Reason, object] = {
    Reason.REACHED: gettext_lazy("The result reaches it."),
    Reason.BELOW: gettext_lazy("The result is below."),
    Reason.TOO_OLD: gettext_lazy("The result is too old."),
    Reason.NO_RESULT: gettext_lazy("There is no result yet."),
    Reason.NO_SCORE: gettext_lazy(
        "The result has no score for it: too few answers, or the subject does not concern it."
    ),
    Reason.NOT_ASKED: gettext_lazy("The questionnaire that was answered does not ask about it."),
    Reason.SIGNED: gettext_lazy("The charter is signed."),
    Reason.NOT_SIGNED: gettext_lazy("The charter is not signed, or the signature has lapsed."),
    Reason.NOBODY: gettext_lazy("The result is not attached to an organisation."),
    Reason.PROMISED: gettext_lazy("The commitment was made."),
    Reason.NOT_PROMISED: gettext_lazy("The commitment is not made."),
    Reason.DROPPED: gettext_lazy("Its review says that the commitment was not kept."),
    Reason.REVIEW_LATE: gettext_lazy("The day of its review has passed, and the review is not done."),
}
FAULTS: Mapping[Code, object] = {
    Code.EMPTY: gettext_lazy("Set one condition at least."),
    Code.SAME: gettext_lazy("Another condition asks the same thing: keep one."),
    Code.NO_LEVEL: gettext_lazy("The questionnaire has no level that high: nobody could reach it."),
    Code.LOWEST: gettext_lazy("Everyone is at the lowest level: choose a higher one."),
    Code.NO_SHARE: gettext_lazy("Write a share between 1 and 100."),
    Code.NO_THEME: gettext_lazy("The questionnaire has no such theme."),
    Code.NO_MONTHS: gettext_lazy("Say of how many months the result may be: 1 to 60."),
    Code.NO_CHARTER: gettext_lazy("The territory has no adopted charter: nobody could sign it."),
    Code.NO_SENTENCE: gettext_lazy("Write the commitment, word for word."),
    Code.NO_REVIEW: gettext_lazy("Say after how many months the commitment is reviewed: 1 to 60."),
    Code.HARDER_PART: gettext_lazy(
        "A level and a share of the same theme are read in the same result: give both one age."
    ),
    Code.CLOSED: gettext_lazy("The last day of this aid has passed: nobody could ask for it."),
}


def fault(code: Code) -> str:
    if code is Code.TOO_MANY:
        return _("%(most)s conditions at most.") % {"most": MOST}
    return str(FAULTS[code])


def condition(asked: Condition, scale: Scale) -> str:
    """ "Energy: level 3 or above, in a result less than 12 months old"."""
    if asked.kind is Kind.CHARTER:
        return _("The charter of the territory, signed and in force")
    if asked.kind is Kind.COMMITMENT:
        return _("This commitment, reviewed within %(time)s: “%(words)s”") % {
            "time": months(asked.review or 0), "words": asked.promise,
        }  # fmt: skip
    if asked.kind is Kind.LEVEL:
        told = _("%(what)s: level %(least)s or above, in a result less than %(time)s old")
    else:
        told = _("%(what)s: %(least)s %% of the points or more, in a result less than %(time)s old")
    return told % {"what": what(asked, scale), "least": asked.least, "time": months(asked.months or 0)}


def what(asked: Condition, scale: Scale) -> str:
    return scale.themes.get(asked.theme, asked.theme) if asked.theme else _("The whole result")


def instead(asked: Condition) -> str:
    """What is accepted in place of a level or a share; "" for nothing."""
    if asked.kind in (Kind.CHARTER, Kind.COMMITMENT) or not asked.promise:
        return ""
    return _("Or this commitment, reviewed within %(time)s: “%(words)s”") % {
        "time": months(asked.review or 0), "words": asked.promise,
    }  # fmt: skip


def months(number: int) -> str:
    return ngettext("%(n)s month", "%(n)s months", number) % {"n": number}


def reason(outcome: Outcome) -> str:
    return str(REASONS[outcome.reason])


def line(outcome: Outcome, scale: Scale) -> dict[str, str]:
    """One line of a page or of a record: nothing here tells the figure that was reached."""
    return {
        "verdict": outcome.verdict.value,
        "asked": condition(outcome.condition, scale),
        "instead": instead(outcome.condition),
        "reason": reason(outcome),
    }
