"""After a change of SECRET_KEY: `manage.py reseal_keys`, then take the former one out of SECRET_KEY_FALLBACKS."""

from typing import Any

from django.core.management.base import BaseCommand

from network.charters.services import reseal_keys
from territories.models import Territory
from territories.scope import territory_scope


class Command(BaseCommand):
    help = "Seals the keys that sign badges with the SECRET_KEY of today."

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        for territory in Territory.objects.order_by("pk"):
            with territory_scope(territory):
                done += reseal_keys()
        self.stdout.write(f"{done} keys sealed again.")
