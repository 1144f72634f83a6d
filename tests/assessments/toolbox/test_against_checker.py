"""All the aids of Transition écologique des entreprises, for 200 real organisations, against an independent checker.

The organisations, their communes and départements are real; what the file does not say of them (size, activity, legal
form) is drawn from their SIRET, over every section and every size, not known included.
"""

import csv
import json
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from assessments.frameworks.domain.document import Document
from assessments.frameworks.plan import compile_version
from assessments.responses.models import Assessment
from assessments.results.models import Result
from assessments.results.queries import with_all
from assessments.results.reading import Reading
from assessments.toolbox.matching import all_for, suggestions
from assessments.toolbox.models import Resource
from assessments.toolbox.services.imports import apply, begin
from organisations.models import Organisation
from territories.models import Commune, Territory
from tests.assessments.toolbox.checker import Someone, check
from tests.factories.accounts import make_user
from tests.factories.results import fr, make_document, make_result, make_version

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
AIDS = DATA / "resources" / "tee-programs.json"
PEOPLE = [DATA / "organisations" / f"ma-cantine-{year}.csv" for year in (2021, 2022)]
COUNT = 200
DAYS = (date(2026, 11, 21), date(2025, 3, 1))
SECTIONS = ("", *"ABCDEFGHIJKLMNOPQRSTU")
SIZES = ("", "0", "1-9", "10-19", "20-49", "50-249", "250-499", "500+")
KINDS = ("company", "company", "company", "association", "public_body")
LEGAL_FORMS = {"company": ("", "1000", "5710"), "association": ("", "9220"), "public_body": ("", "7210")}
THEMES = ("energy", "waste", "water", "mobility", "purchasing", "team", "steering")

pytestmark = pytest.mark.skipif(not AIDS.exists(), reason="the shared data is not here")


@dataclass(frozen=True)
class Person:
    row: dict[str, str]

    def drawn(self, what: str, among: tuple[str, ...]) -> str:
        digest = sha256(f"{what} {self.row['canteen_siret']}".encode()).digest()
        return among[int.from_bytes(digest[:8], "big") % len(among)]

    @property
    def kind(self) -> str:
        return "public_body" if self.row["canteen_economic_model"] == "public" and self._half else self._kind

    @property
    def _half(self) -> bool:
        return self.drawn("half", ("", "yes")) == "yes"

    @property
    def _kind(self) -> str:
        return self.drawn("kind", KINDS)

    @property
    def size(self) -> str:
        return self.drawn("size", SIZES)

    @property
    def section(self) -> str:
        return self.drawn("section", SECTIONS)

    @property
    def legal_form(self) -> str:
        return self.drawn("form", LEGAL_FORMS[self.kind])

    @property
    def as_checked(self) -> Someone:
        places = (self.row["canteen_region_lib"], self.row["canteen_department_lib"])
        never = self.kind != "company" or self.size in SIZES[3:] or self.legal_form not in ("", "1000")
        return Someone(self.kind, self.size, self.section, tuple(filter(None, places)), False if never else None)

    def result(self, like: Result) -> Result:
        """The result `like`, as if it were theirs."""
        row = copy(like)
        row.profile = like.profile | {"kind": self.kind, "size": self.size, "section": self.section, "traits": []}
        row.assessment = Assessment(organisation=self._organisation)
        return row

    @property
    def _organisation(self) -> Organisation:
        row = self.row
        commune = Commune(
            code=row["canteen_city_insee_code"],
            departement=row["canteen_department"],
            region=row["canteen_region"],
            intercommunality_id=row["canteen_epci"] or None,
        )
        known = commune if row["canteen_region"] else None
        return Organisation(kind=self.kind, size=self.size, legal_form=self.legal_form, commune=known)


def people() -> list[Person]:
    """The 200 first by the digest of their SIRET: from everywhere, the same at each run."""
    rows = [
        row for path in PEOPLE for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines(keepends=True))
    ]
    by_siret = {row["canteen_siret"]: Person(row) for row in rows if row["canteen_siret"]}
    ordered = sorted(by_siret, key=lambda siret: sha256(siret.encode()).hexdigest())
    return [by_siret[siret] for siret in ordered[:COUNT]]


def aids() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(AIDS.read_text(encoding="utf-8"))
    return found


def framework() -> Document:
    """Every theme that the aids serve, a question each."""
    document = make_document()
    theme = document.themes[0]
    question = theme.questions[0]
    return replace(
        document,
        themes=tuple(
            replace(theme, code=code, title=fr(code), questions=(replace(question, code=f"Q-{code}"),))
            for code in THEMES
        ),
        express=(),
        levels=tuple(replace(level, themes={}) for level in document.levels),
        legal_notes=(),
    )


@pytest.fixture
def weak(in_poitiers: Territory) -> Result:
    """The aids imported, and a result that is at the bottom of every theme."""
    owner = begin(territory=in_poitiers, name=AIDS.name, data=AIDS.read_bytes(), user=None, at_once=True)
    apply(owner=owner, user=None, at_once=True)
    document = framework()
    version = make_version(**{name: getattr(document, name) for name in ("themes", "express", "levels", "legal_notes")})
    result = make_result({f"Q-{code}": "c0" for code in THEMES}, version=version, author=make_user())
    found: Result = with_all().select_related("territory", "previous").get(pk=result.pk)
    return found


def test_people_are_spread_over_everything() -> None:
    drawn = [person.as_checked for person in people()]
    assert len(drawn) == COUNT
    assert {one.section for one in drawn} == set(SECTIONS)
    assert {one.size for one in drawn} == set(SIZES)
    assert {one.kind for one in drawn} == set(KINDS)
    assert len({one.places[0] for one in drawn if one.places}) >= 12
    assert any(not one.places for one in drawn)


def test_matches_are_those_of_an_independent_checker(weak: Result) -> None:
    catalogue = {aid["id"]: aid for aid in aids()}
    light = Resource.objects.filter(retired_on=None).only("source_id")
    assert set(light.values_list("source_id", flat=True)) == set(catalogue)
    assert len(catalogue) == 260
    plan = compile_version(weak.version)
    eligible = 0
    for person in people():
        for today in DAYS:
            found = {
                each.resource.source_id: each for each in all_for(Reading(person.result(weak), plan, today), light)
            }
            told = {key: (len(each.match.missed), set(each.match.unsure)) for key, each in found.items()}
            verdicts = {key: check(aid, person.as_checked, today) for key, aid in catalogue.items()}
            assert told == {key: verdict for key, verdict in verdicts.items() if verdict is not None}
            fits = {key: each.fit for key, each in found.items()}
            assert fits == {key: ("eligible", "nearly", "no")[min(missed, 2)] for key, (missed, _) in told.items()}
            eligible += sum(fit == "eligible" for fit in fits.values())
            for each in found.values():
                if each.fit == "eligible":
                    assert "est à 0 sur 100" in each.reasons[0]
                    assert len(each.checks) == len(each.match.unsure)
                elif each.fit == "nearly":
                    assert each.missing
    assert eligible > 10_000


def test_what_the_result_shows_is_among_what_the_checker_gives(weak: Result) -> None:
    catalogue = {aid["id"]: aid for aid in aids()}
    plan = compile_version(weak.version)
    for person in people()[:40]:
        shown = suggestions(Reading(person.result(weak), plan, DAYS[0]))
        verdicts = {key: check(aid, person.as_checked, DAYS[0]) for key, aid in catalogue.items()}
        assert len(shown) == 5 or person.kind != "company"
        for each in shown:
            verdict = verdicts[each.resource.source_id]
            assert verdict is not None
            assert (verdict[0], each.fit) in ((0, "eligible"), (1, "nearly"))
            assert each.why.startswith("car «")
            assert bool(each.missing) is (each.fit == "nearly")
