"""The command line: ``gongkai read|check|write|diff|january|fee|remedies|forms|rules``."""

from gongkai.cli.app import main
from gongkai.cli.exits import FAILED, FINE, WRONG

__all__ = [
    "FAILED",
    "FINE",
    "WRONG",
    "main",
]
