"""Reads about proposals, in the active scope."""

from django.db.models import Count, Prefetch, Q, QuerySet

from network.cowriting.models import Comment, Proposal, Stance, Writing
from organisations.models import Organisation


def proposals(writing: Writing) -> QuerySet[Proposal]:
    """With what a line of a list shows, the open ones first: one query."""
    return _listed(Proposal.objects.filter(writing=writing))


def _listed(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    counted = rows.select_related("organisation", "base").annotate(
        supports=Count("stances", filter=Q(stances__side=Stance.Side.SUPPORT), distinct=True),
        objections=Count("stances", filter=Q(stances__side=Stance.Side.OBJECT), distinct=True),
        said=Count("comments", filter=Q(comments__hidden_at=None), distinct=True),
    )
    return counted.order_by("settled_at", "created_at", "pk")


def with_all() -> QuerySet[Proposal]:
    """A proposal as its page shows it, with its opinions and its threads."""
    rows: QuerySet[Proposal] = Proposal.objects.select_related(
        "organisation", "base", "writing__territory", "writing__version__charter"
    )
    stances = Prefetch("stances", queryset=Stance.objects.select_related("organisation").order_by("-side", "pk"))
    replies = Prefetch("replies", queryset=_said())
    threads = Prefetch("comments", queryset=_said().filter(parent=None).prefetch_related(replies), to_attr="threads")
    return rows.prefetch_related(stances, threads)


def _said() -> QuerySet[Comment]:
    rows: QuerySet[Comment] = Comment.objects.select_related("organisation")
    return rows.order_by("created_at", "pk")


def of_organisation(organisation: Organisation) -> QuerySet[Proposal]:
    """What it proposed, the last first."""
    rows: QuerySet[Proposal] = Proposal.objects.filter(organisation=organisation)
    return rows.select_related("writing__version__charter").order_by("-created_at", "pk")
