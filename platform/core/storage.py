"""Where files that are not public lie."""

from typing import Protocol

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage
from django.db.models.fields.files import FieldFile


class PrivateStorage(FileSystemStorage):
    """Files that only a view hands out, after asking who reads."""

    def url(self, name: str | None) -> str:
        raise ValueError("A private file has no address.")


def private_storage() -> Storage:
    """Outside MEDIA_ROOT, which a web server may serve whole."""
    return PrivateStorage(location=settings.VAR / "private")


class Filed(Protocol):
    """A row with a file."""

    file: FieldFile

    def full_clean(self) -> None: ...
    def save(self, *, force_insert: bool) -> None: ...


def keep_with_file(row: Filed, name: str, content: bytes) -> None:
    """Save a new row with its file, or neither: a row that is refused leaves no bytes behind."""
    row.file.save(name, ContentFile(content), save=False)
    try:
        row.full_clean()
        row.save(force_insert=True)
    except Exception:
        row.file.delete(save=False)
        raise
