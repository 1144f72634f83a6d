"""A framework leaves as a file and comes back the same; a published version does not change on the way."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.frameworks.domain import sheets, writer
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.files import read_bytes, read_path
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows
from territories.models import Territory
from territories.scope import EVERYWHERE, territory_scope
from tests.assessments.frameworks.files import small
from tests.assessments.frameworks.test_commands import printed, run
from tests.factories.frameworks import published, simple_document

KINDS = ["yaml", "json", "xlsx"]


def small_document() -> Document:
    document = read_bytes(small()).document
    assert document is not None
    return document


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_imported_again_changes_nothing(
    kind: str, national: Territory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    version = published(national, small_document())
    path = tmp_path / f"out.{kind}"
    assert run(capsys, "export_framework", "small", "--output", str(path))[0] == 0
    assert read_path(path).document == small_document()
    assert printed(capsys, "check_framework", str(path))["problems"] == []
    again = printed(capsys, "import_framework", str(path), "--national")
    assert (again["version"], again["status"]) == ("1.0", "published")
    with territory_scope(EVERYWHERE):
        assert [row.pk for row in FrameworkVersion.objects.all()] == [version.pk]


@pytest.mark.parametrize("kind", KINDS)
def test_a_published_version_does_not_change_by_import(
    kind: str, national: Territory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    version = published(national, small_document())
    changed = read_bytes(small(("Petit", "Autre"), ("weight: 2", "weight: 3"))).document
    assert changed is not None
    path = tmp_path / f"in.{kind}"
    files = {"yaml": writer.to_yaml(changed), "json": writer.to_json(changed)}
    path.write_bytes(files[kind].encode() if kind in files else sheets.to_xlsx(changed))
    for options in (["--national"], ["--national", "--publish"]):
        code, text = run(capsys, "import_framework", str(path), *options, "--json")
        assert code == 1
        assert "Donnez un nouveau numéro" in json.loads(text)["refused"]
    with territory_scope(EVERYWHERE):
        stored = FrameworkVersion.objects.get()
        assert (stored.pk, stored.status, stored.digest) == (version.pk, "published", version.digest)
        assert read_rows(stored) == small_document()


def test_the_terminal_gets_text(national: Territory, capsys: pytest.CaptureFixture[str]) -> None:
    published(national, small_document())
    assert read_bytes(run(capsys, "export_framework", "small@1.0")[1].encode()).document == small_document()
    text = run(capsys, "export_framework", "SMALL", "--format", "json", "--territory", "national")[1]
    assert json.loads(text)["code"] == "small"


def test_what_cannot_be_exported_is_said(national: Territory, tmp_path: Path) -> None:
    published(national, simple_document())
    with pytest.raises(CommandError, match="--output"):
        call_command("export_framework", "demo", "--format", "xlsx")
    with pytest.raises(CommandError, match="pas de référentiel"):
        call_command("export_framework", "other")
    with pytest.raises(CommandError, match=r"out\.yaml"):
        call_command("export_framework", "demo", "--output", str(tmp_path / "nowhere" / "out.yaml"))


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_a_faulty_file_leaves_nothing(
    kind: str, national: Territory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"cut.{kind}"
    whole = writer.to_json(small_document()).encode() if kind == "json" else sheets.to_xlsx(small_document())
    path.write_bytes(whole[: len(whole) // 2])
    code, text = run(capsys, "import_framework", str(path), "--national")
    assert code == 1
    assert "Rien n’a été importé." in text
    with territory_scope(EVERYWHERE):
        assert not FrameworkVersion.objects.exists()
