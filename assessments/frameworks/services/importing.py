"""From a file, or from what it holds, to a draft."""

from pathlib import Path

from django.db import transaction

from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.files import Reading, read_path
from assessments.frameworks.models import Framework, FrameworkVersion
from assessments.frameworks.services.publishing import publish
from assessments.frameworks.services.refusals import AlreadyPublished, UnsoundFramework
from assessments.frameworks.services.storing import create_draft, replace_document
from territories.models import Territory

SHIPPED = Path(__file__).parent.parent / "data" / "acteurs-engages.yaml"


@transaction.atomic
def import_document(*, document: Document, territory: Territory) -> FrameworkVersion:
    """Store `document` as a draft of `territory`, replacing the content of a draft of the same number.

    The same content imported again gives back the version as it is, published or not. The base of a layer is
    looked for among the published versions that `territory` sees.
    Raises AlreadyPublished when the number is taken by a published version with another content, NotADraft when
    it is in review, UnsoundFramework (BrokenLimits) when it is no sound layer.
    """
    framework, _ = Framework.objects.select_for_update().get_or_create(
        territory=territory, code=document.code, defaults={"title": dict(document.title)}
    )
    numbered = FrameworkVersion.objects.filter(framework=framework, number=document.version)
    former: FrameworkVersion | None = numbered.first()
    if former is None:
        return create_draft(framework=framework, document=document)
    if former.digest == document.digest():
        return former
    if former.is_frozen:
        raise AlreadyPublished(f"{document.code} {document.version}")
    return replace_document(version=former, document=document)


def import_file(*, path: Path, territory: Territory) -> tuple[FrameworkVersion, Reading]:
    """Read and store a file, all or nothing. Raises UnsoundFramework or AlreadyPublished."""
    reading = read_path(path)
    if reading.document is None or not reading.is_sound:
        raise UnsoundFramework(reading.problems)
    return import_document(document=reading.document, territory=territory), reading


@transaction.atomic
def install_shipped(*, territory: Territory) -> FrameworkVersion:
    """Import and publish the framework that the project ships; already there, it is given back."""
    version, _ = import_file(path=SHIPPED, territory=territory)
    if version.status == FrameworkVersion.Status.DRAFT:
        return publish(version=version)
    return version
