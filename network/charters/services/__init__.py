"""Writes, by subject."""

from .badges import credential_of, key_of, reseal_keys, rotate_key
from .consents import CONSENT_VERSION, Consent, choose_consent
from .ending import lapse_late, revoke, withdraw
from .reviewing import Judged, NotOpen, give_review, may_review, remind, remind_due
from .signing import Act, NothingToSign, NotReady, Own, StaleText, may_be_of, sign
from .texts import (
    add_article,
    adopt,
    back_to_draft,
    create_charter,
    discuss,
    edit_article,
    edit_charter,
    edit_preamble,
    move_article,
    remove_article,
    set_rules,
    start_version,
    text_of,
)

__all__ = [
    "CONSENT_VERSION",
    "Act",
    "Consent",
    "Judged",
    "NotOpen",
    "NotReady",
    "NothingToSign",
    "Own",
    "StaleText",
    "add_article",
    "adopt",
    "back_to_draft",
    "choose_consent",
    "create_charter",
    "credential_of",
    "discuss",
    "edit_article",
    "edit_charter",
    "edit_preamble",
    "give_review",
    "key_of",
    "lapse_late",
    "may_be_of",
    "may_review",
    "move_article",
    "remind",
    "remind_due",
    "remove_article",
    "reseal_keys",
    "revoke",
    "rotate_key",
    "set_rules",
    "sign",
    "start_version",
    "text_of",
    "withdraw",
]
