"""Stems, from Snowball through PyStemmer, which is imported when the first word needs it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import AnyStr

ALGORITHMS = {
    "ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "da": "danish", "nl": "dutch", "en": "english",
    "fi": "finnish", "fr": "french", "de": "german", "el": "greek", "hi": "hindi", "hu": "hungarian", "id": "indonesian",
    "ga": "irish", "it": "italian", "lt": "lithuanian", "ne": "nepali", "no": "norwegian", "nb": "norwegian", "nn": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "es": "spanish", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


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
    stems: list[AnyStr] = stemmer.stemWords(words)
    return stems
