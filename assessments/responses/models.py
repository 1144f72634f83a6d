"""An assessment under way, or submitted, and its answers."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from assessments.responses.domain.author import LONGEST_AUTHOR, LONGEST_KEY
from assessments.scoring import Profile
from core.models import Dated, Public
from core.storage import private_storage
from core.validators import one_line
from organisations.fields import IdentifierField
from organisations.models import Kind, Size
from organisations.validators import validate_siret
from territories.scope import TerritoryModel, scoped

NONCE_LENGTH = 16


class Mode(models.TextChoices):
    FULL = "full", _("the whole questionnaire")
    EXPRESS = "express", _("the short version")


class Status(models.TextChoices):
    DRAFT = "draft", _("under way")
    SUBMITTED = "submitted", _("submitted")


def new_nonce() -> str:
    return get_random_string(NONCE_LENGTH)


class Assessment(TerritoryModel, Public, Dated):
    """One organisation taking stock once, with one published version of one framework.

    Anonymous (no author) while only a browser session holds it; see access.py. The profile (kind, size,
    section, traits: values of the framework format) decides which questions are shown. `position` is the
    code of the last question answered. `follows`: the former one, whose answers it began with. Links to
    resume carry `link_nonce`: a new one revokes them all. `beside`: the assessment of which this one is another
    voice, on a grid of its own; it has no author and no organisation, is never submitted, and only a guest
    (access.py) opens it.
    """

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="assessments"
    )
    author = models.ForeignKey(
        "accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="assessments"
    )
    version = models.ForeignKey("frameworks.FrameworkVersion", on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices, default=Mode.FULL)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    size = models.CharField(_("size"), max_length=8, choices=Size.choices, blank=True)
    section = models.CharField(_("NAF section"), max_length=1, blank=True)
    traits = models.JSONField(_("traits"), default=list, blank=True)
    siret = IdentifierField(_("SIRET number"), max_length=14, blank=True, validators=[validate_siret])
    organisation_name = models.CharField(
        _("name of the organisation"), max_length=200, blank=True, validators=[one_line]
    )
    commune = models.ForeignKey(
        "territories.Commune", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    follows = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    beside = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    position = models.CharField(max_length=200, blank=True, editable=False)
    link_nonce = models.CharField(max_length=NONCE_LENGTH, default=new_nonce, editable=False)

    class Meta:
        ordering = ("-created_at", "id")
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT, submitted_at=None)
                | Q(status=Status.SUBMITTED, submitted_at__isnull=False),
                name="responses_submitted_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation_name or str(self.pk)

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFT

    @property
    def profile(self) -> Profile:
        """What decides which questions are shown."""
        return Profile(self.kind, self.size, self.section, frozenset(self.traits))


class Answer(models.Model):
    """The answer to one question, in the shape that scoring reads; None once cleared.

    `revision` grows by one at each change: whoever saves says which one they saw. `carried`: brought from the former
    assessment, and not looked at since. `author_key` and `author_name`: see `domain.author`; "" for the browser
    that holds an assessment without an account.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    question_code = models.CharField(_("question"), max_length=200)
    value = models.JSONField(_("answer"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(_("saved at"))
    carried = models.BooleanField(default=False)
    author_key = models.CharField(max_length=LONGEST_KEY, blank=True, editable=False)
    author_name = models.CharField(_("answered by"), max_length=LONGEST_AUTHOR, blank=True, editable=False)

    objects: ClassVar[Any] = scoped("assessment__territory")

    class Meta:
        ordering = ("assessment_id", "question_code")
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question_code"], name="responses_one_answer_a_question")
        ]

    def __str__(self) -> str:
        return f"{self.question_code}: {self.value}"


class FormerAnswer(models.Model):
    """What someone had answered before another person answered otherwise: nobody's word is lost. Only added."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    question_code = models.CharField(_("question"), max_length=200)
    value = models.JSONField(_("answer"))
    revision = models.PositiveIntegerField()
    saved_at = models.DateTimeField(_("saved at"))
    author_key = models.CharField(max_length=LONGEST_KEY, blank=True, editable=False)
    author_name = models.CharField(_("answered by"), max_length=LONGEST_AUTHOR, blank=True, editable=False)

    objects: ClassVar[Any] = scoped("assessment__territory")

    class Meta:
        ordering = ("assessment_id", "question_code", "revision")
        verbose_name = _("former answer")
        verbose_name_plural = _("former answers")
        indexes = [models.Index(fields=["assessment", "question_code"], name="responses_former_of_question")]

    def __str__(self) -> str:
        return f"{self.question_code}: {self.value}"


class EvidenceKind(models.TextChoices):
    PDF = "pdf", _("PDF document")
    PNG = "png", _("PNG picture")
    JPEG = "jpeg", _("JPEG picture")


def evidence_path(evidence: "Evidence", name: str) -> str:
    """A name of ours: what the person called the file stays in the row."""
    return f"evidence/{evidence.assessment_id}/{evidence.pk}.{evidence.kind}"


class Evidence(Public):
    """A file given for a question: private to those who may open the assessment.

    It is the answer itself (`Answer.value` holds its key) or, `is_proof`, a piece that backs up the answer.
    `name` is the person's own, `size` in bytes, `digest` the SHA-256 of what is kept.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    question_code = models.CharField(_("question"), max_length=200)
    kind = models.CharField(_("kind"), max_length=4, choices=EvidenceKind.choices)
    name = models.CharField(_("name"), max_length=120, validators=[one_line])
    file = models.FileField(_("file"), storage=private_storage, upload_to=evidence_path)
    size = models.PositiveIntegerField(_("size"))
    digest = models.CharField(max_length=64, editable=False)
    given_at = models.DateTimeField(_("given at"))
    is_proof = models.BooleanField(default=False, editable=False)

    objects: ClassVar[Any] = scoped("assessment__territory")

    class Meta:
        ordering = ("given_at", "id")
        verbose_name = _("evidence")
        verbose_name_plural = _("pieces of evidence")

    def __str__(self) -> str:
        return self.name
