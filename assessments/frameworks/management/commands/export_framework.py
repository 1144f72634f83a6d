"""Write a stored framework version as a file that `import_framework` takes back, equal."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.frameworks.domain import sheets, writer
from assessments.frameworks.domain.document import Document
from assessments.frameworks.management.targets import territory_named
from assessments.frameworks.queries import NoFramework, version_named
from assessments.frameworks.rows import read_rows
from territories.scope import EVERYWHERE, territory_scope

WRITERS: dict[str, Callable[[Document], bytes]] = {
    "yaml": lambda document: writer.to_yaml(document).encode(),
    "json": lambda document: writer.to_json(document).encode(),
    "xlsx": sheets.to_xlsx,
}


class Command(BaseCommand):
    help = "Export a framework version, whole: the file imported again is the same version."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("framework", metavar="CODE[@VERSION]")
        parser.add_argument("--format", choices=WRITERS, help="by default, what the name of the file says, else yaml")
        parser.add_argument("--output", type=Path, metavar="FILE", help="by default, the terminal (not for xlsx)")
        parser.add_argument("--territory", metavar="SLUG", help="look for the framework as this territory sees it")

    def handle(self, *args: Any, framework: str, output: Path | None, **options: Any) -> None:
        kind = options["format"] or _kind_of(output)
        if kind == "xlsx" and output is None:
            raise CommandError(_("A workbook is no text: say where to write it, with --output."))
        data = _written(_document(framework, options["territory"]), kind)
        if output is None:
            self.stdout.write(data.decode(), ending="")
        else:
            _save(output, data)
            self.stderr.write(_("%(name)s written.") % {"name": output.name})


def _kind_of(output: Path | None) -> str:
    kind = output.suffix.lower().removeprefix(".") if output else "yaml"
    return {"yml": "yaml"}.get(kind, kind) if kind in (*WRITERS, "yml") else "yaml"


def _document(name: str, slug: str | None) -> Document:
    scope = territory_named(slug, national=False) if slug else EVERYWHERE
    try:
        with territory_scope(scope):
            return read_rows(version_named(name))
    except NoFramework as missing:
        raise CommandError(_("There is no framework “%(name)s” here.") % {"name": missing}) from missing


def _written(document: Document, kind: str) -> bytes:
    try:
        return WRITERS[kind](document)
    except sheets.TooLong as fault:
        raise CommandError(
            _("A text is too long for a cell (%(place)s). Shorten it, or export in YAML.") % {"place": fault}
        ) from fault


def _save(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as fault:
        raise CommandError(_("“%(name)s” cannot be written here.") % {"name": path.name}) from fault
