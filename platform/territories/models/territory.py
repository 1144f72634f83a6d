"""A local authority's space on the platform."""

from functools import cached_property

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Site

from core.models import Dated
from core.validators import one_line


class Kind(models.TextChoices):
    COMMUNE = "commune", _("Commune")
    INTERMUNICIPALITY = "intermunicipality", _("Inter-municipality")
    METROPOLIS = "metropolis", _("Metropolis")
    REGION = "region", _("Region")
    NATIONAL = "national", _("National portal")


NEAREST_FIRST = [Kind.COMMUNE, Kind.METROPOLIS, Kind.INTERMUNICIPALITY, Kind.REGION, Kind.NATIONAL]


class Territory(Dated):
    """One authority: its Wagtail site, its perimeter of communes, its colours.

    `lineage` is "/1/5/12/": the ids from the root to this one, so that ancestors cost no query
    and descendants one prefix.
    """

    slug = models.SlugField(_("short name"), unique=True, max_length=60)
    name = models.CharField(_("name"), max_length=120, validators=[one_line])
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    lineage = models.CharField(max_length=200, editable=False, db_index=True)
    site = models.OneToOneField(Site, on_delete=models.PROTECT, related_name="territory")
    collection = models.OneToOneField(Collection, on_delete=models.PROTECT, related_name="territory")
    communes = models.ManyToManyField("territories.Commune", blank=True, related_name="territories")
    is_open = models.BooleanField(_("open to the public"), default=True)

    tagline = models.CharField(_("tagline"), max_length=120, blank=True, validators=[one_line])
    hue = models.PositiveSmallIntegerField(
        _("hue"), default=235, validators=[MaxValueValidator(359)], help_text=_("0 to 359, on the colour wheel")
    )
    logo = models.ImageField(_("logo"), upload_to="logos/", blank=True)
    sender_name = models.CharField(
        _("sender of e-mails"),
        max_length=80,
        blank=True,
        validators=[RegexValidator(r"^[^\r\n<>\"]*$", _("Write a name, without quotes or brackets."))],
    )
    reply_to = models.EmailField(_("reply address"), blank=True)
    seal = models.TextField(editable=False, blank=True)
    motif = models.TextField(editable=False, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("territory")
        verbose_name_plural = _("territories")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        super().save(*args, **kwargs)  # type: ignore[arg-type]
        lineage = f"{self.parent.lineage if self.parent else '/'}{self.pk}/"
        if lineage != self.lineage:
            self.lineage = lineage
            type(self).objects.filter(pk=self.pk).update(lineage=lineage)

    @cached_property
    def ancestor_ids(self) -> list[int]:
        """Ids of the territories above this one, the root first."""
        return [int(part) for part in self.lineage.split("/") if part][:-1]

    @property
    def is_national(self) -> bool:
        return self.kind == Kind.NATIONAL

    @property
    def host(self) -> str:
        return str(self.site.hostname)

    @property
    def root_url(self) -> str:
        return str(self.site.root_url)
