"""A charter, its versions, their articles. An adopted version never changes."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Dated, Public
from core.validators import one_line
from network.charters.domain import text
from network.charters.models.frozen import FrozenError
from network.charters.validators import check_rules, check_texts
from organisations.models import Organisation
from territories.models import Commune
from territories.scope import TerritoryModel, scoped


class ScopeKind(models.TextChoices):
    TERRITORY = "territory", _("The whole territory")
    IN_COMMON = "in_common", _("In common: a zone or a group")


class Charter(TerritoryModel, Public, Dated):
    """What organisations sign: one for the territory, and others "in common" for a zone or a group.

    `rules` is `domain.rules.Rules.to_dict`: what signing asks. `group` names the zone or the group; who is
    in one of `communes` or among `organisations` may sign a charter in common.
    """

    title = models.CharField(_("title"), max_length=160, validators=[one_line])
    scope_kind = models.CharField(_("for"), max_length=10, choices=ScopeKind.choices, default=ScopeKind.TERRITORY)
    group = models.CharField(_("zone or group"), max_length=160, blank=True, validators=[one_line])
    communes = models.ManyToManyField(Commune, blank=True, related_name="+", verbose_name=_("communes"))
    organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="+", verbose_name=_("organisations invited")
    )
    rules = models.JSONField(_("what signing asks"), default=dict, blank=True, validators=[check_rules])

    class Meta:
        ordering = ("-scope_kind", "title", "id")
        verbose_name = _("charter")
        verbose_name_plural = _("charters")
        constraints = [
            models.UniqueConstraint(
                fields=["territory"],
                condition=Q(scope_kind="territory"),
                name="charters_one_for_the_territory",
                violation_error_message=_("The territory has its charter already."),
            ),
            models.CheckConstraint(
                condition=Q(scope_kind="territory") | ~Q(group=""),
                name="charters_a_group_has_a_name",
                violation_error_message=_("Name the zone or the group."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_in_common(self) -> bool:
        return self.scope_kind == ScopeKind.IN_COMMON


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    DISCUSSED = "discussed", _("Being discussed")
    ADOPTED = "adopted", _("Adopted")
    RETIRED = "retired", pgettext_lazy("charter version", "Retired")


FROZEN = frozenset({Status.ADOPTED, Status.RETIRED})
AFTER_ADOPTION = frozenset({"status", "retired_at"})


class VersionQuerySet(models.QuerySet[Any]):
    """Refuses in bulk what `CharterVersion` refuses one by one."""

    def update(self, **fields: Any) -> int:
        if not AFTER_ADOPTION.issuperset(fields) and self.filter(status__in=FROZEN).exists():
            raise FrozenError("An adopted text never changes.")
        return super().update(**fields)

    def delete(self) -> tuple[int, dict[str, int]]:
        if self.filter(status__in=FROZEN).exists():
            raise FrozenError("An adopted text is never deleted.")
        return super().delete()


class CharterVersion(Public, Dated):
    """One text of a charter: a preamble and articles. `text` and `digest` are written at the adoption.

    `preamble` is texts by language. `text` is `domain.text.canonical`, `digest` its SHA-256 in hexadecimal.
    """

    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    preamble = models.JSONField(_("preamble"), default=dict, blank=True, validators=[check_texts])
    text = models.TextField(_("exact text"), blank=True, editable=False)
    digest = models.CharField(_("digest"), max_length=64, blank=True, editable=False)
    adopted_at = models.DateTimeField(_("adopted at"), null=True, blank=True, editable=False)
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = scoped("charter__territory", queryset=VersionQuerySet)

    class Meta:
        ordering = ("charter_id", "-number")
        verbose_name = _("version of a charter")
        verbose_name_plural = _("versions of charters")
        constraints = [
            models.UniqueConstraint(fields=["charter", "number"], name="charters_one_version_a_number"),
            models.UniqueConstraint(
                fields=["charter"], condition=Q(status="adopted"), name="charters_one_adopted_version"
            ),
            models.UniqueConstraint(
                fields=["charter"],
                condition=Q(status__in=["draft", "discussed"]),
                name="charters_one_version_at_work",
                violation_error_message=_("A version of this charter is being written already."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "discussed"]) | ~Q(digest=""), name="charters_adopted_has_a_digest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.charter_id} · {self.number}"

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        """Remember what the row was when read: the status in memory may have moved since."""
        row: Self = super().from_db(*args, **kwargs)
        row._was_frozen = row.__dict__.get("status") in FROZEN
        return row

    _was_frozen: bool = False

    @property
    def title(self) -> str:
        """That of the charter; once adopted, as it stands in the text: the charter may be named otherwise since."""
        return self.text.partition("\n")[0] or self.charter.title

    @property
    def is_frozen(self) -> bool:
        return self._was_frozen or self.status in FROZEN

    def save(self, *args: Any, **kwargs: Any) -> None:
        fields = kwargs.get("update_fields")
        if self._was_frozen and (fields is None or not AFTER_ADOPTION.issuperset(fields)):
            raise FrozenError("An adopted text never changes.")
        super().save(*args, **kwargs)
        self._was_frozen = self.status in FROZEN

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self.is_frozen:
            raise FrozenError("An adopted text is never deleted.")
        return super().delete(*args, **kwargs)


class ArticleKind(models.TextChoices):
    PRINCIPLE = "principle", _("Principle")
    COMMITMENT = "commitment", _("Commitment offered to signatories")


class ArticleQuerySet(models.QuerySet[Any]):
    def update(self, **fields: Any) -> int:
        self._refuse_adopted()
        return super().update(**fields)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_adopted()
        return super().delete()

    def _refuse_adopted(self) -> None:
        if self.filter(version__status__in=FROZEN).exists():
            raise FrozenError("An adopted text never changes.")


class Article(models.Model):
    """A row of a version, in the order of `position`. `code` stays from one version to the next: "a1".

    `title` and `body` are texts by language. `theme`: the code of a framework's theme that a commitment is of, or "".
    """

    version = models.ForeignKey(CharterVersion, on_delete=models.CASCADE, related_name="articles")
    code = models.SlugField(_("code"), max_length=40)
    position = models.PositiveIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=10, choices=ArticleKind.choices, default=ArticleKind.PRINCIPLE)
    title = models.JSONField(_("title"), validators=[check_texts])
    body = models.JSONField(_("text"), default=dict, blank=True, validators=[check_texts])
    theme = models.CharField(_("theme"), max_length=255, blank=True)

    objects: ClassVar[Any] = scoped("version__charter__territory", queryset=ArticleQuerySet)

    class Meta:
        ordering = ("position", "id")
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="charters_one_article_a_code")]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_adopted()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._refuse_adopted()
        return super().delete(*args, **kwargs)

    def _refuse_adopted(self) -> None:
        if self.version.is_frozen:
            raise FrozenError("An adopted text never changes.")

    @property
    def is_commitment(self) -> bool:
        return self.kind == ArticleKind.COMMITMENT

    @property
    def as_text(self) -> text.ArticleText:
        return text.ArticleText(self.code, self.kind, self.title, self.body)
