"""What lines of entries are, where the page alone must tell."""

import postdex as pdx

NOTICE = "We meet on the first Monday of each month at the old customs house. Bring a cup, since ours are all broken by now."
POSTS = {
    "The ferry at Aldermoor": "The ferry crossed the lake at noon and came back with nobody on board, says the harbour master.",
    "A bridge over the Linder": "Nobody had asked for a bridge, and yet there it stood in the morning, painted green.",
    "Mill news": "The mill burns no more, and the miller has bought himself a boat with two sails.",
    "Swans": "Somebody must count the swans, and this year it was the school's turn to do so.",
}


def test_a_paragraph_that_several_posts_have_is_text_of_each():
    texts = [f"{title}\n\nPosted on May {day}, 2019\n\n{body}\n\n{NOTICE}\n\nRead more" for day, (title, body) in enumerate(POSTS.items(), 3)]
    for post in pdx.parse("\n\n".join(texts)):
        assert [str(part) for part in post.paragraphs] == [POSTS[post.title], NOTICE]


def test_who_and_where_in_lines_of_their_own_after_a_dash():
    """As block themes have it; a title that begins with the same word in capitals is one."""
    entries = [("Quay reopens after winter storms", "Feb 3, 2024", "Ann Lee", "News"), ("Herring prices fall again", "Jan 21, 2024", "Bo Quill", "Markets"), ("In memory of the old crane", "Jan 9, 2024", "Ann Lee", "Features")]  # fmt: skip
    text = "The old quay was opened again on Friday after three months of repairs. Boats returned in the afternoon."
    listing = "\n".join(f"{title}\n\n{day}\n\n—\n\nby {who}\n\nin {where}\n\n{text}\n\nContinue reading: {title}" for title, day, who, where in entries)
    posts = pdx.parse(f"Tag: fishing\n{listing}\n")
    assert [post.title for post in posts] == [title for title, *_ in entries]
    assert [list(post.categories) for post in posts] == [[where] for *_, where in entries]
    for post in posts:
        assert [part.role for part in post.parts if part.role != "blank"] == ["title", "date", "other", "byline", "categories", "paragraph", "read_more"]


def test_a_line_without_an_end_mark_is_a_caption_only_where_pictures_are():
    """Somebody forgets a full stop: of a page without pictures nothing else speaks for one."""
    forgotten = "The keeper of the lighthouse says that the lamp has been out for three weeks, and that nobody on the island has seen him since the storm"
    short = "The lamp has been out for three weeks now and the keeper has not been seen"
    said = {title: [body] for title, body in POSTS.items()}
    said["A bridge over the Linder"] += [forgotten, "Nobody answers the telephone."]
    said["Swans"] += [short, "The ferry brings bread on Mondays."]
    texts = ["\n\n".join([title, f"Posted on May {day}, 2019", *lines, "Read more"]) for day, (title, lines) in enumerate(said.items(), 3)]
    for post in pdx.parse("\n\n".join(texts)):
        assert [str(part) for part in post.paragraphs] == said[post.title]
