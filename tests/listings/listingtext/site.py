"""One invented site: its names, people, tags and posts, and the listings that show them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from .languages import get
from .textmaker import Post, TextMaker


@dataclass
class Listing:
    kind: str              # home tag category date author search single
    subject: str           # the tag, category, month ... as shown
    posts: list[Post]
    page: int = 1
    pages: int = 1
    heading: str = ""      # filled when the theme printed one
    previous: Post | None = None
    following: Post | None = None


@dataclass
class Site:
    theme: object
    code: str
    seed: int
    posts: list[Post] = field(default_factory=list)

    def __post_init__(self):
        self.rng = Random(f"{self.seed}/{self.theme.name}/{self.code}")
        rng = self.rng
        self.lang = get(self.code)
        self.text = TextMaker(self.lang, rng, self.code == "en" and rng.random() < 0.4, self.theme.lengths, self.theme.extras)
        self.town = self.text.pick("town")
        self.name = self.text.pick("site").replace("{town}", self.town)
        self.tagline = self.lang.capital(self.text.fill(self.text.pick("tagline")))
        self.authors = [self.text.person() for _ in range(rng.randint(*self.theme.authors))]
        self.categories = rng.sample(self.lang.words["category"], k=min(6, len(self.lang.words["category"])))
        self.tags = rng.sample(self.lang.words["tag"], k=min(18, len(self.lang.words["tag"])))
        self.nav = rng.sample(self.lang.words["nav"], k=rng.randint(4, 6))
        self.links = rng.sample(self.lang.words["link"], k=4)
        self.spacing = rng.choice(self.theme.spacings)
        self.crlf = rng.random() < 0.2
        self.indent = rng.choice(["  ", "\t"]) if rng.random() < 0.1 else ""
        self.header = rng.choice(self.theme.headers)
        self.sidebar = rng.choice(self.theme.sidebars)
        self.footer = rng.random() < 0.8
        self.per_page = rng.choice(self.theme.page_sizes)
        self.oldest_first = rng.random() < self.theme.oldest_first
        self.latin_marks = rng.random() < 0.5   # "..." rather than "…"
        self.make_posts(rng.randint(45, 80))

    def make_posts(self, count: int) -> None:
        rng, seen = self.rng, set()
        when = datetime(rng.randint(2005, 2023), rng.randint(1, 12), 20, 18, 5)
        self.now = when + timedelta(hours=rng.randint(2, 30))
        for number in range(count):
            title = ""
            while not title or title in seen:
                slot = "short_title" if rng.random() < 0.2 else "title"
                if self.theme.odd_titles and rng.random() < self.theme.odd_titles:
                    slot = "odd_title"
                title = self.text.headline(slot)
                if self.option("small_titles", 100) < 100 * self.theme.small_titles:
                    title = title.lower()
            if rng.random() < self.theme.untitled:
                title = ""
            else:
                seen.add(title)
            post = Post(
                id=f"{self.theme.name}-{self.code}-{count - number}", lang=self.lang, title=title, date=when, author=rng.choice(self.authors),
                categories=sorted(rng.sample(self.categories, k=rng.choice([1, 1, 1, 2]))),
                tags=sorted(rng.sample(self.tags, k=rng.choice([0, 1, 1, 2, 2, 3, 4, 5, 8])), key=str.casefold),
                blocks=self.text.blocks(), more_after=rng.randint(1, 3))
            post.alt = title if rng.random() < 0.5 and title else self.lang.capital(self.text.fill(self.text.pick("alt")))
            post.caption = self.text.caption()
            for _ in range(rng.choice([0, 0, 0, 1, 2, 3, 7])):
                post.comments.append((self.text.person(), when + timedelta(hours=rng.randint(1, 90)), self.comment()))
            self.posts.append(post)
            when -= timedelta(minutes=rng.choice([45, 130, 400, 1500, 3000, 4300, 9000, 15000]) + rng.randint(0, 50))
        self.link_posts()

    def comment(self) -> str:
        return self.lang.join([self.lang.capital(self.text.fill(self.text.pick("comment"))) for _ in range(self.rng.randint(1, 3))])

    def link_posts(self) -> None:
        """Related links repeat another post's title word for word, or name a post that no page here shows."""
        titled = [post for post in self.posts if post.title]
        for post in self.posts:
            for i, (role, text) in enumerate(post.blocks):
                if role == "related":
                    target = self.rng.choice(titled).title
                    if self.rng.random() < 0.4 or target == post.title:
                        target = self.text.headline()
                    post.blocks[i] = (role, target)

    def option(self, name: str, n: int) -> int:
        """One of the N settings of the theme's option NAME, fixed for the site."""
        return Random(f"{self.seed}/{self.theme.name}/{self.code}/{name}").randrange(n)

    # -- listings

    def listings(self, count: int) -> list[Listing]:
        """COUNT listings of mixed kinds; the same for the same seed."""
        made = {kind: self.pages_of(kind) for kind in ("home", "tag", "category", "date", "author", "search", "single")}
        weights = {"home": 6, "tag": 6, "category": 4, "date": 3, "author": 1, "search": 1, "single": 3}
        if not self.theme.prints_tags:
            weights["tag"] = 1
        kinds = [k for k in made if made[k]]
        chosen = []
        for _ in range(count):
            kind = self.rng.choices(kinds, [weights[k] for k in kinds])[0]
            chosen.append(made[kind].pop(self.rng.randrange(len(made[kind]))))
            kinds = [k for k in kinds if made[k]]
            if not kinds:
                break
        return chosen

    def pages_of(self, kind: str) -> list[Listing]:
        posts = self.posts
        groups: dict[str, list[Post]] = {}
        if kind == "home":
            groups[""] = list(posts)
        elif kind == "single":
            return [self.single(i) for i, post in enumerate(posts) if post.title]
        elif kind == "search":
            for word in self.rng.sample(self.tags, k=4):
                hits = [p for p in posts if word in p.tags or word in p.running_text()]
                if hits:
                    groups[word] = self.rng.sample(hits, k=len(hits))
        for post in posts:
            keys = {"tag": post.tags, "category": post.categories, "author": [post.author],
                    "date": [self.theme.month(self, post)]}.get(kind, [])
            for key in keys:
                groups.setdefault(key, []).append(post)
        out = []
        for subject, members in groups.items():
            if self.oldest_first and kind == "date":
                members = members[::-1]
            pages = [members[i:i + self.per_page] for i in range(0, len(members), self.per_page)]
            out += [Listing(kind, subject, without_ambiguity(page), n, len(pages)) for n, page in enumerate(pages, 1)]
        return out

    def single(self, i: int) -> Listing:
        older = self.posts[i + 1] if i + 1 < len(self.posts) else None
        newer = self.posts[i - 1] if i else None
        return Listing("single", self.posts[i].title, [self.posts[i]], previous=older, following=newer)


def without_ambiguity(posts: list[Post]) -> list[Post]:
    """Leaves out a post whose title is also a line of the post just above: no reader could say which line is the title."""
    kept: list[Post] = []
    for post in posts:
        above = {text for _, text in kept[-1].blocks} | {kept[-1].alt, kept[-1].caption} if kept else set()
        if post.title not in above:
            kept.append(post)
    return kept
