"""Colours of the territories and the living gallery."""

from django.urls import path, re_path

from ui import views

app_name = "ui"
urlpatterns = [
    path("", views.gallery_page, name="gallery"),
    path("schema.css", views.scheme_css, name="scheme_css"),
    re_path(r"^teinte/(?P<hues>[0-9]{1,3}(?:-[0-9]{1,3})*)\.css$", views.territory_css, name="territory_css"),
]
