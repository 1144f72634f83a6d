"""Short names for addresses."""

import re
from unicodedata import normalize


def slug(text: str) -> str:
    """`text` in lower case letters, digits and hyphens: "ENISA-CRA Maturité" gives "enisa-cra-maturite"."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80]
