"""For signatories and the public."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.text import pick
from core.validators import one_line
from network.charters.domain import codes
from network.charters.models import Article, Commitment, OutcomeState
from network.charters.services import Act, Consent, Judged, Own

OWN = range(1, 4)
"""How many commitments of one's own the page has room for."""
FARTHEST = timedelta(days=3 * 366)


class Plain(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **attrs: str) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "short", **attrs})


class ConsentForm(Plain):
    """What others see: nothing unless ticked."""

    is_listed = forms.BooleanField(
        label=gettext_lazy("List our organisation among the signatories: name, commune, since when"), required=False
    )
    shows_commitments = forms.BooleanField(label=gettext_lazy("Show our commitments there too"), required=False)
    shows_signer = forms.BooleanField(
        label=gettext_lazy("Show my name and function to whoever checks our certificate"), required=False
    )

    def consent(self) -> Consent:
        """As chosen, once valid."""
        names = ("is_listed", "shows_commitments", "shows_signer")
        return Consent(**{name: self.cleaned_data[name] for name in names})


class SignForm(ConsentForm):
    """`articles`: the commitments that the text offers. `digest` is that of the text on the page."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=120, validators=[one_line])
    function = forms.CharField(
        label=gettext_lazy("Your function"),
        help_text=gettext_lazy("For instance: director, chair, mayor."),
        max_length=120,
        validators=[one_line],
    )
    declares = forms.BooleanField(
        label=gettext_lazy("I have read the text above, and I may commit this organisation."),
        error_messages={"required": gettext_lazy("Tick this box: without it, nothing is signed.")},
    )

    def __init__(self, articles: Sequence[Article], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = [article for article in articles if article.is_commitment]
        choices = [(article.code, pick(article.title)) for article in self.offered]
        self.fields["articles"] = forms.MultipleChoiceField(
            label=_("Commitments that the text offers"),
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        for number in OWN:
            self.fields[f"own_{number}"] = forms.CharField(
                label=_("Commitment of your own, %(n)s") % {"n": number},
                max_length=500,
                required=False,
                validators=[one_line],
            )
            self.fields[f"own_{number}_on"] = forms.DateField(
                label=_("To be reviewed on"), required=False, widget=DayInput()
            )

    @property
    def own_rows(self) -> Iterator[tuple[BoundField, BoundField]]:
        for number in OWN:
            yield self[f"own_{number}"], self[f"own_{number}_on"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for number in OWN:
            self._check_own(cleaned, f"own_{number}")
        return cleaned

    def _check_own(self, cleaned: dict[str, Any], name: str) -> None:
        words, day = cleaned.get(name), cleaned.get(f"{name}_on")
        today = timezone.localdate()
        if words and day is None and f"{name}_on" not in self.errors:
            self.add_error(f"{name}_on", _("Say on which day you will review it."))
        elif day is not None and not words:
            self.add_error(name, _("Write the commitment, or empty its date."))
        elif day is not None and not today < day <= today + FARTHEST:
            self.add_error(f"{name}_on", _("Choose a day after today, and within three years."))

    def act(self) -> Act:
        data = self.cleaned_data
        own = [(data[f"own_{number}"], data[f"own_{number}_on"]) for number in OWN]
        return Act(
            digest=data["digest"],
            articles=tuple(data["articles"]),
            own=tuple(Own(words, day) for words, day in own if words),
            name=data["name"],
            function=data["function"],
            consent=self.consent(),
        )


class ReviewForm(Plain):
    """One question by running commitment; `due_on` is the review that was on the screen."""

    due_on = forms.DateField(widget=forms.HiddenInput)

    def __init__(self, commitments: Sequence[Commitment], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commitments = list(commitments)
        for one in self.commitments:
            self.fields[f"state_{one.pk}"] = forms.ChoiceField(
                label=one.text,
                choices=OutcomeState.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Say what became of it.")},
            )
            self.fields[f"why_{one.pk}"] = forms.CharField(
                label=_("Why, or what you learnt"),
                max_length=1000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def rows(self) -> Iterator[tuple[Commitment, BoundField, BoundField]]:
        for one in self.commitments:
            yield one, self[f"state_{one.pk}"], self[f"why_{one.pk}"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for one in self.commitments:
            state, why = cleaned.get(f"state_{one.pk}"), cleaned.get(f"why_{one.pk}", "")
            if state in (OutcomeState.PARTLY, OutcomeState.DROPPED) and not why.strip():
                self.add_error(f"why_{one.pk}", _("Say why, in a few words."))
        return cleaned

    def judged(self) -> dict[int, Judged]:
        data = self.cleaned_data
        return {
            one.pk: Judged(OutcomeState(data[f"state_{one.pk}"]), data[f"why_{one.pk}"]) for one in self.commitments
        }


class WithdrawForm(Plain):
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Yes, we withdraw our signature."),
        error_messages={"required": gettext_lazy("Tick this box to withdraw.")},
    )


class CodeForm(Plain):
    """Gives the eleven symbols of a certificate's code."""

    code = forms.CharField(
        label=gettext_lazy("Code of the certificate"),
        help_text=gettext_lazy("At the top right of each page: GP-C-7K4M-9QX2-T5H, for instance."),
        max_length=40,
        error_messages={"required": gettext_lazy("Type the code that is at the top right of the certificate.")},
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = codes.parse(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(
                _("One character at least is wrong or missing: compare with the top of the certificate.")
            )
        return code


class SearchForm(Plain):
    """Filters of the public list, in the address."""

    q = forms.CharField(label=gettext_lazy("Name"), max_length=80, required=False)
    commune = forms.ChoiceField(label=gettext_lazy("Commune"), required=False)

    def __init__(self, communes: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"].choices = [("", _("All communes")), *communes]  # type: ignore[attr-defined]
