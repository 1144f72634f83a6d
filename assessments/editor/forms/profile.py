"""Which organisations a part is for: boxes to tick; none ticked means everyone."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.editor.forms.cells import Column
from assessments.frameworks.domain.document import SECTIONS, Document
from assessments.responses.forms import SECTIONS as SECTION_NAMES
from core.text import pick
from organisations.models import Kind, Size

FACTS = ("kinds", "sizes", "sections", "traits", "any_trait", "no_trait")
PROFILE_FIELDS = tuple(f"applies_{fact}" for fact in FACTS)
LABELS = {
    "kinds": _("Kinds"),
    "sizes": _("Sizes"),
    "sections": _("Activities"),
    "traits": _("Which have all of these"),
    "any_trait": _("Which have one of these at least"),
    "no_trait": _("Which have none of these"),
}


def fact_options(document: Document) -> dict[str, list[tuple[str, Any]]]:
    """(value, words) that each fact can be; without the facts that this framework does not ask about."""
    traits = [(trait.code, pick(trait.title)) for trait in document.traits]
    options: dict[str, Any] = {
        "kinds": Kind.choices,
        "sizes": Size.choices,
        "sections": [(letter, SECTION_NAMES[letter]) for letter in SECTIONS],
        "traits": traits,
        "any_trait": traits,
        "no_trait": traits,
    }
    return {fact: options[fact] for fact in FACTS if options[fact]}


def profile_column(document: Document, name: str, label: Any, kind: str = "profile") -> Column:
    """The same, as the cells of a row."""
    facts = tuple((fact, LABELS[fact], options) for fact, options in fact_options(document).items())
    return Column(name, label, kind, facts=facts)


def profile_fields(document: Document, value: Mapping[str, list[str]]) -> dict[str, forms.Field]:
    """A field by fact, named `applies_kinds`…; `value` is a plain applicability."""
    return {
        f"applies_{fact}": forms.MultipleChoiceField(
            label=LABELS[fact],
            choices=options,
            initial=value.get(fact, []),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        for fact, options in fact_options(document).items()
    }


def read_profile(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """The plain applicability that was ticked."""
    ticked = {fact: sorted(data.get(f"applies_{fact}", ())) for fact in FACTS}
    return {fact: found for fact, found in ticked.items() if found}
