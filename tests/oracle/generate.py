"""Random archives and random queries for them, from a seed. Small vocabularies, so that words meet again."""

import random
from collections.abc import Iterable

from oracle import words

FAMILIES = [
    "bridge bridges bridged bridging Bridge’s",
    "river rivers River's",
    "burn burns burned burning burner",
    "party parties Party’s",
    "run runs running runner",
    "nation national nationally nations",
    "the The THE",
    "old older old-bridge oldbridge old-bridges Old‐Bridge",
    "Pour-Mohammadi pour Mohammadi pourmohammadi Pour Pour-Mohammadi’s",
    "regime’s regime regimes regimes’ régime",
    "O'Brien O’Brien obrien o’brien OBrien",
    "don't dont don t",
    "a-b-c abc a-b b-c ab c a",
    "co-op coop co‑op co­op",
    "x-y-z-x-y-z-x-y xyzxyzxy x-y-z-x-y-z-x-y-z x y z",
    "30,000 30000 30.000 30,000,000 3.14 30 000",
    "2019 1'000 1000 ٣٠٬٠٠٠ ۱۲ 12",
    "café cafe CAFÉ cafés naïve naive",
    "señor senor señores senores Ångström angstrom Angstrom",
    "øre ore ØRE œuvre oeuvre straße strasse",
    "İstanbul istanbul ISTANBUL ıstanbul Istanbul IĞDIR ığdır",
    "کتاب كتاب کتابی می‌خواهم میخواهم می خواهم",
    "東京タワー 東京 タワー 京 京タ がき かき",
    "馬克思 馬克 馬 克馬 馬馬馬 馬，馬 馬。馬克 克 思 ﾀ 馬_x",
    "_foo_ foo foo_bar foo-_bar foobar e.g. U.S. us",
    "ǅ ﬁre fire ﬁ-re No№ x² 5'10",
    "й и ёлка елка Ёлка",
    "👍 — … ’ -- 10:30 a/b river,bridge",
]
LETTERS = "abc"
JOINTS = [" "] * 24 + [", ", ". ", " - ", "-", " — ", "’", "/", ",", "  ", " (", ") ", '" ', "_", ":"]
MIXED = ""  # the language of each post is detected
LANGUAGES = ["en"] * 12 + ["es", "sv", "da", "tr", "fa", "de", "fr"] + [MIXED] * 3
TELLTALES = [  # sentences whose language is plain
    "the ferry that was here is not there and it will come back with them",
    "el barco que estaba en la orilla no es de los vecinos pero sí para todos",
    "båten som var här är inte kvar och det finns ingen som vet när den kommer",
    "båden som var her er ikke mere og der er ingen der ved hvornår den kommer af sted",
    "bu vapur çok eski ama daha sonra yeni bir tane için gelen olacak değil mi",
    "das Schiff ist nicht mehr da und die Leute wissen nicht ob es wieder kommt",
]
DATES = ["2018", "2018-12", "2018-12-31", "2019-01-01", "2019-02-03", "2019-02-13", "2019-03", "2020-02-29", "soon"]
AUTHORS = ["Ann Rook", "ann", "The Bridge Party", "Pour-Mohammadi"]
SOURCE = "town/June rows.jsonl"
SCOPES = ["title", "tags", "caption", "heading", "byline", "text", "alt", "related", "Title"]
WITHIN = ["title", "tags", "categories", "paragraph", "byline", "date", "image_alt"]


def vocabulary(rng: random.Random) -> list[str]:
    if rng.random() < 0.15:  # many short words, more than a fuzzy word may stand for
        made = {"".join(rng.choices(LETTERS, k=rng.randint(1, 5))) for _ in range(rng.choice((8, 30, 150)))}
        return sorted(made)
    families = rng.sample(FAMILIES, rng.randint(2, 7))
    return [word for family in families for word in family.split(" ")]


def cased(rng: random.Random, word: str) -> str:
    return rng.choice((word, word, word, word, word, word.capitalize(), word.upper(), word.lower()))


def sentence(rng: random.Random, vocabulary: list[str], longest: int) -> str:
    n = rng.randint(0, longest)
    return "".join(cased(rng, rng.choice(vocabulary)) + rng.choice(JOINTS) for _ in range(n)).strip()


def written(rng: random.Random, tags: Iterable[str]) -> list[str]:
    """Without empty tags; now and then one comes twice, in another case."""
    found = [tag for tag in tags if words.tokens(tag, "en")]
    if found and rng.random() < 0.3:
        found.insert(rng.randint(0, len(found)), rng.choice(found).swapcase())
    return found


def record(rng: random.Random, vocabulary: list[str]) -> dict:
    row: dict = {}
    if rng.random() < 0.7:
        row["title"] = sentence(rng, vocabulary, 5)
    if rng.random() < 0.9:
        row["text"] = "\n".join(sentence(rng, vocabulary, rng.choice((3, 8, 14))) for _ in range(rng.randint(0, 4)))
    for key in ("tags", "categories"):
        if rng.random() < 0.4:
            row[key] = written(rng, (sentence(rng, vocabulary, 3).replace(",", " ") for _ in range(rng.randint(0, 3))))
    if rng.random() < 0.2:
        row["author"] = rng.choice(AUTHORS)
    if rng.random() < 0.6:
        row["date"] = rng.choice(DATES)
    return row


def rows(rng: random.Random, vocabulary: list[str], language: str) -> list[dict]:
    made: list[dict] = []
    for _ in range(rng.choice((1, 2, 3, 4, 6, 9, 12))):
        twin = made and rng.random() < 0.15
        made.append(dict(rng.choice(made), title=sentence(rng, vocabulary, 4)) if twin else record(rng, vocabulary))
    if language == MIXED:
        for row in made:
            row["text"] = row.get("text", "") + "\n" + rng.choice(TELLTALES)
    return made


def listing(rng: random.Random, vocabulary: list[str]) -> str:
    """A page of posts as its text comes out of a crawl."""
    label = rng.choice(vocabulary).capitalize()
    lines = [f"Tag: {label}", ""]
    for _ in range(rng.randint(2, 6)):
        lines += ["The " + (sentence(rng, vocabulary, 4) or "nothing"), f"February {rng.randint(1, 28)}, 2019 by Ann Rook", ""]
        for _ in range(rng.randint(1, 3)):
            lines += [(sentence(rng, vocabulary, 14) or "none") + ".", ""]
        lines += [f"Tags: {', '.join(rng.sample(vocabulary, min(3, len(vocabulary))))}, {label}", "Leave a comment", ""]
    return "\n".join([*lines, "Older posts", "Powered by " + rng.choice(vocabulary)])


def is_one(word: str) -> bool:
    """Whether it is one piece or one compound."""
    tokens = words.tokens(word, "en")
    return len(tokens) == 1 or (len(tokens) > 2 and tokens[0].length == len(tokens) - 1)


class Queries:
    """Queries for one archive. What the document leaves open is not asked."""

    def __init__(self, rng: random.Random, vocabulary: list[str], tags: list[str], lines: list[str]):
        self.rng, self.vocabulary = rng, vocabulary
        self.tags = [tag for tag in tags if tag.strip()] or ["none"]
        self.lines = [line for line in lines if line.strip()] or ["none"]

    def query(self) -> str:
        if self.rng.random() < 0.04:
            return self.noise()
        text = self.group(self.rng.choice((0, 1, 1, 2, 3)))
        return self.spoiled(text) if self.rng.random() < 0.08 else text

    def chance(self, p: float) -> bool:
        return self.rng.random() < p

    def bare(self) -> str:
        """A word without syntax in it."""
        for _ in range(20):
            word = cased(self.rng, self.rng.choice(self.vocabulary))
            if not set(word) & set('()"|&*?~^:') and word[0] not in "-+=" and word not in ("AND", "OR", "NOT", "NEAR"):
                return word
        return "none"

    def plain(self) -> str:
        """Letters only, so that it can be made a pattern."""
        for _ in range(20):
            word = self.bare().strip("_-’'.,")
            if all(c.isalnum() or c in "-'’‑" for c in word) and is_one(word):
                return word
        return "none"

    def phrase(self) -> str:
        if self.chance(0.5):
            line = self.rng.choice(self.lines).split()
            n = self.rng.randint(1, 4)
            at = self.rng.randrange(max(1, len(line) - n + 1))
            text = " ".join(line[at : at + n])
        else:
            text = " ".join(self.bare() for _ in range(self.rng.randint(1, 3)))
        return text.replace('"', "").replace("“", "")

    def pattern(self) -> str:
        word = self.plain()
        kind = self.rng.randrange(4)
        at = self.rng.randint(1, len(word))
        if kind < 2:
            return word[:at] + "*"
        if kind == 2:
            return word[: at - 1] + "?" + word[at:] if len(word) > 1 else word + "?"
        return "*" + word[-1] if self.chance(0.3) else word[:1] + "*" + word[at:] + self.rng.choice(("", "?", "*"))

    def fuzzy(self) -> str:
        word = list(self.plain())
        at = self.rng.randrange(len(word))
        change = self.rng.randrange(5)
        if change == 0 and len(word) > 1:
            del word[at]
        elif change == 1:
            word.insert(at, self.rng.choice("abce"))
        elif change == 2 and len(word) > 1:
            word[at - 1], word[at] = word[at], word[at - 1]
        text = "".join(word) if is_one("".join(word)) and word[0].isalnum() else "none"
        return text + self.rng.choice(("~", "~1", "~2"))

    def date(self) -> str:
        days = [d for d in DATES if d != "soon"]
        a, b = sorted(self.rng.choices(days, k=2))
        return "date:" + self.rng.choice((a, f"{a}..{b}", f"{a}..", f"..{b}"))

    def filter(self) -> str:
        kind = self.rng.randrange(8)
        if kind < 2:
            return self.date()
        if kind == 2:
            return self.rng.choice(("source:june", "source:Rows", "source:july", 'source:"town/june"'))
        if kind == 3:
            return f'page:"{self.rng.choice(("tag", "Tag: " + self.bare(), self.bare()))}"'
        if kind == 4:
            return f'tag:({self.tag()} | "{self.tag()}")' if self.chance(0.5) else f'tag:("{self.tag()}" "{self.tag()}")'
        return f'tag:"{self.tag()}"' if self.chance(0.7) else f"tag:{self.bare()}"

    def tag(self) -> str:
        for _ in range(20):
            tag = cased(self.rng, self.rng.choice(self.tags).replace('"', ""))
            if not set(tag) & set("()|& “") and any(c.isalnum() for c in tag) and tag[0] not in "-+=" and ":" not in tag:
                return tag
        return "none"

    def atom(self, depth: int) -> str:
        kind = self.rng.random()
        if kind < 0.42:
            text = self.bare()
        elif kind < 0.55:
            text = f'"{self.phrase()}"' + (f"~{self.rng.randrange(5)}" if self.chance(0.4) else "")
        elif kind < 0.62:
            text = self.pattern()
        elif kind < 0.68:
            text = self.fuzzy()
        elif kind < 0.73:
            text = "=" + (self.bare() if self.chance(0.6) else f'"{self.phrase()}"')
        elif kind < 0.82 and depth > 0:
            text = f"({self.group(depth - 1)})"
        elif kind < 0.92:
            text = self.rng.choice(SCOPES) + ":" + self.scoped(depth)
        elif kind < 0.94:
            text = self.rng.choice((self.bare(), self.pattern(), f'"{self.phrase()}"', f"({self.bare()})", "=" + self.bare()))
            return text + self.rng.choice(("~", "~0", "~3", "~1", "^", "^.5", "~2^0.5"))
        else:
            text = self.bare()
        return text + f"^{self.rng.choice(('2', '0.5', '2.5', '10'))}" * self.chance(0.08)

    def scoped(self, depth: int) -> str:
        if depth > 0 and self.chance(0.4):
            return f"({self.group(depth - 1)})"
        return self.bare() if self.chance(0.7) else f'"{self.phrase()}"'

    def near(self, depth: int) -> str:
        operands = [self.atom(depth) for _ in range(self.rng.choice((2, 2, 2, 3, 4)))]
        text = operands[0]
        for operand in operands[1:]:
            text += self.rng.choice((" NEAR ", " NEAR/ ", " NEAR/0 ", " NEAR/1 ", " NEAR/2 ", " NEAR/5 ")) + operand
        return text

    def item(self, depth: int) -> str:
        kind = self.rng.random()
        if kind < 0.1:
            return self.near(depth)
        if kind < 0.18:
            return self.filter()
        if kind < 0.27:
            return self.rng.choice(("-", "NOT ", "-")) + (self.filter() if self.chance(0.15) else self.atom(depth))
        if kind < 0.32:
            return "+" + self.atom(depth)
        if kind < 0.34:
            return self.rng.choice(("foo:", "http://")) + self.bare()
        return self.atom(depth)

    def group(self, depth: int) -> str:
        text = self.item(depth)
        for _ in range(self.rng.choice((0, 0, 1, 1, 2, 3))):
            text += self.rng.choice((" ",) * 8 + (" AND ", " & ", " OR ", " OR ", " | ", "|", "&")) + self.item(depth)
        return text

    def spoiled(self, text: str) -> str:
        """With something that a person may mistype; each leaves one reading."""
        kind = self.rng.randrange(9)
        if kind < 5:
            front, back = [("", " AND"), ("OR ", ""), ("", " ()"), ("", ' "unclosed'), ("(", "")][kind]
            return front + text + back
        if kind == 5:
            return text + ")"
        return text + self.rng.choice((" NOT", " -", " +", " *", " ?*", " title:", " NEAR", " NEAR/3", ' ""', " ,", " OR", f' "{self.pattern()}"', f" {self.plain()}~x", f" {self.bare()}^-1"))

    def noise(self) -> str:
        pieces = ["(", '"', " ", " ", " ", "-", "+", " AND ", " OR ", " NOT ", " NEAR ", self.bare(), self.bare(), self.bare()]
        return "".join(self.rng.choice(pieces) for _ in range(self.rng.randint(1, 9)))
