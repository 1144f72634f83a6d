"""Reads about writings, their text and who takes part. All in the active scope."""

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from network.charters.models import CharterVersion, Status
from network.cowriting.domain.states import State
from network.cowriting.domain.text import by_names
from network.cowriting.models import Entry, Participant, Revision, Who, Writing
from organisations.models import Organisation
from organisations.queries import organisations_of

MOST_SHOWN = 100
"""Organisations listed at once, to be invited; a search by name finds the others."""


def writings() -> QuerySet[Writing]:
    """With their charter and how many proposals they have, the last opened first: one query."""
    rows: QuerySet[Writing] = Writing.objects.select_related("version__charter", "territory")
    return rows.annotate(
        proposed=Count("proposals", distinct=True),
        waiting=Count("proposals", filter=Q(proposals__state=State.OPEN), distinct=True),
    ).order_by("-opens_on", "-created_at", "pk")


def to_open() -> QuerySet[CharterVersion]:
    """Drafts that no writing was opened on yet."""
    rows: QuerySet[CharterVersion] = CharterVersion.objects.select_related("charter")
    return rows.filter(status=Status.DRAFT, writing=None).order_by("charter__title", "pk")


def revisions(writing: Writing) -> QuerySet[Revision]:
    """The last one first."""
    rows: QuerySet[Revision] = Revision.objects.filter(writing=writing)
    return rows.select_related("proposal__organisation").order_by("-number")


def current(writing: Writing) -> Revision:
    """The text as it stands."""
    return Revision.objects.filter(writing=writing).order_by("-number")[:1].get()  # type: ignore[no-any-return]


def participants(writing: Writing) -> QuerySet[Participant]:
    rows: QuerySet[Participant] = Participant.objects.filter(writing=writing)
    return rows.select_related("organisation").order_by("organisation__name", "pk")


def named(writing: Writing) -> list[str]:
    """Organisations that took part and wish to be named, by name."""
    return by_names(seat.organisation.name for seat in participants(writing).filter(named=True))


def may_be_invited(writing: Writing) -> QuerySet[Organisation]:
    """The organisations of the territory that have no seat yet, by name."""
    rows: QuerySet[Organisation] = Organisation.objects.filter(territory=writing.territory_id)
    seated = Participant.objects.filter(writing=writing, invited_at__isnull=False).values("organisation")
    return rows.exclude(pk__in=seated).order_by("name", "pk")


def writers(user: User, writing: Writing) -> QuerySet[Organisation]:
    """The organisations for which `user` may write here."""
    mine = organisations_of(user)
    if writing.who == Who.EVERYONE:
        return mine
    invited = Participant.objects.filter(writing=writing, invited_at__isnull=False).values("organisation")
    return mine.filter(pk__in=invited)


def journal(writing: Writing) -> QuerySet[Entry]:
    rows: QuerySet[Entry] = Entry.objects.filter(writing=writing)
    return rows.select_related("organisation", "proposal").order_by("-at", "-pk")
