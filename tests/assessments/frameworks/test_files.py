"""Files of our own format: what is sound, what is wrong and on which line, and what only wants to harm."""

from fractions import Fraction
from pathlib import Path

import pytest

from assessments.frameworks.domain.document import Band
from assessments.frameworks.domain.files import read_bytes, read_path
from assessments.frameworks.domain.problems import SENTENCES, Problem
from assessments.frameworks.domain.yamlfile import MAX_BYTES
from tests.assessments.frameworks.files import SMALL, small


def only(data: bytes) -> Problem:
    """The one problem of a file."""
    problems = read_bytes(data).problems
    assert len(problems) == 1, problems
    return problems[0]


def line_of(text: str) -> int:
    """The line of the small file where `text` first stands."""
    return SMALL[: SMALL.index(text)].count("\n") + 1


def test_a_sound_file_is_read_whole() -> None:
    reading = read_bytes(small())
    assert reading.problems == ()
    assert reading.is_sound
    assert reading.counts == {"themes": 3, "questions": 6, "choices": 7}
    document = reading.document
    assert document is not None
    assert (document.code, document.version, document.languages) == ("small", "1.0", ("fr", "en"))
    assert (document.completeness, document.theme_completeness) == (Fraction(3, 5), Fraction(1, 2))
    questions = {question.code: question for question in document.questions()}
    assert questions["EN2"].weight == Fraction(1, 2)
    assert questions["EN2"].bands[1] == Band(Fraction(10), Fraction(50), Fraction(2))
    assert {c.code: c.points for c in questions["DE1"].choices} == {"yes": Fraction(4), "no": Fraction(0)}
    assert questions["DE1"].choices[0].title == {"fr": "Oui", "en": "Yes"}
    assert not questions["DE1"].not_concerned
    assert not questions["DE4"].unknown
    assert questions["DE3"].combine == "best"


def test_a_version_stays_as_it_is_written() -> None:
    """2026.10 is not 2026.1, and `no` is a word."""
    reading = read_bytes(small(('version: "1.0"', "version: 2026.10"), ("code: a,", "code: no,")))
    assert reading.document is not None
    assert reading.document.version == "2026.10"
    assert reading.is_sound


def test_one_language_needs_no_maps() -> None:
    data = b"""format: assett-framework/1
code: tiny
version: 1
languages: fr
title: Tout petit
themes:
  - code: t
    title: "Un th\xc3\xa8me"
    questions:
      - {code: q, type: yes_no, title: Oui ou non ?}
"""
    reading = read_bytes(data)
    assert reading.problems == ()
    assert reading.document is not None
    assert reading.document.title == {"fr": "Tout petit"}


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("code: EN2", "code: EN1", "duplicate_id", "themes/energy/questions/EN1"),
        ("code: food-waste", "code: energy", "duplicate_id", "themes/waste/themes/energy"),
        ("{code: b, points: 2", "{code: a, points: 2", "duplicate_id", "themes/energy/questions/EN1/choices/a"),
        ("type: percentage", "type: slider", "unknown_type", "themes/energy/questions/EN2/type"),
        ("weight: 2", "weight: -2", "negative_weight", "themes/energy/weight"),
        ("from: 0\n", "from: 5\n", "level_start", "levels/discover/from"),
        ("from: 40.5", "from: 0", "level_order", "levels/act/from"),
        ("from: 40.5", "from: 101", "level_beyond", "levels/act/from"),
        ("{from: 10, to: 50", "{from: 9, to: 50", "band_overlap", "themes/energy/questions/EN2/bands/2/from"),
        ("{from: 10, to: 50", "{from: 11, to: 50", "band_hole", "themes/energy/questions/EN2/bands/2/from"),
        ("{from: 50, to: 100", "{from: 50, to: 40", "band_backwards", "themes/energy/questions/EN2/bands/3/to"),
        ("{from: 0, to: 10,", "{from: 1, to: 10,", "band_cover", "themes/energy/questions/EN2/bands"),
        ("traits: [premises]", "traits: [balcony]", "not_among", "themes/energy/questions/EN1/applies/traits"),
        ("kinds: [public_body]", "kinds: [shop]", "not_among", "traits/premises/default/1/kinds"),
        ("code: food,", "code: balcony,", "not_among", "traits/balcony/code"),
        ("title: {fr: Petit, en: Small}", "title: {fr: Petit}", "missing_text", "title"),
        ("title: {fr: Petit, en: Small}", "title: {fr: P, en: S, de: K}", "unknown_language", "title"),
        ("title: {fr: Petit, en: Small}", "title: [1]", "expected", "title"),
        ("express: [EN1, DE1]", "express: [EN1, XX]", "dangling", "express"),
        ("terms: [kwh]", "terms: [mwh]", "dangling", "themes/energy/questions/EN1/terms"),
        ("questions: [EN1]", "questions: [EN9]", "dangling", "legal_notes/tertiary/questions"),
        ("energy: {fr: Regardez", "water: {fr: Regardez", "dangling", "levels/discover/themes"),
        ("why:", "whi:", "unknown_key", "themes/energy/questions/EN1/whi"),
        ("code: c, points: 4", "code: c, points: 5", "points_outside", "themes/energy/questions/EN1/choices/c/points"),
        ("code: c, points: 4", "code: c", "some_points", "themes/energy/questions/EN1/choices/c"),
        ("code: c, points: 4", "code: na, points: 4", "reserved_code", "themes/energy/questions/EN1/choices/na/code"),
        ("code: c, points: 4", "code: c!, points: 4", "bad_code", "themes/energy/questions/EN1/choices/c!/code"),
        ("scale: {min: 0, max: 100", "scale: {min: 100, max: 100", "bad_scale", "scale"),
        ("points: {min: 0, max: 4}", "points: {min: 0}", "missing", "points/max"),
        ("completeness: {overall: 60", "completeness: {overall: 600", "percent", "completeness/overall"),
        ("decimals: 0", "decimals: 9", "expected", "scale/decimals"),
        ("unknown: false", "unknown: maybe", "expected", "themes/waste/themes/food-waste/questions/DE4/unknown"),
        ("weight: 0.5", "weight: heavy", "expected", "themes/energy/questions/EN2/weight"),
        ("since: \"2024-01-01\"", "since: yesterday", "expected", "legal_notes/tertiary/since"),
        ("review_by: 2027-05-21", "review_by: 2025-05-21", "dates_order", "legal_notes/tertiary/review_by"),
        ("source: https://example.org\n    ", "", "missing_source", "legal_notes/tertiary/mark"),
        ("mark: verified", "mark: sure", "not_among", "legal_notes/tertiary/mark"),
        ('version: "1.0"', f"version: {'9' * 61}", "too_long", "version"),
        ("unknown: excluded", "unknown: half", "not_among", "unknown"),
        ("{code: DE2, type: text,", "{code: DE2, type: text, bands: [{points: 1}],", "choices_unused", None),
        ("type: yes_no,", "type: yes_no, choices: [{code: yes, points: 1}],", "yes_no_choices", None),
        ("type: yes_no,", "type: multiple,", "no_choices", "themes/waste/questions/DE1/choices"),
        ("format: assett-framework/1", "format: assett-framework/9", "unknown_format", "format"),
        ("code: waste", "combine: sum\n    code: waste", "sum_alone", "themes/waste/combine"),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_place(old: str, new: str, code: str, where: str | None) -> None:
    problems = {p.code: p for p in read_bytes(small((old, new))).problems}
    assert code in problems, problems
    if where is not None:
        assert problems[code].where == where
    assert problems[code].line in range(line_of(old) - 1, line_of(old) + 7)
    assert not read_bytes(small((old, new))).is_sound


def test_a_fault_gives_its_very_line() -> None:
    problem = only(small(("terms: [kwh]", "terms: [mwh]")))
    assert problem.line == line_of("terms: [kwh]")
    assert problem.params["value"] == "mwh"


def test_what_says_nothing_is_refused() -> None:
    same = small(
        ("points: 2, title: {fr: Un", "points: 0, title: {fr: Un"), ("code: c, points: 4", "code: c, points: 0")
    )
    assert [p.code for p in read_bytes(same).problems] == ["no_difference"]
    weightless = small(("    weight: 2\n", "    weight: 0\n"), ("code: waste", "weight: 0\n    code: waste"))
    assert [p.code for p in read_bytes(weightless).problems] == ["all_zero_weights"]
    empty = b"format: assett-framework/1\ncode: e\nversion: 1\nlanguages: [fr]\ntitle: E\nthemes: []\n"
    assert [p.code for p in read_bytes(empty).problems] == ["no_question"]


def test_a_sum_needs_a_declared_scale() -> None:
    data = small(("points: {min: 0, max: 4}\n", ""), ("code: energy\n", "combine: sum\n    code: energy\n"))
    assert [p.code for p in read_bytes(data).problems] == ["sum_scale"]


def test_every_sentence_can_be_said() -> None:
    """Each code used by a problem has its sentences, and their parameters are all given."""
    for old, new in [("weight: 2", "weight: -2"), ("type: percentage", "type: x"), ("why:", "whi:")]:
        for problem in read_bytes(small((old, new))).problems:
            assert problem.code in SENTENCES
            assert "%(" not in problem.what % problem.params
            assert "%(" not in problem.cure % problem.params


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "empty", 1),
        (b"# only a remark\n", "empty", 1),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary", 3),
        (b"PK\x03\x04\x14\x06\x08\x80\xff\xfe" * 40, "binary", 1),
        ("titre: é\n".encode("latin-1"), "not_utf8", 1),
        (b"a: 1\nb: [1, 2\nc: 3\n", "bad_yaml", 3),
        (b'a: "never closed\nb: 2\n', "bad_yaml", 3),
        (b"a: 1\na: 2\n", "duplicate_key", 2),
        (b"a: &x\n  b: *x\n", "cycle", 2),
        (b"a: *nowhere\n", "unknown_anchor", 1),
        (b"a: 1\n---\nb: 2\n", "several_documents", 2),
        (b"a:\n  b: !!python/object/apply:os.system [ls]\n", "bad_tag", 2),
        (b"base: &b {x: 1}\nother:\n  <<: *b\n", "merge_key", 3),
        (b"? [a, b]\n: c\n", "bad_key", 1),
        (b"[" * 5000, "too_deep", 1),
        (b'a: 1\nb: "\\0"\n', "control", 2),
        (b'a: 1\n"\\x07": 1\n', "control", 2),
        (b"- just\n- a list\n", "not_a_framework", 1),
        (b"just words\n", "not_a_framework", 1),
        (b"format: assett-framework/1\ncode: sm", "cut", 2),
        (b"objects:\n  risk_matrix: []\n", "not_a_framework", 1),
    ],
)
def test_hostile_files_end_in_one_sentence(data: bytes, code: str, line: int) -> None:
    problem = only(data)
    assert (problem.code, problem.line) == (code, line)
    assert "%(" not in problem.what % problem.params


def test_a_bomb_of_references_is_defused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert only("\n".join(lines).encode()).code == "too_many"


def test_an_honest_reference_is_followed() -> None:
    data = small(
        ("title: {fr: Énergie, en: Energy}", "title: &t {fr: Énergie, en: Energy}"),
        ("title: {fr: Déchets, en: Waste}", "title: *t"),
    )
    assert read_bytes(data).problems == ()


def test_fifty_megabytes_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "huge.yaml"
    with file.open("wb") as out:
        out.truncate(50 * 1024 * 1024)

    def never(self: Path) -> bytes:
        raise AssertionError("the file was read")

    monkeypatch.setattr(Path, "read_bytes", never)
    problem = read_path(file).problems[0]
    assert (problem.code, problem.params["size"]) == ("too_big", 50)


def test_more_bytes_than_a_framework_needs_are_refused() -> None:
    assert only(b"a" * (MAX_BYTES + 1)).code == "too_big"


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert [p.code for p in read_path(tmp_path / "none.yaml").problems] == ["missing_file"]


@pytest.mark.parametrize("share", range(1, 20))
def test_a_truncated_file_never_passes_for_a_whole_one(share: int) -> None:
    data = small()
    reading = read_bytes(data[: len(data) * share // 20])
    assert not reading.is_sound
    assert all(problem.line >= 1 and problem.cure for problem in reading.problems)
