"""Developers only: make the files of territories/geography/data/ from their sources."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from territories.geography.build import build
from territories.geography.files import DATA


class Command(BaseCommand):
    help = "For developers: rebuild the shipped geography (see docs/territories-geography.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("package", type=Path, help="@etalab/decoupage-administratif, unpacked")
        parser.add_argument("geography", type=Path, help="folder of communes-points.csv and *.topojson.gz")

    def handle(self, *args: Any, package: Path, geography: Path, **options: Any) -> None:
        try:
            sizes = build(package, geography, DATA)
        except FileNotFoundError as missing:
            raise CommandError(f"{missing.filename} is missing: give the two folders in this order.") from missing
        for name, size in sizes.items():
            self.stdout.write(f"{size:>9,} {name}")
        self.stdout.write(f"{sum(sizes.values()):>9,} in all")
