from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorConfig(AppConfig):
    name = "assessments.editor"
    verbose_name = _("Framework editor")

    def ready(self) -> None:
        from accounts import panels
        from assessments.editor import navigation, screens
        from territories import desk

        desk.register(desk.Item(_("Questionnaires"), _("Write, rehearse and publish them."), "editor:list", order=60))
        screens.connect()
        panels.register(panels.Panel("editor/panel.html", navigation.of_the_team))
