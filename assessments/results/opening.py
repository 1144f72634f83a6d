"""From an issued row to its reading, with the texts of its framework version."""

from assessments.frameworks.plan import compile_version
from assessments.results.models import Result
from assessments.results.reading import Reading


def open_reading(result: Result) -> Reading:
    """No query when the version is already compiled and `result` comes from `queries.with_all`."""
    return Reading(result, compile_version(result.version))
