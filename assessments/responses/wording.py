"""What the pages and the save-as-you-go script say: answers in words, refusals with their cure, times."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.frameworks.domain.document import Question
from assessments.responses.domain.reading import LONGEST_TEXT, is_answer, limits
from assessments.scoring import NA, UNKNOWN, Answer, AnswerError
from assessments.scoring import Question as ScoredQuestion
from core.text import pick

ASIDE_LABELS = {UNKNOWN: gettext_lazy("I don't know"), NA: gettext_lazy("Not concerned")}
YES_NO_LABELS = {"yes": gettext_lazy("Yes"), "no": gettext_lazy("No")}


def choice_labels(question: Question) -> dict[str, str]:
    """Code → words, in order, "I don't know" and "not concerned" left out."""
    if question.kind == "yes_no":
        given = {choice.code: pick(choice.title) for choice in question.choices}
        return {code: given.get(code) or str(label) for code, label in YES_NO_LABELS.items()}
    return {choice.code: pick(choice.title) for choice in question.choices}


def in_words(question: Question, value: Answer) -> str:
    """The answer as one would say it; "" when there is none."""
    if not is_answer(value):
        return ""
    if isinstance(value, str) and value in ASIDE_LABELS and question.kind != "text":
        return str(ASIDE_LABELS[value])
    if isinstance(value, int | float) and not isinstance(value, bool):
        return with_unit(question, number(value))
    labels = choice_labels(question)
    chosen = value if isinstance(value, Sequence) and not isinstance(value, str) else [str(value)]
    return " ; ".join(labels.get(code, code) for code in chosen)


def as_texts(value: Answer) -> list[str]:
    """What a form gives for `value`: the inverse of `reading.read`."""
    if not is_answer(value):
        return []
    if isinstance(value, list | tuple):
        return list(value)
    return [number(value) if isinstance(value, int | float) else str(value)]


def number(value: float) -> str:
    return str(number_format(repr(value), use_l10n=True)) if isinstance(value, float) else str(value)


def unit_of(question: Question) -> str:
    return "%" if question.kind == "percentage" else pick(question.unit)


def with_unit(question: Question, figure: str) -> str:
    unit = unit_of(question)
    return f"{figure}\u00a0{unit}" if unit else figure


def missing(question: Question) -> str:
    """What to do about a question left without an answer."""
    if question.kind in ("number", "percentage"):
        return _("Write a number, or tick “I don't know”.") if question.unknown else _("Write a number.")
    return _("Choose an answer, or “I don't know”.") if question.unknown else _("Choose an answer.")


def refusal(error: AnswerError, question: Question | None, scored: ScoredQuestion | None) -> str:
    """`error` as a sentence that says what to do."""
    if question is None or scored is None:
        return _("This question is not part of this questionnaire. Reload the page to see the right ones.")
    if error.code in ("out_of_range", "not_a_number"):
        return _expected_number(question, scored)
    sentences = {
        "unknown_choice": _("This answer is not offered here. Choose one of those in the list."),
        "both": _("Give an answer or tick “I don't know” or “Not concerned”, not both."),
        "several": _("Give one answer only."),
        "not_concerned_refused": _("This question concerns everyone: choose an answer."),
        "unknown_refused": _("“I don't know” is not offered here: choose an answer."),
        "too_long": _("This text is too long: keep to %(most)s characters.") % {"most": LONGEST_TEXT},
    }
    return sentences.get(error.code) or _("Choose one of the answers in the list.")


def _expected_number(question: Question, scored: ScoredQuestion) -> str:
    low, high = limits(scored)
    words = {"low": _limit(question, low), "high": _limit(question, high)}
    if low is not None and high is not None:
        return _("Write a number between %(low)s and %(high)s.") % words
    if low is not None:
        return _("Write a number from %(low)s up, in digits.") % words
    if high is not None:
        return _("Write a number up to %(high)s, in digits.") % words
    unit = unit_of(question)
    return _("Write a number in digits (%(unit)s).") % {"unit": unit} if unit else _("Write a number in digits.")


def _limit(question: Question, limit: Fraction | None) -> str:
    if limit is None:
        return ""
    figure = int(limit) if limit.denominator == 1 else float(limit)
    return with_unit(question, number(figure))


def saved_at(when: datetime) -> str:
    """ "Saved at 14:32", with the day when it is not today."""
    local = timezone.localtime(when)
    # Translators: formats of a time and of a day, see Django's `date` filter.
    time = date_format(local, _("H:i"))
    if local.date() == timezone.localdate():
        return _("Saved at %(time)s") % {"time": time}
    return _("Saved on %(day)s at %(time)s") % {"day": date_format(local, _("j F")), "time": time}


def changed_elsewhere(when: datetime) -> str:
    local = timezone.localtime(when)
    words = {"time": date_format(local, _("H:i")), "day": date_format(local, _("j F"))}
    return _("Another tab or another device saved this answer on %(day)s at %(time)s.") % words
