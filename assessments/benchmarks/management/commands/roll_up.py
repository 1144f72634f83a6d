"""`manage.py roll_up`: publish the figures of peers, as each night. `--now`: with the week under way, for a trial."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from assessments.benchmarks.services import roll_up_all


class Command(BaseCommand):
    help = "Publish what may be shown of organisations' peers"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", action="store_true", help="take in the week under way too: for demonstrations")

    def handle(self, *args: Any, **options: Any) -> None:
        count = roll_up_all(until=timezone.now() if options["now"] else None)
        self.stdout.write(f"{count} figures published or renewed.")
