"""Logos that people upload: read, drawn again, never served as they came.

Drawing the pixels again leaves behind whatever else the file carried: scripts, positions, a second file.
"""

import uuid
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

FORMATS = ("PNG", "JPEG", "WEBP")
LARGEST_FILE = 2_000_000  # bytes
MOST_PIXELS = 4_000 * 4_000
SHOWN = (480, 192)  # pixels: twice what the header shows


def redrawn(upload: File[bytes]) -> ContentFile[bytes]:
    """A PNG at most SHOWN large, under a name of our own. Raises ValidationError, in words."""
    if upload.size > LARGEST_FILE:
        raise ValidationError(_("This file is larger than 2 MB: reduce the picture first."), code="large")
    drawn = BytesIO()
    _shrunk(upload).save(drawn, "PNG", optimize=True)
    return ContentFile(drawn.getvalue(), name=f"{uuid.uuid4().hex}.png")


def _shrunk(upload: File[bytes]) -> Image.Image:
    upload.seek(0)
    try:
        # Image.open reads the header only: the size is known, and refused, before any pixel takes memory.
        with Image.open(upload, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise _too_many_pixels()
            bare = picture.convert("RGBA")
    except Image.DecompressionBombError as failure:
        raise _too_many_pixels() from failure
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as failure:
        raise ValidationError(
            _("A logo is a PNG, JPEG or WebP picture. Export an SVG drawing as PNG."), code="format"
        ) from failure
    bare.thumbnail(SHOWN)
    return bare


def _too_many_pixels() -> ValidationError:
    return ValidationError(_("This picture has too many pixels: 4,000 by 4,000 at most."), code="pixels")
