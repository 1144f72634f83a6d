"""A file to read."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LARGEST = 10  # megabytes


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "YAML, JSON or worksheet (.xlsx) of ours; library of CISO Assistant (.yaml); "
            "table of Territoires en Transitions (.csv)."
        ),
    )

    keep_map = forms.BooleanField(
        label=_("If it says where its questions come from, make the map from the version published now"),
        initial=True,
        required=False,
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        found: UploadedFile[bytes] = self.cleaned_data["file"]
        if (found.size or 0) > LARGEST * 1024 * 1024:
            raise forms.ValidationError(
                _("The file weighs more than %(n)s MB: check that it is the right one."), params={"n": LARGEST}
            )
        return found
