"""The words of gains, aims and commitments, in the active language."""

from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from assessments.frameworks.domain.document import Question
from assessments.plans.domain.aims import Aim
from assessments.results import wording
from assessments.scoring import round_half_up

LONGEST_TITLE = 200  # characters


def gain(value: Fraction | None, decimals: int) -> str:
    """ "+3 points", "less than 1 point", "no point", "−2 points"; "–" where there was no score before."""
    if value is None:
        return "–"
    if value > 0:
        return wording.gain(value, decimals)
    lost = round_half_up(-value, decimals)
    return "−" + wording.points(lost) if lost else _("no point")


def aim(question: Question, found: Aim) -> str:
    """What is true once it is reached."""
    if found.choice:
        return wording.choice(question, found.choice)
    if found.band is not None:
        return wording.band(question, found.band)
    return _("Everything that the question asks for")


def title(question: Question, found: Aim) -> str:
    """A ready title: the step where its words say enough, else with the name of the practice."""
    words = aim(question, found)
    says_enough = found.choice and question.kind in ("single", "multiple") and len(words) <= LONGEST_TITLE
    return cut(
        words if says_enough else _("%(practice)s: %(step)s") % {"practice": wording.name(question), "step": words}
    )


def cut(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1].rstrip() + "…"


def commitment(question: Question, found: Aim | None, due_on: date) -> str:
    """ "We commit to …, by …": a sentence to sign as it is, or to write again."""
    known = {"practice": wording.name(question), "day": wording.day(due_on)}
    if found is None:
        return _("We commit to going further on “%(practice)s” by %(day)s.") % known
    return _("We commit to reaching the step “%(step)s” (%(practice)s) by %(day)s.") % {
        **known,
        "step": aim(question, found),
    }
