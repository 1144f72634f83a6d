import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assessments.codesign.models import Comment
from assessments.codesign.queries.comments import threads
from assessments.codesign.services.comments import comment, resolve
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.services import import_document
from territories.models import RoleName, Territory
from tests.assessments.codesign.conftest import Enter
from tests.factories.accounts import make_user
from tests.factories.frameworks import simple_document


def test_a_thread_is_opened_answered_settled_and_opened_again_by_an_answer(
    draft: FrameworkVersion, in_poitiers: Territory
) -> None:
    author, other = make_user(name="Ana"), make_user(name="Luc")
    first = comment(version=draft, territory=in_poitiers, author=author, node="t1q1", text="Trop long ?")
    reply = comment(version=draft, territory=in_poitiers, author=other, to=first, text="Oui.")
    assert (reply.node, reply.parent) == ("t1q1", first)
    resolve(thread=reply, user=other)
    (thread,) = threads(draft, in_poitiers, "t1q1")
    assert thread.first.resolved_by == other
    assert thread.first.resolved_at
    assert thread.replies == (reply,)
    comment(version=draft, territory=in_poitiers, author=author, to=reply, text="Pas tout à fait.")
    (thread,) = threads(draft, in_poitiers)
    assert thread.first.resolved_at is None
    assert len(thread.replies) == 2


def test_an_empty_or_endless_comment_is_refused(draft: FrameworkVersion, in_poitiers: Territory) -> None:
    for text in ("", "a" * 2001):
        with pytest.raises(ValidationError):
            comment(version=draft, territory=in_poitiers, author=make_user(), text=text)
    assert not Comment.objects.exists()


def test_the_page_says_who_said_what_as_plain_text_and_settles(draft: FrameworkVersion, enter: Enter) -> None:
    client = enter()
    address = reverse("codesign:comments", args=[draft.pk])
    client.post(address, {"node": "t1q1", "text": "<b>Gras</b>\nDeux lignes"})
    said = Comment.objects.get()
    page = client.get(f"{address}?node=t1q1").content.decode()
    assert "&lt;b&gt;Gras&lt;/b&gt;<br>Deux lignes" in page
    assert "Question t1q1" in page
    client.post(address, {"node": "t1q1", "text": "D'accord", "to": said.pk})
    client.post(reverse("codesign:settle", args=[draft.pk, said.pk]), {"node": "t1q1"})
    said.refresh_from_db()
    assert said.resolved_at
    assert "Réglé" in client.get(address).content.decode()
    client.post(reverse("codesign:settle", args=[draft.pk, said.pk]), {"open": "1"})
    said.refresh_from_db()
    assert said.resolved_at is None


def test_what_is_refused_stays_in_the_form(draft: FrameworkVersion, enter: Enter) -> None:
    page = enter().post(reverse("codesign:comments", args=[draft.pk]), {"text": "b" * 2001})
    assert page.status_code == 200
    assert "b" * 2001 in page.content.decode()
    assert "notice--error" in page.content.decode()


def test_a_reader_reads_and_says_nothing(draft: FrameworkVersion, enter: Enter) -> None:
    client, address = enter(RoleName.READER), reverse("codesign:comments", args=[draft.pk])
    assert "Envoyer le commentaire" not in client.get(address).content.decode()
    assert client.post(address, {"text": "Bonjour"}).status_code == 404
    assert not Comment.objects.exists()


def test_a_neighbour_and_a_visitor_find_nothing(draft: FrameworkVersion, enter: Enter, lille: Territory) -> None:
    address = reverse("codesign:comments", args=[draft.pk])
    assert enter("").get(address).status_code == 302
    assert enter(RoleName.ADMINISTRATOR, lille).get(address).status_code == 404


def test_a_thread_of_another_version_is_not_answered(
    draft: FrameworkVersion, enter: Enter, in_poitiers: Territory
) -> None:
    other = import_document(document=simple_document(code="autre"), territory=in_poitiers)
    there = comment(version=other, territory=in_poitiers, author=make_user(), text="Ailleurs")
    answered = enter().post(reverse("codesign:comments", args=[draft.pk]), {"text": "Ici", "to": there.pk})
    assert answered.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many_comments(
    count: int, draft: FrameworkVersion, in_poitiers: Territory, enter: Enter, django_assert_num_queries: object
) -> None:
    for place in range(count):
        comment(version=draft, territory=in_poitiers, author=make_user(), node=f"t1q{place + 1}", text="Bien")
    client = enter()
    client.get(reverse("codesign:comments", args=[draft.pk]))
    with django_assert_num_queries(16):  # type: ignore[operator]
        client.get(reverse("codesign:comments", args=[draft.pk]))
