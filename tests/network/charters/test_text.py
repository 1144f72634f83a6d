"""The exact text, its digest, the code of a certificate."""

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from network.charters.domain import codes
from network.charters.domain.text import ArticleText, canonical, digest_of, grouped

ARTICLE = ArticleText("a1", "principle", {"fr": "Dire", "en": "Say"}, {"fr": "Ce que l’on fait."})


def written(**changes: Any) -> str:
    facts: dict[str, Any] = {"title": "Charte", "number": 1, "preamble": {"fr": "Nous."}, "articles": [ARTICLE]}
    return canonical(**facts | changes)


def test_every_language_and_every_word_is_in_the_text() -> None:
    english = "[en]\n\n1. Say (a1, principle)"
    french = "[fr]\n\nNous.\n\n1. Dire (a1, principle)\nCe que l’on fait."
    assert written() == f"Charte\nversion 1\n\n{english}\n\n{french}\n"


def test_the_same_words_have_the_same_digest() -> None:
    composed, decomposed = written(preamble={"fr": "É"}), written(preamble={"fr": "É"})
    assert digest_of(composed) == digest_of(decomposed)
    assert digest_of(written(preamble={"fr": "Nous.  "})) == digest_of(written(preamble={"fr": "Nous.\r\n"}))


@given(st.text(min_size=1, alphabet="abcdefgh"), st.text(min_size=1, alphabet="abcdefgh"))
def test_other_words_have_another_digest(first: str, second: str) -> None:
    one, two = (digest_of(written(preamble={"fr": words})) for words in (first, second))
    assert (one == two) == (first == second)


def test_a_kind_or_a_number_changed_is_another_text() -> None:
    other = ArticleText("a1", "commitment", ARTICLE.title, ARTICLE.body)
    digests = {digest_of(written()), digest_of(written(articles=[other])), digest_of(written(number=2))}
    assert len(digests) == 3


def test_a_digest_is_printed_in_groups() -> None:
    assert grouped("0123456789abcdef") == "01234567 89abcdef"


@given(st.integers())
def test_a_code_is_read_as_it_is_printed(seed: int) -> None:
    code = codes.draw(random.Random(seed).choice)
    shown = codes.printed("GP", code)
    assert shown.startswith("GP-C-")
    for typed in (shown, shown.lower(), shown.replace("-", " "), code):
        assert codes.parse(typed) == code
    wrong = shown[:-1] + ("0" if shown[-1] != "0" else "1")
    assert codes.parse(wrong) is None
