"""Which line of an entry is its title, where another line looks as good."""

import pytest

import postdex as pdx

BODY = "The ferry crossed the lake at noon and came back with {} on board, says the harbour master, who had not been asked."


def titles_of(text: str) -> list[str]:
    return [str(post.title) for post in pdx.parse(text)]


def test_a_line_that_stands_there_twice_is_the_title_and_the_section_below_is_not():
    """The picture's text is the title; titles hold dates that are not the entry's, and the sections are the words that look best."""
    posts = [
        ("[DIARY] PARIS 02/12/2017: the lake from 1963 to 2017, from leaving because one must to leaving because one may", "DIARY", "14/11/2017", "a film"),
        ("[FILM] The lake in the years 1960 to 1970: leaving, being sent away, and who had decided it", "Films", "20/10/2017", "nine swans"),
        ("[DIARY] Lyons, 20/05/2017. The lake in the years 1960 to 1970: leaving, being sent away, and who had decided it", "DIARY History after the mill", "08/04/2017", "nobody"),
    ]  # fmt: skip
    entries = [f"{title}\n\n{title}\n\n{section}\n\nBy Lake History {date} No\n\n{BODY.format(what)}" for title, section, date, what in posts]
    assert titles_of("\n\n".join(["Tag: Michael Gence", *entries, "Follow by mail"])) == [title for title, *_ in posts]


def stamped(title: str, lines: list[str], day: int) -> str:
    return "\n\n".join([title, *lines, f"Author AnnPosted on {day} November 2007Categories Unfiled{day + 2} Comments on {title}"])


def test_how_letters_begin_is_no_title(tmp_path):
    """Six entries of ten print a place and a date of their own under the title, as stamps of the site do under texts."""
    plain = ["The answer of the baker", "My first takings", "The trip in pictures", "Who counts the swans", "Soup for all", "A map of the marsh", "Nine boats", "Paint", "Our clock", "Rain again"]
    for number in range(5):
        entries = [stamped(f"{name}, part {number + 2}", [BODY.format(name), BODY.format(f"{k + number} swans")], 28 - k) for k, name in enumerate(plain)]
        (tmp_path / f"{number}.txt").write_text("\n\n".join(entries), "utf-8")
    names = [*plain[:3], *(f"Travel diary, part {k}: {what}" for k, what in enumerate(("the lock", "the mill", "rain", "soup", "swans", "home")))]
    letters = []
    for k, name in enumerate(names):
        letter = [] if k < 3 else [f"Lock, on 1{k} November 2007, from 03:10 to 03:45", "Dear diary,"]
        letters.append(stamped(name, [*letter, BODY.format(name), BODY.format(f"{k} swans")], 28 - k))
    (tmp_path / "letters.txt").write_text("\n\n".join(letters), "utf-8")
    page = next(page for page in pdx.open(tmp_path, progress=False).pages if page.source.name.endswith("letters.txt"))
    assert [str(each.title) for each in page.appearances] == names


def test_days_that_are_the_same_by_chance_leave_no_entry_out():
    """All entries but the first are of one day, and read the same where they print it."""
    names = ["The truth about the lake", *(f"[BOOK] {what}" for what in ("Freedom on the lake, 1794 to 1848", "What the mill was, 1794 to 1848", "A family of the marsh, by G. Gerard", "The year 1848 and its feast", "Born and died on the lake", "Stories of the lock", "Those who served"))]
    entries = [f"{name}\n\n{name}\n\nBooks\n\nBy Lake History {'27/05/2020' if k == 0 else '03/04/2017'} No\n\n{BODY.format(f'{k + 2} swans')}" for k, name in enumerate(names)]
    assert titles_of("\n\n".join(["Category: Books", *entries])) == names


def test_a_date_alone_above_each_title_counts_for_more_than_a_link_that_most_have():
    names = ["Farewell to the ferry", "#49", "One more way to call", "A clearing of the music", "Can somebody say why", "The comic is back", "#48", "Time to begin", "Our paper, no. 1", "By radar"]
    entries = []
    for k, name in enumerate(names):
        text, more = (f"Comic {name}", []) if name.startswith("#") else ("Whatever. You know what it is about. :)", []) if k == 7 else (BODY.format(f"{k + 2} swans"), ["Read on »"])
        entries.append("\n\n".join([f"jan {30 - 2 * k} 2008", name, text, *more]))
    side = ["Short and plain", "about me", "Me", BODY.format("a pipe"), *(f"Notes on {what}" for what in ("sand", "soup", "maps", "locks", "tides")), "Comic", "Comic #82", "Read on »"]
    assert titles_of("\n\n".join(["January 2008", *entries, "Older »", *side]))[:10] == names


def test_how_long_a_post_takes_to_read_stands_behind_its_date_in_a_list():
    names = ["Verlet integration, a test", "Moving To Another Engine", "Basic Soundboard", "Stop Watch and Time Out", "Some simple rules", "A container made by hand"]
    rows = [f"{name} {month} {8 + k}, 2021 - {k % 3 + 1} min read" for k, (name, month) in enumerate(zip(names, ("Oct", "Sep", "Jul", "Feb", "Jan", "Jan"), strict=True))]
    posts = list(pdx.parse("\n\n".join(["Coding and stuff", *rows, *"12345"])))
    assert [str(post.title) for post in posts] == names
    assert [post.published.iso for post in posts[:2]] == ["2021-10-08", "2021-09-09"]


def test_the_text_of_a_picture_below_its_title_is_no_title():
    """Both read alike; the date stands above the two, the text below."""
    names = ["Chickpea radish hors d’oeuvres", "A miller’s thanksgiving", "What the lock’s keeper eats", "The swan’s supper"]
    entries = [f"December {17 - k}, 2007\n\n{name}\n\n{name.replace('’', chr(39))}\n\n{BODY.format(f'{k + 2} swans')}\n\n{BODY.format('a pipe')}\n\n{k + 1} Comments" for k, name in enumerate(names)]
    assert titles_of("\n\n".join(["Category: appetizers", *entries])) == names


@pytest.mark.parametrize("end", [")", "\n\n)"])
def test_the_date_and_who_wrote_it_stand_behind_titles_in_brackets(end):
    posts = [("Before I forget: it is time for soup", "Ann Moor"), ("Open harbour policy", "Reed Cart"), ("Ohio and its lock", "Paul"), ("A very helpful list for teachers", "Tim Sand"), ("The fifteenth market", "Ann Moor"), ("Swans of the marsh", "Ann Moor")]
    lines = [f"{title}({k + 1} November 2004, {name}{end}" for k, (title, name) in enumerate(posts)]
    found = list(pdx.parse("\n\n".join(["Archive › 2004 › November 2004", "November 2004", *lines])))
    assert [str(post.title) for post in found] == [title for title, _ in posts]
    assert [post.published.iso for post in found] == [f"2004-11-0{k + 1}" for k in range(6)]
