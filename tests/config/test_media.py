"""What is uploaded and shown, where, and what is not."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from territories.models import Territory

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the files of the pictures that it resizes for the garbage collector to close.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def status(territory: Territory, path: str) -> int:
    answer = Client(headers={"host": territory.host}).get(f"/media/{path}")
    if answer.streaming:
        b"".join(answer.streaming_content)  # read to its end, which closes the file as a browser would
    return int(answer.status_code)


def test_a_resized_picture_is_shown_on_its_own_host_and_its_original_nowhere(
    poitiers: Territory, lille: Territory
) -> None:
    file = SimpleUploadedFile("a.png", get_test_image_file().file.getvalue())
    image = get_image_model().objects.create(title="a", file=file, collection=poitiers.collection)
    shown = image.get_rendition("width-100").file.name
    assert (status(poitiers, shown), status(lille, shown)) == (200, 404)
    assert status(poitiers, image.file.name) == 404


def test_a_logo_is_shown_and_documents_are_not(poitiers: Territory) -> None:
    poitiers.logo.save("seal.png", ContentFile(b"x"))
    assert status(poitiers, poitiers.logo.name) == 200
    document = settings.MEDIA_ROOT / "documents" / "plan.txt"
    document.parent.mkdir(parents=True, exist_ok=True)
    document.write_bytes(b"x")
    assert status(poitiers, "documents/plan.txt") == 404
    assert status(poitiers, "logos/../documents/plan.txt") == 404
