"""What every page fetches: the colour and the emblem."""

from __future__ import annotations

from django.urls import path

from gongkai_site.look import pages

app_name = "look-shown"
urlpatterns = [
    path("<slug:colour>.css", pages.colour, name="colour"),
    path("<slug:key>.png", pages.emblem, name="emblem"),
]
