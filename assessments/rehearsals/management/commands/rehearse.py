"""What publishing a version would change, without changing anything."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.frameworks import maps
from assessments.frameworks.domain import mapping
from assessments.frameworks.domain.mapping import Link, Origin, Unreadable
from assessments.frameworks.management.targets import as_json, sentences, territory_named
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import Plan, compile_version
from assessments.frameworks.queries import NoFramework, version_named
from assessments.frameworks.services import UnsoundFramework
from assessments.frameworks.services.maps import links_from, origins_from
from assessments.rehearsals import queries, services
from assessments.rehearsals.domain.invention import invent
from assessments.rehearsals.domain.moves import Mover
from assessments.rehearsals.domain.report import accounted, report
from assessments.rehearsals.domain.tally import Tally
from territories.models import Territory
from territories.scope import Subtree, territory_scope


class Command(BaseCommand):
    help = "Reads the submitted assessments of a version with another one, and says what would move. Writes nothing."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("source", metavar="FROM", help="CODE or CODE@VERSION, answered today")
        parser.add_argument("target", metavar="TO", help="CODE or CODE@VERSION, which would be published")
        parser.add_argument("--territory", metavar="SLUG", help="this one and those below; by default all")
        parser.add_argument("--map", type=Path, metavar="FILE", help="a table of links, or a file whose questions say")
        parser.add_argument("--invented", type=int, metavar="N", help="N invented assessments instead of those kept")
        parser.add_argument("--seed", type=int, default=1, help="of what is invented (default: 1)")
        parser.add_argument("--most", type=int, default=10, metavar="N", help="questions to name (default: 10)")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options["territory"]
        territory = territory_named(slug, national=slug is None)
        with territory_scope(Subtree(territory)):
            values = self._rehearsed(territory, options)
        self.stdout.write(as_json(values) if options["json"] else _said(values))

    def _rehearsed(self, territory: Territory, options: dict[str, Any]) -> dict[str, Any]:
        source, target = _version(options["source"]), _version(options["target"])
        if source.pk == target.pk:
            raise CommandError(_("A rehearsal goes from one version to another."))
        old, new = compile_version(source), compile_version(target)
        links, origins = _map(options["map"], source, target, territory)
        refused = [fault for fault in mapping.faults(links, old.document, new.document) if fault.is_refused]
        if refused:
            raise CommandError("\n".join(maps.said(fault) for fault in refused))
        tally = _tally(source, old, Mover(old, new, links), options)
        values: dict[str, Any] = {"from": source.name, "to": target.name, "territory": territory.slug}
        values["invented"] = bool(options["invented"])
        values |= report(tally, links, old.document, new.document, most=options["most"])
        if origins:
            values["references"] = accounted(origins, old.document, new.document)
        return values


def _version(reference: str) -> FrameworkVersion:
    try:
        return version_named(reference)
    except NoFramework:
        known = {f"{each.name}" for each in FrameworkVersion.objects.select_related("framework").order_by("pk")[:20]}
        raise CommandError(
            _("There is no framework “%(name)s” here. Those imported: %(known)s.")
            % {"name": reference, "known": ", ".join(sorted(known)) or "–"}
        ) from None


def _map(
    path: Path | None, source: FrameworkVersion, target: FrameworkVersion, territory: Territory
) -> tuple[tuple[Link, ...], tuple[Origin, ...]]:
    """The links, and the references that they come from where a file of a framework gave them."""
    if path is None:
        return maps.links_between(source, target, territory), ()
    try:
        data = path.read_bytes()
        links = links_from(data, source, target, path.name)
        return links, () if mapping.is_map(data) else origins_from(data, path.name)
    except OSError:
        raise CommandError(_("There is no file “%(name)s”.") % {"name": path}) from None
    except Unreadable as error:
        raise CommandError("\n".join(maps.unreadable(error))) from None
    except UnsoundFramework as error:
        nothing = _("“%(name)s” says nowhere which questions come from others.") % {"name": path.name}
        raise CommandError(sentences(error.problems) or nothing) from None


def _tally(source: FrameworkVersion, old: Plan, mover: Mover, options: dict[str, Any]) -> Tally:
    tally = Tally()
    if options["invented"]:
        for profile, answers in invent(old, options["invented"], options["seed"]):
            tally.add(mover.move(profile, answers), len(answers))
        return tally
    keys = queries.keys_after(source, None)
    for start in range(0, len(keys), services.CHUNK):
        services.read(queries.sheets(keys[start : start + services.CHUNK]), mover, tally)
    return tally


def _said(values: dict[str, Any]) -> str:
    """The main counts in lines; `--json` says all."""
    lines = [
        _("%(from)s → %(to)s: %(assessments)s assessments, %(scored)s scored by both.") % values,
        _("Levels: %(level_up)s up, %(level_down)s down, %(same)s the same.") % values,
        _("Mean difference: %(mean_difference)s points.") % values,
        _("Answers: %(carried_answers)s carried, %(lost_answers)s lost, %(asked_again)s to ask again.") % values,
    ]
    lines += [f"  {one['question']} ({one['kind']}): {one['mean']:+}" for one in values["questions"]]
    if "references" in values:
        lines.append(_("References: %(total)s, %(resolved)s resolved, %(unresolved)s not.") % values["references"])
    return "\n".join(lines)
