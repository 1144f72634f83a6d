"""What the commands on frameworks have in common."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from assessments.frameworks.domain.files import Reading
from assessments.frameworks.domain.problems import Problem
from assessments.frameworks.wording import describe, sentence
from territories.models import Kind, Territory

FORMATS = "our format (YAML, JSON, XLSX), a CISO Assistant library, or a table of Territoires en Transitions (CSV)"
"""What a file may be."""


def summary(reading: Reading) -> dict[str, Any]:
    """What `--json` prints of a file."""
    return {
        "code": reading.document.code if reading.document else None,
        **reading.counts,
        "problems": [describe(problem) for problem in reading.problems],
    }


def as_json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, indent=2)


def sentences(problems: Iterable[Problem]) -> str:
    return "\n".join(sentence(problem) for problem in problems)


def counted(reading: Reading) -> str:
    return _("%(themes)s themes, %(questions)s questions, %(choices)s choices") % reading.counts


def territory_named(slug: str | None, *, national: bool) -> Territory:
    """The territory that the options name. Raises CommandError with the slugs that exist."""
    wanted = Territory.objects.filter(kind=Kind.NATIONAL) if national else Territory.objects.filter(slug=slug)
    territory = wanted.order_by("pk").first()
    if territory is None:
        known = ", ".join(Territory.objects.order_by("slug").values_list("slug", flat=True)[:20])
        raise CommandError(_("There is no such territory. Those open here: %(known)s.") % {"known": known or "–"})
    return territory
