"""Previews, who was invited, what was said."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from assessments.codesign.models import Feedback, Invitation, Preview
from assessments.frameworks.models import FrameworkVersion
from territories.models import Territory


@dataclass
class Heard:
    """What was said of one question. `comments`: (verdict in words or "", text), nobody's name."""

    verdicts: Counter[str] = field(default_factory=Counter)
    comments: list[tuple[str, str]] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.verdicts.total()

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """(verdict, in words, how many), every verdict, in its order."""
        return [(value, str(label), self.verdicts[value]) for value, label in Feedback.Verdict.choices]

    @property
    def trouble(self) -> int:
        """How many stumbled: what the authors read first."""
        return self.verdicts[Feedback.Verdict.UNCLEAR] + self.verdicts[Feedback.Verdict.NOT_FOR_US]


def previews_of(version: FrameworkVersion, territory: Territory) -> list[tuple[Preview, int, int]]:
    """Each preview, the newest first, with how many links stand and how many of them were followed: two queries."""
    previews = list(Preview.objects.filter(version=version, territory=territory))
    standing = Invitation.objects.filter(preview__in=previews, withdrawn_at=None).values("preview").order_by("preview")
    counts = {
        row["preview"]: (row["sent"], row["read"])
        for row in standing.annotate(sent=Count("pk"), read=Count("opened_at"))
    }
    return [(preview, *counts.get(preview.pk, (0, 0))) for preview in previews]


def invitations_of(preview: Preview) -> QuerySet[Invitation]:
    """The links that stand."""
    found: QuerySet[Invitation] = Invitation.objects.filter(preview=preview, withdrawn_at=None)
    return found


def invitation_with(pk: object) -> Invitation | None:
    related = Invitation.objects.select_related("preview__version__framework", "preview__territory")
    found: Invitation | None = related.filter(pk=pk).first()
    return found


def heard(preview: Preview) -> dict[str, Heard]:
    """By question code: one query."""
    found: dict[str, Heard] = defaultdict(Heard)
    rows = Feedback.objects.filter(invitation__preview=preview)
    for row in rows:
        of = found[row.question_code]
        if row.verdict:
            of.verdicts[row.verdict] += 1
        if row.comment:
            of.comments.append((row.get_verdict_display() if row.verdict else "", row.comment))
    return dict(found)


def said_by(invitation: Invitation) -> dict[str, Feedback]:
    """What this pioneer has said so far, by question code."""
    return {row.question_code: row for row in Feedback.objects.filter(invitation=invitation)}
