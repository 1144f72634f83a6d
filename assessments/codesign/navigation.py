"""The screens that co-design adds to those of a version, and the public library in the portal's menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.codesign.queries import updates
from assessments.editor.screens import News, Screen, register, register_door, register_news
from assessments.frameworks.models import FrameworkVersion
from ui.navigation import MenuItem
from ui.navigation import register as register_entry


def _is_layer(version: FrameworkVersion) -> bool:
    return version.base_id is not None


def _on_the_portal(request: HttpRequest) -> bool:
    territory = getattr(request, "territory", None)
    return territory is not None and territory.is_national


def _update_waits(version: FrameworkVersion) -> News | None:
    """One query for a layer, two when its core has moved."""
    if version.status == FrameworkVersion.Status.RETIRED:
        return None
    newer = updates.newer_base(version)
    if newer is None or updates.already_over(version, newer):
        return None
    return News(
        title=gettext("The core has a new version"),
        text=gettext("%(number)s is published. See what it changes, then take it with what you added.")
        % {"number": newer.number},
        action=gettext("See the update"),
        url=reverse("codesign:update", args=[version.pk]),
    )


def connect() -> None:
    register_news(_update_waits)
    register_entry(MenuItem(_("Public frameworks"), "codesign:public", order=40, visible=_on_the_portal))
    register_door(_("Library"), "codesign:library")
    register(Screen(_("Comments"), "codesign:comments", order=60))
    register(Screen(_("Previews"), "codesign:previews", order=62))
    register(Screen(_("Workshops"), "codesign:rooms", order=64))
    register(Screen(_("Update of the core"), "codesign:update", order=70, visible=_is_layer))
    register(Screen(_("Former answers"), "codesign:map_sources", order=72))
    register(Screen(_("Rehearsals"), "codesign:rehearsals", order=74))
    register(Screen(_("Sharing"), "codesign:sharing", order=80))
