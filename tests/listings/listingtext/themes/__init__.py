"""The themes: one class a file; the folder it lies in (tuning, judging) is its split."""

from importlib import import_module
from pathlib import Path

from .base import Theme

SPLITS = ("tuning", "judging")


def load(split: str) -> list[Theme]:
    names = sorted(path.stem for path in (Path(__file__).parent / split).glob("[a-z]*.py"))
    themes = []
    for name in names:
        theme = import_module(f"{__name__}.{split}.{name}").THEME
        assert theme.name == name, f"{name}.py holds {theme.name}"
        themes.append(theme)
    return themes


def select(split: str) -> list[tuple[str, Theme]]:
    splits = SPLITS if split == "all" else (split,)
    return [(part, theme) for part in splits for theme in load(part)]
