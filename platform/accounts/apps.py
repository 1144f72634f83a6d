from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")
    default = True

    def ready(self) -> None:
        from accounts import privacy, second_factor

        privacy.connect()
        second_factor.connect()


class BackOfficeUsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens for users, with the fields that ours have. Stands in INSTALLED_APPS for "wagtail.users"."""

    user_viewset = "accounts.backoffice.UserViewSet"
