"""Users in Wagtail's screens: an address and a name, no user name and no password. Superusers only."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.users.views.users import IndexView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from accounts.models import User


class UserCreationForm(forms.ModelForm[User]):
    """Makes an account that signs in by code; its roles are given afterwards, territory by territory."""

    class Meta:
        model = User
        fields: tuple[str, ...] = ("email", "name")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Someone has this address already."))
        return email

    def save(self, commit: bool = True) -> User:
        if self.instance.pk is None:
            self.instance.set_unusable_password()
        return super().save(commit)


class UserEditForm(UserCreationForm):
    """An open account may be closed here; nobody closes or demotes themselves."""

    class Meta(UserCreationForm.Meta):
        fields = ("email", "name", "is_active", "is_superuser")

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if editing_self:
            del self.fields["is_active"], self.fields["is_superuser"]


class UserIndexView(IndexView):
    search_fields = ("email", "name")

    def order_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        return queryset.order_by("email")


class UserViewSet(WagtailUserViewSet):
    index_view_class = UserIndexView
    template_prefix = "accounts/backoffice/"

    def get_form_class(self, for_update: bool = False) -> type[UserCreationForm]:
        return UserEditForm if for_update else UserCreationForm
