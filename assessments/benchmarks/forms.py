"""Which peers to compare with: choices only, so that nothing else can be asked."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.benchmarks.comparing import Filters
from assessments.benchmarks.domain.lattice import Address
from assessments.responses.forms import SECTIONS
from organisations.models import Kind, Size
from territories.models import Territory

NAMES = {"area": "territoire", "section": "secteur", "size": "taille", "kind": "type"}
"""What the facts are called in addresses."""


class PeersForm(forms.Form):
    """Read from the address; gives `Filters`. `areas`: the territory and those above it."""

    territoire = forms.ChoiceField(label=_("Where"), required=False)
    secteur = forms.ChoiceField(label=_("Sector"), choices=[("", _("All sectors")), *SECTIONS.items()], required=False)
    taille = forms.ChoiceField(label=_("Size"), choices=[("", _("All sizes")), *Size.choices], required=False)
    type = forms.ChoiceField(
        label=_("Kind of organisation"), choices=[("", _("All kinds")), *Kind.choices], required=False
    )

    def __init__(self, *args: Any, areas: Sequence[Territory], **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.areas = {area.slug: area.pk for area in areas}
        self.fields["territoire"].choices = [(area.slug, area.name) for area in areas]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = _("Choose from the list: only these groups are compared.")

    def filters(self) -> Filters:
        """Of valid data: what was left out is all, and the nearest territory."""
        told = self.cleaned_data
        return Filters(self.areas.get(told["territoire"]), told["secteur"], told["taille"], told["type"])


def query_of(address: Address, areas: Sequence[Territory]) -> dict[str, str]:
    """The parameters that lead to a group."""
    slugs = {area.pk: area.slug for area in areas}
    return {
        "territoire": slugs.get(address.area, ""),
        "secteur": address.section,
        "taille": address.size,
        "type": address.kind,
    }
