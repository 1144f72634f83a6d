"""The author's report: what it points out, and that it keeps quiet about what is well made."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from django.utils.translation import override

from assessments.frameworks.domain.coherence import Remark, report
from assessments.frameworks.domain.document import Choice, Document, Question, Resource, Term
from assessments.frameworks.domain.files import read_bytes, read_path
from assessments.frameworks.domain.layers import with_questions
from assessments.frameworks.domain.readability import ease
from assessments.frameworks.services.importing import SHIPPED
from assessments.frameworks.wording import remark_in_words
from assessments.scoring import AllOf, AnyOf, Applicability, Given
from tests.assessments.frameworks.files import small

HELP = tuple(Resource(f"r-{code}", {"fr": "Aide", "en": "Help"}, questions=(code,)) for code in ("EN1", "DE1"))
PLAIN = "Le tri est fait. Le bac est plein. On le sort le soir. Il est vide au matin. Tout va bien."
HARD = (
    "Conformément aux prescriptions réglementaires environnementales applicables, l’organisation formalise "
    "systématiquement ses procédures opérationnelles relatives à la caractérisation des consommations énergétiques, "
    "notamment celles des installations thermiques."
)


@pytest.fixture
def document() -> Document:
    read = read_bytes(small()).document
    assert read is not None
    return replace(read, resources=HELP)


def edited(document: Document, code: str, **changes: Any) -> Document:
    """`document` with one question changed."""
    return with_questions(document, lambda one: replace(one, **changes) if one.code == code else one)


def said(document: Document) -> list[tuple[str, str]]:
    return [(remark.code, remark.where) for remark in report(document)]


def theme_changed(document: Document, **changes: Any) -> Document:
    """`document` with its second theme changed."""
    first, second = document.themes
    return replace(document, themes=(first, replace(second, **changes)))


def test_a_sound_document_gives_little_to_say(document: Document) -> None:
    """A number without bands is unscored: for information."""
    assert said(document) == [("unscored", "DE4")]


def test_the_shipped_framework_is_coherent_but_for_its_resources() -> None:
    shipped = read_path(SHIPPED).document
    assert shipped is not None
    assert said(shipped) == [("no_resources", "")]
    assert report(shipped, helped=[theme.code for theme in shipped.themes]) == ()


@pytest.mark.parametrize(
    ("code", "changes", "expected"),
    [
        ("EN2", {"visible_if": AnyOf()}, ("unreachable", "EN2")),
        ("EN2", {"visible_if": AllOf((Given("EN1"), Given("GONE")))}, ("unreachable", "EN2")),
        (
            "EN2",
            {"applies": Applicability(traits=frozenset({"food"}), no_trait=frozenset({"food"}))},
            ("never_asked", "EN2"),
        ),
        ("EN2", {"weight": Fraction(0)}, ("zero_weight", "EN2")),
        ("EN1", {"terms": ()}, ("unused_term", "kwh")),
        ("EN1", {"help": {"fr": HARD, "en": "Look."}}, ("hard_to_read", "EN1")),
        ("EN1", {"help": {"fr": "un " * 26, "en": "Look."}}, ("long_sentence", "EN1")),
        ("EN1", {"help": {"fr": "Long. " * 101, "en": "Look."}}, ("long_text", "EN1")),
        ("EN1", {"help": {"fr": "Voir"}}, ("missing_translation", "EN1")),
        ("DE3", {"choices": (Choice("a", {"fr": "A", "en": "A"}, Fraction(1)), Choice("b", {"fr": "B", "en": "B"}))},
         ("choices_without_points", "DE3")),
    ],
)  # fmt: skip
def test_each_weakness_of_a_question_is_told(
    document: Document, code: str, changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert set(said(edited(document, code, **changes))) == {("unscored", "DE4"), expected}


def test_a_theme_that_nobody_is_asked_is_told_once(document: Document) -> None:
    """Its express question is told with it; not each of the others."""
    silent = theme_changed(document, visible_if=AnyOf())
    found = [pair for pair in said(silent) if pair[0] != "unscored"]
    assert found == [("unreachable", "waste"), ("express_not_asked", "DE1")]


def test_a_theme_of_no_weight_or_without_help_is_told(document: Document) -> None:
    assert ("zero_weight", "waste") in said(theme_changed(document, weight=Fraction(0)))
    assert ("theme_without_resources", "waste") in said(replace(document, resources=HELP[:1]))
    assert ("no_resources", "") in said(replace(document, resources=()))
    assert ("theme_without_resources", "waste") not in {
        (remark.code, remark.where) for remark in report(replace(document, resources=HELP[:1]), helped=["DE3"])
    }


def test_what_a_formula_or_a_condition_looks_at_has_its_use(document: Document) -> None:
    figure = Question("SUM", "computed", {"fr": "Somme", "en": "Sum"}, formula="[DE4] * 2")
    first, second = document.themes
    with_figure = replace(document, themes=(replace(first, questions=(*first.questions, figure)), second))
    assert said(with_figure) == [("unscored", "SUM")]
    assert said(edited(with_figure, "EN2", visible_if=Given("SUM", at_least=Fraction(1)))) == []


def test_what_is_hidden_is_not_looked_at(document: Document) -> None:
    hidden = edited(document, "DE4", hidden=True, help={"fr": HARD})
    assert said(hidden) == []


def test_what_waits_for_what_is_hidden_is_told(document: Document) -> None:
    """A layer that hides DE4 silences what is asked, or worked out, from it."""
    figure = Question("SUM", "computed", {"fr": "Somme", "en": "Sum"}, formula="[DE4] * 2", visible_if=Given("EN1"))
    first, second = document.themes
    hiding = edited(
        replace(document, themes=(replace(first, questions=(*first.questions, figure)), second)), "DE4", hidden=True
    )
    waiting = edited(hiding, "EN2", visible_if=Given("DE4"))
    assert set(said(waiting)) == {("unreachable", "EN2"), ("unscored", "SUM"), ("formula_hidden", "SUM")}


def test_missing_texts_beside_the_tree_are_told(document: Document) -> None:
    terms = (*document.terms, Term("new", {"fr": "Neuf"}, {"fr": "Pas vieux"}))
    remarks = report(replace(document, terms=terms, description={"en": "x"}))
    missing = {(r.where, r.params["language"]): r.params["keys"] for r in remarks if r.code == "missing_translation"}
    assert missing == {("small", "fr"): "description", ("new", "en"): "term, definition"}


def test_many_missing_texts_are_counted(document: Document) -> None:
    texts = {key: {"fr": "Un"} for key in ("title", "why", "help", "example")}
    remark = next(r for r in report(edited(document, "EN1", **texts)) if r.code == "missing_translations")
    assert (remark.params["count"], remark.severity) == (4, "warning")


def test_a_remark_is_a_sentence_with_its_cure(document: Document) -> None:
    changed = edited(document, "EN1", help={"fr": HARD}, weight=Fraction(0), terms=())
    for remark in report(changed):
        assert "%(" not in remark.sentence
        assert remark.cure % remark.params in remark.sentence
        assert "%(" not in " ".join(map(str, remark_in_words(remark).values()))


def test_a_remark_is_put_into_french() -> None:
    with override("fr"):
        words = remark_in_words(Remark("unused_term", "kwh", "advice", {"where": "kwh"}))
    assert words["what"] == "Le terme «\u00a0kwh\u00a0» du glossaire n’est lié à aucune question."


def test_a_loop_does_not_stop_the_report(document: Document) -> None:
    looped = edited(edited(document, "EN1", visible_if=Given("EN2")), "EN2", visible_if=Given("EN1"))
    assert ("unscored", "DE4") in said(looped)


@pytest.mark.parametrize(
    ("text", "words", "index", "longest"),
    [
        ("", 0, 0, 0),
        ("Le chat dort.", 3, 3, 3),
        ("Le chat dort. Il mange !", 5, 3, 3),
        ("Environnement", 1, 101, 1),
        ("Un rendez-vous : demain", 3, 35, 2),
        ("3,5 kg", 3, 3, 3),
    ],
)
def test_reading_ease_by_hand(text: str, words: int, index: int, longest: int) -> None:
    """Words by sentence, plus the percentage of words of more than six letters."""
    found = ease(text)
    assert (found.words, found.index, found.longest) == (words, index, longest)


def test_hard_and_plain_texts_are_told_apart() -> None:
    assert ease(HARD).is_hard("fr")
    assert ease(PLAIN).words >= 20
    assert not ease(PLAIN).is_hard("fr")
    assert not ease(HARD).is_hard("de")
    assert not ease("Réglementation environnementale.").is_hard("fr")
