"""What lists of terms are is told by all pages of a site together: by place, by column, by the section in front, by what stands everywhere."""

import itertools

import pytest

import postdex as pdx

BODY = "The warden says that {} was never as quiet as in this week, and nobody at the quay wants to hear of it."
TOPICS = ("birds", "boats", "ferry", "harbour", "maps", "music", "school", "tides", "weather", "winter")
TITLES = (
    "A kettle for the lock", "Low water again", "Who painted the bench?", "Nine boats came back", "Our clock is slow", "Paint for the mill",
    "Rain on the fair", "The last ticket", "Some new shelves", "Lamps along the quay", "Three ways to tie a knot", "Snow in the yard",
)


def terms_of(number: int) -> list[str]:
    """A list of one to four topics, in order, never the same for neighbours."""
    return sorted({TOPICS[(number * step + step) % len(TOPICS)] for step in range(1, number % 4 + 2)})


def pages(entry, per_page: int = 4, count: int = 3) -> dict[str, str]:
    """`count` pages; `entry` makes the text of an entry from its number."""
    return {
        f"{page:02}.txt": "\n\n".join(entry(number) for number in range(page * per_page, (page + 1) * per_page)) + "\n"
        for page in range(count)
    }


@pytest.fixture
def opened(tmp_path):
    fresh = itertools.count()

    def write(texts: dict[str, str]) -> pdx.Archive:
        folder = tmp_path / str(next(fresh))
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8")
        return pdx.open(folder, progress=False)

    return write


def body(number: int) -> str:
    return f"{BODY.format(TITLES[number].lower())}\n\nContinue reading"


def head(number: int) -> str:
    return f"{TITLES[number]}\n\nMay {number + 1}, 2011"


def tags_by_title(archive: pdx.Archive) -> dict[str, list[str]]:
    return {str(post.title): sorted(map(str, post.tags)) for post in archive}


def wanted(count: int = 12) -> dict[str, list[str]]:
    return {TITLES[number]: terms_of(number) for number in range(count)}


def barred(number: int) -> str:
    return f"{head(number)}\n\n{' | '.join(terms_of(number))}\n\n{body(number)}"


def test_a_place_holds_the_same_on_every_page(opened):
    archive = opened(pages(barred))
    assert tags_by_title(archive) == wanted()


def test_the_order_of_pages_makes_no_difference(tmp_path):
    texts = pages(barred)
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    forward = pdx.open([tmp_path / name for name in sorted(texts)], progress=False)
    backward = pdx.open([tmp_path / name for name in sorted(texts, reverse=True)], progress=False)
    assert tags_by_title(forward) == tags_by_title(backward) == wanted()


def test_the_reason_is_told(opened):
    archive = opened(pages(barred))
    parts = [part for page in archive.pages for part in page.parts if part.role == "tags"]
    assert len(parts) == 12
    assert any("lists of the site's terms stand at this place on its other pages" in part.evidence for part in parts)


def test_beside_tags_a_shorter_list_is_of_sections(opened):
    def entry(number: int) -> str:
        section = ("Town", "Quay", "Town", "Field")[number % 4]
        return f"{head(number)}\n\n{section}\n\n{', '.join(terms_of(number))}\n\n{body(number)}"

    archive = opened(pages(entry))
    assert tags_by_title(archive) == wanted()
    assert {str(each) for post in archive for each in post.categories} <= {"Town", "Quay", "Field"}


@pytest.mark.parametrize(("heading", "label", "are_tags"), [("", "Categories:", False), ("Tag: boats\n\n", "Categories:", True), ("", "Catégories :", False), ("", "Filed under:", True)])
def test_what_a_word_calls_categories_are_so_but_where_pages_of_tags_hold_them(opened, heading, label, are_tags):
    """However long and well in order the lists are; words that do not name them may be said of tags."""

    def entry(number: int) -> str:
        terms = sorted({*terms_of(number), "boats", "lamps", f"matter {number % 7}"})
        return f"{head(number)}\n\n{label} {', '.join(terms)}\n\n{body(number)}"

    archive = opened({name: heading + text for name, text in pages(entry, per_page=4, count=3).items()})
    assert [bool(post.tags) for post in archive] == [are_tags] * 12
    assert [bool(post.categories) for post in archive] == [not are_tags] * 12


def test_a_column_of_terms_is_one_list(opened):
    def entry(number: int) -> str:
        column = "\n\n".join(terms_of(number))
        return f"{head(number)}\n\n{body(number)}\n\n{column}\n\nAsk the warden for more"

    archive = opened(pages(entry, per_page=5, count=2))
    said = tags_by_title(archive)
    right = sum(said[title] == tags for title, tags in wanted(10).items())
    assert right >= 9
    assert "ask the warden for more" not in {str(each).lower() for post in archive for each in post.tags}


def test_the_section_in_front_of_a_list_is_no_tag(opened):
    def entry(number: int) -> str:
        section = ("Old quay", "Town")[number % 2]
        terms = terms_of(number)[:: 1 if number % 3 else -1]
        return f"{head(number)}\n\n{section} {' / '.join(terms)}\n\n{body(number)}"

    archive = opened(pages(entry, per_page=6, count=2))
    assert tags_by_title(archive) == wanted()
    assert {str(each) for post in archive for each in post.categories} == {"Old quay", "Town"}
    for page in archive.pages:
        assert b"".join(part.raw for part in page.parts) == page.data
        for appearance in page.appearances:
            assert [part.role for part in appearance.parts].count("tags") == 1


RUN_TOPICS = (*TOPICS, "old mill")


def run_terms_of(number: int) -> list[str]:
    """A list of two to five topics, one of them of two words, in order."""
    return sorted({RUN_TOPICS[(number * step + step) % len(RUN_TOPICS)] for step in range(1, number % 4 + 3)})


@pytest.mark.parametrize("label", ["Tags: ", "This entry was posted in Town and tagged "])
def test_terms_that_only_blanks_part_are_told_by_the_others(opened, label):
    def entry(number: int) -> str:
        behind = f" on May {number + 1}, 2011 by Ann." if "entry" in label else ""
        return f"{head(number)}\n\n{body(number)}\n\n{label}{' '.join(run_terms_of(number))}{behind}"

    archive = opened(pages(entry))
    assert tags_by_title(archive) == {TITLES[number]: run_terms_of(number) for number in range(12)}
    for page in archive.pages:
        assert b"".join(part.raw for part in page.parts) == page.data


def test_terms_that_only_blanks_part_need_no_label(opened):
    def entry(number: int) -> str:
        return f"May {number + 1}, 2011\n\n{TITLES[number]}\n\n{BODY.format(TITLES[number].lower())}\n\n{' '.join(many(number))}"

    def many(number: int) -> list[str]:
        return sorted({TOPICS[(number * step + step) % len(TOPICS)] for step in range(1, number % 3 + 4)})

    assert tags_by_title(opened(pages(entry))) == {TITLES[number]: many(number) for number in range(12)}


def test_a_term_of_several_words_stays_whole_where_signs_part_lists(opened):
    def entry(number: int) -> str:
        return f"{head(number)}\n\n{body(number)}\n\nTags: {', '.join(run_terms_of(number))}"

    archive = opened(pages(entry))
    assert tags_by_title(archive) == {TITLES[number]: run_terms_of(number) for number in range(12)}


def test_sections_glued_to_tags_are_none(opened):
    def many(number: int) -> list[str]:
        return [TOPICS[(number + step * 3) % len(TOPICS)] for step in range(3)] if number % 6 < 5 else []

    def entry(number: int) -> str:
        sections = ("Town", "Fair, Town", "Quay")[number % 3]
        terms = ", ".join(many(number))
        return f"{TITLES[number]}\n\nAnn ValeMay {number + 1}, 2011May {number + 3}, 2012{sections}{terms}{number + 2} Comments\n\n{body(number)}"

    archive = opened(pages(entry))
    assert tags_by_title(archive) == {TITLES[number]: sorted(many(number)) for number in range(12)}
    assert {str(each) for post in archive for each in post.categories} == {"Town", "Fair", "Quay"}
    for page in archive.pages:
        assert b"".join(part.raw for part in page.parts) == page.data
        assert all(part.raw for part in page.parts)


def test_names_are_not_parted(opened):
    def entry(number: int) -> str:
        name = ("Ann Bell", "Tom Reed", "Ida Marsh", "Max Reed")[number % 4]
        return f"{TITLES[number]}\n\n{name}\n\nMay {number + 1}, 2011\n\n{body(number)}"

    archive = opened(pages(entry))
    assert not {str(each) for post in archive for each in post.tags} & {"Ann", "Bell", "Tom", "Reed", "Ida", "Marsh", "Max"}


def test_what_a_person_said_stays(opened):
    archive = opened(pages(barred))
    page = archive.pages[0]
    line = next(part.line for part in page.parts if part.role == "tags")
    again = page.correct({line: "caption"})
    assert [part.role for part in again.parts if part.line == line and part.role != "blank"] == ["caption"]


def test_an_appearance_that_took_in_another_post_gives_it_no_tags(opened):
    def labelled(number: int) -> str:
        return f"{head(number)}\n\n{body(number)}\n\nTags: {', '.join(terms_of(number))}"

    texts = pages(labelled)
    swallowed = f"{head(0)}\n\n{body(0)}\n\nTags: {', '.join(terms_of(0))}\n\n{BODY.format('another one')}\n\nTags: kettle, rope"
    texts["90.txt"] = swallowed + "\n"
    archive = opened(texts)
    assert tags_by_title(archive)[TITLES[0]] == terms_of(0)


def test_what_a_word_calls_sections_stays_sections_though_posts_have_several(opened):
    sections = ("Abroad", "Diary", "England", "Life", "Mothers", "Unfiled")

    def filed(number: int) -> list[str]:
        return sorted({sections[(number * 5 + k * (number % 2 + 1)) % 6] for k in range(1 if number < 2 else 3)})

    def entry(number: int) -> str:
        return f"{head(number)}\n\n{body(number)}\n\nPosted in {', '.join(filed(number))}"

    archive = opened(pages(entry))
    assert {str(post.title): sorted(map(str, post.categories)) for post in archive} == {TITLES[number]: filed(number) for number in range(12)}
    assert not any(post.tags for post in archive)


SCARCE = ("anchor", "basalt", "cedar", "dinghy", "elm", "flint", "gravel", "heron", "ivy", "jetty", "kelp", "lichen", "moss", "nettle", "otter", "pike")


def test_lists_in_order_are_parted_at_blanks_though_no_word_comes_again(opened):
    def tags(number: int) -> list[str]:
        return [f"{word}{number}" for word in SCARCE[number % 4 :: 4]]

    archive = opened(pages(lambda number: f"{head(number)}\n\n{body(number)}\n\nTags: {' '.join(tags(number))}"))
    assert tags_by_title(archive) == {TITLES[number]: tags(number) for number in range(12)}


def two_of(number: int) -> list[str]:
    return ["Letter" if number % 3 else "Talk", "North" if number % 2 else "South"]


def test_pages_about_words_of_a_line_part_it(opened):
    def entry(number: int) -> str:
        return f"{head(number)}\n\n{' '.join(two_of(number))}\n\n{body(number)}"

    texts = {"home.txt": "\n\n".join(map(entry, range(6))) + "\n"}
    for term in ("North", "South", "Letter"):
        texts[f"{term}.txt"] = f"Tags / {term}\n\n" + "\n\n".join(entry(number) for number in range(12) if term in two_of(number)) + "\n"
    assert tags_by_title(opened(texts)) == {TITLES[number]: sorted(two_of(number)) for number in range(12)}


def test_what_stands_out_of_order_is_of_the_tag_before_it(opened):
    def tags(number: int) -> list[str]:
        return [*terms_of(number), *(["Life, the Ferry, and All"] if number == 7 else [])]

    def entry(number: int) -> str:
        return f"{head(number)}\n\n{body(number)}\n\nTags: {', '.join(sorted(tags(number), key=str.lower))}"

    assert tags_by_title(opened(pages(entry))) == {TITLES[number]: sorted(tags(number)) for number in range(12)}


def test_lists_in_no_order_keep_their_items(opened):
    def tags(number: int) -> list[str]:
        return terms_of(number)[::-1] if number % 2 else terms_of(number)

    def entry(number: int) -> str:
        return f"{head(number)}\n\n{body(number)}\n\nTags: {', '.join(tags(number))}"

    assert tags_by_title(opened(pages(entry))) == wanted()


def test_who_signs_a_text_is_no_tag(opened):
    def entry(number: int) -> str:
        writer = "Ada" if number * number + number // 3 & 1 else "Ben"
        said = f"{TITLES[number % 12]}, part {number}\n\nFriday {number + 1} May 2011 in Uncategorized by {writer} | {number % 4 + 1} comments"
        signed = f"\n\n{writer}" if number % 3 else f"\n\nTags: {TOPICS[number % 10]}"
        return f"{said}\n\n{BODY.format(number)}{signed}"

    found = tags_by_title(opened(pages(entry, count=6)))
    assert sorted(filter(None, found.values())) == sorted([TOPICS[number % 10]] for number in range(0, 24, 3))


@pytest.mark.parametrize("line", ["#include <tides.h>", "#!/bin/quay", "#define HARBOUR"])
def test_lines_of_programs_are_no_tags(line):
    page = pdx.parse("\n\n".join(f"{head(number)}\n\n{line}\n\n{body(number)}" for number in range(3)) + "\n").pages[0]
    assert not [part for part in page.parts if part.role == "tags"]


def test_a_section_of_many_words_stands_in_a_sentence():
    line = "This entry was posted in The Harbour and What Stands Around It and tagged boats, tides on May {}, 2011 by Ada."
    page = pdx.parse("\n\n".join(f"{TITLES[number]}\n\n{body(number)}\n\n{line.format(number + 1)}" for number in range(3)) + "\n").pages[0]
    assert [[str(tag) for tag in entry.post.tags] for entry in page.appearances] == [["boats", "tides"]] * 3


def test_lists_that_pages_about_sections_hold_are_sections(opened):
    def entry(number: int) -> str:
        return f"{', '.join(terms_of(number))}\n\n{head(number)}\n\n{body(number)}"

    texts = {"home.txt": "\n\n".join(map(entry, range(12))) + "\n"}
    for term in TOPICS[::2]:
        texts[f"{term}.txt"] = f"Category Archives: {term}\n\n" + "\n\n".join(entry(number) for number in range(12) if term in terms_of(number)) + "\n"
    assert not any(tags_by_title(opened(texts)).values())


def test_sections_by_a_word_stay_so_among_lists_that_another_calls_tags(opened):
    def entry(number: int) -> str:
        told = f"Posted in {TOPICS[number % 5]}" if number % 3 == 2 else f"Tagged {', '.join(terms_of(number))}"
        return f"{head(number)}\n\n{body(number)}\n\n{told} | {number} Comments"

    assert tags_by_title(opened(pages(entry))) == {TITLES[number]: [] if number % 3 == 2 else terms_of(number) for number in range(12)}


def test_what_a_word_calls_tags_is_no_section_whatever_stands_beside_it(tmp_path):
    """Captions come again and stand one a line in runs of several lengths, at the end of which sections and a few tags stand with their words."""
    captions = ["Harbour wall", "Old mill", "Lamp house", "Long boat", "North quay", "Salt shed", "High wall"]
    for page in range(5):
        entries = []
        for i in range(8 * page, 8 * page + 8):
            shown = "".join(f"\n{captions[(3 * i + m * m) % 7]}\n" for m in range(i % 4))
            where = f"Posted in Trips to {('the north', 'the south', 'the islands')[i % 3]} ·" + " Tagged favourites ·" * (i % 6 == 0)
            day = f"{1 + i % 28} March {2010 + i // 28} by {'Ann Lee' if i % 2 else 'Bo Quill'}"
            text = f"We left the harbour at {i} past four and nobody had slept, which one says of every such morning, and the boat number {i} was late again."
            entries.append(f"Archive\n\n{day}\n\nDay {i} on the water {i * 37 % 101}\n\n{text}\n{shown}\n{where}\n")
        (tmp_path / f"{page}.txt").write_text("\n".join(entries))
    archive = pdx.open(tmp_path)
    assert len(archive) == 40
    assert [list(post.tags) for post in archive if int(post.title.split()[1]) % 6 == 0] == [["favourites"]] * 7
    assert all("favourites" not in post.categories for post in archive)


@pytest.mark.parametrize(
    ("printed", "tags"),
    [
        ("#Tide17, Tide 17, boats", ["#Tide17", "Tide 17", "boats"]),
        ("boats, #Tide17", ["boats", "#Tide17"]),
        ("#boats, #nets", ["boats", "nets"]),
        ("#boats #nets", ["boats", "nets"]),
    ],
)
def test_a_number_sign_is_of_a_name_where_others_of_the_list_have_none(printed, tags):
    text = "".join(f"{head(number)}\n\n{BODY}\n\nTags: {'rain' if number else printed}\n\n" for number in range(5))
    assert list(map(str, pdx.parse(text)[0].tags)) == tags


def test_an_invitation_to_share_is_no_list_of_tags():
    row = "Email This | Tag This | Digg This | Add to Reddit"
    page = pdx.parse("".join(f"{head(number)}\n\n{BODY}\n\n{row}\n\n" for number in range(5)))
    assert [list(post.tags) for post in page] == [[]] * 5
    assert [str(part.text) for part in page.pages[0].parts if part.role == "share"] == [row] * 5
