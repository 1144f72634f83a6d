from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TerritoriesConfig(AppConfig):
    name = "territories"
    verbose_name = _("Territories")

    def ready(self) -> None:
        from accounts import panels
        from territories import desk, hosts
        from territories.panel import of_the_team
        from ui.navigation import MenuItem
        from ui.navigation import register as show

        hosts.connect()
        show(MenuItem(_("Desk"), "desk", order=80, visible=desk.is_of_the_team))
        panels.register(panels.Panel("territories/panel.html", of_the_team))
