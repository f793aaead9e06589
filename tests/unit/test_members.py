"""What boards print of who wrote a post is not of the post: when somebody joined is no date of what they said."""

import pytest

import postdex as pdx
from unit_texts import PARAGRAPHS, WRITERS


@pytest.mark.parametrize("label", ["Joined: Thu Oct {}, 2012 9:12", "Registriert: {}. Okt 2012", "Inscription : {}/10/2012", "Зарегистрирован: {}.10.2012"])
def test_when_somebody_joined_is_no_date_of_what_they_wrote(label):
    blocks = [
        line for k, name in enumerate(WRITERS)
        for line in [f"{name}\nPosts: {40 * k + 7}\n{label.format(11 + k)}", f"Re: The ferry runs again\n1{k}.06.2017 22:16", PARAGRAPHS[k]]
    ]  # fmt: skip
    page = pdx.parse("\n\n".join(blocks)).pages[0]
    assert [str(post.date) for post in page.appearances] == [f"1{k}.06.2017 22:16" for k in range(6)]
    assert not any(part.role == "date" and "2012" in part.text for part in page.parts)


@pytest.mark.parametrize("label", ["Joined: {}.10.2012", "Inscription : {}/10/2012"])
@pytest.mark.parametrize("short", [(0,), (1, 2), (0, 3, 5), (2, 4, 6)])
def test_a_board_has_a_post_for_each_time_it_tells_when_somebody_joined(label, short):
    blocks = []
    for k in range(8):
        who = (k * k + k // 2) % 3
        blocks += [f"{WRITERS[who]}\nPosts: {40 * who + 7}\n{label.format(11 + who)}", f"{'Re: ' if k else ''}Opening hours\n{10 + k}.06.2017 22:16"]
        blocks += ["I like it better this way." if k in short else PARAGRAPHS[k % 6]]
    page = pdx.parse("\n\n".join(blocks)).pages[0]
    assert [str(post.date) for post in page.appearances] == [f"{10 + k}.06.2017 22:16" for k in range(8)]
