"""Forms of the back-office: texts by language as one field each, codes that are free, themes that exist."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from assessments.learning.choices import theme_choices
from territories.scope import active_territory

LANGUAGES = [(code[:2], name) for code, name in settings.LANGUAGES]
FIRST = settings.LANGUAGE_CODE[:2]
LABELS = {
    "term": gettext_lazy("Term, %(language)s"),
    "definition": gettext_lazy("Definition, %(language)s"),
    "forms": gettext_lazy("Other ways of writing it, %(language)s"),
}
TERM_FIELDS = ("code", *(f"{name}_{code}" for code, _name in LANGUAGES for name in LABELS))


class OwnRowForm(WagtailAdminModelForm):
    """A row of the territory whose host this is; its code is nobody else's there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.territory_id is None:
            self.instance.territory = active_territory()

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        same = type(self.instance).objects.filter(territory=self.instance.territory_id, code=code)
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This code is taken: choose another one."))
        return code


class PathForm(OwnRowForm):
    """A path needs nothing more."""


class TermFields(OwnRowForm):
    """`term`, `definition` and `forms` of a row, a field for each language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in LANGUAGES:
            for part, label in LABELS.items():
                field = self.fields[f"{part}_{code}"]
                field.label = str(label) % {"language": name}
                field.initial = _shown(getattr(self.instance, part) or {}, part, code)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for code, _name in LANGUAGES:
            word, meaning = cleaned.get(f"term_{code}"), cleaned.get(f"definition_{code}")
            if bool(word) != bool(meaning):
                missing = f"definition_{code}" if word else f"term_{code}"
                self.add_error(missing, _("A term goes with its definition in the same language."))
        for part in LABELS:
            given = {code: cleaned.get(f"{part}_{code}", "") for code, _name in LANGUAGES}
            setattr(self.instance, part, {code: _kept(value, part) for code, value in given.items() if value})
        return cleaned


def _shown(texts: dict[str, Any], part: str, language: str) -> str:
    value = texts.get(language, "")
    return "\n".join(value) if part == "forms" else value


def _kept(value: str, part: str) -> str | list[str]:
    return [line.strip() for line in value.splitlines() if line.strip()] if part == "forms" else value


def _field(part: str, language: str) -> forms.CharField:
    wanted = part != "forms" and language == FIRST
    if part == "term":
        return forms.CharField(max_length=80, required=wanted)
    hint = gettext_lazy("One a line: synonyms, short names, plurals that change the word.") if part == "forms" else ""
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(max_length=600, required=wanted, widget=area, help_text=hint)


TermForm = type(
    "TermForm", (TermFields,), {f"{part}_{code}": _field(part, code) for code, _n in LANGUAGES for part in LABELS}
)


class SheetForm(WagtailAdminPageForm):
    """A sheet whose code is free in its territory, on themes of the questionnaire in use."""

    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes"), required=False, widget=forms.CheckboxSelectMultiple, choices=theme_choices
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["themes"]
        known = list(field.choices)
        codes = {code for code, _title in known}
        field.choices = [*known, *((code, code) for code in self.instance.themes if code not in codes)]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        same = type(self.instance).objects.child_of(self.parent_page).filter(code=code)
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Another sheet has this code: choose another one."))
        return code
