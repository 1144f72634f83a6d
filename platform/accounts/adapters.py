"""How allauth behaves here: whom mail comes from, where one may be sent next, what a second factor is tied to."""

import base64
import hashlib
from email.utils import formataddr, parseaddr
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts import second_factor, tasks


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in, addresses, passwords."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Write to us if that surprises you."),
        "email_password_mismatch": _("This address and this password do not go together."),
        "incorrect_code": _("This is not the code we sent: look at the latest message."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, or ask for a code by e-mail."),
        "rate_limited": _("Too many requests: wait a minute."),
        "enter_current_password": _("Type your present password."),
        "same_as_current": _("It is the address you have already."),
    }

    def get_from_email(self) -> str:
        """The platform's address under the territory's name, as every other mail (notifications.messages)."""
        territory = getattr(context.request, "territory", None)
        _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
        return formataddr((territory.sender_name or territory.name, address)) if territory else address

    def format_email_subject(self, subject: str) -> str:
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Rendered now, posted by a worker: a mail server that hangs must not hang the sign-in page,
        and the time of the answer must not tell whether an account exists."""
        mail = self.render_mail(template_prefix, email, {"request": self.request, "email": email, **context})
        tasks.post(subject=mail.subject, body=mail.body, sender=mail.from_email, to=email)

    def is_safe_url(self, url: str | None) -> bool:
        """Only this very host: allauth would also accept every host that the platform answers on."""
        request = context.request
        return bool(url) and url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:home")


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: kept encrypted, good on every host of the platform, never removed from staff."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not the one your application shows now."),
        "cannot_delete_authenticator": _("The back-office asks for a second factor: add another one first."),
    }

    def _get_site_name(self) -> str:
        territory = getattr(context.request, "territory", None)
        return territory.name if territory else str(settings.WAGTAIL_SITE_NAME)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey made on one territory's host opens the others under the portal's name; a host with a name of
        its own has passkeys of its own, as browsers want. So does each `….localhost`: a name without a dot is
        nobody's domain."""
        host = context.request.get_host().partition(":")[0]
        portal = settings.PORTAL_HOST
        shared = "." in portal and (host == portal or host.endswith(f".{portal}"))
        return {"id": portal if shared else host, "name": self._get_site_name()}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not authenticator.user.is_staff or second_factor.has_another(authenticator.user, authenticator)

    def encrypt(self, text: str) -> str:
        return _ciphers().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises cryptography.fernet.InvalidToken when SECRET_KEY changed without SECRET_KEY_FALLBACKS."""
        return _ciphers().decrypt(encrypted_text.encode()).decode()


def _ciphers() -> MultiFernet:
    keys = (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS))
    digests = (hashlib.sha256(b"accounts.second-factor:" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
