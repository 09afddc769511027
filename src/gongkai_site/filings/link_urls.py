"""Addresses of one-time links, below ``/link/``."""

from __future__ import annotations

from django.urls import path

from gongkai_site.filings import link_pages

urlpatterns = [
    path("<str:token>/", link_pages.link_page, name="filing-link"),
    path("<str:token>/form.xlsx", link_pages.form_file, name="filing-link-form"),
    path("<str:token>/confirm/", link_pages.confirm, name="filing-link-confirm"),
]
