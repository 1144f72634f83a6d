"""Scoring: pure rules, exact arithmetic. No Django, no clock, no I/O; see docs/frameworks.md."""

from assessments.scoring.answers import Answer, AnswerError, Answers, read_answer
from assessments.scoring.conditions import AllOf, AnyOf, Condition, Fits, Given, Not, holds, references
from assessments.scoring.engine import score
from assessments.scoring.formulas import Formula, FormulaError, parse_formula
from assessments.scoring.meter import Figures, Meter
from assessments.scoring.model import (
    EVERYONE,
    NA,
    UNKNOWN,
    Applicability,
    Band,
    Choice,
    Column,
    Framework,
    Level,
    Profile,
    Question,
    Theme,
)
from assessments.scoring.resolving import Resolved, Resolver, resolve
from assessments.scoring.result import NodeResult, Result
from assessments.scoring.rounding import round_half_up
from assessments.scoring.serial import from_dict, node_to_dict, to_dict

__all__ = [
    "EVERYONE",
    "NA",
    "UNKNOWN",
    "AllOf",
    "Answer",
    "AnswerError",
    "Answers",
    "AnyOf",
    "Applicability",
    "Band",
    "Choice",
    "Column",
    "Condition",
    "Figures",
    "Fits",
    "Formula",
    "FormulaError",
    "Framework",
    "Given",
    "Level",
    "Meter",
    "NodeResult",
    "Not",
    "Profile",
    "Question",
    "Resolved",
    "Resolver",
    "Result",
    "Theme",
    "from_dict",
    "holds",
    "node_to_dict",
    "parse_formula",
    "read_answer",
    "references",
    "resolve",
    "round_half_up",
    "score",
    "to_dict",
]
