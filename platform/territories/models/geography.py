"""Communes and the areas they belong to: public facts, the same for everyone, hence not scoped.

Filled by `manage.py load_geography` from the files in `territories/geography/data/`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from territories.geography.prefix import Prefix


class Region(models.Model):
    """A region, or an overseas collectivity. `code` is INSEE's: "75" is Nouvelle-Aquitaine."""

    code = models.CharField(primary_key=True, max_length=3)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering = ("name",)
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self) -> str:
        return self.name


class Departement(models.Model):
    """A département, or an overseas collectivity. `code` is INSEE's: "86", "2A", "974"."""

    code = models.CharField(primary_key=True, max_length=3)
    name = models.CharField(_("name"), max_length=80)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="departements")

    class Meta:
        ordering = ("code",)
        verbose_name = _("département")
        verbose_name_plural = _("départements")

    def __str__(self) -> str:
        return self.name


class Intercommunality(models.Model):
    """An EPCI with its own taxes. `kind` is the DGCL's: CC, CA, CU, METRO, or MET69 for Lyon."""

    siren = models.CharField(primary_key=True, max_length=9)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=6)

    class Meta:
        ordering = ("name",)
        verbose_name = _("inter-municipality")
        verbose_name_plural = _("inter-municipalities")

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A commune of the official geographic code (COG 2026). `code` is the INSEE code: "2A004", "86194".

    `search_name` is the name folded by `geography.names.fold`. `latitude` and `longitude` are a point inside
    the commune, or inside its inter-municipality for the seven communes re-established since 2018; unknown
    in the overseas collectivities.
    """

    code = models.CharField(primary_key=True, max_length=5)
    name = models.CharField(_("name"), max_length=80)
    search_name = models.CharField(max_length=80, db_index=True)
    postcodes = models.JSONField(_("postcodes"), default=list)
    intercommunality = models.ForeignKey(
        Intercommunality, on_delete=models.PROTECT, null=True, blank=True, related_name="communes"
    )
    departement = models.CharField(_("département"), max_length=3, db_index=True)
    region = models.CharField(_("region"), max_length=3, db_index=True)
    population = models.PositiveIntegerField(_("population"), default=0)
    latitude = models.FloatField(_("latitude"), null=True)
    longitude = models.FloatField(_("longitude"), null=True)

    class Meta:
        ordering = ("name", "code")
        verbose_name = _("commune")
        verbose_name_plural = _("communes")

    def __str__(self) -> str:
        return f"{self.name} ({self.departement})"


class CommuneKey(models.Model):
    """What one may type to find a commune: a word of its name, now or before, a postcode, an INSEE code."""

    class Kind(models.TextChoices):
        WORD = "word", _("Word")
        POSTCODE = "postcode", _("Postcode")
        CODE = "code", _("INSEE code")

    key = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    commune = models.ForeignKey(Commune, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        ordering = ("key", "commune_id")

    def __str__(self) -> str:
        return f"{self.key} → {self.commune_id}"


# On both databases an index answers `key__prefix="chau"`; `startswith` scans the table on SQLite.
models.CharField.register_lookup(Prefix)
