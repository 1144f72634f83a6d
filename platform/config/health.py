"""What the doctor looks at: each check says what it saw and, when it is wrong, how to mend it."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from config import catalogues
from outbox import queries
from territories.models import Kind, Territory


@dataclass(frozen=True)
class Finding:
    """`cure` is empty when all is well."""

    what: str
    cure: str = ""


def folder() -> Finding:
    probe = Path(settings.VAR) / ".doctor"
    try:
        probe.parent.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        return Finding(f"{settings.VAR} cannot be written ({error.strerror})", "give the folder to the site's user")
    return Finding(f"{settings.VAR} can be written")


def database() -> Finding:
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    name = f"SQLite {sqlite3.sqlite_version}" if connection.vendor == "sqlite" else connection.display_name
    if missing:
        return Finding(f"{name} answers, {missing} migrations are missing", "run manage.py migrate")
    return Finding(f"{name} answers and is up to date")


def shared_memory() -> Finding:
    if settings.EMBEDDED:
        return Finding("embedded mode: one process, nothing to share")
    cache.set("doctor", 1, 5)
    return Finding("Redis answers")


def texts() -> Finding:
    missing = [app.label for app in catalogues.own_apps() if not _compiled(catalogues.path_of(app))]
    if missing:
        return Finding(f"French is not compiled: {', '.join(missing)}", "run manage.py messages --compile")
    return Finding("the French catalogues are compiled")


def _compiled(catalogue: Path) -> bool:
    return catalogue.with_suffix(".mo").exists() or not catalogue.exists()


def territories() -> Finding:
    if not Territory.objects.filter(kind=Kind.NATIONAL).exists():
        return Finding("there is no national portal", "run manage.py demo, or open the territories")
    return Finding(f"{Territory.objects.filter(is_open=True).count()} territories are open")


def deliveries() -> Finding:
    waiting, lost = queries.pending().count(), queries.given_up().count()
    if lost:
        return Finding(
            f"{lost} deliveries were given up, {waiting} wait", "mend the cause, then manage.py doctor --retry"
        )
    return Finding(f"{waiting} deliveries wait, none was given up")


CHECKS: tuple[Callable[[], Finding], ...] = (folder, database, shared_memory, texts, territories, deliveries)


def findings() -> Iterator[Finding]:
    """One for each check; a check that breaks is a finding too, and the others still run."""
    for check in CHECKS:
        try:
            yield check()
        except Exception as error:
            yield Finding(f"{check.__name__.replace('_', ' ')}: {type(error).__name__}: {error}", "mend that first")
