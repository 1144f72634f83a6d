"""The gate of the back-office. Wagtail is not multi-tenant: some of its screens show every site's titles.

A territory's staff may open the screens listed here, on their own territory's host, for objects that are theirs.
Everything else answers 404, as what does not exist: a screen that a new Wagtail brings is closed until listed.
The national team (superusers) passes. `tests/cms/test_gate.py` crawls every address looking for neighbours' words.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction, Page

from assessments.learning.models import GlossaryTerm, LearningPath
from cms.permissions import may_enter
from core.limits import within
from territories.models import Territory

PREFIX = "/gestion/"

PUBLIC = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_account",  # led to ours, as the two above: accounts/backoffice_urls.py
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
}
OPEN = {
    "wagtailadmin_home",
    "wagtailadmin_dismissibles",
    "wagtailadmin_explore_root",
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    "wagtailadmin_pages:add",
    "wagtailadmin_pages:preview_on_add",
    "wagtailadmin_pages:add_subpage",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:preview_on_edit",
    "wagtailadmin_pages:view_draft",
    "wagtailadmin_pages:delete",
    "wagtailadmin_pages:unpublish",
    "wagtailadmin_pages:set_page_position",
    "wagtailadmin_pages:revisions_index",
    "wagtailadmin_pages:revisions_view",
    "wagtailadmin_pages:revisions_revert",
    "wagtailadmin_pages:revisions_compare",
    "wagtailadmin_pages:search",
    "wagtailadmin_pages:search_results",
    "wagtailadmin_pages:history",
    "wagtailadmin_pages:history_results",
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
    "wagtaildocs:index",
    "wagtaildocs:index_results",
    "wagtaildocs:add",
    "wagtaildocs:edit",
    "wagtaildocs:delete",
    "wagtaildocs_chooser:choose",
    "wagtaildocs_chooser:choose_results",
    "wagtaildocs_chooser:chosen",
    "wagtaildocs_chooser:create",
    "wagtailimages:index",
    "wagtailimages:index_results",
    "wagtailimages:add",
    "wagtailimages:edit",
    "wagtailimages:delete",
    "wagtailimages_chooser:choose",
    "wagtailimages_chooser:choose_results",
    "wagtailimages_chooser:chosen",
    "wagtailimages_chooser:create",
    "wagtailimages_chooser:select_format",
}
SNIPPETS: dict[str, type[models.Model]] = {
    f"wagtailsnippets_{model._meta.label_lower.replace('.', '_')}": model for model in (GlossaryTerm, LearningPath)
}
"""Rows that carry their territory, by the namespace of their screens."""
OPEN |= {
    f"{namespace}:{screen}"
    for namespace in SNIPPETS
    for screen in ("list", "list_results", "add", "edit", "delete", "history", "history_results")
}
CLOSED = {
    "wagtailadmin_error_test",
    "wagtailsites:delete",  # a territory stands on its site and its collection
    "wagtailadmin_collections:delete",
}
"""To the national team too."""
LOCKS = {"wagtailcore_authenticate_with_password", "wagtaildocs_authenticate_with_password"}
"""Pages and files behind a password: asked of every visitor."""
TRIES_A_MINUTE = 10
PAGE_ARGUMENTS = ("parent_page_id", "page_id", "page_to_move_id")


class BackOfficeGate:
    """Middleware, after authentication: decides before the view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
        if request.resolver_match and request.resolver_match.view_name in LOCKS:
            _stop_guessing(request, kwargs)
        if not request.path_info.startswith(PREFIX):
            return
        match = request.resolver_match
        name = match.view_name if match else ""
        if name in CLOSED:
            raise Http404
        if name in PUBLIC or not request.user.is_authenticated or _is_national(request):
            return  # Wagtail itself sends the anonymous to the sign-in page
        territory: Territory = request.territory  # type: ignore[attr-defined]
        if name not in OPEN or not may_enter(request.user, territory) or not _is_theirs(territory, name, args, kwargs):
            raise Http404


def _stop_guessing(request: HttpRequest, kwargs: dict[str, Any]) -> None:
    """A lock is tried on its own territory's host, a few times a minute. Raises Http404, PermissionDenied."""
    territory: Territory = request.territory  # type: ignore[attr-defined]
    if "page_id" in kwargs:
        theirs = owns_page(territory, kwargs["page_id"])
    else:
        locks = CollectionViewRestriction.objects.filter(collection=territory.collection_id)
        theirs = locks.filter(pk=kwargs["restriction_id"]).exists()
    if not theirs:
        raise Http404
    if request.method == "POST" and not within("lock", get_adapter().get_client_ip(request), TRIES_A_MINUTE, 60):
        raise PermissionDenied


def _is_national(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))


def _is_theirs(territory: Territory, name: str, args: list[Any], kwargs: dict[str, Any]) -> bool:
    """Whether every object that the address names belongs to `territory`."""
    pages = [kwargs[key] for key in PAGE_ARGUMENTS if key in kwargs]
    if name == "wagtailadmin_pages:revisions_compare":
        pages.append(args[0])
    if name == "wagtailadmin_editing_sessions:ping":
        snippet = SNIPPETS.get(f"wagtailsnippets_{kwargs['app_label']}_{kwargs['model_name']}")
        if snippet is not None:
            return _owns_row(territory, snippet, kwargs["object_id"])
        if not _is_page_model(kwargs["app_label"], kwargs["model_name"]):
            return False
        pages.append(kwargs["object_id"])
    if name.split(":")[0] in SNIPPETS and "pk" in kwargs:
        return _owns_row(territory, SNIPPETS[name.split(":")[0]], kwargs["pk"])
    if not all(owns_page(territory, pk) for pk in pages):
        return False
    if name.startswith("wagtailimages"):
        return _owns_file(territory, get_image_model(), kwargs.get("image_id") or kwargs.get("pk"))
    if name.startswith("wagtaildocs"):
        return _owns_file(territory, get_document_model(), kwargs.get("document_id") or kwargs.get("pk"))
    return True


def _is_page_model(app: str, name: str) -> bool:
    try:
        return issubclass(apps.get_model(app, name), Page)
    except LookupError:
        return False


def owns_page(territory: Territory, pk: int | str) -> bool:
    """Whether the page lies in the territory's own tree."""
    return bool(own_pages(territory).filter(pk=pk).exists())


def own_pages(territory: Territory) -> Any:
    return Page.objects.descendant_of(territory.site.root_page, inclusive=True)


def _owns_row(territory: Territory, model: Any, pk: int | str) -> bool:
    """Inherited rows are seen in a scope, and edited where they come from."""
    return str(pk).isdecimal() and bool(model.objects.filter(pk=pk, territory=territory).exists())


def _owns_file(territory: Territory, model: Any, pk: int | str | None) -> bool:
    return pk is None or bool(model.objects.filter(pk=pk, collection=territory.collection_id).exists())
