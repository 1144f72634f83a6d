from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CowritingConfig(AppConfig):
    name = "network.cowriting"
    verbose_name = _("Charter co-writing")

    def ready(self) -> None:
        from network.cowriting import dossier
        from territories import desk
        from territories.models import RoleName

        dossier.register()
        desk.register(
            desk.Item(
                _("Writing the charter together"),
                _("Open a text to discussion, answer proposals, adopt."),
                "cowriting_desk:index",
                order=45,
                role=RoleName.READER,
            )
        )
