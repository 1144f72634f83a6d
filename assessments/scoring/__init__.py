"""Scoring: pure rules, exact arithmetic. No Django, no clock, no I/O; see docs/frameworks.md."""

from assessments.scoring.answers import Answer, AnswerError, Answers, read_answer
from assessments.scoring.engine import score
from assessments.scoring.meter import Figures, Meter
from assessments.scoring.model import (
    EVERYONE,
    NA,
    UNKNOWN,
    Applicability,
    Band,
    Choice,
    Framework,
    Level,
    Profile,
    Question,
    Theme,
)
from assessments.scoring.result import NodeResult, Result
from assessments.scoring.rounding import round_half_up
from assessments.scoring.serial import from_dict, node_to_dict, to_dict

__all__ = [
    "EVERYONE",
    "NA",
    "UNKNOWN",
    "Answer",
    "AnswerError",
    "Answers",
    "Applicability",
    "Band",
    "Choice",
    "Figures",
    "Framework",
    "Level",
    "Meter",
    "NodeResult",
    "Profile",
    "Question",
    "Result",
    "Theme",
    "from_dict",
    "node_to_dict",
    "read_answer",
    "round_half_up",
    "score",
    "to_dict",
]
