"""allauth's forms in our words, and the profile. allauth names its fields; here they get labels and hints."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User

LABELS = {
    "email": _("Your e-mail address"),
    "login": _("Your e-mail address"),
    "password": _("Password"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "password2": _("The same password again"),
    "code": _("Code"),
    "name": _("Name of this key"),
    "passwordless": _("Let this key sign me in alone"),
}
HINTS = {
    "password1": _("12 characters at least. Four ordinary words are better than one complicated word."),
    "name": _("To recognise it: “office computer”, “my phone”."),
    "passwordless": _("No address to type: the key and your finger, face or PIN are enough."),
}


class Plain:
    """Our labels instead of placeholders, which vanish as one types."""

    hints: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = self.hints.get(name, HINTS.get(name, ""))


class LoginForm(Plain, account.LoginForm):
    """By password. Accounts are made without one, so allauth would leave the field out."""

    def _setup_password_field(self) -> None:
        pass


class SignupForm(Plain, account.SignupForm):
    hints = {"email": _("We send a code there. No password to remember.")}


class RequestLoginCodeForm(Plain, account.RequestLoginCodeForm):
    hints = {"email": _("We send a code there. No password to remember.")}


class ConfirmLoginCodeForm(Plain, account.ConfirmLoginCodeForm):
    pass


class AddEmailForm(Plain, account.AddEmailForm):
    hints = {"email": _("We send a code to the new address. The present one is kept until you type it.")}


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    pass


class SetPasswordForm(Plain, account.SetPasswordForm):
    pass


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    hints = {"email": _("The one of your account. We send a code there.")}


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    pass


class ConfirmEmailForm(Plain, account.ConfirmEmailVerificationCodeForm):
    pass


class ChangeEmailForm(Plain, account.ChangeEmailForm):
    pass


class ConfirmResetForm(Plain, account.ConfirmPasswordResetCodeForm):
    pass


class AuthenticateForm(Plain, mfa.AuthenticateForm):
    hints = {"code": _("The six digits that your application shows, or one of your recovery codes.")}


class ReauthenticateFactorForm(Plain, mfa.ReauthenticateForm):
    hints = {"code": _("The six digits that your application shows, or one of your recovery codes.")}


class ActivateTOTPForm(Plain, totp.ActivateTOTPForm):
    hints = {"code": _("The six digits that your application shows now.")}


class AddWebAuthnForm(Plain, webauthn.AddWebAuthnForm):
    pass


class EditWebAuthnForm(Plain, webauthn.EditWebAuthnForm):
    pass


class ProfileForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ("name", "language")
        labels = {"name": _("Your name or function")}
        help_texts = {"name": _("Shown to the people of your organisations. A function is enough: “management”.")}

    language = forms.ChoiceField(
        label=_("Language of our messages"), choices=[("fr", "Français"), ("en", "English")], widget=forms.RadioSelect
    )
