"""Grading: all that is to tick and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from assessments.learning.domain.quiz import Question, grade

ONE = Question("one", "Une ?", ("a", "b", "c"), frozenset({1}), several=False, explanation="b")
MANY = Question("many", "Des ?", ("a", "b", "c"), frozenset({0, 2}), several=True, explanation="a, c")


def test_a_point_a_question() -> None:
    outcome = grade([ONE, MANY], {"one": [1], "many": [2, 0]})
    assert (outcome.right, outcome.out_of) == (2, 2)


def test_half_of_it_is_not_right() -> None:
    outcome = grade([ONE, MANY], {"one": [0], "many": [0]})
    assert outcome.right == 0
    assert [verdict.expected for verdict in outcome.verdicts] == [("b",), ("a", "c")]
    assert [verdict.answered for verdict in outcome.verdicts] == [("a",), ("a",)]


def test_too_much_is_not_right_and_silence_is_wrong() -> None:
    assert grade([MANY], {"many": [0, 1, 2]}).right == 0
    assert grade([MANY], {}).right == 0
    assert grade([], {}).out_of == 0


@given(st.dictionaries(st.sampled_from(["one", "many", "else"]), st.lists(st.integers(-3, 9))))
def test_never_more_right_than_questions_and_places_that_exist(answers: dict[str, list[int]]) -> None:
    outcome = grade([ONE, MANY], answers)
    assert 0 <= outcome.right <= outcome.out_of == 2
    assert all(place in (0, 1, 2) for verdict in outcome.verdicts for place in verdict.chosen)
