"""What can help an organisation move: aids, guides, contacts, trainings."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.scoring import Applicability
from assessments.toolbox.domain.matching import CONDITIONS
from core.models import Dated
from territories.scope import TerritoryModel, scoped


class Kind(models.TextChoices):
    GUIDE = "guide", _("Guide")
    AID = "aid", _("Aid")
    TRAINING = "training", _("Training")
    CONTACT = "contact", _("Contact")
    SERVICE = "service", _("Service")
    TOOL = "tool", _("Tool")
    EVENT = "event", _("Event")
    MEASURE = "measure", _("Measure")


def check_applies(value: object) -> None:
    """A map of the conditions of a profile to lists of codes, as in a framework file."""
    if not isinstance(value, dict) or set(value) - set(CONDITIONS):
        raise ValidationError(_("Give conditions among: %(names)s."), params={"names": ", ".join(CONDITIONS)})
    if not all(isinstance(codes, list) and all(isinstance(code, str) for code in codes) for codes in value.values()):
        raise ValidationError(_("Each condition is a list of codes."))


class Resource(TerritoryModel, Dated):
    """A resource of one territory, seen by the territories below it: a national one is everyone's.

    `title`, `summary`, `cost` and `effort` are texts by language. `themes` are theme codes of the framework,
    `applies` conditions on the profile, `{}` for everyone. Past its `deadline` it is never shown. `origin`
    names who offers it; `checked_on` the day someone opened its address.

    One that came with a framework says which (`framework`, its code), the `version` last published, its code there
    (`linked`) and the questions that call it. `retired_on`: that framework has it no more; it is not shown again.
    """

    code = models.SlugField(_("code"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.JSONField(_("title"))
    summary = models.JSONField(_("summary"))
    cost = models.JSONField(_("cost"), default=dict, blank=True)
    effort = models.JSONField(_("effort"), default=dict, blank=True)
    url = models.URLField(_("address"), max_length=300, blank=True, validators=[URLValidator(["http", "https"])])
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    origin = models.CharField(_("offered by"), max_length=120)
    themes = models.JSONField(_("themes"), default=list, blank=True)
    applies = models.JSONField(_("for whom"), default=dict, blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    framework = models.CharField(_("framework"), max_length=255, blank=True)
    version = models.CharField(_("version"), max_length=60, blank=True)
    linked = models.CharField(_("code in the framework"), max_length=255, blank=True)
    questions = models.JSONField(_("questions"), default=list, blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)

    objects: ClassVar[Any] = scoped(inherited=True)

    class Meta:
        ordering = ("code", "id")
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        constraints = [
            models.UniqueConstraint(fields=["territory", "code"], name="toolbox_one_resource_a_code"),
            models.UniqueConstraint(
                fields=["territory", "framework", "linked"],
                condition=~models.Q(linked=""),
                name="toolbox_one_resource_a_link",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        check_applies(self.applies)  # a validator of the field would not see an empty list

    @property
    def applicability(self) -> Applicability:
        return Applicability(**{name: frozenset(codes) for name, codes in self.applies.items()})
