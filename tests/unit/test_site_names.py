"""Who wrote a post is known by what other pages of its site say: headings about somebody, words before a name; and by lines that are nothing but a name."""

import pytest

import postdex as pdx

BODY = "The warden says that number {} was never as quiet as in this week, and nobody at the quay wants to hear of it."


@pytest.fixture
def authors(tmp_path):
    def of(texts: dict[str, str]) -> dict[str, str | None]:
        for name, text in texts.items():
            (tmp_path / name).write_text(text, "utf-8")
        pages = pdx.open(tmp_path, progress=False).pages
        return {str(entry.title): None if entry.author is None else str(entry.author) for page in pages for entry in page.appearances}

    return of


def writer(number: int) -> str:
    return "Ada Low" if number % 2 else "Ben Quay"


def test_a_page_about_somebody_names_who_stands_beside_dates(authors):
    def entry(number: int) -> str:
        return f"The mill in week {number}\n\n{number + 1} May 2011 {writer(number)} Natter\n\n{BODY.format(number)}"

    texts = {"home.txt": "\n\n".join(map(entry, range(8))) + "\n"}
    for name in ("Ada Low", "Ben Quay"):
        texts[f"{name[:3]}.txt"] = f"Author Archives: {name}\n\n" + "\n\n".join(entry(number) for number in range(8, 16) if writer(number) == name) + "\n"
    assert authors(texts) == {f"The mill in week {number}": writer(number) for number in range(16)}


def test_a_line_that_every_entry_has_names_who_wrote_it(authors):
    def entry(number: int) -> str:
        return f"{'Town' if number % 3 else 'Mill'}\n\nThe mill in week {number}\n\n{BODY.format(number)}\n\nEdna\n\nMay {number + 1}, 2011"

    assert authors({"home.txt": "\n\n".join(map(entry, range(8))) + "\n"}) == {f"The mill in week {number}": "Edna" for number in range(8)}


def test_a_name_inside_a_word_is_none(authors):
    def entry(number: int) -> str:
        return f"The mill in week {number}\n\n{number + 1} May 2011 Benton Natter\n\n{BODY.format(number)}"

    texts = {"home.txt": "\n\n".join(map(entry, range(8))) + "\n", "ben.txt": "Author Archives: Ben\n\n" + "\n\n".join(map(entry, range(8, 12))) + "\n"}
    assert "Ben" not in authors(texts).values()
