"""The matrix asks bare addresses; what an animator types in the back-office's searches finds nothing of a neighbour."""

import pytest

from tests.isolation.test_matrix import ask, leaked, sign_in, spaces
from tests.isolation.world import Space

__all__ = ["spaces"]

SCREENS = (
    "pages/search/",
    "pages/search/results/",
    "choose-page/",
    "choose-page/search/",
    "images/",
    "images/results/",
    "images/chooser/",
    "images/chooser/results/",
    "documents/",
    "documents/results/",
    "documents/chooser/",
    "documents/chooser/results/",
)
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.mark.parametrize("word", ["SECRET", "PUBLIC"])
def test_a_search_finds_one_s_own_and_nothing_of_a_neighbour(spaces: tuple[Space, Space], word: str) -> None:
    own, other = spaces
    session = sign_in(own, "animator")
    found = []
    for screen in SCREENS:
        for query in (
            f"q={word}",
            f"q={word}&collection_id={other.territory.collection_id}",
            f"q={word}&page_type=wagtailcore.page",
        ):
            said = ask(own.territory, f"/gestion/{screen}?{query}", "GET", session)
            assert said.status in (200, 302), (screen, query)
            assert not leaked(said, other, screen, "own"), (screen, query)
            found += [screen] if f"{word}-{own.tag}" in said.text else []
    assert "images/" in found if word == "SECRET" else "pages/search/" in found
