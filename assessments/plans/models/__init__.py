"""Plans and their actions; what happened to these; who shares what they did."""

from assessments.plans.models.actions import (
    LIVE,
    LONGEST_COMMITMENT,
    LONGEST_WORDS,
    Action,
    Plan,
    Status,
)
from assessments.plans.models.peers import PeerOffer
from assessments.plans.models.reminders import Quiet, Reminder, Stage
from assessments.plans.models.traces import ActionEvent, ActionEvidence, Happened, Measure

__all__ = [
    "LIVE",
    "LONGEST_COMMITMENT",
    "LONGEST_WORDS",
    "Action",
    "ActionEvent",
    "ActionEvidence",
    "Happened",
    "Measure",
    "PeerOffer",
    "Plan",
    "Quiet",
    "Reminder",
    "Stage",
    "Status",
]
