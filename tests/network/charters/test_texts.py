"""Writing a charter, adopting it: an adopted text never changes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from network.charters import queries
from network.charters.domain.rules import Rules
from network.charters.domain.text import digest_of
from network.charters.models import Article, Charter, CharterVersion, FrozenError, Status
from network.charters.services import (
    add_article,
    adopt,
    back_to_draft,
    create_charter,
    discuss,
    edit_article,
    edit_preamble,
    move_article,
    remove_article,
    set_rules,
    start_version,
    text_of,
)
from outbox.models import Event
from territories.models import Territory
from territories.scope import territory_scope
from tests.factories.charters import make_charter, make_draft, new_version

pytestmark = pytest.mark.usefixtures("in_poitiers")


def titles(version: CharterVersion) -> list[str]:
    return [article.title["fr"] for article in Article.objects.filter(version=version).order_by("position")]


def test_articles_are_added_moved_edited_and_removed() -> None:
    version = make_draft()
    first, second = Article.objects.filter(version=version).order_by("position")[:2]
    move_article(article=second, by=-1)
    assert titles(version)[:2] == [second.title["fr"], first.title["fr"]]
    move_article(article=second, by=-1)  # it is the first already
    assert titles(version)[0] == second.title["fr"]
    edit_article(article=first, title={"fr": "Autre"}, body={"fr": " Texte \r\nsuite "}, kind="principle")
    first.refresh_from_db()
    assert (first.title, first.body) == ({"fr": "Autre"}, {"fr": "Texte \nsuite"})
    remove_article(article=second)
    assert len(titles(version)) == 4


def test_a_code_is_never_given_twice() -> None:
    version = make_draft()
    last = Article.objects.filter(version=version).order_by("-position").first()
    remove_article(article=last)
    adopt(version=version)
    following = start_version(charter=version.charter)
    codes = [add_article(version=following, title={"fr": name}, body={}).code for name in ("Un", "Deux")]
    assert codes == ["a5", "a6"]  # a5 was never adopted


def test_adopting_freezes_the_text_and_its_digest() -> None:
    version = adopt(version=make_draft())
    assert version.digest == digest_of(version.text)
    assert version.text == text_of(version)
    assert "Trier nos déchets à la source" in version.text
    assert Event.objects.get(topic="charter_adopted").payload["version"] == str(version.pk)
    assert adopt(version=version).adopted_at == version.adopted_at


def test_an_adopted_text_never_changes() -> None:
    version = adopt(version=make_draft())
    article = Article.objects.filter(version=version).order_by("position").first()
    read_again = CharterVersion.objects.get(pk=version.pk)
    refused = (
        lambda: version.save(),
        lambda: read_again.save(update_fields=["preamble"]),
        lambda: version.delete(),
        lambda: article.save(),
        lambda: article.delete(),
        lambda: Article.objects.filter(version=version).update(title={"fr": "x"}),
        lambda: Article.objects.filter(version=version).delete(),
        lambda: CharterVersion.objects.filter(pk=version.pk).update(digest="x"),
        lambda: CharterVersion.objects.filter(pk=version.pk).delete(),
    )
    for act in refused:
        with pytest.raises(FrozenError):
            act()
    with pytest.raises(ValidationError):
        edit_preamble(version=version, preamble={"fr": "Autre"})
    with pytest.raises(ValidationError):
        add_article(version=version, title={"fr": "x"}, body={})
    read_again.status = Status.DRAFT  # a status changed in memory opens nothing
    with pytest.raises(FrozenError):
        read_again.save()
    assert CharterVersion.objects.get(pk=version.pk).text == version.text


def test_a_new_text_retires_the_former_one() -> None:
    charter = make_charter()
    first = queries.adopted_version(charter)
    second = new_version(charter)
    assert first is not None
    first = CharterVersion.objects.get(pk=first.pk)
    assert (first.status, first.retired_at is not None) == (Status.RETIRED, True)
    assert (second.number, second.status) == (2, Status.ADOPTED)
    assert titles(second)[:5] == titles(first)
    assert second.digest != first.digest
    with pytest.raises(ValidationError, match="remplacé"):
        adopt(version=first)


def test_one_version_is_at_work_at_a_time() -> None:
    version = make_draft()
    assert start_version(charter=version.charter).pk == version.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        CharterVersion.objects.create(charter=version.charter, number=9)


def test_a_draft_is_discussed_then_taken_back() -> None:
    version = make_draft()
    assert discuss(version=version).status == Status.DISCUSSED
    assert back_to_draft(version=version).status == Status.DRAFT
    assert adopt(version=discuss(version=version)).status == Status.ADOPTED


def test_a_text_without_article_is_neither_discussed_nor_adopted(in_poitiers: Territory) -> None:
    charter = create_charter(territory=in_poitiers, title="Vide")
    version = queries.version_at_work(charter)
    assert version is not None
    for act in (discuss, adopt):
        with pytest.raises(ValidationError):
            act(version=version)


def test_a_territory_has_one_charter_and_others_in_common(in_poitiers: Territory) -> None:
    main = make_charter()
    with pytest.raises(ValidationError):
        create_charter(territory=in_poitiers, title="Une autre")
    with pytest.raises(ValidationError):
        create_charter(territory=in_poitiers, title="Sans groupe", scope_kind="in_common")
    park = create_charter(territory=in_poitiers, title="Parc", scope_kind="in_common", group="Parc du Grand Large")
    assert queries.charter_of(in_poitiers) == main
    assert list(queries.charters()) == [main, park]
    assert list(queries.adopted_charters()) == [main]


def test_rules_are_set_without_code_and_checked() -> None:
    charter = make_charter()
    set_rules(charter=charter, rules=Rules(months=6, commitments=2))
    assert Rules.from_dict(Charter.objects.get(pk=charter.pk).rules) == Rules(months=6, commitments=2)
    charter.rules = {"months": -1}
    with pytest.raises(ValidationError):
        charter.full_clean()


def test_a_charter_stays_in_its_territory(in_poitiers: Territory) -> None:
    make_charter()
    assert in_poitiers.parent is not None
    with territory_scope(in_poitiers.parent):
        assert not queries.adopted_charters().exists()
        assert not CharterVersion.objects.exists()
        assert not Article.objects.exists()
