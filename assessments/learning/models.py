"""Words that are explained, sheets that teach, paths through them, and how far each person is."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import ChoiceBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from assessments.learning import editing
from assessments.learning.blocks import BodyBlock, QuizBlock
from assessments.learning.choices import sheet_choices
from assessments.learning.domain.paths import Stage
from assessments.learning.domain.quiz import Question
from core.models import Dated
from core.text import pick
from territories.models import Territory
from territories.scope import TerritoryModel, active_territory, scoped


class Audience(models.TextChoices):
    COMPANY = "company", _("Companies, associations and public bodies")
    AGENT = "agent", _("Agents of the authority")


class GlossaryTerm(TerritoryModel, Dated):
    """A word and what it means, for a territory and those below it; one of the same `code` below replaces it.

    `term` and `definition` are texts by language, `forms` the other ways of writing it: `{"fr": ["…"]}`. Plurals
    that only add an s or an x need none.
    """

    code = models.SlugField(_("code"), max_length=60)
    term = models.JSONField(_("term"))
    definition = models.JSONField(_("definition"))
    forms = models.JSONField(_("other ways of writing it"), default=dict, blank=True)

    objects: ClassVar[Any] = scoped(inherited=True)

    wagtail_reference_index_ignore = True  # rebuilt by a command, which no territory's scope covers
    base_form_class = editing.TermForm
    panels = [FieldPanel(name) for name in editing.TERM_FIELDS]

    class Meta:
        ordering = ("code", "id")
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        constraints = [models.UniqueConstraint(fields=["territory", "code"], name="learning_one_term_a_code")]

    def __str__(self) -> str:
        return pick(self.term) or self.code

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way of writing it in the active language; none where the term has no word in it."""
        language = (get_language() or settings.LANGUAGE_CODE)[:2]
        word = self.term.get(language)
        return (word, *self.forms.get(language, ())) if word else ()


class SheetIndexPage(Page):
    """Where a territory keeps its sheets. Readers find them all under /apprendre/."""

    parent_page_types = ["cms.HomePage", "cms.PortalPage"]
    subpage_types = ["learning.SheetPage"]
    max_count_per_parent = 1
    template = "learning/preview.html"

    class Meta:
        verbose_name = _("training sheets")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"sheet": None}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("learning:home")


class SheetPage(Page):
    """A training sheet of a few minutes. `code` names it on paths: the territory's own replaces an inherited one."""

    code = models.SlugField(_("code"), max_length=60, help_text=_("Its short name in addresses and on paths."))
    summary = models.CharField(_("summary"), max_length=240)
    minutes = models.PositiveSmallIntegerField(
        _("minutes to read"), validators=[MinValueValidator(1), MaxValueValidator(60)], default=5
    )
    audience = models.CharField(_("for whom"), max_length=10, choices=Audience.choices, default=Audience.COMPANY)
    themes = models.JSONField(_("themes"), default=list, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("content"))
    quiz = StreamField(QuizBlock(required=False), verbose_name=_("quiz"), blank=True)

    parent_page_types = ["learning.SheetIndexPage"]
    subpage_types: list[str] = []
    template = "learning/preview.html"
    base_form_class = editing.SheetForm
    content_panels = [
        *Page.content_panels,
        *(FieldPanel(name) for name in ("code", "summary", "minutes", "audience", "themes", "body", "quiz")),
    ]

    class Meta:
        verbose_name = _("training sheet")
        verbose_name_plural = _("training sheets")

    @classmethod
    def visible(cls) -> "list[SheetPage]":
        """Published sheets of the active territory and those above it, in their order: three queries.

        Of two with the same code the nearest stands, in the place of the first. What Wagtail keeps behind a password
        is not shown.
        """
        scope = active_territory()
        homes = Territory.objects.filter(pk__in=[scope.pk, *scope.ancestor_ids]).order_by("lineage")
        paths = list(homes.values_list("site__root_page__path", flat=True))
        within = Q(*(("path__startswith", path) for path in paths), _connector=Q.OR)
        rows = cls.objects.live().public().filter(within).order_by("path")
        by_home = sorted(rows, key=lambda row: next(i for i, path in enumerate(paths) if row.path.startswith(path)))
        return list({row.code: row for row in by_home}.values())

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read where its progress is kept, in the look of the territory that one visits."""
        return redirect(self.address)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"sheet": self}

    @property
    def address(self) -> str:
        return reverse("learning:sheet", args=[self.code])

    @property
    def stage(self) -> Stage:
        return Stage(self.code, self.minutes, frozenset(self.themes))

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(_question(block.id, block.value) for block in self.quiz)


def _question(code: str, value: Any) -> Question:
    options = tuple(option["words"] for option in value["options"])
    right = frozenset(place for place, option in enumerate(value["options"]) if option["right"])
    return Question(code, value["text"], options, right, value["several"], value["explanation"])


class LearningPath(TerritoryModel, Dated):
    """Sheets in an order, for companies or for agents; inherited, and replaced by code, as terms are."""

    code = models.SlugField(_("code"), max_length=60)
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("summary"), max_length=240)
    audience = models.CharField(_("for whom"), max_length=10, choices=Audience.choices, default=Audience.COMPANY)
    is_open = models.BooleanField(_("published"), default=False)
    steps = StreamField([("sheet", ChoiceBlock(choices=sheet_choices, label=_("Sheet")))], verbose_name=_("sheets"))

    objects: ClassVar[Any] = scoped(inherited=True)

    wagtail_reference_index_ignore = True
    base_form_class = editing.PathForm
    panels = [FieldPanel(name) for name in ("code", "title", "summary", "audience", "is_open", "steps")]

    class Meta:
        ordering = ("code", "id")
        verbose_name = _("learning path")
        verbose_name_plural = _("learning paths")
        constraints = [models.UniqueConstraint(fields=["territory", "code"], name="learning_one_path_a_code")]

    def __str__(self) -> str:
        return self.title

    @property
    def codes(self) -> list[str]:
        """Codes of its sheets, once each, in order. As stored: a block would ask again for what may be chosen."""
        return list(dict.fromkeys(block["value"] for block in self.steps.raw_data))


class Reading(TerritoryModel):
    """Someone opened a sheet; `read_at` once they said that they have read it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sheet = models.SlugField(max_length=60)
    opened_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-opened_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["territory", "person", "sheet"], name="learning_one_reading_a_sheet")
        ]

    def __str__(self) -> str:
        return self.sheet


class QuizTry(TerritoryModel):
    """A quiz that someone signed in has answered: `right` of `out_of`; `answers`, {question: [places]}."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sheet = models.SlugField(max_length=60)
    answers = models.JSONField(default=dict)
    right = models.PositiveSmallIntegerField()
    out_of = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(right__lte=models.F("out_of")), name="learning_right_within_all")
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.right}/{self.out_of}"
