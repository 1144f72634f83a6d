from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsConfig(AppConfig):
    name = "assessments.results"
    verbose_name = _("Results")

    def ready(self) -> None:
        from assessments.results import dossier

        dossier.connect()
