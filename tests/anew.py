"""Execute a module anew, beside the one that is loaded: what it does while it is imported is then seen by a test."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from types import ModuleType


def executed_anew(name: str) -> ModuleType:
    """Return a second module of this name; the first stays the one that others import.

    Raises :class:`LookupError` where there is none.
    """
    spec: ModuleSpec | None = find_spec(name)
    if spec is None or spec.loader is None:
        raise LookupError(name)
    made, loaded = module_from_spec(spec), sys.modules.get(name)
    sys.modules[name] = made
    try:
        spec.loader.exec_module(made)
    finally:
        if loaded is not None:
            sys.modules[name] = loaded
        else:
            del sys.modules[name]
    return made
