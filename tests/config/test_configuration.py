"""docs/configuration.md and the settings tell the same variables."""

import ast
import re
from pathlib import Path

from django.conf import settings

SETTINGS: Path = settings.ROOT / "platform/config/settings"
PAGE: Path = settings.ROOT / "docs/configuration.md"
READ_BY_DJANGO = {"DJANGO_SETTINGS_MODULE"}


def read_in_settings() -> set[str]:
    """The first argument of every `env.<kind>(…)`."""
    return {
        node.args[0].value
        for name in ("base", "sign_in", "dev", "production")
        for node in ast.walk(ast.parse((SETTINGS / f"{name}.py").read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def test_every_variable_is_documented_and_every_documented_one_exists() -> None:
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE.read_text(), re.MULTILINE))
    assert documented == read_in_settings() | READ_BY_DJANGO


def test_the_environment_is_read_nowhere_else() -> None:
    """Only config/settings and the three entry points know the environment."""
    entries = {"asgi.py", "wsgi.py", "celery.py"}
    for package in ("platform", "assessments", "cms"):
        for path in (settings.ROOT / package).rglob("*.py"):
            if path.parent != SETTINGS and not (path.parent == SETTINGS.parent and path.name in entries):
                assert "os.environ" not in path.read_text(), path
