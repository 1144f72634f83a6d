"""Comparisons open with the result; what is published of others names nobody."""

from typing import Any


def furnish(space: Any) -> None:
    """Nothing of its own: the result that every space holds is what is compared."""


ARGUMENTS = {
    ("benchmarks", "pk"): lambda space: space.result.pk,
    ("results:trend", "pk"): lambda space: space.organisation.pk,
}
