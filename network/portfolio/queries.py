"""Reads of the team: the list with what it shows, the file of one organisation. All inside the active scope."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Lower

from accounts.models import User
from assessments.responses.models import Assessment, Status
from network.portfolio.domain.recipients import Target
from network.portfolio.models import Address, Exchange, ExchangeKind, Follow, Letter, Mailing, NextStep, Refusal
from organisations.dossier import steps
from organisations.models import MemberRole, Membership, Organisation
from territories.models import Role, Territory

SORTS = {
    "name": ("name", "pk"),
    "quiet": (F("last_exchange").asc(nulls_first=True), "name", "pk"),
    "recent": (F("last_exchange").desc(nulls_last=True), "name", "pk"),
    "due": (F("next_on").asc(nulls_last=True), "name", "pk"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address of the list says. `step` is "signed", or "-signed" for those that have not; `agent` "" for
    all, "none", or the key of a person; `quiet` days without an exchange."""

    q: str = ""
    step: str = ""
    kind: str = ""
    size: str = ""
    agent: str = ""
    quiet: int | None = None
    due: bool = False
    sort: str = "name"


def listed(filters: Filters, today: date) -> QuerySet[Organisation]:
    """Organisations with `last_exchange`, `next_text`, `next_on` and one `has_<step>` by registered step."""
    rows: QuerySet[Organisation] = Organisation.objects.annotate(
        last_exchange=_last_exchange(), next_text=_next("text"), next_on=_next("due_on")
    )
    rows = rows.annotate(**{f"has_{step.code}": step.reached() for step in steps.all()})
    rows = _narrowed(rows, filters, today).select_related("commune").prefetch_related(_followers())
    return rows.order_by(*SORTS.get(filters.sort, SORTS["name"]))


def _last_exchange() -> Subquery:
    """A note is not an exchange: nobody was met."""
    met = Exchange.objects.filter(organisation=OuterRef("pk")).exclude(kind=ExchangeKind.NOTE)
    return Subquery(met.order_by("-on", "id").values("on")[:1])


def _next(field: str) -> Subquery:
    left = NextStep.objects.filter(organisation=OuterRef("pk"), done_on=None)
    return Subquery(left.order_by(F("due_on").asc(nulls_last=True), "created_at", "id").values(field)[:1])


def _followers() -> Prefetch[str]:
    return Prefetch("follows", queryset=_of_the_team().select_related("agent").order_by("since", "pk"))


def _of_the_team() -> QuerySet[Follow]:
    """Follows of those who are in the team still: who leaves it follows nobody any more."""
    role = Role.objects.filter(user=OuterRef("agent"), territory=OuterRef("organisation__territory"))
    rows: QuerySet[Follow] = Follow.objects.filter(Exists(role))
    return rows


def _narrowed(rows: QuerySet[Organisation], filters: Filters, today: date) -> QuerySet[Organisation]:
    if filters.q:
        bare = filters.q.replace(" ", "")
        rows = rows.filter(
            Q(name__icontains=filters.q) | Q(commune__name__icontains=filters.q) | Q(siret__startswith=bare)
        )
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.size:
        rows = rows.filter(size=filters.size)
    if filters.quiet is not None:
        rows = rows.filter(Q(last_exchange=None) | Q(last_exchange__lte=today - timedelta(days=filters.quiet)))
    if filters.due:
        rows = rows.filter(next_on__lte=today)  # type: ignore[misc]  # annotated by `listed`
    return _of_step(_of_agent(rows, filters.agent), filters.step)


def _of_agent(rows: QuerySet[Organisation], agent: str) -> QuerySet[Organisation]:
    follows = _of_the_team().filter(organisation=OuterRef("pk"))
    if agent == "none":
        return rows.filter(~Exists(follows))
    return rows.filter(Exists(follows.filter(agent=int(agent)))) if agent.isdecimal() else rows


def _of_step(rows: QuerySet[Organisation], step: str) -> QuerySet[Organisation]:
    code = step.removeprefix("-")
    if code not in {one.code for one in steps.all()}:
        return rows
    return rows.filter(**{f"has_{code}": not step.startswith("-")})


def team_of(territory: Territory) -> QuerySet[User]:
    """Those who have a role in the territory, by name: whom a file can be entrusted to."""
    people = Role.objects.filter(territory=territory).values("user")
    return User.objects.filter(pk__in=people, is_active=True).order_by("name", "email", "pk")


def reached_of(organisation: Organisation) -> set[str]:
    """Codes of the steps that one organisation has reached: one query."""
    rows = Organisation.objects.filter(pk=organisation.pk).order_by("pk")
    found = rows.values(**{f"has_{step.code}": step.reached() for step in steps.all()}).first() or {}
    return {name.removeprefix("has_") for name, reached in found.items() if reached}


def exchanges_of(organisation: Organisation) -> QuerySet[Exchange]:
    rows: QuerySet[Exchange] = Exchange.objects.filter(organisation=organisation).select_related("by")
    return rows.order_by("-on", "-created_at", "id")


def open_steps_of(organisation: Organisation) -> QuerySet[NextStep]:
    rows: QuerySet[NextStep] = NextStep.objects.filter(organisation=organisation, done_on=None)
    return rows.select_related("agent").order_by(F("due_on").asc(nulls_last=True), "created_at", "id")


def addresses_of(organisation: Organisation) -> QuerySet[Address]:
    rows: QuerySet[Address] = Address.objects.filter(organisation=organisation)
    return rows.order_by("created_at", "pk")


def followers_of(organisation: Organisation) -> QuerySet[Follow]:
    return _of_the_team().filter(organisation=organisation).select_related("agent").order_by("since", "pk")


def refused(emails: set[str]) -> frozenset[str]:
    """Of these addresses (lower case), those that want no message from this territory."""
    found = Refusal.objects.filter(email__in=emails).order_by("email").values_list("email", flat=True)
    return frozenset(found)


def written_to(emails: set[str], since: datetime) -> dict[str, int]:
    """How many letters each of these addresses (lower case) had since then."""
    recent = Letter.objects.filter(mailing__asked_at__gte=since).annotate(address=Lower("email")).order_by()
    rows = recent.filter(address__in=emails).values("address")
    return dict(rows.annotate(count=Count("pk")).values_list("address", "count"))


def targets(keys: list[UUID]) -> list[Target]:
    """The organisations of these keys, as a mailing sees them: a constant number of queries. By name."""
    assessments = Assessment.objects.filter(organisation=OuterRef("pk"))
    rows = (
        Organisation.objects.filter(pk__in=keys)
        .annotate(
            has_started=Exists(assessments),
            has_draft=Exists(assessments.filter(status=Status.DRAFT)),
            has_finished=Exists(assessments.filter(status=Status.SUBMITTED)),
        )
        .prefetch_related(_owners(), _addresses())
        .order_by("name", "pk")
    )
    last = _last_sent(keys)
    return [_target(row, last.get(row.pk)) for row in rows]


def _owners() -> Prefetch[str]:
    owners = Membership.objects.filter(role=MemberRole.OWNER, user__is_active=True).select_related("user")
    return Prefetch("memberships", queryset=owners.order_by("since", "pk"), to_attr="owners")


def _addresses() -> Prefetch[str]:
    return Prefetch("addresses", queryset=Address.objects.order_by("created_at", "pk"), to_attr="points")


def _last_sent(keys: list[UUID]) -> dict[object, date]:
    sent = Exchange.objects.filter(organisation__in=keys, kind=ExchangeKind.SENT).order_by()
    return dict(sent.values_list("organisation").annotate(Max("on")))


def _target(row: Organisation, last: date | None) -> Target:
    facts = vars(row)
    return Target(
        key=str(row.pk),
        name=row.name,
        members=tuple(owner.user.email for owner in facts["owners"]),
        addresses=tuple(address.email for address in facts["points"]),
        has_started=facts["has_started"],
        has_draft=facts["has_draft"],
        has_finished=facts["has_finished"],
        last_sent=last,
    )


def mailing_counts(mailing: Mailing) -> tuple[int, int]:
    """Letters sent, letters in all."""
    letters = Letter.objects.filter(mailing=mailing)
    return letters.exclude(sent_at=None).count(), letters.count()
