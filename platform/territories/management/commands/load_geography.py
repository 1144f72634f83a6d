"""Fill the communes and the areas above them from the shipped files."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from territories.geography.loading import load_geography


class Command(BaseCommand):
    help = "Load the communes of France (COG 2026) from the shipped files; run it as often as you like."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        started = perf_counter()
        loaded = load_geography()
        seconds = round(perf_counter() - started, 1)
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(loaded), "seconds": seconds}))
            return
        for name, count in asdict(loaded).items():
            self.stdout.write(f"{count:>9,} {name.replace('_', ' ')}")
        self.stdout.write(f"in {seconds} s")
