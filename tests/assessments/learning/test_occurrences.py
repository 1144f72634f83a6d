"""Where words stand: first occurrence, folded, plural, never inside something else."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.learning.domain.occurrences import Entry, find, fold

ENERGY = Entry("energy", ("énergie finale",))
HEAT = Entry("heat", ("chaleur",))
NETWORK = Entry("network", ("réseau de chaleur", "réseaux de chaleur"))
LAND = Entry("land", ("ZAN",))
ALL = [ENERGY, HEAT, NETWORK, LAND]


def said(text: str, reserved: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(one.code, text[one.start : one.end]) for one in find(text, ALL, reserved)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L’énergie finale compte.", [("energy", "énergie finale")]),
        ("ENERGIE FINALE", [("energy", "ENERGIE FINALE")]),
        ("deux énergies\u00a0finales", [("energy", "énergies\u00a0finales")]),
        (
            unicodedata.normalize("NFD", "une énergie finale"),
            [("energy", unicodedata.normalize("NFD", "énergie finale"))],
        ),
        ("Réseaux de chaleur et chaleur", [("network", "Réseaux de chaleur"), ("heat", "chaleur")]),
        ("chaleur, chaleurs, Chaleur", [("heat", "chaleur")]),
        ("déchaleur chaleureux basse-chaleur chaleur-froid", []),
        ("voir https://chaleur.example/chaleur ou chaleur@exemple.fr", []),
        ("le zan et le ZAN", [("land", "ZAN")]),
        ("", []),
    ],
)
def test_finds(text: str, found: list[tuple[str, str]]) -> None:
    assert said(text) == found


def test_what_the_framework_explains_is_left_to_it() -> None:
    assert said("Réseaux de chaleur", ("réseau de chaleur", "réseaux de chaleur")) == []
    assert said("un réseau de chaleur, de la chaleur", ("réseau de chaleur",)) == [("heat", "chaleur")]


def test_an_empty_form_finds_nothing() -> None:
    assert find("rien du tout", [Entry("void", ("", " ", "\u00ad"))]) == []
    assert find("rien", []) == []


def test_a_ligature_keeps_its_place() -> None:
    text = "un œuf, une main-d’œuvre"
    (one,) = find(text, [Entry("egg", ("oeuf",))])
    assert text[one.start : one.end] == "œuf"


@given(st.text(max_size=80))
def test_folding_keeps_places_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.places)
    assert list(folded.places) == sorted(folded.places)
    assert all(0 <= place < len(text) for place in folded.places)


words = st.sampled_from(
    [
        "chaleur",
        "Chaleurs",
        "énergie finale",
        "ÉNERGIES FINALES",
        "réseau de chaleur",
        "ZAN",
        "zan",
        "le",
        "<b>",
        "&",
        ",",
        "’",
        "-",
    ]
)


@given(st.lists(st.one_of(words, st.text(max_size=6)), max_size=15).map(" ".join))
def test_occurrences_are_ordered_apart_and_say_their_term(text: str) -> None:
    found = find(text, ALL)
    assert [one.code for one in found] == list(dict.fromkeys(one.code for one in found))
    for before, after in itertools.pairwise(found):
        assert before.end <= after.start
    forms = {entry.code: {fold(form).text for form in entry.forms} for entry in ALL}
    for one in found:
        plain = " ".join(fold(text[one.start : one.end]).text.split())
        assert any(plain == form or _singular(plain) == form for form in forms[one.code])
        assert not (one.start and (text[one.start - 1].isalnum()))
        assert one.end == len(text) or not text[one.end].isalnum()


def _singular(plain: str) -> str:
    return " ".join(word.rstrip("sx") for word in plain.split())
