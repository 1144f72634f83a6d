from .frozen import FrozenError
from .keys import Credential, SigningKey
from .reviews import ConsentChoice, Outcome, OutcomeState, Review
from .signatures import Commitment, EndedAs, Signature
from .texts import Article, ArticleKind, Charter, CharterVersion, ScopeKind, Status

__all__ = [
    "Article",
    "ArticleKind",
    "Charter",
    "CharterVersion",
    "Commitment",
    "ConsentChoice",
    "Credential",
    "EndedAs",
    "FrozenError",
    "Outcome",
    "OutcomeState",
    "Review",
    "ScopeKind",
    "Signature",
    "SigningKey",
    "Status",
]
