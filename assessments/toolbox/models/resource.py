"""A resource, and which resources go together."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.toolbox.domain.eligibility import Eligibility
from assessments.toolbox.domain.plain import eligibility_from, to_plain
from assessments.toolbox.models.checks import SHAPES, read_eligibility
from assessments.toolbox.models.stamp import StampingQuerySet, bump
from core.models import Dated
from territories.scope import TerritoryModel, scoped

SHARE: dict[str, Any] = {
    "max_digits": 4,
    "decimal_places": 3,
    "validators": [MinValueValidator(0), MaxValueValidator(1)],
}


class Kind(models.TextChoices):
    GUIDE = "guide", _("Guide")
    AID = "aid", _("Aid")
    TRAINING = "training", _("Training")
    CONTACT = "contact", _("Contact")
    SERVICE = "service", _("Service")
    TOOL = "tool", _("Tool")
    EVENT = "event", _("Event")
    MEASURE = "measure", _("Measure")


class Effort(models.IntegerChoices):
    LIGHT = 1, pgettext_lazy("effort", "Light")
    MEDIUM = 2, _("Medium")
    HEAVY = 3, _("Heavy")


class Resource(TerritoryModel, Dated):
    """A resource of one territory, seen by the territories below it: a national one is everyone's.

    `title`, `summary`, `cost`, `effort`, `amount`, `conditions` are texts by language; `conditions` are told, never
    judged. What is judged is `eligibility`, the fields of `domain.eligibility.Eligibility` as `to_plain` writes them,
    `{}` for everyone. It is open from `opens_on` to `deadline`, both included, unless it is `suspended`.

    What calls it: `themes` and `questions` where they are weak, `choices` {question: [codes]} where one is picked;
    `least_share` and `most_share` (0 to 1 of the scale) the band of a theme's score for which it is meant, none: the
    rule for weak ones. `links` is [{"label": texts, "url": address}]. `origin` names who offers it; `source` and
    `source_id` where it was brought from, and its name there; `checked_on` the day someone opened its address;
    `updated_on` the day its text was last true; past `review_by` it is stale.

    One that came with a framework says which (`framework`, its code), the `version` last published, its code there
    (`linked`) and the questions that call it. `retired_on`: what brought it has it no more; it is not shown again.
    """

    code = models.SlugField(_("code"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.JSONField(_("title"))
    summary = models.JSONField(_("summary"))
    cost = models.JSONField(_("cost"), default=dict, blank=True)
    amount = models.JSONField(_("amount"), default=dict, blank=True)
    effort = models.JSONField(_("effort"), default=dict, blank=True)
    effort_level = models.PositiveSmallIntegerField(_("level of effort"), choices=Effort.choices, null=True, blank=True)
    url = models.URLField(_("address"), max_length=300, blank=True, validators=[URLValidator(["http", "https"])])
    links = models.JSONField(_("links"), default=list, blank=True)
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    origin = models.CharField(_("offered by"), max_length=120)
    eligibility = models.JSONField(_("for whom"), default=dict, blank=True)
    conditions = models.JSONField(_("other conditions"), default=dict, blank=True)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    deadline = models.DateField(_("closes on"), null=True, blank=True)
    suspended = models.BooleanField(_("suspended"), default=False)
    themes = models.JSONField(_("themes"), default=list, blank=True)
    questions = models.JSONField(_("questions"), default=list, blank=True)
    choices = models.JSONField(_("answers"), default=dict, blank=True)
    least_share = models.DecimalField(_("from this share of the scale"), null=True, blank=True, **SHARE)
    most_share = models.DecimalField(_("up to this share of the scale"), null=True, blank=True, **SHARE)
    related = models.ManyToManyField(
        "self", through="ResourceLink", symmetrical=False, related_name="related_from", blank=True
    )
    source = models.CharField(_("source"), max_length=120, blank=True)
    source_id = models.CharField(_("name in the source"), max_length=200, blank=True)
    updated_on = models.DateField(_("updated on"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    review_by = models.DateField(_("to review by"), null=True, blank=True)
    framework = models.CharField(_("framework"), max_length=255, blank=True)
    version = models.CharField(_("version"), max_length=60, blank=True)
    linked = models.CharField(_("code in the framework"), max_length=255, blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)

    objects: ClassVar[Any] = scoped(inherited=True, queryset=StampingQuerySet)

    class Meta:
        ordering = ("code", "id")
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        constraints = [
            models.UniqueConstraint(fields=["territory", "code"], name="toolbox_one_resource_a_code"),
            models.UniqueConstraint(
                fields=["territory", "framework", "linked"],
                condition=~Q(linked=""),
                name="toolbox_one_resource_a_link",
            ),
            models.UniqueConstraint(
                fields=["territory", "source", "source_id"],
                condition=~Q(source_id=""),
                name="toolbox_one_resource_a_source",
            ),
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(deadline=None) | Q(opens_on__lte=F("deadline")),
                name="toolbox_opens_before_it_closes",
            ),
            models.CheckConstraint(
                condition=(Q(least_share=None) | Q(least_share__range=(0, 1)))
                & (Q(most_share=None) | Q(most_share__range=(0, 1)))
                & (Q(least_share=None) | Q(most_share=None) | Q(least_share__lte=F("most_share"))),
                name="toolbox_shares_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        errors: dict[str, list[Any]] = {}
        for check in (self._clean_shapes, self._clean_eligibility, self._clean_order):
            for field, error in check():
                errors.setdefault(field, []).extend(error.error_list)
        if errors:
            raise ValidationError(errors)

    def _clean_shapes(self) -> Iterator[tuple[str, ValidationError]]:
        for field, check in SHAPES.items():
            try:
                check(getattr(self, field))
            except ValidationError as error:
                yield field, error

    def _clean_eligibility(self) -> Iterator[tuple[str, ValidationError]]:
        try:
            self.eligibility = to_plain(read_eligibility(self.eligibility))
        except ValidationError as error:
            yield "eligibility", ValidationError(error.error_dict["eligibility"])

    def _clean_order(self) -> Iterator[tuple[str, ValidationError]]:
        if self.opens_on and self.deadline and self.opens_on > self.deadline:
            yield "deadline", ValidationError(_("It closes before it opens: check both dates."))
        if self.least_share is not None and self.most_share is not None and self.least_share > self.most_share:
            yield "most_share", ValidationError(_("It is under the lower bound: check both."))

    @property
    def rule(self) -> Eligibility:
        """Whom it is for. Raises UnreadableEligibility on a row that was never cleaned."""
        return eligibility_from(self.eligibility)


class ResourceLink(models.Model):
    """`source` leads to `target`: a project to the aids that pay for it, in the order of `position`."""

    source = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="links_in")
    position = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[Any] = scoped("source__territory", inherited=True)

    class Meta:
        ordering = ("source_id", "position", "id")
        verbose_name = _("link between resources")
        verbose_name_plural = _("links between resources")
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="toolbox_one_link_a_pair"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="toolbox_no_link_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id}"


def _stamp(instance: Resource, **_: Any) -> None:
    bump([instance.territory_id])


post_save.connect(_stamp, sender=Resource, dispatch_uid="toolbox.stamp")
post_delete.connect(_stamp, sender=Resource, dispatch_uid="toolbox.stamp")
