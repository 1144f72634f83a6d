"""What the columns of a resource can hold, and how a text is made to fit."""

import re
from hashlib import sha256
from urllib.parse import urlsplit

from territories.geography.names import fold

CODE, URL, CONTACT, ORIGIN = 80, 300, 200, 120
"""Characters."""
LONGEST = 2_000
"""An address in a list of links, which no column bounds."""
DIGEST = 8


def slug(text: str) -> str:
    return re.sub(r"\s+", "-", fold(text))


def fitting(code: str, most: int) -> str:
    """`code` itself, or its start with a digest of the whole, so that two long ones stay two."""
    if len(code) <= most:
        return code
    return f"{code[: most - DIGEST - 1].rstrip('-')}-{sha256(code.encode()).hexdigest()[:DIGEST]}"


def shortened(text: str, most: int = ORIGIN) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def is_address(url: str, most: int = URL) -> bool:
    """Whether it is an address of the web that the column holds."""
    if len(url) > most or re.search(r"\s", url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "")
