"""Frameworks as they are kept: one row by version, theme, question, choice… frozen once published.

Texts are JSON maps of language to text (`core.text.pick` chooses). Figures are exact, kept as text.
"""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.domain.document import MARKS
from assessments.frameworks.freezing import FrameworkQuerySet, FrozenQuerySet, Immutable, refuse_frozen
from core.models import Dated
from territories.scope import TerritoryModel, scoped

__all__ = [
    "Band",
    "Choice",
    "Framework",
    "FrameworkVersion",
    "Immutable",
    "LegalNote",
    "Level",
    "LevelWording",
    "Question",
    "Term",
    "Theme",
    "Trait",
]

CODE_LENGTH = 255


def texts() -> Any:
    return models.JSONField(default=dict, blank=True)


def figure(default: str = "") -> Any:
    """An exact number as text, such as "2" or "1/3"; "" for none."""
    return models.CharField(max_length=120, default=default, blank=True)


class Framework(Dated, TerritoryModel):
    """A reference that organisations assess themselves against; a national one is everyone's."""

    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    title = texts()

    objects: ClassVar[Any] = scoped(inherited=True, queryset=FrameworkQuerySet)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")
        constraints = [models.UniqueConstraint(fields=["territory", "code"], name="framework_code_once_by_territory")]

    def __str__(self) -> str:
        return self.code

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        refuse_frozen(FrameworkVersion.objects.filter(framework=self), "status")
        return super().delete(*args, **kwargs)


class FrameworkVersion(Dated):
    """One edition of a framework. A draft may change; once published it may only be retired."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="+")
    number = models.CharField(_("version"), max_length=60)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    published_at = models.DateTimeField(_("published on"), null=True, blank=True)
    digest = models.CharField(max_length=64, editable=False)
    languages = models.JSONField(default=list)
    title = texts()
    description = texts()
    instructions = texts()
    licence = models.TextField(blank=True)
    source = texts()
    scale_min = figure("0")
    scale_max = figure("100")
    decimals = models.PositiveSmallIntegerField(default=0)
    points_min = figure()
    points_max = figure()
    unknown_is_zero = models.BooleanField(default=False)
    completeness = figure("0")
    theme_completeness = figure("0")
    seconds_per_question = models.PositiveSmallIntegerField(default=30)
    express = models.JSONField(default=list, blank=True)

    objects: ClassVar[Any] = scoped("framework__territory", inherited=True, queryset=FrozenQuerySet)

    version_path: ClassVar[str] = ""

    class Meta:
        ordering = ("framework_id", "pk")
        verbose_name = _("framework version")
        verbose_name_plural = _("framework versions")
        constraints = [models.UniqueConstraint(fields=["framework", "number"], name="version_number_once_by_framework")]

    def __str__(self) -> str:
        return f"{self.framework.code} {self.number}"

    @property
    def is_frozen(self) -> bool:
        return self.status != self.Status.DRAFT

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and not self._only_retires(kwargs.get("update_fields")):
            refuse_frozen(FrameworkVersion.objects.filter(pk=self.pk), "status")
        super().save(*args, **kwargs)

    def _only_retires(self, update_fields: Any) -> bool:
        return self.status == self.Status.RETIRED and set(update_fields or ()) == {"status", "updated_at"}

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        refuse_frozen(FrameworkVersion.objects.filter(pk=self.pk), "status")
        return super().delete(*args, **kwargs)


class Part(models.Model):
    """A row of a version. `version_path` leads from it to its version, so that two truths cannot disagree."""

    version_path: ClassVar[str] = "version"

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_if_frozen()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._refuse_if_frozen()
        return super().delete(*args, **kwargs)

    def _refuse_if_frozen(self) -> None:
        """Neither the version that the row leaves nor the one that it joins may be published."""
        versions = FrameworkVersion.objects
        refuse_frozen(versions.filter(pk__in=[self.owner_id]), "status")
        if not self._state.adding:
            kept = type(self)._default_manager.filter(pk=self.pk)
            refuse_frozen(kept, f"{self.version_path}__status")

    @property
    def owner_id(self) -> int | None:
        """The key of the version that the row says it belongs to."""
        owner: Any = self
        *steps, last = self.version_path.split("__")
        for step in steps:
            owner = getattr(owner, step)
        found: int | None = getattr(owner, f"{last}_id")
        return found


def part_manager(path: str = "version") -> Any:
    return scoped(f"{path}__framework__territory", inherited=True, queryset=FrozenQuerySet)


class Theme(Part):
    """A node of the tree; `combine` says how its children make its score."""

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="+")
    code = models.CharField(max_length=CODE_LENGTH)
    position = models.PositiveIntegerField()
    title = texts()
    description = texts()
    weight = figure("1")
    combine = models.CharField(max_length=4, default="mean")
    applies = models.JSONField(default=dict, blank=True)

    objects: ClassVar[Any] = part_manager()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="theme_code_once")]

    def __str__(self) -> str:
        return self.code


class Question(Part):
    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="+")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=CODE_LENGTH)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    name = texts()
    title = texts()
    why = texts()
    help = texts()
    example = texts()
    unit = texts()
    effort = texts()
    evidence = texts()
    weight = figure("1")
    combine = models.CharField(max_length=4, default="sum")
    not_concerned = models.BooleanField(default=True)
    unknown = models.BooleanField(default=True)
    applies = models.JSONField(default=dict, blank=True)
    terms = models.JSONField(default=list, blank=True)
    axes = models.JSONField(default=list, blank=True)
    variants = models.JSONField(default=list, blank=True)

    objects: ClassVar[Any] = part_manager()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="question_code_once")]

    def __str__(self) -> str:
        return self.code


class Choice(Part):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=CODE_LENGTH)
    position = models.PositiveIntegerField()
    title = texts()
    help = texts()
    points = figure()

    objects: ClassVar[Any] = part_manager("question__version")
    version_path = "question__version"

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["question", "code"], name="choice_code_once")]

    def __str__(self) -> str:
        return self.code


class Band(Part):
    """Points for the numbers from `low`, included, to `high`; "" where the band is open."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    low = figure()
    high = figure()
    points = figure("0")

    objects: ClassVar[Any] = part_manager("question__version")
    version_path = "question__version"

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.low}–{self.high}"


class Level(Part):
    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=CODE_LENGTH)
    position = models.PositiveIntegerField()
    low = figure("0")
    title = texts()
    group_title = texts()
    text = texts()

    objects: ClassVar[Any] = part_manager()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="level_code_once")]

    def __str__(self) -> str:
        return self.code


class LevelWording(Part):
    """The encouraging sentence of a level for one theme."""

    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="+")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+")
    text = texts()

    objects: ClassVar[Any] = part_manager("level__version")
    version_path = "level__version"

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["level", "theme"], name="wording_once")]

    def __str__(self) -> str:
        return f"{self.level_id}/{self.theme_id}"


class Trait(Part):
    """A screening answer asked before the questions."""

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=CODE_LENGTH)
    position = models.PositiveIntegerField()
    title = texts()
    help = texts()
    default = models.JSONField(default=list, blank=True)

    objects: ClassVar[Any] = part_manager()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="trait_code_once")]

    def __str__(self) -> str:
        return self.code


class Term(Part):
    """A word of the glossary."""

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=CODE_LENGTH)
    position = models.PositiveIntegerField()
    term = texts()
    definition = texts()

    objects: ClassVar[Any] = part_manager()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="term_code_once")]

    def __str__(self) -> str:
        return self.code


class LegalNote(Part):
    """What the law asks, with its source and how far it was checked."""

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=CODE_LENGTH)
    position = models.PositiveIntegerField()
    text = texts()
    who = models.JSONField(default=dict, blank=True)
    place = models.CharField(max_length=120, blank=True)
    since = models.DateField(null=True)
    source = models.TextField(blank=True)
    mark = models.CharField(max_length=10, choices=[(mark, mark) for mark in MARKS])
    checked_on = models.DateField(null=True)
    review_by = models.DateField(null=True)
    questions = models.JSONField(default=list, blank=True)

    objects: ClassVar[Any] = part_manager()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="note_code_once")]

    def __str__(self) -> str:
        return self.code
