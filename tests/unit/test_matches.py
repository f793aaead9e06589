"""Names of a dictionary in posts, against every word of every part, one by one."""

import pickle
import random
import re

import pytest

import postdex as pdx

VOCABULARY = "rain bell harbour ferry quay Orrel well-kept Ída board's".split()


def by_hand(archive, phrases):
    """(post, part, first word, words, phrase) of the longest phrase at each word."""
    folded = {}
    for phrase in phrases:
        terms = tuple(token.term for part in pdx.from_records([{"text": phrase}])[0].parts for token in part.tokens if token.pieces == 1)
        if terms:
            folded.setdefault(terms, phrase)
    found = []
    for post in archive:
        for part in post.parts:
            tokens = [token for token in part.tokens if token.pieces == 1]
            i = 0
            while i < len(tokens):
                best = max((terms for terms in folded if tuple(token.term for token in tokens[i : i + len(terms)]) == terms), key=len, default=None)
                if best is not None:
                    found.append((post.number, part._place[0], tokens[i].begin, tokens[i + len(best) - 1].end, folded[best]))
                i += 1 if best is None else len(best)
    return found


@pytest.mark.parametrize("seed", range(20))
def test_the_longest_at_each_place(seed):
    rng = random.Random(seed)
    rows = [{"title": f"Note {i}", "text": " ".join(rng.choice(VOCABULARY) for _ in range(40)), "tags": ["harbour"]} for i in range(3)]
    archive = pdx.from_records(rows)
    phrases = list({" ".join(rng.choice(VOCABULARY) for _ in range(rng.randint(1, 4))) for _ in range(rng.randint(1, 12))})
    found = archive.match(phrases)
    assert [(match.post.number, *match.text._place[1:4], match.entry) for match in found] == by_hand(archive, phrases)


@pytest.mark.parametrize("seed", range(10))
def test_one_character_of_a_script_in_bigrams(seed):
    """Wherever it stands, each once, and only where no longer name has it: against the characters of the texts."""
    rng = random.Random(seed)
    rows = [{"title": "東京", "text": "".join(rng.choice("東京雨天都。，X ") for _ in range(60))} for _ in range(3)]
    archive = pdx.from_records(rows)
    names = ["東京", "雨天", "X都", *rng.sample("東京雨天都", rng.randint(1, 5))]
    rng.shuffle(names)
    pattern = "|".join("(?<!X)X[。， ]*都" if name[0] == "X" else name for name in sorted(names, key=len, reverse=True))  # words of a name may have marks between them
    wanted = [
        (post.number, part.role, found.span(), "X都" if found.group()[0] == "X" else found.group())
        for post in archive for part in post.parts for found in re.finditer(pattern, str(part.text))
    ]  # fmt: skip

    def told(view):
        return [(each.post.number, each.part.role, (begin - each.part.anchor.chars[0], end - each.part.anchor.chars[0]), each.entry) for each in view.match(names) for begin, end in [each.anchor.chars]]

    assert told(archive) == wanted
    assert told(archive.within("title")) == [each for each in wanted if each[1] == "title"]
    assert told(archive[1:]) == [each for each in wanted if each[0] > 0]


@pytest.fixture(scope="module")
def archive():
    return pdx.parse("Rain\n\nIda Brook of the Harbour Board met Tom. The HB was late, and IDA BROOK'S boat too.", name="rain.txt")


ENTRIES = {"Ida Brook": {"category": "person", "aliases": "I. Brook"}, "Harbour Board": {"aliases": ["HB"], "category": "body"}, "Board": None, "...": ["Tom"]}


def test_entries(archive):
    found = archive.match(ENTRIES)
    assert [(str(match.text), match.entry, match.category) for match in found] == [
        ("Ida Brook", "Ida Brook", "person"), ("Harbour Board", "Harbour Board", "body"), ("Tom", "...", None), ("HB", "Harbour Board", "body"),
        ("IDA BROOK", "Ida Brook", "person"),
    ]  # fmt: skip
    assert found.by("category").items() == [("body", 2), ("person", 2)]
    assert all(match.anchor.verify() for match in found)
    assert [row["entry"] for row in found.to_dicts()] == [match.entry for match in found]
    assert [row["category"] for row in found.to_dicts()] == [match.category for match in found]
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert again.recipe == found.recipe
    assert "5 matches" in repr(found)
    assert len(archive.match({})) == len(archive.match(["nowhere"])) == len(archive.within("title").match(["Ida Brook"])) == 0


def test_no_phrase_runs_from_one_tag_into_the_next():
    archive = pdx.from_records([{"title": "Storm", "tags": ["Harbour Board", "Ferry Pier"], "text": "The ferry waited."}])
    assert [str(match.text) for match in archive.match(["Harbour Board", "Board Ferry", "ferry"])] == ["Harbour Board", "Ferry", "ferry"]


def test_what_cannot_be_asked(archive):
    for wrong in ("Ida", 3, [3], {"Ida": 3}, {"Ida": [3]}, {"Ida": {"category": 3}}):
        with pytest.raises(TypeError):
            archive.match(wrong)
    with pytest.raises(pdx.UsageError):
        archive.match({"Ida": {"alias": "I."}})
    with pytest.raises(pdx.UsageError):
        archive.match(["Ida Brook"]).by("colour")


def test_letters_that_a_language_has_of_its_own():
    """A name is what `find` finds as a phrase, in each post by the letters of its language."""
    texts = {"es": "Ana Muñoz, Ana Munoz y su año", "sv": "Åke Åkesson, Ake Akesson", "da": "Ida Sørensen, Ida Sorensen", "tr": "Ali Işık, Ali Isik, İzmir, Izgara", "en": "Ana Muñoz, Ake Åkesson, Ida Sørensen, Ali Işık, Izmir, ano, IN 5"}  # fmt: skip
    archive = sum_of(texts)
    names = ["Ana Muñoz", "Ana Munoz", "Åke Åkesson", "Ida Sørensen", "Ali Işık", "Ali Isik", "izmir", "ızgara", "Izgara", "ano", "año", "IN"]
    for view in (archive, archive.within("paragraph"), archive[1:4]):
        for name in names:
            assert [match.anchor.bytes for match in view.match([name])] == [line.anchor.bytes for line in view.find(f'"{name}"')], name
    assert [(match.post.language, match.entry) for match in archive.match(["Ana Munoz", "Ana Muñoz"])] == [("es", "Ana Muñoz"), ("es", "Ana Munoz"), ("en", "Ana Munoz")]
    alone = pdx.from_records([{"text": texts["es"]}], language="es")
    assert [match.entry for match in alone.match(["Ana Munoz", "Ana Muñoz"])] == ["Ana Muñoz", "Ana Munoz"]


def sum_of(texts):
    """An archive of a post in each language."""
    longer = {
        "es": "El alcalde de la ciudad dijo ayer que no hay agua para los vecinos de este lugar.", "sv": "Det var många människor där och de sade att det inte fanns något vatten i staden.",
        "da": "Der var mange mennesker, og de sagde, at der ikke var noget vand i byen, som de boede i.", "tr": "Bu gece şehirde çok insan vardı ve onlar için su olmadığını söylediler.",
        "en": "There were many people, and they said that there was no water in the town for them.",
    }  # fmt: skip
    archive = pdx.from_records([{"text": f"{text}.\n\n{longer[language]}"} for language, text in texts.items()])
    assert [post.language for post in archive] == list(texts)
    return archive


def test_signs_of_names_that_are_passed_over_are_told():
    archive = pdx.parse("Rain\n\nC# is not c, and C++ is neither. AT&T met @ida for 50%.")
    found = archive.match({"C#": ["C++"], "@ida": None, "AT&T": None, "...": {"category": "signs"}, "rain": None})
    assert [note.message.partition(" ")[0] for note in found.notes] == ["'C#':", "'C++':", "'@ida':", "'...'"]
    assert [("C#"[note.begin : note.end]) for note in found.notes[:1]] == ["#"]
    assert all("archive.grep" in note.message for note in found.notes)
    assert [note.message.partition(": ")[2] for note in found.notes[:3]] == [archive.find(name).notes[0].message for name in ("C#", "C++", "@ida")]
    assert repr(found).count("note:") == 3 and "1 more in matches.notes" in repr(found)
    assert archive.match(["Rain", "it’s", "well-kept"]).notes == []
