"""The examples in the docstrings."""

import doctest
import importlib
import pkgutil

import pytest

import postdex

MODULES = sorted(info.name for info in pkgutil.iter_modules(postdex.__path__) if info.name not in ("_core", "__main__"))


@pytest.mark.parametrize("name", ["__init__", *MODULES])
def test_examples(name):
    module = postdex if name == "__init__" else importlib.import_module(f"postdex.{name}")
    result = doctest.testmod(module, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert result.failed == 0


def test_there_are_examples():
    finder = doctest.DocTestFinder()
    modules = [postdex, *(importlib.import_module(f"postdex.{name}") for name in MODULES)]
    assert sum(len(test.examples) for module in modules for test in finder.find(module)) > 50
