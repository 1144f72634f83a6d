"""Columns for numbers that people copy with spaces and dots."""

import re
from functools import cached_property
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db import models

from organisations.domain import naf


class IdentifierField(models.CharField[str, str]):
    """Keeps letters and digits only, in capitals. Its validator says the length, in better words than Django's."""

    def to_python(self, value: Any) -> Any:
        return re.sub(r"[\s.\-]", "", value).upper() if isinstance(value, str) else value

    @cached_property
    def validators(self) -> list[Any]:
        return [one for one in super().validators if not isinstance(one, MaxLengthValidator)]

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"max_length": 40, **kwargs})


class NafField(IdentifierField):
    """An activity code, kept as "62.01Z"."""

    def to_python(self, value: Any) -> Any:
        return naf.tidy(value) if isinstance(value, str) else value
