"""The life of a version: draft, in review, published, retired. It never goes back once published."""

from django.db import transaction
from django.utils import timezone

from assessments.frameworks.models import Framework, FrameworkVersion, Immutable
from assessments.frameworks.plan import compile_version
from assessments.frameworks.services.storing import refuse_unsound
from outbox.services import announce

Status = FrameworkVersion.Status


@transaction.atomic
def to_review(*, version: FrameworkVersion) -> FrameworkVersion:
    """Have a draft read by others: it does not change meanwhile. Raises Immutable, UnsoundFramework."""
    if version.status == Status.DRAFT:
        refuse_unsound(compile_version(version).document)
    return _move(version, Status.REVIEW, among=(Status.DRAFT, Status.REVIEW))


@transaction.atomic
def to_draft(*, version: FrameworkVersion) -> FrameworkVersion:
    """Take a version back from review, to change it. Raises Immutable."""
    return _move(version, Status.DRAFT, among=(Status.DRAFT, Status.REVIEW))


@transaction.atomic
def publish(*, version: FrameworkVersion) -> FrameworkVersion:
    """Freeze a version and open it to answers; the one published before it, if any, is retired.

    What was begun on the retired version goes on with it. Publishing twice changes nothing.
    Raises Immutable (it was retired), UnsoundFramework: nothing is published that could not be read again.
    """
    # Two drafts of one framework published at once would both stand: the second waits, and retires the first.
    Framework.objects.select_for_update().get(pk=version.framework_id)
    version = _locked(version)
    if version.status == Status.PUBLISHED:
        return version
    if version.status == Status.RETIRED:
        raise Immutable("A retired version is not published again: import a new one.")
    refuse_unsound(compile_version(version).document)
    former = FrameworkVersion.objects.filter(framework_id=version.framework_id, status=Status.PUBLISHED)
    for published in former:
        retire(version=published)
    version.status = Status.PUBLISHED
    version.published_at = timezone.now()
    version.save(update_fields=["status", "published_at", "updated_at"])
    Framework.objects.filter(pk=version.framework_id).update(title=version.title)
    announce(topic="framework_published", territory=version.framework.territory, payload={"version": version.pk})
    return version


@transaction.atomic
def retire(*, version: FrameworkVersion) -> FrameworkVersion:
    """Close a published version to new answers; it stays readable for ever."""
    if version.status != Status.PUBLISHED:
        raise Immutable("Only a published version can be retired.")
    version.status = Status.RETIRED
    version.save(update_fields=["status", "updated_at"])
    return version


def _move(version: FrameworkVersion, status: Status, *, among: tuple[Status, ...]) -> FrameworkVersion:
    version = _locked(version)
    if version.status not in among:
        raise Immutable("A published version stays as it is: start a new draft of it.")
    version.status = status
    version.save(update_fields=["status", "updated_at"])
    return version


def _locked(version: FrameworkVersion) -> FrameworkVersion:
    rows = FrameworkVersion.objects.select_for_update(of=("self",)).select_related("framework__territory")
    locked: FrameworkVersion = rows.get(pk=version.pk)
    return locked
