"""Titles that only the other pages of a site show to be wrong: the line above them, the number of comments behind them."""

import pytest

import postdex as pdx

TITLES = (
    "A kettle for the lock", "Low water again", "Who painted the bench?", "Nine boats came back", "Our clock is slow", "Paint for the mill",
    "Rain on the fair", "The last ticket", "Some new shelves", "Lamps along the quay", "Three ways to tie a knot", "Snow in the yard",
)
BODY = "The warden says that {} was never as quiet as in this week, and nobody at the quay wants to hear of it."


@pytest.fixture
def titles_of(tmp_path):
    def write(entry, sizes) -> list[str]:
        number = 0
        for page, size in enumerate(sizes):
            text = "\n\n".join(entry(each) for each in range(number, number + size))
            (tmp_path / f"{page:02}.txt").write_text(text + "\n", "utf-8")
            number += size
        archive = pdx.open(tmp_path, progress=False)
        for page in archive.pages:
            assert b"".join(part.raw for part in page.parts) == page.data
        return sorted(str(post.title) for post in archive)

    return write


def body(number: int) -> str:
    return f"May {number + 1}, 2011\n\n{BODY.format(TITLES[number].lower())}\n\nContinue reading"


def test_numbers_behind_titles_of_small_pages_are_no_part_of_them(titles_of):
    counted = (3, 11, 0, 7, 2, 24, 5, 8, 1, 16, 9, 4)

    def entry(number: int) -> str:
        behind = f" {counted[number]}" if counted[number] else ""
        return f"{TITLES[number]}{behind}\n\n{body(number)}"

    assert titles_of(entry, (4, 2, 2, 2, 2)) == sorted(TITLES)


def test_parts_of_a_series_keep_their_numbers(titles_of):
    def entry(number: int) -> str:
        return f"Notes from the lock {number + 1}\n\n{body(number)}"

    assert titles_of(entry, (4, 2, 2, 2, 2)) == sorted(f"Notes from the lock {number + 1}" for number in range(12))


def test_a_line_above_titles_is_none(titles_of):
    """Titles of a single word look less like ones than the sections above them do."""
    short = {10: "Stamps", 11: "Snow"}

    def entry(number: int) -> str:
        section = ("Life", "Dreams")[number % 2]
        return f"{section}\n\n{short.get(number, TITLES[number])}\n\n{BODY.format(TITLES[number].lower())[:-1]}…\n\nMay {number + 1}, 2011"

    assert titles_of(entry, (5, 5, 1, 1)) == sorted(short.get(number, title) for number, title in enumerate(TITLES))
