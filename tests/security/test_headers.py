"""What every answer carries, errors too; and the settings of a real site."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from assessments.responses import outline
from cms.policy import BACK_OFFICE
from territories.models import Territory
from tests.factories.accounts import make_staff, make_user
from tests.factories.responses import make_version
from tests.isolation.routes import routes
from tests.security.world import World, browser

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


def policy(answer: Any) -> set[str]:
    return {part.strip() for part in answer.headers.get("Content-Security-Policy", "").split(";")}


def addresses() -> list[str]:
    """Every address without an argument."""
    return [f"/{route.pattern}" for route in routes() if not set("<(^*") & set(route.pattern)]


@pytest.mark.parametrize("who", ["visitor", "person", "national"])
def test_every_address_carries_the_policy_and_the_usual_guards(who: str, world: World) -> None:
    people = {"visitor": None, "person": make_user(), "national": make_staff(is_superuser=True)}
    user = people[who]
    client = browser(world.here, user, raise_request_exception=False)
    asked = 0
    for address in addresses():
        if "logout" in address:
            continue
        answer = client.get(address)
        asked += 1
        if address in ("/healthz", "/readyz"):
            continue
        back_office = address.startswith("/gestion/")
        assert policy(answer) == (office() if back_office else STRICT), address
        assert answer.headers["X-Content-Type-Options"] == "nosniff", address
        assert answer.headers["Referrer-Policy"] == "same-origin", address
        if answer.status_code == 200:
            framing = {"DENY", "SAMEORIGIN"} if back_office else {"DENY"}
            assert answer.headers.get("X-Frame-Options") in framing, address
    assert asked > 80


def office() -> set[str]:
    return {f"{name} {' '.join(values)}" for name, values in BACK_OFFICE.items()}


def test_the_back_office_takes_nothing_from_elsewhere() -> None:
    sources = {source for values in BACK_OFFICE.values() for source in values}
    assert sources == {"'none'", "'self'", "'unsafe-inline'", "data:", "blob:"}
    assert "'unsafe-inline'" not in BACK_OFFICE["default-src"]


class TestErrors:
    """Each kind, as a visitor meets it."""

    def test_not_found(self, poitiers: Territory) -> None:
        self.check(browser(poitiers).get("/nowhere/"), 404)

    def test_unknown_host(self, poitiers: Territory) -> None:
        self.check(Client(headers={"host": "atlantide.localhost"}).get("/"), 404)

    def test_forbidden_host(self, poitiers: Territory) -> None:
        self.check(Client(headers={"host": "evil.example"}).get("/"), 400)

    def test_no_token(self, poitiers: Territory) -> None:
        client = Client(enforce_csrf_checks=True, headers={"host": poitiers.host})
        self.check(client.post("/resultats/verifier/"), 403)

    def test_forbidden(self, poitiers: Territory) -> None:
        self.check(browser(poitiers, make_user()).get("/territoires/reglages/"), 403)

    def test_method(self, poitiers: Territory) -> None:
        self.check(browser(poitiers).post("/resultats/verifier/"), 405)

    def test_failure(self, poitiers: Territory, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(outline, "outline", lambda *_: 1 / 0)
        make_version(poitiers)
        client = browser(poitiers, raise_request_exception=False)
        self.check(client.get("/faire-le-point/"), 500)

    def check(self, answer: Any, status: int) -> None:
        assert answer.status_code == status
        assert policy(answer) == STRICT
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("rest", ["structure/", "theme/energie/", "verifier/", "plus-tard/"])
def test_pages_of_answers_stay_in_no_cache(rest: str, world: World) -> None:
    draft = world.assessment(author=world.me)
    answer = browser(world.here, world.me).get(f"/faire-le-point/{draft.pk}/{rest}")
    assert answer.status_code == 200
    assert {"no-store", "private"} <= set(answer.headers["Cache-Control"].split(", "))


def test_every_address_that_writes_wants_a_token(world: World) -> None:
    """Two exceptions keep cookies off public pages: one changes the language, the other begins an empty assessment."""
    client = Client(enforce_csrf_checks=True, headers={"host": world.here.host})
    client.force_login(make_staff(is_superuser=True))
    open_ones = {address for address in addresses() if client.post(address).status_code not in (403, 404, 405)}
    assert open_ones == {"/i18n/setlang/", "/faire-le-point/commencer/"}
    away = client.post("/i18n/setlang/", {"language": "en", "next": "https://evil.example/"})
    assert away.headers["location"] == "/"


class TestRealSite:
    """config.settings.production, read in a process of its own."""

    SHOWN = """
        DEBUG DEVELOPMENT SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SECURE_CONTENT_TYPE_NOSNIFF X_FRAME_OPTIONS
        SESSION_COOKIE_SECURE SESSION_COOKIE_HTTPONLY SESSION_COOKIE_SAMESITE SESSION_COOKIE_DOMAIN SESSION_COOKIE_NAME
        SESSION_COOKIE_PATH SESSION_SERIALIZER CSRF_COOKIE_SECURE CSRF_COOKIE_HTTPONLY CSRF_COOKIE_DOMAIN
        CSRF_COOKIE_NAME LANGUAGE_COOKIE_SECURE LANGUAGE_COOKIE_HTTPONLY USE_X_FORWARDED_HOST
    """

    def read(self, **environment: str) -> subprocess.CompletedProcess[str]:
        code = (
            "import json; from django.conf import settings; "
            f"print(json.dumps({{name: getattr(settings, name) for name in {self.SHOWN.split()!r}}}))"
        )
        clean = {
            name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "DJANGO_SETTINGS_MODULE")
        }
        return subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False,
            env={**clean, "DJANGO_SETTINGS_MODULE": "config.settings.production", **environment},
            cwd=settings.ROOT / "platform",
        )  # fmt: skip

    def test_its_cookies_and_guards(self) -> None:
        read = self.read(SECRET_KEY="x" * 60)
        assert read.returncode == 0, read.stderr
        assert json.loads(read.stdout) == {
            "DEBUG": False,
            "DEVELOPMENT": False,
            "SECURE_SSL_REDIRECT": True,
            "SECURE_HSTS_SECONDS": 31_536_000,
            "SECURE_CONTENT_TYPE_NOSNIFF": True,
            "X_FRAME_OPTIONS": "DENY",
            "SESSION_COOKIE_SECURE": True,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_DOMAIN": None,  # with "/" and Secure, what "__Host-" asks
            "SESSION_COOKIE_PATH": "/",
            "SESSION_COOKIE_NAME": "__Host-session",
            "SESSION_SERIALIZER": "django.contrib.sessions.serializers.JSONSerializer",
            "CSRF_COOKIE_SECURE": True,
            "CSRF_COOKIE_HTTPONLY": True,
            "CSRF_COOKIE_DOMAIN": None,
            "CSRF_COOKIE_NAME": "__Host-csrf",
            "LANGUAGE_COOKIE_SECURE": True,
            "LANGUAGE_COOKIE_HTTPONLY": True,
            "USE_X_FORWARDED_HOST": False,
        }

    @pytest.mark.parametrize("key", ["", "short", "development only, refused in production"])
    def test_no_start_without_a_real_key(self, key: str) -> None:
        read = self.read(SECRET_KEY=key)
        assert read.returncode != 0
        assert "SECRET_KEY" in read.stderr
