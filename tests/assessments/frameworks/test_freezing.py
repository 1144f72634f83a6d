"""A published version cannot change, by whatever door."""

from collections.abc import Callable
from typing import Any

import pytest

from assessments.frameworks import models
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.files import read_bytes
from assessments.frameworks.models import Framework, FrameworkVersion, Immutable, Question, Theme
from assessments.frameworks.services import import_document, publish, retire
from territories.models import Territory
from tests.assessments.frameworks.files import small
from tests.factories.frameworks import simple_document

PARTS = [
    models.Theme,
    models.Question,
    models.Choice,
    models.Band,
    models.Level,
    models.LevelWording,
    models.Trait,
    models.Term,
    models.LegalNote,
]


def whole_document() -> Document:
    document = read_bytes(small()).document
    assert document is not None
    return document


@pytest.fixture(params=["published", "retired"])
def frozen(request: pytest.FixtureRequest, in_poitiers: Territory) -> FrameworkVersion:
    version = publish(version=import_document(document=whole_document(), territory=in_poitiers))
    return retire(version=version) if request.param == "retired" else version


@pytest.fixture
def draft(in_poitiers: Territory) -> FrameworkVersion:
    return import_document(document=simple_document(code="draft"), territory=in_poitiers)


def delete(row: Any) -> None:
    row.delete()


def save(row: Any) -> None:
    row.save()


def save_one_field(row: Any) -> None:
    row.save(update_fields=["position"] if hasattr(row, "position") else None)


def copy(row: Any) -> None:
    row.pk = None
    row._state.adding = True
    row.save()


def bulk_create(row: Any) -> None:
    row.pk = None
    type(row).objects.bulk_create([row])


def update(row: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**{same(row): getattr(row, same(row))})


def bulk_update(row: Any) -> None:
    type(row).objects.bulk_update([row], [same(row)])


def delete_many(row: Any) -> None:
    type(row).objects.filter(pk=row.pk).delete()


def same(row: Any) -> str:
    """A field that every such row has and that may be written again as it is."""
    return "position" if hasattr(row, "position") else "text"


@pytest.mark.parametrize("change", [save, save_one_field, copy, bulk_create, update, bulk_update, delete, delete_many])
def test_no_part_of_a_frozen_version_changes(frozen: FrameworkVersion, change: Callable[[Any], None]) -> None:
    for model in PARTS:
        before = list(model.objects.order_by("pk").values())
        row = model.objects.first()
        assert row is not None, model
        with pytest.raises(Immutable):
            change(row)
        assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("change", [save, delete, delete_many])
def test_the_version_itself_does_not_change(frozen: FrameworkVersion, change: Callable[[Any], None]) -> None:
    frozen.number = "other"
    with pytest.raises(Immutable):
        change(frozen)
    assert FrameworkVersion.objects.get().number == "1.0"


def test_a_frozen_version_does_not_become_a_draft_again(frozen: FrameworkVersion) -> None:
    frozen.status = FrameworkVersion.Status.DRAFT
    with pytest.raises(Immutable):
        frozen.save()
    with pytest.raises(Immutable):
        frozen.save(update_fields=["status"])
    with pytest.raises(Immutable):
        FrameworkVersion.objects.update(status="draft")
    with pytest.raises(Immutable):
        FrameworkVersion.objects.bulk_update([frozen], ["status"])
    assert FrameworkVersion.objects.get().is_frozen


def test_a_framework_is_not_deleted_under_its_versions(frozen: FrameworkVersion) -> None:
    with pytest.raises(Immutable):
        frozen.framework.delete()
    with pytest.raises(Immutable):
        Framework.objects.all().delete()
    assert Question.objects.exists()


def test_a_row_does_not_slip_into_a_frozen_version(frozen: FrameworkVersion, draft: FrameworkVersion) -> None:
    theme = Theme.objects.filter(version=draft).first()
    assert theme is not None
    theme.version = frozen
    with pytest.raises(Immutable):
        theme.save()
    with pytest.raises(Immutable):
        Theme.objects.filter(version=draft).update(version=frozen)
    with pytest.raises(Immutable):
        Theme.objects.bulk_update([theme], ["version"])
    with pytest.raises(Immutable):
        Theme.objects.create(version=frozen, code="new", position=9)
    with pytest.raises(Immutable):
        Theme.objects.get_or_create(version=frozen, code="new", defaults={"position": 9})
    with pytest.raises(Immutable):
        Theme.objects.update_or_create(version=frozen, code="energy", defaults={"position": 9})


def test_a_row_does_not_slip_out_either(frozen: FrameworkVersion, draft: FrameworkVersion) -> None:
    theme = Theme.objects.filter(version=frozen).first()
    assert theme is not None
    theme.version = draft
    with pytest.raises(Immutable):
        theme.save()


def test_a_draft_may_change(draft: FrameworkVersion) -> None:
    theme = Theme.objects.first()
    assert theme is not None
    theme.title = {"fr": "Autre", "en": "Other"}
    theme.save()
    assert Theme.objects.filter(pk=theme.pk).update(position=7) == 1
    theme.delete()
    draft.delete()
    assert not Theme.objects.exists()
