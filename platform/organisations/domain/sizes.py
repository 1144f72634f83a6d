"""Size bands, in employees, and the bands of INSEE's register that fold into them."""

BANDS = ("0", "1-9", "10-19", "20-49", "50-249", "250-499", "500+")

FROM_INSEE = {
    "00": "0",
    "01": "1-9", "02": "1-9", "03": "1-9",
    "11": "10-19",
    "12": "20-49",
    "21": "50-249", "22": "50-249", "31": "50-249",
    "32": "250-499",
    "41": "500+", "42": "500+", "51": "500+", "52": "500+", "53": "500+",
}  # fmt: skip
"""`tranche_effectif_salarie` → band. "NN" is left out: it says "no declaration received", not "nobody"."""


def from_insee(band: str | None) -> str:
    """Our size band for INSEE's code; "" when unknown."""
    return FROM_INSEE.get(band or "", "")
