"""Conversations as messengers write them out, all of them made up: days and halves of days in many ways, lines of one message, what is none."""

from __future__ import annotations

import pytest
from slow_file import SlowFile

import postdex as pdx

pytestmark = pytest.mark.filterwarnings("error")

# How a line begins, and what its day and time are.
STAMPS = {
    "12/31/19, 9:42 PM - ": "2019-12-31T21:42", "12/31/19, 9:42\u202fPM - ": "2019-12-31T21:42", "31/12/2019, 21:42 - ": "2019-12-31T21:42", "31.12.19, 21:42 - ": "2019-12-31T21:42",
    "[31.12.19, 21:42:10] ": "2019-12-31T21:42:10", "[31/12/2019, 9:42:10 PM] ": "2019-12-31T21:42:10", "[2019-12-31 21:42:10] ": "2019-12-31T21:42:10",
    "31/12/2019 21:42 - ": "2019-12-31T21:42", "31/12/19, 9:42 p. m. - ": "2019-12-31T21:42", "2019/12/31, 21:42 - ": "2019-12-31T21:42", "\u200e[31.12.19, 21:42:10] ": "2019-12-31T21:42:10",
    "\u200f\u0663\u0661\u200f/\u0661\u0662\u200f/\u0662\u0660\u0661\u0669, \u0662\u0661:\u0664\u0662 - ": "2019-12-31T21:42",
}  # fmt: skip


def said(archive: pdx.Archive) -> list[tuple[str | None, str, str | None]]:
    return [(post.author and str(post.author), post.text, post.published and post.published.iso) for post in archive]


@pytest.mark.parametrize("stamp", STAMPS)
def test_messages_are_posts(stamp: str) -> None:
    text = f"{stamp}Ann Lee: The ferry is late: why?\nNobody says.\n\nNobody.\n{stamp}Bo: I heard the bell.\n{stamp}Bo left\n{stamp}Ann Lee: https://tidewick.example/bell\n"
    archive = pdx.parse(text, name="chat.txt")
    when = STAMPS[stamp]
    assert said(archive) == [
        ("Ann Lee", "The ferry is late: why?\n\nNobody says.\n\nNobody.", when), ("Bo", "I heard the bell.", when), (None, "Bo left", when), ("Ann Lee", "https://tidewick.example/bell", when),
    ]  # fmt: skip
    assert all(part.anchor.verify() for post in archive for part in post.parts if part.role != "blank")
    assert archive.sources[0].form == "chat" and not archive.skipped and not archive.problems
    assert [post.text for post in pdx.scan(SlowFile(text.encode()))] == [post.text for post in archive]
    assert sum(len(part.text) for part in archive.find("bell")[0].post.parts) > 0


def test_the_days_of_a_conversation_say_which_number_is_the_month() -> None:
    archive = pdx.parse("1/2/20, 9:42 AM - Ann: Early\n1/13/20, 12:05 AM - Bo: Late\n1/14/20, 1:05 PM - Bo: Noon\n", name="chat.txt")
    assert [post.published.iso for post in archive] == ["2020-01-02T09:42", "2020-01-13T00:05", "2020-01-14T13:05"]


@pytest.mark.parametrize(
    "text",
    [
        "01.02.2020 10:15 - Police: a man was found\n01.02.2020 11:20 - Harbour: the ferry is late\n02.02.2020 09:00 - Council: a bridge is planned\n",
        "31.12.2019\n\nFog all morning.\n\n01.01.2020\n\nQuiet.\n",
        "12/31/19, 9:42 PM - Ann: one line alone\n",
        "Our chat of that night\n\n[31.12.19, 21:42:10] Ann: Late\n[31.12.19, 21:43:10] Ann: Why?\n",
        "[31.12.19] Ann: Late\n[31.12.19] Ann: Why?\n",
        "".join(f"[{day}.12.2019 10:00] {of}: news of the day\n" for day, of in zip(range(10, 16), ["Police", "Harbour", "Council", "Ferry", "Bridge", "Mayor"])),
    ],
)
def test_what_is_no_conversation_is_a_page(text: str) -> None:
    assert pdx.parse(text, name="page.txt").sources[0].form == "text"


@pytest.mark.parametrize("lead", ["\n\n", "\r\n\r\n", "\n" * 100])
def test_blank_lines_before_the_first_message_are_none(lead: str) -> None:
    text = f"{lead}[31.12.19, 21:42:10] Ann: Late\n\n\n[31.12.19, 21:43:10] Bo: Why?\n"
    archive = pdx.parse(text, name="chat.txt")
    assert [post.text for post in archive] == ["Late", "Why?"] and not archive.skipped and not archive.problems
    assert archive[0].anchor.line == lead.count("\n") + 1 and archive[0].anchor.bytes[0] == len(lead) + 1
    scan = pdx.scan(SlowFile(text.encode()))
    assert [post.text for post in scan] == ["Late", "Why?"] and not scan.skipped


def test_scanning_and_parsing_see_the_same_in_what_ends_otherwise_than_it_begins() -> None:
    text = "[31.12.19, 21:42:10] Ann: Late\n[31.12.19, 21:43:10] Bo: Why?\n" * 30 + ("w" * 400 + "\n") * 400
    assert [post.text for post in pdx.scan(SlowFile(text.encode()))] == [post.text for post in pdx.parse(text, name="chat.txt")]
