"""Forms about an organisation and its people."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.models import Invitation, MemberRole, Organisation
from organisations.validators import validate_siret
from territories.geography.names import fold
from territories.geography.search import find_communes
from territories.models import Commune, Territory
from territories.queries import national_portal, territory_for_commune

SUGGESTIONS = 5


class SiretForm(forms.Form):
    """The number that fills in the rest."""

    siret = forms.CharField(
        label=gettext_lazy("SIRET number"),
        max_length=40,
        help_text=gettext_lazy("14 digits, on an invoice or a pay slip. We fill in the rest from the public register."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
    )

    def clean_siret(self) -> str:
        siret: str = Organisation._meta.get_field("siret").to_python(self.cleaned_data["siret"])
        validate_siret(siret)
        return siret


class OrganisationForm(forms.ModelForm[Organisation]):
    """Facts of an organisation of `territory`. `elsewhere`: the space to go to when the commune is another's."""

    commune = forms.CharField(
        label=gettext_lazy("Commune"),
        max_length=80,
        help_text=gettext_lazy("Its name, with its postcode if several bear it."),
    )

    class Meta:
        model = Organisation
        fields = ("name", "kind", "siret", "rna", "naf_code", "size")
        widgets = {
            "kind": forms.RadioSelect,
            "siret": forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
            "rna": forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
            "naf_code": forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
        }
        help_texts = {
            "siret": gettext_lazy("14 digits. Leave it empty if you have none."),
            "rna": gettext_lazy("For an association: W and nine digits."),
            "naf_code": gettext_lazy("Such as 62.01Z: it is beside your SIRET. It says which questions concern you."),
        }

    def __init__(self, *args: Any, territory: Territory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.territory = territory
        self.elsewhere: Territory | None = None
        self.fields["kind"].choices = Organisation._meta.get_field("kind").choices  # type: ignore[attr-defined]
        self.fields["size"].choices = [("", _("I do not know")), *self.fields["size"].choices[1:]]  # type: ignore[attr-defined]
        if self.instance.commune:
            self.initial.setdefault("commune", as_typed(self.instance.commune))

    def clean_commune(self) -> Commune:
        commune = commune_of(self.cleaned_data["commune"])
        nearest = territory_for_commune(commune)
        if nearest == self.territory or (nearest is None and self.territory.is_national):
            return commune
        self.elsewhere = nearest or national_portal()
        place = {"commune": commune.name, "here": self.territory.name}
        if nearest is None:
            raise ValidationError(
                _(
                    "%(commune)s is not in %(here)s, and its authority has not opened a space yet: "
                    "the national portal welcomes you."
                ),
                params=place,
            )
        raise ValidationError(
            _("%(commune)s belongs to the space of %(nearest)s."), params={**place, "nearest": nearest.name}
        )

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        if "naf_code" in self.changed_data:
            self.instance.naf_version = ""  # a new code is read in the nomenclature of the day
        return facts


def as_typed(commune: Commune) -> str:
    """Words that lead back to this commune and no other."""
    return f"{commune.name} {commune.code}"


def commune_of(text: str) -> Commune:
    """The one commune that `text` means. Raises ValidationError with what to add when several may be meant."""
    found = find_communes(text, SUGGESTIONS + 1)
    exact = [commune for commune in found if fold(commune.name) == fold(text)]
    if len(exact) == 1:
        return exact[0]
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValidationError(_("No commune bears this name: try its postcode."))
    names = ", ".join(_spelt(commune) for commune in found[:SUGGESTIONS])
    raise ValidationError(_("Several communes may be meant: %(names)s. Add the postcode."), params={"names": names})


def _spelt(commune: Commune) -> str:
    return f"{commune.name} {commune.postcodes[0] if commune.postcodes else commune.code}"


class InviteForm(forms.ModelForm[Invitation]):
    class Meta:
        model = Invitation
        fields = ("email", "role")
        widgets = {"role": forms.RadioSelect, "email": forms.EmailInput(attrs={"autocomplete": "off"})}
        help_texts = {
            "role": gettext_lazy(
                "A contributor answers the questions. A manager also edits the organisation and its members."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = MemberRole.choices  # type: ignore[attr-defined]
        self.fields["role"].initial = MemberRole.CONTRIBUTOR


class MemberRoleForm(forms.Form):
    role = forms.ChoiceField(choices=MemberRole.choices)


class CodeForm(forms.Form):
    """The code sent to the invited address."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "short"}),
    )


def take_refusal(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Show what a service refused beside the field it is about, else at the top."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        for error in errors:
            form.add_error(name if name in form.fields else None, error)
