"""What is known of the organisation behind a result, and three-valued verdicts on it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.results.queries import with_all
from assessments.toolbox.domain.eligibility import EMPLOYEES, Eligibility, Facts, Verdict, section_of
from assessments.toolbox.facts import facts_of
from organisations.models import Organisation
from territories.models import Commune, Territory
from tests.assessments.toolbox.strategies import eligibilities, facts
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.results import make_result

RANK = {Verdict.MET: 0, Verdict.UNSURE: 1, Verdict.MISSED: 2}
Queries = Callable[[int], AbstractContextManager[Any]]


def known_of(organisation: Organisation | None, **profile: Any) -> Facts:
    return facts_of(make_result(author=make_user(), organisation=organisation, **profile))


def test_all_that_a_result_tells_costs_no_query(in_poitiers: Territory, django_assert_num_queries: Queries) -> None:
    commune = Commune.objects.get(code="86194")
    organisation = make_organisation(
        naf_code="16.23Z", naf_version="rev2", size="10-19", legal_form="5710", commune=commune
    )
    result = with_all().get(pk=make_result(author=make_user(), organisation=organisation).pk)
    with django_assert_num_queries(0):
        known = facts_of(result)
    places = {"commune:86194", f"departement:{commune.departement}", f"region:{commune.region}"}
    assert known == Facts(
        kind="company",
        size="10-19",
        section="C",
        naf="16.23Z",
        areas=frozenset(places | {f"epci:{commune.intercommunality_id}"}),
        traits=frozenset({"premises"}),
        micro=False,
    )


def test_without_an_organisation_the_place_of_the_assessment_counts(in_poitiers: Territory) -> None:
    known = known_of(None, commune=Commune.objects.get(code="86070"))
    assert "commune:86070" in known.areas
    assert (known.naf, known.years) == ("", None)


@pytest.mark.parametrize(
    ("code", "version", "kept"), [("16.23Z", "rev2", "16.23Z"), ("16.23Z", "2025", ""), ("47.11F", "rev2", "")]
)
def test_a_code_counts_in_the_former_nomenclature_and_the_section_that_was_frozen(
    in_poitiers: Territory, code: str, version: str, kept: str
) -> None:
    assert known_of(make_organisation(naf_code=code, naf_version=version)).naf == kept


@pytest.mark.parametrize(
    ("kind", "size", "legal_form", "micro"),
    [
        ("company", "1-9", "1000", None),
        ("company", "1-9", "", None),
        ("company", "1-9", "5710", False),
        ("company", "10-19", "1000", False),
        ("association", "0", "", False),
        ("public_body", "", "", False),
    ],
)
def test_who_may_be_a_micro_enterprise(
    in_poitiers: Territory, kind: str, size: str, legal_form: str, micro: bool | None
) -> None:
    organisation = make_organisation(kind=kind, legal_form=legal_form)
    assert known_of(organisation, kind=kind, size=size).micro is micro


def worst(rule: Eligibility, known: Facts) -> int:
    return max((RANK[verdict] for _, verdict in rule.verdicts(known)), default=0)


@given(eligibilities(), eligibilities(), facts())
def test_a_condition_more_never_makes_anyone_eligible(rule: Eligibility, other: Eligibility, known: Facts) -> None:
    """Fields are taken over one by one where the rule asks nothing by them, the bounds and lists together."""
    free = [part for name, part in other.parts() if name not in dict(rule.parts())]
    before = worst(rule, known)
    for part in free:
        added = {field.name: getattr(part, field.name) for field in fields(part)}
        asked = {name: value for name, value in added.items() if value not in (frozenset(), None, "")}
        assert worst(replace(rule, **asked), known) >= before


@given(eligibilities(), facts())
def test_knowing_less_never_settles_a_condition_the_other_way(rule: Eligibility, known: Facts) -> None:
    less = replace(known, size="", naf="", micro=None, years=None, areas=frozenset())
    full = dict(rule.verdicts(known))
    for name, verdict in rule.verdicts(less):
        if name != "naf":
            assert verdict in (Verdict.UNSURE, full[name])


@given(st.integers(0, 600), st.integers(0, 600), st.sampled_from(sorted(EMPLOYEES)))
def test_bounds_are_sure_only_where_the_whole_band_is(least: int, most: int, size: str) -> None:
    least, most = sorted((least, most))
    low, high = EMPLOYEES[size]
    staff = range(low, (2000 if high is None else high) + 1)
    inside = {least <= count <= most for count in staff}
    [(_, verdict)] = Eligibility(least=least, most=most).verdicts(Facts(size=size))
    assert verdict is {frozenset({True}): Verdict.MET, frozenset({False}): Verdict.MISSED}.get(
        frozenset(inside), Verdict.UNSURE
    )


@pytest.mark.parametrize(
    ("codes", "known", "verdict"),
    [
        ({"10.7"}, Facts(section="C"), Verdict.UNSURE),
        ({"10.7"}, Facts(section="G"), Verdict.MISSED),
        ({"10.7"}, Facts(section="C", naf="10.71C"), Verdict.MET),
        ({"10.7"}, Facts(section="C", naf="16.23Z"), Verdict.MISSED),
        ({"C"}, Facts(naf="10.71C"), Verdict.MET),
        ({"C"}, Facts(), Verdict.UNSURE),
        ({"C"}, Facts(section="G"), Verdict.MISSED),
    ],
)
def test_activities_by_the_beginning_of_a_code(codes: set[str], known: Facts, verdict: Verdict) -> None:
    assert dict(Eligibility(naf=frozenset(codes)).verdicts(known)) == {"naf": verdict}


def test_sections_of_codes() -> None:
    assert [section_of(code) for code in ("C", "10", "10.71Z", "47.11F", "", "04")] == ["C", "C", "C", "G", "", ""]
