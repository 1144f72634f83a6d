"""Reads. Every one of them stays in the active scope."""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from accounts.models import User
from assessments.responses.domain.reading import is_answer
from assessments.responses.models import Answer, Assessment, Status
from assessments.scoring import Answer as Value
from organisations.queries import organisations_of


def answers_of(assessment: Assessment) -> dict[str, Answer]:
    """The rows by question code, cleared ones too (their revision counts)."""
    rows: QuerySet[Answer] = Answer.objects.filter(assessment=assessment).order_by("question_code")
    return {row.question_code: row for row in rows}


def values(rows: Iterable[Answer]) -> dict[str, Value]:
    """What scoring reads: the values given, cleared answers left out."""
    return {row.question_code: row.value for row in rows if is_answer(row.value)}


def of_session(held: Mapping[str, str]) -> Q:
    """The condition on what a browser session holds (see access.held), its links not revoked since."""
    return Q(pk__in=list(held), link_nonce__in=set(held.values()))


def own(user: User | AnonymousUser, held: Mapping[str, str] | None = None) -> QuerySet[Assessment]:
    """Those that `user` wrote, of the organisations that they answer for, or that the session holds; latest first."""
    mine = of_session(held or {})
    if user.is_authenticated:
        mine |= Q(author=user, organisation=None) | Q(organisation__in=organisations_of(user).order_by().values("pk"))
    found: QuerySet[Assessment] = Assessment.objects.filter(mine).order_by("-created_at", "id")
    return found


def under_way(user: User | AnonymousUser, held: Mapping[str, str]) -> QuerySet[Assessment]:
    return own(user, held).filter(status=Status.DRAFT)
