"""Every example in a docstring of the package is run: of modules, functions, classes and what they define.

Pytest's own collection passes over methods of the public classes, which say that they are of `postdex` and not of the module they stand in.
"""

import doctest
import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import postdex
import pytest

NOT_IMPORTED = {"postdex.__main__"}  # it runs the command


def modules():
    yield postdex
    for found in pkgutil.iter_modules(postdex.__path__, "postdex."):
        if found.name not in NOT_IMPORTED:
            yield importlib.import_module(found.name)


def defined(owner, name, file):
    """What stands in `file` under a module or class: (name, object with a docstring)."""
    yield name, owner
    for key, value in vars(owner).items():
        inner = value.__func__ if isinstance(value, (staticmethod, classmethod)) else value
        if isinstance(inner, property):
            inner = inner.fget
        if inspect.isclass(inner):
            if "." not in inner.__qualname__ if inspect.ismodule(owner) else inner.__qualname__.startswith(owner.__qualname__ + "."):
                if source(inner) == file:
                    yield from defined(inner, f"{name}.{key}", file)
        elif inspect.isfunction(inner) and inner.__code__.co_filename == file:
            yield f"{name}.{key}", inner


def source(cls):
    """The file in which a class stands, whatever module it says it is of."""
    for value in vars(cls).values():
        inner = value.__func__ if isinstance(value, (staticmethod, classmethod)) else value
        inner = inner.fget if isinstance(inner, property) else inner
        if inspect.isfunction(inner):
            return inner.__code__.co_filename
    return inspect.getsourcefile(cls)


def examples():
    parser = doctest.DocTestParser()
    for module in modules():
        file = module.__file__
        if file is None or not file.endswith(".py"):
            continue
        for name, found in defined(module, module.__name__, file):
            if found.__doc__ and ">>>" in found.__doc__:
                yield parser.get_doctest(found.__doc__, {"__name__": "__main__"}, name, file, 0)


EXAMPLES = list({(each.filename, each.name): each for each in examples()}.values())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example(example):
    said = []
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    runner.run(example, out=said.append, clear_globs=False)
    assert not runner.failures, "".join(said)


def test_none_is_passed_over():
    """As many prompts were collected as stand in the sources."""
    for module in modules():
        file = module.__file__
        if file is None or not file.endswith(".py"):
            continue
        written = len(re.findall(r"^ *>>> ", Path(file).read_text(encoding="utf-8"), re.MULTILINE))
        collected = sum(len(each.examples) for each in EXAMPLES if each.filename == file)
        assert collected == written, file


def test_a_wrong_example_is_seen():
    example = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "wrong", None, 0)
    with pytest.raises(AssertionError, match="Expected"):
        test_example(example)
