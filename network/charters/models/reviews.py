"""What is added to a signature: yearly reviews, and choices of what is shown."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Public
from network.charters.models.frozen import Frozen, FrozenQuerySet
from network.charters.models.signatures import Commitment, Signature
from territories.scope import scoped


class Review(Public, Frozen):
    """The yearly review that was due on `due_on`."""

    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="reviews")
    due_on = models.DateField(_("due on"))
    given_at = models.DateTimeField(_("given at"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    giver_name = models.CharField(_("name"), max_length=120)

    objects: ClassVar[Any] = scoped("signature__territory", queryset=FrozenQuerySet)

    class Meta:
        ordering = ("due_on", "id")
        verbose_name = _("yearly review")
        verbose_name_plural = _("yearly reviews")
        constraints = [models.UniqueConstraint(fields=["signature", "due_on"], name="charters_one_review_a_year")]

    def __str__(self) -> str:
        return f"{self.signature_id} · {self.due_on}"


class OutcomeState(models.TextChoices):
    KEPT = "kept", _("Kept")
    PARTLY = "partly", _("Kept in part")
    DROPPED = "dropped", _("Dropped")


class Outcome(Frozen):
    """What a review says of one commitment; `why` is asked when it was not kept."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="outcomes")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="outcomes")
    state = models.CharField(_("state"), max_length=8, choices=OutcomeState.choices)
    why = models.CharField(_("why"), max_length=1000, blank=True)

    objects: ClassVar[Any] = scoped("review__signature__territory", queryset=FrozenQuerySet)

    class Meta:
        ordering = ("commitment__position", "id")
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [
            models.UniqueConstraint(fields=["review", "commitment"], name="charters_one_outcome_a_commitment"),
            models.CheckConstraint(condition=models.Q(state="kept") | ~models.Q(why=""), name="charters_not_kept_why"),
        ]

    def __str__(self) -> str:
        return self.state


class ConsentChoice(Frozen):
    """The proof of a choice: what is shown, when, by whom, on which text."""

    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="consents")
    is_listed = models.BooleanField()
    shows_commitments = models.BooleanField()
    shows_signer = models.BooleanField()
    text_version = models.CharField(_("version of the text"), max_length=20)
    chosen_at = models.DateTimeField(_("chosen at"))
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[Any] = scoped("signature__territory", queryset=FrozenQuerySet)

    class Meta:
        ordering = ("chosen_at", "id")
        verbose_name = _("choice of what is shown")
        verbose_name_plural = _("choices of what is shown")

    def __str__(self) -> str:
        return f"{self.signature_id} ({self.chosen_at:%Y-%m-%d})"
