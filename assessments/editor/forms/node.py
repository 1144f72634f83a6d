"""All the fields of one theme or one question, in every language, as far as one may change them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.editor import wording
from assessments.editor.domain import acts, values
from assessments.editor.domain.operations import Node, Operation
from assessments.editor.domain.rights import rights
from assessments.editor.forms import figures, limits
from assessments.editor.forms.keeping import RowsForm
from assessments.editor.forms.profile import PROFILE_FIELDS, profile_fields, read_profile
from assessments.editor.forms.tables import tables_for
from assessments.frameworks.domain.document import Document, Question, Theme
from assessments.scoring import FormulaError, parse_formula
from core.text import pick

SHORT = ("name", "unit", "effort", "evidence")
"""Texts of one line."""
LONGEST = 4000
HINTS = {
    "name": gettext_lazy("Two or three words, for tables and reports."),
    "why": gettext_lazy("One sentence: what the answer changes."),
    "effort": gettext_lazy("How long the answer takes to find."),
    "evidence": gettext_lazy("What would show it: an invoice, a photograph."),
    "time_bound": gettext_lazy("The answer is not carried to the next assessment."),
    "axes": gettext_lazy("Words with commas, to sort questions otherwise than by theme: climate, water."),
    "formula": gettext_lazy(
        "Question codes in brackets: [EN1] + [EN2] / 2. Also sum, mean, min, max, count, round, abs."
    ),
    "row_limit": gettext_lazy("0 when the rows are given."),
}
ADDED = gettext_lazy("the points of the choices ticked are added")
BEST = gettext_lazy("the best choice ticked counts alone")
MEAN = gettext_lazy("the mean of its questions")
SUM = gettext_lazy("the sum of their points")
COMBINES = {"question": [("sum", ADDED), ("best", BEST)], "theme": [("mean", MEAN), ("sum", SUM)]}
ONLY_FOR = {
    "unit": ("number", "percentage", "computed"),
    "formula": ("computed",),
    "row_limit": ("table",),
    "combine": ("multiple",),
    "not_concerned": ("single", "multiple", "yes_no", "number", "percentage", "scale", "date", "text", "table", "file"),
    "unknown": ("single", "multiple", "yes_no", "number", "percentage", "scale", "date", "text", "table", "file"),
}
ORDER = (
    "title", "why", "help", "example", "description", "unit", "formula", "row_limit", "weight", "combine",
    "not_concerned", "unknown", "time_bound", "terms", "name", "effort", "evidence", "axes",
)  # fmt: skip


class NodeForm(RowsForm):
    """`seen`: the plain values that the page was opened on, sent back with it."""

    def __init__(self, data: Any = None, *, document: Document, node: Theme | Question) -> None:
        super().__init__(data)
        self.document, self.node = document, node
        self.kind: Node = "question" if isinstance(node, Question) else "theme"
        allowed = rights(document, node).fields - {"hidden", "visible_if", "kind"}
        self.names = tuple(name for name in (*ORDER, "applies", "limits") if name in allowed and self._suits(name))
        self.tables = tables_for(document, node, allowed) if isinstance(node, Question) else []
        self.current = {
            name: values.value_of(self.kind, node, name)
            for name in (*self.names, *(table.name for table in self.tables))
        }
        for name in self.names:
            self._add(name)
        self.order_fields(None)

    def _suits(self, name: str) -> bool:
        return not isinstance(self.node, Question) or name not in ONLY_FOR or self.node.kind in ONLY_FOR[name]

    def _add(self, name: str) -> None:
        label, hint, value = wording.field_name(name), HINTS.get(name, ""), self.current[name]
        if name == "applies":
            self.fields.update(profile_fields(self.document, value))
        elif name == "limits":
            self.fields.update(limits.limit_fields(self.kind, value, self.document.limits))
        elif name == "weight":
            self.fields[name] = forms.CharField(
                label=label, initial=figures.shown(value), help_text=self._weight_hint(), widget=_short()
            )
        elif name == "combine":
            self.fields[name] = forms.ChoiceField(label=label, choices=COMBINES[self.kind], initial=value)
        elif name == "terms":
            choices = [(term.code, pick(term.term)) for term in self.document.terms]
            if choices:
                self.fields[name] = _boxes(label, choices, value)
        elif name == "axes":
            self.fields[name] = forms.CharField(
                label=label, initial=", ".join(value), help_text=hint, required=False, max_length=LONGEST
            )
        elif name == "formula":
            self.fields[name] = forms.CharField(label=label, initial=value, help_text=hint, max_length=LONGEST)
        elif name == "row_limit":
            self.fields[name] = forms.IntegerField(
                label=label, initial=value, help_text=hint, min_value=0, max_value=100, widget=_short(forms.NumberInput)
            )
        elif isinstance(value, bool):
            self.fields[name] = forms.BooleanField(label=label, initial=value, help_text=hint, required=False)
        else:
            self._add_texts(name, label, hint, value)

    def _add_texts(self, name: str, label: str, hint: Any, value: Mapping[str, str]) -> None:
        for language in self.document.languages:
            attributes = {"lang": language, "rows": 2}
            widget = forms.TextInput(attributes) if name in SHORT else forms.Textarea(attributes)
            self.fields[f"{name}_{language}"] = forms.CharField(
                label=f"{label} ({language})",
                initial=value.get(language, ""),
                help_text=hint,
                required=name == "title",
                widget=widget,
                max_length=LONGEST,
            )

    def _weight_hint(self) -> str:
        bounds = rights(self.document, self.node).weight
        if bounds is None:
            return ""
        low, high = (wording.weight(bound) for bound in bounds)
        return _("The layer below allows %(low)s to %(high)s.") % {"low": low, "high": high}

    def clean_weight(self) -> str:
        plain = figures.plain(self.cleaned_data["weight"]) or "0"
        if plain.startswith("-"):
            raise ValidationError(_("A weight cannot be negative: write 0 or more."))
        bounds = rights(self.document, self.node).weight
        if bounds and not bounds[0] <= values.EXACT[1](plain) <= bounds[1]:
            raise ValidationError(self._weight_hint())
        return plain

    def clean_formula(self) -> str:
        text: str = self.cleaned_data["formula"].strip()
        try:
            parse_formula(text)
        except FormulaError as error:
            raise ValidationError(wording.formula_fault(error)) from error
        return text

    def clean(self) -> dict[str, Any]:
        if "limits" in self.names:
            now = self.current["limits"]
            self.cleaned_data["limits"] = limits.read_limits(self, self.kind, now, self.document.limits)
        self.read_tables()
        return self.cleaned_data

    def value(self, name: str) -> Any:
        """The plain value typed for a field of the node."""
        if name == "applies":
            return read_profile(self.cleaned_data)
        if name == "axes":
            words = (word.strip() for word in re.split("[,;]", self.cleaned_data["axes"]))
            return list(dict.fromkeys(word for word in words if word))
        if name == "terms":
            known = set(self.cleaned_data.get("terms", ()))
            return [term.code for term in self.document.terms if term.code in known]
        if name in self.cleaned_data:
            return self.cleaned_data[name]
        typed = {lang: self.cleaned_data[f"{name}_{lang}"].strip() for lang in self.document.languages}
        others = {lang: text for lang, text in self.current[name].items() if lang not in typed}
        return {lang: text for lang, text in typed.items() if text} | others

    def operations(self) -> tuple[Operation, ...]:
        """What was changed, and nothing of what was only shown. Raises Refused."""
        seen = self.seen
        changes = (
            acts.changing(self.kind, self.node.code, name, seen.get(name, now), self.value(name))
            for name, now in self.current.items()
        )
        return tuple(change for change in changes if change.after != change.before)

    def groups(self) -> Iterable[tuple[str, list[Any]]]:
        """(heading, fields) as the page lays them out."""
        rest = [name for name in self.fields if name not in (*PROFILE_FIELDS, *limits.FIELDS)]
        words = [name for name in rest if name.rpartition("_")[0] in ("title", "why", "help", "example", "description")]
        more = [name for name in rest if name.rpartition("_")[0] in ("name", "effort", "evidence") or name == "axes"]
        rules = [name for name in rest if name not in (*words, *more)]
        yield _("Wording and help"), [self[name] for name in words]
        yield _("Answer and score"), [self[name] for name in rules]
        yield _("For reports"), [self[name] for name in more]

    def profile(self) -> list[Any]:
        return [self[name] for name in PROFILE_FIELDS if name in self.fields]

    def limited(self) -> list[Any]:
        """What layers may do."""
        return [self[name] for name in limits.FIELDS if name in self.fields]

    @property
    def limits_open(self) -> bool:
        return any(field.errors for field in self.limited())


def _short(widget: type[forms.Widget] = forms.TextInput) -> forms.Widget:
    return widget(attrs={"class": "short"})


def _boxes(label: str, choices: list[tuple[str, str]], initial: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, initial=initial, required=False, widget=forms.CheckboxSelectMultiple
    )
