"""The process that looks for a pattern: it knows nothing of the library, and is ended from outside."""

from __future__ import annotations

import json
import re
import sys


def main() -> None:
    """Read a pattern and texts from standard input, write where it stands in each."""
    given = json.load(sys.stdin)
    try:
        pattern = re.compile(given["pattern"])
    except (re.error, RecursionError, OverflowError) as error:
        print(json.dumps({"error": str(error)}))
        return
    found = [[each.span() for each in pattern.finditer(text) if each.group()] for text in given["texts"]]
    print(json.dumps({"places": found}))


if __name__ == "__main__":
    main()
