"""Quotations of posts: what is told of each, views of them, and any text."""

import io
import json
import pickle
import random

import pytest

import postdex as pdx

TEXT = """The flood

Ida Brook, the miller, was calm. “The wheel is safe,” she said, “and so is the ‘old’ barn.”

“We heard bells,” Tom Hale wrote in “A Night on the Roof”. The so-called “harbour” is a ditch.

“It rained for a week. Nobody slept.

“Then it stopped,” said Ida Brook."""


@pytest.fixture(scope="module")
def archive():
    return pdx.parse(TEXT, name="flood.txt")


def test_what_is_told(archive):
    quotes = archive.quotes
    first = quotes[0]
    assert (first.text, first.marked, first.kind) == ("The wheel is safe,", "“The wheel is safe,”", "direct")
    assert (first.speaker, first.cue, first.attribution) == ("Ida Brook", "said", "pronoun")
    assert (first.depth, first.nested, first.opened, first.closed, first.continues) == (0, None, True, True, False)
    assert first.post == archive[0]
    assert first.part.role == "paragraph"
    assert str(first) == "The wheel is safe,"
    assert first.group == quotes[1].group is not None
    inner = quotes[2]
    assert (inner.text, inner.depth, inner.nested) == ("old", 1, "“and so is the ‘old’ barn.”")
    assert [quote.kind for quote in quotes[3:6]] == ["direct", "title", "scare"]
    assert (quotes[6].closed, quotes[7].continues) == (False, True)
    data = TEXT.encode()
    for quote in quotes:
        assert data[slice(*quote.anchor.bytes)].decode() == quote.marked == quote.anchor.quote
        assert quote.anchor.verify()
        assert str(quote.text) in quote.anchor.cite()
        for place in (quote.speaker, quote.cue):
            assert place is None or (data[slice(*place.anchor.bytes)].decode() == place and place.anchor.verify())


def test_views_of_quotations(archive):
    quotes = archive.quotes
    by_ida = quotes.where(speaker="ida brook")
    assert {quote.speaker for quote in by_ida} == {"Ida Brook"}
    assert type(by_ida) is type(quotes[1:3]) is pdx.Quotes
    assert list(quotes[1:3]) == list(quotes)[1:3]
    assert list(quotes[::-1]) == list(quotes)[::-1]
    assert by_ida.where(attribution="pronoun")[0] == quotes[0]
    assert [quote.text for quote in quotes.where(nested=True)] == ["old"]
    assert quotes.by("kind")["direct"] == len(quotes.where(kind="direct"))
    assert quotes.by().items()[0][0] == "Ida Brook"
    assert by_ida.recipe.code == "pdx.parse('flood.txt').quotes.where(speaker='ida brook')" or ".quotes.where(speaker='ida brook')" in by_ida.recipe.code
    for view in (quotes, by_ida, by_ida[:1], quotes[:0]):
        again = pickle.loads(pickle.dumps(view))
        assert again == view
        assert again.recipe == view.recipe
        assert again.to_dicts() == view.to_dicts()
    assert quotes != by_ida
    assert archive.within("title").quotes.to_dicts() == []
    assert archive[0].quotes == quotes


def test_rows(archive, tmp_path):
    quotes = archive.quotes
    rows = quotes.to_dicts()
    assert [row["text"] for row in rows] == [str(quote.text) for quote in quotes]
    assert [row["speaker"] for row in rows] == [None if quote.speaker is None else str(quote.speaker) for quote in quotes]
    assert [row["depth"] for row in rows] == [quote.depth for quote in quotes]
    assert [(row["byte_begin"], row["byte_end"]) for row in rows] == [quote.anchor.bytes for quote in quotes]
    quotes.to_csv(tmp_path / "quotes.csv")
    assert (tmp_path / "quotes.csv").read_text("utf-8").count("Ida Brook") >= 3
    lines = io.StringIO()
    quotes.to_jsonl(lines)
    assert [json.loads(line)["kind"] for line in lines.getvalue().splitlines()] == [quote.kind for quote in quotes]


def test_what_cannot_be_asked(archive):
    for given in ({"kind": "loud"}, {"attribution": "rumour"}):
        with pytest.raises(pdx.UsageError):
            archive.quotes.where(**given)
    with pytest.raises(TypeError):
        archive.quotes.where(speaker=3)
    with pytest.raises(pdx.UsageError):
        archive.quotes.by("colour")
    with pytest.raises(IndexError):
        archive.quotes[99]


def test_any_text():
    rng = random.Random(5)
    pieces = ["“", "”", "‘", "’", '"', "'", "«", "»", "„", "said ", "Ida Brook ", "she ", ", ", ". ", "\n\n", "\x00", "é", "گفت ", "「", "」", ": ", "quoted "]
    for _ in range(200):
        text = "".join(rng.choice(pieces) for _ in range(60))
        archive = pdx.parse(b"Rain\n\n" + text.encode().replace(b"\x00", b"\xe2\x80"))
        rows = archive.quotes.to_dicts()
        assert len(rows) == len(list(archive.quotes))
        for quote in archive.quotes:
            assert quote.marked.anchor.quote == quote.marked
            assert quote.nested is None or str(quote.text) in quote.nested


def test_the_head_of_a_display_sums_up_what_is_there():
    text = TEXT + "\n\n" + "\n\n".join(f"“Line {i} is left open, she said." for i in range(11)) + "\n\nHe called it “a ‘fine’ day”."
    quotes = pdx.parse(text, name="flood.txt").quotes
    for some in (quotes, quotes[2:], quotes.where(kind="direct"), quotes[::-1], quotes[:0]):
        told = list(some)
        open_ones = [i for i, quote in enumerate(told) if not quote.closed]
        kinds = sorted({quote.kind: sum(other.kind == quote.kind for other in told) for quote in told}.items(), key=lambda row: (-row[1], row[0]))
        inside = sum(quote.depth > 0 for quote in told)
        shown = repr(some).splitlines()
        assert shown[0] == (f"{len(told)} quotation" if len(told) == 1 else f"{len(told)} quotations")
        wanted = [f"{count} {kind}" for kind, count in kinds] + ([f"{inside} inside others"] if inside else [])
        assert not told or shown[1] == " · ".join(wanted)
        if open_ones:
            assert shown[2] == f"{len(open_ones)} quotations that no mark closes: {', '.join(map(str, open_ones[:8]))}{' …' if len(open_ones) > 8 else ''}"
    assert len([quote for quote in quotes if not quote.closed]) > 8


def test_few_words_that_pass_for_another_language():
    told = pdx.parse("Note\n\n“No,” she said. “Never,” said Ida Brook.", "note.txt").quotes
    assert [(quote.kind, str(quote.speaker)) for quote in told] == [("direct", "None"), ("direct", "Ida Brook")]


def test_an_office_is_a_noun_where_letters_have_no_capitals():
    told = pdx.parse("باران\n\nمردم شهر در تالار بودند. شهردار گفت: «پل امن است و باز می‌ماند.» مینا رضایی گفت: «باران تمام شد و همه رفتند.»", "rain.txt").quotes
    assert [(str(quote.speaker), quote.attribution) for quote in told] == [("شهردار", "noun"), ("مینا رضایی", "name")]


def told_of(text, language):
    archive = pdx.from_records([{"title": "Old mills", "text": text}], language=language)
    return [(quote.kind, str(quote.text), quote.speaker and str(quote.speaker), quote.cue and str(quote.cue)) for quote in archive.quotes]


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("قالت ليلى حسن: «سنبقى هنا».", "ar", ("direct", "سنبقى هنا", "ليلى حسن", "قالت")),
        ("ليلى حسن قالت: «سنبقى هنا».", "ar", ("direct", "سنبقى هنا", "ليلى حسن", "قالت")),
        ("«سنبقى هنا»، قالت ليلى حسن.", "ar", ("direct", "سنبقى هنا", "ليلى حسن", "قالت")),
        ("وقال الوزير سامي خوري إن «الجسر آمن».", "ar", ("direct", "الجسر آمن", "سامي خوري", "وقال")),
        ("صدر كتاب «الطريق الطويل» أمس.", "ar", ("title", "الطريق الطويل", None, None)),
        ("ما زال «الجسر» هناك.", "ar", ("scare", "الجسر", None, None)),
        ("کتاب «راه دراز» منتشر شد.", "fa", ("title", "راه دراز", None, None)),
        ("Dijo Ana Ruiz: «Vamos a la calle».", "es", ("direct", "Vamos a la calle", "Ana Ruiz", "Dijo")),
        ("Said Ada Penn: “We go to the mill.”", "en", ("direct", "We go to the mill.", "Ada Penn", "Said")),
    ],
)
def test_who_says_it_behind_a_verb_that_begins_the_sentence(text, language, told):
    assert told_of(text, language) == [told]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [("Ida Brook came. She’d said: “It is late.”", "Ida Brook"), ("Ida Brook came in. “It is late,” she'd said.", "Ida Brook"), ("“Yes,” I’m told.", None), ("“Rain,” they’ve said.", None), ("“Rain,” Ida’d said.", "Ida"), ("“Rain,” said O’Hare.", "O’Hare")],
)  # fmt: skip
def test_short_verbs_are_no_part_of_who_speaks(text, speaker):
    assert pdx.parse(f"The flood\n\n{text}").quotes[0].speaker == speaker


def test_of_a_speaker_by_some_of_the_name():
    quotes = pdx.parse("The flood\n\n“It rose,” said Ida Brook. “It fell,” said Tom Brooks. “Rain,” said Ann Brook Lee.").quotes
    assert [str(quote.speaker) for quote in quotes.where(speaker="BROOK")] == ["Ida Brook", "Ann Brook Lee"]
    assert [str(quote.speaker) for quote in quotes.where(speaker="brook  lee")] == ["Ann Brook Lee"]
    assert len(quotes.where(speaker="Ida Lee")) == len(quotes.where(speaker="")) == 0


def test_french_names_with_an_apostrophe():
    archive = pdx.parse(
        "L’école\n\nPublié le 1er mars 2019\n\nUne école a ouvert, et le maire était là. « C’est un cadeau », a dit M. L’Herbier. « Oui », a dit Jean-Pierre L’Herbier. "
        "« Jamais », a déclaré l’ONU. Selon L’ONU, « tout va bien ». « Merci », a dit Mme d’Arvel."
    )
    assert [quote.speaker for quote in archive.quotes] == ["L’Herbier", "Jean-Pierre L’Herbier", "ONU", "ONU", "d’Arvel"]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "cue"),
    [
        ("it", "«Aspettiamo da giorni», ha detto Giulia Rossi.", "Giulia Rossi", "detto"),
        ("it", "«È finita», ha aggiunto il sindaco Marco Bianchi.", "Marco Bianchi", "aggiunto"),
        ("it", "Secondo Luca Verdi, «nessuno ha risposto».", "Luca Verdi", "Secondo"),
        ("pt", "“Esperamos há dias”, disse João Gonçalves.", "João Gonçalves", "disse"),
        ("pt", "João Gonçalves afirmou: “A ponte está fechada”.", "João Gonçalves", "afirmou"),
        ("nl", "“We wachten al dagen”, zei Jan de Vries.", "Jan de Vries", "zei"),
        ("pl", "„Czekamy”, powiedział Łukasz Wiśniewski.", "Łukasz Wiśniewski", "powiedział"),
        ("pl", "Anna Nowak dodała: „Most jest zamknięty”.", "Anna Nowak", "dodała"),
        ("ru", "«Мы ждём», — сказал Сергей Ёлкин.", "Сергей Ёлкин", "сказал"),
        ("el", "«Περιμένουμε», είπε ο Γιώργος Παπαδόπουλος.", "Γιώργος Παπαδόπουλος", "είπε"),
        ("tr", "“Bekliyoruz” dedi İlker Yıldız.", "İlker Yıldız", "dedi"),
    ],
)
def test_who_says_something_is_told_in_many_languages(language, text, speaker, cue):
    [quote] = pdx.from_records([{"title": "-", "text": text, "language": language}]).quotes
    assert (quote.kind, str(quote.speaker), str(quote.cue)) == ("direct", speaker, cue)


@pytest.mark.parametrize(("language", "text"), [("it", "Il cosiddetto «ponte» resta chiuso."), ("pl", "To tzw. „most”."), ("nl", "De zogenaamde “brug” is dicht."), ("tr", "Sözde “köprü” kapalı.")])
def test_words_that_are_held_at_a_distance_are_nobody_s_in_many_languages(language, text):
    [quote] = pdx.from_records([{"title": "-", "text": text, "language": language}]).quotes
    assert (quote.kind, quote.speaker) == ("scare", None)


@pytest.mark.parametrize(
    ("language", "text", "speaker", "attribution"),
    [
        ("en", "“It is late,” said Ida d’Arvel.", "Ida d’Arvel", "name"),
        ("en", "“It is late,” said Jan van der Berg, the mayor.", "Jan van der Berg", "name"),
        ("en", "“It is late,” said Ida Brook of Millbrook.", "Ida Brook", "name"),
        ("de", "„Es ist spät“, sagte Ida von der Mühl.", "Ida von der Mühl", "name"),
        ("de", "Ida von der Mühl sagte: „Es ist spät.“", "Ida von der Mühl", "name"),
        ("de", "„Es ist spät“, sagte Herr von Berg.", "von Berg", "name"),
        ("de", "„Es ist spät“, sagte Bürgermeister von Wesdorf.", "Bürgermeister", "noun"),
        ("de", "„Es ist spät“, sagte Ida Brook von der Wetterwarte.", "Ida Brook", "name"),
        ("de", "„Es ist spät“, erklärte der Sprecher der Stadt.", "der Sprecher", "noun"),
        ("fr", "« Il est tard », a déclaré Élise d’Arvel, maire de Valmer.", "Élise d’Arvel", "name"),
        ("fr", "« Il est tard », répond Jean de La Tour.", "Jean de La Tour", "name"),
        ("es", "«Es tarde», aseguró Juan de la Vega.", "Juan de la Vega", "name"),
        ("es", "«Es tarde», aseguró Juan Ruiz de la Junta del Puerto.", "Juan Ruiz", "name"),
        ("it", "«È tardi», ha detto Lia della Torre.", "Lia della Torre", "name"),
    ],
)
def test_small_words_inside_names_belong_to_who_speaks(language, text, speaker, attribution):
    [quote] = pdx.from_records([{"title": "-", "text": text, "language": language}]).quotes
    assert (quote.kind, str(quote.speaker), quote.attribution) == ("direct", speaker, attribution)


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("es", "«No fue fácil», dijo el alcalde.", ("el alcalde", "noun", "dijo")),
        ("es", "María Ruiz llegó tarde. «No fue fácil», dijo ella.", ("María Ruiz", "pronoun", "dijo")),
        ("es", "Juan Ruiz llegó tarde. «No fue fácil», dijo él.", ("Juan Ruiz", "pronoun", "dijo")),
        ("es", "María Ruiz llegó tarde. «Volveremos», añadió.", ("María Ruiz", "carried", "añadió")),
        ("it", "Lia Rossi è arrivata. «Torneremo domani», ha aggiunto.", ("Lia Rossi", "carried", "aggiunto")),
        ("it", "Lia Rossi è arrivata. «Torneremo domani», dissero.", (None, "pronoun", "dissero")),
        ("it", "Lia Rossi è arrivata. «Torneremo domani», hanno detto.", (None, "pronoun", "detto")),
        ("it", "Lia Rossi è arrivata. «Torneremo domani», ho detto.", (None, "pronoun", "detto")),
        ("es", "María Ruiz llegó tarde. «Volveremos», han dicho.", (None, "pronoun", "dicho")),
        ("es", "María Ruiz llegó tarde. «Volveremos», ha dicho.", ("María Ruiz", "carried", "dicho")),
        ("es", "María Ruiz llegó tarde. «Volveremos», he dicho.", (None, "pronoun", "dicho")),
        ("pt", "Maria Reis chegou. «Voltaremos», dizem.", (None, "pronoun", "dizem")),
        ("pl", "Maria Nowak przyszła. „Wrócimy jutro”, powiedzieli.", (None, "pronoun", "powiedzieli")),
        ("es", "«Volveremos», añadió.", (None, "pronoun", "añadió")),
        ("de", "Frau Brook kam. „Es ist spät“, sagte sie.", ("Brook", "pronoun", "sagte")),
        ("de", "Frau Brook kam. „Es ist spät“, sagten sie.", (None, "pronoun", "sagten")),
        ("de", "„Es ist spät“, so Ida Brook.", ("Ida Brook", "name", "so")),
        ("de", "„Es ist spät“, so auch die Polizei.", ("die Polizei", "noun", "so")),
    ],
)
def test_verbs_and_pronouns_of_other_languages_tell_who_speaks(language, text, told):
    [quote] = pdx.from_records([{"title": "-", "text": text, "language": language}]).quotes
    assert (quote.speaker and str(quote.speaker), quote.attribution, str(quote.cue)) == told
    assert quote.kind == "direct"


@pytest.mark.parametrize("behind", ["so wie Ida Brook es mag", "so spät wie Ida Brook", "so sehr fürchtete sich Ida Brook", "so dass Ida Brook ging"])
def test_so_before_other_words_than_a_name_says_not_who_speaks(behind):
    [quote] = pdx.from_records([{"title": "-", "text": f"„Es ist sehr spät geworden“, {behind}.", "language": "de"}]).quotes
    assert (quote.speaker, quote.attribution) == (None, None)


def test_both_halves_of_what_somebody_says_know_its_verb():
    quotes = pdx.from_records([{"title": "-", "text": "“At last,” she said, “it is dry.” »Endlich«, sagte sie.", "language": "en"}]).quotes
    assert [(str(quote.cue), quote.attribution) for quote in quotes[:2]] == [("said", "pronoun")] * 2
    [first, second] = pdx.from_records([{"title": "-", "text": "„Endlich“, sagte sie, „ist es trocken.“", "language": "de"}]).quotes
    assert [str(first.cue), str(second.cue), second.attribution] == ["sagte", "sagte", "pronoun"]


def test_a_speaker_is_found_by_a_piece_of_the_name_and_without_accents():
    quotes = pdx.parse("The flood\n\n“It rose,” said Käthe Müller-Brandt. “It fell,” said Ida O’Brook.").quotes
    assert [len(quotes.where(speaker=name)) for name in ("brandt", "Muller-Brandt", "kathe muller", "brook", "o'brook", "mull", "Müller Käthe")] == [1, 1, 1, 1, 1, 0, 0]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "Le maire est venu au port hier soir.\n\n— Bonjour, dit Ida Brook. Je suis là.\n\n— Entrez ! s’écria Tom Hale, il fait froid dans la rue.\n\n— Merci.", [("Bonjour", "Ida Brook"), ("Je suis là.", "Ida Brook"), ("Entrez !", "Tom Hale"), ("il fait froid dans la rue.", "Tom Hale"), ("Merci.", None)]),
        ("es", "El alcalde llegó al puerto ayer por la tarde.\n\n—Buenos días —dijo Ana Ruiz, la molinera—. Hace frío.\n\n—¿De veras? —preguntó Juan Brook.\n\n—Sí.", [("Buenos días", "Ana Ruiz"), ("Hace frío.", "Ana Ruiz"), ("¿De veras?", "Juan Brook"), ("Sí.", None)]),
        ("pl", "Burmistrz przyszedł do portu wczoraj wieczorem.\n\n— Dzień dobry — powiedział Jan Brook. — Jest zimno.\n\n— Proszę wejść.", [("Dzień dobry", "Jan Brook"), ("Jest zimno.", "Jan Brook"), ("Proszę wejść.", None)]),
        ("ru", "Мэр пришёл в порт вчера вечером.\n\n— Добрый день, — сказал Иван Брук. — Сегодня холодно.\n\n— Входите, — ответила Анна Холм.", [("Добрый день", "Иван Брук"), ("Сегодня холодно.", "Иван Брук"), ("Входите", "Анна Холм")]),
    ],
    ids=["French", "Spanish", "Polish", "Russian"],
)
def test_lines_that_begin_with_a_dash_are_what_somebody_says(language, text, told):
    archive = pdx.from_records([{"title": "Port", "text": text, "language": language}])
    quotes = archive.quotes
    assert [(quote.text, quote.speaker) for quote in quotes] == told
    assert {(quote.kind, quote.opened, quote.closed) for quote in quotes} == {("direct", True, True)}
    for quote in quotes:
        assert quote.anchor.verify() and quote.marked.lstrip("—").strip() == quote.text


def test_lists_with_dashes_are_nobody_s_words():
    for text in ("— Una grúa de hierro.\n\n— Un faro, pintado por Ana Ruiz.\n\n— Un barco.", "El mar es ancho, y somos pocos.\n\n— Ana Ruiz", "El puerto — dijo Ana Ruiz — es ancho."):
        assert len(pdx.from_records([{"title": "Puerto", "text": text, "language": "es"}]).quotes) == 0


def test_names_before_colons_speak_in_interviews():
    text = "Die Zeitung sprach mit der Leiterin des Hafens.\n\nReporter: „Wie hoch wird die Mauer?“\n\nDr. Ida von Müller: „Sehr hoch, und sie wird auch lang.“\n\nReporter: „Danke.“"
    quotes = pdx.from_records([{"title": "Gespräch", "text": text, "language": "de"}]).quotes
    assert [quote.speaker for quote in quotes] == ["Reporter", "Ida von Müller", "Reporter"]
    assert {quote.attribution for quote in quotes} == {"name"} and {quote.cue for quote in quotes} == {None}
    alone = pdx.from_records([{"title": "Roman", "text": "Sie schrieb viel über das Meer.\n\nMotto: „Das Meer ist weit.“"}]).quotes
    assert [quote.speaker for quote in alone] == [None]


@pytest.mark.parametrize(
    ("text", "speaker", "attribution"),
    [
        ("رئیس بندر گفت: «پل امن است و باز می‌ماند.»", "رئیس بندر", "noun"),
        ("رئیس مینا رضایی گفت: «پل امن است و باز می‌ماند.»", "مینا رضایی", "name"),
        ("دکتر رضایی گفت: «پل امن است و باز می‌ماند.»", "رضایی", "name"),
        ("قال رئيس البلدية: «الجسر آمن ومفتوح اليوم للناس.»", "رئيس البلدية", "noun"),
        ("قالت المهندسة ليلى الحداد: «الجسر آمن ومفتوح اليوم للناس.»", "ليلى الحداد", "name"),
    ],
)
def test_what_somebody_is_head_of_is_not_who_speaks(text, speaker, attribution):
    """Without capitals a word behind an office may be that of which it is one: "the port" said what its head had said."""
    quote = pdx.from_records([{"title": "جسر", "text": text, "language": "fa" if "گفت" in text else "ar"}]).quotes[0]
    assert (str(quote.speaker), quote.attribution) == (speaker, attribution)
