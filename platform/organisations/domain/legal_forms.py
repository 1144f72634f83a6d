"""What INSEE's legal category (`catégorie juridique`, four digits) says of an organisation's kind."""

COMPANY = "company"
ASSOCIATION = "association"
PUBLIC_BODY = "public_body"
KINDS = (COMPANY, ASSOCIATION, PUBLIC_BODY)

PUBLIC_PREFIXES = ("7", "4")  # 7: subject to administrative law; 4: public body subject to commercial law
ASSOCIATION_PREFIXES = ("92", "93", "91", "83", "84", "85")
"""92 associations, 93 foundations, 91 owners' unions, 83 to 85 works councils, unions and professional bodies."""


def kind_of(category: str) -> str:
    """The likeliest kind; "" for no category. A guess: the organisation may correct it."""
    if not category:
        return ""
    if category.startswith(PUBLIC_PREFIXES):
        return PUBLIC_BODY
    return ASSOCIATION if category.startswith(ASSOCIATION_PREFIXES) else COMPANY
