"""What happened, by organisation, for everyone to read. Added, never changed."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.cowriting.models.proposals import Proposal
from network.cowriting.models.writings import Writing
from organisations.models import Organisation
from territories.scope import scoped


class What(models.TextChoices):
    OPENED = "opened", _("opened the text to discussion")
    MOVED = "moved", _("changed the calendar")
    CLOSED = "closed", _("closed the discussion before its last day")
    EDITED = "edited", _("changed the text in the charter itself")
    INVITED = "invited", _("was invited")
    PROPOSED = "proposed", _("made a proposal")
    SUPPORTED = "supported", _("supports a proposal")
    OBJECTED = "objected", _("objects to a proposal")
    COMMENTED = "commented", _("commented on a proposal")
    HIDDEN = "hidden", _("hid a comment")
    WITHDRAWN = "withdrawn", _("withdrew its proposal")
    MERGED = "merged", _("brought a proposal into the text")
    CHANGED = "changed", _("brought a proposal into the text, with changes")
    ASIDE = "aside", _("set a proposal aside")
    SUMMED_UP = "summed_up", _("published its summary")
    ADOPTED = "adopted", _("adopted the text")


class Entry(models.Model):
    """`organisation` None: the team of the territory. `detail`: words that explain, "" for none."""

    writing = models.ForeignKey(Writing, on_delete=models.CASCADE, related_name="entries")
    at = models.DateTimeField(default=timezone.now, editable=False)
    what = models.CharField(max_length=9, choices=What.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    detail = models.CharField(max_length=600, blank=True)

    objects: ClassVar[Any] = scoped("writing__territory")

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("entry of the journal")
        verbose_name_plural = _("entries of the journal")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.what}"
