"""The verification code of a certificate: GP-C-7K4M-9QX2-T5H, the code of a report with a C for charter."""

from assessments.results.domain import codes

MARK = "C"
draw = codes.draw
prefix_of = codes.prefix_of


def printed(prefix: str, code: str) -> str:
    """As it stands on the certificate."""
    territory, rest = codes.printed(prefix, code).split("-", 1)
    return f"{territory}-{MARK}-{rest}"


def parse(text: str) -> str | None:
    """The eleven symbols of a code typed with or without its prefix; None if mistyped."""
    symbols = "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())
    if len(symbols) == codes.LENGTH + 4 and symbols[2] == MARK:
        symbols = symbols[3:]
    return codes.parse(symbols)
