"""Results: frozen rows. What was answered, scored and found that day never changes afterwards."""

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.results.domain.codes import printed
from core.models import Public
from core.storage import private_storage
from territories.scope import TerritoryModel, scoped

CONSENT_VERSION = "2026-11"
"""Version of the text that the holder reads beside the visibility choice; see results/visibility.html."""

OPEN_FIELDS = frozenset({"visibility"})
WIDE = ("answers", "explanation", "relief", "split", "rebased")
"""Columns that a page already written does without: see `queries.for_page`."""


class FrozenResultError(RuntimeError):
    """An issued result was about to be changed or deleted."""


class Visibility(models.TextChoices):
    PRIVATE = "private", _("Nobody but us")
    LEVEL = "level", _("Our level only")
    FULL = "full", _("Our level and our points by theme")


class FrozenQuerySet(models.QuerySet[Any]):
    """Refuses in bulk what `Result` refuses one by one."""

    def update(self, **fields: Any) -> int:
        if not OPEN_FIELDS.issuperset(fields):
            raise FrozenResultError("An issued result never changes; only its visibility does.")
        return super().update(**fields)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise FrozenResultError("An issued result is never deleted.")


class Result(TerritoryModel, Public):
    """The result of one submitted assessment.

    `profile` is {"kind", "size", "section", "traits", "name"} and `answers` {question code: answer}, as
    they were scored; `explanation` is `scoring.to_dict`, `findings` is `Findings.to_dict`, `relief`
    {"view_box", "body"} is the drawing. `score` is on the display scale, to six decimals; `displayed`
    as it is shown; both None where nothing was scored. `completeness` is 0 to 1.
    """

    assessment = models.OneToOneField("responses.Assessment", on_delete=models.PROTECT, related_name="result")
    version = models.ForeignKey("frameworks.FrameworkVersion", on_delete=models.PROTECT, related_name="+")
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    profile = models.JSONField(_("profile"))
    answers = models.JSONField(_("answers"))
    explanation = models.JSONField(_("explanation"))
    findings = models.JSONField(_("findings"))
    relief = models.JSONField(_("relief"), default=dict, blank=True)
    split = models.JSONField(default=dict, blank=True)
    rebased = models.JSONField(null=True, blank=True)
    score = models.DecimalField(_("score"), max_digits=15, decimal_places=6, null=True, blank=True)
    displayed = models.DecimalField(_("displayed score"), max_digits=12, decimal_places=3, null=True, blank=True)
    level = models.SlugField(_("level"), max_length=80, blank=True)
    completeness = models.DecimalField(_("completeness"), max_digits=5, decimal_places=4, default=Decimal(0))
    prefix = models.CharField(max_length=2)
    code = models.CharField(_("verification code"), max_length=11, unique=True)
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=Visibility.choices, default=Visibility.PRIVATE
    )
    issued_at = models.DateTimeField(_("issued at"))

    objects: ClassVar[Any] = scoped(queryset=FrozenQuerySet)

    class Meta:
        ordering = ("-issued_at", "id")
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def __str__(self) -> str:
        return self.printed_code

    @property
    def printed_code(self) -> str:
        return printed(self.prefix, self.code)

    def save(self, *args: Any, **kwargs: Any) -> None:
        fields = kwargs.get("update_fields")
        if not self._state.adding and (fields is None or not OPEN_FIELDS.issuperset(fields)):
            raise FrozenResultError("An issued result never changes; only its visibility does.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise FrozenResultError("An issued result is never deleted.")

    def refresh_from_db(self, using: str | None = None, fields: Any = None, from_queryset: Any = None) -> None:
        """Wide columns that were left aside come all together, with the first one that is asked for: one query."""
        left = self.get_deferred_fields()
        if fields is not None and left.issuperset(fields):
            fields = [*fields, *sorted(left.intersection(WIDE).difference(fields))]
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)


class Written(models.Model):
    """What the page of a result says of the result alone, written once for each language, to be read again as it is.

    `edition` and `stamp` tell what it was written from (see written.py): another one, and it is written anew.
    `body` is the JSON of {part: HTML}, compressed.
    """

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(_("language"), max_length=10)
    edition = models.CharField(max_length=100)
    stamp = models.CharField(max_length=200)
    body = models.BinaryField()
    written_at = models.DateTimeField(_("written at"), db_index=True)

    objects: ClassVar[Any] = scoped("result__territory")

    class Meta:
        ordering = ("result_id", "language")
        verbose_name = _("page as written")
        verbose_name_plural = _("pages as written")
        constraints = [models.UniqueConstraint(fields=["result", "language"], name="results_written_once_a_language")]

    def __str__(self) -> str:
        return f"{self.result_id} ({self.language})"


class VisibilityChoice(models.Model):
    """The proof of a choice: what, when, by whom, on which text. Added, never changed."""

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+")
    visibility = models.CharField(_("visibility"), max_length=10, choices=Visibility.choices)
    text_version = models.CharField(_("version of the text"), max_length=20)
    chosen_at = models.DateTimeField(_("chosen at"))
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[Any] = scoped("result__territory")

    class Meta:
        ordering = ("chosen_at", "id")
        verbose_name = _("visibility choice")
        verbose_name_plural = _("visibility choices")

    def __str__(self) -> str:
        return f"{self.visibility} ({self.chosen_at:%Y-%m-%d})"


def report_path(report: "Report", name: str) -> str:
    return f"reports/{report.result_id}-{report.language}.pdf"


class State(models.TextChoices):
    QUEUED = "queued", _("waiting its turn")
    DRAWING = "drawing", _("being drawn")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")


class Report(models.Model):
    """The PDF of a result in one language: asked for, then drawn by a task."""

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=5)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    asked_at = models.DateTimeField(_("asked at"))
    file = models.FileField(_("file"), storage=private_storage, upload_to=report_path, blank=True)

    objects: ClassVar[Any] = scoped("result__territory")

    class Meta:
        ordering = ("result_id", "language")
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [models.UniqueConstraint(fields=["result", "language"], name="results_one_report_a_language")]

    def __str__(self) -> str:
        return f"{self.result_id} ({self.language})"
