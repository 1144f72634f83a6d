from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResponsesConfig(AppConfig):
    name = "assessments.responses"
    verbose_name = _("Responses")

    def ready(self) -> None:
        from assessments.responses import dossier, navigation

        dossier.connect()
        navigation.connect()
