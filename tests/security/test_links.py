"""A link that resumes an assessment is a key: revoking it changes the lock."""

from django.core.mail import EmailMessage
from django.test import Client

from assessments.responses import links
from assessments.responses.models import Assessment
from territories.scope import EVERYWHERE, territory_scope
from tests.factories.accounts import PASSWORD, make_user
from tests.security.world import World, browser


def begun(client: Client) -> Assessment:
    client.post("/faire-le-point/commencer/", {"kind": "company"})
    with territory_scope(EVERYWHERE):
        assessment: Assessment = Assessment.objects.get()
        return assessment


def address(assessment: Assessment, rest: str = "structure/") -> str:
    return f"/faire-le-point/{assessment.pk}/{rest}"


def opened_by_link(world: World, assessment: Assessment) -> Client:
    client = browser(world.here)
    client.get(f"/faire-le-point/reprendre/{links.token_for(assessment)}/")
    assert client.get(address(assessment)).status_code == 200
    return client


def test_revoking_shuts_out_the_browsers_that_came_by_a_former_link(world: World) -> None:
    owner = browser(world.here)
    assessment = begun(owner)
    thief = opened_by_link(world, assessment)
    owner.post(address(assessment, "lien/changer/"))
    assert thief.get(address(assessment)).status_code == 404
    assert thief.post(address(assessment, "reponse/E1/"), "{}", content_type="application/json").status_code == 404
    assert str(assessment.pk) not in thief.get("/faire-le-point/").content.decode()
    assert owner.get(address(assessment)).status_code == 200


def test_who_was_shut_out_does_not_claim_it_by_signing_in(world: World) -> None:
    owner = browser(world.here)
    assessment = begun(owner)
    thief = opened_by_link(world, assessment)
    owner.post(address(assessment, "lien/changer/"))
    user = make_user(password=PASSWORD)
    thief.post("/compte/login/", {"login": user.email, "password": PASSWORD})
    with territory_scope(EVERYWHERE):
        assert Assessment.objects.get().author is None


def test_a_mailed_link_leads_to_the_site_whatever_the_request_says(
    world: World, mailoutbox: list[EmailMessage], drain: object
) -> None:
    host = f"{world.here.host}:6666"
    client = Client(headers={"host": host})
    assessment = begun(client)
    client.post(address(assessment, "lien/"), {"email": "someone@exemple.fr"})
    drain()  # type: ignore[operator]
    (mail,) = mailoutbox
    assert f"{world.here.root_url}/faire-le-point/reprendre/" in mail.body
    assert ":6666" not in f"{mail.body}{mail.message()}"


def test_mails_about_accounts_lead_to_the_site_too(world: World, mailoutbox: list[EmailMessage]) -> None:
    for email in ("nobody@exemple.fr", world.me.email):
        for path in ("/compte/login/code/", "/compte/signup/"):
            Client(headers={"host": f"{world.here.host}:6666"}).post(path, {"email": email})
    assert len(mailoutbox) == 4
    assert not [mail.body for mail in mailoutbox if "6666" in mail.body]
