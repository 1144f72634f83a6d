"""Extending, forking, next editions, taking an update, and the way to publication."""

from dataclasses import replace
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from assessments.frameworks.domain.document import Choice
from assessments.frameworks.domain.layers import breaches
from assessments.frameworks.models import Framework, FrameworkVersion, Immutable, Question
from assessments.frameworks.plan import compile_version
from assessments.frameworks.services import (
    BrokenLimits,
    NotADraft,
    Unsettled,
    UnsoundFramework,
    extend,
    fork,
    import_document,
    new_draft,
    publish,
    replace_document,
    take_update,
    to_draft,
    to_review,
    update_of,
)
from outbox.models import Event
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.frameworks.layered import both, core, extension, on_question, without
from tests.factories.frameworks import ladder, published, simple_document


@pytest.fixture
def base(national: Territory) -> FrameworkVersion:
    return published(national, core())


@pytest.fixture
def region(base: FrameworkVersion, in_poitiers: Territory) -> FrameworkVersion:
    """Poitiers' published extension."""
    return publish(version=import_document(document=extension(), territory=in_poitiers))


def next_core(territory: Territory) -> FrameworkVersion:
    """The core drops t1q1, which the extension changed, and adds a question to t2."""
    document = on_question(without(core("2"), "t1q1"), "t2q1", lambda q: replace(q, title=both("Better")))
    return published(territory, replace(document, resources=()))


def test_an_extension_is_a_draft_over_its_base(base: FrameworkVersion, in_poitiers: Territory) -> None:
    draft = extend(base=base, territory=in_poitiers, code="region", title=both("Region"), number="1")
    assert (draft.status, draft.base, draft.base_name, draft.core) == ("draft", base, "core@1", "core")
    assert (draft.framework.territory, draft.framework.title) == (in_poitiers, both("Region"))
    plan = compile_version(draft)
    assert plan.core is not None
    assert {question.origin for question in plan.document.questions()} == {"core"}
    assert breaches(core(), plan.document) == ()


def test_what_cannot_be_extended_is_refused(base: FrameworkVersion, in_poitiers: Territory) -> None:
    def attempt(version: FrameworkVersion, code: str) -> None:
        extend(base=version, territory=in_poitiers, code=code, title=both("Region"), number="1")

    attempt(base, "region")
    for version, code in (
        (base, "core"),
        (base, "region"),
        (FrameworkVersion.objects.get(framework__code="region"), "x"),
    ):
        with pytest.raises(ValidationError):
            attempt(version, code)
    assert Framework.objects.count() == 2


def test_the_base_of_a_file_is_found_or_missed(base: FrameworkVersion, in_poitiers: Territory) -> None:
    version = import_document(document=extension(), territory=in_poitiers)
    assert version.base == base
    with pytest.raises(UnsoundFramework) as refusal:
        import_document(document=replace(extension(), version="r2", base="core@9"), territory=in_poitiers)
    assert [problem.code for problem in refusal.value.problems] == ["missing_base"]
    assert FrameworkVersion.objects.filter(number="r2").count() == 0


def test_a_broken_layer_is_not_stored(region: FrameworkVersion, in_poitiers: Territory) -> None:
    draft = new_draft(version=region, number="r2")
    document = compile_version(draft).document
    before = draft.digest
    with pytest.raises(BrokenLimits) as refusal:
        replace_document(
            version=draft, document=on_question(document, "t1q1", lambda q: replace(q, weight=Fraction(9)))
        )
    assert [problem.where for problem in refusal.value.problems] == ["questions/t1q1/weight"]
    assert FrameworkVersion.objects.get(pk=draft.pk).digest == before
    assert compile_version(draft).document == document


def test_a_draft_keeps_its_row_when_its_content_changes(in_poitiers: Territory) -> None:
    draft = import_document(document=simple_document(), territory=in_poitiers)
    changed = replace_document(version=draft, document=simple_document(themes=3))
    assert changed.pk == draft.pk
    assert Question.objects.filter(version=draft).count() == 9
    assert compile_version(changed).document == simple_document(themes=3)


def test_what_cannot_be_compiled_is_not_stored(in_poitiers: Territory) -> None:
    draft = import_document(document=simple_document(), territory=in_poitiers)
    twice = on_question(simple_document(), "t1q2", lambda q: replace(q, code="t1q1"))
    loop = on_question(simple_document(), "t1q2", lambda q: replace(ladder("t1q2"), kind="computed", formula="[t1q2]"))
    for document in (twice, loop):
        with pytest.raises(UnsoundFramework) as refusal:
            replace_document(version=draft, document=document)
        assert refusal.value.problems
    assert compile_version(draft).document == simple_document()


def test_an_unfinished_draft_is_kept_but_not_published(in_poitiers: Territory) -> None:
    lonely = on_question(simple_document(), "t1q1", lambda q: replace(q, choices=(Choice("s0", both("No")),)))
    draft = replace_document(
        version=import_document(document=simple_document(), territory=in_poitiers), document=lonely
    )
    for verb in (to_review, publish):
        with pytest.raises(UnsoundFramework) as refusal:
            verb(version=draft)
        assert "one_choice" in [problem.code for problem in refusal.value.problems]
    assert FrameworkVersion.objects.get().status == "draft"


def test_the_way_to_publication(in_poitiers: Territory) -> None:
    draft = import_document(document=simple_document(), territory=in_poitiers)
    reviewed = to_review(version=draft)
    assert reviewed.status == "review"
    with pytest.raises(NotADraft):
        replace_document(version=reviewed, document=simple_document(themes=1))
    with pytest.raises(NotADraft):
        import_document(document=simple_document(themes=1), territory=in_poitiers)
    assert to_draft(version=reviewed).status == "draft"
    opened = publish(version=to_review(version=draft))
    assert opened.status == "published"
    publish(version=opened)
    assert [event.payload for event in Event.objects.filter(topic="framework_published")] == [{"version": opened.pk}]
    with pytest.raises(Immutable):
        to_review(version=opened)


def test_the_next_edition_starts_as_the_former(region: FrameworkVersion) -> None:
    draft = new_draft(version=region, number="r2")
    assert compile_version(draft).document == replace(extension(), version="r2")
    assert (draft.base, draft.status) == (region.base, "draft")
    with pytest.raises(ValidationError):
        new_draft(version=region, number="r2")


def test_a_copy_elsewhere_keeps_where_it_comes_from(region: FrameworkVersion, lille: Territory) -> None:
    """Lille does not see Poitiers' extension; the core that both stand on stays the base."""
    with territory_scope(lille), pytest.raises(ValidationError):
        fork(source=region, territory=lille, code="nord", number="1")
    with territory_scope(region.framework.territory):
        region.sharing = FrameworkVersion.Sharing.TERRITORIES
        region.save(update_fields=["sharing"])
    with territory_scope(lille):
        copy = fork(source=region, territory=lille, code="nord", number="1")
        document = compile_version(copy).document
        assert (copy.forked_from_id, copy.base_name, copy.core) == (region.pk, "core@1", "core")
        assert {question.code for question in document.questions() if not question.origin} == {"ours", "l1", "l2"}
        assert breaches(core(), document) == ()
        publish(version=copy)


def test_a_copy_of_a_framework_of_its_own_is_one_too(poitiers: Territory, lille: Territory) -> None:
    source = published(poitiers)
    with territory_scope(poitiers):
        source.sharing = FrameworkVersion.Sharing.PUBLIC
        source.save(update_fields=["sharing"])
    with territory_scope(lille):
        copy = fork(source=source, territory=lille, code="copy", number="1")
        assert (copy.base, copy.core, copy.forked_from_id) == (None, "", source.pk)
        assert compile_version(copy).document == replace(simple_document(), code="copy")


def test_an_update_of_the_core_is_taken_once_settled(
    region: FrameworkVersion, national: Territory, in_poitiers: Territory
) -> None:
    newer = next_core(national)
    found = update_of(region, newer)
    assert [conflict.id for conflict in found.conflicts] == ["dropped_changed:question:t1q1:"]
    with pytest.raises(Unsettled) as refusal:
        take_update(version=region, base=newer, number="r2", decisions={})
    assert refusal.value.conflicts == found.conflicts
    assert FrameworkVersion.objects.filter(framework__code="region").count() == 1
    draft = take_update(version=region, base=newer, number="r2", decisions={found.conflicts[0].id: "mine"})
    document = compile_version(draft).document
    assert (draft.base, draft.base_name, document.base) == (newer, "core@2", "core@2")
    questions = {question.code: question for question in document.questions()}
    assert questions["t2q1"].title == both("Better")
    assert (questions["t1q1"].origin, questions["t1q1"].help) == ("", both("Local help"))
    assert publish(version=draft).status == "published"
    assert FrameworkVersion.objects.get(pk=region.pk).status == "retired"
    assert compile_version(region).document == extension()


def test_only_another_version_of_the_base_is_taken(
    region: FrameworkVersion, base: FrameworkVersion, national: Territory, in_poitiers: Territory
) -> None:
    stranger = published(national, simple_document(code="stranger"))
    for version, taken in ((region, base), (region, stranger), (stranger, base)):
        with pytest.raises(ValidationError):
            take_update(version=version, base=taken, number="r2", decisions={})
