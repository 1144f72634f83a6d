"""Makes the site under measure, in the folder that ASSETT_VAR names, and prints as JSON what to ask for.

Run by run.py as a process of its own. `--scale N`: N submitted assessments of one territory; `--crowd N`: N more
drafts with all their answers, written in bulk.
"""

import argparse
import json
import os
import random
import secrets
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.sessions.backends.cached_db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from assessments.frameworks.models import FrameworkVersion  # noqa: E402
from assessments.frameworks.plan import compile_version  # noqa: E402
from assessments.frameworks.services import install_shipped  # noqa: E402
from assessments.responses import access  # noqa: E402
from assessments.responses.models import Answer, Assessment  # noqa: E402
from assessments.responses.services import Given, begin_assessment, save_answers, set_profile  # noqa: E402
from assessments.results.services import submit  # noqa: E402
from cms.models import HomePage, PortalPage  # noqa: E402
from territories.models import Kind, Territory  # noqa: E402
from territories.scope import territory_scope  # noqa: E402
from territories.services import open_territory  # noqa: E402

DRAFTS = 5
"""One for each connection of the load, so that none contradicts another, and one to count queries with."""
BATCH = 500
HOST = "bench.localhost"
Pick = Callable[[Sequence[Any]], Any]


def open_house() -> tuple[Territory, FrameworkVersion]:
    home = PortalPage(title="Portail", headline="Trouvez votre collectivité")
    national = open_territory(slug="national", name="National", kind=Kind.NATIONAL, hostname="localhost", home=home)
    with territory_scope(national):
        version = install_shipped(territory=national)
    territory = open_territory(
        slug="bench",
        name="Banc",
        kind=Kind.INTERMUNICIPALITY,
        hostname=HOST,
        home=HomePage(title="Banc", headline="Faites le point", lead="Où en êtes-vous ?"),
        parent=national,
    )
    return territory, version


def answered(territory: Territory, version: FrameworkVersion, pick: Pick) -> Assessment:
    """A draft of a town hall that is shown every question, each with an answer: the heaviest case."""
    assessment = begin_assessment(territory=territory, version=version, kind="public_body")
    plan = compile_version(version)
    set_profile(assessment=assessment, facts={"traits": sorted(trait.code for trait in plan.document.traits)})
    questions = plan.questions_for(assessment.profile)
    save_answers(
        assessment=assessment,
        given={each.code: Given([pick(each.choices).code], 0) for each in questions if each.choices},
    )
    return assessment


def gather(like: Assessment, count: int) -> None:
    """`count` drafts with the same answers as `like`."""
    answers = list(Answer.objects.filter(assessment=like).order_by("pk"))
    told = {name: getattr(like, name) for name in ("territory_id", "version_id", "kind", "traits")}
    for made in range(0, count, BATCH):
        drafts = Assessment.objects.bulk_create(Assessment(**told) for _ in range(min(BATCH, count - made)))
        Answer.objects.bulk_create(
            Answer(assessment=draft, question_code=one.question_code, value=one.value, saved_at=one.saved_at)
            for draft in drafts
            for one in answers
        )


def make(scale: int, crowd: int) -> dict[str, Any]:
    """What run.py asks for: addresses, cookies, and the bytes and queries of each page."""
    draw = random.Random(20261121)
    territory, version = open_house()
    with territory_scope(territory), transaction.atomic():
        results = [submit(assessment=answered(territory, version, draw.choice)) for _ in range(scale)]
        drafts = [answered(territory, version, itemgetter(0)) for _ in range(DRAFTS)]
        gather(drafts[0], crowd)
    visitor = RequestFactory().get("/")
    visitor.session = SessionStore()
    for assessment in [*drafts, results[0].assessment]:
        access.hold(visitor, assessment)
    visitor.session.save()
    plan = compile_version(version)
    question = next(each for each in plan.questions_for(drafts[0].profile) if each.choices)
    site = {
        "host": HOST,
        "cookies": {
            settings.SESSION_COOKIE_NAME: visitor.session.session_key,
            settings.CSRF_COOKIE_NAME: secrets.token_hex(16),
        },
        "pages": {
            "home": "/",
            "theme": f"/faire-le-point/{drafts[0].pk}/theme/{plan.themes_for(drafts[0].profile)[0].code}/",
            "result": f"/resultats/{results[0].pk}/",
        },
        "saves": [f"/faire-le-point/{draft.pk}/reponse/{question.code}/" for draft in drafts],
        "choices": [each.code for each in question.choices],
    }
    return site | {"weights": weigh(site)}


def weigh(site: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Bytes, and SQL statements, of one request of each page, the process warm."""
    browser = Client(headers={"host": site["host"]})
    browser.cookies.load(site["cookies"])
    weights = {}
    for name, path in site["pages"].items():
        browser.get(path)
        with CaptureQueriesContext(connection) as caught:
            answer = browser.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        weights[name] = {"bytes": len(answer.content), "queries": len(caught)}
    body = {"texts": [site["choices"][1]], "revision": 1}
    with CaptureQueriesContext(connection) as caught:
        answer = browser.post(site["saves"][-1], body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return weights | {"save": {"bytes": len(answer.content), "queries": len(caught)}}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=int, default=100)
    parser.add_argument("--crowd", type=int, default=0)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    print(json.dumps(make(options.scale, options.crowd)))
