"""Maps between two versions, and the answers that they carry."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.frameworks.domain.document import Band, Choice, Column, Document, Item, Question, Theme
from assessments.frameworks.domain.mapping import Carrier, Link, faults, propose, references
from assessments.frameworks.domain.plan import plan_of
from assessments.scoring import NA, UNKNOWN, Answer, score
from tests.factories.frameworks import ladder, simple_document

FR = {"fr": "x"}


@dataclass(frozen=True)
class Origin:
    framework: str
    code: str
    new: str
    weight: Fraction = Fraction(1)


def steps(*points: int, prefix: str = "s") -> tuple[Choice, ...]:
    return tuple(Choice(f"{prefix}{n}", FR, Fraction(value)) for n, value in enumerate(points))


def asking(*questions: Question, code: str = "demo", version: str = "1", **facts: Any) -> Document:
    return Document(code, version, ("fr",), FR, (Theme("t", FR, questions=questions),), **facts)


def carried(old: Document, new: Document, answers: dict[str, Answer], *links: Link, dated: bool = False) -> Any:
    return Carrier(links or propose(old, new), plan_of(old), plan_of(new), dated=dated).carry(answers)


@st.composite
def ladders(draw: st.DrawFn, code: str) -> Question:
    kind = draw(st.sampled_from(["single", "multiple"]))
    codes = draw(st.lists(st.sampled_from("abcdef"), min_size=2, max_size=5, unique=True))
    points = draw(st.lists(st.integers(0, 9), min_size=len(codes), max_size=len(codes)))
    return Question(
        code,
        kind,
        FR,
        weight=Fraction(draw(st.integers(1, 4))),
        combine=draw(st.sampled_from(["sum", "best"])),
        not_concerned=draw(st.booleans()),
        unknown=draw(st.booleans()),
        choices=tuple(Choice(c, FR, Fraction(p)) for c, p in zip(codes, points, strict=True)),
    )


@st.composite
def documents(draw: st.DrawFn, code: str = "demo") -> Document:
    names = draw(st.lists(st.sampled_from([f"q{n}" for n in range(8)]), min_size=1, max_size=6, unique=True))
    return asking(*[draw(ladders(name)) for name in names], code=code)


@st.composite
def answered(draw: st.DrawFn, document: Document) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for question in document.questions():
        codes = [choice.code for choice in question.choices]
        one = st.lists(st.sampled_from(codes), min_size=1, unique=True)
        said: st.SearchStrategy[Any] = one if question.kind == "multiple" else st.sampled_from(codes)
        asides = [NA] * question.not_concerned + [UNKNOWN] * question.unknown
        value = draw(st.none() | said | (st.sampled_from(asides) if asides else st.nothing()))
        if value is not None:
            answers[question.code] = value
    return answers


@given(st.data())
def test_identity_carries_everything(data: st.DataObject) -> None:
    document = data.draw(documents())
    answers = data.draw(answered(document))
    found = carried(document, replace(document, version="2"), answers)
    assert (found.answers, found.dropped, found.asked_again) == (answers, (), ())


@given(st.data())
def test_what_is_carried_belongs_to_the_new_framework_and_comes_from_an_answer(data: st.DataObject) -> None:
    old, new = data.draw(documents()), data.draw(documents())
    pairs = data.draw(
        st.lists(
            st.tuples(
                st.sampled_from([q.code for q in old.questions()]), st.sampled_from([q.code for q in new.questions()])
            ),
            unique=True,
        )
    )
    links = [Link(was, becomes, Fraction(data.draw(st.integers(1, 5)))) for was, becomes in pairs]
    answers = data.draw(answered(old))
    found = Carrier(links, plan_of(old), plan_of(new)).carry(answers)
    score(plan_of(new).framework, found.answers, None)  # raises on an answer that is not its question's
    assert all(any((was, code) in pairs for was in answers) for code in (*found.answers, *found.asked_again))
    assert set(found.dropped) == {code for code in answers if code not in {was for was, _ in pairs}}


@given(st.data(), st.fractions(min_value=Fraction(1, 9), max_value=9))
def test_only_the_proportion_of_weights_counts(data: st.DataObject, times: Fraction) -> None:
    old, new = data.draw(documents()), asking(ladder("n", 6), version="2")
    links = [Link(q.code, "n", Fraction(data.draw(st.integers(1, 5)))) for q in old.questions()]
    answers = data.draw(answered(old))
    scaled = [replace(link, weight=link.weight * times) for link in links]
    assert carried(old, new, answers, *links) == carried(old, new, answers, *scaled)


@given(st.data())
def test_a_proposed_map_has_no_fault_but_what_it_loses(data: st.DataObject) -> None:
    old, new = data.draw(documents()), data.draw(documents())
    links = propose(old, new)
    lost = [q.code for q in old.questions() if q.code not in {each.code for each in new.questions()}]
    found = faults(links, old, new)
    assert [fault.code for fault in found] == (["loses"] if lost else [])
    assert all(fault.params["count"] == len(lost) and str(len(lost)) in fault.sentence for fault in found)
    assert {link.old for link in links if not link.new} == set(lost)
    assert {link.new for link in links if link.new} == {q.code for q in new.questions()}


@pytest.mark.parametrize(
    ("links", "fault"),
    [
        ([Link("gone", "t1q1")], "old_unknown"),
        ([Link("t1q1", "gone")], "new_unknown"),
        ([Link("t1q1", "t1q1"), Link("t1q1", "t1q1")], "twice"),
        ([Link("t1q1", "t1q1", Fraction(0))], "weight"),
        ([Link("t1q1", "t1q1", Fraction(-1))], "weight"),
        ([Link("t1q1", "t1q1", choices={"no": "s1"})], "old_choice"),
        ([Link("t1q1", "t1q1", choices={"s1": "no"})], "new_choice"),
        ([Link("", "")], "no_end"),
        ([Link("t1q1", "t1q1"), Link("t1q1", "")], "dropped_kept"),
    ],
)
def test_a_broken_map_is_refused(links: list[Link], fault: str) -> None:
    document = simple_document()
    refused = [each for each in faults(links, document, document) if each.is_refused]
    assert [each.code for each in refused] == [fault]
    assert "%(" not in refused[0].sentence


def test_a_choice_follows_the_map_then_its_code_then_its_points() -> None:
    old = asking(Question("q", "single", FR, choices=steps(0, 1, 2, 4)))
    new = asking(Question("q", "single", FR, choices=steps(0, 2, 8)), version="2")
    assert carried(old, new, {"q": "s2"}).answers == {"q": "s2"}
    assert carried(old, new, {"q": "s3"}, Link("q", "q", choices={"s3": "s1"})).answers == {"q": "s1"}
    assert carried(old, new, {"q": "s3"}, Link("q", "q")).answers == {"q": "s2"}


def test_a_ladder_of_as_many_steps_is_matched_by_rank() -> None:
    old = asking(Question("q", "single", FR, choices=steps(0, 1, 10)))
    new = asking(Question("q", "single", FR, choices=steps(0, 5, 6, prefix="n")), version="2")
    (link,) = propose(old, new)
    assert link.choices == {"s0": "n0", "s1": "n1", "s2": "n2"}


def test_several_questions_become_one_at_their_mean_never_above() -> None:
    old, new = asking(ladder("a"), ladder("b")), asking(ladder("n", 4), version="2")
    links = (Link("a", "n", Fraction(3)), Link("b", "n", Fraction(1)))
    assert carried(old, new, {"a": "s4", "b": "s0"}, *links).answers == {"n": "s2"}  # 3/4: between 2/3 and 1
    assert carried(old, new, {"a": "s4"}, *links).answers == {"n": "s3"}
    assert carried(old, new, {"a": NA, "b": "s4"}, *links).answers == {"n": "s3"}
    assert carried(old, new, {"a": NA, "b": NA}, *links).answers == {"n": NA}
    both = carried(old, new, {"a": NA, "b": UNKNOWN}, *links)
    assert (both.answers, both.asked_again) == ({}, ("n",))
    assert carried(old, new, {}, *links) == carried(old, new, {"a": None, "b": ""}, *links)


def test_where_unknown_is_zero_it_weighs_on_the_mean() -> None:
    old, new = asking(ladder("a"), ladder("b"), unknown_is_zero=True), asking(ladder("n"), version="2")
    links = (Link("a", "n"), Link("b", "n"))
    assert carried(old, new, {"a": "s4", "b": UNKNOWN}, *links).answers == {"n": "s2"}


def test_one_question_becomes_several() -> None:
    old, new = asking(ladder("a")), asking(ladder("x"), ladder("y", 3), version="2")
    found = carried(old, new, {"a": "s3"}, Link("a", "x"), Link("a", "y"))
    assert found.answers == {"x": "s3", "y": "s1"}


def test_an_answer_of_one_year_is_asked_again_and_read_again_only_as_it_was() -> None:
    old = asking(Question("n", "number", FR, bands=(Band(None, None, Fraction(1)),), time_bound=True))
    new = replace(old, version="2")
    assert carried(old, new, {"n": 12}).asked_again == ("n",)
    assert carried(old, new, {"n": 12}, dated=True).answers == {"n": 12}


@pytest.mark.parametrize(
    ("question", "changes", "value", "kept"),
    [
        (Question("q", "text", FR), {}, "mots", True),
        (Question("q", "date", FR), {}, "2026-11-21", True),
        (Question("q", "number", FR, unit={"fr": "t"}), {"unit": {"fr": "kg"}}, 3, False),
        (Question("q", "number", FR), {"bands": (Band(Fraction(5), Fraction(9), Fraction(1)),)}, 3, False),
        (Question("q", "table", FR, columns=(Column("c", FR, "number"),), row_limit=3), {}, [{"c": 2}], True),
        (
            Question("q", "table", FR, columns=(Column("c", FR, "number"),), row_limit=3),
            {"columns": (Column("d", FR, "number"),)},
            [{"c": 2}],
            False,
        ),
        (Question("q", "text", FR), {"kind": "number"}, "mots", False),
        (Question("q", "single", FR, choices=steps(0, 1)), {"not_concerned": False}, NA, False),
    ],
)
def test_the_other_kinds_are_copied_where_they_mean_the_same(
    question: Question, changes: dict[str, Any], value: Any, kept: bool
) -> None:
    old, new = asking(question), asking(replace(question, **changes), version="2")
    found = carried(old, new, {"q": value})
    assert (found.answers, found.asked_again) == (({"q": value}, ()) if kept else ({}, ("q",)))


def test_a_scale_keeps_the_items_that_are_still_rated() -> None:
    old = asking(Question("q", "scale", FR, choices=steps(0, 1, 2), items=(Item("a", FR), Item("b", FR))))
    new = asking(Question("q", "scale", FR, choices=steps(0, 1, 2), items=(Item("b", FR), Item("c", FR))), version="2")
    assert carried(old, new, {"q": {"a": "s1", "b": "s2"}}).answers == {"q": {"b": "s2"}}


def test_origins_name_questions_and_themes_and_every_one_is_accounted_for() -> None:
    old = asking(ladder("1.1"), ladder("1.2"), code="economie-circulaire")
    last = Theme("9", FR, questions=(ladder("9.1"),))
    first = Theme("t", FR, questions=tuple(ladder(f"1.{n}") for n in (1, 2, 3)))
    new = Document("te", "1", ("fr",), FR, (first, last))
    named = [("Eci", "t", "1.1"), ("Eci", "1.2", "9"), ("Cae", "1.1", "1.2"), ("Eci", "8", "1.3"), ("Eci", "1.1", "7")]
    origins = [Origin(*each) for each in [*named, ("Eci", "1.1", "t")]]
    states = [each.state for each in references(origins, old, new)]
    assert states == ["resolved", "resolved", "other_framework", "unknown", "no_heir", "finer"]
    half, whole = Fraction(1, 2), Fraction(1)
    assert {(link.old, link.new, link.weight) for link in propose(old, new, origins)} == {
        ("1.1", "1.1", half),
        ("1.2", "1.1", half),
        ("1.2", "9.1", whole),
        ("", "1.2", whole),
        ("", "1.3", whole),
    }
