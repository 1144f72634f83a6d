"""Read a framework file, check it, write nothing."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from assessments.frameworks.domain.files import read_path
from assessments.frameworks.management.targets import FORMATS, as_json, counted, sentences, summary


class Command(BaseCommand):
    help = "Read a framework file, check it, write nothing. Exit 1 when there is something to correct."
    requires_system_checks = []  # works before the database does

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=FORMATS)
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args: Any, file: Path, json: bool, **options: Any) -> None:
        reading = read_path(file)
        if json:
            self.stdout.write(as_json(summary(reading)))
        else:
            self.stdout.write(f"{file.name} : {counted(reading)}")
            self.stdout.write(sentences(reading.problems) or _("Nothing to correct."))
        if not reading.is_sound:
            sys.exit(1)
