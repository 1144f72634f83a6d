"""Tables of Territoires en Transitions: the two real ones, and what the format allows beyond them."""

import csv
import io
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.frameworks.domain.document import Document, Question
from assessments.frameworks.domain.files import Reading, read_bytes, read_path
from assessments.frameworks.domain.plan import plan_of
from assessments.frameworks.domain.problems import errors
from assessments.scoring import AllOf, Answer, AnyOf, Condition, Given, Not, Profile
from assessments.scoring.conditions import holds
from tests.assessments.frameworks.files import TET_ECI, TET_TE, needs_real_files

Row = dict[str, str]
TREE: tuple[Row, ...] = (
    {"identifiant": "1", "nom": "Axe", "points": "10"},
    {"identifiant": "1.1", "nom": "Action", "points": "8", "description": "Deux\nlignes", "exemples": "Un exemple"},
    {"identifiant": "1.1.1", "nom": "Première", "pourcentage": "25", "categorie": "Mise en œuvre", "contexte": "Car"},
    {"identifiant": "1.1.2", "nom": "Deuxième", "pourcentage": "75", "preuve": "Un acte", "ressources": "Un guide"},
    {"identifiant": "1.2", "nom": "Seule", "points": "2,0"},
)


def table(*rows: Row, separator: str = ",", encoding: str = "utf-8") -> bytes:
    headers = list(dict.fromkeys(header for row in rows for header in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, headers, delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def read(*rows: Row, name: str = "essai.csv", separator: str = ",", encoding: str = "utf-8") -> Reading:
    return read_bytes(table(*rows, separator=separator, encoding=encoding), name)


def sound(reading: Reading) -> Document:
    assert reading.document is not None
    assert reading.is_sound, reading.problems
    return reading.document


def questions(reading: Reading) -> dict[str, Question]:
    return {question.code: question for question in sound(reading).questions()}


def changed(code: str, **cells: str) -> tuple[Row, ...]:
    """The small tree with other cells in the row `code`."""
    return tuple({**row, **cells} if row["identifiant"] == code else row for row in TREE)


def codes(reading: Reading, severity: str = "error") -> dict[str, str]:
    return {problem.code: problem.where for problem in reading.problems if problem.severity == severity}


def test_identifiers_make_the_tree_and_points_the_weights() -> None:
    document = sound(read(*TREE, name="Mon référentiel.csv"))
    assert (document.code, document.title, document.languages) == (
        "mon-referentiel",
        {"fr": "Mon référentiel"},
        ("fr",),
    )
    (axis,) = document.themes
    assert (axis.code, axis.weight, axis.themes[0].weight, axis.questions[0].weight) == ("1", 10, 8, 2)
    assert [question.weight for question in axis.themes[0].questions] == [2, 6]
    assert axis.themes[0].description == {"fr": "Deux\nlignes\n\nUn exemple"}


@pytest.mark.parametrize(
    ("name", "code", "version", "title"),
    [
        ("ici/Transition_écologique@2026.1.csv", "transition-ecologique", "2026.1", "Transition écologique"),
        ("te@2026.1", "te", "2026.1", "Te"),
        ("te.CSV", "te", "1", "Te"),
        ("", "referentiel", "1", "referentiel"),
    ],
)
def test_the_name_of_the_file_names_the_version(name: str, code: str, version: str, title: str) -> None:
    document = sound(read(*TREE, name=name))
    assert (document.code, document.version, document.title) == (code, version, {"fr": title})


def test_words_find_their_place() -> None:
    found = questions(read(*TREE))
    first, second = found["1.1.1"], found["1.1.2"]
    assert (first.title, first.why, first.axes) == ({"fr": "Première"}, {"fr": "Car"}, ("mise-en-oeuvre",))
    assert second.evidence == {"fr": "Un acte"}
    (resource,) = sound(read(*TREE)).resources
    assert (resource.text, resource.questions, resource.category) == ({"fr": "Un guide"}, ("1.1.2",), "ressources")


def test_scores_as_by_hand() -> None:
    """1.1.1 done (2 points of 8), 1.1.2 half done (3 of 6), 1.2 planned (0 of 2): 5 of 10."""
    plan = plan_of(sound(read(*TREE)))
    answers: dict[str, Answer] = {"1.1.1": "fait", "1.1.2": "fait_50", "1.2": "programme"}
    assert plan.score(answers, None).score == 50
    assert plan.score({**answers, "1.2": "na"}, None).score == Fraction(500, 8)
    assert plan.score(dict.fromkeys(answers, "fait"), None).score == 100


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_every_way_a_spreadsheet_saves_it_gives_the_same(separator: str, encoding: str) -> None:
    assert sound(read(*TREE, separator=separator, encoding=encoding)) == sound(read(*TREE))


def test_both_families_of_headers_and_others_like_them() -> None:
    renamed = {"identifiant": "Identifiant", "nom": "Nom", "points": "POINTS ", "categorie": "Catégorie"}
    rows = tuple({renamed.get(name, name.capitalize()): cell for name, cell in row.items()} for row in TREE)
    assert sound(read(*rows)) == sound(read(*TREE))


def test_what_says_nothing_shares_what_is_left() -> None:
    silent = ({"identifiant": "1.3", "nom": "X"}, {"identifiant": "1.4", "nom": "Y"})
    reading = read(*changed("1.1", points="4"), *silent)
    weights = {q.code: q.weight for q in questions(reading).values()}
    assert (weights["1.3"], weights["1.4"]) == (2, 2)
    assert codes(reading, "warning") == {"csv_no_points": "C8, points"}


def test_nothing_said_at_all_is_shared_alike_without_a_word() -> None:
    rows = [{key: cell for key, cell in row.items() if key not in ("points", "pourcentage")} for row in TREE]
    reading = read(*rows)
    assert [question.weight for question in questions(reading).values()] == [1, 1, 1]
    assert not codes(reading, "warning")


def test_points_that_do_not_add_up_are_told_and_kept() -> None:
    reading = read(*changed("1.2", points="5"))
    assert codes(reading, "warning") == {"csv_sum": "C2, points"}
    assert questions(reading)["1.2"].weight == 5
    assert codes(read(*changed("1.1.1", pourcentage="30")), "warning") == {"csv_sum": "F3, pourcentage"}


ALTERNATIVE = (
    *changed("1.2", desactivation="si reponse(Comp_1, NON) alors VRAI sinon FAUX"),
    {"identifiant": "1.2alter", "nom": "À la place", "desactivation": "reponse(Comp_1, OUI)"},
    {"identifiant": "1.2alter.1", "nom": "Moindre", "points": "1"},
)


def test_an_alternative_stands_for_its_sibling_when_the_rule_says_so() -> None:
    reading = read(*ALTERNATIVE)
    document = sound(reading)
    setting = document.themes[0].questions[0]
    assert (document.themes[0].code, setting.code, setting.kind) == ("personnalisation", "Comp_1", "yes_no")
    assert codes(reading, "warning") == {"csv_settings": "K6, desactivation"}
    plan = plan_of(document)
    without = {"Comp_1": "no", "1.1.1": "fait", "1.1.2": "fait", "1.2": "fait", "1.2alter.1": "pas_fait"}
    assert plan.score(without, None).score == Fraction(800, 9)  # 8 points of 8, and 0 of 1
    assert plan.score({**without, "Comp_1": "yes"}, None).score == 100  # 8 of 8, and 2 of 2


def test_an_alternative_without_a_rule_is_left_out_and_told() -> None:
    reading = read(*TREE, {"identifiant": "1.2alter", "nom": "À la place", "points": "1"})
    assert "1.2alter" not in questions(reading)
    assert {p.params["key"]: p.count for p in reading.problems} == {"alter": 1}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("reponse(A, NON)", Not(Given("A", frozenset({"no"})))),
        ("Si reponse(A, OUI) alors FAUX\n sinon VRAI", Given("A", frozenset({"yes"}))),
        (
            "reponse(A, NON) et reponse(B, NON) ou identite(type, EPCI)",
            Not(
                AnyOf(
                    (
                        AllOf((Given("A", frozenset({"no"})), Given("B", frozenset({"no"})))),
                        Given("identite.type", frozenset({"EPCI"})),
                    )
                )
            ),
        ),
        ("FAUX", None),
        ("VRAI", AnyOf()),
    ],
)
def test_a_rule_is_a_condition(rule: str, expected: Condition | None) -> None:
    assert questions(read(*changed("1.2", desactivation=rule)))["1.2"].visible_if == expected


@pytest.mark.parametrize(
    ("answers", "off"),
    [
        ({}, False),
        ({"A": "no"}, True),
        ({"A": "yes"}, False),
        ({"A": "yes", "B": "yes"}, True),
        ({"B": "yes"}, False),
    ],
)
def test_a_chain_of_rules_switches_off_as_it_reads(answers: dict[str, str], off: bool) -> None:
    rule = "si reponse(A, NON) alors VRAI sinon si reponse(A, OUI) et reponse(B, OUI) alors VRAI sinon FAUX"
    condition = questions(read(*changed("1.2", desactivation=rule)))["1.2"].visible_if
    assert holds(condition, answers, Profile()) is not off


@pytest.mark.parametrize("rule", ["si score(1.1) > 0.5 alors VRAI", "reponse(A", "si si si", "reponse(A, na)", "é€?"])
def test_a_rule_that_is_no_condition_is_told_and_the_question_stays(rule: str) -> None:
    reading = read(*changed("1.2", desactivation=rule))
    assert questions(reading)["1.2"].visible_if is None
    assert codes(reading, "not_taken") == {"not_taken": "K6, desactivation"}


def test_columns_that_are_not_taken_are_counted() -> None:
    reading = read(*changed("1.2", exprScore="val(x)", couleur="bleu"))
    assert {p.params["key"]: p.count for p in reading.problems} == {"exprScore": 1, "couleur": 1}


def test_origins_are_kept_apart() -> None:
    reading = read(*changed("1.2", origine="Cae_1.1 (0,5)\nEci_2.1"))
    assert [(o.framework, o.code, o.new, o.weight) for o in reading.origins] == [
        ("cae", "1.1", "1.2", Fraction(1, 2)),
        ("eci", "2.1", "1.2", 1),
    ]


@pytest.mark.parametrize(
    ("rows", "code", "where"),
    [
        (changed("1.2", identifiant="1.1.2"), "duplicate_id", "A6, identifiant"),
        (changed("1.2", identifiant="2.2"), "csv_no_parent", "A6, identifiant"),
        (changed("1.2", identifiant="un deux"), "csv_identifier", "A6, identifiant"),
        (changed("1.2", identifiant=""), "csv_no_identifier", "A6, identifiant"),
        (changed("1.2", nom=""), "missing", "B6, nom"),
        (changed("1.2", points="deux"), "csv_number", "C6, points"),
        (changed("1.2", points="-2"), "negative_weight", "C6, points"),
        (changed("1", points="0"), "all_zero_weights", "C2, points"),
        (changed("1.2", origine="je ne sais pas"), "csv_origin", "K6, origine"),
        (changed("1.2", origine="Cae_1 (1)\nCae_1 (0,5)"), "csv_origin_twice", "K6, origine"),
        (({"identifiant": "", "nom": ""},), "no_question", ""),
        (({"nom": "Sans identifiant"},), "csv_no_column", "A1"),
    ],
)
def test_each_fault_names_its_cell(rows: tuple[Row, ...], code: str, where: str) -> None:
    reading = read(*rows)
    assert not reading.is_sound
    assert codes(reading)[code] == where


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"identifiant,nom,nom\n1,A,B\n", "csv_column_twice"),
        (b"identifiant,nom\n1,A\n1.1,B, et C\n", "csv_shifted"),
        (b'identifiant,nom\n1,A\n1.1,"B\n', "csv_broken"),
        (b"identifiant,nom,points\n1,A,2\n1.1,B", "cut"),
    ],
)
def test_a_broken_table_is_refused(text: bytes, code: str) -> None:
    assert code in codes(read_bytes(text, "x.csv"))


def test_a_setting_called_as_a_node_is_refused() -> None:
    rows = (*changed("1.2", desactivation="reponse(A, OUI)"), {"identifiant": "A", "nom": "A", "points": "1"})
    assert codes(read(*rows)) == {"duplicate_id": "A7, identifiant"}


# The real tables


def _real(file: Path) -> list[Row]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    return [{name.lower(): cell.strip() for name, cell in row.items()} for row in rows]


def _leaves(rows: list[Row]) -> set[str]:
    parents = {row["identifiant"].rpartition(".")[0] for row in rows}
    return {row["identifiant"] for row in rows} - parents


@needs_real_files
def test_the_circular_economy_table_is_taken_whole() -> None:
    reading = read_path(TET_ECI)
    document, rows = sound(reading), _real(TET_ECI)
    assert (len(rows), len(_leaves(rows))) == (367, 274)
    settings, *axes = document.themes
    assert {q.code for axis in axes for t in axis.walk() for q in t.questions} == _leaves(rows)
    assert sum(1 for axis in axes for _ in axis.walk()) == 367 - 274
    assert [axis.weight for axis in axes] == [90, 80, 180, 60, 90]
    assert len(settings.questions) == 8
    assert len(document.resources) == 21
    assert {p.params["key"]: p.count for p in reading.problems if p.severity == "not_taken"} == {
        "indicateurs": 17,
        "reduction": 2,
    }
    ruled = [q for q in document.questions() if q.visible_if] + [t for t in document.walk() if t.visible_if]
    assert len(ruled) == sum(bool(row["desactivation"]) for row in rows) == 20


@needs_real_files
def test_the_ecological_transition_table_is_taken_whole() -> None:
    """663 rows: two hold nothing but an identifier, and two alternatives (four rows) have no rule."""
    reading = read_path(TET_TE)
    document, rows = sound(reading), _real(TET_TE)
    assert (len(rows), len(_leaves(rows))) == (663, 480)
    out = {"2.2.5alter", "2.2.6alter", "3.4.3alter", "4.2.2alter", "4.2.2alter.1", "4.2.2alter.2"}
    settings, *axes = document.themes
    assert {q.code for axis in axes for t in axis.walk() for q in t.questions} == _leaves(rows) - out
    assert sum(1 for axis in axes for _ in axis.walk()) == 663 - 480 - 1
    assert [axis.weight for axis in axes] == [78, 74, 112, 82, 54, 150]
    assert len(settings.questions) == 65
    ruled = [q for q in document.questions() if q.visible_if] + [t for t in document.walk() if t.visible_if]
    assert len(ruled) == sum(bool(row["desactivation"]) for row in rows) == 173
    assert {p.params["key"]: p.count for p in reading.problems if p.severity == "not_taken"} == {
        "alter": 2,
        "thematiqueSGPE": 125,
        "adaptationNiveau": 412,
        "Indicateurs": 9,
        "Indicateurs_WIP": 48,
        "exprScore": 31,
    }
    warned = [p.code for p in reading.problems if p.severity == "warning"]
    assert {code: warned.count(code) for code in set(warned)} == {
        "csv_sum": 10,
        "csv_no_points": 1,
        "csv_empty_row": 2,
        "csv_settings": 1,
    }


@needs_real_files
@pytest.mark.parametrize("file", [TET_ECI, TET_TE], ids=["circular", "transition"])
def test_a_real_table_can_be_answered(file: Path) -> None:
    plan = plan_of(sound(read_path(file)))
    steps = [q.code for q in plan.document.questions() if q.kind == "single" and "fait" in {c.code for c in q.choices}]
    assert plan.score(dict.fromkeys(steps, "fait"), None).score == 100
    assert plan.score(dict.fromkeys(steps, "programme"), None).score == 0


@needs_real_files
@pytest.mark.parametrize("file", [TET_ECI, TET_TE], ids=["circular", "transition"])
def test_a_real_table_cut_anywhere_never_breaks_the_reader(file: Path) -> None:
    data = file.read_bytes()
    for n in range(1, 30):
        reading = read_bytes(data[: len(data) * n // 30], file.name)
        assert reading.document is None or reading.problems


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_bytes_ever_break_the_reader(data: st.DataObject) -> None:
    """The small tree with some of its bytes replaced: it is read, or every fault has its sentence."""
    whole = bytearray(table(*ALTERNATIVE))
    for _ in range(data.draw(st.integers(1, 6))):
        position = data.draw(st.integers(0, len(whole) - 1))
        whole[position : position + 1] = data.draw(st.binary(min_size=0, max_size=3))
    reading = read_bytes(bytes(whole), "essai.csv")
    assert reading.is_sound or errors(list(reading.problems))
    assert all(problem.what and problem.cure for problem in reading.problems)
    if reading.is_sound:
        assert plan_of(sound(reading)).score({}, None).score is None
