"""The working text of a charter, in the language that it is written in."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

PREAMBLE = "@preamble"
"""Stands for the preamble where a passage is named; no article may be called so: an article has a slug."""


@dataclass(frozen=True, slots=True)
class Article:
    """`kind`: "principle" or "commitment", as in `charters`."""

    code: str
    kind: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Text:
    preamble: str
    articles: tuple[Article, ...] = ()

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Text":
        return cls(data["preamble"], tuple(Article(**article) for article in data["articles"]))

    def to_dict(self) -> dict[str, Any]:
        return {"preamble": self.preamble, "articles": [asdict(article) for article in self.articles]}

    def article(self, code: str) -> Article | None:
        return next((article for article in self.articles if article.code == code), None)

    def holds(self, code: str) -> bool:
        return code == PREAMBLE or self.article(code) is not None

    def passage(self, code: str) -> str:
        """The words of an article or of the preamble; "" where there is none."""
        if code == PREAMBLE:
            return self.preamble
        article = self.article(code)
        return article.body if article else ""

    def title(self, code: str) -> str:
        article = self.article(code)
        return article.title if article else ""


def plain(words: str) -> str:
    """One kind of line ends, no blanks at the ends: as the charter keeps them."""
    return "\n".join(words.splitlines()).strip()


def by_names(names: Iterable[str]) -> list[str]:
    """In the order of a reader: without regard to capitals."""
    return sorted(names, key=str.casefold)
