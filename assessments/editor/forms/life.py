"""Starting a version from another."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.editor.domain.acts import CODE
from assessments.editor.forms.profile import profile_fields, read_profile
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.plain import applicability_from


class DraftForm(forms.Form):
    number = forms.CharField(
        label=_("Number of this version"), max_length=60, help_text=_("A year, or a number: 2027, 2.1."),
        widget=forms.TextInput({"class": "short"}),
    )  # fmt: skip

    def refuse(self, refusal: ValidationError) -> None:
        """Put what a service refused beside its field, or on top."""
        if not hasattr(refusal, "error_dict"):
            self.add_error(None, refusal)
            return
        for name, errors in refusal.error_dict.items():
            self.add_error(name if name in self.fields else None, ValidationError(errors))


class ExtendForm(DraftForm):
    code = forms.RegexField(
        CODE.pattern, label=_("Short name"), max_length=80, help_text=_("In addresses and files: letters, digits, -."),
        widget=forms.TextInput({"class": "short"}),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, document: Document) -> None:
        super().__init__(data, initial={"number": "1"})
        self.languages = document.languages
        for language in document.languages:
            self.fields[f"title_{language}"] = forms.CharField(
                label=f"{_('Title')} ({language})", max_length=200, widget=forms.TextInput({"lang": language})
            )
        self.fields.update(profile_fields(document, {}))
        self.order_fields([*(f"title_{language}" for language in document.languages), "code", "number"])

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        profile = read_profile(data)
        return {
            "code": data["code"],
            "number": data["number"],
            "title": {language: data[f"title_{language}"] for language in self.languages},
            "audience": applicability_from(profile) if profile else None,
        }

    def main(self) -> list[Any]:
        return [self[name] for name in self.fields if not name.startswith("applies_")]

    def profile(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("applies_")]
