"""The commands, as they are typed and as they print."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from assessments.frameworks.models import Framework, FrameworkVersion
from territories.models import Territory
from territories.scope import EVERYWHERE, territory_scope
from tests.assessments.frameworks.files import ENISA, MONAIDECYBER, needs_real_files, small
from tests.factories.frameworks import published


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_bytes(small())
    return path


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    try:
        call_command(*args)
    except SystemExit as stop:
        return int(stop.code or 0), capsys.readouterr().out
    return 0, capsys.readouterr().out


def printed(capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(run(capsys, *args, "--json")[1])
    return values


def test_check_prints_what_the_file_holds(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "check_framework", str(file)) == {
        "code": "small",
        "themes": 3,
        "questions": 6,
        "choices": 7,
        "problems": [],
    }
    code, text = run(capsys, "check_framework", str(file))
    assert (code, text) == (0, "small.yaml : 3 thèmes, 6 questions, 7 choix\nRien à corriger.\n")


def test_check_says_each_fault_in_french_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_bytes(small(("weight: 2", "weight: -2"), ("decimals: 0", "decimals: 9")))
    code, text = run(capsys, "check_framework", str(path))
    assert code == 1
    assert "Un poids ne peut pas être négatif." in text
    assert "«\u00a0decimals\u00a0» devrait être un nombre entier de 0 à 4." in text
    problem = printed(capsys, "check_framework", str(path))["problems"][0]
    assert set(problem) >= {"line", "where", "what", "cure"}
    assert problem["where"] == "scale/decimals"


@needs_real_files
@pytest.mark.parametrize(
    ("path", "code", "counts"),
    [
        (ENISA, "enisa-cra-maturity", (5, 25, 125)),
        (MONAIDECYBER, "anssi-monaidecyber", (7, 53, 347)),
    ],
)
def test_check_counts_the_real_files(
    path: Path, code: str, counts: tuple[int, int, int], capsys: pytest.CaptureFixture[str]
) -> None:
    exit_code, text = run(capsys, "check_framework", str(path), "--json")
    found = json.loads(text)
    assert exit_code == 0
    assert found["code"] == code
    assert (found["themes"], found["questions"], found["choices"]) == counts
    assert {problem["severity"] for problem in found["problems"]} == {"not_taken"}


@pytest.mark.django_db
@pytest.mark.parametrize("option", [["--territory", "grand-poitiers"], ["--national"]])
def test_import_makes_a_draft_then_publishes(
    option: list[str], file: Path, poitiers: Territory, capsys: pytest.CaptureFixture[str]
) -> None:
    drafted = printed(capsys, "import_framework", str(file), *option)
    assert (drafted["code"], drafted["version"], drafted["status"]) == ("small", "1.0", "draft")
    assert drafted["territory"] == ("grand-poitiers" if option[0] == "--territory" else "national")
    done = printed(capsys, "import_framework", str(file), *option, "--publish")
    assert (done["status"], done["questions"]) == ("published", 6)
    code, text = run(capsys, "import_framework", str(file), *option, "--publish")
    assert (code, text) == (0, "small 1.0 importé (publié) : 3 thèmes, 6 questions, 7 choix\n")
    with territory_scope(EVERYWHERE):
        assert FrameworkVersion.objects.count() == 1


@pytest.mark.django_db
def test_import_refuses_without_a_trace(
    tmp_path: Path, file: Path, poitiers: Territory, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_bytes(small()[:1500])
    code, text = run(capsys, "import_framework", str(broken), "--national", "--publish")
    assert code == 1
    assert "Rien n’a été importé." in text
    with territory_scope(EVERYWHERE):
        assert not Framework.objects.exists()


@pytest.mark.django_db
def test_import_refuses_another_content_under_a_published_number(
    file: Path, national: Territory, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "import_framework", str(file), "--national", "--publish")
    file.write_bytes(small(("Petit", "Autre")))
    code, text = run(capsys, "import_framework", str(file), "--national", "--json")
    assert code == 1
    assert "Donnez un nouveau numéro" in json.loads(text)["refused"]


@pytest.mark.django_db
def test_import_knows_the_territories(file: Path, poitiers: Territory) -> None:
    with pytest.raises(CommandError, match="grand-poitiers"):
        call_command("import_framework", str(file), "--territory", "atlantide")
    with pytest.raises(CommandError, match="territory"):
        call_command("import_framework", str(file))


@pytest.fixture
def answers(tmp_path: Path, national: Territory) -> Path:
    """t1: 4 and 2 of 4, one not concerned; t2: 0, then "I don't know", then nothing."""
    published(national)
    path = tmp_path / "answers.json"
    path.write_text(json.dumps({"t1q1": "s4", "t1q2": "s2", "t1q3": "na", "t2q1": "s0", "t2q2": "unknown"}))
    return path


def test_score_prints_the_result_and_its_explanation(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """t1 = 75, t2 = 0, overall 37.5, shown 38; three answers of the five that count: 60 %."""
    found = printed(capsys, "score", "demo", str(answers))
    assert (found["score"], found["level"], found["completeness"]) == (38, "discover", 0.6)
    first, second = found["themes"]
    assert (first["id"], first["score"], first["level"]) == ("t1", 75, "act")
    assert (second["score"], second["level"], second["completeness"]) == (0, None, pytest.approx(1 / 3))
    statuses = {q["id"]: q["status"] for t in found["explanation"]["themes"] for q in t["children"]}
    assert statuses["t1q3"] == "not_concerned"
    assert statuses["t2q2"] == "unknown"
    assert statuses["t2q3"] == "unanswered"
    assert found["explanation"]["score"] == "75/2"


def test_score_takes_a_version_and_a_profile(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = printed(capsys, "score", "DEMO@1", str(answers), "--kind", "company", "--traits", "premises,food")
    assert named["score"] == 38
    code, text = run(capsys, "score", "demo", str(answers), "--territory", "national")
    assert (code, text.splitlines()[0]) == (0, "Ensemble : 38 · discover · 60%")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('{"t9": "s1"}', "n’a pas de question «\u00a0t9\u00a0»"),
        ('{"t1q1": "s9"}', "l’un des choix n’existe pas"),
        ('{"t1q1": 3}', "ne convient pas"),
        ('{"t1q1": [[[', "n’est pas un fichier JSON"),
        ("[]", "objet JSON"),
        ("[" * 100_000, "n’est pas un fichier JSON"),
    ],
)
def test_score_refuses_in_words(answers: Path, content: str, sentence: str) -> None:
    answers.write_text(content)
    with pytest.raises(CommandError, match=sentence):
        call_command("score", "demo", str(answers))


def test_score_says_what_does_not_exist(answers: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="pas de référentiel «\u00a0other\u00a0»"):
        call_command("score", "other", str(answers))
    with pytest.raises(CommandError, match="pas de fichier"):
        call_command("score", "demo", str(tmp_path / "none.json"))
    with pytest.raises(CommandError, match="«\u00a0balcony\u00a0» n’est pas"):
        call_command("score", "demo", str(answers), "--traits", "balcony")


@needs_real_files
def test_a_real_file_is_imported_and_scored(
    national: Territory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """First domain: one answer worth 1, one worth 4: 2.5. No other answer."""
    run(capsys, "import_framework", str(ENISA), "--national", "--publish")
    path = tmp_path / "answers.json"
    start = "urn:intuitem:risk:req_node:enisa-sme-cra-maturity:1"
    path.write_text(
        json.dumps(
            {
                f"{start}.1:question:1": f"{start}.1:question:1:choice:1",
                f"{start}.2:question:1": f"{start}.2:question:1:choice:4",
            }
        )
    )
    found = printed(capsys, "score", "enisa-cra-maturity@2", str(path))
    assert (found["score"], found["level"], found["completeness"]) == (2.5, "2", 0.08)
    assert [theme["score"] for theme in found["themes"]] == [2.5, None, None, None, None]
