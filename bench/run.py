"""Measures ours against the floor on this machine, sides in turn, and compares with goals.toml.

    bench/run.py [quick|full] [--scale N] [--json]

Exit 1 when a goal is missed by more than 15 %. Read the shares and the milliseconds of processor for one request:
rates say what a shared machine was doing at that moment.
"""

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from bench import matching, report, rescoring, scoring  # noqa: E402
from bench.load import CONNECTIONS, Measure, Request, drive  # noqa: E402
from bench.servers import Server, uvicorn  # noqa: E402

SUITES = {"quick": 1.5, "full": 8.0}
"""Seconds of each measure."""
RESCORED = {"quick": 7_000, "full": 70_000}  # assessments
REHEARSED = {"quick": 2_000, "full": 20_000}  # assessments
CROWDS = (700, 70_000)
"""Assessments among which a save must cost the same; the full suite only, filling the second takes minutes."""
ROUNDS = 3
FLOOR_SESSION = "benchbenchbenchbenchbenchbenchbe"
CSRF = "b" * 32
Make = Callable[[int], Request]
Side = tuple[Server, Make]


def environment(folder: str, settings: str) -> dict[str, str]:
    return {
        "ASSETT_VAR": folder,
        "DJANGO_SETTINGS_MODULE": settings,
        "SECRET_KEY": "bench " * 12 + "0123456789",
        "DATABASE_URL": f"sqlite:///{folder}/assett.sqlite3",
        "SECURE_SSL_REDIRECT": "false",
        "LOG_LEVEL": "ERROR",
    }


def manage(script: str, *arguments: str, env: dict[str, str]) -> str:
    """What a script of ours prints, run in the site's environment. Its own words on failure."""
    command = [sys.executable, str(ROOT / script), *arguments]
    run = subprocess.run(command, cwd=ROOT, env=os.environ | env, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(run.stderr)
    return run.stdout


def fill(env: dict[str, str], scale: int, crowd: int = 0) -> dict[str, Any]:
    manage("manage.py", "collectstatic", "--noinput", "-v0", env=env)
    made = manage("bench/fill.py", "--scale", str(scale), "--crowd", str(crowd), env=env)
    site: dict[str, Any] = json.loads(made.splitlines()[-1])
    return site


def reading(path: str, headers: dict[str, str]) -> Make:
    return lambda number: Request("GET", path, headers)


def saving(paths: list[str], choices: list[str], headers: dict[str, str], start: int) -> Make:
    """Each connection saves its own answer, another choice each time, naming the revision that it saw last."""
    seen = [itertools.count(start) for _ in paths]

    def make(number: int) -> Request:
        rank = number % len(paths)
        revision = next(seen[rank])
        body = json.dumps({"texts": [choices[revision % 2]], "revision": revision}).encode()
        return Request("POST", paths[rank], headers | {"content-type": "application/json"}, body)

    return make


def headers_of(site: dict[str, Any]) -> dict[str, str]:
    return {
        "host": site["host"],
        "cookie": "; ".join(f"{name}={value}" for name, value in site["cookies"].items()),
        "x-csrftoken": next(value for name, value in site["cookies"].items() if "csrf" in name),
        "x-forwarded-proto": "https",
        "referer": f"https://{site['host']}/",
    }


def ours(site: dict[str, Any], name: str) -> Make:
    if name == "save":
        return saving(site["saves"][:CONNECTIONS], site["choices"], headers_of(site), 1)
    return reading(site["pages"][name], headers_of(site))


def least(name: str) -> Make:
    """The same shape, asked of the floor."""
    headers = {
        "host": "localhost",
        "cookie": f"sessionid={FLOOR_SESSION}; csrftoken={CSRF}",
        "x-csrftoken": CSRF,
    }
    if name == "save":
        return saving([f"/save/{rank}/" for rank in range(1, CONNECTIONS + 1)], ["a", "b"], headers, 0)
    return reading(f"/page/{name}/", headers)


def in_turn(sides: tuple[Side, Side], seconds: float) -> tuple[Measure, Measure]:
    """Both sides, ROUNDS times each after a warm-up: A/B/A/B/A/B; the medians."""
    for server, make in sides:
        drive(server.port, server.pid, make, seconds=0.5)
    taken = [[drive(server.port, server.pid, make, seconds=seconds) for server, make in sides] for _ in range(ROUNDS)]
    first, second = (_middle(side) for side in zip(*taken, strict=True))
    return first, second


def _middle(measures: Iterable[Measure]) -> Measure:
    taken = list(measures)
    return Measure(rate=median(each.rate for each in taken), cpu=median(each.cpu for each in taken))


@contextmanager
def serving(env: dict[str, str]) -> Iterator[Server]:
    with uvicorn("config.asgi:application", env) as server:
        yield server


def shapes(seconds: float, scale: int) -> report.Lines:
    """A line for each path of the first journey, ours beside the floor."""
    lines: report.Lines = {}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        real = environment(folder, "config.settings.production")
        site = fill(real, scale)
        sizes = {name: weight["bytes"] for name, weight in site["weights"].items() if name != "save"}
        bare = real | {"DJANGO_SETTINGS_MODULE": "", "BENCH_PAGES": json.dumps(sizes)}
        kept = running.enter_context(serving(real))
        uncached = running.enter_context(serving(environment(folder, "bench.uncached")))
        floor = running.enter_context(uvicorn("bench.anchors.floor:application", bare))
        for line, name, server in (
            ("home", "home", uncached),
            ("theme", "theme", uncached),
            ("result", "result", uncached),
            ("result-again", "result", kept),
            ("save", "save", kept),
        ):
            mine, its = in_turn(((server, ours(site, name)), (floor, least(name))), seconds)
            lines[line] = {
                "cpu": mine.cpu, "floor_cpu": its.cpu, "share": its.cpu / mine.cpu,
                "rate": mine.rate, "floor_rate": its.rate, **site["weights"][name],
            }  # fmt: skip
    return lines


def growth(seconds: float) -> float:
    """What a save costs among few assessments, as a share of what it costs among many."""
    with ExitStack() as running:
        sides = []
        for crowd in CROWDS:
            env = environment(running.enter_context(tempfile.TemporaryDirectory()), "config.settings.production")
            site = fill(env, 1, crowd)
            sides.append((running.enter_context(serving(env)), ours(site, "save")))
        few, many = in_turn((sides[0], sides[1]), seconds)
    return few.cpu / many.cpu


def rehearsal(assessments: int) -> tuple[float, float]:
    """Answers a second of processor: rehearsed whole by the database and Python, and only read."""
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder, "config.settings.production")
        told = json.loads(manage("bench/rehearsing.py", str(assessments), env=env).splitlines()[-1])
    return told["answers"] / told["rehearsed"], told["answers"] / told["read"]


def measure(suite: str, scale: int) -> report.Lines:
    seconds = SUITES[suite]
    lines = shapes(seconds, scale)
    if suite == "full":
        lines["save"]["growth"] = growth(seconds)
    pairs = {
        "rescoring": rescoring.measure(RESCORED[suite], ROUNDS),
        "scoring": scoring.measure(seconds, ROUNDS),
        "matching": matching.measure(seconds, ROUNDS),
    }
    pairs |= rescoring.beside(RESCORED[suite], ROUNDS)
    pairs["rehearsal"] = rehearsal(REHEARSED[suite])
    return lines | {
        name: {"rate": rate, "floor_rate": floor, "share": rate / floor} for name, (rate, floor) in pairs.items()
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suite", nargs="?", choices=SUITES, default="quick")
    parser.add_argument("--scale", type=int, default=100, help="submitted assessments in the territory")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    lines = measure(options.suite, options.scale)
    verdicts = report.judge(lines)
    if options.json:
        print(json.dumps({"lines": lines, "missed": [str(one) for one in verdicts if one.missed]}))
    else:
        print(report.table(lines, verdicts))
    return 1 if any(one.failed for one in verdicts) else 0


if __name__ == "__main__":
    sys.exit(main())
