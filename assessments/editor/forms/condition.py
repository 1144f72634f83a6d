"""One line of a condition: what must be answered to a question, or which organisation it is."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.editor.forms import figures
from assessments.editor.forms.profile import profile_fields, read_profile
from assessments.frameworks.domain.document import Document, Question
from assessments.frameworks.domain.plain import applicability_from
from assessments.scoring import Condition, Fits, Given, Not
from core.text import pick

YES = "is"
NUMBERS = ("number", "percentage", "computed")
CHOSEN = ("single", "multiple", "yes_no", "scale")


class LineForm(forms.Form):
    """About `question`, or about the profile when None. `line()` is the condition typed."""

    verb = forms.ChoiceField(
        label=_("The line holds when"), choices=[(YES, _("it is so")), ("not", _("it is not so"))], initial=YES
    )

    def __init__(self, data: Any = None, *, document: Document, question: Question | None) -> None:
        super().__init__(data)
        self.question = question
        if question is None:
            self.fields.update(profile_fields(document, {}))
        elif question.kind in CHOSEN:
            choices = [(choice.code, pick(choice.title) or choice.code) for choice in question.choices]
            self.fields["among"] = forms.MultipleChoiceField(
                label=_("The answer is one of"), choices=choices, widget=forms.CheckboxSelectMultiple
            )
        elif question.kind in NUMBERS:
            for name, label in (("at_least", _("At least")), ("at_most", _("At most"))):
                widget = forms.TextInput({"class": "short", "inputmode": "decimal"})
                self.fields[name] = forms.CharField(label=label, required=False, widget=widget)
        self.order_fields([*(name for name in self.fields if name != "verb"), "verb"])

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        for name in ("at_least", "at_most"):
            if name in data:
                try:
                    data[name] = figures.read(data[name])
                except ValidationError as error:
                    self.add_error(name, error)
        low, high = data.get("at_least"), data.get("at_most")
        if low is not None and high is not None and low > high:
            self.add_error("at_most", _("It must not be below the other bound."))
        if self.question is None and not read_profile(data):
            raise ValidationError(_("Tick one thing at least."))
        return data

    def line(self) -> Condition:
        data = self.cleaned_data
        if self.question is None:
            found: Condition = Fits(applicability_from(read_profile(data)))
        else:
            among = frozenset(data.get("among", ()))
            found = Given(self.question.code, among, data.get("at_least"), data.get("at_most"))
        return found if data["verb"] == YES else Not(found)
