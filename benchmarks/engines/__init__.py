"""The engines that are compared. A name here is a module and a class; what cannot be imported is skipped, and told."""

from __future__ import annotations

import importlib

from benchmarks.engines.base import Engine

ENGINES = {
    "postdex": ("postdex_engine", "Postdex"),
    "FTS5": ("fts5", "Fts5"),
    "tantivy": ("tantivy_engine", "Tantivy"),
    "Xapian": ("xapian_engine", "Xapian"),
    "Whoosh": ("whoosh_engine", "Whoosh"),
    "bm25s": ("bm25s_engine", "Bm25s"),
    "DuckDB": ("duckdb_engine", "DuckDB"),
    "LanceDB": ("lancedb_engine", "LanceDB"),
    "NLTK": ("nltk_engine", "Nltk"),
}


def engine(name: str) -> Engine:
    """ImportError when it is not installed. `module:Class` names one that is not of the list."""
    module, _, kind = name.partition(":")
    if not kind:
        module, kind = f"benchmarks.engines.{ENGINES[name][0]}", ENGINES[name][1]
    made: Engine = getattr(importlib.import_module(module), kind)()
    return made
