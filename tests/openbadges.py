"""An independent reading of Open Badges 3.0: nothing of ours decodes or verifies here, and nothing is fetched.

The specification: https://www.imsglobal.org/spec/ob/v3p0/ (JSON Web Token proof, section 8.2).
"""

import base64
import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

Json = dict[str, Any]


def decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def public_key(jwk: Json) -> rsa.RSAPublicKey:
    modulus, exponent = (int.from_bytes(decoded(jwk[name])) for name in ("n", "e"))
    return rsa.RSAPublicNumbers(exponent, modulus).public_key()


def thumbprint(jwk: Json) -> str:
    """RFC 7638: the required members, in order, without spaces."""
    members = json.dumps({name: jwk[name] for name in ("e", "kty", "n")}, separators=(",", ":"))
    return base64.urlsafe_b64encode(hashlib.sha256(members.encode()).digest()).rstrip(b"=").decode()


def check(token: str, trusted: list[Json], now: datetime) -> Json:
    """What a verifier does, offline, with the issuer's keys saved before. Raises on any fault."""
    head, body, mark = token.split(".")
    header = json.loads(decoded(head))
    assert set(header) <= {"alg", "typ", "kid", "jwk"}
    assert (header["alg"], header["typ"]) == ("RS256", "JWT")
    jwk = header["jwk"]
    assert "d" not in jwk, "a private key must never be shown"
    assert thumbprint(jwk) in {thumbprint(key) for key in trusted}, "a key that the territory did not publish"
    public_key(jwk).verify(decoded(mark), f"{head}.{body}".encode(), padding.PKCS1v15(), hashes.SHA256())
    claims: Json = json.loads(decoded(body))
    check_claims(claims, now)
    check_badge(claims)
    return claims


def check_claims(claims: Json, now: datetime) -> None:
    start, end = (datetime.fromisoformat(claims[name]) for name in ("validFrom", "validUntil"))
    assert start.tzinfo == end.tzinfo == UTC
    assert claims["iss"] == claims["issuer"]["id"]
    assert claims["jti"] == claims["id"]
    assert claims["sub"] == claims["credentialSubject"]["id"]
    assert claims["nbf"] == int(start.timestamp())
    assert claims["exp"] == int(end.timestamp())
    assert start <= now < end, "not valid today"


def check_badge(claims: Json) -> None:
    assert claims["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert claims["@context"][1].startswith("https://purl.imsglobal.org/spec/ob/v3p0/context-3")
    assert {"VerifiableCredential", "OpenBadgeCredential"} <= set(claims["type"])
    assert claims["name"]
    assert claims["issuer"]["type"] == ["Profile"]
    subject = claims["credentialSubject"]
    assert subject["type"] == ["AchievementSubject"]
    achievement = subject["achievement"]
    assert achievement["type"] == ["Achievement"]
    assert all(achievement[name] for name in ("id", "name", "description"))
    assert achievement["criteria"]["narrative"]
    for one in subject["identifier"]:
        assert one["type"] == "IdentityObject"
        assert isinstance(one["hashed"], bool)
        assert one["identityHash"]
        assert one["identityType"] == "name" or one["identityType"].startswith("ext:")
