"""What holds of every merge: over documents and layers made at random."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.frameworks.domain.diff import diff
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.layers import breaches, derive
from assessments.frameworks.domain.merge import merge, settle
from tests.assessments.frameworks.documents import documents
from tests.assessments.frameworks.layers_strategy import layers

cores = documents(layer=False)
slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)


def next_edition(document: Document) -> Document:
    return replace(document, version=f"{document.version}-next")


@slow
@given(cores, cores)
def test_without_a_change_of_ours_the_new_core_is_taken_as_it_is(old: Document, new: Document) -> None:
    new = next_edition(new)
    merged = merge(old, new, derive(old, "region", "r1", {"fr": "Région"}))
    assert merged.conflicts == ()
    assert merged.document == derive(new, "region", "r1", {"fr": "Région"} if "fr" in new.languages else {})


@slow
@given(st.data(), cores)
def test_with_an_unchanged_core_mine_stays_as_it_is(data: st.DataObject, old: Document) -> None:
    mine = data.draw(layers(old))
    merged = merge(old, next_edition(old), mine)
    assert merged.conflicts == ()
    expected = replace(mine, base=f"{old.code}@{old.version}-next")
    assert diff(expected, merged.document) == ()
    assert merged.document == expected


@slow
@given(st.data(), cores, cores)
def test_however_it_is_settled_no_limit_is_broken(data: st.DataObject, old: Document, new: Document) -> None:
    new = next_edition(new)
    merged = merge(old, new, data.draw(layers(old)))
    assert breaches(new, merged.document) == ()
    decisions = {one.id: data.draw(st.sampled_from(one.options)) for one in merged.conflicts}
    assert breaches(new, settle(merged, decisions)) == ()
    assert len({one.id for one in merged.conflicts}) == len(merged.conflicts)


@slow
@given(cores, cores)
def test_a_diff_is_empty_only_between_equals(one: Document, other: Document) -> None:
    assert diff(one, one) == ()
    assert (diff(one, other) == ()) == (one == other)
