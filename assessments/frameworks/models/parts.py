"""The rows of a version: the tree, and what stands beside it."""

from typing import Any, ClassVar

from django.db import models

from assessments.frameworks.domain.document import MARKS
from assessments.frameworks.freezing import FrozenQuerySet, refuse_frozen
from assessments.frameworks.models.fields import CODE_LENGTH, figure, origin, texts
from assessments.frameworks.models.framework import FrameworkVersion
from territories.scope import scoped


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
    visible_if = models.JSONField(default=dict, blank=True)
    hidden = models.BooleanField(default=False)
    limits = models.JSONField(default=dict, blank=True)
    origin = origin()

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
    visible_if = models.JSONField(default=dict, blank=True)
    time_bound = models.BooleanField(default=False)
    items = models.JSONField(default=list, blank=True)
    columns = models.JSONField(default=list, blank=True)
    row_limit = models.PositiveSmallIntegerField(default=0)
    formula = models.TextField(blank=True)
    hidden = models.BooleanField(default=False)
    limits = models.JSONField(default=dict, blank=True)
    origin = origin()

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
    counts_as = models.CharField(max_length=CODE_LENGTH, blank=True)
    origin = origin()

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
    origin = origin()

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
    origin = origin()

    objects: ClassVar[Any] = part_manager()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="note_code_once")]

    def __str__(self) -> str:
        return self.code


class LinkedResource(Part):
    """Help that comes with the framework: proposed where one of `questions` is weak."""

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=CODE_LENGTH)
    position = models.PositiveIntegerField()
    title = texts()
    text = texts()
    url = models.TextField(blank=True)
    category = models.CharField(max_length=60, blank=True)
    questions = models.JSONField(default=list, blank=True)
    origin = origin()

    objects: ClassVar[Any] = part_manager()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="linked_resource_code_once")]

    def __str__(self) -> str:
        return self.code
