"""Pages that list titles, each in one line with its date and without a text: what a title says does not make another thing of its line."""

import pytest

import postdex as pdx

DAYS = (29, 26, 12, 11, 9, 3)


def entries_of(lines: list[str]) -> list[tuple[str, str]]:
    page = next(iter(pdx.parse("\n\n".join(lines)).pages))
    return [(str(each.title), next(str(part).strip("()- ") for part in each.parts if part.role == "date")) for each in page.appearances]


@pytest.mark.parametrize(
    "titles",
    [
        ("Low water again", "In the reading room", "Link", "Rain on the fair", "Lamps along the quay", "Car park on the quay"),  # words of furniture, of a weekday
        ("Low water again", "Autumn 2009", "Rain on the fair, 4 March 2010", "1975", "20 + 4", "Lamps along the quay"),  # dates and numbers
        ("Source code", "Test case", "Testing", "App store", "Tides", "owls"),
    ],
)
@pytest.mark.parametrize("form", ["{date} {title}", "{title} {date}", "{title} ({date})", "{date} - {title}"])
def test_titles_that_say_what_furniture_says(form, titles):
    dates = [f"2011-09-{day:02}" for day in DAYS]
    lines = ["Tidewick Chronicle", "Tag: tides", *(form.format(date=date, title=title) for date, title in zip(dates, titles, strict=True))]
    assert entries_of([*lines, "«", "‹", *map(str, range(8, 17)), "›", "»", "© 2011 Tidewick"]) == list(zip(titles, dates, strict=True))


def test_a_quotation_keeps_its_last_mark():
    lines = [f"{title} ({day} May 2011)" for title, day in (("«Nobody counts the boats»", 9), ("Low water again", 8), ("Lamps along the quay", 4))]
    assert [title for title, _ in entries_of(lines)] == ["«Nobody counts the boats»", "Low water again", "Lamps along the quay"]


def test_sections_below_a_title_are_of_its_row():
    titles = ("Low water again", "More soup", "Today the lamps are lit")
    lines = [line for k, title in enumerate(titles) for line in (f"{title} May {9 - k}, 2011", "Posted in Boats.", "No comments")]
    page = next(iter(pdx.parse("\n\n".join(["Tag Archives: tides", *lines])).pages))
    assert [str(each.title) for each in page.appearances] == list(titles)
    assert [part.role for part in page.appearances[0].parts if part.role != "blank"][-1] == "comments"


def test_the_last_entry_does_not_end_with_what_stands_above_the_text_of_the_others():
    entries = [f"{title}\n\nAnn Moor\n\n2011-05-{9 - k:02} 09:14\n\nComments\n\nThe ferry crossed the lake at noon and came back with {what} on board, says the harbour master."
               for k, (title, what) in enumerate((("Low water again", "nobody"), ("Lamps along the quay", "a kettle"), ("Rain on the fair", "two ladders")))]  # fmt: skip
    page = next(iter(pdx.parse("\n\n".join(["Posts about tides", *entries, "Contents © 2019 Ann Moor - do as you wish."])).pages))
    assert [str(each.title) for each in page.appearances] == ["Low water again", "Lamps along the quay", "Rain on the fair"]
    assert [any("harbour master" in str(part) for part in each.parts) for each in page.appearances] == [True] * 3


def test_a_line_that_ends_in_a_mark_has_no_date():
    """Nothing but a mark stands at the end of the line, where the others have day and month."""
    titles = ("Low water again", "Lamps along the quay", "Rain on the fair", "Nine boats came back")
    lines = [*(f"{title} 05-{9 - k:02}" for k, title in enumerate(titles)), "Pages 1 2 »"]
    assert [title for title, _ in entries_of(["2011", *lines])] == list(titles)
