"""How large a form may be. Django bounds the fields of a form, not its files: these would fill the disk."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

LARGEST_FORM = 20_000_000  # bytes; no form of ours takes a file over 10 MB


class QuotaHandler(FileUploadHandler):
    """Refuses a form by the size that it announces, before anything of it is kept. First of FILE_UPLOAD_HANDLERS."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803
        if content_length > LARGEST_FORM:
            raise RequestDataTooBig("This form is larger than any that the site has.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand on to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler makes the file."""
