"""From what a form sends to an answer: forgiving with writing, firm on sense."""

import pytest

from assessments.frameworks.domain.plan import plan_of
from assessments.responses.domain.reading import LONGEST_TEXT, limits, read
from assessments.responses.domain.reading import find as find_question
from assessments.scoring import Answer, AnswerError
from tests.factories.responses import document

FRAMEWORK = plan_of(document()).framework


@pytest.mark.parametrize(
    ("code", "texts", "expected"),
    [
        ("E1", ["b"], "b"),
        ("E1", [], None),
        ("E1", ["unknown"], "unknown"),
        ("E2", ["yes"], "yes"),
        ("E3", ["a", "c"], ["a", "c"]),
        ("E3", ["a", "a"], ["a"]),
        ("E3", ["na"], "na"),
        ("F1", ["12,5"], 12.5),
        ("F1", [" 30 % "], 30),
        ("F2", ["1 234,5"], 1234.5),
        ("F2", ["1\u202f234"], 1234),
        ("F2", ["12.0"], 12.0),
        ("F2", ["", "unknown"], "unknown"),
        ("F4", ["  oui  "], "oui"),
        ("F4", ["   "], None),
    ],
)
def test_read(code: str, texts: list[str], expected: Answer) -> None:
    assert read(FRAMEWORK, code, texts) == expected


@pytest.mark.parametrize(
    ("code", "texts", "fault"),
    [
        ("E9", ["a"], "unknown_question"),
        ("E1", ["z"], "unknown_choice"),
        ("E1", ["a", "b"], "several"),
        ("E3", ["a", "unknown"], "both"),
        ("F1", ["101"], "out_of_range"),
        ("F1", ["-1"], "out_of_range"),
        ("F2", ["a lot"], "not_a_number"),
        ("F2", ["1e3"], "not_a_number"),
        ("F2", ["nan"], "not_a_number"),
        ("F2", ["٣"], "not_a_number"),
        ("F2", ["9" * 16], "not_a_number"),
        ("F2", ["12", "unknown"], "both"),
        ("F2", ["na"], "not_concerned_refused"),
        ("F3", ["unknown"], "unknown_refused"),
        ("F4", ["x" * (LONGEST_TEXT + 1)], "too_long"),
    ],
)
def test_refused(code: str, texts: list[str], fault: str) -> None:
    with pytest.raises(AnswerError) as refusal:
        read(FRAMEWORK, code, texts)
    assert refusal.value.code == fault


def test_limits_come_from_the_bands() -> None:
    low, high = limits(find_question(FRAMEWORK, "F2"))  # type: ignore[arg-type]
    assert (low, high) == (0, 5000)
