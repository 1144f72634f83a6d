from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ToolboxConfig(AppConfig):
    name = "assessments.toolbox"
    verbose_name = _("Toolbox")

    def ready(self) -> None:
        from assessments.results import panels
        from assessments.toolbox import dossier, panel

        panels.register(panels.Panel("resources", 10, panel.render, panel.stamp, panel.marks))
        dossier.connect()
