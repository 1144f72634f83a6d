"""The address map of a development site."""

from django.urls import include, path

from config import mailbox, urls

urlpatterns = [path("mail/", include((mailbox.urlpatterns, "mailbox"))), *urls.urlpatterns]
