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

    For a layer, as many again for its core, where that one is not compiled yet, and one by layer between the two.
    Kept by content as well as by key, so that a reused key can never bring another version's questions.
    A draft may still change: it is read again each time.
    """
    if not version.is_frozen:
        return _compile(version)
    key = (version.pk, version.digest)
    if key not in _compiled:
        plan = _compile(version)
        with _lock:
            _compiled[key] = plan
    return _compiled[key]


def _compile(version: FrameworkVersion) -> Plan:
    root = version
    while root.base is not None:
        root = root.base
    return plan_of(read_rows(version), None if root is version else compile_version(root))


def forget() -> None:
    """Empty the cache."""
    with _lock:
        _compiled.clear()
