"""Who did it, and accepts to be asked how."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from territories.scope import scoped


class PeerOffer(models.Model):
    """An organisation accepts to be written to about one question where its answer is the best one.

    Through a form only: its address is never shown. Taken back by deleting the row.
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="+")
    question_code = models.CharField(_("question"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    since = models.DateTimeField(auto_now_add=True, editable=False)

    objects: ClassVar[Any] = scoped("organisation__territory")

    class Meta:
        ordering = ("since", "pk")
        verbose_name = _("offer to share")
        verbose_name_plural = _("offers to share")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "question_code"], name="plans_one_offer_a_question")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.question_code}"
