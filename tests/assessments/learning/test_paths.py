"""Progress on a path, and the path that a weak theme calls for."""

from assessments.learning.domain.paths import Proposal, Stage, progress, propose


def stage(code: str, minutes: int, *themes: str) -> Stage:
    return Stage(code, minutes, frozenset(themes))


A, B, C = stage("a", 5, "energy"), stage("b", 7, "waste", "energy"), stage("c", 3, "water")


def test_progress_counts_sheets_and_minutes() -> None:
    found = progress([A, B, C], {"a", "gone"})
    assert (found.done, found.total, found.minutes, found.minutes_left, found.following) == (1, 3, 15, 10, "b")
    assert not found.is_complete


def test_a_path_is_complete_once_all_is_read_and_never_when_empty() -> None:
    assert progress([A, B], {"b", "a"}).is_complete
    assert progress([A], {"a"}).following == ""
    assert not progress([], set()).is_complete


def test_the_weakest_theme_chooses_the_path_that_says_most_of_it() -> None:
    paths = [("water", [C]), ("mixed", [B, C]), ("energy", [A, B])]
    assert propose(["energy", "water"], paths) == Proposal("energy", "energy")
    assert propose(["water"], paths) == Proposal("water", "water")


def test_the_next_theme_when_none_speaks_of_it_and_none_at_all() -> None:
    assert propose(["mobility", "waste"], [("mixed", [B])]) == Proposal("mixed", "waste")
    assert propose(["mobility"], [("mixed", [B])]) is None
    assert propose([], [("mixed", [B])]) is None
