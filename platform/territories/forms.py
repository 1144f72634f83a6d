"""The back-office of a territory's space."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from territories.logos import redrawn
from territories.models import RoleName, Territory
from ui.contrast import check_hue


class BrandingForm(forms.ModelForm[Territory]):
    """How the space presents itself. `logo` comes out as it was uploaded: the service draws it again."""

    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG, JPEG or WebP, 2 MB at most. Without one, your outline is shown."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    remove_logo = forms.BooleanField(label=_("Remove the present logo"), required=False)

    class Meta:
        model = Territory
        fields = ("name", "tagline", "hue", "sender_name", "reply_to")
        widgets = {"hue": forms.NumberInput(attrs={"class": "short", "min": 0, "max": 359})}
        help_texts = {
            "hue": _("From 0 to 359: 30 orange, 140 green, 235 blue, 320 pink. Every shade follows from it."),
            "sender_name": _("The name of the space when empty."),
            "reply_to": _("Where people write when they answer our messages."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.logo:
            del self.fields["remove_logo"]

    def clean_hue(self) -> int:
        hue: int = self.cleaned_data["hue"]
        if check_hue(hue):
            raise ValidationError(_("Some text would be hard to read in this hue: choose a neighbouring one."))
        return hue

    def clean_logo(self) -> Any:
        logo = self.cleaned_data["logo"]
        if logo:
            redrawn(logo)  # refused here, so that the reason stands beside the field
        return logo


class RoleForm(forms.Form):
    """Somebody who joins the team. The account is made if there is none at that address."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("Role"), choices=RoleName.choices, widget=forms.RadioSelect)
