from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VoicesConfig(AppConfig):
    name = "assessments.voices"
    verbose_name = _("Several voices")

    def ready(self) -> None:
        from assessments.voices import navigation

        navigation.connect()
