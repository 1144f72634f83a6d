"""The screens that co-design adds to those of a version."""

from django.utils.translation import gettext_lazy as _

from assessments.editor.screens import Screen, register
from assessments.frameworks.models import FrameworkVersion


def _is_layer(version: FrameworkVersion) -> bool:
    return version.base_id is not None


def connect() -> None:
    register(Screen(_("Comments"), "codesign:comments", order=60))
    register(Screen(_("Previews"), "codesign:previews", order=62))
    register(Screen(_("Workshops"), "codesign:rooms", order=64))
    register(Screen(_("Update of the core"), "codesign:update", order=70, visible=_is_layer))
    register(Screen(_("Former answers"), "codesign:map_sources", order=72))
    register(Screen(_("Rehearsals"), "codesign:rehearsals", order=74))
    register(Screen(_("Sharing"), "codesign:sharing", order=80))
