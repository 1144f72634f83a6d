"""Opening a workbook from a stranger: an archive that may unfold without end.

Every part is unzipped here under a bound, then zipped again without compression: what reads it next sees only
what was counted.
"""

import io
import zipfile
import zlib
from typing import IO

from assessments.frameworks.domain.values import Refused

MAX_PARTS = 500
MAX_UNZIPPED = 40 * 1024 * 1024
"""Bytes of all parts together; a framework of 300 questions in three languages takes 3 million."""
_CHUNK = 1 << 16
WORKBOOK = "xl/workbook.xml"


def is_workbook(data: bytes) -> bool:
    """Whether it is an archive with the parts of a workbook, whole or not."""
    return data[:4] == b"PK\x03\x04" and (b"xl/" in data or b"mimetypeapplication/vnd.oasis" in data)


def unzipped(data: bytes) -> dict[str, bytes]:
    """The parts of the workbook by name. Raises Refused when they are too many, too big, or not whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_PARTS:
                raise Refused("sheet_bomb", 1)
            parts = _read(archive, entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as fault:
        raise Refused("sheet_broken", 1) from fault
    if WORKBOOK not in parts:
        raise Refused("sheet_format", 1)
    return parts


def _read(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = MAX_UNZIPPED
    for entry in entries:
        if entry.filename in parts:
            raise Refused("sheet_broken", 1)
        with archive.open(entry) as part:
            parts[entry.filename] = _bounded(part, left)
        left -= len(parts[entry.filename])
    return parts


def _bounded(part: IO[bytes], left: int) -> bytes:
    """Whatever the archive says of its size, what comes out is counted."""
    read = bytearray()
    while chunk := part.read(_CHUNK):
        read += chunk
        if len(read) > left:
            raise Refused("sheet_bomb", 1)
    return bytes(read)


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive of these parts and nothing else."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()
