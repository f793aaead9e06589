"""Invents text: sentences, titles and whole posts from a language's word lists, by a seeded generator."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from .dates import format_date
from .languages import Language

SMALL_WORDS = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}


@dataclass
class Post:
    id: str
    title: str
    date: datetime
    author: str
    categories: list[str]
    tags: list[str]
    blocks: list[tuple[str, str]] = field(default_factory=list)  # role, text; a related link holds its final text
    alt: str = ""
    caption: str = ""
    comments: list[tuple[str, datetime, str]] = field(default_factory=list)
    more_after: int = 1                                          # blocks before the author's "more" mark

    def running_text(self) -> str:
        return " ".join(text for role, text in self.blocks if role in ("paragraph", "quote"))


class TextMaker:
    def __init__(self, lang: Language, rng: Random, title_case: bool = False):
        self.lang, self.rng, self.title_case = lang, rng, title_case

    def pick(self, slot: str) -> str:
        return self.rng.choice(self.lang.words[slot])

    def fill(self, pattern: str) -> str:
        while "{" in pattern:
            pattern = re.sub(r"\{(\w+)\}", lambda m: self.slot(m.group(1)), pattern, count=1)
        return self.lang.mend(re.sub(r"  +", " ", pattern))

    def slot(self, name: str) -> str:
        rng, lang = self.rng, self.lang
        if name == "n":
            return lang.digits(str(rng.randint(2, 40)))
        if name == "h":
            return lang.digits(str(rng.randint(2, 9)))
        if name == "big":
            n = rng.randint(1000, 90000)
            return lang.number(n) if rng.random() < 0.7 else lang.digits(str(n))
        if name == "big4":
            return str(rng.randint(1000, 9999))
        if name == "year":
            return format_date(lang, self.some_day(), "{yyyy}")
        if name == "month":
            return format_date(lang, self.some_day(), "{mon_nom}")
        if name == "weekday":
            return rng.choice(lang.weekdays)
        if name == "date":
            return format_date(lang, self.some_day(), "prose")
        return self.pick(name)

    def some_day(self) -> datetime:
        return datetime(1950, 1, 1) + timedelta(days=self.rng.randint(0, 27000))

    def capital(self, text: str) -> str:
        if not self.lang.cased:
            return text
        return re.sub(r"^([\W_]*)(\w)", lambda m: m.group(1) + m.group(2).upper(), text, count=1)

    def sentence(self) -> str:
        return self.capital(self.fill(self.pick("sentence")))

    def paragraph(self, low: int = 1, high: int = 6) -> str:
        return " ".join(self.sentence() for _ in range(self.rng.randint(low, high)))

    def headline(self, slot: str = "title") -> str:
        text = self.capital(self.fill(self.pick(slot)))
        if self.title_case:
            words = text.split(" ")
            text = " ".join(w if i and w in SMALL_WORDS else w[:1].upper() + w[1:] for i, w in enumerate(words))
        return text

    def person(self) -> str:
        return f"{self.pick('given')} {self.pick('family')}"

    def caption(self) -> str:
        return self.capital(self.fill(self.pick("caption")))

    def url(self) -> str:
        return f"https://www.{self.rng.choice(['tidetable', 'canaltrust', 'smallboats', 'quaystreet'])}.example/" \
               f"{self.rng.choice(['news', '2011/04', 'archive', 'p'])}/{self.rng.randint(1, 9999)}"

    def blocks(self) -> list[tuple[str, str]]:
        """The body of a post: from one line to a hundred paragraphs."""
        roll = self.rng.random()
        if roll < 0.08:
            return [("paragraph", self.sentence())]
        if roll < 0.11:
            return [("paragraph", self.url()), ("paragraph", self.sentence())]
        if roll < 0.34:
            return [("paragraph", self.paragraph()) for _ in range(self.rng.randint(1, 2))]
        if roll < 0.74:
            return self.article(self.rng.randint(3, 6), headings=0.1)
        if roll < 0.985:
            return self.article(self.rng.randint(7, 18), headings=0.6)
        return self.article(self.rng.randint(60, 100), headings=0.9)

    def article(self, paragraphs: int, headings: float) -> list[tuple[str, str]]:
        rng, out = self.rng, []
        with_headings = rng.random() < headings
        for i in range(paragraphs):
            if with_headings and i and rng.random() < 0.3:
                out.append(("heading", self.headline("heading" if rng.random() < 0.7 else "title")))
            out.append(("paragraph", self.paragraph()))
            if i + 1 == paragraphs:
                break
            extra = rng.random()
            if extra < 0.05:
                out += [("list", self.capital(self.fill(self.pick("list_item")))) for _ in range(rng.randint(3, 6))]
            elif extra < 0.09:
                out.append(("quote", self.capital(self.fill(self.pick("Q"))) + self.lang.stop))
            elif extra < 0.13:
                out.append(("caption", self.caption()))
            elif extra < 0.15:
                out.append(("paragraph", self.url()))
            elif extra < 0.20:
                out.append(("related", ""))  # the site fills it when it knows its titles
        return out
