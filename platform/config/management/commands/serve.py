from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from config.embedded import AlreadyServing, serve


class Command(BaseCommand):
    help = "Serve the whole site in this one process: pages, websockets, background tasks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
        parser.add_argument("--port", type=int, default=settings.PORTAL_PORT)

    def handle(self, host: str, port: int, **options: Any) -> None:
        if not settings.EMBEDDED:
            raise CommandError(
                "REDIS_URL is set: this is the standard profile, where web, worker and beat are processes of their "
                "own (docs/deploying.md). Unset it to serve from one process."
            )
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("The database is not up to date: run `manage.py migrate` first.")
        connection.close()
        # WhiteNoise warns of a folder that only `collectstatic` makes; here the files come from the apps themselves.
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        try:
            serve(host, port, self._say)
        except AlreadyServing as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"Cannot listen on {host}:{port} ({error.strerror}): try another --port.") from None

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
