"""What the team types. Every field says what it wants; the list's filters never fail, they fall back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from network.portfolio import queries
from network.portfolio.models import ExchangeKind, Purpose
from network.portfolio.queries import SORTS, Filters
from organisations.dossier import steps
from organisations.models import Kind, Size
from territories.models import Territory

QUIET = (("", _("Whenever")), ("30", _("For 30 days")), ("90", _("For 90 days")), ("180", _("For 6 months")))
SORT_WORDS = {
    "name": _("Name"),
    "quiet": _("Longest without an exchange"),
    "recent": _("Last exchange first"),
    "due": _("Next step first"),
}
LABELS = {"label_suffix": ""}


class FilterForm(forms.Form):
    """The filters of the list, from its address. What cannot be read is left out."""

    q = forms.CharField(label=_("Name, SIRET or commune"), required=False, max_length=100)
    step = forms.ChoiceField(label=_("State"), required=False)
    kind = forms.ChoiceField(label=_("Type"), required=False, choices=[("", _("All kinds")), *Kind.choices])
    size = forms.ChoiceField(label=_("Size"), required=False, choices=[("", _("All sizes")), *Size.choices])
    agent = forms.ChoiceField(label=_("Followed by"), required=False)
    quiet = forms.ChoiceField(label=_("Without an exchange"), required=False, choices=QUIET)
    due = forms.BooleanField(label=_("With a next step that is due"), required=False)
    sort = forms.ChoiceField(label=_("Sorted by"), required=False, choices=[(key, SORT_WORDS[key]) for key in SORTS])

    def __init__(self, *args: Any, team: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **(LABELS | kwargs))
        self._field("step").choices = [("", _("All states")), *_step_choices()]
        people = [(str(person.pk), person.get_short_name()) for person in team]
        self._field("agent").choices = [("", _("The whole team")), ("none", _("Nobody")), *people]

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        return field

    def filters(self) -> Filters:
        self.is_valid()
        kept = {name: value for name, value in self.cleaned_data.items() if value}
        quiet = int(kept.pop("quiet")) if "quiet" in kept else None
        return Filters(**kept, quiet=quiet)


def _step_choices() -> list[tuple[str, Any]]:
    known = steps.all()
    reached = [(step.code, step.label) for step in known]
    missing = [(f"-{step.code}", _("Not: %(step)s") % {"step": step.label}) for step in known]
    return [*reached, *missing]


class ExchangeForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[one for one in ExchangeKind.choices if one[0] != ExchangeKind.SENT]
    )
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    text = forms.CharField(label=_("What was said"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class StepForm(forms.Form):
    text = forms.CharField(label=_("What comes next"), max_length=200)
    due_on = forms.DateField(
        label=_("For the"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    agent = forms.ModelChoiceField(label=_("By"), required=False, queryset=User.objects.none(), empty_label=_("Nobody"))

    def __init__(self, *args: Any, territory: Territory, **kwargs: Any) -> None:
        super().__init__(*args, **(LABELS | kwargs))
        field = self.fields["agent"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = queries.team_of(territory)


class AddressForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), help_text=_("A functional address rather than a person's."))
    label = forms.CharField(label=_("Whose address"), required=False, max_length=80)


class MessageForm(forms.Form):
    """The message to several; `purpose` decides whom it concerns and where its button leads."""

    purpose = forms.ChoiceField(label=_("Purpose"), choices=Purpose.choices)
    text = forms.CharField(
        label=_("Your message"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("The name of the organisation, the link and your name are added by themselves."),
    )
