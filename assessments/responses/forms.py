"""The first page: who answers. Only what the questionnaire depends on is asked, nothing is compulsory but the kind."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.frameworks.plan import Plan
from assessments.responses.domain.journey import conditions
from assessments.responses.models import Assessment
from core.text import pick
from core.validators import one_line
from organisations.fields import IdentifierField
from organisations.models import Kind, Organisation, Size
from organisations.validators import validate_siret
from territories.geography.search import find_communes
from territories.models import Commune

MOST_COMMUNES = 12
MOST_SEARCHED = 100

SECTIONS = {
    "A": gettext_lazy("Agriculture, forestry, fishing"),
    "B": gettext_lazy("Mining and quarrying"),
    "C": gettext_lazy("Manufacturing, food trades, crafts of production"),
    "D": gettext_lazy("Electricity and gas"),
    "E": gettext_lazy("Water, waste, depollution"),
    "F": gettext_lazy("Construction"),
    "G": gettext_lazy("Trade, vehicle repair"),
    "H": gettext_lazy("Transport and storage"),
    "I": gettext_lazy("Hotels, restaurants, cafés"),
    "J": gettext_lazy("Information, publishing, software"),
    "K": gettext_lazy("Finance and insurance"),
    "L": gettext_lazy("Real estate"),
    "M": gettext_lazy("Specialised services, science, consulting"),
    "N": gettext_lazy("Administrative and support services"),
    "O": gettext_lazy("Public administration"),
    "P": gettext_lazy("Education"),
    "Q": gettext_lazy("Health and social work"),
    "R": gettext_lazy("Arts, shows, sport, leisure"),
    "S": gettext_lazy("Other services, associations"),
    "T": gettext_lazy("Households as employers"),
    "U": gettext_lazy("International organisations"),
}


class ProfileForm(forms.Form):
    """`plan` says which facts matter; `commune_code` names the one chosen among several of the same name."""

    siret = forms.CharField(
        label=gettext_lazy("SIRET number"),
        required=False,
        max_length=40,
        help_text=gettext_lazy(
            "14 digits. It fills in the name, the commune and the activity; you can correct everything."
        ),
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}),
    )
    organisation_name = forms.CharField(
        label=gettext_lazy("Name of the organisation"),
        required=False,
        max_length=200,
        validators=[one_line],
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    commune = forms.CharField(
        label=gettext_lazy("Commune"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Its name or its postcode."),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    commune_code = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=gettext_lazy("You represent"), choices=Kind.choices, widget=forms.RadioSelect)
    size = forms.ChoiceField(label=gettext_lazy("Number of employees"), required=False)
    section = forms.ChoiceField(label=gettext_lazy("Main activity"), required=False)
    traits = forms.MultipleChoiceField(
        label=gettext_lazy("Tick what is true of your organisation"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, plan: Plan, assessment: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": initial(assessment), **kwargs})
        self.plan = plan
        self.territory = assessment.territory
        self.candidates: list[Commune] = []
        self.fields["size"].choices = [("", _("I don't know")), *Size.choices]  # type: ignore[attr-defined]
        self.fields["section"].choices = [("", _("I don't know")), *SECTIONS.items()]  # type: ignore[attr-defined]
        self.fields["traits"].choices = [  # type: ignore[attr-defined]
            (trait.code, pick(trait.title)) for trait in plan.document.traits
        ]
        for name in self._useless():
            del self.fields[name]

    def _useless(self) -> list[str]:
        """Size and activity also prefill the screening answers, so they stay where there are any."""
        needed = conditions(self.plan.framework)
        if self.plan.document.traits:
            return []
        return ["traits", *(name for name in ("size", "section") if name not in needed)]

    def trait_boxes(self) -> list[tuple[BoundWidget, str]]:
        """Each check box of the screening answers, with its help."""
        helps = [pick(trait.help) for trait in self.plan.document.traits]
        return list(zip(self["traits"], helps, strict=True))

    def clean_siret(self) -> str:
        number = IdentifierField().to_python(self.cleaned_data["siret"])
        if number:
            validate_siret(number)
        return str(number)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        text = data.get("commune", "")
        data["commune"] = None
        if text:
            data["commune"] = self._commune(text, data.get("commune_code", ""))
        data.pop("commune_code", None)
        return data

    def _commune(self, text: str, code: str) -> Commune | None:
        known = Commune.objects.filter(pk=code).first() if code else None
        if known and str(known) == text:
            return known
        found = find_communes(text, MOST_SEARCHED)
        ours = self._ours(found)
        named = [one for one in found if one.name.lower() == text.lower()]
        for chosen in (
            [one for one in found if one.pk == code],
            named,
            [one for one in named if one.pk in ours],
            found,
        ):
            if len(chosen) == 1:
                return chosen[0]
        self.candidates = sorted(found, key=lambda one: one.pk not in ours)[:MOST_COMMUNES]
        if found:
            message = _("Several communes answer to “%(text)s”: choose yours in the list.")
        else:
            message = _(
                "No commune answers to “%(text)s”. Check the spelling, or write the postcode with its five digits."
            )
        self.add_error("commune", ValidationError(message, params={"text": text}))
        return None

    def _ours(self, found: list[Commune]) -> set[str]:
        """Codes of those of this territory: they come first."""
        here = self.territory.communes.filter(pk__in=[one.pk for one in found]).order_by("pk")
        return set(here.values_list("pk", flat=True))


def initial(assessment: Assessment) -> dict[str, Any]:
    return {
        "siret": assessment.siret,
        "organisation_name": assessment.organisation_name,
        "commune": str(assessment.commune or ""),
        "commune_code": assessment.commune_id or "",
        "kind": assessment.kind,
        "size": assessment.size,
        "section": assessment.section,
        "traits": assessment.traits,
    }


class LinkForm(forms.Form):
    """Where to send the link; the address is used once and not kept."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("It serves to send this link, and is not kept."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class AttachForm(forms.Form):
    """One of the person's organisations, or a new one made from what the assessment says of it."""

    NEW = "new"

    whose = forms.ChoiceField(label=gettext_lazy("Your organisation"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=gettext_lazy("Name of the new organisation"),
        max_length=200,
        required=False,
        validators=[one_line],
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )

    def __init__(
        self, *args: Any, assessment: Assessment, organisations: Iterable[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(organisation.pk): organisation for organisation in organisations}
        whose = cast(forms.ChoiceField, self.fields["whose"])
        whose.choices = [
            *((key, organisation.name) for key, organisation in self.organisations.items()),
            (self.NEW, _("A new one")),
        ]
        whose.initial = next(iter(self.organisations), self.NEW)
        self.fields["name"].initial = assessment.organisation_name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("whose") == self.NEW and not cleaned.get("name"):
            self.add_error("name", _("Write the name of your organisation."))
        return cleaned

    def chosen(self) -> Organisation | None:
        """The organisation picked; None for a new one. Once valid."""
        return self.organisations.get(self.cleaned_data["whose"])
