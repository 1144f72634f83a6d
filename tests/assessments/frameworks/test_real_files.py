"""The four real frameworks, from their files to the database, and back out of our own format."""

from pathlib import Path

import pytest

from assessments.frameworks.domain.files import read_bytes, read_path
from assessments.frameworks.domain.writer import to_json, to_yaml
from assessments.frameworks.plan import compile_version
from assessments.frameworks.services import import_document, publish
from assessments.toolbox.models import Resource
from outbox.services import deliver_due
from territories.models import Territory
from tests.assessments.frameworks.files import ENISA, MONAIDECYBER, TET_ECI, TET_TE, needs_real_files

FILES = [
    pytest.param(ENISA, 0, id="enisa"),
    pytest.param(MONAIDECYBER, 74, id="monaidecyber"),
    pytest.param(TET_ECI, 21, id="circular"),
    pytest.param(TET_TE, 73, id="transition"),
]


@needs_real_files
@pytest.mark.parametrize(("file", "resources"), FILES)
def test_a_real_file_is_stored_whole_and_brings_its_resources(
    file: Path, resources: int, in_poitiers: Territory
) -> None:
    document = read_path(file).document
    assert document is not None
    version = publish(version=import_document(document=document, territory=in_poitiers))
    assert compile_version(version).document == document
    deliver_due()
    assert Resource.objects.filter(framework=document.code, retired_on=None).count() == resources


@needs_real_files
@pytest.mark.parametrize(("file", "resources"), FILES)
def test_a_real_file_comes_back_from_our_own_format(file: Path, resources: int) -> None:
    document = read_path(file).document
    assert document is not None
    assert len(document.resources) == resources
    assert read_bytes(to_yaml(document).encode(), "x.yaml").document == document
    assert read_bytes(to_json(document).encode(), "x.json").document == document
