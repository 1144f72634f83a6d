"""Scores many stored assessments again and writes the scores back: ours in Python, against one SQL statement.

The database is SQLite in memory, one row an answer. Both sides read every row and write every score.
"""

import itertools
import random
import sqlite3
import time
from collections.abc import Callable
from operator import itemgetter
from statistics import median

from assessments.scoring import Meter, Profile
from bench.anchors import loop
from bench.scoring import NAMES, POINTS, STEPS, framework

ANSWERS = sum(len(names) for names in NAMES)
GROUP_BY = """
    UPDATE assessment SET score = mean FROM (
        SELECT assessment, 100 * avg(ratio) AS mean FROM (
            SELECT assessment, theme, avg(points) / ? AS ratio
            FROM answer JOIN choice ON choice.code = answer.value JOIN question ON question.code = answer.question
            GROUP BY assessment, theme
        ) GROUP BY assessment
    ) AS scored WHERE scored.assessment = assessment.id
"""


def stored(assessments: int) -> sqlite3.Connection:
    database, draw = sqlite3.connect(":memory:"), random.Random(1)
    database.executescript("""
        CREATE TABLE choice (code TEXT PRIMARY KEY, points REAL) WITHOUT ROWID;
        CREATE TABLE question (code TEXT PRIMARY KEY, theme INTEGER) WITHOUT ROWID;
        CREATE TABLE assessment (id INTEGER PRIMARY KEY, score REAL);
        CREATE TABLE answer (assessment INTEGER, question TEXT, value TEXT, PRIMARY KEY (assessment, question))
            WITHOUT ROWID;
    """)
    database.executemany("INSERT INTO choice VALUES (?, ?)", POINTS.items())
    places = [(name, theme) for theme, names in enumerate(NAMES) for name in names]
    database.executemany("INSERT INTO question VALUES (?, ?)", places)
    database.executemany("INSERT INTO assessment (id) VALUES (?)", ((pk,) for pk in range(assessments)))
    rows = ((pk, name, draw.choice(STEPS)) for pk in range(assessments) for name, _ in places)
    database.executemany("INSERT INTO answer VALUES (?, ?, ?)", rows)
    return database


def by_meter(database: sqlite3.Connection) -> None:
    meter = Meter(framework(), Profile(kind="company"))
    rows = database.execute("SELECT assessment, question, value FROM answer ORDER BY assessment")
    scores = (
        (float(meter.figures({name: value for _, name, value in given}).score or 0), pk)
        for pk, given in itertools.groupby(rows, itemgetter(0))
    )
    database.executemany("UPDATE assessment SET score = ? WHERE id = ?", list(scores))


def by_sql(database: sqlite3.Connection) -> None:
    database.execute(GROUP_BY, (float(max(POINTS.values())),))


def by_loop(database: sqlite3.Connection) -> None:
    """The least that Python can do with each answer, nothing compiled, nothing checked, nothing exact."""
    rows = database.execute("SELECT assessment, question, value FROM answer ORDER BY assessment")
    most = max(POINTS.values())
    scores = (
        (loop.score(NAMES, POINTS, most, {name: value for _, name, value in given}), pk)
        for pk, given in itertools.groupby(rows, itemgetter(0))
    )
    database.executemany("UPDATE assessment SET score = ? WHERE id = ?", list(scores))


def by_reading(database: sqlite3.Connection) -> None:
    """The answers of each assessment fetched and put together, and no more."""
    rows = database.execute("SELECT assessment, question, value FROM answer ORDER BY assessment")
    for _, given in itertools.groupby(rows, itemgetter(0)):
        _ = {name: value for _, name, value in given}


def beside(assessments: int, rounds: int) -> dict[str, tuple[float, float]]:
    """Answers scored again for a second of processor, ours and each floor's, in turn, medians: `rescoring-loop`
    (a bare loop that reads and writes as we do) and `rescoring-read` (the database read alone)."""
    database = stored(assessments)
    sides: dict[str, Callable[[sqlite3.Connection], None]] = {
        "ours": by_meter, "rescoring-loop": by_loop, "rescoring-read": by_reading
    }  # fmt: skip
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for name, side in list(sides.items()) * rounds:
        began = time.process_time()
        side(database)
        taken[name].append(assessments * ANSWERS / (time.process_time() - began))
    ours = median(taken.pop("ours"))
    return {name: (ours, median(rates)) for name, rates in taken.items()}


def measure(assessments: int, rounds: int) -> tuple[float, float]:
    """Answers scored again for a second of processor, ours and SQL's, in turn, medians. Same scores, or it fails."""
    database = stored(assessments)
    sides: tuple[Callable[[sqlite3.Connection], None], ...] = (by_meter, by_sql)
    taken, scores = [], []
    for side in sides * rounds:
        began = time.process_time()
        side(database)
        taken.append(assessments * ANSWERS / (time.process_time() - began))
        scores.append([score for (score,) in database.execute("SELECT score FROM assessment ORDER BY id")])
    assert all(abs(ours - its) < 1e-9 for ours, its in zip(scores[0], scores[1], strict=True))
    return median(taken[::2]), median(taken[1::2])
