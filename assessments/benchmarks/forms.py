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


class Choice(forms.ChoiceField):
    """Nothing chosen is "all", an answer like another: it is neither missing nor marked as optional."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class PeersForm(forms.Form):
    """Read from the address; gives `Filters`. `areas`: the territory and those above it."""

    use_required_attribute = False

    territoire = Choice(label=_("Where"))
    secteur = Choice(label=_("Sector"), choices=[("", _("All sectors")), *SECTIONS.items()])
    taille = Choice(label=_("Size"), choices=[("", _("All sizes")), *Size.choices])
    type = Choice(label=_("Kind of organisation"), choices=[("", _("All kinds")), *Kind.choices])

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
