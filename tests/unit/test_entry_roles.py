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
