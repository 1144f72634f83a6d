"""A published version cannot change, by whatever door."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import F
from wagtail.snippets.models import get_snippet_models

from assessments.frameworks import models
from assessments.frameworks.domain.document import Document, Resource
from assessments.frameworks.domain.files import read_bytes
from assessments.frameworks.models import Framework, FrameworkVersion, Immutable, Pack, Question, Theme
from assessments.frameworks.models.parts import Part
from assessments.frameworks.services import (
    AlreadyPublished,
    extend,
    import_document,
    new_draft,
    publish,
    replace_document,
    retire,
    to_draft,
    to_review,
)
from territories.models import Territory
from tests.assessments.frameworks.files import SMALL, small
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
    models.LinkedResource,
]


def whole_document() -> Document:
    """With a row of each kind."""
    document = read_bytes(small()).document
    assert document is not None
    return replace(document, resources=(Resource("guide", {"fr": "Guide", "en": "Guide"}, questions=("EN1",)),))


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


def update_by_expression(row: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**{same(row): F(same(row))})


def update_all(row: Any) -> None:
    type(row).objects.all().order_by("pk").update(**{same(row): getattr(row, same(row))})


def update_through_the_default_manager(row: Any) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**{same(row): getattr(row, same(row))})


def create_or_update(row: Any) -> None:
    type(row).objects.update_or_create(pk=row.pk, defaults={same(row): getattr(row, same(row))})


def upsert(row: Any) -> None:
    fields = {"update_conflicts": True, "unique_fields": ["id"], "update_fields": [same(row)]}
    type(row).objects.bulk_create([row], **fields)


def delete_many(row: Any) -> None:
    type(row).objects.filter(pk=row.pk).delete()


def same(row: Any) -> str:
    """A field that every such row has and that may be written again as it is."""
    return "position" if hasattr(row, "position") else "text"


CHANGES = [
    save,
    save_one_field,
    copy,
    bulk_create,
    upsert,
    update,
    update_by_expression,
    update_all,
    update_through_the_default_manager,
    bulk_update,
    create_or_update,
    delete,
    delete_many,
]


@pytest.mark.parametrize("change", CHANGES)
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


def everything() -> dict[str, list[Any]]:
    """Every row of every version, as it is."""
    kept = [*PARTS, FrameworkVersion, Framework]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in kept}


def test_every_kind_of_part_is_held_to_it() -> None:
    """A new one is added to PARTS, or it could change unseen."""
    parts = [model for model in apps.get_app_config("frameworks").get_models() if issubclass(model, Part)]
    assert set(parts) == set(PARTS)


def test_no_screen_of_an_administration_writes_them() -> None:
    """Django's admin is not there, and Wagtail's snippets know no framework."""
    assert not apps.is_installed("django.contrib.admin")
    assert {Framework, FrameworkVersion, *PARTS}.isdisjoint(get_snippet_models())


def test_nothing_leads_back_from_a_version_to_its_rows() -> None:
    """Without a reverse relation there is no related manager to go around the refusal by."""
    for model in (Framework, FrameworkVersion, *PARTS):
        assert not [relation for relation in model._meta.related_objects if not relation.hidden], model


@pytest.mark.parametrize("verb", [to_review, to_draft])
def test_a_frozen_version_takes_no_step_back(frozen: FrameworkVersion, verb: Callable[..., Any]) -> None:
    before = everything()
    with pytest.raises(Immutable):
        verb(version=frozen)
    assert everything() == before


def test_its_document_is_not_replaced(frozen: FrameworkVersion) -> None:
    before = everything()
    with pytest.raises(Immutable):
        replace_document(version=frozen, document=replace(whole_document(), licence="other"))
    assert everything() == before


def test_a_stale_copy_of_the_draft_does_not_replace_it(in_poitiers: Territory) -> None:
    """Read while it was a draft, written once it is published."""
    stale = import_document(document=whole_document(), territory=in_poitiers)
    publish(version=stale)
    before = everything()
    assert stale.status == "draft"
    with pytest.raises(Immutable):
        replace_document(version=stale, document=replace(whole_document(), licence="other"))
    with pytest.raises(Immutable):
        stale.save()
    with pytest.raises(Immutable):
        Theme(version=stale, code="new", position=9).save()
    assert everything() == before


def test_importing_its_number_again_changes_nothing(frozen: FrameworkVersion, in_poitiers: Territory) -> None:
    before = everything()
    with pytest.raises(AlreadyPublished):
        import_document(document=replace(whole_document(), licence="other"), territory=in_poitiers)
    assert import_document(document=whole_document(), territory=in_poitiers) == frozen
    assert everything() == before


def test_the_command_in_a_shell_does_not_change_it(
    frozen: FrameworkVersion, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything()
    file = tmp_path / "small.yaml"
    file.write_text(SMALL.replace("licence: CC-BY-4.0", "licence: other"))
    with pytest.raises(SystemExit):
        call_command("import_framework", file, "--territory", "grand-poitiers", "--publish")
    assert everything() == before


def test_drafts_of_it_and_layers_over_it_leave_it_alone(in_poitiers: Territory) -> None:
    version = publish(version=import_document(document=whole_document(), territory=in_poitiers))
    before = {name: rows[:] for name, rows in everything().items()}
    draft = new_draft(version=version, number="2.0")
    replace_document(
        version=draft, document=replace(whole_document(), version="2.0", themes=whole_document().themes[:1])
    )
    draft.delete()
    assert everything() == before


def test_packs_hold_it_without_touching_it(frozen: FrameworkVersion, in_poitiers: Territory) -> None:
    before = everything()
    pack = Pack(territory=in_poitiers, code="pack", title={"fr": "Lot"})
    pack.save()
    pack.versions.add(frozen)
    pack.versions.clear()
    pack.delete()
    assert everything() == before


def test_a_base_is_not_deleted_under_its_layers(in_poitiers: Territory) -> None:
    version = publish(version=import_document(document=whole_document(), territory=in_poitiers))
    extend(base=version, territory=in_poitiers, code="layer", title={"fr": "Couche", "en": "Layer"}, number="1")
    before = everything()
    with pytest.raises(Immutable):
        version.framework.delete()
    with pytest.raises(Immutable):
        version.delete()
    assert everything() == before


def test_sharing_alone_may_change_afterwards(frozen: FrameworkVersion) -> None:
    frozen.sharing = FrameworkVersion.Sharing.PUBLIC
    frozen.save(update_fields=["sharing"])
    frozen.number = "9"
    with pytest.raises(Immutable):
        frozen.save(update_fields=["sharing", "number"])
    kept = FrameworkVersion.objects.get()
    assert (kept.sharing, kept.number) == ("public", "1.0")
