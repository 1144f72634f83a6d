"""Register numbers, refused in words that say what to do. Spaces and dots are forgiven before (see `fields`)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from stdnum import exceptions
from stdnum.fr import siren, siret

from organisations.domain import naf

RNA_DIGITS = 9


def _check_length(number: str, name: str, length: int) -> None:
    if not number.isascii() or not number.isdigit():
        raise ValidationError(
            _("A %(name)s is written with digits only: there are %(length)d of them."),
            code="letters",
            params={"name": name, "length": length},
        )
    missing = length - len(number)
    if missing > 0:
        text = ngettext(
            "%(missing)d digit is missing: a %(name)s has %(length)d.",
            "%(missing)d digits are missing: a %(name)s has %(length)d.",
            missing,
        )
        raise ValidationError(text, code="short", params={"missing": missing, "name": name, "length": length})
    if missing < 0:
        text = ngettext(
            "There is %(extra)d digit too many: a %(name)s has %(length)d.",
            "There are %(extra)d digits too many: a %(name)s has %(length)d.",
            -missing,
        )
        raise ValidationError(text, code="long", params={"extra": -missing, "name": name, "length": length})


def validate_siren(number: str) -> None:
    """Nine digits, the last one a Luhn key."""
    _check_length(number, "SIREN", 9)
    try:
        siren.validate(number)
    except exceptions.ValidationError:
        raise ValidationError(
            _("One digit of this SIREN is wrong: compare it with an invoice or a tax notice."), code="key"
        ) from None


def validate_siret(number: str) -> None:
    """Fourteen digits, a Luhn key; La Poste's branches (356000000) add up to a multiple of 5 instead."""
    _check_length(number, "SIRET", 14)
    try:
        siret.validate(number)
    except exceptions.ValidationError:
        raise ValidationError(
            _("One digit of this SIRET is wrong: compare it with an invoice or a pay slip."), code="key"
        ) from None


def validate_rna(number: str) -> None:
    """The national register of associations: W and nine digits. There is no key to check."""
    if not number.startswith("W"):
        raise ValidationError(_("An RNA number begins with W: it is on the receipt of the prefecture."), code="letter")
    _check_length(number[1:], "RNA", RNA_DIGITS)


def validate_naf(code: str) -> None:
    """The shape of an activity code; whether its division exists depends on the nomenclature (see the model)."""
    if not naf.SHAPE.fullmatch(code.replace(".", "")):
        raise ValidationError(
            _("An activity code is four digits and a letter, such as 62.01Z: it is beside your SIRET."), code="shape"
        )
