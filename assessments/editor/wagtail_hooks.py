"""The editor in Wagtail's side menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from territories.desk import is_of_the_team


class EditorLink(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_superuser or is_of_the_team(request)


@hooks.register("register_admin_menu_item")
def editor_link() -> Any:
    return EditorLink(_("Questionnaires"), reverse_lazy("editor:list"), icon_name="list-ul", order=150)
