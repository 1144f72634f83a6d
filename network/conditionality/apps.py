from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConditionalityConfig(AppConfig):
    name = "network.conditionality"
    verbose_name = _("Aid conditions")

    def ready(self) -> None:
        from network.conditionality import dossier
        from territories import desk

        dossier.register()
        words = _("What aids ask, codes to check, commitments to review.")
        desk.register(desk.Item(_("Aid conditions"), words, "conditionality_desk:index", order=48))
