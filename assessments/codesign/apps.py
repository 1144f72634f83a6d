from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CodesignConfig(AppConfig):
    name = "assessments.codesign"
    verbose_name = _("Co-design")

    def ready(self) -> None:
        from assessments.codesign import navigation

        navigation.connect()
