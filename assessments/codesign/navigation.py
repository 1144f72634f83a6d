"""The screens that co-design adds to those of a version."""

from django.utils.translation import gettext_lazy as _

from assessments.editor.screens import Screen, register


def connect() -> None:
    register(Screen(_("Comments"), "codesign:comments", order=60))
    register(Screen(_("Previews"), "codesign:previews", order=62))
    register(Screen(_("Workshops"), "codesign:rooms", order=64))
