"""Terms of entries where words mislead: tags with hashes that a label calls sections, and a term that is the name of a home page."""

import postdex as pdx

BODIES = (
    "The harbour master wrote to us last week about the new timetable, and we read his letter twice before supper.",
    "Nobody on the quay was surprised when the carpenter came with the boards, not even those who had waited for him.",
    "If you walk along the water you can see how little of it is left, and the herons stand where the boats used to lie.",
    "Two volunteers carried it from the school to the bridge on Sunday, and a third one followed them with the paint.",
)
TITLES = ("The ferry runs again", "New shelves for the library", "Low water at the lock", "A bench by the canal")
HASHES = (["bateaux", "histoire"], ["bateaux", "pain"], ["école", "histoire", "pain"], ["pain"])
TERMS = (
    ["News", "boats", "library"], ["News", "harbour", "winter"], ["Kitchen", "harbour", "library"], ["News", "boats", "museum"],
    ["Kitchen", "bread"], ["Kitchen", "museum", "winter"], ["Kitchen", "bread", "school"], ["Kitchen", "school"],
)  # fmt: skip


def test_tags_with_hashes_are_tags_whatever_their_label_says():
    entries = [
        f"{title}\n\nPublié le {day} mars 2009 par Hélène\n\n{body}\n\nPublié dans {', '.join('#' + tag for tag in tags)}\n"
        for day, title, body, tags in zip((9, 7, 4, 2), TITLES, BODIES, HASHES, strict=True)
    ]
    archive = pdx.parse("\n".join(entries))
    assert [[str(tag) for tag in post.tags] for post in archive] == list(HASHES)
    assert not any(post.categories for post in archive)


def test_the_name_of_a_home_page_is_a_term_among_terms():
    entries = [
        f"{TITLES[k % 4]} ({k})\nSubmitted by Ann Vale on {28 - k} March 2009\n\n{BODIES[k % 4]}\n\n" + "\n".join(terms) + "\n\nRead more\n"
        for k, terms in enumerate(TERMS)
    ]
    archive = pdx.parse("\n".join(entries))
    assert len(archive) == len(TERMS)
    for post, terms in zip(archive, TERMS, strict=True):
        assert {str(each) for each in (*post.tags, *post.categories)} == set(terms)
