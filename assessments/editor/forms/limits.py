"""What the layers above may do: boxes to tick, and two bounds for the weight."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.editor import wording
from assessments.editor.domain import values
from assessments.editor.domain.operations import Node
from assessments.editor.forms import figures
from assessments.frameworks.domain.breaches import is_tighter
from assessments.frameworks.domain.document import Limits

FLAGS = {
    "hide": _("hide it"),
    "reword": _("say its help in other words"),
    "questions": _("add questions and themes"),
    "choices": _("add choices, each worth one of these"),
}
FIELDS = ("limits_own", "limits_flags", "limits_low", "limits_high")
OWN = [("", _("What the settings of the questionnaire say")), ("own", _("What is ticked below"))]
LABELS = {
    "limits_own": _("What layers may do here"),
    "limits_flags": _("Layers may"),
    "limits_low": _("Weight in a layer, from"),
    "limits_high": _("Weight in a layer, to"),
}


def limit_fields(node: Node, value: Mapping[str, Any], default: Limits) -> dict[str, forms.Field]:
    """The fields for plain limits; `{}` shows `default`, that of the document."""
    shown = value or values.LIMITS[0](default)
    bounds = shown.get("weight", {})
    own = forms.ChoiceField(label=LABELS["limits_own"], choices=OWN, initial="own" if value else "", required=False)
    flags = forms.MultipleChoiceField(
        label=LABELS["limits_flags"],
        choices=[(flag, FLAGS[flag]) for flag in wording.SUITABLE[node]],
        initial=[flag for flag in wording.SUITABLE[node] if shown[flag]],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    made = {"limits_flags": flags, "limits_low": _bound("low", bounds), "limits_high": _bound("high", bounds)}
    return made if node == "document" else {"limits_own": own} | made


def _bound(end: str, bounds: Mapping[str, str]) -> forms.Field:
    return forms.CharField(
        label=LABELS[f"limits_{end}"],
        initial=figures.shown(bounds.get("min" if end == "low" else "max", "")),
        help_text=_("Both empty: the weight stays as it is.") if end == "low" else "",
        required=False,
        widget=forms.TextInput({"class": "short", "inputmode": "decimal"}),
    )


def read_limits(form: forms.Form, node: Node, value: Mapping[str, Any], default: Limits) -> dict[str, Any]:
    """The plain limits that were ticked; what is wrong is said at its field.

    What makes no sense for this node stays as `value` says, or as the document does.
    """
    data = form.cleaned_data
    if node != "document" and data.get("limits_own") != "own":
        return {}
    low, high = _weights(form)
    kept = value or values.LIMITS[0](default)
    ticked = {flag: flag in data.get("limits_flags", ()) for flag in wording.SUITABLE[node]}
    plain: dict[str, Any] = {flag: ticked.get(flag, kept[flag]) for flag in FLAGS}
    return plain | ({"weight": {"min": low, "max": high}} if low and high else {})


def _weights(form: forms.Form) -> tuple[str, str]:
    found = {}
    for name in ("limits_low", "limits_high"):
        try:
            found[name] = figures.plain(form.cleaned_data.get(name, ""))
            if found[name].startswith("-"):
                raise ValidationError(_("A weight cannot be negative: write 0 or more."))
        except ValidationError as error:
            form.add_error(name, error)
            return "", ""
    low, high = found.values()
    if bool(low) != bool(high):
        form.add_error("limits_high" if low else "limits_low", _("Write both bounds, or neither."))
    elif low and values.EXACT[1](low) > values.EXACT[1](high):
        form.add_error("limits_high", _("Write a number as large as the first one, or larger."))
    return low, high


def refuse_wider(form: forms.Form, plain: Mapping[str, Any], allowed: Limits) -> None:
    """In a layer: what it passes on stays within what it was given."""
    wanted = values.LIMITS[1](plain)
    if wanted is None or is_tighter(wanted, allowed):
        return
    flags = [flag for flag in FLAGS if getattr(wanted, flag) and not getattr(allowed, flag)]
    name = "limits_flags" if flags else "limits_low"
    form.add_error(name, _("The layer below does not allow this much: allow less."))
