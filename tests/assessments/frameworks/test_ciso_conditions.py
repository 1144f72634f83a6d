"""What a CISO Assistant library opens by answers, and the measures that it links to."""

from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from assessments.frameworks.domain.document import Document, Question
from assessments.frameworks.domain.files import Reading, read_bytes, read_path
from assessments.scoring import AllOf, AnyOf, Condition, Given, Profile
from assessments.scoring.conditions import holds
from tests.assessments.frameworks.files import ENISA, MONAIDECYBER, needs_real_files

HEAD = """\
urn: urn:t:risk:library:demo
locale: fr
version: 1
name: Essai
objects:
  reference_controls:
  - {urn: 'urn:t:c:1', ref_id: C1, name: Mesure, description: Texte, annotation: Suite, category: policy}
  - {urn: 'urn:t:c:2', ref_id: C2}
  framework:
    urn: urn:t:risk:framework:demo
    ref_id: demo
    name: Essai
    implementation_groups_definition:
    - {ref_id: ALL, name: Tous, default_selected: true}
    - {ref_id: OPEN, name: Ouvert}
    - {ref_id: FAR, name: Plus loin}
    - {ref_id: HAND, name: À la main}
    requirement_nodes:
    - {urn: 'urn:n', assessable: false, name: Premier}
"""


def node(code: str, question: str = "type: text", **keys: str) -> str:
    """One requirement of one question `urn:q:<code>`, with two choices where it has a type that needs them."""
    lines = [f"    - urn: urn:n:{code}", "      assessable: true", "      parent_urn: urn:n", f"      name: N {code}"]
    lines += [f"      {key}: {value}" for key, value in keys.items()]
    return "\n".join([*lines, f"      questions: {{'urn:q:{code}': {{{question}, text: T {code}}}}}"]) + "\n"


def choices(code: str, first: str = "", second: str = "", kind: str = "unique_choice") -> str:
    extra = [f", select_implementation_groups: [{groups}]" if groups else "" for groups in (first, second)]
    each = [f"{{urn: 'urn:q:{code}:{n}', value: V{n}{more}}}" for n, more in enumerate(extra, 1)]
    return f"type: {kind}, choices: [{', '.join(each)}]"


def read(*nodes: str) -> Reading:
    return read_bytes((HEAD + "".join(nodes)).encode())


def asked(reading: Reading) -> dict[str, Condition | None]:
    assert reading.document is not None
    assert reading.is_sound, reading.problems
    return {question.code: question.visible_if for question in reading.document.questions()}


def told(reading: Reading) -> dict[str, int]:
    return {str(p.params["key"]): p.count for p in reading.problems if p.severity == "not_taken"}


def faults(reading: Reading) -> set[str]:
    return {problem.code for problem in reading.problems if problem.severity == "error"}


def test_a_group_chosen_by_an_answer_opens_its_requirements() -> None:
    found = asked(
        read(
            node("a", choices("a", first="OPEN"), implementation_groups="[ALL]"),
            node("b", implementation_groups="[OPEN]"),
            node("c"),
        )
    )
    assert found == {"urn:q:a": None, "urn:q:b": Given("urn:q:a", frozenset({"urn:q:a:1"})), "urn:q:c": None}


def test_one_of_several_groups_is_enough_and_a_default_group_is_always_there() -> None:
    found = asked(
        read(
            node("a", choices("a", first="OPEN", second="OPEN, FAR"), implementation_groups="[ALL]"),
            node("b", choices("b", first="FAR", kind="multiple_choice")),
            node("c", implementation_groups="[OPEN, FAR, HAND]"),
            node("d", implementation_groups="[HAND, ALL]"),
        )
    )
    assert found["urn:q:d"] is None
    both = Given("urn:q:a", frozenset({"urn:q:a:1", "urn:q:a:2"}))
    assert found["urn:q:c"] == AnyOf((both, Given("urn:q:b", frozenset({"urn:q:b:1"}))))


def test_a_question_never_waits_for_its_own_answer() -> None:
    """`b` and `c` are asked in OPEN and select it too: only `a` can be the first to select it."""
    found = asked(
        read(
            node("a", choices("a", first="OPEN")),
            node("b", choices("b", first="OPEN"), implementation_groups="[OPEN]"),
            node("c", choices("c", second="OPEN"), implementation_groups="[OPEN]"),
        )
    )
    first = Given("urn:q:a", frozenset({"urn:q:a:1"}))
    assert (found["urn:q:b"], found["urn:q:c"]) == (first, first)


def test_a_group_that_no_answer_chooses_closes_nothing_and_is_told() -> None:
    reading = read(node("a", choices("a", first="OPEN")), node("b", implementation_groups="[HAND]"))
    assert asked(reading)["urn:q:b"] is None
    assert told(reading) == {"implementation_groups_definition": 2, "implementation_groups": 1}


@pytest.mark.parametrize(
    ("kind", "rule", "expected"),
    [
        (choices("a"), "answers: ['urn:q:a:2']", Given("urn:q:a", frozenset({"urn:q:a:2"}))),
        (choices("a"), "answers: ['2']", Given("urn:q:a", frozenset({"urn:q:a:2"}))),
        (
            choices("a"),
            "answers: ['URN:Q:A:1', 'urn:q:a:2'], condition: any",
            Given("urn:q:a", frozenset({"urn:q:a:1", "urn:q:a:2"})),
        ),
        (
            choices("a", kind="multiple_choice"),
            "answers: ['urn:q:a:1', 'urn:q:a:2'], condition: all",
            AllOf((Given("urn:q:a", frozenset({"urn:q:a:1"})), Given("urn:q:a", frozenset({"urn:q:a:2"})))),
        ),
        ("type: boolean", "answers: [true]", Given("urn:q:a", frozenset({"yes"}))),
        ("type: boolean", "answers: ['false']", Given("urn:q:a", frozenset({"no"}))),
        ("type: number", "answers: [5]", Given("urn:q:a", at_least=5, at_most=5)),  # type: ignore[arg-type]
        ("type: date", "answers: []", Given("urn:q:a")),
    ],
)
def test_a_question_that_depends_on_another(kind: str, rule: str, expected: Condition) -> None:
    reading = read(node("a", kind), node("b", f"type: text, depends_on: {{question: 'urn:q:a', {rule}}}"))
    assert asked(reading)["urn:q:b"] == expected


def test_group_and_dependence_must_both_hold() -> None:
    found = asked(
        read(
            node("a", choices("a", first="OPEN")),
            node("b", "type: boolean"),
            node("c", "type: date, depends_on: {question: 'urn:q:b', answers: [true]}", implementation_groups="[OPEN]"),
        )
    )
    expected = (Given("urn:q:a", frozenset({"urn:q:a:1"})), Given("urn:q:b", frozenset({"yes"})))
    assert found["urn:q:c"] == AllOf(expected)


def test_a_requirement_of_several_questions_is_opened_whole() -> None:
    several = node("b", implementation_groups="[OPEN]").replace(
        "}}\n", "}, 'urn:q:z': {type: boolean, text: Z, depends_on: {question: 'urn:q:b'}}}\n"
    )
    reading = read(node("a", choices("a", first="OPEN")), several)
    document = reading.document
    assert document is not None
    theme = document.themes[0].themes[0]
    assert theme.visible_if == Given("urn:q:a", frozenset({"urn:q:a:1"}))
    assert [question.visible_if for question in theme.questions] == [None, Given("urn:q:b")]


def test_a_free_text_cannot_be_looked_into_and_it_is_told() -> None:
    reading = read(node("a"), node("b", "type: text, depends_on: {question: 'urn:q:a', answers: [oui]}"))
    assert asked(reading)["urn:q:b"] is None
    assert told(reading)["depends_on"] == 1


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("{question: 'urn:q:none', answers: []}", "dangling"),
        ("{question: 'urn:q:a', answers: ['urn:q:a:9']}", "dangling"),
        ("{question: 'urn:q:a', answers: ['urn:q:a:1'], condition: none}", "not_among"),
        ("{question: 'urn:q:b', answers: []}", "condition_loop"),
        ("{answers: []}", "missing"),
        ("yes please", "expected"),
    ],
)
def test_a_bad_dependence_is_refused_where_it_stands(rule: str, code: str) -> None:
    reading = read(node("a", choices("a")), node("b", f"type: text, depends_on: {rule}"))
    assert faults(reading) == {code}
    assert next(p for p in reading.problems if p.code == code).line > 18


def test_two_questions_that_wait_for_each_other_are_refused() -> None:
    reading = read(
        node("a", "type: text, depends_on: {question: 'urn:q:b'}"),
        node("b", "type: text, depends_on: {question: 'urn:q:a'}"),
    )
    assert faults(reading) == {"condition_loop"}


def test_measures_are_resources_of_the_questions_that_link_to_them() -> None:
    reading = read(
        node("a", reference_controls="['URN:T:C:1', 'urn:other:c:7']"), node("b", reference_controls="['urn:t:c:1']")
    )
    assert reading.document is not None
    first, second = reading.document.resources
    assert (first.code, first.title, first.category) == ("urn:t:c:1", {"fr": "Mesure"}, "policy")
    assert first.text == {"fr": "Texte\n\nSuite"}
    assert first.questions == ("urn:q:a", "urn:q:b")
    assert (second.title, second.questions) == ({"fr": "C2"}, ())
    missing = next(p for p in reading.problems if p.code == "controls_elsewhere")
    assert (missing.count, missing.params["names"]) == (1, "urn:other:c:7")


def test_words_of_a_section_are_kept() -> None:
    reading = read(node("a")).document
    assert reading is not None
    text = HEAD.replace("name: Premier", "name: Premier, description: Un, annotation: Deux, typical_evidence: Trois")
    document = read_bytes((text + node("a")).encode()).document
    assert document is not None
    assert document.themes[0].description == {"fr": "Un\n\nDeux\n\nTrois"}


# The real files


def _raw() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(MONAIDECYBER.read_text("utf-8"))
    return loaded["objects"]


def _shown(raw: Mapping[str, Any], ticked: set[str]) -> set[str]:
    """The questions that the format shows once the choices `ticked` are: worked out from the file alone."""
    framework = raw["framework"]
    groups = {g["ref_id"] for g in framework["implementation_groups_definition"] if g.get("default_selected")}
    nodes = [n for n in framework["requirement_nodes"] if n.get("questions")]
    for each in nodes:
        for question in each["questions"].values():
            for choice in question["choices"]:
                if choice["urn"] in ticked:
                    groups |= set(choice.get("select_implementation_groups", ()))
    return {urn for n in nodes if groups & set(n["implementation_groups"]) for urn in n["questions"]}


def _asked_here(document: Document, answers: Mapping[str, Any]) -> set[str]:
    return {q.code for q in document.questions() if holds(q.visible_if, answers, Profile())}


def _answer(question: Question, position: int) -> Any:
    code = question.choices[position % len(question.choices)].code
    return [code] if question.kind == "multiple" else code


@needs_real_files
def test_monaidecyber_opens_the_questions_that_the_format_opens() -> None:
    """Nothing answered, then each choice of the file alone, then forty ways to answer every question."""
    raw, document = _raw(), read_path(MONAIDECYBER).document
    assert document is not None
    questions = list(document.questions())
    assert len(_asked_here(document, {})) == len(_shown(raw, set())) == 31
    conditional = [q for q in questions if q.visible_if is not None]
    assert len(conditional) == 22
    for question in questions:
        for position, choice in enumerate(question.choices):
            given = {question.code: _answer(question, position)}
            assert _asked_here(document, given) == _shown(raw, {choice.code}), choice.code
    for position in range(40):
        answers = {q.code: _answer(q, position) for q in questions}
        ticked = {code for answer in answers.values() for code in ([answer] if isinstance(answer, str) else answer)}
        assert _asked_here(document, answers) == _shown(raw, ticked)


@needs_real_files
def test_monaidecyber_brings_its_measures_to_their_questions() -> None:
    raw, document = _raw(), read_path(MONAIDECYBER).document
    assert document is not None
    assert len(document.resources) == len(raw["reference_controls"]) == 74
    links = {
        (control, urn)
        for each in raw["framework"]["requirement_nodes"]
        for control in each.get("reference_controls", ())
        for urn in each["questions"]
    }
    assert {(resource.code, urn) for resource in document.resources for urn in resource.questions} == links
    assert len(links) == 73
    assert all(resource.title["fr"] and resource.text["fr"] for resource in document.resources)


@needs_real_files
def test_enisa_names_the_measures_that_it_does_not_hold() -> None:
    reading = read_path(ENISA)
    assert reading.document is not None
    assert reading.document.resources == ()
    missing = next(p for p in reading.problems if p.code == "controls_elsewhere")
    assert str(missing.params["names"]).startswith("urn:intuitem:risk:function:doc-pol:")
