"""What happened, and who still has to hear of it. Written in the transaction of the thing itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Public
from territories.scope import TerritoryModel, scoped


class Event(TerritoryModel, Public):
    """Something that happened: a topic and a small JSON payload (keys and facts, no whole rows)."""

    topic = models.CharField(_("topic"), max_length=80)
    payload = models.JSONField(_("payload"), default=dict, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True, db_index=True)

    class Meta:
        ordering = ("created_at", "id")
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return self.topic


class Delivery(models.Model):
    """One event for one receiver.

    `due_at` is the only state: a date to come is a wait (backoff, or another worker's lease), none means
    that nothing is left to do: delivered when `delivered_at` is set, given up when it is not.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    receiver = models.CharField(_("receiver"), max_length=200)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("due"), null=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True)
    error = models.CharField(_("last error"), max_length=500, blank=True)

    objects = scoped("event__territory")

    class Meta:
        ordering = ("due_at", "id")
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [models.UniqueConstraint(fields=("event", "receiver"), name="outbox_delivery_once")]
        indexes = [models.Index(fields=("due_at",), condition=models.Q(due_at__isnull=False), name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.receiver}"
