"""Importing, publishing and retiring frameworks."""

from pathlib import Path

from django.db import transaction
from django.utils import timezone

from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.files import Reading, read_path
from assessments.frameworks.domain.problems import Problem
from assessments.frameworks.models import Framework, FrameworkVersion, Immutable
from assessments.frameworks.rows import version_values, write_rows
from territories.models import Territory

SHIPPED = Path(__file__).parent / "data" / "acteurs-engages.yaml"


class UnsoundFramework(ValueError):
    """A file with faults was about to be imported; `problems` says which."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class AlreadyPublished(ValueError):
    """This version number is published with another content."""


@transaction.atomic
def import_document(*, document: Document, territory: Territory) -> FrameworkVersion:
    """Store `document` as a draft of `territory`, replacing a draft of the same number.

    The same content imported again gives back the version as it is, published or not.
    Raises AlreadyPublished when the number is taken by a published version with another content.
    """
    framework, _ = Framework.objects.select_for_update().get_or_create(
        territory=territory, code=document.code, defaults={"title": dict(document.title)}
    )
    values = version_values(document)
    numbered = FrameworkVersion.objects.filter(framework=framework, number=document.version)
    former: FrameworkVersion | None = numbered.first()
    if former is not None:
        if former.digest == values["digest"]:
            return former
        if former.is_frozen:
            raise AlreadyPublished(f"{document.code} {document.version}")
        former.delete()
    version = FrameworkVersion(framework=framework, **values)
    version.full_clean()
    version.save()
    write_rows(version, document)
    return version


def import_file(*, path: Path, territory: Territory) -> tuple[FrameworkVersion, Reading]:
    """Read and store a file, all or nothing. Raises UnsoundFramework or AlreadyPublished."""
    reading = read_path(path)
    if reading.document is None or not reading.is_sound:
        raise UnsoundFramework(reading.problems)
    return import_document(document=reading.document, territory=territory), reading


@transaction.atomic
def publish(*, version: FrameworkVersion) -> FrameworkVersion:
    """Freeze a draft and open it to answers; the version published before it, if any, is retired.

    What was begun on the retired version goes on with it. Publishing twice changes nothing.
    """
    version = FrameworkVersion.objects.select_for_update().get(pk=version.pk)
    if version.status == FrameworkVersion.Status.PUBLISHED:
        return version
    if version.status == FrameworkVersion.Status.RETIRED:
        raise Immutable("A retired version is not published again: import a new one.")
    former = FrameworkVersion.objects.filter(
        framework_id=version.framework_id, status=FrameworkVersion.Status.PUBLISHED
    )
    for published in former:
        retire(version=published)
    version.status = FrameworkVersion.Status.PUBLISHED
    version.published_at = timezone.now()
    version.save(update_fields=["status", "published_at", "updated_at"])
    Framework.objects.filter(pk=version.framework_id).update(title=version.title)
    return version


@transaction.atomic
def retire(*, version: FrameworkVersion) -> FrameworkVersion:
    """Close a published version to new answers; it stays readable for ever."""
    if version.status != FrameworkVersion.Status.PUBLISHED:
        raise Immutable("Only a published version can be retired.")
    version.status = FrameworkVersion.Status.RETIRED
    version.save(update_fields=["status", "updated_at"])
    return version


@transaction.atomic
def install_shipped(*, territory: Territory) -> FrameworkVersion:
    """Import and publish the framework that the project ships; already there, it is given back."""
    version, _ = import_file(path=SHIPPED, territory=territory)
    if version.status == FrameworkVersion.Status.DRAFT:
        return publish(version=version)
    return version
