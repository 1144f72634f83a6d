"""What is known of the organisation behind a result."""

from collections.abc import Iterator

from assessments.results.models import Result
from assessments.toolbox.domain.eligibility import EMPLOYEES, NOT_MICRO, Facts
from organisations.domain.naf import REV2
from organisations.models import Kind, Organisation
from territories.models import Commune

SOLE_TRADER = "1000"
"""INSEE's legal category of sole traders: the only one among which there are micro-enterprises (tax regime)."""


def facts_of(result: Result) -> Facts:
    """No query when `result` comes from `results.queries.with_all`.

    What was frozen with the result is read from it; the rest from its organisation as it is today.
    """
    frozen = result.profile
    organisation = result.assessment.organisation
    commune = result.assessment.commune or (organisation.commune if organisation else None)
    return Facts(
        kind=frozen["kind"],
        size=frozen["size"],
        section=frozen["section"],
        naf=_naf(organisation, frozen["section"]),
        areas=frozenset(_areas(commune)) if commune else frozenset(),
        traits=frozenset(frozen["traits"]),
        micro=_micro(frozen["kind"], frozen["size"], organisation),
    )


def _naf(organisation: Organisation | None, section: str) -> str:
    """A code of the former nomenclature only, and of the section that was frozen: one that was changed since says
    nothing of this result."""
    if organisation is None or organisation.naf_version != REV2 or organisation.section != section:
        return ""
    return organisation.naf_code


def _areas(commune: Commune) -> Iterator[str]:
    yield f"commune:{commune.code}"
    yield f"departement:{commune.departement}"
    yield f"region:{commune.region}"
    if commune.intercommunality_id:
        yield f"epci:{commune.intercommunality_id}"


def _micro(kind: str, size: str, organisation: Organisation | None) -> bool | None:
    """False where nobody of this kind, size or legal form is one; else not known."""
    if kind in (Kind.ASSOCIATION, Kind.PUBLIC_BODY) or EMPLOYEES.get(size, (0, None))[0] >= NOT_MICRO:
        return False
    if organisation is None or organisation.legal_form in ("", SOLE_TRADER):
        return None
    return False
