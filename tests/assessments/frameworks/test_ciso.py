"""CISO Assistant libraries: the real ones, and what the format allows beyond them."""

from fractions import Fraction
from pathlib import Path

import pytest

from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.files import Reading, read_bytes, read_path
from assessments.frameworks.domain.plan import plan_of
from assessments.frameworks.domain.writer import to_yaml
from assessments.scoring import Answer
from tests.assessments.frameworks.files import ENISA, MONAIDECYBER, needs_real_files

LIBRARY = """\
urn: urn:test:risk:library:demo
locale: fr
ref_id: DEMO
name: Démonstration
version: 3
provider: Test
objects:
  framework:
    urn: urn:test:risk:framework:demo
    ref_id: Démo Cadre
    name: Cadre
    min_score: 0
    max_score: 100
    scores_definition:
    - {score: 0, name: Rien}
    - {score: 50, name: Moitié, translations: {en: {name: Half}}}
    requirement_nodes:
    - {urn: urn:n:1, assessable: false, depth: 1, ref_id: '1', name: Premier}
    - urn: urn:n:1.1
      assessable: true
      depth: 2
      parent_urn: urn:n:1
      name: Exigence
      description: Pourquoi
      annotation: Aide
      typical_evidence: Preuve
      weight: 2
      questions:
        urn:q:a:
          type: unique_choice
          text: Une seule ?
          choices:
          - {urn: 'urn:q:a:1', value: Non, add_score: 0}
          - {urn: 'urn:q:a:2', value: Oui, add_score: 100}
          - {urn: 'urn:q:a:3', value: Autre}
    - urn: urn:n:1.2
      assessable: true
      depth: 2
      parent_urn: urn:n:1
      name: Plusieurs
      questions:
        urn:q:b:
          type: multiple_choice
          text: Lesquelles ?
          choices:
          - {urn: 'urn:q:b:1', value: A, add_score: 30}
          - {urn: 'urn:q:b:2', value: B, add_score: 20}
        urn:q:c:
          type: unique_choice
          text: Encore ?
          choices:
          - {urn: 'urn:q:c:1', value: Non, add_score: 0}
          - {urn: 'urn:q:c:2', value: Oui, add_score: 70}
        urn:q:d: {type: text, text: Racontez}
        urn:q:e: {type: date, text: Quand ?}
        urn:q:f: {type: number, text: Combien ?}
        urn:q:g: {type: boolean, text: Vraiment ?}
    - {urn: urn:n:2, assessable: false, depth: 1, name: Vide}
    - urn: urn:n:3
      assessable: true
      name: Seule
      parent_urn: null
      questions: {'urn:q:h': {type: text, text: Libre}}
"""


def library(*changes: tuple[str, str]) -> Reading:
    text = LIBRARY
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return read_bytes(text.encode())


def sound(reading: Reading) -> Document:
    assert reading.document is not None
    assert reading.is_sound, reading.problems
    return reading.document


def left_out(reading: Reading) -> dict[str, int]:
    return {str(p.params["key"]): p.count for p in reading.problems if p.severity == "not_taken"}


@needs_real_files
def test_enisa_is_taken_whole() -> None:
    reading = read_path(ENISA)
    document = sound(reading)
    assert reading.counts == {"themes": 5, "questions": 25, "choices": 125}
    assert (document.code, document.version, document.languages) == ("enisa-cra-maturity", "2", ("en",))
    assert (document.minimum, document.maximum, document.decimals) == (1, 5, 1)
    assert [(level.code, level.low) for level in document.levels] == [(str(n), n) for n in range(1, 6)]
    assert left_out(reading) == {"field_visibility": 1, "reference_controls": 31, "dependencies": 1}


@needs_real_files
def test_enisa_scores_as_by_hand() -> None:
    """Answers 1, 2, 3, 4, 5 in turn: each domain of five questions is worth 3, each answer its points."""
    plan = plan_of(sound(read_path(ENISA)))
    questions = list(plan.document.questions())
    answers: dict[str, Answer] = {q.code: q.choices[n % 5].code for n, q in enumerate(questions)}
    sizes = [len(theme.questions) for theme in plan.document.themes]
    assert sizes == [5, 5, 5, 5, 5]
    result = plan.score(answers, None)
    assert (str(result.displayed), result.level, result.completeness) == ("3.0", "3", 1)
    lowest = plan.score({q.code: q.choices[0].code for q in questions}, None)
    assert (str(lowest.displayed), lowest.level) == ("1.0", "1")
    highest = plan.score({q.code: q.choices[4].code for q in questions}, None)
    assert (str(highest.displayed), highest.level) == ("5.0", "5")


@needs_real_files
def test_enisa_domains_weigh_alike_when_answers_are_missing() -> None:
    """Domain 1: 1 and 4, mean 2.5; domain 2: one "not concerned", one 5; overall (2.5 + 5) / 2 = 3.75."""
    plan = plan_of(sound(read_path(ENISA)))
    first, second = plan.document.themes[0].questions, plan.document.themes[1].questions
    answers: dict[str, Answer] = {
        first[0].code: first[0].choices[0].code,
        first[1].code: first[1].choices[3].code,
        second[0].code: "na",
        second[1].code: second[1].choices[4].code,
    }
    result = plan.score(answers, None)
    assert result.score == Fraction("3.75")
    assert (str(result.displayed), result.level) == ("3.8", "3")
    assert result.completeness == Fraction(3, 24)


@needs_real_files
def test_monaidecyber_gives_questions_without_points() -> None:
    reading = read_path(MONAIDECYBER)
    document = sound(reading)
    assert reading.counts == {"themes": 7, "questions": 53, "choices": 347}
    assert sum(question.kind == "multiple" for question in document.questions()) == 1
    assert left_out(reading) == {"implementation_groups_definition": 3, "color": 161}
    result = plan_of(document).score(
        {q.code: q.choices[0].code for q in document.questions() if q.kind == "single"}, None
    )
    assert (result.score, result.level) == (None, None)
    assert {node.status for node in result.questions()} == {"unscored", "not_asked"}


@needs_real_files
@pytest.mark.parametrize("file", [ENISA, MONAIDECYBER], ids=["enisa", "monaidecyber"])
def test_a_real_file_cut_anywhere_is_refused(file: Path) -> None:
    """Two hundred cuts; one that falls between two lines may only leave out what a file may do without."""
    data = file.read_bytes()
    for n in range(1, 200):
        cut = data[: len(data) * n // 200]
        reading = read_bytes(cut)
        assert not reading.is_sound or cut.endswith(b"\n"), n


@needs_real_files
def test_a_real_file_cut_between_two_requirements_shows_it() -> None:
    lines = ENISA.read_text("utf-8").splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if "cra-maturity:3.1" in line)
    reading = read_bytes("".join(lines[: start + 4]).encode())
    assert "maybe_cut" in {problem.code for problem in reading.problems}
    assert not reading.is_sound


def test_words_and_weights_find_their_place() -> None:
    document = sound(library())
    assert (document.code, document.version, document.languages) == ("demo-cadre", "3", ("fr",))
    question = document.themes[0].questions[0]
    assert (question.code, question.weight) == ("urn:q:a", 2)
    assert question.name == {"fr": "Exigence"}
    assert question.title == {"fr": "Une seule ?"}
    assert (question.why, question.help, question.evidence) == ({"fr": "Pourquoi"}, {"fr": "Aide"}, {"fr": "Preuve"})
    assert document.levels[1].title == {"fr": "Moitié"}


def test_translations_are_those_that_the_library_or_its_framework_declares() -> None:
    assert left_out(library())["translations"] == 1
    translated = library(("name: Cadre\n", "name: Cadre\n    translations: {EN: {name: Frame}}\n"))
    document = sound(translated)
    assert (document.languages, document.title) == (("fr", "en"), {"fr": "Cadre", "en": "Frame"})
    assert document.levels[1].title == {"fr": "Moitié", "en": "Half"}
    (yes, no) = document.themes[0].themes[0].questions[-1].choices
    assert (yes.title, no.title) == ({"fr": "Oui", "en": "Yes"}, {"fr": "Non", "en": "No"})
    assert "translations" not in left_out(translated)


def test_points_stay_on_the_scale_and_silence_gives_none() -> None:
    beyond = library(
        ("value: Oui, add_score: 100", "value: Oui, add_score: 400"), ("Non, add_score: 0", "Non, add_score: -9")
    )
    assert [choice.points for choice in sound(beyond).themes[0].questions[0].choices] == [0, 100, 0]


def test_choices_that_all_give_the_same_score_nothing() -> None:
    reading = library(("value: Oui, add_score: 100", "value: Oui, add_score: 0"))
    assert [choice.points for choice in sound(reading).themes[0].questions[0].choices] == [None, None, None]
    assert left_out(reading)["add_score"] == 3


def test_what_is_not_translated_stands_in_the_first_language_and_is_told() -> None:
    reading = library(("name: Cadre\n", "name: Cadre\n    translations: {EN: {name: Frame}}\n"))
    document = sound(reading)
    assert document.themes[0].questions[0].title == {"fr": "Une seule ?", "en": "Une seule ?"}
    told = next(problem for problem in reading.problems if problem.code == "untranslated")
    assert (told.params["language"], told.severity, told.count > 20) == ("en", "warning", True)
    assert sound(read_bytes(to_yaml(document).encode())) == document


def test_every_type_of_question_comes_back_from_our_own_format() -> None:
    document = sound(library())
    assert sorted({question.kind for question in document.questions()}) == [
        *("date", "multiple", "number", "single", "text", "yes_no"),
    ]
    assert sound(read_bytes(to_yaml(document).encode())) == document


def test_several_questions_that_only_reach_the_top_together_add_up() -> None:
    requirement = sound(library()).themes[0].themes[0]
    assert (requirement.code, requirement.combine) == ("urn:n:1.2", "sum")
    assert [q.kind for q in requirement.questions] == ["multiple", "single", "text", "date", "number", "yes_no"]
    plan = plan_of(sound(library()))
    result = plan.score({"urn:q:b": ["urn:q:b:1", "urn:q:b:2"], "urn:q:c": "urn:q:c:2"}, None)
    assert result.score == 100  # 30 + 20 + 70, clamped
    assert plan.score({"urn:q:b": ["urn:q:b:2"], "urn:q:c": "urn:q:c:1"}, None).score == 20


@pytest.mark.parametrize(
    ("declared", "combine"),
    [
        ("{aggregation: mean, scale: [{score: 0, name: Rien}]}", "mean"),
        ("{aggregation: sum, scale: [{score: 0, name: Rien}]}", "sum"),
    ],
)
def test_the_file_may_say_how_questions_combine(declared: str, combine: str) -> None:
    start = LIBRARY.index("    scores_definition:")
    end = LIBRARY.index("    requirement_nodes:")
    text = f"{LIBRARY[:start]}    scores_definition: {declared}\n{LIBRARY[end:]}"
    document = sound(read_bytes(text.encode()))
    assert document.themes[0].themes[0].combine == combine
    assert [level.code for level in document.levels] == ["0"]


def test_a_question_that_reaches_the_top_alone_is_averaged() -> None:
    document = sound(library(("value: Oui, add_score: 70", "value: Oui, add_score: 100")))
    assert document.themes[0].themes[0].combine == "mean"


def test_a_question_at_the_root_gets_a_theme() -> None:
    last = sound(library()).themes[-1]
    assert (last.code, [q.code for q in last.questions]) == ("urn:n:3:theme", ["urn:q:h"])


def test_what_is_not_taken_is_named_and_counted() -> None:
    reading = library(
        (
            "type: unique_choice\n          text: Une",
            "type: unique_choice\n          visibility_expression: x\n          text: Une",
        ),
        ("value: Non, add_score: 0}", "value: Non, add_score: 0, compute_result: 'false'}"),
        ("max_score: 100\n", "max_score: 100\n    brand_new_key: [1, 2, 3]\n"),
    )
    sound(reading)
    assert left_out(reading) == {
        "brand_new_key": 3,
        "visibility_expression": 1,
        "compute_result": 1,
        "requirement": 1,
        "translations": 1,
    }


def test_one_framework_of_several_is_taken_and_the_others_counted() -> None:
    text = (
        LIBRARY.replace("  framework:\n", "  frameworks:\n  -\n", 1) + "  - {urn: 'urn:other', requirement_nodes: []}\n"
    )
    reading = read_bytes(text.encode())
    assert sound(reading).code == "demo-cadre"
    assert left_out(reading)["frameworks"] == 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("urn: urn:n:1.2", "urn: urn:n:1.1", "duplicate_id"),
        ("urn:q:c:\n", "urn:q:a:\n", "duplicate_id"),
        ("'urn:q:a:2'", "'urn:q:a:1'", "duplicate_id"),
        ("parent_urn: urn:n:1\n", "parent_urn: urn:n:9\n", "dangling"),
        ("parent_urn: urn:n:1\n", "parent_urn: urn:n:1.1\n", "parent_cycle"),
        ("type: boolean", "type: hologram", "unknown_type"),
        ("max_score: 100", "max_score: 0", "bad_scale"),
        ("weight: 2", "weight: -2", "negative_weight"),
        ("urn:q:d: {type: text, text: Racontez}", "urn:q:d: {type: unique_choice, text: R}", "no_choices"),
        ("add_score: 100", "add_score: much", "expected"),
        ("urn: urn:n:1.2\n      assessable", "assessable", "missing"),
        ("urn:q:d: {type: text, text: Racontez}", "urn:q:d: words", "expected"),
    ],
)  # fmt: skip
def test_each_fault_is_named(old: str, new: str, code: str) -> None:
    reading = library((old, new))
    assert not reading.is_sound
    found = {p.code: p for p in reading.problems if p.severity == "error"}
    assert code in found, reading.problems
    assert found[code].line > 7


def test_nodes_that_are_each_other_s_parents_are_refused() -> None:
    reading = library(
        ("ref_id: '1', name: Premier}", "ref_id: '1', name: Premier, parent_urn: urn:n:1.1}"),
    )
    assert {p.code for p in reading.problems if p.severity == "error"} == {"parent_cycle"}


def test_a_branch_without_end_is_refused() -> None:
    """A loop that a node hangs from without being in it, and a chain deeper than any framework."""
    chain = "".join(
        f"    - {{urn: 'urn:d:{n}', assessable: false, name: N, parent_urn: 'urn:d:{n + 1}'}}\n" for n in range(3000)
    )
    reading = read_bytes((LIBRARY + chain + "    - {urn: 'urn:d:3000', name: N, parent_urn: 'urn:d:2999'}\n").encode())
    assert {p.code for p in reading.problems if p.severity == "error"} == {"too_deep", "parent_cycle"}


def test_a_framework_without_questions_is_refused() -> None:
    start = LIBRARY.index("    - urn: urn:n:1.1")
    reading = read_bytes(LIBRARY[:start].encode())
    assert "no_question" in {p.code for p in reading.problems if p.severity == "error"}
