"""What the shipped national framework promises, read from its YAML alone: counts, lengths, words, languages."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

FILE = Path(__file__).parents[3] / "assessments/frameworks/data/acteurs-engages.yaml"
Node = dict[str, Any]

TRAITS = {"premises", "works", "meter", "outdoor", "employees", "volunteers", "vehicles", "trips", "goods", "food"}
LONGEST_REVIEW = timedelta(days=183)
SAME_IN_BOTH = {"VSME"}
"""Names that French and English share; any other equal pair is a translation forgotten."""

PERSONAS: dict[str, tuple[str, str, str, set[str], int]] = {
    "anyone": ("company", "", "", set(), 16),
    "consultant at home": ("company", "0", "M", {"trips"}, 18),
    "volunteers in hosted rooms": ("association", "0", "S", {"volunteers", "food"}, 23),
    "joiner alone, workshop and van": (
        "company",
        "0",
        "C",
        {"premises", "works", "meter", "vehicles", "trips", "goods"},
        32,
    ),
    "shop with 4 employees": ("company", "1-9", "G", {"premises", "meter", "employees", "goods"}, 35),
    "restaurant": ("company", "1-9", "I", {"premises", "meter", "employees", "goods", "food"}, 37),
    "town hall": ("public_body", "50-249", "O", TRAITS - {"volunteers"}, 40),
}
"""Kind, size, section, traits and the number of questions that the profile is shown."""


@cache
def framework() -> Node:
    loaded: Node = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return loaded


def questions() -> list[Node]:
    return [question for theme in framework()["themes"] for question in theme["questions"]]


def covers(rule: Node, persona: tuple[str, str, str, set[str], int]) -> bool:
    """The contract of applicability, written again here so that a fault of the engine cannot hide one of the file."""
    kind, size, section, traits, _ = persona
    wanted = {"kinds": {kind}, "sizes": {size}, "sections": {section}, "any_trait": traits}
    assert set(rule) <= {*wanted, "traits", "no_trait"}
    return (
        all(set(rule[key]) & facts for key, facts in wanted.items() if key in rule)
        and set(rule.get("traits", ())) <= traits
        and not set(rule.get("no_trait", ())) & traits
    )


def texts(node: Any, path: str = "") -> Iterator[tuple[str, Node]]:
    """Every {language: text} of the file, with where it stands."""
    if isinstance(node, dict):
        if "fr" in node or "en" in node:
            yield path, node
        else:
            for key, value in node.items():
                yield from texts(value, f"{path}/{key}")
    elif isinstance(node, list):
        for position, value in enumerate(node):
            code = value.get("code", position) if isinstance(value, dict) else position
            yield from texts(value, f"{path}/{code}")


def words(text: str) -> int:
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def test_eight_themes_of_five_questions_of_five_steps() -> None:
    themes = framework()["themes"]
    assert [len(theme["questions"]) for theme in themes] == [5] * 8
    assert len({question["code"] for question in questions()}) == 40
    for question in questions():
        steps = [(choice["code"], choice["points"]) for choice in question["choices"]]
        assert steps == [("s0", 0), ("s1", 1), ("s2", 2), ("s3", 3), ("s4", 4)], question["code"]


@pytest.mark.parametrize("name", PERSONAS)
def test_each_profile_is_shown_what_concerns_it(name: str) -> None:
    persona = PERSONAS[name]
    shown = [question["code"] for question in questions() if covers(question.get("applies", {}), persona)]
    assert len(shown) == persona[-1], shown


def test_both_languages_everywhere() -> None:
    found = list(texts(framework()))
    assert len(found) > 700
    for path, text in found:
        assert set(text) == {"fr", "en"}, path
        assert all(wording.strip() for wording in text.values()), path
        assert text["fr"] != text["en"] or text["fr"] in SAME_IN_BOTH, path


def test_every_question_says_why_how_and_how_much() -> None:
    for question in questions():
        for key in ("name", "title", "why", "help", "example", "effort", "evidence"):
            assert question[key], (question["code"], key)
        assert all(question[key] for key in ("terms", "axes")), question["code"]


def test_sentences_are_short() -> None:
    for question in questions():
        for wording in [question, *question.get("variants", [])]:
            assert words(wording.get("title", {"fr": ""})["fr"]) <= 20, question["code"]
            assert words(wording.get("help", {"fr": ""})["fr"]) <= 40, question["code"]
        for choice in question["choices"]:
            assert words(choice["title"]["fr"]) <= 12, choice["title"]["fr"]


def test_the_first_step_is_not_yet_and_nobody_is_scolded() -> None:
    for question in questions():
        first, *others = (choice["title"] for choice in question["choices"])
        assert first["fr"].startswith("Pas encore"), question["code"]
        assert first["en"].startswith("Not yet"), question["code"]
        assert not any(re.match(r"(non|pas)\b", other["fr"], re.IGNORECASE) for other in others), question["code"]
    unkind = re.compile(r"insuffisan|\bretards?\b|n[’']hésitez|\bmauvais|\bamende\b|veuillez", re.IGNORECASE)
    for path, text in texts(framework()):
        assert not unkind.search(text["fr"]), (path, text["fr"])


def test_french_typography() -> None:
    wrong = re.compile(r"'| -\d| [:;?!»%€]|«[^\u00a0]|[^\u00a0\s][?!»]")
    for path, text in texts(framework()):
        assert not wrong.search(text["fr"]), (path, text["fr"])
        assert "'" not in text["en"], (path, text["en"])


def test_levels_cover_the_scale_and_speak_of_each_theme() -> None:
    levels = framework()["levels"]
    codes = [theme["code"] for theme in framework()["themes"]]
    assert [(level["code"], level["from"]) for level in levels] == [
        ("discover", 0),
        ("start", 20),
        ("progress", 40),
        ("deepen", 60),
        ("lead", 80),
    ]
    sentences = [level["themes"][code]["fr"] for level in levels for code in codes]
    assert all(list(level["themes"]) == codes for level in levels)
    assert len(set(sentences)) == 40


def test_ten_traits_are_asked_and_used() -> None:
    assert {trait["code"] for trait in framework()["traits"]} == TRAITS
    used = set(chain.from_iterable(asked_by(question) for question in questions()))
    assert used == TRAITS


def asked_by(question: Node) -> set[str]:
    rules = [question.get("applies", {}), *(variant["when"] for variant in question.get("variants", []))]
    return {trait for rule in rules for key in ("traits", "any_trait", "no_trait") for trait in rule.get(key, ())}


def test_glossary_is_whole_and_used() -> None:
    terms = [term["code"] for term in framework()["glossary"]]
    used = {term for question in questions() for term in question["terms"]}
    assert len(terms) == len(set(terms)) == 40
    assert used == set(terms)


def test_express_path_takes_twelve_known_questions() -> None:
    express = framework()["express"]
    assert len(express) == len(set(express)) == 12
    assert set(express) <= {question["code"] for question in questions()}


def test_legal_notes_are_records_that_grow_old() -> None:
    codes = {question["code"] for question in questions()}
    for note in framework()["legal_notes"]:
        assert note["mark"] in {"verified", "secondary", "to_check"}, note["code"]
        assert note["source"], note["code"]
        assert set(note["questions"]) <= codes, note["code"]
        assert note["checked_on"] == date(2026, 11, 21), note["code"]
        assert note["checked_on"] < note["review_by"] <= note["checked_on"] + LONGEST_REVIEW, note["code"]
        assert not re.search(r"\b(19|20)\d\d\b", note["text"]["fr"] + note["text"]["en"]), note["code"]
        assert note["mark"] != "to_check" or "since" not in note, note["code"]


def test_no_low_emission_zone_in_the_national_core() -> None:
    assert not re.search(r"\bZFE\b|zones? à faibles émissions|low[- ]emission zone", FILE.read_text(encoding="utf-8"))
