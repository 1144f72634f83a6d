"""Who a preview is shown to."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.domain.document import SECTIONS, Document
from assessments.responses.forms import SECTIONS as SECTION_NAMES
from assessments.scoring import Profile
from core.text import pick
from organisations.models import Kind, Size

UNKNOWN = _("not said")


class PreviewForm(forms.Form):
    """Every trait is ticked until somebody chooses: a first look shows the most."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.COMPANY)
    size = forms.ChoiceField(label=_("Size"), choices=[("", UNKNOWN), *Size.choices], required=False, initial="10-19")
    section = forms.ChoiceField(label=_("Activity"), required=False)

    def __init__(self, data: Any = None, *, document: Document) -> None:
        super().__init__(data)
        sections = [(letter, SECTION_NAMES[letter]) for letter in SECTIONS]
        self.fields["section"].choices = [("", UNKNOWN), *sections]  # type: ignore[attr-defined]
        traits = [(trait.code, pick(trait.title)) for trait in document.traits]
        self.every_trait = [code for code, _title in traits]
        if traits:
            self.fields["traits"] = forms.MultipleChoiceField(
                label=_("What it has"),
                choices=traits,
                required=False,
                initial=self.every_trait,
                widget=forms.CheckboxSelectMultiple,
            )

    def profile(self) -> Profile:
        """The profile chosen; the first look where nothing readable was."""
        if not self.is_bound or not self.is_valid():
            return Profile(Kind.COMPANY, "10-19", "", frozenset(self.every_trait))
        data = self.cleaned_data
        return Profile(data["kind"], data["size"], data["section"], frozenset(data.get("traits", ())))

    def query(self) -> str:
        """The profile as a query string, to go from theme to theme."""
        profile = self.profile()
        facts = {"kind": profile.kind, "size": profile.size, "section": profile.section}
        return urlencode([*facts.items(), *(("traits", trait) for trait in sorted(profile.traits))])
