"""Invents text: sentences, titles and whole posts from a language's word lists, by a seeded generator."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from .dates import format_date
from .languages import Language

CODE = ("    level = level * 2", "    print(level)", "    if level > 9:", "        level = 0", "    # low water",
        "    boats.append(level)")
SLOT, SPACES = re.compile(r"\{(\w+)\}"), re.compile("  +")
SMALL_WORDS = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}


@dataclass
class Post:
    id: str
    lang: Language
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
        return self.lang.join([text for role, text in self.blocks if role in ("paragraph", "quote")])


class TextMaker:
    def __init__(self, lang: Language, rng: Random, title_case: bool = False, lengths: str = "mixed",
                 extras: tuple[str, ...] = ()):
        self.lang, self.rng, self.title_case, self.lengths, self.extras = lang, rng, title_case, lengths, extras

    def pick(self, slot: str) -> str:
        return self.rng.choice(self.lang.words[slot])

    def fill(self, pattern: str) -> str:
        return self.lang.mend(SPACES.sub(" ", self.expand(pattern)))

    def expand(self, pattern: str) -> str:
        """Every slot filled, from the left, and the slots of a filler before the next."""
        return SLOT.sub(lambda m: self.expand(self.slot(m[1])), pattern) if "{" in pattern else pattern

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

    def sentence(self) -> str:
        return self.lang.capital(self.fill(self.pick("sentence")))

    def paragraph(self, low: int = 1, high: int = 6) -> str:
        return self.lang.join([self.sentence() for _ in range(self.rng.randint(low, high))])

    def headline(self, slot: str = "title") -> str:
        text = self.lang.capital(self.fill(self.pick(slot)))
        if self.title_case:
            words = text.split(" ")
            text = " ".join(w if i and w in SMALL_WORDS else w[:1].upper() + w[1:] for i, w in enumerate(words))
        return text

    def person(self) -> str:
        return self.fill(self.lang.full_name)

    def caption(self) -> str:
        return self.lang.capital(self.fill(self.pick("caption")))

    def url(self) -> str:
        return f"https://www.{self.rng.choice(['tidetable', 'canaltrust', 'smallboats', 'quaystreet'])}.example/" \
               f"{self.rng.choice(['news', '2011/04', 'archive', 'p'])}/{self.rng.randint(1, 9999)}"

    def blocks(self) -> list[tuple[str, str]]:
        """The body of a post: from one line to a hundred paragraphs, or as short or long as the theme's posts are."""
        roll = self.rng.random()
        if self.lengths == "short":
            return [("paragraph", self.paragraph(1, 1 if roll < 0.6 else 3))] + \
                   ([("paragraph", self.url())] if roll < 0.15 else [])
        if self.lengths == "long":
            return self.article(self.rng.randint(12, 40) if roll < 0.9 else self.rng.randint(80, 140), headings=0.7)
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
                out += [("list", self.lang.capital(self.fill(self.pick("list_item")))) for _ in range(rng.randint(3, 6))]
            elif extra < 0.09:
                out.append(("quote", self.lang.capital(self.fill(self.pick("Q"))) + self.lang.stop))
            elif extra < 0.13:
                out.append(("caption", self.caption()))
            elif extra < 0.15:
                out.append(("paragraph", self.url()))
            elif extra < 0.20:
                out.append(("related", ""))  # the site fills it when it knows its titles
            elif self.extras and extra > 0.9:
                out += self.extra(rng.choice(self.extras))
        return out

    def extra(self, kind: str) -> list[tuple[str, str]]:
        """What only some kinds of sites put into a body."""
        rng = self.rng
        if kind == "code":
            name, lines = rng.choice(["tide", "count_boats", "lamp"]), rng.sample(CODE, k=rng.randint(2, 5))
            return [("code", f"def {name}(level):")] + [("code", line) for line in lines] + [("code", "    return level")]
        if kind == "days":  # the notes of a week under their dates
            first = self.some_day()
            days = [format_date(self.lang, first + timedelta(days=n), "prose") for n in range(rng.randint(2, 4))]
            return [row for text in days for row in (("heading", text), ("paragraph", self.paragraph(1, 2)))]
        if kind == "numbered":
            marks = [f"{self.lang.digits(str(n))}. " for n in range(1, rng.randint(3, 6))]
            return [row for mark in marks for row in
                    (("heading", mark + self.headline("heading")), ("paragraph", self.paragraph(1, 3)))]
        if kind == "stamps":  # the marks of a recording
            return [("list", f"{n * 7:02d}:{rng.randint(0, 59):02d} {self.headline('heading')}")
                    for n in range(rng.randint(3, 7))]
        assert kind == "reply"  # a letter quoted with its arrows
        return [("quote", f"> {self.sentence()}") for _ in range(rng.randint(1, 3))]
