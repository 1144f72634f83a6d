import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.codesign import tokens
from assessments.codesign.models import Feedback, Invitation, Preview
from assessments.codesign.queries.previews import heard
from assessments.codesign.services import previews as services
from assessments.codesign.services.previews import Said
from assessments.codesign.tasks import forget_addresses
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.services import import_document
from assessments.responses.models import Assessment
from territories.models import RoleName, Territory
from tests.assessments.codesign.conftest import Enter
from tests.factories.accounts import make_user
from tests.factories.responses import document


@pytest.fixture
def author() -> User:
    return make_user("ana@poitiers.exemple", name="Ana")


@pytest.fixture
def preview(draft: FrameworkVersion, in_poitiers: Territory, author: User) -> Preview:
    return services.open_preview(
        version=draft, territory=in_poitiers, user=author, kind="company", days=10, message="Dites-nous tout."
    )


@pytest.fixture
def invitation(preview: Preview, author: User) -> Invitation:
    return services.invite(preview=preview, emails=["zoe@atelier.exemple"], user=author)[0]


def link(invitation: Invitation, theme: str = "") -> str:
    token = tokens.make(invitation.pk)
    return reverse("codesign:trial_theme", args=[token, theme]) if theme else reverse("codesign:trial", args=[token])


def test_the_mail_holds_a_link_that_opens_without_an_account(
    preview: Preview, author: User, enter: Enter, drain: Any
) -> None:
    services.invite(preview=preview, emails=["zoe@atelier.exemple"], user=author)
    drain()
    (letter,) = mail.outbox
    found = re.search(r"http://grand-poitiers\.localhost(/essai/\S+/)", str(letter.body))
    assert found
    assert "Dites-nous tout." in letter.body
    assert "30 jours" in letter.body
    page = enter("").get(found[1])
    assert page.status_code == 200
    assert "Dites-nous tout." in page.content.decode()
    assert Invitation.objects.get().opened_at


def test_the_questions_stand_as_they_will_be_asked_and_answers_are_not_kept(
    invitation: Invitation, enter: Enter
) -> None:
    client = enter("")
    page = client.get(link(invitation, "t1")).content.decode()
    assert page.count('class="question"') == 3
    assert "Étape 3" in page
    sent = {"q-t1q1": "s3", "v-t1q1": "unclear", "c-t1q1": "Que veut dire <étape> ?", "v-t1q2": "clear", "v-t1q3": "x"}
    response = client.post(link(invitation, "t1"), sent)
    assert response.headers["Location"] == link(invitation, "t2")
    assert {(row.question_code, row.verdict, row.comment) for row in Feedback.objects.all()} == {
        ("t1q1", "unclear", "Que veut dire <étape> ?"),
        ("t1q2", "clear", ""),
    }
    assert not Assessment.objects.exists()
    again = client.get(link(invitation, "t1")).content.decode()
    assert "Que veut dire &lt;étape&gt; ?" in again
    assert 'name="v-t1q2" value="clear" checked' in again


def test_a_second_opinion_takes_the_place_of_the_first_and_nothing_takes_it_back(invitation: Invitation) -> None:
    services.give_feedback(invitation=invitation, said={"t1q1": Said("unclear", "Flou"), "t1q2": Said("clear")})
    services.give_feedback(invitation=invitation, said={"t1q1": Said("clear"), "t1q2": Said()})
    assert [(row.question_code, row.verdict, row.comment) for row in Feedback.objects.all()] == [("t1q1", "clear", "")]


def test_a_remark_too_long_comes_back_with_its_words_and_nothing_is_kept(invitation: Invitation, enter: Enter) -> None:
    long = "m" * 1001
    page = enter("").post(link(invitation, "t1"), {"v-t1q2": "clear", "c-t1q1": long})
    assert page.status_code == 200
    text = page.content.decode()
    assert long in text
    assert "Dites-le en 1000 caractères" in text.replace("\u202f", "").replace("\xa0", " ")
    assert 'name="v-t1q2" value="clear" checked' in text
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("end", ["closed", "expired", "withdrawn"])
def test_an_ended_link_opens_nothing_and_keeps_nothing(
    end: str, preview: Preview, invitation: Invitation, enter: Enter
) -> None:
    client, moment = enter(""), timezone.now()
    if end == "closed":
        services.close_preview(preview=preview)
    elif end == "withdrawn":
        services.withdraw(invitation=invitation)
    else:
        moment += timedelta(days=10, minutes=1)
    with time_machine.travel(moment, tick=False):
        assert client.get(link(invitation)).status_code == 410
        assert client.post(link(invitation, "t1"), {"v-t1q1": "clear"}).status_code == 410
        with pytest.raises(services.PreviewClosed):
            services.give_feedback(
                invitation=Invitation.objects.select_related("preview").get(), said={"t1q1": Said("clear")}
            )
    assert not Feedback.objects.exists()


def test_a_forged_link_and_one_of_another_territory_open_nothing(
    invitation: Invitation, enter: Enter, lille: Territory
) -> None:
    assert enter("").get(reverse("codesign:trial", args=["forged"])).status_code == 404
    assert enter("", lille).get(link(invitation)).status_code == 404


def test_inviting_is_bounded_and_all_or_nothing(preview: Preview, author: User, settings: Any) -> None:
    for _ in range(services.INVITATIONS_A_DAY):
        services.invite(preview=preview, emails=["zoe@atelier.exemple"], user=author)
    assert Invitation.objects.count() == 1
    with pytest.raises(ValidationError, match=r"zoe@atelier\.exemple"):
        services.invite(preview=preview, emails=["neuf@atelier.exemple", "zoe@atelier.exemple"], user=author)
    assert Invitation.objects.count() == 1
    with pytest.raises(ValidationError):
        services.invite(preview=preview, emails=[f"p{n}@exemple.fr" for n in range(201)], user=author)


def test_addresses_are_forgotten_once_the_preview_is_over(preview: Preview, invitation: Invitation) -> None:
    services.give_feedback(invitation=invitation, said={"t1q1": Said("clear", "Bien")})
    with time_machine.travel(timezone.now() + timedelta(days=39), tick=False):
        forget_addresses()
        assert Invitation.objects.get().email == "zoe@atelier.exemple"
    with time_machine.travel(timezone.now() + timedelta(days=41), tick=False):
        forget_addresses()
    assert Invitation.objects.get().email == ""
    assert Feedback.objects.get().comment == "Bien"


def test_authors_read_the_counts_and_the_words_without_a_name(preview: Preview, author: User, enter: Enter) -> None:
    emails = ["a@exemple.fr", "b@exemple.fr", "c@exemple.fr"]
    first, second, third = services.invite(preview=preview, emails=emails, user=author)
    services.give_feedback(invitation=first, said={"t1q1": Said("unclear", "Trop long"), "t2q1": Said("clear")})
    services.give_feedback(invitation=second, said={"t1q1": Said("not_for_us"), "t2q1": Said("clear")})
    services.give_feedback(invitation=third, said={"gone": Said("", "Question retirée")})
    said = heard(preview)
    assert said["t1q1"].verdicts == {"unclear": 1, "not_for_us": 1}
    assert said["t1q1"].comments == [("Pas claire", "Trop long")]
    page = enter(RoleName.READER).get(reverse("codesign:preview", args=[preview.pk])).content.decode()
    assert page.index("Question t1q1") < page.index("Question t2q1") < page.index("Question retirée")
    assert "a@exemple.fr" not in page


def test_the_team_opens_invites_withdraws_and_closes(draft: FrameworkVersion, enter: Enter) -> None:
    client = enter()
    made = client.post(reverse("codesign:previews", args=[draft.pk]), {"kind": "association", "days": "7"})
    preview = Preview.objects.get()
    assert made.headers["Location"] == reverse("codesign:preview", args=[preview.pk])
    client.post(made.headers["Location"], {"emails": "Un@exemple.fr; deux@exemple.fr\nun@exemple.fr"})
    assert {one.email for one in Invitation.objects.all()} == {"un@exemple.fr", "deux@exemple.fr"}
    wrong = client.post(made.headers["Location"], {"emails": "trois@exemple.fr, pas une adresse"})
    assert "pas" in wrong.content.decode()
    assert Invitation.objects.count() == 2
    one = Invitation.objects.get(email="un@exemple.fr")
    client.post(reverse("codesign:withdraw", args=[preview.pk, one.pk]))
    one.refresh_from_db()
    assert (one.email, bool(one.withdrawn_at)) == ("", True)
    client.post(reverse("codesign:close_preview", args=[preview.pk]))
    preview.refresh_from_db()
    assert not preview.is_open


def test_a_reader_and_a_neighbour_open_and_invite_nothing(
    draft: FrameworkVersion, preview: Preview, enter: Enter, lille: Territory
) -> None:
    addresses = [reverse("codesign:previews", args=[draft.pk]), reverse("codesign:preview", args=[preview.pk])]
    reader, neighbour = enter(RoleName.READER), enter(RoleName.ADMINISTRATOR, lille)
    for address in addresses:
        assert reader.get(address).status_code == 200
        assert reader.post(address, {"kind": "company", "days": 3, "emails": "a@b.fr"}).status_code == 404
        assert neighbour.get(address).status_code == 404
    assert reader.post(reverse("codesign:close_preview", args=[preview.pk])).status_code == 404
    assert Preview.objects.count() == 1
    assert not Invitation.objects.exists()


def test_conditional_and_narrow_questions_are_shown_to_pioneers_of_the_kind(
    in_poitiers: Territory, author: User, enter: Enter
) -> None:
    version = import_document(document=document(), territory=in_poitiers)
    preview = services.open_preview(version=version, territory=in_poitiers, user=author, kind="company", days=3)
    (invitation,) = services.invite(preview=preview, emails=["a@exemple.fr"], user=author)
    client: Client = enter("")
    page = client.get(link(invitation, "energie")).content.decode()
    assert "Le chauffage est-il programmé" in page  # only for those with premises
    assert "Aller et venir." in client.get(link(invitation, "chiffres")).content.decode()
    assert client.get(link(invitation, "mairie")).status_code == 404  # for public bodies


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_cost_the_same_however_long(
    count: int, draft: FrameworkVersion, in_poitiers: Territory, author: User, enter: Enter,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for n in range(count):
        one = services.open_preview(version=draft, territory=in_poitiers, user=author, kind="company", days=3)
        invited = services.invite(preview=one, emails=[f"p{m}@exemple.fr" for m in range(n + 1)], user=author)
        for row in invited:
            services.give_feedback(invitation=row, said={"t1q1": Said("clear")})
    client = enter()
    client.get(reverse("codesign:previews", args=[draft.pk]))
    with django_assert_num_queries(7):
        client.get(reverse("codesign:previews", args=[draft.pk]))
    with django_assert_num_queries(17):
        client.get(reverse("codesign:preview", args=[one.pk]))
