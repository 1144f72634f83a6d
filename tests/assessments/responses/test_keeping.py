"""Whose it is, coming back, and what a stranger is told."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from assessments.frameworks.models import FrameworkVersion
from assessments.responses import links, services
from assessments.responses.models import Assessment
from organisations.models import MemberRole, Membership
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.responses.conftest import HOST
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.responses import answer, make_assessment

PAGES = ("", "structure/", "theme/energie/", "verifier/", "plus-tard/")
POSTS = ("structure/", "theme/energie/", "reponse/E1/", "lien/", "lien/changer/")


def url(assessment: Assessment, rest: str = "") -> str:
    return f"/faire-le-point/{assessment.pk}/{rest}"


def another_browser(user: User | None = None, host: str = HOST) -> Client:
    client = Client(headers={"host": host})
    if user:
        client.force_login(user)
    return client


def codes(client: Client, assessment: Assessment) -> set[int]:
    got = {client.get(url(assessment, page)).status_code for page in PAGES}
    return got | {client.post(url(assessment, page)).status_code for page in POSTS}


class TestWhoMayOpen:
    def test_the_browser_that_began_it(self, visitor: Client, begun: Assessment) -> None:
        assert {visitor.get(url(begun, page)).status_code for page in PAGES} == {200, 302}

    def test_a_stranger_gets_the_404_of_what_does_not_exist(self, begun: Assessment) -> None:
        assert codes(another_browser(), begun) == {404}
        assert codes(another_browser(make_user()), begun) == {404}

    def test_not_from_another_territory_s_host(self, visitor: Client, begun: Assessment, lille: Territory) -> None:
        abroad = another_browser(host="lille.localhost")
        abroad.cookies = visitor.cookies
        assert codes(abroad, begun) == {404}

    def test_its_author_on_any_device(self, poitiers: Territory, version: FrameworkVersion) -> None:
        author = make_user()
        with territory_scope(poitiers):
            assessment = make_assessment(version, author=author)
        assert another_browser(author).get(url(assessment, "verifier/")).status_code == 200

    def test_those_who_answer_for_its_organisation(self, poitiers: Territory, version: FrameworkVersion) -> None:
        colleague, neighbour = make_user(), make_user()
        with territory_scope(poitiers):
            organisation = make_organisation(make_user())
            Membership.objects.create(organisation=organisation, user=colleague, role=MemberRole.CONTRIBUTOR)
            make_organisation(neighbour)
            assessment = make_assessment(version, author=make_user())
            services.attach(assessment=assessment, organisation=organisation)
        assert another_browser(colleague).get(url(assessment, "verifier/")).status_code == 200
        assert codes(another_browser(neighbour), assessment) == {404}

    def test_it_stays_closed_after_signing_out(self, visitor: Client, begun: Assessment) -> None:
        visitor.force_login(make_user())
        visitor.logout()
        assert codes(visitor, begun) == {404}


class TestClaiming:
    def test_signing_in_keeps_what_was_begun(self, visitor: Client, begun: Assessment, poitiers: Territory) -> None:
        before = visitor.session.session_key
        user = make_user()
        visitor.force_login(user)
        assert visitor.session.session_key != before
        with territory_scope(poitiers):
            assert Assessment.objects.get().author == user
        assert visitor.get(url(begun, "verifier/")).status_code == 200
        assert another_browser(user).get(url(begun, "verifier/")).status_code == 200

    def test_a_link_does_not_give_away_what_has_an_author(self, poitiers: Territory, version: FrameworkVersion) -> None:
        author = make_user()
        with territory_scope(poitiers):
            assessment = make_assessment(version, author=author)
        guest = another_browser()
        guest.get(f"/faire-le-point/reprendre/{links.token_for(assessment)}/")
        guest.force_login(make_user())
        with territory_scope(poitiers):
            assert Assessment.objects.get().author == author

    def test_signing_in_with_nothing_begun(self, version: FrameworkVersion) -> None:
        assert another_browser(make_user()).get("/faire-le-point/mes-points/").status_code == 200

    def test_one_s_own_are_listed_and_no_others(self, visitor: Client, begun: Assessment, poitiers: Territory) -> None:
        with territory_scope(poitiers):
            other = make_assessment(begun.version, author=make_user())
        visitor.force_login(make_user())
        page = visitor.get("/faire-le-point/mes-points/").content.decode()
        assert url(begun) in page
        assert url(other) not in page

    def test_the_list_is_for_those_who_are_signed_in(self, visitor: Client) -> None:
        response = visitor.get("/faire-le-point/mes-points/")
        assert response.status_code == 302
        assert "next=/faire-le-point/mes-points/" in response["Location"]


class TestTheLink:
    def link(self, assessment: Assessment) -> str:
        return f"/faire-le-point/reprendre/{links.token_for(assessment)}/"

    def test_it_opens_another_device_at_the_exact_question(self, visitor: Client, begun: Assessment) -> None:
        with territory_scope(begun.territory):
            answer(begun, "E1", "a")
        elsewhere = another_browser()
        response = elsewhere.get(self.link(begun), follow=True)
        assert response.redirect_chain[-1] == (url(begun, "theme/energie/#q-E2"), 302)
        assert response.status_code == 200

    def test_all_answered_leads_to_the_check(self, visitor: Client, begun: Assessment) -> None:
        with territory_scope(begun.territory):
            services.set_profile(assessment=begun, facts={"traits": []})
            for code, text in (("E1", "a"), ("E3", "a"), ("F1", "1"), ("F2", "1"), ("F3", "a"), ("F4", "rien")):
                answer(begun, code, text)
        response = another_browser().get(self.link(begun), follow=True)
        assert response.redirect_chain[-1][0] == url(begun, "verifier/")

    def test_thirty_days_then_it_says_so(self, begun: Assessment) -> None:
        link = self.link(begun)
        with time_machine.travel(timezone.now() + timedelta(days=29), tick=False):
            assert another_browser().get(link).status_code == 302
        with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
            expired = another_browser().get(link)
        assert expired.status_code == 410
        assert "Ce lien est trop ancien" in expired.content.decode()

    @pytest.mark.parametrize("change", [lambda token: token[:-2], lambda token: "x" + token, lambda token: "x"])
    def test_a_cut_or_forged_link_opens_nothing(self, begun: Assessment, change: object) -> None:
        token = change(links.token_for(begun))  # type: ignore[operator]
        client = another_browser()
        refused = client.get(f"/faire-le-point/reprendre/{token}/")
        assert refused.status_code == 404
        assert "Ce lien n’ouvre rien" in refused.content.decode()
        assert codes(client, begun) == {404}

    def test_changing_it_revokes_the_former_one(self, visitor: Client, begun: Assessment) -> None:
        former = self.link(begun)
        visitor.post(url(begun, "lien/changer/"))
        assert another_browser().get(former).status_code == 404
        page = visitor.get(url(begun, "plus-tard/")).content.decode()
        assert former not in page
        assert "/faire-le-point/reprendre/" in page

    def test_it_leaves_by_mail(
        self,
        visitor: Client,
        begun: Assessment,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            response = visitor.post(url(begun, "lien/"), {"email": "zoe@exemple.fr"})
        assert response.status_code == 302
        sent = mail.outbox[0]
        assert (sent.subject, sent.to) == ("Votre lien pour continuer à faire le point", ["zoe@exemple.fr"])
        assert f"http://{HOST}/faire-le-point/reprendre/" in sent.body
        assert "Continuer à répondre" in sent.alternatives[0].content  # type: ignore[attr-defined]

    def test_a_wrong_address_is_said(self, visitor: Client, begun: Assessment) -> None:
        page = visitor.post(url(begun, "lien/"), {"email": "zoe"}).content.decode()
        assert "<title>Erreur" in page
        assert mail.outbox == []

    def test_five_mails_an_hour(self, visitor: Client, begun: Assessment) -> None:
        for _ in range(services.LINKS_AN_HOUR):
            assert visitor.post(url(begun, "lien/"), {"email": "zoe@exemple.fr"}).status_code == 302
        page = visitor.post(url(begun, "lien/"), {"email": "zoe@exemple.fr"}).content.decode()
        assert "réessayez dans une heure" in page


class TestOnceSubmitted:
    @pytest.fixture
    def submitted(self, visitor: Client, begun: Assessment) -> Assessment:
        with territory_scope(begun.territory):
            answer(begun, "E1", "b")
        response = visitor.post(f"/resultats/envoyer/{begun.pk}/")
        assert response.status_code == 302
        return begun

    def test_every_page_leads_to_the_record(self, visitor: Client, submitted: Assessment) -> None:
        for page in ("", "structure/", "theme/energie/", "plus-tard/"):
            assert visitor.get(url(submitted, page))["Location"] == url(submitted, "verifier/")
        page = visitor.get(url(submitted, "verifier/")).content.decode()
        assert "Ces réponses ne changent plus" in page
        assert "Réponse b" in page
        assert "Modifier" not in page

    def test_a_post_changes_nothing(self, visitor: Client, submitted: Assessment) -> None:
        response = visitor.post(url(submitted, "theme/energie/"), {"r-E1": "1", "q-E1": "c"})
        assert response["Location"] == url(submitted, "verifier/")
        assert "Réponse b" in visitor.get(url(submitted, "verifier/")).content.decode()

    def test_submitting_twice_gives_the_same_result(self, visitor: Client, submitted: Assessment) -> None:
        again = visitor.post(f"/resultats/envoyer/{submitted.pk}/")
        assert again["Location"] == visitor.post(f"/resultats/envoyer/{submitted.pk}/")["Location"]

    def test_the_list_links_to_the_result(self, visitor: Client, submitted: Assessment) -> None:
        visitor.force_login(make_user())
        assert 'href="/resultats/' in visitor.get("/faire-le-point/mes-points/").content.decode()
