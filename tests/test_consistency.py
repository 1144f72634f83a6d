"""What must hold in every app, looked for in the code itself: nothing here is listed twice by hand."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from django.template.loader import get_template

from config.catalogues import clashes, faults, own_apps
from territories.scope import TerritoryManager

ROOT: Path = settings.ROOT

UNSCOPED = {
    "accounts.User": "a person may act for several territories; what they may do is said by roles",
    "cms.ContentPage": "Wagtail's page tree: one root page a territory, closed by cms/gate.py",
    "cms.HomePage": "Wagtail's page tree",
    "cms.PortalPage": "Wagtail's page tree",
    "learning.SheetIndexPage": "Wagtail's page tree",
    "learning.SheetPage": "Wagtail's page tree; pages read it through visible(), by the roots of the scope",
    "territories.Commune": "public facts, the same for all",
    "territories.CommuneKey": "public facts, the same for all",
    "territories.Departement": "public facts, the same for all",
    "territories.Intercommunality": "public facts, the same for all",
    "territories.Region": "public facts, the same for all",
    "territories.Territory": "the scope itself",
}
"""Models that the active territory does not filter, each with its reason."""

EVERYWHERE = {
    "assessments/codesign/shared.py": "a territory starts from what another one shares; everyone reads what is public",
    "assessments/codesign/tasks.py": "once a day, addresses are forgotten whatever the territory",
    "assessments/responses/receivers.py": "an account claims its assessments, whatever the territory",
    "platform/outbox/queries.py": "one dispatcher delivers for every territory",
    "platform/territories/services.py": "staff of one territory may be staff of another",
}
"""Modules that open the scope over every territory, once each, with the reason. Ten at most."""

FORBIDDEN = {"_base_manager", "raw", "extra", "RawSQL"}
"""Ways around the scope."""

NAMED_BY_PATTERN = ("results/written/", "ui/gallery/", "voices/mail/")
"""Folders whose templates are named by putting a word in a path: the word alone must be written somewhere."""


PUBLIC = {
    # Pages for everyone
    "codesign:enter", "codesign:room_state", "codesign:trial", "codesign:trial_theme", "codesign:vote",
    "portfolio:stop", "responses:start", "results:verify", "results:verify_code", "ui:gallery", "wagtail_serve",
    "charters:achievement", "charters:achievement_image", "charters:charter", "charters:home", "charters:issuer",
    "charters:keys", "charters:revocations", "charters:signatories", "charters:verify", "charters:verify_code",
    "charters:version",
    "conditionality:detail", "conditionality:index",
    "cowriting:detail", "cowriting:index", "cowriting:journal", "cowriting:proposal", "cowriting:proposals",
    "cowriting:revision", "cowriting:summary",
    "toolbox:detail", "toolbox:list", "toolbox:report",
    "voices:ballot", "voices:invitation",
    "learning:glossary", "learning:home", "learning:path", "learning:sheet",
    # What pages are made of
    "media", "ui:scheme_css", "ui:territory_css", "wagtaildocs_serve",
    "wagtailadmin_javascript_catalog", "wagtailadmin_sprite",
    # Signing in and up
    "account_inactive", "account_login", "account_password_reset_completed", "account_request_login_code",
    "account_reset_password", "account_signup", "organisations:invitation",
    # Probes
    "healthz", "readyz",
}  # fmt: skip
"""Addresses that answer 200 to someone who is not signed in. Every other one is closed."""


def sources() -> list[Path]:
    return [
        path for app in own_apps() for path in sorted(Path(app.path).rglob("*.py")) if "migrations" not in path.parts
    ]


def inside(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def is_scoped(model: object) -> bool:
    return isinstance(getattr(model, "objects", None), TerritoryManager)


def test_every_model_is_scoped_or_says_why_not() -> None:
    unscoped = {model._meta.label for app in own_apps() for model in app.get_models() if not is_scoped(model)}
    assert unscoped == UNSCOPED.keys()


def test_no_model_has_a_second_way_in() -> None:
    """A scoped model keeps its scoped manager as the default, and no other manager beside it."""
    for app in own_apps():
        for model in filter(is_scoped, app.get_models()):
            assert isinstance(model._default_manager, TerritoryManager), model._meta.label
            assert [manager.name for manager in model._meta.managers] == ["objects"], model._meta.label


def names_used(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("app", own_apps(), ids=lambda app: app.label)
def test_nothing_goes_around_the_scope(app: AppConfig) -> None:
    found = {
        (inside(path), name)
        for path in sources()
        if path.is_relative_to(app.path)
        for name in FORBIDDEN.intersection(names_used(path))
    }
    assert found == set()


def test_work_over_every_territory_is_counted() -> None:
    opened: Counter[str] = Counter()
    for path in sources():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "territory_scope":
                opened[inside(path)] += any(getattr(argument, "id", "") == "EVERYWHERE" for argument in node.args)
    assert +opened == Counter(EVERYWHERE.keys())
    assert opened.total() <= 10


def templates_of(app: AppConfig) -> list[str]:
    folder = Path(app.path) / "templates"
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]


@cache
def everything_written() -> str:
    """All our modules and templates, to look for names in."""
    texts = [path.read_text(encoding="utf-8") for path in sources()]
    for app in own_apps():
        folder = Path(app.path) / "templates"
        texts += [(folder / name).read_text(encoding="utf-8") for name in templates_of(app)]
    return "\n".join(texts)


def overrides_a_library(name: str) -> bool:
    """Whether a library ships a template of the same name, which ours replaces."""
    return any(
        (Path(app.path) / "templates" / name).exists() for app in apps.get_app_configs() if app not in own_apps()
    )


def names_of(template: str) -> list[str]:
    """How code or a template may call it."""
    bare = template.rpartition(".")[0]
    return [template, bare, *([bare.rpartition("/")[2]] if template.startswith(NAMED_BY_PATTERN) else [])]


@pytest.mark.parametrize("app", own_apps(), ids=lambda app: app.label)
def test_every_template_is_used(app: AppConfig) -> None:
    unused = [
        name
        for name in templates_of(app)
        if not any(f"{quote}{form}{quote}" in everything_written() for form in names_of(name) for quote in "\"'")
        and not overrides_a_library(name)
    ]
    assert unused == []


@pytest.mark.parametrize("app", own_apps(), ids=lambda app: app.label)
def test_every_template_can_be_read(app: AppConfig) -> None:
    for name in templates_of(app):
        get_template(name)


@pytest.mark.parametrize("app", own_apps(), ids=lambda app: app.label)
def test_every_text_has_its_french(app: AppConfig) -> None:
    missing = list(faults(app))
    assert not missing, "\n".join(missing)


def test_no_text_has_two_french_texts() -> None:
    found = list(clashes(own_apps()))
    assert not found, "\n".join(found)


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_migrations_can_be_undone() -> None:
    labels = {app.label for app in own_apps()}
    for (label, name), migration in MigrationLoader(None).disk_migrations.items():
        if label in labels:
            assert all(operation.reversible for operation in migration.operations), f"{label}.{name}"


def test_every_address_is_closed_or_listed_as_public() -> None:
    """From the codes that tests/isolation has agreed for every address of the site."""
    lines = (ROOT / "tests/isolation/matrix.txt").read_text().splitlines()
    opened = {line.split()[0] for line in lines if " GET " in line and " anonymous=200" in line}
    assert opened == PUBLIC
