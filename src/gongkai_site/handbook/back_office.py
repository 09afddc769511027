"""The handbook in the back office: no entry of the menu, a link on every page."""

from __future__ import annotations

from django.urls import path

from gongkai_site.handbook.pages import show, show_picture
from gongkai_site.office import Part

# No slash at the end: what a chapter links to stands beside it, as in the documentation.
PART = Part(
    urls=[
        path("help/", show, name="help-first"),
        path("help/<slug:key>", show, name="help"),
        path("help/pictures/<str:name>", show_picture, name="help-picture"),
    ]
)
