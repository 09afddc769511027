"""The command line: ``gongkai read|check|write|diff|january|forms|rules``."""

from gongkai.cli.app import main

__all__ = ["main"]
