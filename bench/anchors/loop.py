"""The scoring of bench/scoring.py as one would write it for that one questionnaire: look-ups, sums, nothing else.

No weights, no profile, no "not concerned", no completeness, floats: the least that gives the same figure.
"""

from collections.abc import Mapping, Sequence


def score(themes: Sequence[Sequence[str]], points: Mapping[str, int], most: int, answers: Mapping[str, str]) -> float:
    """On 100, the mean of the themes' means."""
    total = 0.0
    for names in themes:
        theme = 0
        for name in names:
            theme += points[answers[name]]
        total += theme / (most * len(names))
    return 100 * total / len(themes)
