"""The desk: where a territory's team works, at /bureau/. An app adds its page in `AppConfig.ready()`.

    desk.register(desk.Item(_("Resources"), _("What can help, who uses it."), "toolbox_desk:list", order=20))

A view of the desk is guarded by the role that it asks for; the middleware asks for a second factor.

    @desk.for_role(RoleName.ANIMATOR)
    def edit(request, pk): ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import NamedTuple, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache

from territories.models import RoleName
from territories.permissions import role_of
from ui.navigation import Label

AnyResponse = TypeVar("AnyResponse", bound=HttpResponseBase)


@dataclass(frozen=True, slots=True)
class Item:
    """A page of the desk, for `role` and those above it. `url_name` takes no argument."""

    label: Label
    text: Label
    url_name: str
    order: int = 50
    role: RoleName = RoleName.READER


class Entry(NamedTuple):
    label: Label
    text: Label
    url: str


_items: dict[str, Item] = {}


def register(item: Item) -> None:
    """Add a page; the same `url_name` again replaces it."""
    _items[item.url_name] = item


def entries(request: HttpRequest) -> list[Entry]:
    """The pages that this person's role opens, in order."""
    role = role_of(request.user, request.territory)  # type: ignore[attr-defined]
    shown = [item for item in _items.values() if role is not None and role.includes(item.role)]
    return [Entry(item.label, item.text, reverse(item.url_name)) for item in sorted(shown, key=lambda one: one.order)]


def is_of_the_team(request: HttpRequest) -> bool:
    """Costs nothing to who is no staff, and one query by request to who is."""
    user, territory = request.user, getattr(request, "territory", None)
    if not user.is_authenticated or not user.is_staff or territory is None:
        return False
    return role_of(user, territory) is not None


def for_role(wanted: RoleName) -> Callable[[Callable[..., AnyResponse]], Callable[..., AnyResponse]]:
    """Signed in, with `wanted` or a role above it in the territory whose host this is; else 403. Never cached."""

    def guard(view: Callable[..., AnyResponse]) -> Callable[..., AnyResponse]:
        @never_cache
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> AnyResponse:
            role = role_of(request.user, request.territory)  # type: ignore[attr-defined]
            if role is None or not role.includes(wanted):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard
