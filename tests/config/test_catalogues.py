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


def test_only_our_own_apps_are_treated() -> None:
    labels = {app.label for app in catalogues.own_apps()}
    assert {"config", "ui", "frameworks", "cms"} <= labels
    assert not labels & {"account", "wagtailadmin", "auth"}
