"""The house stands as docs/architecture.md says: two source roots, floors, tests beside the names they test."""

import importlib
import importlib.util
import platform
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

ROOT: Path = settings.ROOT
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
TOOLS = PROJECT["tool"]
PACKAGES: list[str] = TOOLS["importlinter"]["root_packages"]
WINGS = ["assessments", "cms", "network", "events", "search"]
NO_APP = {"e2e", "factories", "isolation", "security"}
"""Folders of tests/ that mirror no package: journeys in a browser, rows ready made, every address under every role."""


def on_disk() -> set[str]:
    """The top-level packages of the two source roots."""
    under_platform = {path.parent.name for path in (ROOT / "platform").glob("*/__init__.py")}
    return under_platform | {wing for wing in WINGS if (ROOT / wing / "__init__.py").exists()}


def test_platform_is_still_the_standard_library_s() -> None:
    assert platform.__file__ is not None
    assert Path(platform.__file__).parent == Path(sysconfig.get_path("stdlib"))


def test_no_module_lies_directly_in_platform() -> None:
    assert list((ROOT / "platform").glob("*.py")) == []


@pytest.mark.parametrize("package", sorted(on_disk()))
def test_every_package_of_ours_is_the_one_in_this_repository(package: str) -> None:
    found = importlib.import_module(package).__file__
    assert found is not None
    assert Path(found).is_relative_to(ROOT)


def test_every_tool_knows_every_package() -> None:
    wheel = {Path(path).name for path in TOOLS["hatch"]["build"]["targets"]["wheel"]["packages"]}
    for named in (PACKAGES, TOOLS["mypy"]["packages"], TOOLS["coverage"]["run"]["source_pkgs"], wheel):
        assert set(named) == on_disk()


def test_floors_and_rooms_hold() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


def test_tests_mirror_import_names() -> None:
    folders = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")}
    for folder in sorted(folders):
        if folder.parts and folder.parts[0] not in NO_APP:
            assert importlib.util.find_spec(".".join(folder.parts)), f"tests/{folder} mirrors no package"


def test_every_folder_of_tests_is_a_package() -> None:
    holding_tests = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert [folder for folder in holding_tests if not (folder / "__init__.py").exists()] == []
