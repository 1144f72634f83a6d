"""Forms: whom to ask, for what, until when; what to ask the employees; what was agreed."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.voices.models import Note, Way
from core.validators import one_line

USUAL = timedelta(days=14)


def end_of(day: date) -> datetime:
    """The last minute of that day, here."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


class UntilForm(forms.Form):
    """`until` becomes the last minute of the day that was chosen."""

    until = forms.DateField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("The last day, such as 21/11/2026."),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = timezone.localdate() + USUAL

    def clean_until(self) -> datetime:
        day: date = self.cleaned_data["until"]
        if day < timezone.localdate():
            raise ValidationError(_("This day is past: choose one to come."))
        return end_of(day)


class _PersonForm(UntilForm):
    name = forms.CharField(
        label=gettext_lazy("First and last name"), max_length=80, validators=[one_line],
        help_text=gettext_lazy("Kept beside each answer that this person gives."),
    )  # fmt: skip
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("The link opens for whoever reads this mailbox, and nobody else."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    message = forms.CharField(
        label=gettext_lazy("A word for this person"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class ColleagueForm(_PersonForm):
    """Themes for a colleague."""

    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes to answer"), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("This person sees these themes only: no other answer, no result."),
    )  # fmt: skip
    field_order = ("name", "email", "themes", "until", "message")

    def __init__(self, *args: Any, themes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].choices = themes  # type: ignore[attr-defined]


WAYS = (
    (Way.WITH, gettext_lazy("With us: we fill it in together, in our answers")),
    (Way.BESIDE, gettext_lazy("On their side: their own answers, which we compare with ours")),
)


class RelayForm(_PersonForm):
    """An accountant, a bank, a chamber."""

    body = forms.CharField(
        label=gettext_lazy("For whom they work"), max_length=60, validators=[one_line],
        help_text=gettext_lazy("The accountant's office, the bank, the chamber."),
    )  # fmt: skip
    way = forms.ChoiceField(label=gettext_lazy("How"), choices=WAYS, widget=forms.RadioSelect, initial=Way.WITH)
    field_order = ("name", "body", "email", "way", "until", "message")


AGENT_WAYS = (
    (Way.WITH, gettext_lazy("With the organisation, in its answers")),
    (Way.BESIDE, gettext_lazy("On my side: my own answers, compared with theirs")),
)


class ProposeForm(UntilForm):
    """An agent asks to take part."""

    way = forms.ChoiceField(label=gettext_lazy("How"), choices=AGENT_WAYS, widget=forms.RadioSelect, initial=Way.WITH)
    message = forms.CharField(
        label=gettext_lazy("A word for the organisation"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    field_order = ("way", "until", "message")


class PollForm(UntilForm):
    """Which questions the employees are asked."""

    questions = forms.MultipleChoiceField(
        label=gettext_lazy("Questions to ask"), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("12 at most, among those that are answered by ticking."),
    )  # fmt: skip
    field_order = ("questions", "until")

    def __init__(self, *args: Any, questions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["questions"].choices = questions  # type: ignore[attr-defined]


class AgreeForm(forms.Form):
    """The agreed answer: `options` are (key, words)."""

    answer = forms.ChoiceField(label=gettext_lazy("The agreed answer"), widget=forms.RadioSelect)
    agreed_with = forms.CharField(
        label=gettext_lazy("Agreed with"), required=False, max_length=300,
        help_text=gettext_lazy("Who else was there: names, or “the workshop team”."),
    )  # fmt: skip
    why = forms.CharField(
        label=gettext_lazy("Why this answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("A sentence: it is kept with the date and your name."),
    )  # fmt: skip
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, options: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = options  # type: ignore[attr-defined]


class NoteForm(forms.ModelForm[Note]):
    class Meta:
        model = Note
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class CommentForm(NoteForm):
    """Shared between the organisation and the agents that it let in."""

    class Meta(NoteForm.Meta):
        labels = {"text": gettext_lazy("Your comment")}


class PrivateNoteForm(NoteForm):
    """For the team alone. A prefix of its own: both forms stand on one page."""

    prefix = "private"

    class Meta(NoteForm.Meta):
        labels = {"text": gettext_lazy("Your private note")}
