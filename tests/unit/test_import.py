"""Import: light, and the names that are public."""

import importlib
import importlib.util
import inspect
import os
import subprocess
import sys

import pytest

import postdex as pdx

HEAVY = [
    "Stemmer",
    "pyarrow",
    "polars",
    "pandas",
    "tqdm",
    "numpy",
    "json",
    "csv",
    "hashlib",
    "datetime",
    "typing",
    "re",
    "pathlib",
    "argparse",
]


def run(code, **environment):
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **environment}
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, env=env, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_heavy_is_imported():
    loaded = run(
        "import sys; before = set(sys.modules); import postdex; print(*sorted(set(sys.modules) - before))"
    ).split()
    assert not set(HEAVY) & set(loaded)
    assert "threading" not in loaded


@pytest.mark.timing
def test_import_takes_a_third_of_what_asyncio_takes(tmp_path):
    """Both compiled once, as installed packages are, in time of the process; the least of several runs, in turns. Where importing a package of
    the standard library of that size takes 45 ms, this is 15."""
    code = "import time; t = time.process_time(); import {}; print(1000 * (time.process_time() - t))"
    spent = {"postdex": [], "asyncio": []}
    for _ in range(8):
        for name, times in spent.items():
            times.append(float(run(code.format(name), PYTHONDONTWRITEBYTECODE="", PYTHONPYCACHEPREFIX=str(tmp_path))))
    own, other = (min(times) for times in spent.values())
    print(f"postdex {own:.1f} ms, asyncio {other:.1f} ms")
    assert own <= other / 3


def test_public_names():
    public = {name for name in dir(pdx) if not name.startswith("_") and not _is_module(name)}
    assert set(pdx.__all__) == public | {"__version__"}
    for name in pdx.__all__:
        assert getattr(pdx, name).__doc__


def _is_module(name):
    return isinstance(getattr(pdx, name), type(sys)) or name in ("annotations", "cli")


def test_what_is_imported_later_is_of_the_package():
    """Asked for by name, by `from postdex import`, or made by something else before anybody asked."""
    for module, names in pdx._LATER.items():
        home = importlib.import_module(f"postdex.{module}")
        for name in names:
            item = vars(home)[name]
            assert getattr(pdx, name) is item
            assert not isinstance(item, type) or item.__module__ == "postdex"
    assert run("from postdex import Timeline, writer; import pickle; print(pickle.loads(pickle.dumps(Timeline)) is Timeline)").strip() == "True"
    assert run("import postdex; print(set(postdex.__all__) <= set(dir(postdex)), hasattr(postdex, 'Tomorrow'))").strip() == "True False"


def test_every_public_method_has_a_docstring():
    for name in pdx.__all__:
        item = getattr(pdx, name)
        if not isinstance(item, type):
            continue
        assert item.__module__ == "postdex"
        for attribute in dir(item):
            if not attribute.startswith("_") and attribute not in dir(Exception) and attribute not in dir(OSError):
                value = getattr(item, attribute)
                assert inspect.getdoc(value), f"{name}.{attribute}"


def _interpreters():
    """Python's own module for interpreters in one process, under the name that this Python has for it."""
    if importlib.util.find_spec("_interpreters") is not None:
        return importlib.import_module("_interpreters")
    return importlib.import_module("_xxsubinterpreters")


def test_isolated_interpreters():
    """In a language without a stemmer: PyStemmer itself can be loaded into one interpreter of a process only."""
    interpreters = _interpreters()
    other = interpreters.create()
    try:
        failed = interpreters.run_string(
            other,
            f"import sys; sys.path[:] = {sys.path!r}\n"
            "import postdex as pdx\n"
            "assert len(pdx.parse('Rain\\n\\nIt rained over the harbour.', language='ja').find('rained')) == 1\n",
        )
    finally:
        interpreters.destroy(other)
    assert failed is None  # where it is told and not raised
    assert len(pdx.parse("Rain\n\nIt rained.").find("rained")) == 1


def test_an_isolated_interpreter_without_stemmer_says_what_to_do():
    """Nothing is left unstemmed silently: the error names the remedy, and the remedy works."""
    interpreters = _interpreters()
    import Stemmer  # noqa: F401  # into this interpreter, so that no other can have it

    other = interpreters.create()
    try:
        failed = interpreters.run_string(
            other,
            f"import sys; sys.path[:] = {sys.path!r}\n"
            "import postdex as pdx\n"
            "text = 'Rain\\n\\nIt rained over the harbour, and the boats were waiting for the tide.'\n"
            "try:\n"
            "    pdx.parse(text, language='en')\n"
            "except pdx.MissingPackageError as error:\n"
            "    assert isinstance(error, ImportError) and 'xx' in str(error) and 'one interpreter' in str(error), error\n"
            "else:\n"
            "    raise AssertionError('words were stemmed, or left unstemmed silently')\n"
            "archive = pdx.parse(text, language='xx')\n"
            "assert len(archive.search('rained')) == 1 and len(archive.search('rain boat')) == 0, archive.search('boat')\n",
        )
    finally:
        interpreters.destroy(other)
    assert failed is None  # where it is told and not raised


def test_opening_is_light(tmp_path):
    """A first question to a saved archive, in a process of its own, imports what it needs and no more."""
    path = str(tmp_path / "town.pdx")
    pdx.from_records([{"title": "Low tide", "text": "The ferry waited."}]).save(path)
    heavy = set(HEAVY) - {"Stemmer"}
    told = run(f"import sys, postdex as pdx; print(len(pdx.open({path!r}).search('ferry')[:10]), *({heavy!r} & sys.modules.keys()))")
    assert told == "1\n"


@pytest.mark.parametrize("text", ['{"a": [1, -2.5e3, null, true, "\\u00e9\\n"], "b": {}}', "[]", '"x"', " {}", "{} ", "{}x", "", "nul", '{"a"}', "NaN", "[1,]", '"\\ud800"'])
def test_reading_without_json_is_reading_with_it(text):
    import json

    from postdex import _saved

    def told(loads):
        try:
            return repr(loads(text))
        except ValueError as error:
            return str(error)

    assert told(_saved._json_value) == told(json.loads)
