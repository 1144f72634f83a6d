"""What became of the questions of one version in another, and the answers taken along. Pure."""

from assessments.frameworks.domain.mapping.carrier import Carried, Carrier
from assessments.frameworks.domain.mapping.links import Fault, Link, answerable, faults, lost_questions
from assessments.frameworks.domain.mapping.proposal import Origin, Reference, propose, references
from assessments.frameworks.domain.mapping.sheet import Unreadable, is_map, read_csv, to_csv, weight_from

__all__ = [
    "Carried",
    "Carrier",
    "Fault",
    "Link",
    "Origin",
    "Reference",
    "Unreadable",
    "answerable",
    "faults",
    "is_map",
    "lost_questions",
    "propose",
    "read_csv",
    "references",
    "to_csv",
    "weight_from",
]
