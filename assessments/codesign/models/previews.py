"""A draft shown to a group before it is published, and what each of them says of its questions."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.models import FrameworkVersion
from core.models import Dated, Public
from organisations.models import Kind
from territories.scope import TerritoryModel, scoped

LONGEST = 1000  # characters


class Preview(Public, Dated, TerritoryModel):
    """A version that pioneers may read until `expires_at`, as an organisation of `kind` that has everything."""

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("shown as"), max_length=12, choices=Kind.choices, default=Kind.COMPANY)
    message = models.TextField(
        _("your words to the group"), max_length=LONGEST, blank=True, validators=[MaxLengthValidator(LONGEST)]
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField(editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[Any] = scoped()

    class Meta:
        ordering = ("-created_at", "pk")
        verbose_name = _("preview")
        verbose_name_plural = _("previews")

    def __str__(self) -> str:
        return f"{self.version_id}, {self.created_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and timezone.now() < self.expires_at


class Invitation(Public, Dated):
    """The link of one pioneer. The address is erased once the preview is over: what was said stays, without a name."""

    preview = models.ForeignKey(Preview, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(_("e-mail address"), blank=True)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[Any] = scoped("preview__territory")

    class Meta:
        ordering = ("created_at", "pk")
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["preview", "email"],
                condition=~models.Q(email="") & models.Q(withdrawn_at=None),
                name="codesign_one_link_each",
            )
        ]

    def __str__(self) -> str:
        return self.email or str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None and self.preview.is_open


class Feedback(Dated):
    """What one pioneer says of one question, until the preview ends: the last word counts."""

    class Verdict(models.TextChoices):
        CLEAR = "clear", _("Clear")
        UNCLEAR = "unclear", _("Not clear")
        NOT_FOR_US = "not_for_us", _("Not for us")

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="+")
    question_code = models.CharField(max_length=255)
    verdict = models.CharField(_("opinion"), max_length=10, choices=Verdict.choices, blank=True)
    comment = models.TextField(_("remark"), max_length=LONGEST, blank=True, validators=[MaxLengthValidator(LONGEST)])

    objects: ClassVar[Any] = scoped("invitation__preview__territory")

    class Meta:
        ordering = ("created_at", "pk")
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        constraints = [
            models.UniqueConstraint(fields=["invitation", "question_code"], name="codesign_one_remark_a_question"),
            models.CheckConstraint(
                condition=~models.Q(verdict="", comment=""), name="codesign_a_remark_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_code}: {self.verdict}"
