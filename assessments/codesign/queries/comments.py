"""Threads of comments."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from assessments.codesign.models import Comment
from assessments.frameworks.models import FrameworkVersion
from territories.models import Territory


@dataclass(frozen=True, slots=True)
class Thread:
    first: Comment
    replies: tuple[Comment, ...]


def comments_on(version: FrameworkVersion, territory: Territory) -> QuerySet[Comment]:
    found: QuerySet[Comment] = Comment.objects.filter(version=version, territory=territory)
    return found.select_related("author", "resolved_by")


def threads(version: FrameworkVersion, territory: Territory, node: str | None = None) -> list[Thread]:
    """The threads of a version, or of one of its nodes, oldest first: one query."""
    rows = comments_on(version, territory)
    rows = rows if node is None else rows.filter(node=node)
    replies: dict[int, list[Comment]] = defaultdict(list)
    firsts = []
    for row in rows:
        if row.parent_id:
            replies[row.parent_id].append(row)
        else:
            firsts.append(row)
    return [Thread(first, tuple(replies[first.pk])) for first in firsts]


def open_threads(version: FrameworkVersion, territory: Territory) -> int:
    return comments_on(version, territory).filter(parent=None, resolved_at=None).count()
