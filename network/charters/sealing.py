"""Key pairs, and the private half at rest: encrypted (Fernet) with a key derived from SECRET_KEY.

After a change of SECRET_KEY, the former one goes into SECRET_KEY_FALLBACKS until `manage.py reseal_keys` has run.
"""

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from network.charters.domain.openbadges import jwk

BITS = 2048
PURPOSE = b"charters.signing-key"


def new_pair() -> tuple[dict[str, str], str]:
    """The public JWK, and the private key sealed."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    numbers = key.public_key().public_numbers()
    secret = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return jwk(numbers.n, numbers.e), _sealer().encrypt(secret).decode()


def sign(sealed: str, data: bytes) -> bytes:
    """RS256 (RFC 7518, 3.3). Raises cryptography's InvalidToken when no known SECRET_KEY opens `sealed`."""
    key = serialization.load_der_private_key(_sealer().decrypt(sealed.encode()), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("an RSA key is expected")
    return key.sign(data, padding.PKCS1v15(), hashes.SHA256())


def reseal(sealed: str) -> str:
    """The same key, sealed with the SECRET_KEY of today."""
    return _sealer().rotate(sealed.encode()).decode()


def _sealer() -> MultiFernet:
    """Encrypts with SECRET_KEY, and reads what its fallbacks encrypted."""
    return MultiFernet(Fernet(_derived(secret)) for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])


def _derived(secret: str | bytes) -> bytes:
    material = secret if isinstance(secret, bytes) else secret.encode()
    key = HKDF(hashes.SHA256(), length=32, salt=None, info=PURPOSE).derive(material)
    return base64.urlsafe_b64encode(key)
