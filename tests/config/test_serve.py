"""`manage.py serve`, as a process of its own: it serves, refuses a twin, stops cleanly, survives being killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from django.conf import settings

PATIENCE = 40  # seconds: shared machines are slow
OPEN_TERRITORY = """
from cms.models import ContentPage
from territories.models import Kind
from territories.services import open_territory
open_territory(slug="n", name="N", kind=Kind.NATIONAL, hostname="localhost", home=ContentPage(title="Bonjour"))
"""
ANNOUNCE = """
from outbox.services import announce
from territories.models import Territory
from territories.scope import territory_scope
territory = Territory.objects.get()
with territory_scope(territory):
    announce(topic="probe", territory=territory, payload={"word": "news"})
"""


def until(what: Callable[[], bool], reason: str) -> None:
    limit = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < limit, reason
        time.sleep(0.05)


class Site:
    """One folder, its database, and the process that serves it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self.process: subprocess.Popen[str] | None = None

    def command(self, *words: str) -> list[str]:
        return [sys.executable, str(settings.ROOT / "manage.py"), *words]

    def run(self, *words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words), env=self.environment() | (env or {}), capture_output=True, text=True, check=False
        )

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
        return kept | {"ASSETT_VAR": str(self.folder), "DJANGO_SETTINGS_MODULE": "tests.config.probe.settings"}

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command("serve", "--port", str(self.port)),
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        until(self.answers, "the site does not answer")

    def answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.process.communicate()[0]
        try:
            return self.get("/healthz").status_code == 200
        except httpx.TransportError:
            return False

    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"http://localhost:{self.port}{path}", timeout=10)

    def stop(self, number: signal.Signals) -> tuple[int, str]:
        """The exit code and what the process said."""
        assert self.process is not None
        self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said

    def heard(self) -> list[str]:
        file = self.folder / "heard"
        return file.read_text().splitlines() if file.exists() else []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("var"))
    for words in (("migrate", "-v0"), ("shell", "-v0", "-c", OPEN_TERRITORY)):
        made = site.run(*words)
        assert made.returncode == 0, made.stderr
    yield site
    if site.process is not None and site.process.poll() is None:
        site.process.kill()
        site.process.communicate()


def test_it_serves_refuses_a_twin_survives_kill_9_and_stops_cleanly(site: Site) -> None:
    site.start()
    assert "Bonjour" in site.get("/").text
    until((site.folder / "ready").exists, "the worker does not say that it is ready")

    twin = site.run("serve", "--port", "0")
    assert twin.returncode == 1
    assert f"Process {site.process.pid} already serves" in twin.stderr  # type: ignore[union-attr]

    (site.folder / "hold").touch()
    assert site.run("shell", "-v0", "-c", ANNOUNCE).returncode == 0
    until(lambda: site.heard() == ["began news"], "what another process announced is not picked up")
    assert site.stop(signal.SIGKILL)[0] == -signal.SIGKILL
    (site.folder / "hold").unlink()
    assert site.heard() == ["began news"]

    site.start()
    until(lambda: site.heard() == ["began news", "began news", "heard news"], "what was pending is lost")

    code, said = site.stop(signal.SIGTERM)
    assert (code, said.splitlines()[-1]) == (0, "Stopped; nothing was left half done.")
    assert "Deliveries left by the last run, taken up again: 1." in said


def test_a_database_that_is_not_up_to_date_is_refused_in_words(tmp_path: Path) -> None:
    refused = Site(tmp_path).run("serve")
    assert refused.returncode == 1
    assert "run `manage.py migrate` first" in refused.stderr


def test_the_standard_profile_is_refused_in_words(tmp_path: Path) -> None:
    refused = Site(tmp_path).run("serve", env={"REDIS_URL": "redis://localhost:1/0"})
    assert refused.returncode == 1
    assert "REDIS_URL is set" in refused.stderr
