"""JSON and workbooks damaged at random: refused in words, at a place; what passes for sound can be used and written."""

import io
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.frameworks.domain import writer
from assessments.frameworks.domain.files import Reading, read_bytes
from assessments.frameworks.domain.plan import plan_of
from tests.assessments.frameworks.books import Sheets, exported, opened, saved
from tests.assessments.frameworks.files import small

often = settings(max_examples=60, deadline=None)
randoms = st.randoms(use_true_random=False)
CELLS = [
    "",
    "thème",
    "choix",
    "EN1",
    "“EN1”",
    "=1",
    "1,5",
    -3,
    0.1,
    True,
    "a; b",
    "[",
    "{}",
    "kinds: x",
    "EN1 = a et",
    " ",
]
WORKBOOK = exported()
VALUES = opened(WORKBOOK)


def holds(reading: Reading) -> None:
    for problem in reading.problems:
        assert problem.line >= 1
        assert problem.what % problem.params
        assert problem.cure % problem.params
    if reading.is_sound:
        assert reading.document is not None
        assert plan_of(reading.document).score({}, None).score is None
        assert read_bytes(writer.to_yaml(reading.document).encode()).document == reading.document


def damage(values: Sheets, random: Random) -> None:
    rows = values[random.choice([name for name, rows in values.items() if len(rows) > 1])]
    row = rows[random.randrange(len(rows))]
    changes: list[Callable[[], Any]] = [
        lambda: row.__setitem__(random.randrange(len(row)), random.choice(CELLS)),
        lambda: rows.remove(row),
        lambda: rows.insert(random.randrange(len(rows)), list(row)),
        lambda: random.shuffle(row),
        lambda: rows.sort(key=lambda cells: str(cells[0])),
    ]
    random.choice(changes)()


@often
@given(randoms)
def test_a_workbook_edited_at_random(random: Random) -> None:
    values = {name: [list(row) for row in rows] for name, rows in VALUES.items()}
    for _ in range(random.randint(1, 4)):
        damage(values, random)
    holds(read_bytes(saved(values)))


@often
@given(randoms)
def test_a_workbook_whose_parts_are_damaged(random: Random) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as source, zipfile.ZipFile(out, "w") as target:
        names = source.namelist()
        struck = random.choice(names)
        for name in names:
            part = bytearray(source.read(name))
            for _ in range(random.randint(1, 8) if name == struck and part else 0):
                part[random.randrange(len(part))] = random.choice(b'<>"&/ 0A9\x00\xff')
            target.writestr(name, bytes(part))
    holds(read_bytes(out.getvalue()))


@often
@given(randoms)
def test_a_json_file_damaged_at_random(random: Random) -> None:
    document = read_bytes(small()).document
    assert document is not None
    text = list(writer.to_json(document))
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(text))
        text[at : at + random.randint(0, 2)] = random.choice(['"', "{", "}", "[", "]", ",", ":", "1", "null", "\\", ""])
    holds(read_bytes("".join(text).encode()))
