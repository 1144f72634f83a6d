"""Compiled versions, one copy by process."""

from threading import Lock

from assessments.frameworks.domain.plan import Group, Plan, Section, plan_of
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows

__all__ = ["Group", "Plan", "Section", "compile_version", "forget"]

_compiled: dict[tuple[int, str], Plan] = {}
_lock = Lock()


def compile_version(version: FrameworkVersion) -> Plan:
    """The plan of `version`: ten queries the first time, none after while it stays published.

    Kept by content as well as by key, so that a reused key can never bring another version's questions.
    A draft may still change: it is read again each time.
    """
    if not version.is_frozen:
        return plan_of(read_rows(version))
    key = (version.pk, version.digest)
    if key not in _compiled:
        plan = plan_of(read_rows(version))
        with _lock:
            _compiled[key] = plan
    return _compiled[key]


def forget() -> None:
    """Empty the cache."""
    with _lock:
        _compiled.clear()
