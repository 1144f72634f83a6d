"""Spaces that French typography wants, whatever the author typed."""

import pytest

from core.templatetags.text import spaced

WANTED = "Choisissez «\u00a0Non concerné\u00a0»\u00a0: 10\u00a0% suffisent\u00a0!"


@pytest.mark.parametrize("space", ["", " ", "\u00a0", "\u202f"])
def test_one_non_breaking_space_inside_quotes(space: str) -> None:
    closing = space or " "
    typed = f"Choisissez «{space}Non concerné{closing}»{closing}: 10{closing}% suffisent{closing}!"
    assert spaced(typed) == WANTED


def test_an_address_is_left_alone() -> None:
    assert spaced("https://exemple.fr/?a=1") == "https://exemple.fr/?a=1"
