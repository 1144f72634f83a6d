"""What participants and the team type. Plain words only: nothing typed here is ever read as markup."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.validators import one_line
from network.cowriting.domain.text import plain
from network.cowriting.models import Stance, Who, Writing, proposals, writings
from organisations.models import Organisation

AREA = {"rows": 8}
ARTICLE_KINDS = [
    ("principle", _("A principle: what we hold true, together")),
    ("commitment", _("A commitment: what a signatory may promise")),
]


class Words(forms.CharField):
    """Several lines of plain words."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "")


class AsOrganisation(forms.Form):
    """Written for one of `organisations`: asked only where there are several."""

    organisation: "forms.ModelChoiceField[Organisation]" = forms.ModelChoiceField(None, label=_("You write for"))

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["organisation"]
        field.queryset = organisations  # type: ignore[attr-defined]
        known = list(organisations[:2])
        if len(known) == 1:
            field.widget, field.initial = forms.HiddenInput(), known[0].pk


class ArticleForm(AsOrganisation):
    title = forms.CharField(label=_("Title of the article"), max_length=160, validators=[one_line])
    article_kind = forms.ChoiceField(
        label=_("What kind of article?"), choices=ARTICLE_KINDS, widget=forms.RadioSelect, initial="principle"
    )
    words = Words(label=_("Text of the article"), rows=8, max_length=proposals.LONGEST)
    reason = Words(label=_("Why do you propose it?"), max_length=proposals.LONGEST_REASON)


class AmendmentForm(AsOrganisation):
    """`revision`: the number of the text that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput(), min_value=1)
    title = forms.CharField(label=_("Title of the article"), required=False, max_length=160, validators=[one_line])
    words = Words(
        label=_("Text that you propose"), rows=10, max_length=proposals.LONGEST,
        help_text=_("Change the words in place: the page will show what you took out and what you put in."),
    )  # fmt: skip
    reason = Words(label=_("Why do you propose it?"), max_length=proposals.LONGEST_REASON)

    def __init__(self, *args: Any, has_title: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_title:
            del self.fields["title"]


class StanceForm(AsOrganisation):
    side = forms.ChoiceField(label=_("Your opinion"), choices=Stance.Side.choices, widget=forms.RadioSelect)
    reason = Words(label=_("In a few words, why?"), rows=3, max_length=proposals.LONGEST_REASON)


class CommentForm(AsOrganisation):
    to = forms.IntegerField(widget=forms.HiddenInput(), required=False)
    text = Words(label=_("Your comment"), rows=3, max_length=proposals.LONGEST_COMMENT)


class TeamCommentForm(forms.Form):
    text = Words(label=_("Comment of the team"), rows=3, max_length=proposals.LONGEST_COMMENT)


class NameForm(AsOrganisation):
    named = forms.TypedChoiceField(
        label=_("May the charter name your organisation among its authors?"),
        choices=[("yes", _("Yes, name us")), ("no", _("No"))], widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
    )  # fmt: skip


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class CalendarForm(forms.Form):
    opens_on = _day(_("First day"))
    closes_on = _day(_("Last day"))
    reason = forms.CharField(
        label=_("Why it changes"), required=False, max_length=200, help_text=_("Shown in the public journal.")
    )


class OpenForm(forms.ModelForm[Writing]):
    opens_on = _day(_("First day"))
    closes_on = _day(_("Last day"))
    who = forms.ChoiceField(
        label=_("Who may write"), choices=Who.choices, widget=forms.RadioSelect, initial=Who.EVERYONE
    )
    introduction = Words(
        label=_("What you ask of the participants"), required=False, rows=5, max_length=writings.LONGEST_WORDS
    )

    class Meta:
        model = Writing
        fields = ("opens_on", "closes_on", "who", "introduction")

    def __init__(self, *args: Any, in_common: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if in_common:
            del self.fields["who"]


class InviteForm(forms.Form):
    organisations: "forms.ModelMultipleChoiceField[Organisation]" = forms.ModelMultipleChoiceField(
        None,
        label=_("Organisations to invite"), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisations"].queryset = organisations  # type: ignore[attr-defined]


class SynthesisForm(forms.Form):
    synthesis = Words(label=_("What was kept, and why"), rows=12, max_length=4 * writings.LONGEST_WORDS)


class SettleForm(forms.Form):
    """`words` is needed only to bring the proposal in; `seen`: the revision on the screen."""

    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=1)
    words = Words(label=_("Text that enters the charter"), rows=10, max_length=2 * proposals.LONGEST, required=False)
    answer = Words(
        label=_("Your answer to the organisation"), required=False, max_length=proposals.LONGEST_REASON,
        help_text=_("Public. Needed when you change the words, or set the proposal aside."),
    )  # fmt: skip


class HideForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is hidden"), max_length=300, help_text=_("Shown in its place, and sent to its author.")
    )
