"""What the authors of a questionnaire say to each other, node by node."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.models import FrameworkVersion
from core.models import Dated
from territories.scope import TerritoryModel, scoped

LONGEST = 2000  # characters


class Comment(Dated, TerritoryModel):
    """About one node of a version, or about the whole when `node` is "". A reply has a `parent`, which has none.

    `node` is a code: it outlives the rows, which the editor writes again at each change.
    """

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    node = models.CharField(max_length=255, blank=True)
    text = models.TextField(_("comment"), max_length=LONGEST, validators=[MaxLengthValidator(LONGEST)])
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True, editable=False)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects: ClassVar[Any] = scoped()

    class Meta:
        ordering = ("created_at", "pk")
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = [models.Index(fields=["version", "node"], name="codesign_comments_of_a_node")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent=None) | models.Q(resolved_at=None), name="codesign_a_thread_is_resolved_whole"
            )
        ]

    def __str__(self) -> str:
        return f"{self.node}: {self.text[:40]}"
