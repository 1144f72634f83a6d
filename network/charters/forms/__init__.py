"""What people fill in, by who fills it in."""

from .desk import AdoptForm, ArticleForm, CharterForm, FilterForm, PreambleForm, RevokeForm, RulesForm
from .members import CodeForm, ConsentForm, ReviewForm, SearchForm, SignForm, WithdrawForm

__all__ = [
    "AdoptForm",
    "ArticleForm",
    "CharterForm",
    "CodeForm",
    "ConsentForm",
    "FilterForm",
    "PreambleForm",
    "ReviewForm",
    "RevokeForm",
    "RulesForm",
    "SearchForm",
    "SignForm",
    "WithdrawForm",
]
