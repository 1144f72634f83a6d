"""Importing, publishing, retiring, and which version serves whom."""

from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from assessments.frameworks.domain.files import read_path
from assessments.frameworks.models import Framework, FrameworkVersion, Immutable, Question, Theme
from assessments.frameworks.plan import compile_version
from assessments.frameworks.queries import NoFramework, current_version, published_versions, version_named
from assessments.frameworks.services import (
    AlreadyPublished,
    UnsoundFramework,
    import_document,
    import_file,
    install_shipped,
    publish,
    retire,
)
from territories.models import Territory
from territories.scope import EVERYWHERE, territory_scope
from tests.assessments.frameworks.files import ENISA, needs_real_files
from tests.factories.frameworks import published, simple_document


def test_the_number_of_queries_does_not_follow_the_size(
    in_poitiers: Territory, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Up to what SQLite takes in one insertion (999 values); PostgreSQL takes sixty times as many."""
    with django_assert_max_num_queries(18):
        import_document(document=simple_document(code="a", themes=1, questions=2), territory=in_poitiers)
    with django_assert_max_num_queries(18):
        import_document(document=simple_document(code="b", themes=3, questions=8), territory=in_poitiers)
    assert Question.objects.count() == 26


def test_the_same_content_twice_is_one_version(in_poitiers: Territory) -> None:
    first = import_document(document=simple_document(), territory=in_poitiers)
    publish(version=first)
    assert import_document(document=simple_document(), territory=in_poitiers).pk == first.pk
    assert FrameworkVersion.objects.count() == 1


def test_a_draft_is_replaced_by_a_new_content(in_poitiers: Territory) -> None:
    import_document(document=simple_document(questions=2), territory=in_poitiers)
    version = import_document(document=simple_document(questions=4), territory=in_poitiers)
    assert [v.pk for v in FrameworkVersion.objects.all()] == [version.pk]
    assert Question.objects.count() == 8


def test_a_published_number_is_taken(in_poitiers: Territory) -> None:
    publish(version=import_document(document=simple_document(questions=2), territory=in_poitiers))
    with pytest.raises(AlreadyPublished):
        import_document(document=simple_document(questions=3), territory=in_poitiers)
    assert Question.objects.count() == 4


def test_an_unsound_file_leaves_nothing(tmp_path, in_poitiers: Territory) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "cut.yaml"
    file.write_bytes(b"format: assett-framework/1\ncode: cut\n")
    with pytest.raises(UnsoundFramework) as refusal:
        import_file(path=file, territory=in_poitiers)
    assert refusal.value.problems
    assert not Framework.objects.exists()


def test_a_fault_half_way_leaves_nothing(in_poitiers: Territory, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("cut")

    monkeypatch.setattr("assessments.frameworks.rows._write_levels", fail)
    with pytest.raises(RuntimeError):
        import_document(document=simple_document(), territory=in_poitiers)
    assert not Framework.objects.exists()
    assert not Theme.objects.exists()


def test_publishing_retires_the_version_before(in_poitiers: Territory) -> None:
    first = publish(version=import_document(document=simple_document(version="1"), territory=in_poitiers))
    second = publish(version=import_document(document=simple_document(version="2"), territory=in_poitiers))
    first.refresh_from_db()
    assert (first.status, second.status) == ("retired", "published")
    assert publish(version=second).published_at == second.published_at
    with pytest.raises(Immutable):
        publish(version=first)
    with pytest.raises(Immutable):
        retire(version=first)
    assert current_version(in_poitiers) == second
    assert [q.code for q in compile_version(first).document.questions()]


def test_the_nearest_territory_decides(national: Territory, poitiers: Territory, lille: Territory) -> None:
    everyone = published(national)
    own = published(poitiers, simple_document(code="own"))
    published(lille, simple_document(code="elsewhere"))
    with territory_scope(poitiers):
        assert current_version(poitiers) == own
        assert list(published_versions(poitiers)) == [own, everyone]
    with territory_scope(national):
        assert current_version(national) == everyone


def test_a_second_framework_does_not_displace_the_first(in_poitiers: Territory) -> None:
    first = publish(version=import_document(document=simple_document(code="one"), territory=in_poitiers))
    second = publish(version=import_document(document=simple_document(code="two"), territory=in_poitiers))
    newer = publish(version=import_document(document=simple_document(code="one", version="2"), territory=in_poitiers))
    assert list(published_versions(in_poitiers)) == [newer, second]
    assert first != current_version(in_poitiers)


def test_without_any_framework_it_is_said(in_poitiers: Territory) -> None:
    import_document(document=simple_document(), territory=in_poitiers)
    with pytest.raises(NoFramework):
        current_version(in_poitiers)


def test_a_version_is_found_by_its_name(national: Territory, lille: Territory) -> None:
    first = published(national, simple_document(version="1"))
    second = published(national, simple_document(version="2"))
    with territory_scope(lille):
        assert version_named("DEMO") == second
        assert version_named("demo@1") == first
        with pytest.raises(NoFramework):
            version_named("demo@3")
        with pytest.raises(NoFramework):
            version_named("other")


def test_a_framework_of_another_territory_is_not_seen(poitiers: Territory, lille: Territory) -> None:
    published(lille)
    with territory_scope(poitiers):
        assert not Framework.objects.exists()
        assert not FrameworkVersion.objects.exists()
        assert not Question.objects.exists()
        with pytest.raises(NoFramework):
            version_named("demo")


def test_the_shipped_framework_installs_once(national: Territory) -> None:
    with territory_scope(national):
        version = install_shipped(territory=national)
        assert version.status == "published"
        assert install_shipped(territory=national).pk == version.pk
        assert len(list(compile_version(version).document.questions())) == 40


@needs_real_files
def test_a_real_file_survives_the_database(national: Territory) -> None:
    document = read_path(ENISA).document
    assert document is not None
    version = published(national, document)
    with territory_scope(EVERYWHERE):
        assert compile_version(version).document == document


def test_two_documents_differ_by_their_digest() -> None:
    document = simple_document()
    assert document.digest() == simple_document().digest()
    assert replace(document, licence="other").digest() != document.digest()
