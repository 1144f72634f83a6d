"""Open Badges 3.0 documents (1EdTech, https://www.imsglobal.org/spec/ob/v3p0/), over the W3C's Verifiable
Credentials Data Model 2.0 (https://www.w3.org/TR/vc-data-model-2.0/).

Proof: JSON Web Token Proof Format of the same specification (section 8.2): a compact JWS (RFC 7515), RS256, whose
header holds the public key (`jwk`), so that it verifies offline. The payload is the credential with the claims iss,
jti, sub, nbf and exp beside it. Baking into SVG: section 5.3.2.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import quoteattr

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
ALGORITHM = "RS256"


@dataclass(frozen=True, slots=True)
class Issuer:
    """`id` is the address of its profile, `url` that of its site."""

    id: str
    name: str
    url: str

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, "type": ["Profile"], "name": self.name, "url": self.url}


@dataclass(frozen=True, slots=True)
class Achievement:
    """What is recognised: having signed a charter. `criteria` says what it asks, in words."""

    id: str
    name: str
    description: str
    criteria: str
    criteria_url: str
    image_url: str

    def to_dict(self, issuer: Issuer) -> dict[str, Any]:
        return {
            "id": self.id,
            "type": ["Achievement"],
            "achievementType": "Badge",
            "name": self.name,
            "description": self.description,
            "criteria": {"id": self.criteria_url, "narrative": self.criteria},
            "image": {"id": self.image_url, "type": "Image"},
            "creator": issuer.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Holder:
    """The organisation: `id` a URN that stays, `name` as it signed, `siret` "" where it has none. No person."""

    id: str
    name: str
    siret: str = ""

    def identifiers(self) -> list[dict[str, Any]]:
        known = [("name", self.name), ("ext:siret", self.siret)]
        return [
            {"type": "IdentityObject", "hashed": False, "identityHash": value, "identityType": kind}
            for kind, value in known
            if value
        ]


@dataclass(frozen=True, slots=True)
class Period:
    start: datetime
    end: datetime


def credential(
    *, urn: str, name: str, issuer: Issuer, achievement: Achievement, holder: Holder, period: Period, status_url: str
) -> dict[str, Any]:
    """An OpenBadgeCredential, as JSON types, without proof."""
    return {
        "@context": CONTEXT,
        "id": urn,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": name,
        "issuer": issuer.to_dict(),
        "validFrom": stamp(period.start),
        "validUntil": stamp(period.end),
        "credentialSubject": {
            "id": holder.id,
            "type": ["AchievementSubject"],
            "identifier": holder.identifiers(),
            "achievement": achievement.to_dict(issuer),
        },
        "credentialStatus": {"id": status_url, "type": "1EdTechRevocationList"},
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }


def payload(document: Mapping[str, Any], period: Period) -> dict[str, Any]:
    """The claims to sign: the credential, and the registered claims that repeat it (section 8.2.4)."""
    return {
        **document,
        "iss": document["issuer"]["id"],
        "jti": document["id"],
        "sub": document["credentialSubject"]["id"],
        "nbf": int(period.start.timestamp()),
        "exp": int(period.end.timestamp()),
    }


def compact(claims: Mapping[str, Any], public: Mapping[str, str], sign: Callable[[bytes], bytes]) -> str:
    """A compact JWS of `claims`; `public` the JWK of the key whose `sign` gives the RS256 signature of its input."""
    header = {"alg": ALGORITHM, "typ": "JWT", "jwk": dict(public)}
    signed = f"{base64url(_json(header))}.{base64url(_json(claims))}"
    return f"{signed}.{base64url(sign(signed.encode()))}"


def jwk(modulus: int, exponent: int) -> dict[str, str]:
    """The public RSA key (RFC 7518, 6.3), its `kid` its own thumbprint (RFC 7638)."""
    members = {"e": _integer(exponent), "kty": "RSA", "n": _integer(modulus)}
    thumbprint = hashlib.sha256(_json(members)).digest()
    return {**members, "kid": base64url(thumbprint), "alg": ALGORITHM, "use": "sig"}


def revocations(*, address: str, issuer: Issuer, revoked: Iterable[str]) -> dict[str, Any]:
    """The list that `credentialStatus` names (1EdTech Revocation List Status Method 1.0)."""
    return {"id": address, "issuer": issuer.id, "revokedCredential": list(revoked)}


def bake(svg: str, token: str) -> str:
    """`svg` with the credential inside: the namespace on its first tag, and the element right after."""
    head, tag, rest = svg.partition("<svg ")
    if not tag:
        raise ValueError("an SVG begins with <svg …>")
    attributes, end, body = rest.partition(">")
    baked = f"<openbadges:credential verify={quoteattr(token)}></openbadges:credential>"
    return f'{head}<svg xmlns:openbadges="{NAMESPACE}" {attributes}{end}{baked}{body}'


def stamp(moment: datetime) -> str:
    """ISO 8601 in UTC, to the second: "2026-11-21T16:00:00Z"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _integer(value: int) -> str:
    return base64url(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def _json(value: Mapping[str, Any] | Sequence[Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=False).encode()
