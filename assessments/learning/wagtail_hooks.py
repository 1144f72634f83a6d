"""Screens of the back-office for words and paths: the rows of the territory whose host this is, and no other.

Wagtail's own rights are by model, not by row: these ask the role in the territory instead. What a territory
inherits is not listed; it is replaced by a row of the same code. `cms/gate.py` holds the addresses.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.models import User
from assessments.learning.models import GlossaryTerm, LearningPath
from territories.permissions import is_animator
from territories.scope import active_territory


class OwnRows(BasePermissionPolicy):
    """Animators and above, in their own territory."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(user.is_superuser or is_animator(user, active_territory()))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return self.user_has_permission(user, "")

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return bool(instance.territory_id == active_territory().pk and self.user_has_permission(user, action))

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        return self.user_has_permission_for_instance(user, "", instance)

    def users_with_any_permission(self, actions: Iterable[str]) -> "QuerySet[User]":
        return User.objects.filter(is_superuser=True)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> "QuerySet[Any]":
        return own(self.model) if self.user_has_permission(user, "") else self.model.objects.none()


def own(model: Any) -> "QuerySet[Any]":
    rows: QuerySet[Any] = model.objects.filter(territory=active_territory())
    return rows


class OwnViewSet(SnippetViewSet):
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False

    @property
    def permission_policy(self) -> OwnRows:
        return OwnRows(self.model)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return own(self.model)


class TermViewSet(OwnViewSet):
    model = GlossaryTerm
    menu_label = _("Glossary")
    icon = "openquote"
    menu_order = 210


class PathViewSet(OwnViewSet):
    model = LearningPath
    menu_label = _("Learning paths")
    icon = "list-ol"
    menu_order = 220


register_snippet(TermViewSet)
register_snippet(PathViewSet)
