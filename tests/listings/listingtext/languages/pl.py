from . import Language, items, table


def comments(n: int) -> str:
    if n == 0:
        return "Brak komentarzy"
    if n == 1:
        return "1 komentarz"
    if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14):
        return f"{n} komentarze"
    return f"{n} komentarzy"


WORDS = {
    "town": items("Brzegowo Stare\nKamienna Przystań\nLipowiec Nadrzeczny\nŚluzowo\nWierzbniki\nZatocze\nModrzewno"),
    "given": items("Aniela\nBogdan\nCelina\nDominik\nEwa\nFeliks\nGrażyna\nHubert\nIrena\nJerzy\nKrystyna\nŁukasz\nMarta\nStefan\nZofia"),
    "family": items("Bielak\nChmielarz\nDrozdek\nFilipiak\nGajda\nJabłecka-Nurt\nKociuba\nLaskowicz\nMróz\nNiedziela\nPszczółka\nRudnik\nŚwierk\nWojtasik"),
    "S": items("""rada miejska
        biblioteka
        bosman
        sąsiad z ulicy Portowej
        klub wioślarski
        komitet przeciwpowodziowy
        grupa wolontariuszy
        stara spółka promowa
        orkiestra szkolna
        nowa piekarka
        {given} {family}
        pani {family}
        pan {family}
        nocny stróż
        muzeum małych łodzi
        emerytowana nauczycielka
        kółko ogrodnicze
        inżynier powiatowy"""),
    "V": items("naprawia\nmierzy\nchce otworzyć na nowo\nopłaca\nfotografuje\nwreszcie kończy\nobjaśnia\nmaluje\nprzenosi\nobiecuje zachować\nogląda co roku\nopisuje na dwóch stronach\nwciąż wspomina\npokazuje dzieciom\nsprawdza"),
    "O": items("kładkę\nczytelnię\nwschodni pirs\nzegar nad halą rybną\nplan odwodnienia\nrozkład zimowy\nwodowskaz\nmuszlę koncertową\ntrzy pudła starych fotografii\nnową śluzę\nprasę do jabłek\nwiatę przystankową\nschody latarni\nmapę z 1911 roku\npłot przy ogródkach\nbudżet na przyszły rok\nkocioł w ratuszu\nmur za kościołem"),
    "N": items("Kładka\nCzytelnia\nWschodni pirs\nRozkład zimowy\nWodowskaz\nMuszla koncertowa\nŚwięto jabłka\nWiata przystankowa\nBudżet\nŚwiatła portu\nNotatki z targu\nNiska woda\nChleb i sól\nWorki z piaskiem\nUżywane pianino\nWieści z promu"),
    "L": items("na nabrzeżu\nza dworcem\nna sobotnim targu\nw dawnym urzędzie celnym\nwzdłuż kanału\nprzy górnej śluzie\nprzed biblioteką\nu ujścia rzeki\nw tylnym ogrodzie\npo obu stronach mostu\npod arkadami\nw sąsiedniej wsi\nna końcu ulicy Młyńskiej"),
    "W": items("w zeszłym tygodniu\ndziś rano\npo burzy\nw {year} roku\nkilka dni temu\nkażdej wiosny\nprzed świętami\npóźnym wieczorem\n{date}\ndwa lata temu"),
    "T": items("""i nikt się nie dziwi
        co zajmuje prawie całe popołudnie
        mimo deszczu
        a herbata jest znakomita
        bo klucz zaginął w {year} roku
        a {n} osób patrzy
        ale farba jeszcze nie wyschła
        i to wszystko
        więc trzeba będzie poczekać
        za {big} koron
        tak jak mówi kalendarz
        a w drodze powrotnej naliczyliśmy {n} czapli"""),
    "I": items("O ile wiem,\nSzczerze mówiąc,\nWedług protokołu\nZnowu\nInnymi słowy,\nZgodnie z obietnicą\nMówiąc między nami,"),
    "Q": items("mamy czas, worki z piaskiem i zupę\nmur wytrzyma, jeśli będziemy o niego dbać\nnigdy nie widziałem tak niskiej wody\nktoś musi liczyć łodzie\nto biblioteka, a nie magazyn\nprzypływu nie da się zaplanować\nlampy zawsze były zielone\nproszę zapytać mnie znowu na wiosnę\nmałych przecieków nie ma"),
    "sentence": items("""{S} {V} {O} {L}.
        {W} {S} {V} {O}.
        {S} {V} {O}, {T}.
        {I} {S} {V} {O} {L}, {T}.
        „{Q}” – mówi {given} {family}, {T}.
        „{Q}” – opowiada {given} {family} {L}.
        {W} było nas {n} {L}.
        Padało {L}, więc {S} siedzi w domu.
        W {year} roku przyszło {big} gości, {T}.
        Kto by pomyślał, że {S} {V} {O}?
        Dziękujemy wszystkim, którzy {W} pomagali {L}!
        Drzwi {L} otwierają się o godzinie {h}; prosimy zabrać kubek.
        Najbardziej podoba mi się {N}.
        Liczby {W}: {n} łodzi, {n} psów, {big} kanapek.
        W {year} roku {given} {family} {V} {O}, {T}.
        W liście czytamy, że {S} {V} {O} {L}."""),
    "title": items("{N} {L}\n{N}\n{S} {V} {O}\n{S} {V} {O} {L}\nJak {S} {V} {O}\nDlaczego {S} {V} {O}, {T}\nSpacer {L}\n„{Q}”\n{N}: {n} zdjęć\n{town}, {month} {year}\n{N} (część {h})\n{given} {family}: {N}\n{N} {W}\n{N} i {N}"),
    "short_title": items("{N}\nProtokół\nDziękujemy\nZupa\nMgła\nGodziny otwarcia\n{N}!\n{month} {year}\nLiny i węzły\nZnowu niska woda"),
    "odd_title": items("{N} {year}\n{N} {h}\nKto {V} {O}?\nGdzie jest {N}?\nCo dalej?\n{year}\n{n} + {h}\n{N}: {h} z {n}\n{town}, {date}\nCzy {S} {V} {O}?\nTop {n}"),
    "heading": items("Plan\nIle to kosztuje\nJak pomóc\nTrochę historii\n{N}\nGdzie jesteśmy\nPytania i odpowiedzi\nPrzed burzą\n{N} {L}\nNastępny krok\nDojazd"),
    "caption": items("{N} {L}, {month} {year}\n{N} {L}\nFot. {given} {family}\n{given} {family} (z lewej) {L}\n{N}, widok z wieży. Fot. {given} {family}"),
    "alt": items("IMG_{big4}\n{N} {L}\n{N}\nDSC0{n}\nPort, {town}"),
    "comment": items("Dziękuję za wpis.\nByłem tam, padało.\nCzy w niedzielę jest otwarte?\nŁadne zdjęcia. Moja ciotka mieszkała {L}.\nZdaje się, że {S} {V} {O}."),
    "list_item": items("{N}\n{n} wiader\npara suchych skarpet\n{N}, jeśli starczy czasu\nlampa i {n} świec"),
    "tag": items("port\nbiblioteka\ntarg\npowódź\nrada miejska\nchleb\nprom\nogrody\nmuzyka\nszkoła\nmuzeum\nłodzie\npogoda\nmapy\nhistoria\nprzepisy\nptaki\nwolontariat\nzima\nstare fotografie\nżegluga"),
    "category": items("Aktualności\nNotatki\nWydarzenia\nHistoria\nPort\nRatusz\nKuchnia\nPrzyroda\nBez kategorii"),
    "site": items("Kurier: {town}\nNotatki z miasta {town}\n{town} dzisiaj\nTablica pływów\nUlica Portowa"),
    "tagline": items("Wieści z nabrzeża, na ogół suche\nMałe miasto, spisane\nŁodzie, chleb i książki od 2004\nKolejna witryna oparta na WordPressie"),
    "nav": items("Strona główna\nO nas\nKontakt\nAktualności\nWydarzenia\nGaleria\nGodziny otwarcia\nWesprzyj nas"),
    "link": items("Rozkład promu\nTablice pływów\nTowarzystwo kanału\nMuzeum regionalne\nPogoda"),
}

PHRASES = table("""
h_tag_old = Wpisy oznaczone tagiem ‘{x}’
h_cat_old = Archiwum kategorii ‘{x}’
h_month_old = Archiwum dla {x}
h_author_old = Archiwum autora
h_search_old = Wyniki wyszukiwania
h_tag = Archiwum tagu: {x}
h_cat = Archiwum kategorii: {x}
h_month = Archiwa miesięczne: {x}
h_author = Archiwum autora: {x}
h_search = Wyniki wyszukiwania dla: {x}
p_tag = Tag: {x}
p_cat = Kategoria: {x}
p_month = Miesiąc: {x}
p_author = Autor: {x}
p_search = Szukano: {x}
b_label = Wyświetlanie postów z etykietą {x}. Pokaż wszystkie posty
b_search = Wyświetlanie postów pasujących do zapytania {x}
b_month = {x}
month_archives = Archiwum: {x}
posted_on = Opublikowano {d}
posted_on_by = Opublikowano {d} przez {a}
by = przez {a}
posted_in = Opublikowano w {c}
tagged = Otagowano {t}
tags_colon = Tagi: {t}
cats_colon = Kategorie: {c}
filed = W kategorii: {c}
tagged_with = Oznaczone: {t}
labels = Etykiety: {t}
entry_posted = Ten wpis został opublikowany w kategorii {c} i oznaczony tagami {t} w dniu {d} przez {a}.
leave = Dodaj komentarz
leave_reply = Skomentuj
leave_on = Dodaj komentarz do {T}
closed_on = Możliwość komentowania {T} została wyłączona
cont = Czytaj dalej
cont_T = Czytaj dalej „{T}”
more = Czytaj więcej
more_T = Czytaj więcej: {T}
more_paren = (więcej…)
older = Starsze wpisy
newer = Nowsze wpisy
old_entries = Starsze wpisy
new_entries = Nowsze wpisy
next = Następna
prev = Poprzednia
next_page = Następna strona
prev_page = Poprzednia strona
page = Strona {n}
page_of = Strona {n} z {m}
share_this = Udostępnij:
share = Udostępnij
like_this = Lubię to:
like_loading = Lubię Wczytywanie…
follow_us = Polub i obserwuj nas:
related = Powiązane
related_posts = Może Cię zainteresować
see_also = Zobacz też: {T}
search = Szukaj
search_for = Szukaj:
recent_posts = Najnowsze wpisy
recent_comments = Najnowsze komentarze
archives = Archiwa
categories = Kategorie
tags = Tagi
blogroll = Zakładki
meta = Meta
login = Zaloguj się
entries_feed = Kanał wpisów
comments_feed = Kanał komentarzy
subscribe = Subskrybuj
subscribe_mail = Subskrybuj przez e-mail
home = Strona główna
about = O nas
contact = Kontakt
menu = Menu
skip = Przejdź do treści
copyright = Copyright © {y} {s}. Wszelkie prawa zastrzeżone.
powered = Dumnie wspierane przez WordPressa
permalink = Bezpośredni odnośnik
min_read = {n} min czytania
author = Autor
posted_by_at = Autor: {a} o {t}
posted_by_on = Napisane przez {a} dnia {d}
posted_at_in = Opublikowano o {t} w {c}
comments_n = Komentarze ({n})
trackback_n = TrackBack ({n})
published = Opublikowano {d}
published_colon = Opublikowano: {d}
categorized = Umieszczono w kategoriach: {c}
written_by = Autor: {a}
details = Szczegóły
category = Kategoria: {c}
hits = Odsłon: {n}
reads = {n} odsłon
login_to_comment = Zaloguj się, aby móc komentować
submitted = Wysłane przez {a} w {d}
thoughts = {n} komentarzy do “{T}”
says = {a} pisze:
reply = Odpowiedz
comment_on = {a} – {T}
advert = Reklama
views = {n} wyświetleń
notes = {n} notek
source = Źródło
staff = Redakcja
location = Miejsce: {x}
mood = Nastrój: {x}
hours_ago = {n} godz. temu
days_ago = {n} dni temu
weeks_ago = {n} tyg. temu
yesterday = wczoraj
hour_ago = godzinę temu
results = Wyników: {n}
sort = Sortuj według daty
latest = Najnowsze
trending = Najczęściej czytane
load_more = Wczytaj więcej
""")

LANGUAGE = Language(
    code="pl",
    months=items("stycznia\nlutego\nmarca\nkwietnia\nmaja\nczerwca\nlipca\nsierpnia\nwrześnia\npaździernika\nlistopada\ngrudnia"),
    months_alone=items("styczeń\nluty\nmarzec\nkwiecień\nmaj\nczerwiec\nlipiec\nsierpień\nwrzesień\npaździernik\nlistopad\ngrudzień"),
    months_short=items("sty\nlut\nmar\nkwi\nmaj\ncze\nlip\nsie\nwrz\npaź\nlis\ngru"),
    weekdays=items("poniedziałek\nwtorek\nśroda\nczwartek\npiątek\nsobota\nniedziela"),
    weekdays_short=items("pon.\nwt.\nśr.\nczw.\npt.\nsob.\nniedz."),
    date_styles={
        "long": "{d} {mon} {yyyy}", "weekday": "{wd}, {d} {mon} {yyyy}", "kubrick": "{wd}, {mon} {d}, {yyyy}",
        "short": "{d} {mon_s} {yyyy}", "noyear": "{d} {mon_s}", "month_year": "{mon_nom} {yyyy}",
        "numeric": "{dd}.{mm}.{yyyy}", "numeric_time": "{d}.{m}.{yy}, {HH}:{MM}", "iso": "{yyyy}-{mm}-{dd}",
        "time": "{HH}:{MM}", "prose": "{d} {mon} {yyyy}", "drupal": "{wd_s}, {dd}/{mm}/{yyyy} - {HH}:{MM}",
        "ordinal": "{d} {mon} {yyyy}", "joomla": "{dd} {mon_nom} {yyyy}",
    },
    words=WORDS, phrases=PHRASES, quotes=("„", "”"), thousands="\u00a0", comment_forms=comments,
)
