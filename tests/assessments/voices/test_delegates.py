"""A colleague answers the themes they were given: by a link that opens for one mailbox, and that can be withdrawn."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.models import User
from assessments.responses.models import Answer, Assessment, FormerAnswer
from assessments.responses.services import Given, save_answer
from assessments.voices import services
from assessments.voices.models import Event, Voice, VoiceEvent
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.voices.conftest import HOST, Enter, posted, typed_code
from tests.factories import voices as make


@pytest.fixture
def zoe(draft: Assessment, owner: User, poitiers: Territory) -> Voice:
    with territory_scope(poitiers):
        return make.make_delegate(draft, owner)


def page(draft: Assessment, rest: str) -> str:
    return f"/faire-le-point/{draft.pk}/{rest}"


def send(client: Client, draft: Assessment, code: str, text: str, revision: int = 0) -> Any:
    body = json.dumps({"texts": [text], "revision": revision})
    return client.post(page(draft, f"reponse/{code}/"), body, content_type="application/json")


def stored(draft: Assessment, code: str) -> Answer:
    with territory_scope(draft.territory):
        found: Answer = Answer.objects.get(assessment=draft, question_code=code)
        return found


class TestTheLink:
    def test_from_the_form_to_an_answer_with_a_name(
        self, draft: Assessment, owner: User, poitiers: Territory, enter: Enter
    ) -> None:
        facts = {
            "name": "Zoé Petit", "email": "Zoe@Exemple.fr", "themes": ["t1"],
            "until": (timezone.localdate() + timedelta(days=3)).isoformat(), "message": "Merci !",
        }  # fmt: skip
        asking = make.signed_in(owner, poitiers).post(f"/regards/{draft.pk}/collegue/", facts)
        assert asking.headers["Location"] == f"/regards/{draft.pk}/"
        with territory_scope(poitiers):
            voice = Voice.objects.get()
        assert make.link_of(voice) in posted("zoe@exemple.fr")
        client = enter(voice)
        shown = client.get(page(draft, "theme/t1/")).content.decode()
        assert "Paule Martin" in shown
        assert send(client, draft, "t1q1", "s3").status_code == 200
        assert (stored(draft, "t1q1").value, stored(draft, "t1q1").author_name) == ("s3", "Zoé Petit")

    def test_forwarded_to_a_stranger_it_opens_nothing(self, zoe: Voice, draft: Assessment, browser: Client) -> None:
        shown = browser.get(make.link_of(zoe)).content.decode()
        assert "z…@exemple.fr" in shown
        assert "zoe@exemple.fr" not in shown
        assert browser.get(page(draft, "theme/t1/")).status_code == 404
        assert send(browser, draft, "t1q1", "s3").status_code == 404
        assert browser.get(f"/regards/voix/{zoe.pk}/").status_code == 404
        assert browser.post(f"/regards/voix/{zoe.pk}/fini/").status_code == 404

    def test_a_code_read_elsewhere_opens_only_the_browser_that_asked_for_it(self, zoe: Voice, browser: Client) -> None:
        code = typed_code(browser, zoe)
        other = Client(headers={"host": HOST})
        assert other.post(make.link_of(zoe), {"code": code}).status_code == 200
        assert other.get(f"/regards/voix/{zoe.pk}/").status_code == 404
        assert browser.post(make.link_of(zoe), {"code": code}).status_code == 302

    def test_three_wrong_codes_close_the_code(self, zoe: Voice, browser: Client) -> None:
        code = typed_code(browser, zoe)
        wrong = "000000" if code != "000000" else "000001"
        for _try in range(3):
            browser.post(make.link_of(zoe), {"code": wrong})
        assert browser.post(make.link_of(zoe), {"code": code}).status_code == 200
        assert browser.get(f"/regards/voix/{zoe.pk}/").status_code == 404

    def test_codes_do_not_fill_a_mailbox(self, zoe: Voice, browser: Client) -> None:
        typed_code(browser, zoe)
        sent = len(mail.outbox)
        browser.post(f"{make.link_of(zoe)}code/")
        posted(zoe.email)
        assert len(mail.outbox) == sent

    def test_cut_forged_or_of_another_territory(self, zoe: Voice, lille: Territory, browser: Client) -> None:
        assert browser.get(f"{make.link_of(zoe)[:-4]}/").status_code == 404
        elsewhere = Client(headers={"host": lille.host})
        assert elsewhere.get(make.link_of(zoe)).status_code == 404

    def test_it_ends(self, zoe: Voice, draft: Assessment, enter: Enter, browser: Client) -> None:
        client = enter(zoe)
        with time_machine.travel(timezone.now() + timedelta(days=10), tick=True):
            refused = send(client, draft, "t1q1", "s1")
            assert (refused.status_code, refused.json()["code"]) == (403, "withdrawn")
            assert browser.get(make.link_of(zoe)).status_code == 410


class TestWhatTheySee:
    def test_their_themes_and_nothing_else(self, zoe: Voice, draft: Assessment, enter: Enter) -> None:
        client = enter(zoe)
        home = client.get(f"/regards/voix/{zoe.pk}/").content.decode()
        shown = client.get(page(draft, "theme/t1/")).content.decode()
        for text in (home, shown):
            assert "Thème 1" in text
            assert "Thème 2" not in text
        closed = ("theme/t2/", "verifier/", "structure/", "plus-tard/", "", "rattacher/")
        assert {client.get(page(draft, rest)).status_code for rest in closed if rest != "rattacher/"} == {404}

    def test_no_other_answer_can_be_written_or_read(
        self, zoe: Voice, draft: Assessment, enter: Enter, poitiers: Territory
    ) -> None:
        with territory_scope(poitiers):
            make.say(draft, t2q1="s4")
        client = enter(zoe)
        assert send(client, draft, "t2q1", "s0").status_code == 404
        assert send(client, draft, "t2q1", "nothing", revision=7).status_code == 404
        assert send(client, draft, "no-such-question", "s0").status_code == 404
        assert client.post(page(draft, "fichier/t2q1/")).status_code == 404
        assert stored(draft, "t2q1").value == "s4"

    def test_they_cannot_submit_nor_reach_the_voices(self, zoe: Voice, draft: Assessment, enter: Enter) -> None:
        client = enter(zoe)
        send(client, draft, "t1q1", "s3")
        assert client.post(f"/resultats/depuis/{draft.pk}/").status_code == 404
        assert client.post(page(draft, "lien/")).status_code == 404
        assert client.post(page(draft, "lien/changer/")).status_code == 404
        for rest in ("", "ecarts/", "question/t1q1/"):
            assert client.get(f"/regards/{draft.pk}/{rest}").status_code == 302  # to sign in

    def test_without_a_script_the_way_ends_on_their_page(self, zoe: Voice, draft: Assessment, enter: Enter) -> None:
        client = enter(zoe)
        given = {f"q-t1q{n}": "s2" for n in (1, 2, 3)} | {f"r-t1q{n}": "0" for n in (1, 2, 3)}
        response = client.post(page(draft, "theme/t1/"), given)
        assert response.headers["Location"] == f"/regards/voix/{zoe.pk}/"
        assert stored(draft, "t1q3").author_key == f"voice:{zoe.pk}"

    def test_what_a_page_of_theirs_posts_for_another_theme_is_left_out(
        self, zoe: Voice, draft: Assessment, enter: Enter, poitiers: Territory
    ) -> None:
        enter(zoe).post(page(draft, "theme/t1/"), {"q-t2q1": "s2", "r-t2q1": "0"})
        with territory_scope(poitiers):
            assert not Answer.objects.filter(question_code="t2q1").exists()


class TestSeveralHands:
    def test_two_people_on_one_question_get_the_usual_choice(
        self, zoe: Voice, draft: Assessment, enter: Enter, poitiers: Territory
    ) -> None:
        client = enter(zoe)
        with territory_scope(poitiers):
            make.say(draft, t1q1="s4")
        refused = send(client, draft, "t1q1", "s1", revision=0)
        assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
        assert stored(draft, "t1q1").value == "s4"
        assert send(client, draft, "t1q1", "s1", revision=1).status_code == 200

    def test_what_another_person_had_answered_is_kept(
        self, zoe: Voice, draft: Assessment, enter: Enter, poitiers: Territory
    ) -> None:
        client = enter(zoe)
        send(client, draft, "t1q1", "s1")
        send(client, draft, "t1q1", "s2", revision=1)
        with territory_scope(poitiers):
            assert not FormerAnswer.objects.exists()  # one's own change of mind is nobody's voice
            save_answer(assessment=draft, code="t1q1", given=Given(["s4"], 2))
            former = FormerAnswer.objects.get()
        assert (former.value, former.author_name, former.revision) == ("s2", "Zoé Petit", 2)

    def test_the_owner_sees_how_far_each_one_is(
        self, zoe: Voice, draft: Assessment, owner: User, enter: Enter, poitiers: Territory
    ) -> None:
        with territory_scope(poitiers):
            make.say(draft, t1q2="s4")
        send(enter(zoe), draft, "t1q1", "s1")
        shown = make.signed_in(owner, poitiers).get(f"/regards/{draft.pk}/").content.decode()
        assert "Zoé Petit" in shown
        assert "2 questions sur 3 ont une réponse, dont 1 de cette personne" in " ".join(shown.split())

    def test_saying_that_one_has_finished_tells_who_asked(
        self, zoe: Voice, draft: Assessment, owner: User, enter: Enter, poitiers: Territory
    ) -> None:
        client = enter(zoe)
        assert client.post(f"/regards/voix/{zoe.pk}/fini/").status_code == 302
        assert "Zoé Petit" in posted(owner.email)
        assert send(client, draft, "t1q1", "s1").status_code == 200  # finished is not closed


class TestWithdrawing:
    def test_the_next_save_is_refused_in_words_and_nothing_typed_is_lost(
        self, zoe: Voice, draft: Assessment, owner: User, enter: Enter, poitiers: Territory
    ) -> None:
        client = enter(zoe)
        send(client, draft, "t1q1", "s1")
        gone = make.signed_in(owner, poitiers).post(f"/regards/voix/{zoe.pk}/retirer/")
        assert gone.status_code == 302
        refused = send(client, draft, "t1q2", "s2")
        assert refused.status_code == 403
        assert "Paule Martin" in refused.json()["message"]
        plain = client.post(page(draft, "theme/t1/"), {"q-t1q2": "s2", "r-t1q2": "0"})
        assert plain.status_code == 403
        assert "Étape 2" in plain.content.decode()
        assert "Question t1q2" in plain.content.decode()
        assert stored(draft, "t1q1").author_name == "Zoé Petit"
        with territory_scope(poitiers):
            assert not Answer.objects.filter(question_code="t1q2").exists()
            assert Event.WITHDRAWN in VoiceEvent.objects.order_by("pk").values_list("what", flat=True)

    def test_the_link_says_why(
        self, zoe: Voice, draft: Assessment, owner: User, poitiers: Territory, browser: Client
    ) -> None:
        with territory_scope(poitiers):
            services.withdraw(voice=zoe, by=owner)
            services.withdraw(voice=zoe, by=owner)
            assert VoiceEvent.objects.filter(what=Event.WITHDRAWN).count() == 1
        assert browser.get(make.link_of(zoe)).status_code == 410
        assert browser.post(f"{make.link_of(zoe)}code/").status_code == 302
        with pytest.raises(StopIteration):
            posted("personne@exemple.fr")

    def test_a_member_of_another_organisation_withdraws_nothing(self, zoe: Voice, poitiers: Territory) -> None:
        with territory_scope(poitiers):
            stranger = make.make_draft(make.make_owner("Autre"), zoe.assessment.version, name="Autre").author
        assert make.signed_in(stranger, poitiers).post(f"/regards/voix/{zoe.pk}/retirer/").status_code == 404
        with territory_scope(poitiers):
            assert Voice.objects.get(pk=zoe.pk).is_open


class TestAsking:
    def test_asked_again_the_new_link_takes_the_place_of_the_old_one(
        self, zoe: Voice, draft: Assessment, owner: User, poitiers: Territory, browser: Client
    ) -> None:
        with territory_scope(poitiers):
            again = make.make_delegate(draft, owner, ("t2",))
        assert browser.get(make.link_of(zoe)).status_code == 410
        assert browser.get(make.link_of(again)).status_code == 200

    @pytest.mark.parametrize(
        "facts",
        [
            {"themes": ()},
            {"themes": ("t9",)},
            {"until": timezone.now() - timedelta(days=1)},
            {"until": timezone.now() + timedelta(days=400)},
            {"email": "no address"},
            {"name": "two\nlines"},
        ],
    )
    def test_what_cannot_be_asked(
        self, draft: Assessment, owner: User, poitiers: Territory, facts: dict[str, Any]
    ) -> None:
        with territory_scope(poitiers), pytest.raises(ValidationError):
            make.make_delegate(draft, owner, **facts)
        with territory_scope(poitiers):
            assert not Voice.objects.exists()

    def test_the_same_person_is_not_written_to_all_day(
        self, draft: Assessment, owner: User, poitiers: Territory
    ) -> None:
        with territory_scope(poitiers):
            for _time in range(4):
                make.make_delegate(draft, owner)
            with pytest.raises(ValidationError):
                make.make_delegate(draft, owner)

    def test_a_form_that_is_wrong_comes_back_with_what_was_typed(
        self, draft: Assessment, owner: User, poitiers: Territory
    ) -> None:
        client = make.signed_in(owner, poitiers)
        facts = {"name": "Zoé Petit", "email": "zoe@", "until": "2020-01-01", "message": "Un mot gardé"}
        shown = client.post(f"/regards/{draft.pk}/collegue/", facts).content.decode()
        assert "Un mot gardé" in shown
        assert shown.count('class="error"') == 3
