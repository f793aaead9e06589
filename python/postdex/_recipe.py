"""How a result came to be: the code that gives it again, over which sources, by which version."""

from __future__ import annotations

from . import _core, _left
from ._errors import UsageError, shown
from ._text import source_hash
from ._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PROPERTIES = ("posts", "quotes", "date_mentions", "places", "edits", "spellings", "tags", "categories", "other")


class Shown:
    """An argument as a recipe shows it, where the value itself is too large, or cannot be kept."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shown) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


def _kept(value: Any) -> Any:
    return Shown(getattr(value, "__name__", "<function>")) if callable(value) else value


def step(name: str, /, *args: Any, **kwargs: Any) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
    """A step of a recipe, or a slice; arguments that are None are left out."""
    return name, tuple(map(_kept, args)), {key: _kept(value) for key, value in kwargs.items() if value is not None}


def language_code(language: Any) -> str:
    """The code as it is given, checked: wherever a language is told, it is told in the same way."""
    if not (isinstance(language, str) and len(language) == 2 and language.isascii() and language.islower()):
        raise UsageError(f"language={shown(language)}: two small letters are needed, such as 'en'")
    return language


def _slice_code(part: slice) -> str:
    text = ":".join("" if value is None else str(value) for value in (part.start, part.stop))
    return f"[{text}]" if part.step in (None, 1) else f"[{text}:{part.step}]"


def code(steps: tuple[Any, ...]) -> str:
    """The steps as Python."""
    parts = []
    for each in steps:
        if isinstance(each, slice):
            parts.append(_slice_code(each))
            continue
        name, args, kwargs = each
        if name in PROPERTIES:
            parts.append(f".{name}")
            continue
        given = ", ".join([*map(_value_code, args), *(f"{key}={_value_code(value)}" for key, value in kwargs.items())])
        parts.append(f"pdx.{name}({given})" if not parts else f".{name}({given})")
    return "".join(parts)


def _value_code(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:180]}…"


class Recipe:
    """The code, the sources with their hashes, the version and the analyzer behind a result.

    >>> import postdex as pdx
    >>> pdx.open(pdx.sample()).where(tag="Harbour").search("ferry")[:3].recipe.code
    "pdx.open(...).where(tag='Harbour').search('ferry')[:3]"
    """

    __slots__ = ("_steps", "_store")

    def __init__(self, store: _core.Store, steps: tuple[Any, ...]) -> None:
        self._store = store
        self._steps = steps

    @property
    def code(self) -> str:
        """The Python that gives the result again."""
        return code(self._steps)

    @property
    def version(self) -> str:
        """The version of postdex."""
        return __version__

    @property
    def analyzer(self) -> str:
        """How text became words: name and fingerprint."""
        return f"{_core.ANALYZER} {_core.ANALYZER_MARK:016x}"

    @property
    def sources(self) -> dict[str, str]:
        """The SHA-256 of each source, by its name."""
        store = self._store
        return {store.source(i)["name"]: source_hash(store, i) for i in _left.source_numbers(store)}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Recipe):
            return NotImplemented
        return self._steps == other._steps and self._store == other._store

    def __hash__(self) -> int:
        return hash((self.code, self._store))

    def __str__(self) -> str:
        return self.code

    def __repr__(self) -> str:
        return f"<Recipe {self.code} · postdex {self.version} · {self.analyzer}>"
