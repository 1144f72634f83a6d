from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortfolioConfig(AppConfig):
    name = "network.portfolio"
    verbose_name = _("Portfolio")

    def ready(self) -> None:
        from network.portfolio import invited
        from organisations import dossier
        from territories import desk

        desk.register(
            desk.Item(
                _("Portfolio"),
                _("The organisations, where they stand, what comes next."),
                "portfolio_desk:list",
                order=10,
            )
        )
        dossier.steps.register(dossier.Step("invited", _("Invited"), invited.reached, order=10))
