"""One result as its holder reads it: the same words and figures for the page and for the PDF.

A `Reading` holds the frozen row, the framework's texts (in memory, no query) and works out each part
once, when it is first asked for. One module by part of the page.
"""

from assessments.results.reading.drawn import Drawn
from assessments.results.reading.reasons import Reasoned
from assessments.results.reading.rules import Ruled
from assessments.results.reading.standing import StandingOut
from assessments.results.reading.top import Top

__all__ = ["Reading"]


class Reading(Top, Drawn, StandingOut, Ruled, Reasoned):
    """All of it. `row` comes with its version, its assessment and its previous result loaded."""
