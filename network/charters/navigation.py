"""Where the charter is met: menu, desk, a result's page, the file of an organisation."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.plans.queries import shared_actions
from assessments.results import between, panels
from assessments.results.queries import current_among
from assessments.results.reading import Reading
from network.charters import queries
from network.charters.facts import Known
from network.charters.models import Signature
from network.charters.standing import standings_of
from organisations.dossier import Door, Sheet, Step, doors, sheets, steps
from organisations.models import Organisation
from territories import desk
from territories.models import Territory
from ui.navigation import MenuItem, register


def connect() -> None:
    register(MenuItem(_("The charter"), "charters:home", order=30, visible=has_charter))
    desk.register(
        desk.Item(_("Charters"), _("Their text, what signing asks, who signed."), "charters_desk:list", order=40)
    )
    panels.register(panels.Panel("charter", 40, render_panel, marks=panel_marks, for_members=True))
    doors.register(
        Door("charter", _("The charter"), _("What is missing to sign, what we signed, our reviews."), _door, order=20)
    )
    sheets.register(Sheet("charter", _("Charter"), render_sheet, order=50))
    between.register("charters", done_between)
    steps.register(Step("signed", _("Signed the charter"), signed, order=50))


def _key(pk: int) -> str:
    return f"charters-adopted:{pk}"


def has_charter(request: HttpRequest) -> bool:
    """From the cache alone: a public page asks no query for its menu. See `remember`."""
    territory: Territory | None = getattr(request, "territory", None)
    return territory is not None and cache.get(_key(territory.pk)) is True


def remember(territory: Territory) -> None:
    """Write in the cache whether the territory, which is active, has an adopted charter."""
    cache.set(_key(territory.pk), queries.adopted_charters().exists(), None)


def _door(request: HttpRequest, organisation: Organisation) -> str:
    return reverse("charters:organisation", args=[organisation.pk]) if has_charter(request) else ""


def signed() -> Exists:
    """Organisations that have a signature in force."""
    return Exists(Signature.objects.filter(queries.in_force(), organisation=OuterRef("pk")))


def render_sheet(request: HttpRequest, organisation: Organisation) -> str:
    found = standings_of(organisation)
    return render_to_string("charters/sheet.html", {"standings": found}, request=request) if found else ""


def render_panel(request: HttpRequest, reading: Reading) -> str:
    """Nothing for a result without organisation, nor where no charter is adopted, nor under a result that a newer one
    has replaced: signing looks at the current one."""
    organisation = reading.row.assessment.organisation
    if organisation is None or not has_charter(request) or not request.user.has_perm("charters.follow", organisation):
        return ""
    if not _is_current(reading):
        return ""
    found = standings_of(organisation, lambda whose: Known(whose, reading.row, tuple(shared_actions(reading))))
    may_sign = request.user.has_perm("charters.sign", organisation)
    context = {"standings": found, "organisation": organisation, "may_sign": may_sign}
    return render_to_string("charters/panel.html", context, request=request) if found else ""


def panel_marks() -> dict[str, Any]:
    """Which result is the organisation's current one."""
    return {"charters_current": Subquery(current_among(OuterRef("assessment__organisation")).values("pk")[:1])}


def _is_current(reading: Reading) -> bool:
    """As the page has read it: no query."""
    row: Any = reading.row
    return row.charters_current is not None and UUID(str(row.charters_current)) == row.pk


def done_between(organisation: Organisation, since: date, until: date) -> list[between.Event]:
    """Charters signed and reviews given, for the curve of results: two queries."""
    signed_ = queries.signed_between(organisation, since, until)
    reviews = queries.reviewed_between(organisation, since, until)
    found = [_event(row.signed_at, gettext("Signed: %(charter)s"), row) for row in signed_]
    return found + [_event(one.given_at, gettext("Yearly review: %(charter)s"), one.signature) for one in reviews]


def _event(moment: datetime, words: str, signature: Signature) -> between.Event:
    address = reverse("charters:signature", args=[signature.pk])
    return between.Event(localtime(moment).date(), words % {"charter": signature.charter.title}, address, moment)
