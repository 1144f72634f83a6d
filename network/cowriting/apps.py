from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CowritingConfig(AppConfig):
    name = "network.cowriting"
    verbose_name = _("Charter co-writing")
