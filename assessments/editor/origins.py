"""What a file says of where its questions come from, kept as the map from the version that is published now."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.editor import access
from assessments.frameworks import maps
from assessments.frameworks.domain import mapping
from assessments.frameworks.domain.mapping import Fault, Origin
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.queries import NoFramework, current_version
from assessments.frameworks.rows import read_rows
from assessments.frameworks.services.maps import BrokenMap, save_map
from core.text import pick


def keep_map(request: HttpRequest, target: FrameworkVersion, origins: Sequence[Origin], wanted: bool) -> None:
    """Store the map if it is `wanted` and sound; what became of it is said in messages."""
    if not origins:
        return None
    territory = access.territory_of(request)
    try:
        source = current_version(territory)
    except NoFramework:
        return messages.info(request, _("No version is published yet: the origins of the file lead nowhere for now."))
    if not wanted:
        return messages.info(request, _("The origins of the file were left out, as you asked: there is no map."))
    before, after = read_rows(source), read_rows(target)
    links = mapping.propose(before, after, origins)
    name = {"title": pick(source.title), "number": source.number}
    taken = len({link.new for link in links if link.carries})
    if not any(one.state == "resolved" for one in mapping.references(origins, before, after)):
        said = _("No origin of the file names a question of %(title)s %(number)s: no map was made.")
        return messages.warning(request, said % name)
    try:
        save_map(territory=territory, source=source, target=target, links=links)
    except BrokenMap as broken:
        return _tell(request, broken.faults)
    except ValidationError as refusal:
        return messages.error(request, " ".join(refusal.messages))
    said = ngettext(
        "Map kept: %(n)s question takes over answers of %(title)s %(number)s.",
        "Map kept: %(n)s questions take over answers of %(title)s %(number)s.",
        taken,
    )
    messages.success(request, said % (name | {"n": taken}))
    return _tell(request, mapping.faults(links, before, after))


def _tell(request: HttpRequest, faults: Sequence[Fault]) -> None:
    for fault in faults:
        told = messages.error if fault.is_refused else messages.warning
        told(request, maps.said(fault))
