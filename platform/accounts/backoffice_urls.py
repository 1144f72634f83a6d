"""Wagtail's own doors, which have neither second factor nor rate limit, led to ours.

Included before Wagtail's, under its names.
"""

from allauth.account.views import logout
from django.urls import path
from django.views.generic import RedirectView

urlpatterns = [
    path("login/", RedirectView.as_view(pattern_name="account_login", query_string=True), name="wagtailadmin_login"),
    path("logout/", logout, name="wagtailadmin_logout"),
    path("account/", RedirectView.as_view(pattern_name="accounts:home"), name="wagtailadmin_account"),
]
