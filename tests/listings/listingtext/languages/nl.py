from . import Language, items, table

WORDS = {
    "town": items("Oudermonde\nWesterschans\nKaaidrecht\nBrakelingen\nNoorderveen\nLage Sluis\nZandwijk aan Zee"),
    "given": items("Aaltje\nBram\nCornelia\nDirk\nElske\nFrits\nGerda\nHendrik\nIneke\nJoost\nKlaartje\nMaarten\nNel\nPieter\nWillemijn"),
    "family": items("van den Akker\nBrouwershaven\nde Clercq\nDuinhoven\nEssenburg\nFeenstra\nGroenewegen\nHoogland\nKuiperij\nvan Leeuwerik\nMolenkamp\nOosterling\nde Ridder\nVeldkamp"),
    "S": items("""de gemeenteraad
        de bibliotheek
        de havenmeester
        onze buurman van de Kade
        de roeivereniging
        het dijkcomité
        een groep vrijwilligers
        de oude veerdienst
        het schoolorkest
        de nieuwe bakker
        niemand op kantoor
        {given} {family}
        mevrouw {family}
        de heer {family}
        de nachtwaker
        het museum voor kleine boten
        een gepensioneerde lerares
        de ingenieur van de provincie"""),
    "V": items("""repareerde
        mat
        betaalde
        fotografeerde
        vergat
        schilderde
        verplaatste
        beschreef in twee pagina’s
        zocht overal naar
        inspecteert elk jaar
        bewondert
        zag nooit
        verdedigt al weken
        bewaart
        bespreekt vanavond"""),
    "O": items("""de voetbrug
        de leeszaal
        de oostelijke pier
        de klok boven de vishal
        het rioleringsplan
        de winterdienstregeling
        de peilschaal
        de muziektent
        drie dozen oude foto’s
        de nieuwe sluisdeur
        de appelpers
        het bushokje
        de trap van de vuurtoren
        een kaart uit 1911
        het hek van de volkstuinen
        de begroting voor volgend jaar
        de ketel van het stadhuis
        de muur achter de kerk"""),
    "N": items("De voetbrug\nDe leeszaal\nDe oostelijke pier\nWinterdienstregeling\nDe peilschaal\nDe muziektent\nAppeldag\nHet bushokje\nDe begroting\nHavenlichten\nMarktnotities\nLaagwater\nBrood en zout\nZandzakken\nEen tweedehands piano\nNieuws van het veer"),
    "L": items("op de kade\nachter het station\nop de zaterdagmarkt\nin het oude tolhuis\nlangs het kanaal\nbij de bovensluis\nvoor de bibliotheek\naan de riviermond\nin de achtertuin\naan beide kanten van de brug\nonder de bogen\nin het volgende dorp\naan het eind van de Molensteeg"),
    "W": items("vorige week\nop {weekday}\nin {month}\nvanochtend\nna de storm\nin {year}\neen paar dagen geleden\nelk voorjaar\nvoor de vakantie\nlaat op {weekday}avond\nop {date}\ntwee jaar geleden"),
    "T": items("""en niemand was verbaasd
        wat bijna de hele middag duurde
        ondanks de regen
        en de thee was uitstekend
        want de sleutel was al sinds {year} kwijt
        terwijl {n} mensen toekeken
        maar de verf is nog nat
        en dat was dat
        dus we zullen moeten wachten
        voor {big} kronen
        precies zoals de almanak zei
        en op de terugweg telden we {n} reigers"""),
    "I": items("Voor zover ik weet:\nEerlijk gezegd:\nVolgens de notulen geldt:\nOpnieuw:\nMet andere woorden:\nZoals beloofd:\nOnder ons gezegd:"),
    "Q": items("we hebben tijd, zandzakken en soep\nde muur houdt als we ervoor zorgen\nzo laag heb ik het water nooit gezien\niemand moet de boten tellen\ndit is een bibliotheek, geen magazijn\neen getij kun je niet plannen\nde lampen waren altijd groen\nvraag het me in het voorjaar nog eens\nkleine lekken bestaan niet"),
    "sentence": items("""{S} {V} {O} {L}.
        {W} {V} {S} {O}.
        {S} {V} {O}, {T}.
        {I} {S} {V} {O} {L}, {T}.
        ‘{Q}’, zei {given} {family} {W}, {T}.
        ‘{Q}’, vertelde {given} {family} ons {L}.
        {W} waren we met {n} mensen {L}.
        Het regende {L}, en {S} bleef thuis.
        Er kwamen {big} bezoekers in {year}, {T}.
        Wie had gedacht dat {given} {family} {L} zou staan?
        Dank aan iedereen die {W} {L} heeft geholpen!
        De deur {L} gaat om {h} uur open; neem een kopje mee.
        {O} vind ik zo mooier.
        De cijfers {W}: {n} boten, {n} honden, {big} broodjes.
        In {year} {V} {given} {family} {O}, {T}.
        In een brief van {given} {family} staat: {S} {V} {O}."""),
    "title": items("{N} {L}\n{N}\n{S} {V} {O}\n{S} {V} {O} {L}\nWaarom {given} {family} lacht, {T}\n{n} opmerkingen: {N}\nEen wandeling {L}\n‘{Q}’\n{N}: {n} foto’s\n{town}, {month} {year}\n{N} (deel {h})\nLof van de kade, {W}\n{N} {W}\n{N} en {N}"),
    "short_title": items("{N}\nNotulen\nBedankt\nSoep\nMist\nOpeningstijden\n{N}!\n{month} {year}\nTouwen en knopen\nWeer laagwater"),
    "odd_title": items("{N} {year}\n{N} {h}\nWie {V} {O}?\nWaar is {O}?\nEn nu?\n{year}\n{n} + {h}\n{N}: {h} van {n}\n{town}, {date}\nIs {town} klaar voor {year}?\nTop {n}"),
    "heading": items("Het plan\nWat het kost\nHoe te helpen\nEen beetje geschiedenis\n{N}\nHoe staat het ermee?\nVragen en antwoorden\nVoor de storm\n{N} {L}\nDe volgende stap\nRoute"),
    "caption": items("{S} {L}, {month} {year}\n{N} {L}\nFoto: {given} {family}\n{given} {family} (links) {L}\n{N}, gezien vanaf de toren. Foto: {given} {family}"),
    "alt": items("IMG_{big4}\n{N} {L}\n{N}\nDSC0{n}\nDe haven van {town}"),
    "comment": items("Dank voor het stuk.\nIk was erbij, het regende.\nIs het op {weekday} open?\nMooie foto’s. Mijn tante woonde {L}.\nIk denk: {S} {V} {O}.\nJe vergeet {O}."),
    "list_item": items("{O}\n{n} emmers\neen paar droge sokken\n{O}, als er tijd is\neen lamp en {n} kaarsen"),
    "tag": items("haven\nbibliotheek\nmarkt\ndijken\ngemeenteraad\nbrood\nveer\ntuinen\nmuziek\nschool\nmuseum\nboten\nweer\nkaarten\ngeschiedenis\nrecepten\nvogels\nvrijwilligers\nwinter\noude foto’s\nopen dag"),
    "category": items("Nieuws\nNotities\nAgenda\nGeschiedenis\nHaven\nStadhuis\nKeuken\nBuiten\nGeen categorie"),
    "site": items("De {town} Post\nNotities uit {town}\n{town} Vandaag\nDe Getijdentafel\nKadestraat"),
    "tagline": items("Nieuws van de kade, meestal droog\nEen klein stadje, opgeschreven\nBoten, brood en boeken sinds 2004\nEen andere WordPress site"),
    "nav": items("Home\nOver ons\nContact\nNieuws\nAgenda\nFotoalbum\nOpeningstijden\nDoneren"),
    "link": items("Dienstregeling veer\nGetijdentafels\nVrienden van het kanaal\nStreekmuseum\nHet weer"),
}

PHRASES = table("""
h_tag_old = Berichten met tag ‘{x}’
h_cat_old = Archief van de categorie ‘{x}’
h_month_old = Archief van {x}
h_author_old = Auteursarchief
h_search_old = Zoekresultaten
h_tag = Tagarchief: {x}
h_cat = Categoriearchief: {x}
h_month = Maandarchief: {x}
h_author = Auteursarchief: {x}
h_search = Zoekresultaten voor: {x}
p_tag = Tag: {x}
p_cat = Categorie: {x}
p_month = Maand: {x}
p_author = Auteur: {x}
p_search = Je zocht naar {x}
b_label = Posts tonen met het label {x}. Alle posts tonen
b_search = Posts tonen die overeenkomen met de zoekopdracht {x}
b_month = {x}
month_archives = Archief {x}
posted_on = Geplaatst op {d}
posted_on_by = Geplaatst op {d} door {a}
by = door {a}
posted_in = Geplaatst in {c}
tagged = Getagged {t}
tags_colon = Tags: {t}
cats_colon = Categorieën: {c}
filed = Categorie: {c}
tagged_with = Tags: {t}
labels = Labels: {t}
entry_posted = Dit bericht werd geplaatst in {c} en getagged met {t} op {d} door {a}.
leave = Geef een reactie
leave_reply = Laat een reactie achter
leave_on = Geef een reactie op {T}
closed_on = Reacties uitgeschakeld voor {T}
cont = Lees verder
cont_T = “{T}” verder lezen
more = Lees meer
more_T = Lees meer: {T}
more_paren = (meer…)
older = Oudere berichten
newer = Nieuwere berichten
old_entries = Vorige berichten
new_entries = Volgende berichten
next = Volgende
prev = Vorige
next_page = Volgende pagina
prev_page = Vorige pagina
page = Pagina {n}
page_of = Pagina {n} van {m}
share_this = Dit delen:
share = Delen
like_this = Vind ik leuk:
like_loading = Vind-ik-leuk Aan het laden...
follow_us = Volg en like ons:
related = Gerelateerd
related_posts = Misschien vind je dit ook leuk
see_also = Zie ook: {T}
search = Zoeken
search_for = Zoeken naar:
recent_posts = Recente berichten
recent_comments = Recente reacties
archives = Archieven
categories = Categorieën
tags = Tags
blogroll = Links
meta = Meta
login = Inloggen
entries_feed = Berichten feed
comments_feed = Reacties feed
subscribe = Abonneren
subscribe_mail = Abonneren via e-mail
home = Home
about = Over ons
contact = Contact
menu = Menu
skip = Ga naar de inhoud
copyright = Copyright © {y} {s}. Alle rechten voorbehouden.
powered = Ondersteund door WordPress
permalink = Permalink
min_read = {n} min leestijd
author = Auteur
posted_by_at = Gepost door {a} op {t}
posted_by_on = Geplaatst door {a} op {d}
posted_at_in = Geplaatst om {t} in {c}
comments_n = Reacties ({n})
trackback_n = TrackBack ({n})
published = Gepubliceerd {d}
published_colon = Gepubliceerd: {d}
categorized = Gecategoriseerd als {c}
written_by = Geschreven door {a}
details = Gegevens
category = Categorie: {c}
hits = Hits: {n}
reads = {n} keer gelezen
login_to_comment = Log in om te reageren
submitted = Ingediend door {a} op {d}
thoughts = {n} gedachten over “{T}”
says = {a} schreef:
reply = Beantwoorden
comment_on = {a} op {T}
advert = Advertentie
views = {n} weergaven
notes = {n} notities
source = Bron
staff = Van onze redactie
location = Locatie: {x}
mood = Stemming: {x}
hours_ago = {n} uur geleden
days_ago = {n} dagen geleden
weeks_ago = {n} weken geleden
yesterday = gisteren
hour_ago = 1 uur geleden
results = {n} resultaten
sort = Sorteren op datum
latest = Laatste nieuws
trending = Meest gelezen
load_more = Meer laden
""")

LANGUAGE = Language(
    code="nl",
    months=items("januari\nfebruari\nmaart\napril\nmei\njuni\njuli\naugustus\nseptember\noktober\nnovember\ndecember"),
    months_short=items("jan\nfeb\nmrt\napr\nmei\njun\njul\naug\nsep\nokt\nnov\ndec"),
    weekdays=items("maandag\ndinsdag\nwoensdag\ndonderdag\nvrijdag\nzaterdag\nzondag"),
    weekdays_short=items("ma\ndi\nwo\ndo\nvr\nza\nzo"),
    date_styles={
        "long": "{d} {mon} {yyyy}", "weekday": "{wd} {d} {mon} {yyyy}", "kubrick": "{wd}, {d} {mon}, {yyyy}",
        "short": "{d} {mon_s} {yyyy}", "noyear": "{d} {mon_s}", "month_year": "{mon} {yyyy}",
        "numeric": "{dd}-{mm}-{yyyy}", "numeric_time": "{d}-{m}-{yy}, {HH}:{MM}", "iso": "{yyyy}-{mm}-{dd}",
        "time": "{HH}:{MM}", "prose": "{d} {mon} {yyyy}", "drupal": "{wd_s}, {dd}/{mm}/{yyyy} - {HH}:{MM}",
        "ordinal": "{d} {mon} {yyyy}", "joomla": "{dd} {mon} {yyyy}",
    },
    words=WORDS, phrases=PHRASES, quotes=("‘", "’"), thousands=".",
    comment_forms=lambda n: "Geen reacties" if n == 0 else "1 reactie" if n == 1 else f"{n} reacties",
)
