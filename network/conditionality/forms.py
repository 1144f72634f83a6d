"""What the team, the agent and the company type."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.toolbox.models import Resource
from core.text import pick
from core.validators import one_line
from network.conditionality.domain.conditions import Condition, Kind
from network.conditionality.domain.faults import MOST
from network.conditionality.facts import Scale
from network.conditionality.models import LONGEST, Aid, Promise
from organisations.models import Organisation

KINDS = [
    ("", _("Nothing (line left out)")),
    (Kind.LEVEL.value, _("A level reached")),
    (Kind.SHARE.value, _("A share of the points reached")),
    (Kind.CHARTER.value, _("The charter signed")),
    (Kind.COMMITMENT.value, _("A commitment with a review date")),
]
REVIEWED = [choice for choice in Promise.State.choices if choice[0] != Promise.State.MADE]


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def _number(label: Any, **options: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "short"})
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=999, widget=widget, **options)


class AidForm(forms.Form):
    resource: "forms.ModelChoiceField[Resource]" = forms.ModelChoiceField(
        None, label=_("An aid of your toolbox"), required=False, empty_label=_("None: I name the aid below")
    )
    name = forms.CharField(
        label=_("Name of the aid"), required=False, max_length=200, validators=[one_line],
        help_text=_("Left empty, it has the title of the toolbox."),
    )  # fmt: skip
    summary = forms.CharField(
        label=_("What it helps with"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    closes_on = _day(_("Last day to ask for it"), required=False)

    def __init__(self, *args: Any, resources: QuerySet[Resource] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if resources is None:
            del self.fields["resource"]
            self.fields["name"].required, self.fields["name"].help_text = True, ""
            return
        field = self.fields["resource"]
        field.queryset = resources  # type: ignore[attr-defined]
        field.label_from_instance = lambda resource: pick(resource.title)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "resource" in self.fields and not given.get("resource") and not given.get("name"):
            self.add_error("name", _("Choose an aid of your toolbox, or write its name."))
        return given


class ConditionForm(forms.Form):
    """One line of conditions; left on "nothing", it is left out."""

    kind = forms.ChoiceField(label=_("What you ask"), choices=KINDS, required=False)
    theme = forms.ChoiceField(label=_("Of"), required=False)
    least = _number(_("At least"), help_text=_("The number of the level, or a percentage."))
    months = _number(_("In a result less than … months old"))
    promise = forms.CharField(
        label=_("Commitment"), required=False, max_length=400, validators=[one_line],
        help_text=_("Asked for itself; or, under a level or a share, accepted in its place."),
    )  # fmt: skip
    review = _number(_("Reviewed within … months"))

    def __init__(self, *args: Any, scale: Scale, **options: Any) -> None:
        super().__init__(*args, **options)
        themes = [("", _("The whole result")), *scale.themes.items()]
        known = {code for code, _name in themes}
        kept = self.initial.get("theme", "")
        self.fields["theme"].choices = themes + ([] if kept in known else [(kept, kept)])  # type: ignore[attr-defined]

    @property
    def is_used(self) -> bool:
        return bool(self.cleaned_data.get("kind"))

    @property
    def condition(self) -> Condition:
        """What the line asks, without what its kind does not use."""
        given, kind = self.cleaned_data, Kind(self.cleaned_data["kind"])
        scored = kind in (Kind.LEVEL, Kind.SHARE)
        promise = "" if kind is Kind.CHARTER else given["promise"]
        return Condition(
            kind=kind, theme=given["theme"] if scored else "", least=given["least"] if scored else None,
            months=given["months"] if scored else None, promise=promise, review=given["review"] if promise else None,
        )  # fmt: skip


class BaseConditions(forms.BaseFormSet[ConditionForm]):
    @property
    def used(self) -> list[ConditionForm]:
        return [form for form in self.forms if form.is_used]

    @property
    def conditions(self) -> list[Condition]:
        return [form.condition for form in self.used]


Conditions = forms.formset_factory(
    ConditionForm, formset=BaseConditions, extra=1, max_num=MOST, absolute_max=MOST, validate_max=True
)


class VersionForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, validators=[MaxValueValidator(10**6)])
    note = forms.CharField(
        label=_("Why it changes"), required=False, max_length=300, help_text=_("Shown in the list of versions.")
    )


class CheckForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the result"), max_length=40,
        help_text=_("On the report, for instance GP-7K4M-9QX2-T5H. Capitals and dashes do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )  # fmt: skip
    aid: "forms.ModelChoiceField[Aid]" = forms.ModelChoiceField(None, label=_("Aid"), empty_label=_("Choose an aid"))

    def __init__(self, *args: Any, aids: QuerySet[Aid], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["aid"].queryset = aids  # type: ignore[attr-defined]


class PromiseForm(forms.Form):
    organisation: "forms.ModelChoiceField[Organisation]" = forms.ModelChoiceField(None, label=_("You commit for"))
    review_on = _day(_("Day when it is reviewed"))
    agreed = forms.BooleanField(label=_("We commit to it, and agree that the team reviews it on that day."))

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["organisation"]
        field.queryset = organisations  # type: ignore[attr-defined]
        known = list(organisations[:2])
        if len(known) == 1:
            field.widget, field.initial = forms.HiddenInput(), known[0].pk


class ReviewForm(forms.Form):
    state = forms.ChoiceField(label=_("What became of it?"), choices=REVIEWED, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What the review says"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The organisation reads it. Needed where it was not fully kept."),
    )  # fmt: skip
