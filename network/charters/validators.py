"""What the maps of a charter may hold."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from network.charters.domain.rules import Rules

LANGUAGES = {code for code, _label in settings.LANGUAGES}


def check_texts(value: object) -> None:
    """Texts by language: {"fr": "…", "en": "…"}. Raises ValidationError."""
    if not isinstance(value, dict) or set(value) - LANGUAGES:
        raise ValidationError(_("Give texts by language."))
    if not all(isinstance(text, str) for text in value.values()):
        raise ValidationError(_("Each text is words."))


def check_rules(value: object) -> None:
    """As `Rules.to_dict` gives them. Raises ValidationError."""
    try:
        Rules.from_dict(value if isinstance(value, dict) else {"?": value})
    except ValueError as error:
        raise ValidationError(_("These rules cannot be read.")) from error
