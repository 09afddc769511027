"""The documented exit codes."""

FINE = 0
WRONG = 1
"""A check found errors."""
USAGE = 2
"""The command was used wrongly."""
UNREAD = 3
"""Some documents could not be read; the rest was done."""
FAILED = 4
"""Nothing could be done."""
INTERRUPTED = 130


def of_run(*, done: int, unread: int, wrong: int = 0) -> int:
    """Return the code of a run over many documents; what could not be read weighs more than what was found."""
    if unread:
        return UNREAD if done else FAILED
    return WRONG if wrong else FINE
