"""What the public register knows of a SIRET, through the State's "Recherche d'entreprises" API.

`find_company` is the port: it answers within COMPANY_LOOKUP_TIMEOUT seconds in all, remembers an answer for a
day, and raises nothing but LookupUnavailable. After three failures in a row it stops asking for a minute, so
that a service that hangs costs two seconds to three people, not to everyone. Typing the facts in by hand is
always possible: nothing may depend on this.
API: https://recherche-entreprises.api.gouv.fr/docs/ (no key, no personal data asked or kept here).
"""

import logging
import queue
import threading
from dataclasses import dataclass
from typing import Any

import httpx
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from stdnum.fr import siret as siret_rules

from organisations.domain import legal_forms, naf, sizes

log = logging.getLogger(__name__)

REMEMBERED = 24 * 3600  # seconds
UNKNOWN_REMEMBERED = 3600  # a firm registered this morning is found this afternoon
FAILURES_ALLOWED = 3
PAUSE = 60  # seconds
LARGEST_ANSWER = 1_000_000  # bytes
FAILURES = "company-lookup-failures"
PAUSED = "company-lookup-paused"


class LookupUnavailable(Exception):
    """The register did not answer in time or in order."""


@dataclass(frozen=True, slots=True)
class Company:
    """Facts of the register, in our words. "" where it says nothing."""

    siret: str
    name: str
    kind: str
    legal_form: str
    naf_code: str
    naf_version: str
    size: str
    commune_code: str
    rna: str
    is_active: bool


def find_company(siret: str) -> Company | None:
    """The establishment, or None when the register has none by that number. Raises LookupUnavailable."""
    number = siret_rules.compact(siret)
    if not siret_rules.is_valid(number):
        return None
    key = f"company:{number}"
    known: Company | str | None = cache.get(key)
    if known is None:
        known = _ask(number) or ""
        cache.set(key, known, REMEMBERED if known else UNKNOWN_REMEMBERED)
    return known if isinstance(known, Company) else None


def _ask(number: str) -> Company | None:
    if cache.get(PAUSED):
        raise LookupUnavailable("paused after repeated failures")
    try:
        company = _read(number, _fetch(number))
    except LookupUnavailable as failure:
        log.warning("company look-up failed: %s", failure)
        _count_failure()
        raise
    cache.delete(FAILURES)
    return company


def _count_failure() -> None:
    cache.add(FAILURES, 0, 10 * PAUSE)
    if cache.incr(FAILURES) >= FAILURES_ALLOWED:
        # The count stays: after the pause one more failure is enough to pause again.
        cache.set(PAUSED, True, PAUSE)


def _fetch(number: str) -> Any:
    """The decoded answer. A thread keeps the promise on time: neither a slow name server nor an answer that
    comes byte by byte is bounded by the client's own timeouts."""
    answers: queue.Queue[Any] = queue.Queue(maxsize=1)
    threading.Thread(target=lambda: answers.put(_request(number)), daemon=True).start()
    try:
        answer = answers.get(timeout=settings.COMPANY_LOOKUP_TIMEOUT)
    except queue.Empty:
        raise LookupUnavailable("no answer in time") from None
    if isinstance(answer, Exception):
        raise LookupUnavailable(type(answer).__name__) from answer
    return answer


def _request(number: str) -> Any:
    """The decoded answer, or the exception that stands for it."""
    url = f"{settings.COMPANY_LOOKUP_URL.rstrip('/')}/search"
    body = bytearray()
    try:
        with httpx.stream(
            "GET", url, params={"q": number, "per_page": 1}, timeout=settings.COMPANY_LOOKUP_TIMEOUT
        ) as response:
            response.raise_for_status()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > LARGEST_ANSWER:
                    return ValueError("answer too large")
        return httpx.Response(200, content=bytes(body)).json()
    except Exception as failure:  # a port to the outside: whatever goes wrong there means "unavailable"
        return failure


def _read(number: str, answer: Any) -> Company | None:
    try:
        found = answer["results"]
        return _company(number, found[0]) if found else None
    except (KeyError, TypeError, AttributeError, IndexError) as failure:
        raise LookupUnavailable("answer not understood") from failure


def _company(number: str, unit: dict[str, Any]) -> Company | None:
    if unit["siren"] != number[:9]:
        return None
    places = [*unit.get("matching_etablissements", []), unit.get("siege") or {}]
    place = next((one for one in places if one.get("siret") == number), None)
    if place is None:
        return None
    legal_form = _text(unit, "nature_juridique")
    more = unit.get("complements") or {}
    code = naf.tidy(_text(place, "activite_principale") or _text(unit, "activite_principale"))
    version = naf.version_on(timezone.localdate())
    kind = legal_forms.ASSOCIATION if more.get("est_association") else legal_forms.kind_of(legal_form)
    return Company(
        siret=number,
        name=_text(unit, "nom_raison_sociale") or _text(unit, "nom_complet"),
        kind=kind,
        legal_form=legal_form,
        naf_code=code if naf.section(code, version) else "",
        naf_version=version if naf.section(code, version) else "",
        size=sizes.from_insee(_text(place, "tranche_effectif_salarie")),
        commune_code=_text(place, "commune"),
        rna=_text(more, "identifiant_association") if kind == legal_forms.ASSOCIATION else "",
        is_active=_text(place, "etat_administratif") != "F" and _text(unit, "etat_administratif") != "C",
    )


def _text(source: dict[str, Any], key: str) -> str:
    value = source.get(key)
    return value.strip() if isinstance(value, str) else ""
