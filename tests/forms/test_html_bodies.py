"""Which paragraphs of a page of HTML are the text of its post, and which are words of pictures, all of it made up."""

from __future__ import annotations

import pytest
from linear import assert_linear

import postdex as pdx

pytestmark = pytest.mark.filterwarnings("error")

OPEN = "It left at noon, as on every day, and the harbour was full of people who waved to it from the quay for a long time"
WHOLE = "Fog came in the evening. Nobody saw the boat again, and nobody spoke of it at the council."


def roles(body: str) -> list[tuple[str, str]]:
    page = pdx.parse(
        f"<!DOCTYPE html><html><body><article class=hentry><h1 class=entry-title>The last ferry</h1><p>May 2, 2013 by Ann Lee</p><div class=entry-content>{body}</div></article></body></html>", name="ferry.html"
    )
    return [(part.role, part.text) for part in page[0].parts if part.role not in ("blank", "title", "date", "byline")]


def test_a_paragraph_without_an_end_is_text_where_no_picture_is_above_it() -> None:
    assert roles(f"<p>{OPEN}</p><p>{WHOLE}</p>") == [("paragraph", OPEN), ("paragraph", WHOLE)]


def test_items_of_lists_are_items() -> None:
    items = [OPEN, f"{OPEN} and another", "It came back with the evening tide, and all the people of the harbour, who had waited there, were glad of it and went home"]
    assert roles(f"<p>{WHOLE}</p><ul>" + "".join(f"<li>{item}</li>" for item in items) + f"</ul><p>{WHOLE}</p>") == [("paragraph", WHOLE), *(("list", item) for item in items), ("paragraph", WHOLE)]


def test_below_a_picture_it_may_be_its_words() -> None:
    assert roles(f"<p><img src='a.jpg' alt=''></p><p>{OPEN}</p><p>{WHOLE}</p>") == [("caption", OPEN), ("paragraph", WHOLE)]


def test_what_is_called_a_caption_is_one() -> None:
    said = roles(f"<p>{WHOLE}</p><div class=wp-caption><img src='a.jpg' alt='Quay'><p class=wp-caption-text>{OPEN}</p></div><p>{WHOLE}</p>")
    assert said == [("paragraph", WHOLE), ("image_alt", "Quay"), ("caption", OPEN), ("paragraph", WHOLE)]


def test_the_text_of_a_card_is_text_wherever_it_stands() -> None:
    """Themes put all words of a card in what they call the caption of its picture."""
    card = "<article class=hentry><img src='{0}.jpg' alt=''><div class=grid-caption><h2 class=entry-title><a href='/{0}'>{1}</a></h2><div class=entry-summary><p>{2}</p></div></div></article>"
    cards = [("1", "The ferry", f"{OPEN} and came back"), ("2", "The fog", WHOLE), ("3", "A bridge", "It opened on Thursday. Many people walked across it, and came back by boat.")]
    page = pdx.parse("<!DOCTYPE html><html><body><main>" + "".join(card.format(*each) for each in cards) + "</main></body></html>", name="cards.html")
    assert [(post.title, post.text) for post in page] == [(title, text) for _, title, text in cards]


@pytest.mark.large
def test_looking_for_pictures_is_linear() -> None:
    def read(n: int) -> object:
        page = f"<!DOCTYPE html><html><body><article><h1>The ferry</h1><p>{WHOLE}</p>" + "<a href=x></a>" * n + "<p><img src=a alt='The quay'></p>" * n + "</article></body></html>"
        return pdx.parse(page, name="ferry.html")

    assert_linear(read, 5_000, 40_000)
