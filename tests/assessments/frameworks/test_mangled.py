"""Files mangled at random: reading never fails, and what passes for sound can be used."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.frameworks.domain.files import read_bytes
from assessments.frameworks.domain.plan import plan_of
from tests.assessments.frameworks.files import SMALL
from tests.assessments.frameworks.test_ciso import LIBRARY

VALUES = [
    "[]",
    "{}",
    "null",
    "true",
    "-1",
    "1.5",
    "''",
    "[1, {a: b}]",
    "{fr: 1}",
    "2026-01-01",
    "*x",
    "9" * 15,
    "!!str 3",
]


def mangled(text: str, random: Random) -> str:
    lines = text.split("\n")
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(lines))
        change = random.choice([replace_value, drop, repeat, strike])
        change(lines, at, random)
    return "\n".join(lines)


def replace_value(lines: list[str], at: int, random: Random) -> None:
    key, colon, _ = lines[at].partition(": ")
    lines[at] = f"{key}{colon}{random.choice(VALUES)}"


def drop(lines: list[str], at: int, random: Random) -> None:
    lines[at] = ""


def repeat(lines: list[str], at: int, random: Random) -> None:
    lines.insert(random.randrange(len(lines)), lines[at])


def strike(lines: list[str], at: int, random: Random) -> None:
    where = random.randrange(len(lines[at]) + 1)
    lines[at] = f"{lines[at][:where]}{random.choice('{}[]:,-&*# ')}{lines[at][where:]}"


@settings(max_examples=200, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from([SMALL, LIBRARY]))
def test_a_mangled_file_is_refused_in_words_or_works(random: Random, text: str) -> None:
    reading = read_bytes(mangled(text, random).encode())
    for problem in reading.problems:
        assert problem.line >= 1
        assert problem.what % problem.params
        assert problem.cure % problem.params
    if reading.is_sound:
        assert reading.document is not None
        assert plan_of(reading.document).score({}, None).score is None
