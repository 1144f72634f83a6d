"""Files that people give as evidence: read for what they are, whatever their name says; pictures drawn again.

Drawing the pixels again leaves behind whatever else a picture carried: positions, scripts, a second file. A PDF
is kept as it came, and only ever handed out to be saved (see views/evidence.py).
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from assessments.responses.models import EvidenceKind
from core.validators import UNSEEN

LARGEST_FILE = 10_000_000  # bytes
MOST_PIXELS = 40_000_000
LARGEST_SIDE = 2_400  # pixels: a page of text stays legible
LONGEST_NAME = 120  # characters
PICTURES = {"PNG": EvidenceKind.PNG, "JPEG": EvidenceKind.JPEG}
TRAILER = 2_048  # bytes at the end of a PDF, where it says that it is whole


@dataclass(frozen=True, slots=True)
class Checked:
    """What is kept of an upload: `content` is not always what came."""

    kind: EvidenceKind
    name: str
    content: bytes

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()

    def facts(self) -> dict[str, Any]:
        """What a row says of the file beside it."""
        return {"kind": self.kind, "name": self.name, "size": len(self.content), "digest": self.digest}


def checked(upload: File[bytes]) -> Checked:
    """What to keep of `upload`. Raises ValidationError, in words."""
    if upload.size > LARGEST_FILE:
        raise too_large()
    if not upload.size:
        raise ValidationError(_("This file is empty: choose another one."), code="empty")
    upload.seek(0)
    start = upload.read(5)
    upload.seek(0)
    kind, content = (EvidenceKind.PDF, _pdf(upload)) if start == b"%PDF-" else _picture(upload)
    return Checked(kind, shown_name(upload.name or "", kind), content)


def too_large() -> ValidationError:
    return ValidationError(
        _("This file is larger than 10 MB. Reduce it, or give the pages that count only."), code="large"
    )


def shown_name(given: str, kind: EvidenceKind) -> str:
    """The person's own name for it on one line, with the ending of what it really is."""
    stem = PurePath(given.replace("\\", "/")).name.rpartition(".")[0] or given
    bare = re.sub(r"[/:\s]+", " ", UNSEEN.sub("", stem.encode("utf-8", "ignore").decode())).strip(" .")
    ending = "jpg" if kind == EvidenceKind.JPEG else kind.value
    return f"{bare[: LONGEST_NAME - len(ending) - 1] or _('document')}.{ending}"


def _pdf(upload: File[bytes]) -> bytes:
    content: bytes = upload.read()
    if b"%%EOF" not in content[-TRAILER:]:
        raise ValidationError(_("This PDF is cut short: make it again, then choose it once more."), code="cut")
    return content


def _picture(upload: File[bytes]) -> tuple[EvidenceKind, bytes]:
    drawn = BytesIO()
    try:
        # Image.open reads the header only: the size is known, and refused, before any pixel takes memory.
        with Image.open(upload, formats=tuple(PICTURES)) as picture:
            form = str(picture.format)
            if picture.width * picture.height > MOST_PIXELS:
                raise _too_many_pixels()
            _shrunk(picture, form).save(drawn, form, optimize=True, **({"quality": 88} if form == "JPEG" else {}))
    except Image.DecompressionBombError as failure:
        raise _too_many_pixels() from failure
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as failure:
        raise ValidationError(
            _("Give a PDF document, or a PNG or JPEG picture. Save other files as PDF first."), code="format"
        ) from failure
    return PICTURES[form], drawn.getvalue()


def _shrunk(picture: Image.Image, form: str) -> Image.Image:
    """Its pixels alone, upright, no side longer than LARGEST_SIDE."""
    if form == "JPEG":
        picture.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))  # decoded small at once, where the file is large
    upright = ImageOps.exif_transpose(picture)
    bare = upright.convert("RGB" if form == "JPEG" else "RGBA")
    bare.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    bare.info = {}
    return bare


def _too_many_pixels() -> ValidationError:
    return ValidationError(_("This picture has too many pixels: reduce it, or give a PDF."), code="pixels")
