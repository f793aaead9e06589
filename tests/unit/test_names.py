"""Spellings of a name in the posts: rules, each of which can be switched off, and values."""

import pickle
import unicodedata

import pytest

import postdex as pdx

TEXT = """Rain

Alireza Penhallow met Dr. Ida Brook. Then A. Penhallow and Alirezza Penhalow left; Penhallow, Alireza was written on the door.

Ida Brook-Lee spoke. Tom Brook-Lee slept. Brooklee is a village, and the brook is full. Mr Penhallow was tired. Alireza slept, too.

The Council of the Old Mill met. COM is short for Council of the Old Mill."""


@pytest.fixture(scope="module")
def archive():
    return pdx.parse(TEXT, name="rain.txt")


def spelled(names):
    return {spelling.text: (spelling.count, spelling.why) for spelling in names.spellings}


def test_spellings(archive):
    names = archive.names("Alireza Penhallow")
    assert spelled(names) == {
        "Alireza Penhallow": (1, ()),
        "A. Penhallow": (1, ("initials",)),
        "Alirezza Penhalow": (1, ("transliteration",)),
        "Penhallow, Alireza": (1, ("order",)),
        "Penhallow": (1, ("surname",)),
        "Alireza": (1, ("given_name",)),
    }
    data = TEXT.encode()
    for mention in names:
        assert data[slice(*mention.anchor.bytes)].decode() == mention.text
        assert mention.anchor.verify()
        assert mention.post == archive[0]
    assert [row["text"] for row in names.to_dicts()] == [str(mention.text) for mention in names]
    assert [tuple(row["why"]) for row in names.to_dicts()] == [mention.why for mention in names]


@pytest.mark.parametrize("rule", ["initials", "transliteration", "order", "surname", "given_name"])
def test_each_rule_can_be_switched_off(archive, rule):
    every, fewer = archive.names("Alireza Penhallow"), archive.names("Alireza Penhallow", without=[rule])
    assert len(fewer) == len(every) - (rule != "order")  # the first name of what is not read in another order stands alone
    assert all(rule not in mention.why for mention in fewer)
    only = archive.names("Alireza Penhallow", rules=[rule])
    assert {mention.why for mention in only} == {(), (rule,)}


def test_others_are_not_meant(archive):
    assert set(spelled(archive.names("Ida Brook-Lee"))) == {"Ida Brook-Lee"}
    assert set(spelled(archive.names("Tom Brook Lee"))) == {"Tom Brook-Lee"}
    assert spelled(archive.names("Nobody Else")) == {}
    two = pdx.parse("Rain\n\nIda Brook and Tom Brook came. Then Brook left, and Mr. Brook slept.")
    assert spelled(two.names("Ida Brook")) == {"Ida Brook": (1, ())} and two.names("Ida Brook").unsure == 2


def test_short_given_names():
    archive = pdx.parse("The flood\n\nIda Montazer spoke. Later Ida went home, and Ade slept.\n\nTom Hale heard it. Tom was glad. Bo Reed left. Bo ran.")
    assert spelled(archive.names("Ida Montazer")) == {"Ida Montazer": (1, ()), "Ida": (1, ("given_name",))}
    assert spelled(archive.names("Tom Hale")) == {"Tom Hale": (1, ()), "Tom": (1, ("given_name",))}
    assert spelled(archive.names("Bo Reed")) == {"Bo Reed": (1, ())}


def test_names_of_no_person(archive):
    assert spelled(archive.names("Council of the Old Mill")) == {"Council of the Old Mill": (2, ()), "COM": (1, ("initials",))}


BODIES = """Rain

The Ministry of Weather (MOW, WX/WXO or W) met. WX and Wx and wx rose; WXO fell, WXOX did not. MOW is short.

The Ministry of Weather (WEM; MWE) sat. The Weather Ministry and the weather ministry of rain. MWE (a club) and WEM.

CODA (Council of the Old Docks) left. CODA (DAC) came, so did DAC. Councils of the Old Dock met. Old Docks Council.

The Council of the Old Docks (UK COD) and the Council of the Old Docks (the COC) and COD and COC and UK."""


def test_short_forms_that_a_text_gives():
    archive = pdx.parse(BODIES, name="rain.txt")
    ministry = spelled(archive.names("Ministry of Weather"))
    assert ministry == {"Ministry of Weather": (2, ()), "Weather Ministry": (1, ("order",)), "WEM": (2, ("alias",)), "MWE": (2, ("alias",))}
    council = spelled(archive.names("Council of the Old Docks"))
    assert council == {"Council of the Old Docks": (3, ()), "CODA": (2, ("alias",)), "DAC": (2, ("alias",)), "Councils of the Old Dock": (1, ("plural",)), "COD": (2, ("initials",))}
    assert spelled(archive.names("Council of the Old Docks", without=["alias", "plural", "initials"])) == {"Council of the Old Docks": (3, ())}
    assert spelled(archive.names("Ministry of Weather", rules=["order"])) == {"Ministry of Weather": (2, ()), "Weather Ministry": (1, ("order",))}
    shorter = pdx.parse(BODIES.replace(" or W)", ")"), name="rain.txt")
    assert {"WX": (2, ("alias",)), "WXO": (2, ("alias",)), "MOW": (2, ("alias",))}.items() <= spelled(shorter.names("Ministry of Weather")).items()
    for mention in archive.names("Council of the Old Docks"):
        assert BODIES.encode()[slice(*mention.anchor.bytes)].decode() == mention.text


def test_plurals_of_bodies():
    archive = pdx.parse("Rain\n\nThe Weather Ministries and the Ministry of the Weathers met. The Mill Commission, mill commissions, Mills Commission.")
    assert spelled(archive.names("Commission of Mills")) == {"Mill Commission": (1, ("order", "plural")), "Mills Commission": (1, ("order",))}
    assert spelled(archive.names("Mill Commission")) == {"Mill Commission": (1, ()), "mill commissions": (1, ("plural",)), "Mills Commission": (1, ("plural",))}


def test_values(archive):
    names = archive.names("Alireza Penhallow", without=["surname"])
    again = pickle.loads(pickle.dumps(names))
    assert again == names
    assert again.recipe == names.recipe
    assert "names('Alireza Penhallow', rules=" in names.recipe.code
    assert "6 spellings" in repr(archive.names("Alireza Penhallow"))
    assert list(names[:2]) == [names[0], names[1]]
    assert names != archive.names("Alireza Penhallow")


def test_what_cannot_be_asked(archive):
    for name in ("", "...", "a b c d e f g h i", "x" * 60):
        with pytest.raises(pdx.UsageError):
            archive.names(name)
    with pytest.raises(pdx.UsageError):
        archive.names("Ida", rules=["spelling"])
    with pytest.raises(TypeError):
        archive.names(3)
    with pytest.raises(TypeError):
        archive.names("Ida", without=3)


def test_spellings_are_a_table_of_their_own(archive, tmp_path):
    names = archive.names("Alireza Penhallow")
    spellings = names.spellings
    assert spellings.to_dicts() == [{"text": each.text, "count": each.count, "posts": each.posts, "why": "; ".join(each.why)} for each in spellings]
    assert len(spellings) == len({" ".join(str(each.text).split()) for each in names}) and sum(each.count for each in spellings) == len(names)
    assert type(spellings[1:3]) is type(spellings) and list(spellings[1:3]) == list(spellings)[1:3]
    assert pickle.loads(pickle.dumps(spellings)) == spellings
    spellings.to_csv(tmp_path / "s.csv")
    assert (tmp_path / "s.csv").read_text().splitlines()[0] == "text,count,posts,why"
    assert spellings.recipe.code.endswith(".spellings") and "6 spellings" in repr(spellings)
    assert spellings._repr_html_().count("<tr>") == 1 + len(spellings)


@pytest.mark.parametrize(
    ("asked", "printed", "why"),
    [
        ("Alireza Brook", "Ali-Reza Brook", ()),
        ("Alireza Brook", "Ali Reza Brook", ("joined_words",)),
        ("Alireza Brook", "Ali-Reza Borok", ("swapped_letters",)),
        ("Ali Reza Brook", "Alireza Brook", ("joined_words",)),
        ("Ali-Reza Brook", "Alireza Brook", ("joined_words",)),
        ("Ali-Reza Brook", "Ali Reza Brook", ()),
        ("Mary Ann Lee Brook", "Mary Annlee Brook", ("joined_words",)),
        ("Alireza Brook", "Ali  Reza Brook", None),
        ("Alireza Brook", "ali reza Brook", None),
        ("Alireza Brook", "Mohammad Reza Brook", None),
        ("Alireza Brook", "Ali and Reza Brook", None),
    ],
)
def test_first_names_in_one_word_or_two(asked, printed, why):
    archive = pdx.from_records([{"title": "The flood", "text": f"It was {printed} who saw it rise."}])
    found = {spelling.text: spelling.why for spelling in archive.names(asked, without=["surname"]).spellings}
    assert found == ({} if why is None else {printed: why})


def test_two_first_names_make_nobody_else_of_somebody():
    """Whose last name alone is then still his."""
    archive = pdx.from_records([{"title": "The flood", "text": "Ali Reza Brook saw it rise. “It rose,” said Brook."}])
    assert [mention.text for mention in archive.names("Alireza Brook")] == ["Ali Reza Brook", "Brook"]
    assert [mention.text for mention in archive.names("Alireza Brook", without=["joined_words"])] == ["Brook"]


@pytest.mark.parametrize(
    ("language", "name"), [("es", "Ana Muñoz"), ("sv", "Ebba Åkesson"), ("fi", "Aino Mäkelä"), ("da", "Ida Sørensen"), ("nb", "Ole Kjær"), ("tr", "Ali Işık"), ("es", "Ñuflo Brook"), ("tr", "Işık Tan")]
)
def test_letters_that_a_language_has_of_its_own(language, name):
    """The index keeps them there; names are compared without."""
    first, last = name.split()
    archive = pdx.from_records([{"text": f"{name} and {last} and {first}."}], language=language)
    assert spelled(archive.names(name)) == {name: (1, ()), last: (1, ("surname",)), first: (1, ("given_name",))}
    plain = name.translate(str.maketrans({"ñ": "n", "Å": "A", "ä": "a", "ø": "o", "æ": "ae", "ş": "s", "ı": "i", "Ñ": "N"}))
    assert [mention.text for mention in archive.names(plain)] == [name, last, first]


def test_a_last_name_in_small_letters_is_a_word():
    archive = pdx.parse("Rain\n\nIda May was late. We may go. When May spoke. May it rain? In 2018 May sat; on 3 May she left.\n\nJon Reed read it. Then Reed sat. Read it. The reed is high.")
    assert [mention.text for mention in archive.names("Ida May")] == ["Ida May", "May"]
    assert archive.names("Ida May")[1].anchor.chars[0] == archive.pages[0].data.index(b"May spoke")
    assert [mention.text for mention in archive.names("Jon Reed")] == ["Jon Reed", "Reed"]
    assert archive.names("Ida May").unsure == 3 and "left out: 3 places" in repr(archive.names("Ida May")) and archive.names("Ida May")[:1].unsure == 3
    assert archive.names("May").unsure == 0 and "left out" not in repr(archive.names("May"))
    assert len(archive.names("May")) == 6  # the word itself, in any letters


def test_a_common_word_is_a_name_where_its_post_names_it():
    rows = [{"text": "Tom Straw came. The straw was wet, and Straw left."}, {"text": "Then Straw came. Mr. Straw left."}]
    found = pdx.from_records(rows, language="en").names("Tom Straw")
    assert [(mention.post.number, mention.text) for mention in found] == [(0, "Tom Straw"), (0, "Straw"), (1, "Straw")]
    assert found[2].anchor.chars[0] == rows[1]["text"].index("Straw left")
    without = pdx.from_records([{"text": "Tom Straw came."}, {"text": "Then Straw came."}], language="en").names("Tom Straw")
    assert [(mention.post.number, mention.text) for mention in without] == [(0, "Tom Straw"), (1, "Straw")]  # nowhere a word


def test_last_names_of_two_words():
    archive = pdx.parse("Rain\n\nIda Penn-Hallow met Dr. Penn Hallow. Then Pennhallow left, and Penn-Hallow slept.")
    of_two = {"Penn Hallow": (1, ("surname",)), "Penn-Hallow": (1, ("surname",)), "Pennhallow": (1, ("joined_words", "surname"))}
    assert spelled(archive.names("Ida Penn-Hallow")) == {"Ida Penn-Hallow": (1, ())} | of_two
    assert spelled(archive.names("Penn-Hallow")) == {"Penn Hallow": (1, ()), "Penn-Hallow": (2, ()), "Pennhallow": (1, ("joined_words",))}
    assert archive.names("Dr. Penn-Hallow").spellings.to_dicts() == archive.names("Penn-Hallow").spellings.to_dicts()
    assert spelled(archive.names("Ida Penn-Hallow", without="surname")) == {"Ida Penn-Hallow": (1, ())}


def test_what_stands_before_brackets_is_no_first_name():
    archive = pdx.parse("Rain\n\nThe Board of Orrel (BOO) met. Ida BOO too.")
    assert [mention.text for mention in archive.names("BOO")] == ["BOO", "Ida BOO"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La alcaldesa Ana Brook habló. Según Brook, llueve. Cuando Brook llegó, llovía. La señora Brook se fue."),
        ("fr", "Le maire Ana Brook a parlé. Selon Brook, il pleut. Quand Brook est venue, il pleuvait. Mme Brook est partie."),
        ("de", "Frau Ana Brook sprach. Laut Brook regnet es. Als Brook kam, regnete es. Frau Brook ging."),
        ("en", "Mayor Ana Brook spoke. Perhaps Brook is late. In 2018 Brook was late. Unlike Brook, others came."),
    ],
)
def test_words_before_a_last_name_in_the_language_of_the_posts(language, text):
    """They are no first names, which would make it somebody else's."""
    assert spelled(pdx.from_records([{"text": text}], language=language).names("Ana Brook")) == {"Ana Brook": (1, ()), "Brook": (3, ("surname",))}


def test_an_office_is_of_the_name_in_its_own_sentence():
    """"May" alone is hers behind what she is called, and not where a sentence ends between the two."""
    texts = ["Theresa May spoke.", "We met Senator May at noon.", "She had met the senator. May came late this year.", "Sen. May went home.", "Nobody may leave; it may rain."]
    archive = pdx.from_records(({"text": text} for text in texts), language="en")
    assert [found.post.number for found in archive.names("Theresa May")] == [0, 1, 3]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2003"])
def test_spellings_are_those_of_the_mentions(space):
    """Counted in the core as mention by mention, in slices too, whatever parts the words of a name."""
    texts = ["Ida Brook came.", f"Ida{space}Brook left, and Ida Brook.", "Then Brook, Ida, and I. Brook.", "Ida Broke, Ida Brook, Idda Brook."]
    archive = pdx.from_records([{"title": f"Note {i}", "text": texts[i % len(texts)]} for i in range(11)])
    names = archive.names("Ida Brook")
    assert len(names) > 10
    for some in (names, names[3:], names[::-2], names[:0]):
        posts, rules = {}, {}
        for mention in some:
            text = " ".join(str(mention.text).split())
            posts.setdefault(text, []).append(mention.post.number)
            rules.setdefault(text, set()).update(mention.why)
        wanted = sorted(((text, len(of), len(set(of)), rules[text]) for text, of in posts.items()), key=lambda row: (-row[1], row[0]))
        assert [(each.text, each.count, each.posts, set(each.why)) for each in some.spellings] == wanted


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("علی\u200cرضا مرادی", "رئيس شورا علی\u200cرضا مرادی گفت", ["علی\u200cرضا مرادی"]),
        ("محمد حسینی", "دیروز مُحَمَّد حسینی آمد", ["مُحَمَّد حسینی"]),
        ("राम मोहन", "कल राम मोहन ने कहा", ["राम मोहन"]),
        ("José García", unicodedata.normalize("NFD", "Then José García spoke."), [unicodedata.normalize("NFD", "José García")]),
        (unicodedata.normalize("NFD", "José García"), "Then José García spoke.", ["José García"]),
        ("Alireza Brook", "Then Ali\u00adreza Brook spoke.", ["Ali\u00adreza Brook"]),
        ("Ida \u0301 Brook", "Then Ida Brook spoke.", ["Ida Brook"]),
    ],
)
def test_marks_and_joiners_are_of_the_words_that_they_stand_in(name, text, wanted):
    mentions = pdx.from_records([{"text": text}]).names(name)
    assert [(each.text, each.why) for each in mentions] == [(each, ()) for each in wanted]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("O'Brien", {"O’Brien": (), "Patrick O'Brien": ("longer",), "Obrien": (), "O Brien": ("joined_words",)}),
        ("Patrick O’Brien", {"O’Brien": ("surname",), "Patrick O'Brien": (), "Obrien": ("surname",), "O Brien": ("joined_words", "surname")}),
        ("Sa'di", {"Sa’di": (), "Sadi": (), "Saadi": ("transliteration",)}),
        ("D'Arcy Marrow", {"D’Arcy Marrow": (), "D'Arcy": ("given_name",), "Marrow": ("surname",)}),
        ("Jeanne d’Arc", {"Jeanne d'Arc": (), "d’Arc": ("surname",)}),
        ("People's Voice", {"People’s Voice": ()}),
    ],
)
def test_an_apostrophe_is_in_a_name(name, wanted):
    archive = pdx.parse(
        "Rain\n\nPatrick O'Brien came, and O’Brien’s dog. So did Obrien, O Brien, and Brien of the mill.\n\nThey read Sa’di, Sadi and Saadi. "
        "It was D’Arcy Marrow who wrote of Jeanne d'Arc, as d’Arc; so says D'Arcy. Then Marrow left, and the People’s Voice was sold."
    )
    assert {text: why for text, (_, why) in spelled(archive.names(name)).items()} == wanted


@pytest.mark.parametrize(
    ("name", "text", "begins"),
    [
        ("Brien", "John O'Brien came. Then O’Brien left. Brien stayed.", ["Brien stayed."]),
        ("Di", "They read Sa'di. Then Di left.", ["Di left."]),
        ("Utri", "Marcello Dell'Utri came, and Utri went.", ["Utri came, and", "Utri went."]),
        ("Brien Marrow", "O'Brien Marrow came, and Brien Marrow went.", ["Brien Marrow went."]),
        ("Neill Marrow", "O'Neill spoke to Neill Marrow, and Neill went.", ["Neill Marrow, and", "Neill went."]),
    ],
)
def test_no_name_is_in_another_that_an_apostrophe_makes_one_word(name, text, begins):
    """But behind what is left of a small word: there it is the name."""
    found = pdx.from_records([{"text": text}]).names(name)
    assert [each.anchor.chars[0] - found[0].anchor.chars[0] for each in found] == [text.rindex(begin) - text.rindex(begins[0]) for begin in begins]


def test_a_second_first_name_before_a_small_word_is_one_more():
    archive = pdx.parse("Der Hafen\n\nHans Peter von Brook kam an. Auch Hans von Brook war da, und Peter von Brook, und Ida Maria von Brook.")
    assert spelled(archive.names("Hans von Brook")) == {"Hans Peter von Brook": (1, ("longer",)), "Hans von Brook": (1, ())}
    assert len(archive.names("Hans von Brook", without="longer")) == 1
