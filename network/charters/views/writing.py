"""The desk where a draft is written: preamble, articles, their order."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.frameworks.plan import compile_version
from assessments.frameworks.queries import NoFramework, current_version
from core.text import pick
from network.charters import queries, services
from network.charters.forms import ArticleForm, PreambleForm
from network.charters.models import Article, CharterVersion
from network.charters.views.access import charter_or_404, territory_of
from network.charters.views.desk import attempt, sent
from territories.desk import for_role
from territories.models import RoleName, Territory

WRITES = ("GET", "HEAD", "POST")


@for_role(RoleName.ANIMATOR)
@require_POST
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new draft, which starts from the adopted text; the one at work where there is one."""
    version = services.start_version(charter=charter_or_404(request, pk))
    return redirect("charters_desk:write", pk=version.pk)


@for_role(RoleName.ANIMATOR)
@require_http_methods(WRITES)
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    version = _version(pk)
    if version.is_frozen:
        return redirect("charters_desk:charter", pk=version.charter_id)
    form = PreambleForm(sent(request), initial=version.preamble)
    if (
        form.is_bound
        and form.is_valid()
        and attempt(form, lambda: services.edit_preamble(version=version, preamble=form.texts()))
    ):
        messages.success(request, _("Saved."))
        return redirect("charters_desk:write", pk=pk)
    context = {"version": version, "charter": version.charter, "form": form, "articles": list(version.articles.all())}
    context["adopts"] = request.user.has_perm("territories.administer", territory_of(request))
    return render(request, "charters/desk/write.html", context)


@for_role(RoleName.ANIMATOR)
@require_http_methods(WRITES)
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    version = _version(pk)
    form = ArticleForm(_themes(territory_of(request)), sent(request))
    if (
        form.is_bound
        and form.is_valid()
        and attempt(form, lambda: services.add_article(version=version, **form.article()))
    ):
        return redirect(_place(version))
    return _article_page(request, version, form, _("New article"))


@for_role(RoleName.ANIMATOR)
@require_http_methods(WRITES)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    article = _article(pk)
    form = ArticleForm(_themes(territory_of(request)), sent(request), initial=ArticleForm.initial_of(article))
    if (
        form.is_bound
        and form.is_valid()
        and attempt(form, lambda: services.edit_article(article=article, **form.article()))
    ):
        return redirect(_place(article.version))
    return _article_page(request, article.version, form, pick(article.title))


@for_role(RoleName.ANIMATOR)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """`way` "up" or "down"."""
    article = _article(pk)
    by = -1 if request.POST.get("way") == "up" else 1
    return _done(request, article, lambda: services.move_article(article=article, by=by))


@for_role(RoleName.ANIMATOR)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    article = _article(pk)
    return _done(request, article, lambda: services.remove_article(article=article))


@for_role(RoleName.ANIMATOR)
@require_POST
def discuss(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the draft to discussion, or take it back."""
    version = _version(pk)
    act = services.back_to_draft if request.POST.get("back") else services.discuss
    try:
        act(version=version)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("charters_desk:write", pk=pk)


def _done(request: HttpRequest, article: Article, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(_place(article.version))


def _version(pk: UUID) -> CharterVersion:
    found: CharterVersion = get_object_or_404(queries.with_articles(), pk=pk)
    return found


def _article(pk: int) -> Article:
    found: Article = get_object_or_404(Article.objects.select_related("version__charter"), pk=pk)
    return found


def _place(version: CharterVersion) -> str:
    return reverse("charters_desk:write", args=[version.pk]) + "#articles"


def _article_page(request: HttpRequest, version: CharterVersion, form: ArticleForm, title: str) -> HttpResponse:
    context = {"form": form, "title": title, "version": version, "charter": version.charter, "go": _("Save")}
    return render(request, "charters/desk/form.html", context)


def _themes(territory: Territory) -> list[tuple[str, str]]:
    """Pairs (code, title) of the questionnaire that the territory asks."""
    try:
        plan = compile_version(current_version(territory))
    except NoFramework:
        return []
    return [(theme.code, pick(theme.title)) for theme in plan.document.themes]
