"""Stems, from Snowball through PyStemmer, which is imported when the first word needs it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, AnyStr

ALGORITHMS = {
    "ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "cs": "czech", "da": "danish", "nl": "dutch", "en": "english",
    "eo": "esperanto", "et": "estonian", "fi": "finnish", "fr": "french", "de": "german", "el": "greek", "hi": "hindi", "hu": "hungarian",
    "id": "indonesian", "ga": "irish", "it": "italian", "lt": "lithuanian", "ne": "nepali", "no": "norwegian", "nb": "norwegian", "nn": "norwegian",
    "fa": "persian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "st": "sesotho", "es": "spanish",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


# What folding makes one with others (docs/words.md, "Folding", step 4), as Snowball's algorithm for Arabic knows it, and back.
_ARABIC = str.maketrans({"\u06a9": "\u0643", "\u06cc": "\u064a"})
_FOLDED = str.maketrans({"\u0643": "\u06a9", "\u064a": "\u06cc", "\u0629": "\u0647"})


def _spelled(word: str) -> str:
    """An Arabic word as it is spelled: kaf, yeh, and for a heh at its end teh marbuta, which the algorithm takes off behind the article too."""
    word = word.translate(_ARABIC)
    return word[:-1] + "\u0629" if word.endswith("\u0647") else word


def _arabic(stemmer: Any, words: list[AnyStr]) -> list[AnyStr]:
    """The stems of Arabic words, folded as the words are."""
    texts = [word.decode("utf-8", "replace") if isinstance(word, bytes) else word for word in words]
    stems = [stem.translate(_FOLDED) for stem in stemmer.stemWords([_spelled(text) for text in texts])]
    return [stem.encode() if isinstance(word, bytes) else stem for word, stem in zip(words, stems, strict=True)]


def stem(language: str, words: list[AnyStr]) -> list[AnyStr] | None:
    """The stems of `words` (of UTF-8, as the core has them, or str); None when Snowball has no algorithm for the language: its words are then left as they are."""
    name = ALGORITHMS.get(language)
    if name is None:
        return None
    try:
        import Stemmer  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError as error:
        from ._errors import MissingPackageError

        raise MissingPackageError(
            f"PyStemmer, which finds the stems of words, cannot be loaded: {error}. If it is not installed: pip install PyStemmer."
            " It loads into one interpreter of a process only: in others give language='xx', which leaves words as they are"
        ) from error

    try:
        stemmer = Stemmer.Stemmer(name, 0)  # one per batch: stemmers are not for several threads, and batches are large
    except KeyError:  # an older Snowball
        return None
    stems: list[AnyStr] = _arabic(stemmer, words) if name == "arabic" else stemmer.stemWords(words)
    return stems
