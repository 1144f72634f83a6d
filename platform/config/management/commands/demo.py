from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from config.demo.build import build


class Command(BaseCommand):
    help = "Fill an empty site with three authorities, invented organisations, and an account for each role."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORTAL_PORT, help="where the site will be served")

    def handle(self, port: int, **options: Any) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError("The demo makes accounts with known passwords: not on a production site.")
        people = build(port, self._say)
        self.stdout.write("")
        for account in people:
            self.stdout.write(f"  {account.where.root_url:<42} {account.email:<38} {account.what}")
        first = people[0].where.root_url
        self.stdout.write(f"\nThe password of all: {people[0].password}. Second factors: {first}/demo/\n")

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
