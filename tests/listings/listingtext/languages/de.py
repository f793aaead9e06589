from . import Language, items, table

WORDS = {
    "town": items("Altenwiek\nBrunsmoor\nHafenlohe\nKirchsieldorf\nLindhusen\nNeudeichen\nOsterfleth\nSandebek"),
    "given": items("Anke\nBernd\nClara\nDetlef\nElke\nFriedrich\nGerda\nHannes\nInge\nJürgen\nKäthe\nLars\nMartha\nOle\nUte"),
    "family": items("Ahrendsen\nBrinkmöller\nClausnitz\nDehmel-Vogt\nEickhoff\nFriesekamp\nGroßkopf\nHansemeier\nKühlwein\nLüdersen\nMoorkamp\nPetrikat\nSchüttauf\nWiebelitz"),
    "S": items("""der Gemeinderat
        die Bücherei
        der Hafenmeister
        unser Nachbar aus der Kaistraße
        der Ruderverein
        der Deichausschuss
        eine Gruppe Freiwilliger
        die alte Fährgesellschaft
        das Schulorchester
        die neue Bäckerin
        niemand im Amt
        {given} {family}
        Frau {family}
        Herr {family}
        der Nachtwächter
        das Museum der kleinen Boote
        eine pensionierte Lehrerin
        die Kreisingenieurin"""),
    "V": items("""reparierte
        vermaß
        fotografierte
        vergaß
        bezahlte
        erklärte uns
        bemalte
        vermisst
        beschrieb auf zwei Seiten
        prüft jedes Jahr
        sah noch nie
        verteidigt seit Wochen
        verlegte versehentlich
        besichtigte gestern
        bewundert"""),
    "O": items("""den Fußgängersteg
        den Lesesaal
        die Ostmole
        die Uhr über der Fischhalle
        den Entwässerungsplan
        den Winterfahrplan
        den Pegel
        den Musikpavillon
        drei Kisten alter Fotografien
        das neue Sieltor
        die Apfelpresse
        das Bushäuschen
        die Treppe im Leuchtturm
        eine Karte von 1911
        den Zaun der Kleingärten
        den Haushalt für das nächste Jahr
        den Kessel im Rathaus
        die Mauer hinter der Kirche"""),
    "N": items("Der Fußgängersteg\nDer Lesesaal\nDie Ostmole\nWinterfahrplan\nDer Pegel\nDer Musikpavillon\nApfeltag\nDas Bushäuschen\nDer Haushalt\nHafenlichter\nMarktnotizen\nNiedrigwasser\nBrot und Salz\nSandsäcke\nEin gebrauchtes Klavier\nNeues von der Fähre"),
    "L": items("am Kai\nhinter dem Bahnhof\nauf dem Samstagsmarkt\nim alten Zollhaus\nentlang des Kanals\nan der oberen Schleuse\nvor der Bücherei\nan der Flussmündung\nim hinteren Garten\nauf beiden Seiten der Brücke\nunter den Arkaden\nim Nachbardorf\nam Ende der Mühlengasse"),
    "W": items("letzte Woche\nam {weekday}\nim {month}\nheute Morgen\nnach dem Sturm\nim Jahr {year}\nvor einigen Tagen\nim Frühjahr\nvor den Ferien\nam späten {weekday}\nam {date}\nvor zwei Jahren"),
    "T": items("""und niemand wunderte sich
        was fast den ganzen Nachmittag dauerte
        trotz des Regens
        und der Tee war ausgezeichnet
        denn der Schlüssel fehlte seit {year}
        während {n} Leute zusahen
        aber die Farbe ist noch feucht
        und das war es
        also müssen wir wohl warten
        für {big} Kronen
        genau wie im Kalender stand
        und auf dem Rückweg zählten wir {n} Reiher"""),
    "I": items("Soweit ich weiß:\nEhrlich gesagt:\nLaut Protokoll gilt:\nWieder einmal:\nMit anderen Worten:\nWie versprochen:\nUnter uns:"),
    "Q": items("wir haben Zeit, Sandsäcke und Suppe\ndie Mauer hält, wenn man sich um sie kümmert\nso niedrig habe ich das Wasser nie gesehen\njemand muss die Boote zählen\ndas ist eine Bücherei, kein Lager\neine Flut kann man nicht planen\ndie Lampen waren immer grün\nfragen Sie mich im Frühjahr noch einmal\nein kleines Leck gibt es nicht"),
    "sentence": items("""{S} {V} {O} {L}.
        {W} {V} {S} {O}.
        {S} {V} {O}, {T}.
        {I} {S} {V} {O} {L}, {T}.
        „{Q}“, sagte {given} {family} {W}, {T}.
        „{Q}“, meinte {given} {family} {L}.
        {W} trafen wir uns zu {n} Leuten {L}.
        Es regnete {L}, und {S} blieb zu Hause.
        {W} kamen {big} Gäste, {T}.
        Wer hätte gedacht, was {L} geschieht, wenn {given} {family} fehlt?
        Danke an alle, die {W} {L} geholfen haben!
        Die Tür {L} öffnet um {h} Uhr; bitte Tassen mitbringen.
        {O} mag ich so lieber.
        Die Zahlen {W}: {n} Boote, {n} Hunde, {big} Brote.
        {W} {V} {given} {family} {O}, {T}.
        In einem Brief von {given} {family} steht: {S} {V} {O}."""),
    "title": items("{N} {L}\n{N}\n{S} {V} {O}\n{S} {V} {O} {L}\nWarum {given} {family} lächelt, {T}\n{n} Bemerkungen: {N}\nEin Spaziergang {L}\n„{Q}“\n{N}: {n} Fotos\n{town}, {month} {year}\n{N} (Teil {h})\nLob der Flut, {W}\n{N} {W}\n{N} und {N}"),
    "short_title": items("{N}\nProtokoll\nDanke\nSuppe\nNebel\nÖffnungszeiten\n{N}!\n{month} {year}\nTaue und Knoten\nWieder Niedrigwasser"),
    "odd_title": items("{N} {year}\n{N} {h}\nWer {V} {O}?\n{N}: wie weiter?\nUnd jetzt?\n{year}\n{n} + {h}\n{N}: {h} von {n}\n{town}, {date}\nIst {town} bereit für {year}?\nTop {n}"),
    "heading": items("Der Plan\nWas es kostet\nSo kann man helfen\nEin wenig Geschichte\n{N}\nWo wir stehen\nFragen und Antworten\nVor dem Sturm\n{N} {L}\nDer nächste Schritt\nAnfahrt"),
    "caption": items("{S} {L}, {month} {year}\n{N} {L}\nFoto: {given} {family}\n{given} {family} (links) {L}\n{N}, vom Turm gesehen. Foto: {given} {family}"),
    "alt": items("IMG_{big4}\n{N} {L}\n{N}\nDSC0{n}\nDer Hafen von {town}"),
    "comment": items("Danke für den Beitrag.\nIch war dabei, es regnete.\nIst {weekday} geöffnet?\nSchöne Bilder. Meine Tante wohnte {L}.\nIch glaube, {S} {V} {O}."),
    "list_item": items("{N}\n{n} Eimer\nein Paar trockene Socken\n{N}, wenn Zeit bleibt\neine Lampe und {n} Kerzen"),
    "tag": items("Hafen\nBücherei\nMarkt\nDeich\nGemeinderat\nBrot\nFähre\nGärten\nMusik\nSchule\nMuseum\nBoote\nWetter\nKarten\nGeschichte\nRezepte\nVögel\nEhrenamt\nWinter\nAlte Fotos\nÖffnungszeiten\nÜberschwemmung"),
    "category": items("Aktuelles\nNotizen\nTermine\nGeschichte\nHafen\nRathaus\nKüche\nDraußen\nAllgemein"),
    "site": items("{town}er Bote\nNotizen aus {town}\n{town} heute\nDer Gezeitenkalender\nKaistraße"),
    "tagline": items("Neues vom Kai, meist trocken\nEine kleine Stadt, aufgeschrieben\nBoote, Brot und Bücher seit 2004\nNur ein weiteres Weblog"),
    "nav": items("Startseite\nÜber uns\nKontakt\nAktuelles\nTermine\nGalerie\nImpressum\nSpenden"),
    "link": items("Fährplan\nGezeitentafel\nKanalverein\nKreismuseum\nWetter"),
}

PHRASES = table("""
h_tag_old = Artikel mit Tag ‘{x}’
h_cat_old = Archiv der Kategorie ‘{x}’
h_month_old = Archiv für {x}
h_author_old = Autoren-Archiv
h_search_old = Suchergebnisse
h_tag = Schlagwort-Archive: {x}
h_cat = Archiv der Kategorie: {x}
h_month = Monatsarchive: {x}
h_author = Autorenarchive: {x}
h_search = Suchergebnisse für: {x}
p_tag = Schlagwort: {x}
p_cat = Kategorie: {x}
p_month = Monat: {x}
p_author = Autor: {x}
p_search = Sie suchten nach {x}
b_label = Posts mit dem Label {x} werden angezeigt. Alle Posts anzeigen
b_search = Posts mit der Suche {x} werden angezeigt
b_month = {x}
month_archives = Archiv {x}
posted_on = Veröffentlicht am {d}
posted_on_by = Publiziert am {d} von {a}
by = von {a}
posted_in = Veröffentlicht unter {c}
tagged = Verschlagwortet mit {t}
tags_colon = Tags: {t}
cats_colon = Kategorien: {c}
filed = Kategorie: {c}
tagged_with = Stichworte: {t}
labels = Labels: {t}
entry_posted = Dieser Beitrag wurde unter {c} abgelegt und mit {t} verschlagwortet, am {d} von {a}.
leave = Hinterlasse einen Kommentar
leave_reply = Hinterlasse eine Antwort
leave_on = Schreibe einen Kommentar zu {T}
closed_on = Kommentare deaktiviert für {T}
cont = Weiterlesen
cont_T = „{T}“ weiterlesen
more = Weiterlesen
more_T = Weiterlesen: {T}
more_paren = (mehr …)
older = Ältere Artikel
newer = Neuere Artikel
old_entries = Ältere Einträge
new_entries = Neuere Einträge
next = Weiter
prev = Zurück
next_page = Nächste Seite
prev_page = Vorherige Seite
page = Seite {n}
page_of = Seite {n} von {m}
share_this = Teilen mit:
share = Teilen
like_this = Gefällt mir:
like_loading = Gefällt mir Lade …
follow_us = Bitte folgt und teilt uns:
related = Ähnliche Beiträge
related_posts = Das könnte Sie auch interessieren
see_also = Siehe auch: {T}
search = Suche
search_for = Suche nach:
recent_posts = Neueste Beiträge
recent_comments = Neueste Kommentare
archives = Archiv
categories = Kategorien
tags = Schlagwörter
blogroll = Blogroll
meta = Meta
login = Anmelden
entries_feed = Beitrags-Feed (RSS)
comments_feed = Kommentare als RSS
subscribe = Abonnieren
subscribe_mail = Per E-Mail abonnieren
home = Startseite
about = Über uns
contact = Kontakt
menu = Menü
skip = Zum Inhalt springen
copyright = Copyright © {y} {s}. Alle Rechte vorbehalten.
powered = Stolz präsentiert von WordPress
permalink = Permalink
min_read = {n} Min. Lesezeit
author = Autor
posted_by_at = Eingestellt von {a} um {t}
posted_by_on = Verfasst von {a} am {d}
posted_at_in = Verfasst um {t} in {c}
comments_n = Kommentare ({n})
trackback_n = TrackBack ({n})
published = Veröffentlicht am {d}
published_colon = Veröffentlicht: {d}
categorized = Kategorisiert als {c}
written_by = Geschrieben von {a}
details = Details
category = Kategorie: {c}
hits = Zugriffe: {n}
reads = {n} Aufrufe
login_to_comment = Anmelden, um Kommentare zu schreiben
submitted = Eingetragen von {a} am {d}
thoughts = {n} Gedanken zu „{T}“
says = {a} sagt:
reply = Antworten
comment_on = {a} bei {T}
advert = Anzeige
views = {n} Aufrufe
notes = {n} Anmerkungen
source = Quelle
staff = Redaktion
location = Ort: {x}
mood = Stimmung: {x}
hours_ago = vor {n} Stunden
days_ago = vor {n} Tagen
weeks_ago = vor {n} Wochen
yesterday = gestern
hour_ago = vor 1 Stunde
results = {n} Treffer
sort = Nach Datum sortieren
latest = Neueste
trending = Meistgelesen
load_more = Mehr laden
""")

LANGUAGE = Language(
    code="de",
    months=items("Januar\nFebruar\nMärz\nApril\nMai\nJuni\nJuli\nAugust\nSeptember\nOktober\nNovember\nDezember"),
    weekdays=items("Montag\nDienstag\nMittwoch\nDonnerstag\nFreitag\nSamstag\nSonntag"),
    weekdays_short=items("Mo\nDi\nMi\nDo\nFr\nSa\nSo"),
    date_styles={
        "long": "{d}. {mon} {yyyy}", "weekday": "{wd}, {d}. {mon} {yyyy}", "kubrick": "{wd}, {d}. {mon} {yyyy}",
        "short": "{d}. {mon_s} {yyyy}", "noyear": "{d}. {mon_s}", "month_year": "{mon} {yyyy}",
        "numeric": "{dd}.{mm}.{yyyy}", "numeric_time": "{d}.{m}.{yy}, {H}:{MM}", "iso": "{yyyy}-{mm}-{dd}",
        "time": "{HH}:{MM}", "prose": "{d}. {mon} {yyyy}", "drupal": "{wd_s}, {dd}.{mm}.{yyyy} - {HH}:{MM}",
        "ordinal": "{d}. {mon} {yyyy}", "joomla": "{dd}. {mon} {yyyy}",
    },
    words=WORDS, phrases=PHRASES, quotes=("„", "“"), thousands=".",
    comment_forms=lambda n: "Keine Kommentare" if n == 0 else "1 Kommentar" if n == 1 else f"{n} Kommentare",
)
