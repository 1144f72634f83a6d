"""The glossary: inherited, replaced by code, found in texts, escaped, searched."""

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from assessments.learning.queries import letters, terms, terms_for, words
from assessments.learning.services import install_shipped
from territories.models import Territory
from territories.scope import EVERYWHERE, territory_scope
from tests.factories.learning import make_term

HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</details><script>", "{{ 7|add:7 }}")


def shown(text: str, **extra: object) -> str:
    template = Template('{% load glossing %}{% glossed text anchor="a" known=known css="hint" %}')
    return template.render(Context({"text": text, "known": (), **extra}))


class TestWhoseWords:
    def test_a_territory_reads_national_words_and_its_own(self, national: Territory, poitiers: Territory) -> None:
        with territory_scope(national):
            make_term("sun", "Soleil", "Étoile.")
            make_term("wind", "Vent", "Air.")
        with territory_scope(poitiers):
            make_term("sun", "Soleil", "Ce qui chauffe Poitiers.")
            assert [(term.code, term.definition["fr"]) for term in terms()] == [
                ("sun", "Ce qui chauffe Poitiers."),
                ("wind", "Air."),
            ]

    def test_a_neighbour_s_words_are_not_its(self, poitiers: Territory, lille: Territory) -> None:
        with territory_scope(poitiers):
            make_term("sun", "Soleil")
        with territory_scope(lille):
            assert terms() == []
            assert terms_for("Le soleil.") == []

    def test_no_word_where_several_territories_are_read(self, poitiers: Territory) -> None:
        with territory_scope(EVERYWHERE):
            assert terms_for("Le soleil.") == []

    def test_words_are_kept_and_forgotten_when_one_changes(
        self, national: Territory, poitiers: Territory, django_assert_num_queries: object
    ) -> None:
        with territory_scope(national):
            term = make_term("sun", "Soleil")
        with territory_scope(poitiers):
            with django_assert_num_queries(1):  # type: ignore[operator]
                assert [word.term for word in words()] == ["Soleil"]
            with django_assert_num_queries(0):  # type: ignore[operator]
                words()
        with territory_scope(national):
            term.delete()
        with territory_scope(poitiers):
            assert words() == ()

    def test_only_in_the_language_read(self, in_poitiers: Territory) -> None:
        make_term("sun", "", term={"fr": "Soleil"}, definition={"fr": "Étoile."})
        with translation.override("en"):
            assert terms_for("Soleil") == []


class TestInATemplate:
    def test_a_word_leads_to_its_explanation(self, in_poitiers: Territory) -> None:
        make_term("sun", "Soleil", "Étoile.")
        html = shown("Le soleil, le soleil.")
        assert html.startswith('<p class="hint">Le <a href="#a-sun">soleil</a>, le soleil.</p>')
        assert '<details class="gloss"><summary>Soleil\u00a0: ce que c’est</summary><p id="a-sun">Étoile.</p>' in html

    def test_without_a_word_the_text_stands_as_it_was(self, in_poitiers: Territory) -> None:
        assert shown("Rien & rien.") == '<p class="hint">Rien &amp; rien.</p>'

    def test_the_framework_s_own_terms_come_first(self, in_poitiers: Territory) -> None:
        make_term("sun", "Soleil")
        assert "<details" not in shown("Le soleil.", known=["Soleil"])

    @pytest.mark.parametrize("payload", HOSTILE)
    def test_nothing_stored_runs(self, payload: str, in_poitiers: Territory) -> None:
        make_term("sun", "Soleil", payload, forms={"fr": [payload]})
        make_term("bad", payload[:80], payload)
        html = shown(f"{payload} Soleil {payload}")
        for tag in ("<script", "<img", "</details><script", "14"):
            assert tag not in html

    @pytest.mark.parametrize("payload", HOSTILE)
    def test_nor_on_the_public_page(self, payload: str, poitiers: Territory) -> None:
        with territory_scope(poitiers):
            make_term("bad", payload, payload)
        page = Client(headers={"host": poitiers.host}).get("/apprendre/glossaire/", {"q": payload[:5]})
        html = page.content.decode()
        for tag in ("<script>alert", "<img src=x", "</details><script"):
            assert tag not in html


class TestThePage:
    def test_letters_ignore_accents_and_a_search_looks_in_definitions(self, in_poitiers: Territory) -> None:
        make_term("eco", "Écolabel", "Marque contrôlée.")
        make_term("energy", "énergie finale", "Au compteur.")
        make_term("zan", "ZAN", "Sols vivants.", forms={"fr": ["zéro artificialisation nette"]})
        assert [(letter.name, [str(term) for term in letter.terms]) for letter in letters()] == [
            ("E", ["Écolabel", "énergie finale"]),
            ("Z", ["ZAN"]),
        ]
        assert [letter.name for letter in letters("ARTIFICIALISATION")] == ["Z"]
        assert [letter.name for letter in letters("controlee marque")] == ["E"]
        assert letters("introuvable") == []

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_costs_the_same_whatever_the_words(
        self, count: int, poitiers: Territory, django_assert_num_queries: object
    ) -> None:
        with territory_scope(poitiers):
            for number in range(count):
                make_term(f"t{number}", f"Terme {number}")
        client = Client(headers={"host": poitiers.host})
        client.get("/apprendre/glossaire/")
        with django_assert_num_queries(GLOSSARY_QUERIES):  # type: ignore[operator]
            page = client.get("/apprendre/glossaire/")
        assert page.content.decode().count("<dt>") == count

    def test_what_is_not_there_is_said_and_what_was_typed_stays(self, poitiers: Territory) -> None:
        page = Client(headers={"host": poitiers.host}).get("/apprendre/glossaire/", {"q": "zzz"}).content.decode()
        assert 'value="zzz"' in page
        assert "Aucun mot du glossaire" in page


GLOSSARY_QUERIES = 1


def test_what_is_shipped_is_complete_and_installs_twice_alike(national: Territory) -> None:
    with territory_scope(national):
        assert install_shipped(territory=national) == 27
        assert install_shipped(territory=national) == 0
        rows = terms()
    assert len(rows) == 22
    for row in rows:
        assert set(row.term) == set(row.definition) == {"fr", "en"}
        assert all(len(text.split()) <= 30 for text in row.definition.values()), row.code
