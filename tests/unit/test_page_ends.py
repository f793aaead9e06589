"""What stands below the entries of a page and is none: numbers of pages, lists that repeat titles and dates, the same on all pages of a site."""

import pytest

import postdex as pdx

BODY = "The ferry crossed the lake at noon and came back with {} on board, says the harbour master, who had not been asked."
WORDS = ("nobody", "nine swans", "a kettle", "two ladders", "the mayor", "some soup", "a clock", "three maps")
TITLES = (
    "Low water again", "Who painted the bench", "Nine boats came back", "Our clock is slow", "Paint for the mill", "Rain on the fair", "The last ticket",
    "Some new shelves", "Lamps along the quay", "Three ways to tie a knot", "Snow in the yard", "A kettle for the lock",
)  # fmt: skip


def titles_of(page) -> list[str]:
    return [str(each.title) for each in page.appearances]


NUMBERS = [
    "Vorherige Seite Seite 1 … Seite 35 Seite 36 Seite 37 … Seite 110 Nächste Seite",
    "Previous page Page 1 … Page 3 Page 4 Page 5 … Page 12 Next page",
    "Strona 1 Strona 2 … Strona 35 Następna strona",
    "Seite 1 Seite 2",
]


@pytest.mark.parametrize("line", NUMBERS)
def test_numbers_of_pages_with_their_word_are_ways_to_these(line):
    entries = [f"{TITLES[k]}\n\n{BODY.format(WORDS[k])}\n\nby Ann Moor, posted on May {k + 3}, 2019" for k in range(3)]
    page = next(iter(pdx.parse("\n\n".join([*entries, line])).pages))
    assert titles_of(page) == list(TITLES[:3])
    part = next(part for part in page.parts if str(part) == line)
    assert part.role == "nav" and part.explain()["evidence"] == ["the words are a known furniture phrase"]


def test_a_list_of_recent_posts_cuts_nothing():
    """Entries without texts, whose titles the list below repeats."""
    entries = [f"Calendar of {2025 - k}\n\n{5 + k} April {2025 - k} / Chris / 0 Comments" for k in range(2)]
    below = ["Useful pages", "Join us", "Calendar", "Recent posts", *(f"Calendar of {2025 - k}" for k in range(3)), "Search"]
    assert titles_of(next(iter(pdx.parse("\n\n".join(["Category: Unfiled", *entries, *below])).pages))) == ["Calendar of 2025", "Calendar of 2024"]


SIDE = [
    "About me", "My name is Ann Moor. This page has been my sandpit for years, and it is kept by nobody but me and the tide tables.", "Recent posts",
    *(line for k, title in enumerate(TITLES[:6]) for line in (f"jul {19 - 2 * k} 2009", title)), "Elsewhere", "Notes in the sand", "Tom at the lock", "Short notes",
    "jun 19 2009", "Swans", "Do not carry the customs of one pond over to another, say the swans, and they should know what they speak of.", "Read on »",
    "Comic", "Comic no. 82", "© Ann Moor. Some rights reserved.",
]  # fmt: skip


def test_what_all_pages_of_a_site_end_with_tells_nothing_of_their_entries(tmp_path):
    """Above it, posts of a line and nothing that leads on stand between others."""
    wanted = {}
    for number in range(6):
        lines = ["Tidewick Chronicle"]
        wanted[f"{number}.txt"] = titles = [f"{TITLES[(number * 5 + k) % 12]} with {WORDS[number]}" for k in range(7)]
        for k, title in enumerate(titles):
            short = (k + number) % 3 == 1
            lines += [f"jan {29 - 3 * k} 2008", title, f"Comic no. {40 + k}" if short else BODY.format(WORDS[(k + number) % 8]), *([] if short else ["Read on »"])]
        (tmp_path / f"{number}.txt").write_text("\n\n".join([*lines, *SIDE]) + "\n", "utf-8")
    archive = pdx.open(tmp_path, progress=False)
    assert {page.source.name.rsplit("/", 1)[-1]: titles_of(page) for page in archive.pages} == wanted


def test_an_entry_that_ends_all_pages_stays_one(tmp_path):
    last = f"Welcome to this page\n\nMay 1, 2001\n\n{BODY.format('everybody')}\n\nRead more"
    for number in range(6):
        entries = [f"{TITLES[number]} {k}\n\nMay {20 - k - number}, 2009\n\n{BODY.format(WORDS[k])}\n\nRead more" for k in range(2)]
        (tmp_path / f"{number}.txt").write_text("\n\n".join([*entries, last, "Older posts", "© Ann Moor"]) + "\n", "utf-8")
    for page in pdx.open(tmp_path, progress=False).pages:
        assert titles_of(page)[-1] == "Welcome to this page" and len(page.appearances) == 3


def test_whose_page_it_is_stands_above_its_entries():
    """The heading reads as what each entry says of its author at its end; titles stand under their picture's text."""
    tags = ("boats, tides", "school", "maps, mill, winter", "harbour")
    entries = [
        f"{TITLES[k]}\n\n{TITLES[k]}\n\n{BODY.format(WORDS[k])}\n\nPosted on 2024-0{8 - k}-15{f'2024-0{8 - k}-16' if k % 2 else ''}Author AnnCategories NotesTags {tags[k]}"
        for k in range(4)
    ]
    page = next(iter(pdx.parse("\n\n".join(["Author: Ann", *entries])).pages))
    assert page.kind == "author" and page.label == "Ann"
    assert titles_of(page) == list(TITLES[:4])
    assert [", ".join(map(str, each.post.tags)) for each in page.appearances] == list(tags)
