"""Resources that come with a framework."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.document import Resource as Linked
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version
from assessments.frameworks.services import import_document, publish
from assessments.results.reading import Reading
from assessments.toolbox.linking import CODE_LIMIT, code_of, link_resources
from assessments.toolbox.matching import suggestions
from assessments.toolbox.models import Resource
from assessments.toolbox.queries import open_resources
from outbox.services import deliver_due
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.toolbox.test_catalogue import make_resource, section
from tests.factories.accounts import make_user
from tests.factories.results import fr, make_document, make_result

GAUGE = Linked("urn:measure:gauge", fr("Poser un compteur"), fr("## Pourquoi ?\nPour **voir**."), questions=("EA1",))
HOSE = Linked("urn:measure:hose", fr("Arroser le soir"), url="https://exemple.fr/eau", questions=("EA2", "EA1"))
SORT = Linked("urn:measure:sort", fr("Trier"), category="guide", questions=("DE1",))


def document(*resources: Linked, **changes: Any) -> Document:
    return make_document(resources=resources, source=fr("Notre équipe"), **changes)


def issue(territory: Territory, *resources: Linked, **changes: Any) -> FrameworkVersion:
    """Published, and its event delivered."""
    version = publish(version=import_document(document=document(*resources, **changes), territory=territory))
    deliver_due()
    return version


def held(framework: str = "essai") -> dict[str, Resource]:
    return {row.linked: row for row in Resource.objects.filter(framework=framework)}


def test_publishing_brings_the_resources_of_the_framework(in_poitiers: Territory) -> None:
    issue(in_poitiers, GAUGE, SORT)
    rows = held()
    gauge = rows["urn:measure:gauge"]
    assert (gauge.territory_id, gauge.version, gauge.kind) == (in_poitiers.pk, "2026.1", "measure")
    assert (gauge.questions, gauge.origin, gauge.title) == (["EA1"], "Notre équipe", fr("Poser un compteur"))
    assert rows["urn:measure:sort"].kind == "guide"
    assert rows["urn:measure:sort"].summary == fr("Trier")


def test_a_later_version_updates_retires_and_brings_back(in_poitiers: Territory) -> None:
    issue(in_poitiers, GAUGE, SORT)
    before = held()
    issue(in_poitiers, replace(GAUGE, title=fr("Lire son compteur")), version="2026.2")
    rows = held()
    assert {code: row.pk for code, row in rows.items()} == {code: row.pk for code, row in before.items()}
    assert rows[GAUGE.code].title == fr("Lire son compteur")
    assert (rows[GAUGE.code].version, rows[GAUGE.code].retired_on) == ("2026.2", None)
    assert rows[SORT.code].retired_on is not None
    assert [row.linked for row in open_resources(date(2026, 11, 21))] == [GAUGE.code]
    issue(in_poitiers, SORT, version="2026.3")
    assert [row.linked for row in open_resources(date(2026, 11, 21))] == [SORT.code]


def test_done_again_it_changes_nothing(in_poitiers: Territory) -> None:
    both = document(GAUGE, SORT)
    assert link_resources(territory=in_poitiers, document=both) == 2
    before = list(Resource.objects.order_by("id").values())
    assert link_resources(territory=in_poitiers, document=both) == 0
    assert list(Resource.objects.order_by("id").values()) == before
    assert link_resources(territory=in_poitiers, document=document(GAUGE)) == 1
    assert link_resources(territory=in_poitiers, document=document(GAUGE)) == 0


def test_what_the_territory_wrote_itself_is_left_alone(in_poitiers: Territory) -> None:
    own = make_resource(in_poitiers)
    link_resources(territory=in_poitiers, document=document())
    own.refresh_from_db()
    assert own.retired_on is None


def test_what_a_layer_inherits_is_not_put_twice(national: Territory, in_poitiers: Territory) -> None:
    with territory_scope(national):
        link_resources(territory=national, document=document(GAUGE, code="noyau"))
    layer = document(
        replace(GAUGE, origin="noyau"), SORT, replace(HOSE, origin="ailleurs"), code="couche", core="noyau"
    )
    link_resources(territory=in_poitiers, document=layer)
    assert set(held("couche")) == {SORT.code, HOSE.code}


def test_two_territories_keep_their_own(in_poitiers: Territory, lille: Territory) -> None:
    link_resources(territory=in_poitiers, document=document(GAUGE))
    with territory_scope(lille):
        link_resources(territory=lille, document=document(GAUGE))
        link_resources(territory=lille, document=document())
        assert held()[GAUGE.code].retired_on is not None
    assert held()[GAUGE.code].retired_on is None


@pytest.mark.parametrize("url", ["ftp://exemple.fr", "voir page 3", f"https://exemple.fr/{'x' * 300}"])
def test_an_address_that_is_no_link_stays_in_the_text(in_poitiers: Territory, url: str) -> None:
    link_resources(territory=in_poitiers, document=document(replace(GAUGE, url=url)))
    row = held()[GAUGE.code]
    assert row.url == ""
    assert row.summary["fr"].endswith(f"\n\n{url}")


def test_codes_are_short_and_never_the_same() -> None:
    codes = {code_of(framework, linked) for framework in ("a" * 255, "b") for linked in ("x" * 255, "x" * 254, "é")}
    assert len(codes) == 6
    assert max(map(len, codes)) <= CODE_LIMIT


def test_a_weak_answer_calls_the_measure_and_says_why(in_poitiers: Territory) -> None:
    """EA1 is at 1 of 4 and EA2 at 0: HOSE is called by the weakest, GAUGE by the other; DE1 is at its best."""
    user = make_user()
    link_resources(territory=in_poitiers, document=document(GAUGE, HOSE, SORT))
    shown = section(make_result(author=user), user)
    assert shown.index("Arroser le soir") < shown.index("Poser un compteur")
    assert "Trier" not in shown
    assert "car «\u00a0Arroser peu\u00a0» est à 0 sur 100" in shown
    assert "car «\u00a0Suivre son compteur\u00a0» est à 25 sur 100" in shown
    assert "Pourquoi ? Pour voir." in shown


def test_a_long_text_is_cut_and_kept_whole_behind(in_poitiers: Territory) -> None:
    user = make_user()
    text = "## Comment ?\n" + "Un mot après un autre. " * 40 + "[Guide](https://exemple.fr/guide) <b>fin</b>"
    link_resources(territory=in_poitiers, document=document(replace(GAUGE, text={"fr": text})))
    shown = section(make_result(author=user), user)
    assert "<summary>Lire la suite</summary>" in shown
    assert "##" not in shown
    assert 'href="https://exemple.fr/guide"' in shown
    assert "&lt;b&gt;fin&lt;/b&gt;" in shown


def test_the_measures_of_another_framework_are_not_proposed(in_poitiers: Territory) -> None:
    user = make_user()
    link_resources(territory=in_poitiers, document=document(GAUGE, code="autre"))
    assert "Poser un compteur" not in section(make_result(author=user), user)


@pytest.mark.parametrize("count", [1, 3, 40])
def test_five_at_most_however_many(in_poitiers: Territory, count: int) -> None:
    several = [replace(GAUGE, code=f"urn:measure:{n}") for n in range(count)]
    link_resources(territory=in_poitiers, document=document(*several))
    result = make_result(author=make_user())
    reading = Reading(result, compile_version(result.assessment.version), date(2026, 11, 21))
    assert len(suggestions(reading)) == min(count, 5)
