"""Posts in reStructuredText and Org, all of it made up: their parts, links and pictures, and that reading them is linear."""

from __future__ import annotations

import pytest
from linear import assert_linear

import postdex as pdx

pytestmark = pytest.mark.filterwarnings("error")

REST = """The last ferry
##############

:date: 2013-05-02 10:14
:tags: sea, quay
:category: News
:author: Ann Lee
:summary: It left.
    And came back.
:weather: fog

It left *at noon*, says `the council <https://tidewick.example/c>`_ at the quay_. Use ``a *b*``, :ref:`this <that>` and C\\ O2.
The list is this::

    first  line
        second

.. image:: /img/quay.jpg
   :alt: The quay
   :width: 100

.. figure:: b.png

   Words of a figure.

Second part
===========

* one
  goes on
* two

1. first

A term
    What it says.

.. note:: Mind the gap.

   And the tide.

.. code-block:: python
   :linenos:

   x = 1

   y = 2

.. A comment that
   nobody reads

    A quotation
    goes on.

.. youtube:: abc
   :width: 3

+----+----+
| A  | B  |
+====+====+
| 1  | 2  |
+----+----+

=====  =====
Day    Boats
=====  =====
Mon    3
=====  =====

.. [1] A note.

.. _quay: https://tidewick.example/quay

The end of snake_case_names and 2*3*4.
"""
REST_PARTS = [
    ("byline", "Ann Lee"), ("date", "2013-05-02 10:14"), ("categories", "News"), ("tags", "sea, quay"), ("title", "The last ferry"),
    ("paragraph", "It left at noon, says the council at the quay. Use a *b*, this and CO2. The list is this:"), ("code", "first  line\n    second"),
    ("image_alt", "The quay"), ("caption", "Words of a figure."), ("heading", "Second part"), ("list", "one goes on"), ("list", "two"), ("list", "first"),
    ("paragraph", "A term"), ("paragraph", "What it says."), ("paragraph", "Mind the gap."), ("paragraph", "And the tide."), ("code", "x = 1\n\ny = 2"),
    ("table", "A  | B"), ("table", "1  | 2"), ("table", "Day    Boats"), ("table", "Mon    3"), ("paragraph", "[1] A note."), ("paragraph", "The end of snake_case_names and 2*3*4."),
    ("summary", "It left. And came back."), ("other", "weather: fog"), ("link", "https://tidewick.example/c"), ("link", "https://tidewick.example/quay"),
    ("image", "/img/quay.jpg"), ("image", "b.png"), ("other", ".. youtube:: abc\n   :width: 3"),
]  # fmt: skip
ORG = """:PROPERTIES:
:ID: 7
:END:
#+TITLE: The last ferry
#+DATE: <2013-05-02 Thu>
#+FILETAGS: :sea:quay:
#+OPTIONS: toc:nil

It left *at noon*, /slowly/, says [[https://tidewick.example/c][the council]]; see [[https://tidewick.example/d]] and =a*b* c=.

* TODO Morning :work:
:PROPERTIES:
:CUSTOM_ID: m
:END:
Fog at 10/12/2013 and a/b/c.

- one
- two
  goes on

#+BEGIN_SRC python
x = 1
  y = 2
#+END_SRC

#+begin_quote
No boat left.

None came.
#+end_quote

#+CAPTION: The quay
[[file:img/quay.jpg]]

| A | B |
|---+---|
| 1 | 2 |

# a comment
: as it is
** Evening
Rain.
"""
ORG_PARTS = [
    ("title", "The last ferry"), ("date", "<2013-05-02 Thu>"), ("tags", ":sea:quay:"),
    ("paragraph", "It left at noon, slowly, says the council; see https://tidewick.example/d and a*b* c."), ("heading", "Morning"), ("paragraph", "Fog at 10/12/2013 and a/b/c."),
    ("list", "one"), ("list", "two goes on"), ("code", "x = 1\n  y = 2"), ("quote", "No boat left."), ("quote", "None came."), ("caption", "The quay"),
    ("table", "A | B"), ("table", "1 | 2"), ("code", "as it is"), ("heading", "Evening"), ("paragraph", "Rain."),
    ("other", ":PROPERTIES:\n:ID: 7\n:END:"), ("other", "OPTIONS: toc:nil"), ("link", "https://tidewick.example/c"), ("link", "https://tidewick.example/d"), ("image", "img/quay.jpg"),
    ("other", ":PROPERTIES:\n:CUSTOM_ID: m\n:END:"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), [(REST, REST_PARTS), (ORG, ORG_PARTS)], ids=["rest", "org"])
def test_parts_of_outlines(text: str, parts: list[tuple[str, str]]) -> None:
    post = pdx.parse(text, name="post.txt")[0]
    assert [(part.role, part.text) for part in post.parts if part.role != "blank"] == parts
    assert all(part.anchor.verify() for part in post.parts)
    assert (post.title, post.published.iso[:10], post.tags) == ("The last ferry", "2013-05-02", ["sea", "quay"])
    windows = pdx.parse(text.replace("\n", "\r\n"), name="post.txt")[0]
    assert [part.text.replace("\r\n", "\n") for part in windows.parts if part.role != "blank"] == [text for _, text in parts]


def test_links_stand_where_they_are_written() -> None:
    for text, addresses in ((REST, [b"https://tidewick.example/c", b"https://tidewick.example/quay"]), (ORG, [b"https://tidewick.example/c", b"https://tidewick.example/d"])):
        assert [text.encode()[slice(*link.anchor.bytes)] for link in pdx.parse(text, name="post.txt")[0].links] == addresses


def test_a_title_and_a_directive_are_enough() -> None:
    post = pdx.parse("The last ferry\n==============\n\nIt left `at noon`.\n\n.. note::\n\n   Fog.\n", name="post.rst")[0]
    assert [(part.role, part.text) for part in post.parts if part.role != "blank"] == [("title", "The last ferry"), ("paragraph", "It left at noon."), ("paragraph", "Fog.")]


@pytest.mark.large
@pytest.mark.parametrize("mark", ["*a ", "`a ", "``a ", "[[a ", ":a:`b ", "a_ ", "/a ", "=a ", "* a\n", ":a:\n", "| a\n", "+-+\n", ".. a::\n  b\n", ".. _a: b\n", "- a\n", "a::\n  b\n"])
@pytest.mark.parametrize("head", ["#+TITLE: A\n\n", ".. title: A\n\n"])
def test_reading_is_linear(head: str, mark: str) -> None:
    assert_linear(lambda n: pdx.parse(head + mark * n, name="post.txt"), 5_000, 40_000)


REST_HEAD = "The ferry\n=========\n\n:date: 2021-01-02\n\n"
ORG_HEAD = "#+TITLE: The ferry\n#+DATE: 2021-01-02\n\n"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (ORG_HEAD + "See https://tidewick.example/quay/ and <http://tidewick.example/a/b/>, /soon/.\n", [("paragraph", "See https://tidewick.example/quay/ and <http://tidewick.example/a/b/>, soon.")]),
        (ORG_HEAD + "- One\n  goes on\n- two\nNo item.\n", [("list", "One goes on"), ("list", "two"), ("paragraph", "No item.")]),
        (ORG_HEAD + "Words.\n\n#+BEGIN_COMMENT\nNo end.\n\nThe rest.\n", [("paragraph", "Words."), ("other", "#+BEGIN_COMMENT\nNo end.\n\nThe rest.")]),
        (REST_HEAD + ".. note::\n   :class: x\n   :ref:`It <it>` left.\n\n.. tip::\n   :doc:`fog` came.\n", [("paragraph", "It left."), ("paragraph", "fog came.")]),
        (REST_HEAD + ".. figure:: quay.jpg\n   :alt: The quay\n         in fog\n   :width: 50%\n\n   Its words.\n", [("image_alt", "The quay in fog"), ("caption", "Its words."), ("image", "quay.jpg")]),
        (REST_HEAD + "- One::\n\n    code\n      here\n\n  goes on.\n\n- two\n", [("list", "One:"), ("code", "code\n  here"), ("list", "goes on."), ("list", "two")]),
    ],
)
def test_nothing_of_an_outline_is_lost_or_taken_for_marks(text: str, parts: list[tuple[str, str]]) -> None:
    post = pdx.parse(text, name="post")[0]
    assert [(part.role, part.text) for part in post.parts if part.role not in ("blank", "title", "date")] == parts
    assert all(part.anchor.verify() for part in post.parts if part.role != "blank")


def test_markdown_that_speaks_of_directives_is_none() -> None:
    text = "The ferry\n=========\n\nMay 2, 2013\n\nIn Sphinx one writes this:\n\n```\n.. note:: Fog.\n```\n\nThen it is told to all who read it.\n"
    assert pdx.parse(text, name="ferry.md").sources[0].form == pdx.parse(text.replace(".. note::", "note"), name="ferry.md").sources[0].form


def test_a_page_that_says_its_days_in_lines_stays_one() -> None:
    post = "The ferry\n=========\n\nPosted by Ann on May 2, 2013. Tags: sea, quay\n\nIt left at noon.\n\n.. note:: Fog.\n"
    assert [(str(each.title), str(each.published), each.tags) for each in pdx.parse(post)] == [("The ferry", "2013-05-02", ["sea", "quay"])]
    page = "".join(f"{title}\n{'-' * len(title)}\n\nMay {day}, 2013\n\nIt left at noon with all of its people, and it came back.\n\n.. image:: a.png\n\n" for day, title in ((2, "The ferry"), (5, "The quay")))
    assert [str(each.published) for each in pdx.parse("My blog\n=======\n\n" + page)] == ["2013-05-02", "2013-05-05"]
