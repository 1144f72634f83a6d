"""Drives one address with keep-alive connections from a thread of its own, and reads what it cost the server."""

import http.client
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 4
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Measure:
    """`rate`: requests a second. `cpu`: milliseconds of the server's processor for one request."""

    rate: float
    cpu: float


def cpu_seconds(pid: int) -> float:
    """What the process has used so far, all threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def drive(port: int, pid: int, make: Callable[[int], Request], *, seconds: float) -> Measure:
    """Ask `make(n)` again and again for `seconds`; any answer but 2xx raises RuntimeError."""
    done = [0] * CONNECTIONS
    faults: list[str] = []
    until = time.perf_counter() + seconds

    def ask(rank: int) -> None:
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        while time.perf_counter() < until and not faults:
            request = make(done[rank] * CONNECTIONS + rank)
            client.request(request.method, request.path, request.body or None, request.headers)
            answer = client.getresponse()
            answer.read()
            if not 200 <= answer.status < 300:
                faults.append(f"{request.method} {request.path}: {answer.status}")
            done[rank] += 1
        client.close()

    began, spent = time.perf_counter(), cpu_seconds(pid)
    threads = [threading.Thread(target=ask, args=(rank,)) for rank in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise RuntimeError(faults[0])
    total = sum(done)
    return Measure(rate=total / (time.perf_counter() - began), cpu=(cpu_seconds(pid) - spent) / total * 1000)
