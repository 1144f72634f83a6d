"""Where files that are not public lie."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage


class PrivateStorage(FileSystemStorage):
    """Files that only a view hands out, after asking who reads."""

    def url(self, name: str | None) -> str:
        raise ValueError("A private file has no address.")


def private_storage() -> Storage:
    """Outside MEDIA_ROOT, which a web server may serve whole."""
    return PrivateStorage(location=settings.VAR / "private")
