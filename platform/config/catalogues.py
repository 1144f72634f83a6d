"""The French catalogues: one .po an app, extracted and compiled with Babel (a bare machine has no gettext tools)."""

import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.apps import AppConfig, apps
from django.conf import settings
from django.utils.translation.template import templatize

LANGUAGE = "fr"
KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NOT_SHOWN = {"migrations", "locale", "static"}


def own_apps() -> list[AppConfig]:
    """The apps whose code is in this repository."""
    libraries = settings.ROOT / ".venv"
    return [
        app
        for app in apps.get_app_configs()
        if Path(app.path).is_relative_to(settings.ROOT) and not Path(app.path).is_relative_to(libraries)
    ]


def path_of(app: AppConfig) -> Path:
    return Path(app.path) / "locale" / LANGUAGE / "LC_MESSAGES/django.po"


def catalogue_of(app: AppConfig) -> Catalog:
    """What the app's .po holds; empty when there is none."""
    path = path_of(app)
    if not path.exists():
        return Catalog(locale=LANGUAGE, domain="django")
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE, domain="django", abort_invalid=True)


def extracted(app: AppConfig) -> Catalog:
    """Every text that the app's modules and templates show."""
    found = Catalog(locale=LANGUAGE, domain="django")
    for path in _sources(Path(app.path)):
        for _line, message, comments, context in _texts(path):
            found.add(message, auto_comments=comments, context=context)
    return found


def _sources(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        template = path.suffix in {".html", ".txt"} and "templates" in inside.parts
        if (path.suffix == ".py" or template) and not NOT_SHOWN.intersection(inside.parts):
            yield path


def _texts(path: Path) -> Iterable[tuple[int, Any, list[str], str | None]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Template text comes back blanked out; only its indentation could still trouble the Python tokeniser.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())
    return extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS, comment_tags=["Translators:"])


def updated(app: AppConfig, *, prune: bool = False) -> Catalog:
    """The app's catalogue brought up to date; texts no longer shown stay as obsolete unless `prune`."""
    catalogue = catalogue_of(app)
    for message in catalogue.obsolete.values():
        catalogue[message.id] = message
    catalogue.obsolete.clear()
    catalogue.update(extracted(app), no_fuzzy_matching=True, update_header_comment=False)
    if prune:
        catalogue.obsolete.clear()
    return catalogue


def save(app: AppConfig, catalogue: Catalog) -> None:
    """Write the .po, sorted and without line numbers, so that a change of code alone changes nothing here."""
    if not len(catalogue) and not catalogue.obsolete:
        return
    catalogue.fuzzy = False
    path = path_of(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = io.BytesIO()
    write_po(written, catalogue, width=100, no_location=True, omit_header=True, sort_output=True)
    header = f'msgid ""\nmsgstr ""\n"Language: {LANGUAGE}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    plural = f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    path.write_text(header + plural + written.getvalue().decode(), encoding="utf-8")


def compile_catalogue(app: AppConfig) -> None:
    """Make the .mo beside the .po."""
    path = path_of(app)
    if path.exists():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue_of(app))


def faults(app: AppConfig) -> Iterator[str]:
    """One sentence for each text of the app that has no sound French."""
    held = catalogue_of(app)
    for message in extracted(app):
        if message.id:
            fault = _fault(held.get(message.id, message.context), held)
            if fault:
                yield f"{app.label}: “{_first(message)}” {fault}"


def _fault(message: Message | None, catalogue: Catalog) -> str:
    texts = () if message is None else message.string
    if message is None or not texts or not all(texts):  # a plain text is taken letter by letter: none is empty
        return "has no French text"
    if message.fuzzy:
        return "is marked fuzzy"
    return "; ".join(str(error) for error in message.check(catalogue))


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[0])


def clashes(apps: Iterable[AppConfig], *, among: Collection[str] = ()) -> Iterator[str]:
    """One sentence for each text that two apps put into French differently; `among`: only those of these labels.

    Django merges the catalogues of all apps, so that one French would show on the pages of both.
    """
    for (context, text, _is_plural), labels_by_french in sorted(_all_french(apps).items(), key=str):
        labels = {label for found in labels_by_french.values() for label in found}
        if len(labels_by_french) > 1 and (not among or labels.intersection(among)):
            told = "; ".join(f"“{french}” ({', '.join(found)})" for french, found in labels_by_french.items())
            where = f" (context “{context}”)" if context else ""
            yield f"“{text}”{where} has several French texts: {told}; write one French, or tell the uses apart"


def _all_french(apps: Iterable[AppConfig]) -> dict[tuple[str | None, str, bool], dict[str, list[str]]]:
    """(context, text, whether it has a plural) → French → labels of the apps that say it so.

    The first form of a plural is its key once compiled: plural and plain text never hide each other.
    """
    found: dict[tuple[str | None, str, bool], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for app in apps:
        for message in catalogue_of(app):
            if message.id and message.string:
                french = message.string if isinstance(message.string, str) else " / ".join(message.string)
                found[message.context, _first(message), bool(message.pluralizable)][french].append(app.label)
    return found
