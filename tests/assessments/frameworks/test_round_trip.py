"""What is written in one format is read back equal: the shipped framework, and any that can be made."""

from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from assessments.frameworks.domain import sheets, writer
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.files import read_bytes, read_path
from assessments.frameworks.models import Framework, FrameworkVersion
from assessments.frameworks.rows import read_rows, version_values, write_rows
from assessments.frameworks.services import SHIPPED, import_document
from territories.models import Territory
from tests.assessments.frameworks.documents import documents
from tests.assessments.frameworks.files import ENISA, MONAIDECYBER, needs_real_files

FORMATS: dict[str, Callable[[Document], bytes]] = {
    "yaml": lambda document: writer.to_yaml(document).encode(),
    "json": lambda document: writer.to_json(document).encode(),
    "xlsx": sheets.to_xlsx,
}
every_format = pytest.mark.parametrize("write", FORMATS.values(), ids=FORMATS)
often = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def shipped() -> Document:
    document = read_path(SHIPPED).document
    assert document is not None
    return document


@every_format
def test_the_shipped_framework_comes_back_equal(write: Callable[[Document], bytes]) -> None:
    reading = read_bytes(write(shipped()))
    assert reading.problems == ()
    assert reading.document == shipped()


@every_format
@often
@given(document=documents())
def test_any_framework_comes_back_equal(write: Callable[[Document], bytes], document: Document) -> None:
    reading = read_bytes(write(document))
    assert reading.is_sound, reading.problems
    assert reading.document == document


@every_format
@needs_real_files
@pytest.mark.parametrize("path", [ENISA, MONAIDECYBER], ids=["enisa", "monaidecyber"])
def test_a_real_library_comes_back_equal(write: Callable[[Document], bytes], path) -> None:  # type: ignore[no-untyped-def]
    document = read_path(path).document
    assert document is not None
    again = read_bytes(write(document)).document
    assert again == document


@settings(often, max_examples=15)
@given(document=documents())
def test_any_framework_comes_back_from_the_database(in_poitiers: Territory, document: Document) -> None:
    with transaction.atomic():
        framework = Framework.objects.create(territory=in_poitiers, code=document.code)
        version = FrameworkVersion.objects.create(framework=framework, **version_values(document))
        write_rows(version, document)
        assert read_rows(FrameworkVersion.objects.get(pk=version.pk)) == document
        transaction.set_rollback(True)


def test_a_framework_goes_from_a_file_to_the_database_and_back_to_a_file(in_poitiers: Territory) -> None:
    version = import_document(document=shipped(), territory=in_poitiers)
    for write in FORMATS.values():
        assert read_bytes(write(read_rows(version))).document == shipped()
