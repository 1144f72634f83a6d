"""What authors and pioneers type."""

import re
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.codesign import tables
from assessments.codesign.models import comments, previews
from assessments.frameworks.domain.mapping import Link
from assessments.frameworks.models import FrameworkVersion
from assessments.rehearsals.models import Decision
from core.text import pick
from core.validators import one_line
from organisations.models import Kind

MOST_DAYS = 90
MOST_AT_ONCE = 60
"""Addresses of one form."""


class CommentForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Your comment"), max_length=comments.LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class PreviewForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Show the questions as they are put to"), choices=Kind.choices, widget=forms.RadioSelect
    )
    days = forms.IntegerField(
        label=gettext_lazy("Open for how many days"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=21,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    message = forms.CharField(
        label=gettext_lazy("Your words to the group"),
        required=False,
        max_length=previews.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Shown at the top of the preview: what you hope to learn from them."),
    )


class InviteForm(forms.Form):
    emails = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("One a line, or separated by commas."),
    )

    def clean_emails(self) -> list[str]:
        """The addresses, in lower case, each once. All of them are right, or none is taken."""
        found = dict.fromkeys(
            word.strip("<>").lower() for word in re.split(r"[\s,;]+", self.cleaned_data["emails"]) if word
        )
        wrong = [address for address in found if not _is_address(address)]
        if wrong:
            said = ngettext(
                "This is not an e-mail address: %(wrong)s", "These are not e-mail addresses: %(wrong)s", len(wrong)
            )
            raise ValidationError(said % {"wrong": ", ".join(wrong[:5])})
        if len(found) > MOST_AT_ONCE:
            raise ValidationError(_("Invite %(most)s people at once at most.") % {"most": MOST_AT_ONCE})
        return list(found)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


class RoomForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Name of the workshop"),
        max_length=120,
        validators=[one_line],
        help_text=gettext_lazy("The participants see it: “Restaurants, 12 March”, for instance."),
    )
    theme = forms.ChoiceField(label=gettext_lazy("Questions to vote on"), required=False)

    def __init__(self, *args: object, themes: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["theme"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # what the class above declares
        field.choices = [("", _("All of them")), *themes]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code of the workshop"),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off", "autocapitalize": "characters"}),
        help_text=gettext_lazy("Six letters, shown on the screen of the room."),
    )


class NumberForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Number of the draft"),
        max_length=60,
        validators=[one_line],
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )


class LinkForm(forms.Form):
    """One line of a map. `old` or `new` may be empty: a question that is new, or dropped."""

    old = forms.CharField(
        label=gettext_lazy("Former question"),
        required=False,
        max_length=255,
        help_text=gettext_lazy("Its code. Leave it empty when the question is new."),
        widget=forms.TextInput(attrs={"list": "old-questions", "autocomplete": "off"}),
    )
    new = forms.CharField(
        label=gettext_lazy("New question"),
        required=False,
        max_length=255,
        help_text=gettext_lazy("Its code. Leave it empty when the former question is dropped."),
        widget=forms.TextInput(attrs={"list": "new-questions", "autocomplete": "off"}),
    )
    weight = forms.CharField(
        label=gettext_lazy("Weight"),
        max_length=40,
        initial="1",
        help_text=gettext_lazy("What part of the new answer it makes, when several former questions make one."),
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "decimal"}),
    )
    choices = forms.CharField(
        label=gettext_lazy("Answers that changed names"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("Former code=new code, separated by commas. Those not named keep their code."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_weight(self) -> Fraction:
        return tables.weight_from(self.cleaned_data["weight"])

    def clean_choices(self) -> dict[str, str]:
        return tables.choices_from(self.cleaned_data["choices"])

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("old") and not self.cleaned_data.get("new"):
            raise ValidationError(_("Name at least one question."))
        return self.cleaned_data

    @property
    def link(self) -> Link:
        return Link(**self.cleaned_data)


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("A file"),
        help_text=gettext_lazy("A table saved as CSV with the columns old, new, weight, choices; or a framework."),
    )


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=gettext_lazy("What is decided"), choices=Decision.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SharingForm(forms.Form):
    sharing = forms.ChoiceField(
        label=gettext_lazy("Who may read it, and start theirs from it"),
        choices=FrameworkVersion.Sharing.choices,
        widget=forms.RadioSelect,
    )


class ForkForm(forms.Form):
    code = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]{0,78}$",
        label=gettext_lazy("Code of your framework"),
        help_text=gettext_lazy("Letters, figures and hyphens. It stands in files and addresses."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Write letters, figures and hyphens, without spaces.")},
    )
    number = forms.CharField(
        label=gettext_lazy("Number of the draft"),
        max_length=60,
        validators=[one_line],
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )


class VersionsField(forms.ModelMultipleChoiceField[FrameworkVersion]):
    def label_from_instance(self, obj: FrameworkVersion) -> str:
        return f"{pick(obj.title)} {obj.number}"


class PackForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Name of the pack"), max_length=120, validators=[one_line])
    description = forms.CharField(
        label=gettext_lazy("For whom, what for"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    versions = VersionsField(
        label=gettext_lazy("Frameworks"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, versions: QuerySet[FrameworkVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["versions"]
        assert isinstance(field, VersionsField)  # noqa: S101  # what the class above declares
        field.queryset = versions
