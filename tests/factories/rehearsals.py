"""Invented assessments, stored in bulk. Call inside a scope."""

from collections.abc import Iterable
from itertools import islice

from django.utils import timezone

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version
from assessments.rehearsals.domain.invention import invent
from assessments.responses.models import Answer, Assessment, Status
from assessments.scoring import Answers, Profile
from territories.models import Territory
from territories.scope import active_territory

BATCH = 500


def store_invented(version: FrameworkVersion, count: int, *, seed: int = 1, territory: Territory | None = None) -> None:
    """`count` submitted assessments of organisations that do not exist, and say so in their names."""
    home, drawn, rank = territory or active_territory(), invent(compile_version(version), count, seed), 0
    while batch := list(islice(drawn, BATCH)):
        rank = _store(batch, version, home, rank)


def _store(batch: Iterable[tuple[Profile, Answers]], version: FrameworkVersion, home: Territory, rank: int) -> int:
    now = timezone.now()
    rows, answers = [], []
    for profile, given in batch:
        rank += 1
        row = Assessment(
            territory=home,
            version=version,
            kind=profile.kind,
            size=profile.size,
            section=profile.section,
            traits=sorted(profile.traits),
            organisation_name=f"Structure inventée {rank}",
            status=Status.SUBMITTED,
            submitted_at=now,
        )
        rows.append(row)
        answers += [
            Answer(assessment=row, question_code=code, value=value, saved_at=now) for code, value in given.items()
        ]
    Assessment.objects.bulk_create(rows, batch_size=BATCH)
    Answer.objects.bulk_create(answers, batch_size=2000)
    return rank
