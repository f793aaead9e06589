"""Lines that say by whom, when and where an entry was written, all in one, stand once in each entry; what stands alone on top of the page heads it."""

import pytest

import postdex as pdx

LETTER = "The harbour master wrote to us last week about the new timetable, and we read his letter twice before supper."
QUAY = "Nobody on the quay was surprised when the carpenter came with the boards, not even those who had waited for him."
ASKED = "I warned you. But would you listen?"
BELOW = ["Archives", "July 2009", "June 2009", "May 2009", "Categories", "boats", "tides"]
PAGES = [
    {"Low water again": [ASKED, "The crossing", "et voilà.", "The crossing"], "Boats counted": [ASKED, "Soup is on today.", "et voilà.", QUAY, "How it works"]},
    {"Told you so…": [QUAY, QUAY], "Boats counted": ["6. Goto(group|600|1) [keys]"], "Set up in the town, by letter": [LETTER, QUAY, "6. Goto(group|600|1) [keys]"]},
]


@pytest.mark.parametrize("entries", PAGES)
def test_a_page_has_as_many_entries_as_signatures(entries):
    lines = ["Home ann"]
    for k, (title, body) in enumerate(entries.items()):
        lines += [title, *body, f"Posted by ann / July {24 - 7 * k}, 2009 / Posted in {('boats', 'tides', 'works')[k]}"]
    page = next(iter(pdx.parse("\n\n".join([*lines, *BELOW])).pages))
    assert [str(each.title) for each in page.appearances] == list(entries)


def test_the_first_line_of_a_page_is_its_heading_where_the_next_one_is_a_title_over_text():
    count, soup = "int n = count(boats);", "Soup is on today."
    entries = {
        "Low water again": [LETTER, ASKED, QUAY, ASKED, ASKED, QUAY, "5. Answer(allowed) [keys]", "Office setup -> default setup"],
        "Boats counted": [soup, ASKED, "As the book says", count],
        "Told you so…": [count, soup, ASKED],
    }
    lines = [line for k, (title, body) in enumerate(entries.items()) for line in (title, *body, f"Posted by ann / July {24 - 7 * k}, 2009 / Posted in boats")]
    page = next(iter(pdx.parse("\n\n".join(["Home ann", *lines, *BELOW])).pages))
    assert [str(each.title) for each in page.appearances] == list(entries)
