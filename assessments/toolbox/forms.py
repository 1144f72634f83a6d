"""Forms: filters of the toolbox, a report, a resource of a territory, a file."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from assessments.responses.forms import SECTIONS
from assessments.toolbox.domain.eligibility import Eligibility
from assessments.toolbox.domain.plain import to_plain
from assessments.toolbox.importing import cells
from assessments.toolbox.importing.drafts import MAX_BYTES
from assessments.toolbox.importing.vocabulary import Vocabulary
from assessments.toolbox.importing.wording import sentence
from assessments.toolbox.models import Effort, Kind, Reason, Resource
from assessments.toolbox.models.checks import read_eligibility
from core.text import pick
from organisations.models import Kind as Who
from organisations.models import Size

TEXTS = ("title", "summary", "cost", "amount", "effort", "conditions")
Codes = TypeVar("Codes")


class ReportForm(forms.Form):
    """What is wrong with a resource."""

    reason = forms.ChoiceField(label=_("What is wrong?"), choices=Reason.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What should it say?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Do not write your name or address: nobody answers."),
    )


class FileForm(forms.Form):
    """A file of resources."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A table (.xlsx or .csv), or the aids or the actions of Transition écologique des entreprises "
                    "(.json). 10 MB at most."),
    )  # fmt: skip

    def clean_file(self) -> "UploadedFile[bytes]":
        found: UploadedFile[bytes] = self.cleaned_data["file"]
        if (found.size or 0) > MAX_BYTES:
            raise ValidationError(_("This file is larger than 10 MB: cut it in parts."))
        return found


def _several(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


def _line(label: Any, most: int = 300, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget, help_text=help_text)


class ResourceForm(forms.Form):
    """One resource of a territory, in French; what it says in other languages stays. Nobody types JSON."""

    title = _line(_("Title"), required=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    summary = forms.CharField(
        label=_("What it is, how to get it"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    origin = _line(_("Offered by"), 120, required=True)
    contact = _line(_("Contact"), 200, _("A name, a telephone number, an address."))
    url = forms.URLField(label=_("Web address"), max_length=300, required=False, assume_scheme="https")
    cost = _line(_("Cost for the organisation"), 300, _("“Gratuit” to be found by who looks for what is free."))
    amount = _line(_("Amount of the aid"))
    effort = _line(_("Time to plan for"))
    effort_level = forms.TypedChoiceField(
        label=_("Level of effort"), choices=[("", _("Not said")), *Effort.choices], coerce=int, empty_value=None,
        required=False,
    )  # fmt: skip
    themes = _several(_("Themes that it helps with"), ())
    questions = forms.CharField(
        label=_("Questions that it helps with"), required=False, help_text=_("Their codes, separated by commas.")
    )
    opens_on = _day(_("Opens on"))
    deadline = _day(_("Closes on"), _("After that day it is shown no more."))
    review_by = _day(_("To review by"), _("That day it comes back in your list."))
    kinds = _several(_("For whom"), Who.choices, _("None checked: for everyone."))
    sizes = _several(_("Sizes"), Size.choices, _("None checked: any size."))
    least = forms.IntegerField(label=_("Employees, at least"), min_value=0, max_value=1_000_000, required=False)
    most = forms.IntegerField(label=_("Employees, at most"), min_value=0, max_value=1_000_000, required=False)
    sections = _several(_("Activities"), list(SECTIONS.items()), _("None: any activity."))
    naf = _line(_("Or precise NAF codes"), 1000, _("Beginnings of codes: 10, 10.7, 47.11Z."))
    not_naf = _line(_("But not these NAF codes"), 1000)
    micro = forms.ChoiceField(
        label=_("Micro-enterprises"),
        choices=[("", _("Welcome")), ("no", _("Left out")), ("only", _("They only"))],
        required=False,
    )
    years = forms.IntegerField(label=_("Years of activity, at least"), min_value=0, max_value=200, required=False)
    regions = _line(_("Regions"), 1000, _("Names or codes, separated by commas. Empty: everywhere."))
    departements = _line(_("Départements"), 1000)
    epcis = _line(_("Inter-municipalities"), 2000)
    communes = _line(_("Communes"), 4000)
    conditions = forms.CharField(
        label=_("Other conditions, in words"), required=False, max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They are shown, never judged."),
    )  # fmt: skip

    def __init__(self, *args: Any, vocabulary: Vocabulary, themes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vocabulary = vocabulary
        self.fields["themes"].choices = themes  # type: ignore[attr-defined]

    def clean_questions(self) -> list[str]:
        return list(self._cells("questions", cells.codes(self.vocabulary.questions.items(), "unknown_question")))

    def clean_naf(self) -> frozenset[str]:
        return self._cells("naf", cells.naf_codes)

    def clean_not_naf(self) -> frozenset[str]:
        return self._cells("not_naf", cells.naf_codes)

    def clean_regions(self) -> frozenset[str]:
        return self._cells("regions", cells.areas("regions", self.vocabulary))

    def clean_departements(self) -> frozenset[str]:
        return self._cells("departements", cells.areas("departements", self.vocabulary))

    def clean_epcis(self) -> frozenset[str]:
        return self._cells("epcis", cells.areas("epcis", self.vocabulary))

    def clean_communes(self) -> frozenset[str]:
        return self._cells("communes", cells.areas("communes", self.vocabulary))

    def _cells(self, name: str, read: Callable[[str], Codes]) -> Codes:
        """The same words, read as in a table, the same reasons."""
        try:
            return read(self.cleaned_data[name])
        except cells.Wrong as wrong:
            raise ValidationError(sentence(wrong.code, {"value": wrong.value})) from wrong

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        opens, closes = given.get("opens_on"), given.get("deadline")
        if opens and closes and opens > closes:
            self.add_error("deadline", _("It closes before it opens: check both dates."))
        if not self.errors:
            try:
                read_eligibility(to_plain(self.eligibility))
            except ValidationError as error:
                self._say_contradictions(error)
        return given

    def _say_contradictions(self, error: ValidationError) -> None:
        for each in error.error_dict["eligibility"]:
            for one in each.error_list:
                self.add_error(one.code if one.code in self.fields else "kinds", one)

    @property
    def eligibility(self) -> Eligibility:
        given = self.cleaned_data
        return Eligibility(
            kinds=frozenset(given["kinds"]),
            sizes=frozenset(given["sizes"]),
            naf=frozenset(given["sections"]) | given["naf"],
            not_naf=given["not_naf"],
            least=given["least"],
            most=given["most"],
            micro=given["micro"],
            years=given["years"],
            areas=given["regions"] | given["departements"] | given["epcis"] | given["communes"],
        )

    def values(self, resource: Resource | None = None) -> dict[str, Any]:
        """What `services.edits` writes. What the form does not speak of, traits and other languages, stays."""
        given = self.cleaned_data
        kept: dict[str, Any] = dict(resource.eligibility) if resource else {}
        traits = {name: kept[name] for name in ("traits", "any_trait", "no_trait") if name in kept}
        texts = {name: _in_french(getattr(resource, name, {}), given[name]) for name in TEXTS}
        plain = ("kind", "origin", "contact", "url", "effort_level", "themes", "questions", "opens_on", "deadline",
                 "review_by")  # fmt: skip
        return texts | {name: given[name] for name in plain} | {"eligibility": to_plain(self.eligibility) | traits}


def _in_french(texts: dict[str, str], said: str) -> dict[str, str]:
    others = {language: text for language, text in texts.items() if language != "fr"}
    return {"fr": said, **others} if said else others


def initial_of(resource: Resource) -> dict[str, Any]:
    """A resource as its form shows it."""
    rule = resource.rule
    plain = ("kind", "origin", "contact", "url", "effort_level", "themes", "opens_on", "deadline", "review_by")
    areas = {name: _areas_of(rule, prefix) for name, prefix in cells.AREA_FIELDS.items()}
    return {
        **{name: pick(getattr(resource, name), "fr") for name in TEXTS},
        **{name: getattr(resource, name) for name in plain},
        **areas,
        "questions": ", ".join(resource.questions),
        "kinds": sorted(rule.kinds),
        "sizes": sorted(rule.sizes),
        "sections": sorted(code for code in rule.naf if code.isalpha()),
        "naf": ", ".join(sorted(code for code in rule.naf if not code.isalpha())),
        "not_naf": ", ".join(sorted(rule.not_naf)),
        **{name: getattr(rule, name) for name in ("least", "most", "micro", "years")},
    }


def _areas_of(rule: Eligibility, prefix: str) -> str:
    found = (area.partition(":") for area in sorted(rule.areas))
    return ", ".join(code for kind, _mark, code in found if kind == prefix)
