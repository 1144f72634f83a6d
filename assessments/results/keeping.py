"""Texts made once and kept, under what they rest on. A deployment, which may change any of them, renews them all."""

from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.cache import BaseCache, InvalidCacheBackendError, caches
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

A_DAY = 24 * 3600  # seconds
WRITTEN_IN = frozenset({".py", ".html", ".mo", ".json", ".toml"})
"""What decides of the words of a page: code, templates, catalogues, data that comes with the code."""


def keep(name: str, stamp: str, make: Callable[[], str]) -> str:
    """The text `name` in the active language, made again where `stamp` is another one."""
    if settings.DEBUG:
        return make()
    key = f"{name}:{sha256(f'{edition()}:{stamp}'.encode()).hexdigest()}"
    found = _store().get(key)
    if found is None:
        found = make()
        _store().set(key, found, A_DAY)
    return SafeString(found)


def _store() -> BaseCache:
    """As the `cache` tag of templates chooses it."""
    try:
        return caches["template_fragments"]
    except InvalidCacheBackendError:
        return caches["default"]


def edition() -> str:
    """What decides of a text besides what it tells: the release, the language, the time zone."""
    return f"{release()}:{get_language()}:{get_current_timezone_name()}"


@cache
def release() -> str:
    """A digest of the code, templates and catalogues of this project and of the versions of its libraries."""
    digest = sha256()
    for path in sorted(_sources()):
        digest.update(f"{path.name}:".encode())
        digest.update(path.read_bytes())
    digest.update(repr(sorted({(one.name, one.version) for one in distributions()})).encode())
    return digest.hexdigest()[:32]


def _sources() -> Iterator[Path]:
    """The files of the project's own apps: libraries are told by their version."""
    root = Path(settings.ROOT)
    folders = {Path(app.path) for app in apps.get_app_configs()}
    for folder in folders:
        if folder.is_relative_to(root) and "site-packages" not in folder.parts:
            yield from (path for path in folder.rglob("*") if path.suffix in WRITTEN_IN and path.is_file())
