"""Agencies (行政机关): kinds, superiors, sections, due dates, reorganisation."""
