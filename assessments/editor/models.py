"""The history of drafts: who changed what, and the way back."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.models import FrameworkVersion
from territories.scope import scoped


class Edit(models.Model):
    """What one person changed at once. `operations`: list of `Operation.to_dict()`, in the order they were done.

    `title`: what was changed, by language, as it was called then. `undone_at`: taken back since. `is_dropped`: taken
    back, and something else done since: it cannot be done again.
    """

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    title = models.JSONField(default=dict)
    operations = models.JSONField()
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_dropped = models.BooleanField(default=False)

    objects: ClassVar[Any] = scoped("version__framework__territory")

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("edit")
        verbose_name_plural = _("edits")

    def __str__(self) -> str:
        return f"{self.version_id} #{self.pk}"
