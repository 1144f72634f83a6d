"""Writing the rows of a draft: all of them or none, and never those of a broken layer."""

from django.db import transaction

from assessments.frameworks import queries
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.layers import breaches
from assessments.frameworks.domain.nodes import LISTS
from assessments.frameworks.domain.plan import plan_of
from assessments.frameworks.domain.problems import Problem, errors
from assessments.frameworks.domain.soundness import faults
from assessments.frameworks.models import Framework, FrameworkVersion, Immutable
from assessments.frameworks.plan import compile_version
from assessments.frameworks.rows import clear_rows, version_values, write_rows
from assessments.frameworks.services.refusals import BrokenLimits, NotADraft, UnsoundFramework
from territories.models import Territory


def create_draft(
    *, framework: Framework, document: Document, forked_from: FrameworkVersion | None = None
) -> FrameworkVersion:
    """A new draft of `framework`. Raises UnsoundFramework, ValidationError (the number is taken)."""
    base = checked_base(document, framework.territory)
    version = FrameworkVersion(framework=framework, base=base, forked_from=forked_from, **version_values(document))
    version.full_clean()
    version.save()
    write_rows(version, document)
    return version


@transaction.atomic
def replace_document(*, version: FrameworkVersion, document: Document) -> FrameworkVersion:
    """Make `document` the whole content of a draft, whose row and whatever hangs on it stay.

    Raises UnsoundFramework (BrokenLimits where it breaks the limits of its base), Immutable (NotADraft in review).
    """
    version = FrameworkVersion.objects.select_for_update().select_related("framework__territory").get(pk=version.pk)
    refuse_unless_draft(version)
    if document.code != version.framework.code:
        raise ValueError(f"{document.code} is not {version.framework.code}")
    values = version_values(document)
    if values["digest"] == version.digest:
        return version
    refuse_unreadable(document)
    version.base = checked_base(document, version.framework.territory)
    for name, value in values.items():
        setattr(version, name, value)
    version.full_clean()
    version.save()
    clear_rows(version)
    write_rows(version, document)
    return version


def refuse_unless_draft(version: FrameworkVersion) -> None:
    if version.is_frozen:
        raise Immutable("This version is published: it cannot change any more. Start a new draft of it.")
    if version.status != FrameworkVersion.Status.DRAFT:
        raise NotADraft("This version is in review: bring it back to draft to change it.")


def refuse_unreadable(document: Document) -> None:
    """A draft may be unfinished, but not such that its rows could not be kept, or compiled again."""
    families = [[theme.code for theme in document.walk()], [question.code for question in document.questions()]]
    families += [[choice.code for choice in question.choices] for question in document.questions()]
    families += [[part.code for part in getattr(document, name)] for name in LISTS]
    if any(len(codes) != len(set(codes)) for codes in families):
        refuse_unsound(document)
    try:
        plan_of(document)
    except ValueError:
        refuse_unsound(document)
        raise


def refuse_unsound(document: Document) -> None:
    """Raises UnsoundFramework where `document` could not be exported and imported again: it may not be published."""
    found = tuple(errors(list(faults(document))))
    if found:
        raise UnsoundFramework(found)


def checked_base(document: Document, territory: Territory) -> FrameworkVersion | None:
    """The published version that `document` is a layer over, seen from `territory`; None for a framework of its own.

    Raises UnsoundFramework when there is no such version, BrokenLimits when its limits are not kept to.
    """
    if not document.base and not document.core:
        return None
    base = queries.base_named(document.base, territory)
    if base is None:
        raise UnsoundFramework((Problem("missing_base", 0, "base", {"value": document.base or document.core}),))
    broken = breaches(compile_version(base).document, document)
    if broken:
        raise BrokenLimits(broken)
    return base
