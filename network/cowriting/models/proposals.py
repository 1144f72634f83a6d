"""What organisations propose, what the others think of it, and what is said."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Dated, Public
from core.validators import one_line
from network.cowriting.domain.states import State
from network.cowriting.models.writings import Revision, Writing
from organisations.models import Organisation
from territories.scope import scoped

LONGEST = 4_000
"""Characters of a passage."""
LONGEST_REASON = 600
LONGEST_COMMENT = 1_500


def _limited(most: int) -> dict[str, Any]:
    return {"max_length": most, "validators": [MaxLengthValidator(most)]}


class Kind(models.TextChoices):
    ARTICLE = "article", _("New article")
    AMENDMENT = "amendment", _("Amendment")


STATES = [
    (State.OPEN.value, _("Under discussion")),
    (State.MERGED.value, _("Adopted as it was proposed")),
    (State.CHANGED.value, _("Adopted with changes")),
    (State.ASIDE.value, _("Set aside")),
    (State.WITHDRAWN.value, _("Withdrawn")),
]


class Proposal(Public, Dated):
    """A new article, or other words for the passage `target` of revision `base`. Its words never change.

    `kind`, `target` and `article_kind` say what of the text it is about; `settled_words` is what entered the text.
    """

    writing = models.ForeignKey(Writing, on_delete=models.CASCADE, related_name="proposals")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    target = models.CharField(max_length=80, blank=True)
    article_kind = models.CharField(max_length=12, blank=True)
    base = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=160, blank=True, validators=[one_line])
    words = models.TextField(_("text"), **_limited(LONGEST))
    reason = models.TextField(_("why"), **_limited(LONGEST_REASON))
    state = models.CharField(max_length=9, choices=STATES, default=State.OPEN.value, editable=False)
    answer = models.TextField(_("answer of the team"), blank=True, **_limited(LONGEST_REASON))
    settled_words = models.TextField(blank=True, editable=False)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects: ClassVar[Any] = scoped("writing__territory")

    class Meta:
        ordering = ("created_at", "pk")
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        indexes = [models.Index(fields=["writing", "state"], name="cowriting_proposals_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=State.OPEN.value, settled_at=None)
                | (~models.Q(state=State.OPEN.value) & models.Q(settled_at__isnull=False)),
                name="cowriting_settled_on_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.ASIDE.value) | ~models.Q(answer=""),
                name="cowriting_set_aside_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.words[:60]

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN.value


class Stance(Dated):
    """What one organisation thinks of one proposal: it may change its mind until the last day."""

    class Side(models.TextChoices):
        SUPPORT = "support", _("We support it")
        OBJECT = "object", _("We object to it")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="stances")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(_("your opinion"), max_length=7, choices=Side.choices)
    reason = models.TextField(_("in a few words, why"), **_limited(LONGEST_REASON))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Any] = scoped("proposal__writing__territory")

    class Meta:
        ordering = ("side", "created_at", "pk")
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "organisation"], name="cowriting_one_opinion_an_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.side}"


class Comment(Dated):
    """Said under a proposal by an organisation, or by the team (none). Hidden, it stays, with the reason."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("your comment"), **_limited(LONGEST_COMMENT))
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    hidden_reason = models.CharField(max_length=300, blank=True, editable=False)

    objects: ClassVar[Any] = scoped("proposal__writing__territory")

    class Meta:
        ordering = ("created_at", "pk")
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        return self.text[:60]
