"""Store a framework file as a version of a territory's framework, and publish it on demand."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.frameworks.domain.files import Reading, read_path
from assessments.frameworks.management.targets import FORMATS, as_json, counted, sentences, summary, territory_named
from assessments.frameworks.models import FrameworkVersion, Immutable
from assessments.frameworks.services import (
    AlreadyPublished,
    NotADraft,
    UnsoundFramework,
    import_document,
    publish,
)
from territories.models import Territory
from territories.scope import territory_scope


class Command(BaseCommand):
    help = "Import a framework file, all or nothing, as a draft; with --publish, freeze it and open it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=FORMATS)
        owner = parser.add_mutually_exclusive_group(required=True)
        owner.add_argument("--territory", metavar="SLUG", help="the territory that it belongs to")
        owner.add_argument("--national", action="store_true", help="for every territory")
        parser.add_argument("--publish", action="store_true", help="freeze the version and open it to answers")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, file: Path, json: bool, **options: Any) -> None:
        owner = territory_named(options["territory"], national=options["national"])
        reading = read_path(file)
        version, refused = None, ""
        if reading.document is not None and reading.is_sound:
            version, refused = _store(reading, owner, publishing=options["publish"])
        self.stdout.write(_as_json(reading, owner, version, refused) if json else _as_text(reading, version, refused))
        if version is None:
            sys.exit(1)


def _store(reading: Reading, owner: Territory, *, publishing: bool) -> tuple[FrameworkVersion | None, str]:
    """The stored version, or None with the reason."""
    assert reading.document is not None  # noqa: S101 - checked by the caller
    try:
        with territory_scope(owner), transaction.atomic():
            version = import_document(document=reading.document, territory=owner)
            return (publish(version=version) if publishing else version), ""
    except AlreadyPublished:
        return None, _("This version number is already published with another content. Give it a new number.")
    except UnsoundFramework as unsound:
        return None, "\n".join([sentences(unsound.problems), _("Nothing was imported.")])
    except NotADraft:
        return None, _("This version is in review. Bring it back to draft first, or give a new number.")
    except Immutable:
        return None, _("This version was retired. Give it a new number to publish it again.")


def _as_json(reading: Reading, owner: Territory, version: FrameworkVersion | None, refused: str) -> str:
    done = {"version": version.number, "status": version.status} if version else {"version": None, "status": None}
    return as_json({**summary(reading), **done, "territory": owner.slug, "refused": refused or None})


def _as_text(reading: Reading, version: FrameworkVersion | None, refused: str) -> str:
    lines = [sentences(reading.problems)] if reading.problems else []
    if version is None:
        lines.append(refused or _("Nothing was imported."))
    else:
        done = _("%(name)s imported (%(status)s)") % {
            "name": version,
            "status": version.get_status_display().lower(),
        }
        lines.append(f"{done} : {counted(reading)}")
    return "\n".join(lines)
