from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TerritoriesConfig(AppConfig):
    name = "territories"
    verbose_name = _("Territories")

    def ready(self) -> None:
        from accounts import panels
        from territories import hosts
        from territories.panel import of_the_team

        hosts.connect()
        panels.register(panels.Panel("territories/panel.html", of_the_team))
