"""Newer versions of what a layer stands over, or of what a framework was copied from."""

from assessments.frameworks.models import FrameworkVersion

PUBLISHED = FrameworkVersion.Status.PUBLISHED


def newer_base(version: FrameworkVersion) -> FrameworkVersion | None:
    """The version of the framework below that was published after the one `version` stands over; None for none."""
    base = version.base
    if base is None:
        return None
    editions = FrameworkVersion.objects.filter(framework_id=base.framework_id, status=PUBLISHED)
    found: FrameworkVersion | None = (
        editions.filter(pk__gt=base.pk).select_related("framework").order_by("-published_at", "-pk").first()
    )
    return found


def already_over(version: FrameworkVersion, base: FrameworkVersion) -> FrameworkVersion | None:
    """The edition of the same framework that stands over `base` already."""
    found: FrameworkVersion | None = (
        FrameworkVersion.objects.filter(framework_id=version.framework_id, base=base).order_by("-pk").first()
    )
    return found


def free_number(version: FrameworkVersion, wished: str) -> str:
    """`wished`, or the first of "wished-2", "wished-3"… that no edition of the framework has."""
    taken = set(FrameworkVersion.objects.filter(framework_id=version.framework_id).values_list("number", flat=True))
    tries = (wished if n == 1 else f"{wished}-{n}" for n in range(1, len(taken) + 2))
    return next(one for one in tries if one not in taken)
