"""Rehearses one version over invented assessments, in the folder that ASSETT_VAR names, and prints what it took.

    bench/rehearsing.py N

Run by run.py as a process of its own. JSON: assessments, answers, seconds of processor to store, to read alone
(`read`), and to rehearse (`rehearsed`, reading and writing included), memory added by the rehearsal in MiB (`added`),
and how much an assessment costs among all of them over what it costs among a tenth (`growth`; 1 is linear).
"""

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
django.setup()

from django.core.management import call_command  # noqa: E402

from assessments.frameworks.models import FrameworkVersion  # noqa: E402
from assessments.frameworks.plan import compile_version  # noqa: E402
from assessments.frameworks.services import import_document  # noqa: E402
from assessments.rehearsals import queries  # noqa: E402
from assessments.rehearsals.models import Rehearsal, State  # noqa: E402
from assessments.rehearsals.services import CHUNK, ask, go_on  # noqa: E402
from bench.fill import open_house  # noqa: E402
from territories.models import Territory  # noqa: E402
from territories.scope import Subtree, territory_scope  # noqa: E402
from tests.factories.rehearsals import store_invented  # noqa: E402


def next_edition(version: FrameworkVersion) -> FrameworkVersion:
    """The same with a theme that weighs three times, and one question less."""
    document = compile_version(version).document
    first = document.themes[0]
    changed = replace(first, weight=Fraction(3), questions=first.questions[1:])
    gone = first.questions[0].code
    notes = tuple(
        replace(note, questions=tuple(code for code in note.questions if code != gone)) for note in document.legal_notes
    )
    return import_document(
        document=replace(
            document,
            version="bench",
            themes=(changed, *document.themes[1:]),
            express=tuple(code for code in document.express if code != gone),
            legal_notes=notes,
        ),
        territory=version.framework.territory,
    )


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.process_time()
    done = work()
    return time.process_time() - began, done


def read_all(territory: Territory, version: FrameworkVersion) -> int:
    with territory_scope(Subtree(territory)):
        keys = queries.keys_after(version, None)
        chunks = (queries.sheets(keys[start : start + CHUNK]) for start in range(0, len(keys), CHUNK))
        return sum(len(sheet.answers) for chunk in chunks for sheet in chunk)


def rehearse(territory: Territory, source: FrameworkVersion, target: FrameworkVersion) -> Rehearsal:
    rehearsal = ask(territory=territory, source=source, target=target, user=None)
    while not rehearsal.is_over:
        rehearsal = go_on(rehearsal_id=rehearsal.pk)
    assert rehearsal.state == State.DONE
    return rehearsal


def measure(count: int) -> dict[str, float]:
    territory, source = open_house()
    with territory_scope(source.framework.territory):
        target = next_edition(source)
    with territory_scope(territory):
        few = max(1, count // 10)
        store_invented(source, few, seed=1)
        small, _ = timed(lambda: rehearse(territory, source, target))
        stored, _ = timed(lambda: store_invented(source, count - few, seed=2))
        read, answers = timed(lambda: read_all(territory, source))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        rehearsed, done = timed(lambda: rehearse(territory, source, target))
        added = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert done.figures["assessments"] == count
    assert done.figures["refused"] == 0
    return {
        "assessments": count,
        "answers": answers,
        "stored": stored,
        "read": read,
        "rehearsed": rehearsed,
        "added": added,
        "growth": (rehearsed / count) / (small / few),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assessments", type=int)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    print(json.dumps(measure(options.assessments)))
