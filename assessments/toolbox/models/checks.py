"""What the JSON fields of a resource may hold, and the words that say what is wrong."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.toolbox.domain.eligibility import Eligibility
from assessments.toolbox.domain.plain import UnreadableEligibility, eligibility_from

FIELD_NAMES = {
    "kinds": _("type of organisation"),
    "sizes": _("size"),
    "naf": _("activity"),
    "not_naf": _("activities left out"),
    "least": _("fewest employees"),
    "most": _("most employees"),
    "micro": _("micro-enterprise"),
    "areas": _("places"),
    "years": _("years of activity"),
    "traits": pgettext_lazy("a condition", "traits"),
    "any_trait": _("one trait among"),
    "no_trait": _("traits left out"),
}
_REASONS = {
    "field": _("“%(field)s”: this condition does not exist."),
    "list": _("“%(field)s”: give a list of codes."),
    "codes": _("“%(field)s”: one of the codes is not known."),
    "number": _("“%(field)s”: give a whole number, not below zero."),
    "micro": _("“%(field)s”: give “no”, “only” or nothing."),
}
_CONTRADICTIONS = {
    "sizes": _("“%(field)s”: no size has both this band and this number of employees."),
    "most": _("“%(field)s”: it is under the fewest."),
    "not_naf": _("“%(field)s”: every activity that is asked for is left out."),
    "no_trait": _("“%(field)s”: a trait is both asked for and left out."),
    "micro": _("“%(field)s”: a micro-enterprise never has so many employees."),
}
_is_address = URLValidator(["http", "https"])


def read_eligibility(value: object) -> Eligibility:
    """The conditions that `value` writes. Raises ValidationError, one sentence for each field that is wrong."""
    if not isinstance(value, dict):
        raise ValidationError({"eligibility": _("Give conditions by name.")})
    try:
        eligibility = eligibility_from(value)
    except UnreadableEligibility as error:
        raise ValidationError({"eligibility": list(_said(_REASONS, error.problems.items()))}) from error
    if wrong := list(eligibility.contradictions()):
        raise ValidationError({"eligibility": list(_said(_CONTRADICTIONS, ((name, name) for name in wrong)))})
    return eligibility


def _said(sentences: dict[str, Any], problems: Any) -> Iterator[ValidationError]:
    for field, reason in problems:
        yield ValidationError(sentences[reason], code=field, params={"field": FIELD_NAMES.get(field, field)})


def check_texts(value: object) -> None:
    """Texts by language."""
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in (*value, *value.values())):
        raise ValidationError(_("Give a text by language."))


def check_codes(value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise ValidationError(_("Give a list of codes."))


def check_choices(value: object) -> None:
    """{question code: [choice codes]}"""
    if not isinstance(value, dict):
        raise ValidationError(_("Give a list of choices by question."))
    for codes in value.values():
        check_codes(codes)


def check_links(value: object) -> None:
    """[{"label": {language: text}, "url": address}]"""
    if not isinstance(value, list):
        raise ValidationError(_("Give a list of links."))
    for link in value:
        if not isinstance(link, dict) or set(link) != {"label", "url"}:
            raise ValidationError(_("A link has a text and an address."))
        check_texts(link["label"])
        _is_address(link["url"])


SHAPES = {
    "title": check_texts,
    "summary": check_texts,
    "cost": check_texts,
    "effort": check_texts,
    "amount": check_texts,
    "conditions": check_texts,
    "themes": check_codes,
    "questions": check_codes,
    "choices": check_choices,
    "links": check_links,
}
"""JSON fields → what refuses a wrong shape. A validator of the field would not see an empty list."""
