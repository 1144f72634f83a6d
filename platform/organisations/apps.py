from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "organisations"
    verbose_name = _("Organisations")

    def ready(self) -> None:
        from accounts import panels
        from organisations.panel import of_the_person

        panels.register(panels.Panel("organisations/panel.html", of_the_person))
