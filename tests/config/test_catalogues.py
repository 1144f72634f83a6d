"""The catalogues hold what the code shows, lose nothing on update, and tell what lacks its French."""

import gettext
from pathlib import Path
from types import ModuleType

import pytest
from django.apps import AppConfig

from config import catalogues

MODULE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext

# Translators: on a button
SEND = _("Send")
def count(n): return ngettext("%(n)s answer", "%(n)s answers", n) % {"n": n}
MAY = pgettext("month", "May")
"""
TEMPLATE = """
{% extends "x.html" %}
   {% translate "It's late" %}
 {% blocktranslate trimmed count n=n %}
   One day left on {{ site }}
 {% plural %}
   {{ n }} days left on {{ site }}
 {% endblocktranslate %}
"""


@pytest.fixture
def app(tmp_path: Path) -> AppConfig:
    (tmp_path / "models.py").write_text(MODULE)
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations/0001.py").write_text('_("In a migration")')
    (tmp_path / "templates/probe/mail").mkdir(parents=True)
    (tmp_path / "templates/probe/page.html").write_text(TEMPLATE)
    (tmp_path / "templates/probe/mail/a.txt").write_text('Objet : {% translate "Hello" %}')
    config = type("Probe", (AppConfig,), {"path": str(tmp_path)})
    return config("probe", ModuleType("probe"))  # type: ignore[no-any-return]


def test_texts_of_modules_templates_and_mails_are_found(app: AppConfig) -> None:
    assert {message.id for message in catalogues.extracted(app) if message.id} == {
        "Send",
        ("%(n)s answer", "%(n)s answers"),
        "May",
        "It's late",
        ("One day left on %(site)s", "%(n)s days left on %(site)s"),
        "Hello",
    }


def test_an_update_keeps_translations_and_what_is_no_longer_shown(app: AppConfig) -> None:
    first = catalogues.updated(app)
    first["Send"].string = "Envoyer"
    first.add("Not written yet", "Pas encore écrit")
    catalogues.save(app, first)
    second = catalogues.updated(app)
    assert second["Send"].string == "Envoyer"
    assert "Not written yet" in second.obsolete
    catalogues.save(app, second)
    assert "Not written yet" in catalogues.updated(app).obsolete
    assert not catalogues.updated(app, prune=True).obsolete


def test_a_second_update_changes_nothing(app: AppConfig) -> None:
    catalogues.save(app, catalogues.updated(app))
    written = catalogues.path_of(app).read_bytes()
    catalogues.save(app, catalogues.updated(app))
    assert catalogues.path_of(app).read_bytes() == written


def test_missing_half_plural_and_broken_placeholders_are_told(app: AppConfig) -> None:
    catalogue = catalogues.updated(app)
    catalogue["Send"].string = "Envoyer"
    catalogue["Hello"].string = "Bonjour"
    catalogue["Hello"].flags.add("fuzzy")
    catalogue["It's late"].string = "Il est tard"
    catalogue["%(n)s answer"].string = ("%(n)s réponse", "")
    catalogue["One day left on %(site)s"].string = ("Un jour sur %(place)s", "%(n)s jours sur %(site)s")
    catalogues.save(app, catalogue)
    faults = "\n".join(sorted(catalogues.faults(app)))
    assert "“%(n)s answer” has no French text" in faults
    assert "“May” has no French text" in faults
    assert "“Hello” is marked fuzzy" in faults
    assert "“One day left on %(site)s” " in faults
    assert "Send" not in faults


def test_compiled_catalogues_are_read_back(app: AppConfig) -> None:
    catalogue = catalogues.updated(app)
    catalogue["Send"].string = "Envoyer"
    catalogues.save(app, catalogue)
    catalogues.compile_catalogue(app)
    with catalogues.path_of(app).with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Send") == "Envoyer"


def _filled(folder: Path, label: str, french: dict[tuple[str | None, str], str]) -> AppConfig:
    """An app whose catalogue holds these texts."""
    config = type(label.title(), (AppConfig,), {"path": str(folder / label)})
    made: AppConfig = config(label, ModuleType(label))
    catalogue = catalogues.catalogue_of(made)
    for (context, text), words in french.items():
        catalogue.add(text, words, context=context)
    catalogues.save(made, catalogue)
    return made


def test_a_text_with_two_french_texts_is_told_with_its_apps(tmp_path: Path) -> None:
    letters = _filled(tmp_path, "letters", {(None, "Light"): "Léger", (None, "Send"): "Envoyer"})
    rooms = _filled(tmp_path, "rooms", {(None, "Light"): "Lumière", (None, "Send"): "Envoyer"})
    parcels = _filled(tmp_path, "parcels", {(None, "Light"): "Léger", ("lamp", "Light"): "Éclairage"})
    (told,) = catalogues.clashes([letters, rooms, parcels])
    assert told.startswith("“Light” has several French texts: “Léger” (letters, parcels); “Lumière” (rooms)")
    assert list(catalogues.clashes([letters, parcels])) == []


def test_a_clash_is_told_for_the_apps_that_one_asks_about(tmp_path: Path) -> None:
    apps = [
        _filled(tmp_path, "letters", {("verb", "Answer"): "Répondre"}),
        _filled(tmp_path, "rooms", {("verb", "Answer"): "Donner une réponse"}),
        _filled(tmp_path, "parcels", {("verb", "Send"): "Envoyer"}),
    ]
    assert "“Answer” (context “verb”)" in next(catalogues.clashes(apps, among=["rooms"]))
    assert list(catalogues.clashes(apps, among=["parcels"])) == []


def test_two_plurals_of_one_singular_clash_and_a_plain_text_beside_them_does_not(tmp_path: Path) -> None:
    letters, rooms = _filled(tmp_path, "letters", {}), _filled(tmp_path, "rooms", {(None, "One day"): "Une journée"})
    for made, words in ((letters, ("Un jour", "%(n)s jours")), (rooms, ("Un jour", "%(n)s dates"))):
        catalogue = catalogues.catalogue_of(made)
        catalogue.add(("One day", "%(n)s days"), words)
        catalogues.save(made, catalogue)
    (told,) = catalogues.clashes([letters, rooms])
    assert "“Un jour / %(n)s jours” (letters); “Un jour / %(n)s dates” (rooms)" in told


def test_only_our_own_apps_are_treated() -> None:
    labels = {app.label for app in catalogues.own_apps()}
    assert {"config", "ui", "frameworks", "cms"} <= labels
    assert not labels & {"account", "wagtailadmin", "auth"}
