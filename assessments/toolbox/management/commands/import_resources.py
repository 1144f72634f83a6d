"""Bring a file of resources to a territory: a table, or a catalogue of Transition écologique des entreprises."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.frameworks.management.targets import territory_named
from assessments.toolbox.importing import wording
from assessments.toolbox.importing.drafts import MAX_BYTES
from assessments.toolbox.models import ImportLine, ImportState, Outcome, ResourceImport
from assessments.toolbox.services import imports
from territories.scope import territory_scope


class Command(BaseCommand):
    help = "Import resources (.csv, .xlsx, tee-programs.json, tee-projects.json); run again, it changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--territory", metavar="SLUG", required=True, help="whose resources they are")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, write nothing of it")

    def handle(self, *args: Any, file: Path, territory: str, dry_run: bool, **options: Any) -> None:
        home = territory_named(territory, national=False)
        if not file.is_file():
            raise CommandError(_("There is no file %(name)s.") % {"name": file})
        if file.stat().st_size > MAX_BYTES:
            raise CommandError(wording.sentence("too_big", {"limit": str(MAX_BYTES // 1_000_000)}))
        with territory_scope(home):
            owner = imports.begin(territory=home, name=file.name, data=file.read_bytes(), user=None, at_once=True)
            if owner.state == ImportState.REFUSED:
                self.stderr.write(wording.sentence(*owner.problem))
                sys.exit(1)
            self._tell(owner)
            if not dry_run:
                imports.apply(owner=owner, user=None, at_once=True)
                self.stdout.write(_("Applied."))

    def _tell(self, owner: ResourceImport) -> None:
        for outcome in Outcome:
            if number := owner.counts.get(outcome):
                self.stdout.write(f"{outcome.label} : {number}")
        for line in ImportLine.objects.filter(file=owner).exclude(problems=[]).order_by("row", "pk"):
            for column, what in wording.told(line.problems):
                self.stdout.write(" ".join(filter(None, [f"{line.row}.", column, what])))
        for one in wording.unread(owner.unread):
            self.stdout.write(_("Not taken: %(what)s") % {"what": one})
