"""Reads. Every one of them stays in the active scope."""

from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from network.charters.domain.states import REVIEW_OPENS, State, oldest_in_force
from network.charters.models import (
    Article,
    Charter,
    CharterVersion,
    Commitment,
    Credential,
    Outcome,
    Review,
    ScopeKind,
    Signature,
    SigningKey,
    Status,
)
from organisations.models import Organisation
from territories.models import Territory


def charter_of(territory: Territory) -> Charter | None:
    """The charter of the whole territory, adopted or not."""
    found: Charter | None = Charter.objects.filter(territory=territory, scope_kind=ScopeKind.TERRITORY).first()
    return found


def charters() -> QuerySet[Charter]:
    """The territory's charter first, then those in common by title."""
    rows: QuerySet[Charter] = Charter.objects.order_by("-scope_kind", "title", "id")
    return rows


def with_articles() -> QuerySet[CharterVersion]:
    """Versions with their charter and their articles in order: two queries."""
    articles = Prefetch("articles", queryset=Article.objects.order_by("position", "id"))
    rows: QuerySet[CharterVersion] = CharterVersion.objects.select_related("charter__territory__site")
    return rows.prefetch_related(articles)


def adopted_version(charter: Charter) -> CharterVersion | None:
    """The text that may be signed today."""
    return with_articles().filter(charter=charter, status=Status.ADOPTED).first()


def version_at_work(charter: Charter) -> CharterVersion | None:
    """The draft, or the text under discussion: one at most."""
    return with_articles().filter(charter=charter, status__in=[Status.DRAFT, Status.DISCUSSED]).first()


def versions_of(charter: Charter) -> QuerySet[CharterVersion]:
    rows: QuerySet[CharterVersion] = CharterVersion.objects.filter(charter=charter).order_by("-number")
    return rows


def adopted_charters() -> QuerySet[Charter]:
    """Those that have an adopted text."""
    return charters().filter(versions__status=Status.ADOPTED)


def in_force(today: date | None = None) -> Q:
    """The condition on signatures that hold on `today`: `State.is_in_force`, for a query."""
    return Q(ended_as="", review_on__gte=oldest_in_force(today or timezone.localdate()))


def in_state(state: State, today: date) -> Q:
    """The condition that `states.state_of` answers `state`, for a query."""
    open_ = Q(ended_as="")
    conditions = {
        State.VALID: open_ & Q(review_on__gt=today + REVIEW_OPENS),
        State.DUE: open_ & Q(review_on__gte=today, review_on__lte=today + REVIEW_OPENS),
        State.LATE: open_ & Q(review_on__lt=today, review_on__gte=oldest_in_force(today)),
        State.LAPSED: Q(ended_as="lapsed") | open_ & Q(review_on__lt=oldest_in_force(today)),
    }
    return conditions.get(state, Q(ended_as=str(state)))


def signatures() -> QuerySet[Signature]:
    """With what a line of a list shows: one query."""
    rows: QuerySet[Signature] = Signature.objects.select_related("organisation", "commune", "version", "charter")
    return rows


def signature_of(organisation: Organisation, charter: Charter) -> Signature | None:
    """The signature in force, None without one."""
    return signatures().filter(in_force(), organisation=organisation, charter=charter).first()


def last_signature_of(organisation: Organisation, charter: Charter) -> Signature | None:
    """The last one, in force or ended."""
    return signatures().filter(organisation=organisation, charter=charter).order_by("-signed_at").first()


def signatures_of(organisation: Organisation) -> QuerySet[Signature]:
    return signatures().filter(organisation=organisation).order_by("-signed_at", "id")


def commitments_of(organisation: Organisation) -> QuerySet[Commitment]:
    """Those of its signatures in force that no review has dropped."""
    today = timezone.localdate()
    signed = Signature.objects.filter(in_force(today), organisation=organisation)
    return running(Commitment.objects.filter(signature__in=signed))


def running(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Without those that a yearly review dropped."""
    return commitments.exclude(outcomes__state="dropped")


def main_version() -> CharterVersion | None:
    """The adopted text of the territory's own charter."""
    return with_articles().filter(charter__scope_kind=ScopeKind.TERRITORY, status=Status.ADOPTED).first()


def adopted_in_common() -> QuerySet[Charter]:
    return adopted_charters().filter(scope_kind=ScopeKind.IN_COMMON)


def listed(charter: Charter | None = None) -> QuerySet[Signature]:
    """Signatures in force whose organisation consents to be listed, the newest first."""
    shown = Commitment.objects.order_by("position", "id")
    rows = signatures().filter(in_force(), is_listed=True).order_by("-signed_at", "id")
    rows = rows.prefetch_related(Prefetch("commitments", running(shown)))
    return rows if charter is None else rows.filter(charter=charter)


def communes_of_signatories() -> list[tuple[str, str]]:
    """Pairs (code, name) of the communes of those listed, by name."""
    rows = Signature.objects.filter(in_force(), is_listed=True, commune__isnull=False)
    pairs = rows.order_by("commune__name", "commune__code").values_list("commune__code", "commune__name").distinct()
    return list(pairs)


def filtered(rows: QuerySet[Signature], *, name: str = "", commune: str = "") -> QuerySet[Signature]:
    if name.strip():
        rows = rows.filter(organisation_name__icontains=name.strip())
    return rows.filter(commune__code=commune) if commune else rows


def count_in_force(charter: Charter) -> int:
    """All of them, listed or not."""
    count: int = Signature.objects.filter(in_force(), charter=charter).count()
    return count


def by_code(code: str) -> Signature | None:
    """The signature that bears `code` (see domain/codes.parse), in the active scope."""
    return signatures().select_related("territory__site").filter(code=code).first()


def commitments_in(signature: Signature) -> list[Commitment]:
    """All of them with what reviews said of each, the oldest first."""
    rows = Commitment.objects.filter(signature=signature).order_by("position", "id")
    said = Outcome.objects.select_related("review").order_by("review__due_on", "id")
    return list(rows.prefetch_related(Prefetch("outcomes", said)))


def public_keys(territory: Territory) -> list[dict[str, str]]:
    """The JWK of each key, retired ones too: what they signed is still to be checked."""
    return list(
        SigningKey.objects.filter(territory=territory).order_by("-made_at", "id").values_list("public", flat=True)
    )


def revoked_credentials() -> list[str]:
    """Ids of the credentials whose signature ended before they do."""
    rows = Credential.objects.exclude(signature__ended_as="").filter(valid_until__gt=timezone.now())
    return [f"urn:uuid:{pk}" for pk in rows.order_by("id").values_list("id", flat=True)]


def on_the_desk() -> QuerySet[Charter]:
    """Each with `adopted_number`, `work_status` (None without) and `signed`, how many signatures hold: one query."""
    versions = CharterVersion.objects.filter(charter=OuterRef("pk")).order_by("-number")
    held = Signature.objects.filter(in_force(), charter=OuterRef("pk")).order_by().values("charter")
    return charters().annotate(
        adopted_number=Subquery(versions.filter(status=Status.ADOPTED).values("number")[:1]),
        work_status=Subquery(versions.filter(status__in=[Status.DRAFT, Status.DISCUSSED]).values("status")[:1]),
        signed=Coalesce(Subquery(held.annotate(n=Count("pk")).values("n")), 0),
    )


def signed_between(organisation: Organisation, since: date, until: date) -> QuerySet[Signature]:
    """Both days included."""
    return signatures_of(organisation).filter(signed_at__date__gte=since, signed_at__date__lte=until)


def reviewed_between(organisation: Organisation, since: date, until: date) -> QuerySet[Review]:
    """Both days included, with their signature and its charter."""
    rows: QuerySet[Review] = Review.objects.filter(
        signature__organisation=organisation, given_at__date__gte=since, given_at__date__lte=until
    )
    return rows.select_related("signature__charter").order_by("given_at", "id")
