"""Dates that have no line of their own or no year."""

import postdex as pdx
from test_site_terms import BODY, TITLES


def test_dates_in_front_of_the_text():
    text = "\n\n".join(f"{title}\n\nPosted on May {k + 1}, 2011 {BODY.format('the lock')}" for k, title in enumerate(TITLES[:5]))
    archive = pdx.parse(text)
    dates = {str(post.title): post.published.iso for post in archive if post.published is not None}
    assert dates == {title: f"2011-05-0{k + 1}" for k, title in enumerate(TITLES[:5])}
    page = archive.pages[0]
    assert "".join(str(part.text) if part.role != "blank" else part.raw.decode() for part in page.parts) == text
    assert all(str(part.text).startswith("The warden") for part in page.parts if part.role == "paragraph")


def test_one_such_line_is_part_of_the_text():
    first = f"{TITLES[0]}\n\nPosted on May 1, 2011 {BODY.format('the lock')}"
    others = "\n\n".join(f"{title}\n\nMay {k + 2}, 2011\n\n{BODY.format('the mill')}" for k, title in enumerate(TITLES[1:5]))
    page = pdx.parse(f"{others}\n\n{first}").pages[0]
    assert not any(str(part.text) == "Posted on May 1, 2011" for part in page.parts)


def test_days_without_a_year():
    text = "\n\n".join(f"{title}\n\n08-{20 - k}\n\nContinue reading" for k, title in enumerate(TITLES[:6]))
    page = pdx.parse(text).pages[0]
    assert [str(part.text) for part in page.parts if part.role == "date"] == [f"08-{20 - k}" for k in range(6)]
