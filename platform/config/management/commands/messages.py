from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from config import catalogues


class Command(BaseCommand):
    help = "Bring the French catalogues up to date with the code and compile them."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("labels", nargs="*", help="apps to treat; all of them when none is named")
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail on a text without sound French, or with two"
        )
        parser.add_argument("--compile", action="store_true", help="only compile what is there")
        parser.add_argument("--prune", action="store_true", help="drop the texts that are no longer shown")

    def handle(self, **options: Any) -> None:
        chosen = options["labels"]
        treated = [app for app in catalogues.own_apps() if not chosen or app.label in chosen]
        if not options["check"]:
            for app in treated:
                if not options["compile"]:
                    catalogues.save(app, catalogues.updated(app, prune=options["prune"]))
                catalogues.compile_catalogue(app)
        if options["compile"]:
            return
        faults = [fault for app in treated for fault in catalogues.faults(app)]
        faults += catalogues.clashes(catalogues.own_apps(), among=chosen)
        if faults and options["check"]:
            raise CommandError("\n".join(faults))
        self.stdout.write("\n".join(faults) or "Every text has its French.")
