"""Wagtail's lists and choosers, narrowed to the territory whose host this is. See cms/gate.py."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.gate import own_pages
from territories.models import Territory

NATIONAL_MENU = {"reports", "settings", "help", "explorer"}


def _territory(request: HttpRequest) -> Any:
    return request.territory  # type: ignore[attr-defined]


def _everything(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))


@hooks.register("construct_explorer_page_queryset")
def own_pages_in_explorer(parent_page: Any, pages: Any, request: HttpRequest) -> Any:
    return pages if _everything(request) else pages & own_pages(_territory(request))


@hooks.register("construct_page_chooser_queryset")
def own_pages_in_chooser(pages: Any, request: HttpRequest) -> Any:
    return pages if _everything(request) else pages & own_pages(_territory(request))


@hooks.register("construct_image_chooser_queryset")
def own_images(images: Any, request: HttpRequest) -> Any:
    return images if _everything(request) else images.filter(collection=_territory(request).collection_id)


@hooks.register("construct_document_chooser_queryset")
def own_documents(documents: Any, request: HttpRequest) -> Any:
    return documents if _everything(request) else documents.filter(collection=_territory(request).collection_id)


@hooks.register("construct_main_menu")
def only_what_opens(request: HttpRequest, menu_items: list[Any]) -> None:
    """The page tree of the side menu reads Wagtail's API, closed to territories: a plain link stands in."""
    if not _everything(request):
        menu_items[:] = [item for item in menu_items if item.name not in NATIONAL_MENU]


class PagesLink(MenuItem):
    """Shown to territories in place of the page tree."""

    def is_shown(self, request: HttpRequest) -> bool:
        return not _everything(request)


@hooks.register("register_admin_menu_item")
def pages_link() -> Any:
    return PagesLink(_("Pages"), reverse_lazy("wagtailadmin_explore_root"), icon_name="folder-open-inverse", order=100)


@hooks.register("before_serve_document")
def document_of_this_territory(document: Any, request: HttpRequest) -> None:
    """A document is served on its own territory's host only; those of the national team everywhere."""
    territory = _territory(request)
    allowed = {territory.collection_id} | _national_collections(territory)
    if document.collection_id not in allowed:
        raise Http404


def _national_collections(territory: Any) -> set[int]:
    return set(Territory.objects.filter(pk__in=territory.ancestor_ids).values_list("collection_id", flat=True))
