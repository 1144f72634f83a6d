"""The company register, played by a real HTTP server that answers, hangs, fails or talks nonsense."""

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.cache import cache

from organisations import lookup
from organisations.lookup import Company, LookupUnavailable, find_company

SIRET = "19290148600014"
OTHER = "35600000000048"


def unit(**changes: Any) -> dict[str, Any]:
    place = {
        "siret": SIRET,
        "activite_principale": "85.31Z",
        "commune": "29081",
        "tranche_effectif_salarie": "12",
        "etat_administratif": "A",
    }
    return {
        "siren": SIRET[:9],
        "nom_complet": "COLLEGE JEAN JAURES (JJ)",
        "nom_raison_sociale": "COLLEGE JEAN JAURES",
        "nature_juridique": "7331",
        "activite_principale": "85.31Z",
        "etat_administratif": "A",
        "siege": place,
        "matching_etablissements": [place],
        "complements": {"est_association": False},
        **changes,
    }


class Register:
    """`behaviour` is called with the handler of each request."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.behaviour: Callable[[BaseHTTPRequestHandler], None] = self.answer(unit())
        self.released = threading.Event()

    def answer(self, *units: dict[str, Any]) -> Callable[[BaseHTTPRequestHandler], None]:
        return self.say(json.dumps({"results": units}).encode())

    def say(self, body: bytes, status: int = 200) -> Callable[[BaseHTTPRequestHandler], None]:
        def behave(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        return behave

    def hang(self, handler: BaseHTTPRequestHandler) -> None:
        self.released.wait(20)

    def drip(self, handler: BaseHTTPRequestHandler) -> None:
        """A byte now and then: no single read is slow, the whole never ends."""
        handler.send_response(200)
        handler.end_headers()
        while not self.released.wait(0.05):
            handler.wfile.write(b" ")
            handler.wfile.flush()


@pytest.fixture
def register(settings: Any) -> Iterator[Register]:
    made = Register()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the caller gave up, as it should
                made.behaviour(self)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    settings.COMPANY_LOOKUP_URL = f"http://127.0.0.1:{server.server_address[1]}"
    settings.COMPANY_LOOKUP_TIMEOUT = 2.0
    # Redis keeps its own clock, which no test can move: what is remembered here is remembered in memory.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    yield made
    made.released.set()
    server.shutdown()
    server.server_close()
    cache.clear()


def test_a_company_in_our_words(register: Register) -> None:
    assert find_company("192 901 486 00014") == Company(
        siret=SIRET,
        name="COLLEGE JEAN JAURES",
        kind="public_body",
        legal_form="7331",
        naf_code="85.31Z",
        naf_version="rev2",
        size="20-49",
        commune_code="29081",
        rna="",
        is_active=True,
    )
    assert register.asked == [f"/search?q={SIRET}&per_page=1"]


def test_an_association_has_its_rna(register: Register) -> None:
    register.behaviour = register.answer(
        unit(nature_juridique="9220", complements={"est_association": True, "identifiant_association": "W291000001"})
    )
    found = find_company(SIRET)
    assert found is not None
    assert (found.kind, found.rna) == ("association", "W291000001")


@pytest.mark.parametrize(
    "closed", [{"etat_administratif": "C"}, {"matching_etablissements": [{"siret": SIRET, "etat_administratif": "F"}]}]
)
def test_a_closed_one_says_so(closed: dict[str, Any], register: Register) -> None:
    register.behaviour = register.answer(unit(**closed))
    found = find_company(SIRET)
    assert found is not None
    assert not found.is_active


def test_an_answer_is_remembered_for_a_day(register: Register, time_machine_at: Any) -> None:
    time_machine_at("2026-11-21T10:00:00+01:00")
    find_company(SIRET)
    time_machine_at("2026-11-22T09:59:00+01:00")
    assert find_company(SIRET) is not None
    assert len(register.asked) == 1
    time_machine_at("2026-11-22T10:01:00+01:00")
    find_company(SIRET)
    assert len(register.asked) == 2


def test_an_unknown_number_is_none_and_asked_once(register: Register) -> None:
    register.behaviour = register.answer()
    assert find_company(OTHER) is None
    assert find_company(OTHER) is None
    assert len(register.asked) == 1


def test_somebody_else_s_answer_is_not_taken(register: Register) -> None:
    assert find_company(OTHER) is None


def test_a_wrong_number_is_not_even_asked(register: Register) -> None:
    assert find_company("123") is None
    assert register.asked == []


NONSENSE = [
    b"",
    b"<html>",
    b"[]",
    b"{}",
    b"null",
    b'{"results": 3}',
    b'{"results": [1]}',
    b'{"results": [{}]}',
    b"\xff\xfe",
    b'{"results": [{"siren": "192901486", "siege": {"siret": 4}, "matching_etablissements": 5}]}',
    b"[" * 100_000,
    b" " * (lookup.LARGEST_ANSWER + 1),
]


@pytest.mark.parametrize("body", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_is_unavailable(body: bytes, register: Register) -> None:
    register.behaviour = register.say(body)
    with pytest.raises(LookupUnavailable):
        find_company(SIRET)


@pytest.mark.parametrize("status", [301, 400, 404, 429, 500, 503])
def test_a_failure_is_unavailable_and_not_remembered(status: int, register: Register) -> None:
    register.behaviour = register.say(b"{}", status)
    with pytest.raises(LookupUnavailable):
        find_company(SIRET)
    register.behaviour = register.answer(unit())
    assert find_company(SIRET) is not None


@pytest.mark.parametrize("manner", ["hang", "drip"])
def test_two_seconds_in_all(manner: str, register: Register) -> None:
    register.behaviour = getattr(register, manner)
    began = time.monotonic()
    with pytest.raises(LookupUnavailable):
        find_company(SIRET)
    assert 1.9 < time.monotonic() - began < 2.6


def test_nobody_listens(settings: Any) -> None:
    cache.clear()
    settings.COMPANY_LOOKUP_URL = "http://127.0.0.1:9"
    with pytest.raises(LookupUnavailable):
        find_company(SIRET)
    cache.clear()


def test_after_three_failures_nobody_waits(register: Register, settings: Any) -> None:
    settings.COMPANY_LOOKUP_TIMEOUT = 0.2
    register.behaviour = register.hang
    for _ in range(3):
        with pytest.raises(LookupUnavailable):
            find_company(SIRET)
    began = time.monotonic()
    for _ in range(50):
        with pytest.raises(LookupUnavailable):
            find_company(SIRET)
    assert time.monotonic() - began < 0.2
    assert len(register.asked) == 3


def test_a_minute_later_one_is_let_through_and_a_success_closes_the_matter(
    register: Register, time_machine_at: Any
) -> None:
    time_machine_at("2026-11-21T10:00:00+01:00")
    register.behaviour = register.say(b"{}", 500)
    for _ in range(4):
        with pytest.raises(LookupUnavailable):
            find_company(SIRET)
    assert len(register.asked) == 3
    time_machine_at("2026-11-21T10:01:01+01:00")
    with pytest.raises(LookupUnavailable):
        find_company(SIRET)  # still broken: one failure is enough to pause again
    with pytest.raises(LookupUnavailable):
        find_company(SIRET)
    assert len(register.asked) == 4
    time_machine_at("2026-11-21T10:02:03+01:00")
    register.behaviour = register.answer(unit())
    assert find_company(SIRET) is not None
    register.behaviour = register.say(b"{}", 500)
    with pytest.raises(LookupUnavailable):
        find_company(OTHER)
    assert not cache.get(lookup.PAUSED)
