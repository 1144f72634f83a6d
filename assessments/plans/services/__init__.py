"""Writes: decide, change, carry out, show, verify, share, remind. Each one whole or not at all."""

from assessments.plans.services.actions import change_status, edit_action, start_action
from assessments.plans.services.checking import send_back, verify
from assessments.plans.services.evidence import add_evidence, forget_evidence
from assessments.plans.services.measures import add_measure, forget_measure
from assessments.plans.services.peers import ask_peer, offer_to_share, withdraw_offer
from assessments.plans.services.reminders import remind, set_quiet

__all__ = [
    "add_evidence",
    "add_measure",
    "ask_peer",
    "change_status",
    "edit_action",
    "forget_evidence",
    "forget_measure",
    "offer_to_share",
    "remind",
    "send_back",
    "set_quiet",
    "start_action",
    "verify",
    "withdraw_offer",
]
