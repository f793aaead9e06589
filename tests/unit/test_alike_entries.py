"""Pages on which nothing but their evenness tells posts: titles and texts alone, titles below their texts. And what is as even and one post:
interviews, numbered steps, subtitles, poems."""

import pytest

import postdex as pdx
from unit_texts import PARAGRAPHS, WRITERS

TITLES = [
    "The ferry runs again at last", "New shelves for the school", "Low water at the upper lock",
    "A bench by the bridge", "Where the herons stand in winter", "Paint for the harbour wall",
]  # fmt: skip
HOSTS = ["quay.example", "tides.example", "tides.example", "quay.example", "lock.example", "quay.example"]
MENU = ["Home", "About", "Archive", "Contact"]


def titles_of(*blocks, joint="\n\n"):
    return [post.title for page in pdx.parse(joint.join(blocks) + "\n").pages for post in page.appearances]


def texts(k, n):
    return [PARAGRAPHS[k], *(f"{PARAGRAPHS[(k + i) % len(PARAGRAPHS)][:-1]}, for the {10 * k + i}th time." for i in range(1, n))]


@pytest.mark.parametrize("n", [1, 2, 3])
@pytest.mark.parametrize("joint", ["\n\n", "\n"])
def test_titles_and_texts_alone(n, joint):
    blocks = [line for k, title in enumerate(TITLES) for line in [title, *texts(k, n)]]
    assert titles_of(*MENU, "Notes from the quay", *blocks, "1", "2", "3", joint=joint) == TITLES
    assert titles_of(*blocks, joint=joint) == TITLES


def test_an_address_below_each_title():
    blocks = [line for k, title in enumerate(TITLES) for line in [title, HOSTS[k], *texts(k, 2)]]
    assert titles_of(*blocks) == TITLES


def test_titles_are_as_sure_as_those_of_them_that_have_copies():
    """What a site has in common is believed before a cut that is less sure than that."""
    titles = [f"{TITLES[0]}?", *TITLES[1:]]
    blocks = [line for k, title in enumerate(titles) for line in [title, TITLES[k] if k in (0, 3) else f"DSC0{13 + k}", PARAGRAPHS[k]]]
    page = pdx.parse("\n\n".join(blocks)).pages[0]
    assert [post.title for post in page.appearances] == titles
    assert page.confidence > 0.9


def test_who_wrote_above_each_title():
    blocks = [line for k, title in enumerate(TITLES) for line in [WRITERS[k], title, *texts(k, 2)]]
    assert titles_of(*MENU, *blocks) == TITLES


@pytest.mark.parametrize("n", [1, 2])
@pytest.mark.parametrize("days", [False, True])
def test_titles_below_their_texts(n, days):
    blocks = [line for k, title in enumerate(TITLES) for line in [*texts(k, n), title, *([f"{20 - k}.03.2011"] if days else [])]]
    page = pdx.parse("\n\n".join(blocks)).pages[0]
    first = [next(part.text for part in post.parts if part.role == "paragraph") for post in page.appearances]
    assert ([post.title for post in page.appearances], first) == (TITLES, PARAGRAPHS)
    assert [str(post.date) for post in page.appearances] == [f"{20 - k}.03.2011" if days else "None" for k in range(len(TITLES))]


QUESTIONS = ["Who mends the bridge?", "When does the ferry run?", "Why is the water so low?", "What became of the bench?", "How many herons are left?"]


def test_an_interview_is_one_post():
    answers = [line for k, question in enumerate(QUESTIONS) for line in [question, PARAGRAPHS[k]]]
    assert len(titles_of("A talk with the harbour master", *answers)) == 1
    assert len(titles_of("A talk with the harbour master", PARAGRAPHS[5], *answers)) == 1


def test_questions_with_their_days_are_posts():
    asked = [line for k, question in enumerate(QUESTIONS) for line in [question, f"Posted on May {9 - k}, 2011 by Ann Vale", PARAGRAPHS[k]]]
    assert titles_of(*asked) == QUESTIONS


def test_lines_that_name_their_days_are_no_texts():
    said = [f"Posted May {9 - k}, 2011 by Ann Vale & filed under Notes from the quay." for k in range(5)]
    blocks = [line for k in range(5) for line in [TITLES[k], said[k], PARAGRAPHS[k]]]
    assert titles_of("Posts By: Ann Vale", *blocks, "&laquo", "← Previous", "3", "4", "5") == TITLES[:5]


@pytest.mark.parametrize("n", [2, 3])
def test_sections_below_a_title_and_a_name_are_one_post(n):
    blocks = [line for k, title in enumerate(TITLES) for line in [title, *texts(k, n)]]
    assert len(titles_of(*MENU, "Water and paint", "Ann Vale", *blocks)) == 1
    assert titles_of(*MENU, "Ann Vale", *blocks) == TITLES


@pytest.mark.parametrize("mark", ["— ", "– ", "-- "])
def test_quotations_with_who_said_them_are_one_post(mark):
    speakers = ["Ann Vale", "Hugh Marsh", "Ada Quill", "Ned Lind", "Eve Stone", "Tom Reed"]
    quotations = [line for k, name in enumerate(speakers) for line in [PARAGRAPHS[k], mark + name]]
    assert len(titles_of(*quotations)) == 1


def test_numbered_steps_are_one_post():
    steps = [line for k, title in enumerate(TITLES) for line in [f"{k + 1}. {title}", PARAGRAPHS[k]]]
    assert len(titles_of("How to paint a wall", PARAGRAPHS[0], *steps)) == 1


def test_subtitles_are_one_post():
    cues = [f"{k + 1}\n00:00:{k}0,000 --> 00:00:{k}9,500\n{TITLES[k]}\n" for k in range(6)]
    assert len(titles_of(*cues, joint="\n")) == 1


def test_a_poem_is_one_post():
    lines = [f"{title}{[',', '', ';', ''][k % 4]}" for k, title in enumerate(TITLES * 2)]
    stanzas = ["\n".join(lines[k : k + 4]) for k in range(0, 12, 4)]
    assert len(titles_of("Evening at the lock", *stanzas)) == 1


SECTIONS = ["Town hall", "From the harbour", "Letters", "The long view", "Music", "Lost and found"]


@pytest.mark.parametrize("form", ["{title} {day}.3.2011", "{title} ({day}.03.2011)"])
def test_sections_above_titles_that_name_their_day(form):
    blocks = [line for k, title in enumerate(TITLES) for line in [SECTIONS[k], form.format(title=title, day=28 - k), PARAGRAPHS[k]]]
    page = pdx.parse("\n\n".join(blocks)).pages[0]
    assert [post.title for post in page.appearances] == TITLES
    assert [post.published.iso for post in page.posts] == [f"2011-03-{28 - k}" for k in range(6)]


@pytest.mark.parametrize("form", ["{name} {day}.3.2011", "Eingetragen von {name} am Do, {day}.03.2011 - 10:02"])
def test_names_with_the_day_below_titles_are_none(form):
    blocks = [line for k, title in enumerate(SECTIONS) for line in [title, form.format(name=WRITERS[k], day=28 - k), PARAGRAPHS[k]]]
    assert titles_of(*blocks) == SECTIONS
