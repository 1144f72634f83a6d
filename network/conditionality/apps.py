from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConditionalityConfig(AppConfig):
    name = "network.conditionality"
    verbose_name = _("Aid conditions")
