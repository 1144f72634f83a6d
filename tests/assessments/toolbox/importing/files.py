"""The real catalogues, where the shared folder is."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[5] / "shared" / "data" / "resources"


def real(name: str) -> bytes:
    """The bytes of a shared file; the test is skipped where there is none."""
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"no {path}: the shared data are not on this machine")
    return path.read_bytes()
