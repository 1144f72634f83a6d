"""For the team of the territory."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.validators import one_line
from network.charters.domain.rules import LEVELS, MOST_COMMITMENTS, MOST_MONTHS, Rules
from network.charters.domain.states import State
from network.charters.forms.members import Plain
from network.charters.models import Article, ArticleKind, Charter, ScopeKind
from organisations.models import Organisation
from territories.models import Commune, Territory

STATES = {
    State.VALID: gettext_lazy("Up to date"),
    State.DUE: gettext_lazy("Review to be given"),
    State.LATE: gettext_lazy("Review late"),
    State.WITHDRAWN: gettext_lazy("Withdrawn by the signatory"),
    State.REVOKED: gettext_lazy("Withdrawn by the authority"),
    State.LAPSED: gettext_lazy("Lapsed"),
    State.REPLACED: gettext_lazy("Replaced by a new signature"),
}
LONGEST_TEXT = 20_000  # characters


def words(label: Any, *, lines: int = 0, required: bool = True, most: int = LONGEST_TEXT) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": lines}) if lines else None
    return forms.CharField(label=label, required=required, max_length=most, widget=widget)


class CharterForm(Plain):
    """`charter` None for a new one. Its territory has one of its own: the others are in common."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=160, validators=[one_line])
    scope_kind = forms.ChoiceField(
        label=gettext_lazy("Who may sign it"), choices=ScopeKind.choices, widget=forms.RadioSelect
    )
    group = forms.CharField(
        label=gettext_lazy("Name of the zone or the group"),
        help_text=gettext_lazy("For a charter in common: a business park, a street, a sector."),
        max_length=160,
        required=False,
        validators=[one_line],
    )
    communes = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Communes whose organisations are invited"),
        queryset=Commune.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    sirets = forms.CharField(
        label=gettext_lazy("Organisations invited by name"),
        help_text=gettext_lazy("Their SIRET numbers, one by line. They are registered here already."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "inputmode": "numeric"}),
    )

    def __init__(self, territory: Territory, charter: Charter | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["communes"].queryset = territory.communes.order_by("name")  # type: ignore[attr-defined]
        if charter is not None:
            del self.fields["scope_kind"]
            if not charter.is_in_common:
                for name in ("group", "communes", "sirets"):
                    del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        in_common = "scope_kind" not in self.fields or cleaned.get("scope_kind") == ScopeKind.IN_COMMON
        if in_common and "group" in self.fields and not cleaned.get("group") and "group" not in self.errors:
            self.add_error("group", _("Name the zone or the group."))
        return cleaned

    def clean_sirets(self) -> list[Organisation]:
        typed = ["".join(line.split()) for line in self.cleaned_data["sirets"].splitlines() if line.strip()]
        found = {one.siret: one for one in Organisation.objects.filter(siret__in=typed).order_by("pk")}
        unknown = [siret for siret in typed if siret not in found]
        if unknown:
            raise forms.ValidationError(
                _("Not registered in this territory: %(numbers)s."), params={"numbers": ", ".join(unknown)}
            )
        return list(found.values())

    def facts(self) -> dict[str, Any]:
        """As the services take them."""
        data = dict(self.cleaned_data)
        if "sirets" in data:
            data["organisations"] = data.pop("sirets")
        return data


class PreambleForm(Plain):
    fr = words(gettext_lazy("Preamble"), lines=8)
    en = words(gettext_lazy("Preamble in English"), lines=4, required=False)

    def texts(self) -> dict[str, str]:
        return {"fr": self.cleaned_data["fr"], "en": self.cleaned_data["en"]}


class ArticleForm(Plain):
    """`themes`: pairs (code, title) of the questionnaire, for a commitment that answers a weak theme."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=ArticleKind.choices, widget=forms.RadioSelect, initial=ArticleKind.PRINCIPLE
    )
    title_fr = words(gettext_lazy("Title"), most=300)
    body_fr = words(gettext_lazy("Text"), lines=6, required=False)
    title_en = words(gettext_lazy("Title in English"), required=False, most=300)
    body_en = words(gettext_lazy("Text in English"), lines=3, required=False)
    theme = forms.ChoiceField(
        label=gettext_lazy("Theme"),
        help_text=gettext_lazy("For a commitment: the theme that it improves."),
        required=False,
    )

    def __init__(self, themes: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = dict(themes)
        kept = self.initial.get("theme", "")
        known.setdefault(kept, kept)
        self.fields["theme"].choices = [("", "–"), *((code, title) for code, title in known.items() if code)]  # type: ignore[attr-defined]

    def article(self) -> dict[str, Any]:
        """As `services.add_article` takes it."""
        data: Mapping[str, str] = self.cleaned_data
        return {
            "kind": data["kind"],
            "title": {"fr": data["title_fr"], "en": data["title_en"]},
            "body": {"fr": data["body_fr"], "en": data["body_en"]},
            "theme": data["theme"] if data["kind"] == ArticleKind.COMMITMENT else "",
        }

    @staticmethod
    def initial_of(article: Article) -> dict[str, str]:
        return {
            "kind": article.kind,
            "theme": article.theme,
            "title_fr": article.title.get("fr", ""),
            "body_fr": article.body.get("fr", ""),
            "title_en": article.title.get("en", ""),
            "body_en": article.body.get("en", ""),
        }


class RulesForm(Plain):
    """The rules as the authority sets them; empty means "not asked"."""

    months = forms.IntegerField(
        label=gettext_lazy("Full assessment submitted less than … months ago"),
        help_text=gettext_lazy("Empty: no assessment is asked."),
        min_value=1,
        max_value=MOST_MONTHS,
        required=False,
    )
    level = forms.TypedChoiceField(
        label=gettext_lazy("Level at least"),
        choices=[("", gettext_lazy("any")), *((str(n), str(n)) for n in LEVELS)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    commitments = forms.IntegerField(
        label=gettext_lazy("How many commitments"), min_value=0, max_value=MOST_COMMITMENTS
    )
    counts_actions = forms.BooleanField(
        label=gettext_lazy("Actions planned count among these commitments"), required=False
    )
    weak_themes = forms.BooleanField(
        label=gettext_lazy("Ask a commitment or an action for each weak theme"), required=False
    )
    weak_below = forms.IntegerField(
        label=gettext_lazy("A theme is weak under … %"), min_value=1, max_value=100, initial=Rules().weak_below
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("months") is None and "months" not in self.errors:
            if cleaned.get("level") is not None:
                self.add_error("level", _("A level is read on an assessment: say how old it may be."))
            if cleaned.get("weak_themes"):
                self.add_error("weak_themes", _("Weak themes are read on an assessment: say how old it may be."))
        return cleaned

    def rules(self) -> Rules:
        return Rules.from_dict(self.cleaned_data)


class AdoptForm(Plain):
    sure = forms.BooleanField(
        label=gettext_lazy("This text was decided: it will not change any more."),
        error_messages={"required": gettext_lazy("Tick this box to adopt the text.")},
    )


class RevokeForm(Plain):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("The signatory receives it by e-mail."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Say why: the signatory receives it.")},
    )


class FilterForm(Plain):
    """Filters of the desk's list, in the address."""

    q = forms.CharField(label=gettext_lazy("Name"), max_length=80, required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[("", gettext_lazy("All states")), *((str(state), label) for state, label in STATES.items())],
        required=False,
    )
