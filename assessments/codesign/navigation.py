"""The screens that co-design adds to those of a version, and the public library in the portal's menu."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from assessments.editor.screens import Screen, register, register_door
from assessments.frameworks.models import FrameworkVersion
from ui.navigation import MenuItem
from ui.navigation import register as register_entry


def _is_layer(version: FrameworkVersion) -> bool:
    return version.base_id is not None


def _on_the_portal(request: HttpRequest) -> bool:
    territory = getattr(request, "territory", None)
    return territory is not None and territory.is_national


def connect() -> None:
    register_entry(MenuItem(_("Public frameworks"), "codesign:public", order=40, visible=_on_the_portal))
    register_door(_("Library"), "codesign:library")
    register(Screen(_("Comments"), "codesign:comments", order=60))
    register(Screen(_("Previews"), "codesign:previews", order=62))
    register(Screen(_("Workshops"), "codesign:rooms", order=64))
    register(Screen(_("Update of the core"), "codesign:update", order=70, visible=_is_layer))
    register(Screen(_("Former answers"), "codesign:map_sources", order=72))
    register(Screen(_("Rehearsals"), "codesign:rehearsals", order=74))
    register(Screen(_("Sharing"), "codesign:sharing", order=80))
