from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Commands and pages that span the house: demo, serve, doctor."""

    name = "config"

    def ready(self) -> None:
        from config import celery  # noqa: F401  (shared tasks bind to it)
