"""Editing a draft: remembered, undone, done again; nothing written where it cannot be."""

import pytest

from assessments.editor.domain import acts
from assessments.editor.domain.operations import Operation, Refused, StaleEdit
from assessments.editor.models import Edit
from assessments.editor.services import edit, edit_all, redo, undo
from assessments.frameworks.models import FrameworkVersion, Immutable
from assessments.frameworks.rows import read_rows
from assessments.frameworks.services import publish, to_review
from territories.models import Territory
from tests.assessments.editor.desk import draft
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
HEAVIER = Operation("set", "question", "E1", "weight", before="1", after="2")
TITLE = {"fr": "Suivez-vous l'énergie ?", "en": "Do you follow energy?"}


@pytest.fixture
def version(in_poitiers: Territory) -> FrameworkVersion:
    return draft(in_poitiers)


def weight(version: FrameworkVersion, code: str = "E1") -> str:
    return str(next(one.weight for one in read_rows(fresh(version)).questions() if one.code == code))


def fresh(version: FrameworkVersion) -> FrameworkVersion:
    found: FrameworkVersion = FrameworkVersion.objects.select_related("framework").get(pk=version.pk)
    return found


def test_an_edit_is_written_and_remembered(version: FrameworkVersion) -> None:
    user = make_user()
    made = edit(version=version, operation=HEAVIER, user=user)
    assert weight(version) == "2"
    assert (made.author, made.title["fr"]) == (user, "Suivez-vous vos consommations ?")
    assert made.operations == [HEAVIER.to_dict()]


def test_undo_and_redo_go_back_and_forth_exactly(version: FrameworkVersion) -> None:
    user, before = make_user(), version.digest
    edit(version=version, operation=HEAVIER, user=user)
    removal = acts.removal(read_rows(fresh(version)), "question", "F3")
    edit_all(version=version, operations=removal, user=user)
    after = fresh(version).digest
    undo(version=version, user=user)
    assert weight(version) == "2"
    undo(version=version, user=user)
    assert fresh(version).digest == before
    with pytest.raises(Refused):
        undo(version=version, user=user)
    redo(version=version, user=user)
    redo(version=version, user=user)
    assert fresh(version).digest == after
    with pytest.raises(Refused):
        redo(version=version, user=user)


def test_after_something_new_what_was_undone_is_not_done_again(version: FrameworkVersion) -> None:
    user = make_user()
    edit(version=version, operation=HEAVIER, user=user)
    undo(version=version, user=user)
    edit(version=version, operation=acts.setting(read_rows(version), "question", "E2", "weight", "3"), user=user)
    with pytest.raises(Refused):
        redo(version=version, user=user)
    undo(version=version, user=user)
    assert (weight(version, "E1"), weight(version, "E2")) == ("1", "1")


def test_a_stale_edit_changes_nothing_at_all(version: FrameworkVersion) -> None:
    user = make_user()
    edit(version=version, operation=HEAVIER, user=user)
    both = (acts.setting(read_rows(fresh(version)), "question", "E2", "weight", "5"), HEAVIER)
    with pytest.raises(StaleEdit):
        edit_all(version=version, operations=both, user=user)
    assert (weight(version, "E1"), weight(version, "E2")) == ("2", "1")
    assert Edit.objects.count() == 1


def test_a_version_in_review_or_published_is_not_edited(version: FrameworkVersion) -> None:
    to_review(version=version)
    with pytest.raises(Immutable):
        edit(version=version, operation=HEAVIER, user=make_user())
    publish(version=version)
    with pytest.raises(Immutable):
        edit(version=version, operation=HEAVIER, user=make_user())
    assert weight(version) == "1"
    assert not Edit.objects.exists()
