"""Every text is found again in its comparison; two changes of different words are always brought together."""

from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from network.cowriting.domain.merging import Conflict, merge
from network.cowriting.domain.words import diff, tokens

TEXTS = st.text(alphabet=st.sampled_from("ab é\n.’"), max_size=40)
WORDS = st.lists(st.sampled_from(["un", "deux", "trois", "quatre", "cinq"]), max_size=25).map(" ".join)


@given(TEXTS | st.text(max_size=60))
def test_the_tokens_of_a_text_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(TEXTS | WORDS, TEXTS | WORDS)
def test_both_texts_are_found_again(old: str, new: str) -> None:
    pieces = diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
    assert all(piece.text for piece in pieces)


@given(WORDS, WORDS)
def test_no_fewer_words_could_change(old: str, new: str) -> None:
    """As many as the longest common subsequence leaves, worked out the slow way."""
    a, b = tokens(old), tokens(new)
    best = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, one in enumerate(a):
        for j, other in enumerate(b):
            best[i + 1][j + 1] = best[i][j] + 1 if one == other else max(best[i][j + 1], best[i + 1][j])
    same = "".join(piece.text for piece in diff(old, new) if piece.kind == "same")
    assert len(tokens(same)) == best[-1][-1]


def test_a_word_is_replaced() -> None:
    pieces = [(piece.kind, piece.text) for piece in diff("Nous trions nos déchets.", "Nous réduisons nos déchets.")]
    assert pieces == [("same", "Nous "), ("removed", "trions "), ("added", "réduisons "), ("same", "nos déchets.")]


def test_two_texts_that_share_nothing_are_shown_whole_and_soon() -> None:
    old, new = (" ".join(f"{letter}{n}" for n in range(1500)) for letter in "ab")
    start = process_time()
    assert [piece.kind for piece in diff(old, new)] == ["removed", "added"]
    assert process_time() - start < 5


@given(TEXTS | WORDS, TEXTS | WORDS)
def test_one_change_alone_is_taken_as_it_is(base: str, new: str) -> None:
    for merged in (merge(base, base, new), merge(base, new, base), merge(base, new, new)):
        assert not merged.conflicts
        assert merged.text == new


@given(WORDS, WORDS, WORDS)
def test_the_order_of_two_changes_does_not_matter(base: str, one: str, other: str) -> None:
    ours, theirs = merge(base, one, other), merge(base, other, one)
    assert len(ours.conflicts) == len(theirs.conflicts)
    if not ours.conflicts:
        assert ours.text == theirs.text


@given(st.lists(st.sampled_from(["un", "deux", "trois"]), min_size=3, max_size=12), st.data())
def test_changes_of_distant_words_meet(words: list[str], data: st.DataObject) -> None:
    """Each word bears its place, so that the comparison cannot take one for another."""
    base = [f"{word}{place}" for place, word in enumerate(words)]
    first = data.draw(st.integers(0, len(base) - 3))
    second = data.draw(st.integers(first + 2, len(base) - 1))
    ours, theirs = list(base), list(base)
    ours[first], theirs[second] = "ICI", "LÀ"
    both = list(ours)
    both[second] = "LÀ"
    merged = merge(" ".join(base), " ".join(ours), " ".join(theirs))
    assert not merged.conflicts
    assert merged.text == " ".join(both)


def test_the_same_words_touched_twice_are_a_conflict() -> None:
    merged = merge("Trier nos déchets.", "Réduire nos déchets.", "Composter nos déchets.")
    assert merged.conflicts == (Conflict("Trier ", "Réduire ", "Composter "),)
    assert merged.text == "Réduire nos déchets."


def test_words_put_at_the_same_place_are_a_conflict() -> None:
    assert merge("a b", "a x b", "a y b").conflicts == (Conflict("", "x ", "y "),)
