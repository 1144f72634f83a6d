"""Forms that hold a file too large for us: the file is dropped on its way, the answers beside it are kept.

The site refuses a form over `core.uploads.LARGEST_FORM` unread. Here that would lose a page of answers, so a larger
one is read up to LARGEST_READ, without ever writing what goes beyond the largest file.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import (
    FileUploadHandler,
    MemoryFileUploadHandler,
    SkipFile,
    TemporaryFileUploadHandler,
)
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from assessments.responses.files import LARGEST_FILE

LARGEST_READ = 100_000_000  # bytes
MOST_FILES = 10  # in one form; no page asks for as many


class DropLarge(FileUploadHandler):
    """Skips the rest of a file that is too large, and says which field it was of: see `dropped`."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.dropped: set[str] = set()
        self.files = 0
        request.dropped_files = self.dropped  # type: ignore[attr-defined]

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803
        if content_length > LARGEST_READ:
            raise RequestDataTooBig("This form is larger than any that is read.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.files += 1
        if self.files > MOST_FILES:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > LARGEST_FILE:
            self.dropped.add(str(self.field_name))
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler makes the file."""


def dropped(request: HttpRequest) -> set[str]:
    """The fields whose file was too large."""
    found: set[str] = getattr(request, "dropped_files", set())
    return found


def drops_large_files(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Read the forms of `view` with DropLarge; the token, which stands in the form, is asked for after that."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        handlers = (DropLarge, MemoryFileUploadHandler, TemporaryFileUploadHandler)
        request.upload_handlers = [handler(request) for handler in handlers]
        return protected(request, *args, **kwargs)

    return read
