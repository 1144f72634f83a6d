from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.results.domain import codes
from assessments.results.models import Visibility


class VisibilityForm(forms.Form):
    visibility = forms.ChoiceField(
        label=_("Who may see our result"), choices=Visibility.choices, widget=forms.RadioSelect
    )


class CodeForm(forms.Form):
    """Gives the eleven symbols of a verification code."""

    code = forms.CharField(
        label=_("Code of the report"),
        help_text=_("Two letters, then eleven signs, at the top right of each page: GP-7K4M-9QX2-T5H, for instance."),
        max_length=40,
        error_messages={"required": _("Type the code that is at the top right of the report.")},
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = codes.parse(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(
                _("One character at least is wrong or missing: compare with the top of the report.")
            )
        return code

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
