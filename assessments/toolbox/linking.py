"""Resources that come with a framework: kept in step with what its last published version says."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from assessments.frameworks.domain.document import Document, Texts
from assessments.frameworks.domain.document import Resource as Linked
from assessments.frameworks.domain.slugs import slug
from assessments.toolbox.models import Kind, Resource
from assessments.toolbox.queries import linked_to
from core.text import pick
from territories.models import Territory

URL_LIMIT, ORIGIN_LIMIT, CODE_LIMIT, DIGEST = 300, 120, 80, 8
SOURCE = "framework"
_is_address = URLValidator(["http", "https"])


@transaction.atomic
def link_resources(*, territory: Territory, document: Document) -> int:
    """Bring the resources of `territory` that came with this framework to what `document` says; how many changed.

    One that the document no longer has is retired; one that is back is shown again. Run again, it changes nothing.
    What was inherited, and is already there for the framework that it came from, is not put twice.
    """
    rows = linked_to(document.code).filter(territory=territory).select_for_update(of=("self",))
    held: dict[str, Resource] = {row.linked: row for row in rows}
    wanted = {each.code: each for each in document.resources if not _is_elsewhere(each, document)}
    changed = sum(
        _put(held.get(code) or Resource(territory=territory), _values(document, each)) for code, each in wanted.items()
    )
    return changed + _retire((row for code, row in held.items() if code not in wanted), timezone.localdate())


def _is_elsewhere(linked: Linked, document: Document) -> bool:
    """Whether the framework that it came from already offers it here."""
    if linked.origin in ("", document.code):
        return False
    return linked_to(linked.origin).filter(linked=linked.code, retired_on=None).exists()


def _values(document: Document, linked: Linked) -> dict[str, Any]:
    url = linked.url if _is_usable(linked.url) else ""
    return {
        "code": code_of(document.code, linked.code),
        "kind": linked.category if linked.category in Kind.values else Kind.MEASURE,
        "title": dict(linked.title),
        "summary": _with_address(linked.text or linked.title, "" if url else linked.url),
        "url": url,
        "origin": (pick(document.source) or pick(document.title))[:ORIGIN_LIMIT],
        "source": SOURCE,
        "framework": document.code,
        "version": document.version,
        "linked": linked.code,
        "questions": list(linked.questions),
        "retired_on": None,
    }


def code_of(framework: str, linked: str) -> str:
    """A short code that stays the same from one version to the next, and belongs to this link alone."""
    digest = sha256(f"{framework}\n{linked}".encode()).hexdigest()[:DIGEST]
    start = slug(f"{framework}-{linked.rsplit(':', 1)[-1]}")[: CODE_LIMIT - DIGEST - 1].rstrip("-")
    return f"{start}-{digest}"


def _is_usable(url: str) -> bool:
    try:
        _is_address(url)
    except ValidationError:
        return False
    return len(url) <= URL_LIMIT


def _with_address(text: Texts, url: str) -> dict[str, str]:
    """An address that no link can take is still written, at the end of the text."""
    return {language: f"{said}\n\n{url}" if url else said for language, said in text.items()}


def _put(resource: Resource, values: dict[str, Any]) -> bool:
    changed = {name: value for name, value in values.items() if getattr(resource, name) != value}
    if not changed:
        return False
    for name, value in changed.items():
        setattr(resource, name, value)
    resource.full_clean()
    resource.save()
    return True


def _retire(rows: Iterable[Resource], today: date) -> int:
    gone = [row.pk for row in rows if row.retired_on is None]
    return int(Resource.objects.filter(pk__in=gone).update(retired_on=today, updated_at=timezone.now()))
