"""Which version is asked of whom: the nearest territory decides, then the audience."""

from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version
from assessments.frameworks.queries import NoFramework, better_version, current_version, published_versions
from assessments.frameworks.services import extend, publish, replace_document
from assessments.responses.models import Assessment
from assessments.responses.services import Given, begin_assessment, save_answer, set_profile
from assessments.scoring import Applicability, Profile
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.frameworks.layered import both, core, on_theme, own_question
from tests.factories.frameworks import published, simple_document

FARM, TOWN, SHOP = Profile("company", "1-9", "A"), Profile("public_body"), Profile("company", "1-9", "G")
FARMS = Applicability(sections=frozenset({"A"}))
TOWNS = Applicability(kinds=frozenset({"public_body"}))


def layer(
    base: FrameworkVersion, territory: Territory, code: str, audience: Applicability | None = None
) -> FrameworkVersion:
    """A published layer with a question of its own."""
    with territory_scope(territory):
        draft = extend(base=base, territory=territory, code=code, title=both(code), number="1", audience=audience)
        document = compile_version(draft).document
        question = own_question(f"{code}-q")
        document = on_theme(document, "t1", lambda t: replace(t, questions=(*t.questions, question)))
        return publish(version=replace_document(version=draft, document=document))


@pytest.fixture
def national_core(national: Territory) -> FrameworkVersion:
    return published(national, core())


@pytest.fixture
def regional(national_core: FrameworkVersion, poitiers: Territory) -> FrameworkVersion:
    return layer(national_core, poitiers, "region")


@pytest.fixture
def farms(regional: FrameworkVersion, poitiers: Territory) -> FrameworkVersion:
    return layer(regional, poitiers, "farms", FARMS)


def test_a_variant_is_for_those_whom_it_covers(
    regional: FrameworkVersion, farms: FrameworkVersion, in_poitiers: Territory
) -> None:
    assert current_version(in_poitiers) == regional
    assert current_version(in_poitiers, FARM) == farms
    assert current_version(in_poitiers, SHOP) == regional
    assert current_version(in_poitiers, Profile()) == regional


def test_the_nearest_territory_comes_before_a_fitting_audience(
    national: Territory, national_core: FrameworkVersion, poitiers: Territory
) -> None:
    towns = layer(national_core, national, "towns", TOWNS)
    with territory_scope(poitiers):
        assert current_version(poitiers, TOWN) == towns
    own = layer(national_core, poitiers, "region")
    with territory_scope(poitiers):
        assert current_version(poitiers, TOWN) == own


def test_variants_alone_leave_the_others_to_the_territory_above(
    national_core: FrameworkVersion, poitiers: Territory
) -> None:
    farms = layer(national_core, poitiers, "farms", FARMS)
    with territory_scope(poitiers):
        assert current_version(poitiers) == national_core
        assert current_version(poitiers, SHOP) == national_core
        assert current_version(poitiers, FARM) == farms
        assert list(published_versions(poitiers)) == [national_core, farms]


def test_nobody_is_asked_a_variant_made_for_others(in_poitiers: Territory) -> None:
    published(in_poitiers, replace(simple_document(), audience=TOWNS))
    with pytest.raises(NoFramework):
        current_version(in_poitiers, SHOP)


def begun(territory: Territory, version: FrameworkVersion) -> Assessment:
    return begin_assessment(territory=territory, version=version, kind="company")


def say(assessment: Assessment, section: str) -> Assessment:
    return set_profile(assessment=assessment, facts={"kind": "company", "size": "1-9", "section": section})


def test_saying_who_one_is_leads_to_the_variant_and_back(
    regional: FrameworkVersion, farms: FrameworkVersion, in_poitiers: Territory
) -> None:
    assessment = begun(in_poitiers, regional)
    assert say(assessment, "A").version == farms
    assert Assessment.objects.get().version_id == farms.pk
    assert say(assessment, "A").version == farms
    assert say(assessment, "G").version == regional


def test_once_something_is_answered_the_version_stays(
    regional: FrameworkVersion, farms: FrameworkVersion, in_poitiers: Territory
) -> None:
    assessment = begun(in_poitiers, regional)
    save_answer(assessment=assessment, code="t1q1", given=Given(["s2"], 0))
    assert say(assessment, "A").version == regional


def test_another_framework_that_was_chosen_stays(
    regional: FrameworkVersion, farms: FrameworkVersion, in_poitiers: Territory
) -> None:
    other = published(in_poitiers, simple_document(code="other"))
    assert say(begun(in_poitiers, other), "A").version == other


def test_looking_for_a_better_version_is_one_query(
    regional: FrameworkVersion,
    farms: FrameworkVersion,
    in_poitiers: Territory,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    in_poitiers.ancestor_ids  # noqa: B018 - worked out once
    with django_assert_num_queries(1):
        assert better_version(regional.pk, in_poitiers, FARM) == farms
