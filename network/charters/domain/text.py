"""The exact text of a charter's version, and its digest: what is signed.

One text for all languages, so that a signature binds each of them. Lines end in "\\n", Unicode is NFC, spaces at
the ends of lines are left out: two people who read the same words sign the same digest.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ArticleText:
    """`kind`: "principle" or "commitment"; `title` and `body` by language."""

    code: str
    kind: str
    title: Texts
    body: Texts


def canonical(*, title: str, number: int, preamble: Texts, articles: Sequence[ArticleText]) -> str:
    """The version as one text: a block for each language, in the order of their codes."""
    languages = sorted({language for texts in _all_texts(preamble, articles) for language in texts})
    blocks = [_block(language, preamble, articles) for language in languages]
    return _clean("\n\n".join([f"{title}\nversion {number}", *blocks]))


def digest_of(text: str) -> str:
    """SHA-256 of the UTF-8 text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def grouped(digest: str) -> str:
    """The digest as it is printed, in groups of eight."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _all_texts(preamble: Texts, articles: Iterable[ArticleText]) -> Iterable[Texts]:
    yield preamble
    for article in articles:
        yield article.title
        yield article.body


def _block(language: str, preamble: Texts, articles: Sequence[ArticleText]) -> str:
    parts = [f"[{language}]", preamble.get(language, "")]
    for number, article in enumerate(articles, start=1):
        head = f"{number}. {article.title.get(language, '')} ({article.code}, {article.kind})"
        parts.append(f"{head}\n{article.body.get(language, '')}")
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _clean(text: str) -> str:
    lines = unicodedata.normalize("NFC", text).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip() + "\n"
