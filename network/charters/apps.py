from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChartersConfig(AppConfig):
    name = "network.charters"
    verbose_name = _("Charters")

    def ready(self) -> None:
        from network.charters import navigation, permissions  # noqa: F401  (predicates register themselves)

        navigation.connect()
