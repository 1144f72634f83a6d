from assessments.voices.queries.gaps import agreements_of, gap_of, gaps_of
from assessments.voices.queries.marks import MARKS, marks
from assessments.voices.queries.notes import notes_on
from assessments.voices.queries.people import (
    consented,
    events_of,
    may_read_gaps,
    pending_of,
    progress_of,
    proved,
    voice_of,
    voices_of,
)
from assessments.voices.queries.polls import counts_of, polls_of
from assessments.voices.queries.shelf import assessments_of, mine, voice_counts

__all__ = [
    "MARKS",
    "agreements_of",
    "assessments_of",
    "consented",
    "counts_of",
    "events_of",
    "gap_of",
    "gaps_of",
    "marks",
    "may_read_gaps",
    "mine",
    "notes_on",
    "pending_of",
    "polls_of",
    "progress_of",
    "proved",
    "voice_counts",
    "voice_of",
    "voices_of",
]
