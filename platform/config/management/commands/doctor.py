from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from config.health import findings
from outbox.services import take_up_again


class Command(BaseCommand):
    help = "Look at what the site needs and say how to mend what is wrong; fails when something is."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--retry", action="store_true", help="try again the deliveries that were given up")

    def handle(self, *, retry: bool, **options: Any) -> None:
        if retry:
            self.stdout.write(f"{take_up_again()} deliveries will be tried again.")
        ill = 0
        for finding in findings():
            ill += bool(finding.cure)
            self.stdout.write(f"wrong: {finding.what}: {finding.cure}." if finding.cure else f"well:  {finding.what}.")
        if ill:
            raise CommandError(f"{ill} to mend.")
