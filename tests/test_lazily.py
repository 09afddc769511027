"""Packages that load their names when they are first used."""

import subprocess
import sys
from importlib import import_module

import pytest

PACKAGES = ("gongkai", "gongkai.reading", "gongkai.january", "gongkai.checking")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_name_is_there_and_listed(package):
    module = import_module(package)
    for name in module.__all__:
        assert getattr(module, name) is not None
        assert name in dir(module)


@pytest.mark.parametrize("package", PACKAGES)
def test_an_unknown_name_is_an_attribute_error_that_names_it(package):
    with pytest.raises(AttributeError, match=f"'{package}'.*'no_such_name'"):
        import_module(package).no_such_name  # noqa: B018 (the access is the test)


def test_a_name_is_loaded_once():
    code = "import gongkai, sys; a = gongkai.read; assert 'read' in vars(gongkai); assert gongkai.read is a"
    subprocess.run([sys.executable, "-c", code], check=True)
