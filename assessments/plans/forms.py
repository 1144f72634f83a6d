"""What members and the territory's team type."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from assessments.plans.gaps import Gap
from assessments.plans.limits import check_due
from assessments.plans.models import LONGEST_COMMITMENT, LONGEST_WORDS, Action
from assessments.plans.services.peers import LONGEST_MESSAGE
from assessments.toolbox.models import Resource
from core.text import pick

AHEAD = timedelta(days=182)
"""How far ahead the day of a new action is proposed."""
BOUND = 10**9
"""No figure of an organisation of a territory is larger."""


def short(**attrs: str) -> dict[str, str]:
    return {"class": "short", **attrs}


class DayInput(forms.DateInput):
    """A day as a date field of the browser holds it; what was typed wrong comes back as it was."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(attrs=short(), format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        try:
            date.fromisoformat(shown or "")
        except ValueError:
            if shown:  # a date field would show nothing where there is something to correct
                context["widget"]["type"] = "text"
        return context


class FigureField(forms.DecimalField):
    """A figure in digits, with a comma or a point; spaces between thousands are fine."""

    def __init__(self, **kwargs: Any) -> None:
        bounds = {"max_digits": 15, "decimal_places": 3, "max_value": BOUND, "min_value": -BOUND}
        messages = {
            "invalid": gettext_lazy("Write a number in digits."),
            "max_value": gettext_lazy("This figure is too large to be true: check it."),
            "min_value": gettext_lazy("This figure is too small to be true: check it."),
            "max_digits": gettext_lazy("This figure is too long: round it."),
            "max_whole_digits": gettext_lazy("This figure is too large to be true: check it."),
            "max_decimal_places": gettext_lazy("Three decimals at most: round it."),
        }
        widget = forms.TextInput(attrs=short(inputmode="decimal", autocomplete="off"))
        super().__init__(**{**bounds, "widget": widget, "error_messages": messages, **kwargs})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace(",", ".")
        return super().to_python(value)


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        messages = {
            "invalid": gettext_lazy("Write a date as day, month, year: 21/11/2026."),
            "required": gettext_lazy("Give a day."),
        }
        formats = ["%Y-%m-%d", "%d/%m/%Y"]
        super().__init__(**{"widget": DayInput(), "error_messages": messages, "input_formats": formats, **kwargs})


class ActionForm(forms.ModelForm[Action]):
    """An action, new or changed. `members`: those of its organisation; `aids`: what may help, shown as boxes.

    `key` makes of a double click one action.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    due_on = DayField(label=gettext_lazy("To be done by"))
    planned = FigureField(label=gettext_lazy("Figure to reach"), required=False)
    resources: forms.ModelMultipleChoiceField[Resource] = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Aids to use"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Action
        fields = ("title", "due_on", "owner", "owner_name", "commitment", "indicator", "planned", "unit")
        labels = {
            "title": gettext_lazy("What we will do"),
            "owner": gettext_lazy("Who takes care of it"),
            "owner_name": gettext_lazy("Somebody else, by name or function"),
            "commitment": gettext_lazy("Our commitment"),
            "indicator": gettext_lazy("What we measure"),
            "unit": gettext_lazy("Unit"),
        }
        widgets = {
            "commitment": forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_COMMITMENT}),
            "unit": forms.TextInput(attrs=short()),
        }
        help_texts = {
            "owner": gettext_lazy("This person receives the reminders, and may stop them."),
            "owner_name": gettext_lazy("If nobody in the list does. This person receives no e-mail."),
            "commitment": gettext_lazy("A sentence that you can sign. Change it as you like, or empty it."),
            "indicator": gettext_lazy("For instance: electricity used in a year."),
            "unit": gettext_lazy("For instance: kWh, %, people."),
        }
        error_messages = {"title": {"required": gettext_lazy("Say in a few words what you will do.")}}

    def __init__(self, *args: Any, members: QuerySet[User], aids: Sequence[Resource] = (), **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        owner = self.fields["owner"]
        owner.queryset = members  # type: ignore[attr-defined]
        owner.empty_label = _("Somebody else")  # type: ignore[attr-defined]
        self.fields["key"].initial = uuid4
        self._offer(aids)

    def _offer(self, resources: Sequence[Resource]) -> None:
        if not resources:
            del self.fields["resources"]
            return
        field: Any = self.fields["resources"]
        field.queryset = Resource.objects.filter(pk__in=[one.pk for one in resources]).order_by("pk")
        field.label_from_instance = title_of

    def clean_key(self) -> UUID:
        given: UUID | None = self.cleaned_data["key"]
        return given or uuid4()

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on != self.instance.due_on:
            check_due(due_on, timezone.localdate())
        return due_on

    def facts(self) -> dict[str, Any]:
        """For the service: what was typed, without the aids."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    def _post_clean(self) -> None:
        """The service writes and checks the row: nothing is put on it here."""


def title_of(resource: Resource) -> str:
    return pick(resource.title)


class GapForm(ActionForm):
    """An action from a weak answer: one aim to choose, all else is ready.

    A title or a sentence left as it was proposed follows the aim and the day that are chosen.
    """

    aim = forms.ChoiceField(
        label=gettext_lazy("Where do you want to go?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a step to reach.")},
    )
    field_order = ("aim", "title", "due_on", "owner", "owner_name", "commitment", "indicator", "planned", "unit")

    def __init__(self, *args: Any, gap: Gap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gap = gap
        field: Any = self.fields["aim"]
        field.choices = [(line.key, f"{line.words} ({line.whole})") for line in gap.lines]

    @classmethod
    def ready(cls, gap: Gap, owner: User, today: date) -> Mapping[str, Any]:
        """What stands in the form at first."""
        aim, due_on = next(iter(gap.aims.values())), today + AHEAD
        return {
            "aim": aim.key,
            "title": gap.title_for(aim),
            "due_on": due_on,
            "owner": owner.pk,
            "commitment": gap.commitment_for(aim, due_on),
            "unit": gap.unit,
            "indicator": gap.practice if gap.unit else "",
        }

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        aim = self.gap.aims.get(facts.get("aim", ""))
        if aim is None or "due_on" not in facts:
            return facts
        proposed = self.gap.aims.values()
        if facts.get("title") in {self.gap.title_for(one) for one in proposed}:
            facts["title"] = self.gap.title_for(aim)
        first = timezone.localdate() + AHEAD
        if facts.get("commitment") in {self.gap.commitment_for(one, first) for one in proposed}:
            facts["commitment"] = self.gap.commitment_for(aim, facts["due_on"])
        return facts


class StatusForm(forms.Form):
    """Why it is given up, or the day when it was done."""

    words = forms.CharField(
        label=gettext_lazy("Why you give it up"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    on = DayField(label=gettext_lazy("Done on"), required=False)


class MeasureForm(forms.Form):
    on = DayField(label=gettext_lazy("Measured on"))
    value = FigureField(
        label=gettext_lazy("Figure"),
    )


class EvidenceForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("A document that shows it"),
        help_text=gettext_lazy("PDF, PNG or JPEG, 10 MB at most. Only you and the territory's team can open it."),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("This file is empty: choose another one."),
        },
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )


class CheckForm(forms.Form):
    """The agent's words to the organisation."""

    words = forms.CharField(
        label=gettext_lazy("What is missing"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Sent by e-mail with the link to the action."),
    )


class AskForm(forms.Form):
    message = forms.CharField(
        label=gettext_lazy("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Write what you would like to know.")},
    )

    def clean_message(self) -> str:
        text: str = self.cleaned_data["message"]
        if "://" in text:
            raise ValidationError(_("Write your question without a web address."))
        return text
