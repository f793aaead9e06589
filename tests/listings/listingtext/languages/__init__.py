"""The languages: word lists, date templates and the furniture phrases sites print, one module each."""

import re
from dataclasses import dataclass, field
from importlib import import_module

from ..dates import ARABIC_DIGITS, PERSIAN_DIGITS

CODES = ("en", "fr", "de", "es", "it", "ru", "fa", "ar", "pt", "nl", "pl", "tr", "zh")


def items(block: str) -> list[str]:
    """One item per non-empty line."""
    return [line.strip() for line in block.strip().splitlines() if line.strip()]


def table(block: str) -> dict[str, str]:
    """One `key = value` per non-empty line."""
    rows = (line.split("=", 1) for line in items(block))
    return {key.strip(): value.strip() for key, value in rows}


@dataclass
class Language:
    code: str
    months: list[str]
    weekdays: list[str]          # Monday first
    date_styles: dict[str, str]
    words: dict[str, list[str]]  # slot name -> fillers; see textmaker.py
    phrases: dict[str, str]      # furniture; the keys of English are the required ones
    comment_forms: object        # n -> the words for "n comments"
    months_short: list[str] = field(default_factory=list)
    months_alone: list[str] = field(default_factory=list)
    weekdays_short: list[str] = field(default_factory=list)
    ampm: tuple[str, str] = ("am", "pm")
    quotes: tuple[str, str] = ("“", "”")
    separator: str = ", "
    thousands: str = ","
    stop: str = "."
    cased: bool = True
    spaced: bool = True          # words stand apart; where they do not, texts are cut by characters
    full_name: str = "{given} {family}"
    capitals: dict[str, str] = field(default_factory=dict)  # those that differ from the usual ones
    rtl: bool = False
    jalali: bool = False
    digit_set: str = "latin"
    elisions: tuple[tuple[str, str], ...] = ()  # regular expressions that mend what slots put side by side

    def __post_init__(self):
        self.months_short = self.months_short or [m[:3] for m in self.months]
        self.months_alone = self.months_alone or self.months
        self.weekdays_short = self.weekdays_short or [w[:3] for w in self.weekdays]

    def digits(self, text: str) -> str:
        if self.digit_set == "persian":
            return text.translate(PERSIAN_DIGITS)
        if self.digit_set == "arabic":
            return text.translate(ARABIC_DIGITS)
        return text

    def mend(self, text: str) -> str:
        for pattern, replacement in self.elisions:
            text = re.sub(pattern, replacement, text)
        return text

    def number(self, n: int) -> str:
        return self.digits(f"{n:,}".replace(",", self.thousands))

    def capital(self, text: str) -> str:
        if not self.cased:
            return text
        return re.sub(r"^([\W_]*)(\w)", lambda m: m[1] + self.upper(m[2]), text, count=1)

    def upper(self, text: str) -> str:
        return "".join(self.capitals.get(letter, letter.upper()) for letter in text)

    def join(self, sentences: list[str]) -> str:
        return (" " if self.spaced else "").join(sentences)

    def head(self, text: str, words: int) -> str:
        """The first WORDS words; two characters stand for a word where no spaces part them."""
        return " ".join(text.split(" ")[:words]) if self.spaced else text[:2 * words]

    def say(self, key: str, **holes) -> str:
        """A furniture phrase with its holes filled."""
        return self.fill(self.phrases[key], **holes)

    def fill(self, text: str, **holes) -> str:
        for name, value in holes.items():
            text = text.replace("{" + name + "}", self.digits(str(value)) if isinstance(value, int) else value)
        return text

    def comments(self, n: int) -> str:
        return self.comment_forms(n) if n == 0 else self.digits(self.comment_forms(n))


_cache: dict[str, Language] = {}


def get(code: str) -> Language:
    if code not in _cache:
        _cache[code] = import_module(f"{__name__}.{code}").LANGUAGE
    return _cache[code]
