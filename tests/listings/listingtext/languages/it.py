from . import Language, items, table

WORDS = {
    "town": items("Porto Lerna\nSan Vitolo\nBorgoscuro\nRivalta Marina\nCastelmare\nMontefreddo\nAcquadolce"),
    "given": items("Agnese\nBeppe\nChiara\nDario\nElena\nFausto\nGiulia\nIvo\nLaura\nMarco\nNora\nOttavio\nPaola\nRenzo"),
    "family": items("Arcangeli\nBrambati\nCasadio\nDall’Olmo\nFerrandi\nGhirlanda\nLocatello\nMantegna\nOrsenigo\nPasquetti\nQuaglia\nRoncalli\nTesta\nZambrini"),
    "S": items("""il consiglio comunale
        la biblioteca
        il comandante del porto
        il nostro vicino di via del Molo
        il circolo canottieri
        il comitato degli argini
        un gruppo di volontari
        la vecchia compagnia del traghetto
        l’orchestra della scuola
        la nuova fornaia
        nessuno in ufficio
        {given} {family}
        la signora {family}
        il signor {family}
        il guardiano notturno
        il museo delle piccole barche
        una maestra in pensione
        l’ingegnera della provincia"""),
    "V": items("ha riparato\nha misurato\nvuole riaprire\nha pagato\nha fotografato\naveva dimenticato\nha finalmente finito\nci ha spiegato\nha dipinto\nvorrebbe spostare\nha promesso di custodire\nnon ha mai visto\ncontrolla ogni anno\nha descritto in due pagine\ncerca ancora"),
    "O": items("la passerella\nla sala di lettura\nil molo di levante\nl’orologio del mercato del pesce\nil piano delle fognature\nl’orario invernale\nil mareografo\nil palco della banda\ntre scatole di vecchie fotografie\nla nuova paratoia\nil torchio delle mele\nla pensilina dell’autobus\nla scala del faro\nuna carta del 1911\nil recinto degli orti\nil bilancio del prossimo anno\nla caldaia del municipio\nil muro dietro la chiesa"),
    "N": items("La passerella\nLa sala di lettura\nIl molo di levante\nOrario invernale\nIl mareografo\nIl palco della banda\nFesta delle mele\nLa pensilina\nIl bilancio\nLuci del porto\nAppunti dal mercato\nBassa marea\nPane e sale\nSacchi di sabbia\nUn pianoforte usato\nNotizie dal traghetto"),
    "L": items("sul molo\ndietro la stazione\nal mercato del sabato\nnella vecchia dogana\nlungo il canale\nvicino alla chiusa\ndavanti alla biblioteca\nalla foce\nnel giardino sul retro\nsui due lati del ponte\nsotto i portici\nnel paese vicino\nin fondo a via del Mulino"),
    "W": items("la settimana scorsa\n{weekday}\nin {month}\nstamattina\ndopo la tempesta\nnel {year}\nqualche giorno fa\nogni primavera\nprima delle vacanze\n{weekday} sera\nil {date}\ndue anni fa"),
    "T": items("e nessuno si è stupito\nil che ha richiesto quasi tutto il pomeriggio\nnonostante la pioggia\ne il tè era ottimo\nperché la chiave mancava dal {year}\ndavanti a {n} curiosi\nma la vernice è ancora fresca\ne questo è tutto\nquindi bisognerà aspettare\nper {big} corone\ncome diceva l’almanacco\ne al ritorno abbiamo contato {n} aironi"),
    "I": items("Per quanto ne so,\nA dire il vero,\nSecondo il verbale,\nAncora una volta,\nStranamente,\nIn altre parole,\nCome promesso,\nDetto tra noi,"),
    "Q": items("abbiamo tempo, sacchi di sabbia e minestra\nil muro terrà se ce ne prendiamo cura\nnon ho mai visto l’acqua così bassa\nqualcuno deve pur contare le barche\nè una biblioteca, non un magazzino\nuna marea non si pianifica\nle lampade sono sempre state verdi\nme lo richieda in primavera\nnon esistono perdite piccole"),
    "sentence": items("""{S} {V} {O} {L}.
        {W}, {S} {V} {O}.
        {S} {V} {O}, {T}.
        {I} {S} {V} {O} {L}, {T}.
        «{Q}», ha detto {given} {family}, che {V} {O} {W}.
        «{Q}», ci ha confidato {given} {family} {W}.
        {W} ci siamo trovati in {n} {L}.
        Ha piovuto {L}, e {S} non si è mosso da casa.
        Ci sono stati {big} visitatori nel {year}, {T}.
        Chi avrebbe pensato che {S} {V} {O}?
        Grazie a chi è venuto a vedere {O} {W}!
        La porta apre alle {h} {L}; portate una tazza.
        Preferisco {O} così.
        I numeri, {W}: {n} barche, {n} cani, {big} panini.
        Nel {year} {given} {family} {V} {O}, {T}.
        La prima domanda riguardava {O}, la seconda {given} {family}.
        Una lettera di {given} {family} racconta che {S} {V} {O}."""),
    "title": items("{N} {L}\n{N}\n{S} {V} {O}\n{S} {V} {O} {L}\nCome {S} {V} {O}\nPerché {S} {V} {O}, {T}\n{n} appunti: {N}\nUna passeggiata {L}\n«{Q}»\n{N}: {n} foto\n{town}, {month} {year}\n{N} (parte {h})\n{given} {family} e {O}\n{N}, {W}"),
    "short_title": items("{N}\nVerbale\nGrazie\nMinestra\nNebbia\nOrari\n{N}!\n{month} {year}\nCorde e nodi\nBassa marea, di nuovo"),
    "odd_title": items("{N} {year}\n{N} {h}\nChi {V} {O}?\nDove si trova {O}?\nE adesso?\n{year}\n{n} + {h}\n{N}: {h} di {n}\n{town}, {date}\n{town} è pronta per il {year}?\nTop {n}"),
    "heading": items("Il progetto\nQuanto costa\nCome aiutare\nUn po’ di storia\n{N}\nA che punto siamo\nDomande e risposte\nPrima della tempesta\n{N} {L}\nIl prossimo passo\nCome arrivare"),
    "caption": items("{S} {L}, {month} {year}\n{O} {L}\nFoto: {given} {family}\n{given} {family} (a sinistra) {L}\n{O} dalla torre. Foto: {given} {family}"),
    "alt": items("IMG_{big4}\n{N} {L}\n{N}\nDSC0{n}\nIl porto di {town}"),
    "comment": items("Grazie dell’articolo.\nC’ero, e pioveva.\nÈ aperto {weekday}?\nBelle foto. Mia zia abitava {L}.\nCredo che {S} non ci sia più.\nAvete dimenticato {O}."),
    "list_item": items("{O}\n{n} secchi\nun paio di calze asciutte\n{O}, se c’è tempo\nuna torcia e {n} candele"),
    "tag": items("porto\nbiblioteca\nmercato\nargini\nconsiglio comunale\npane\ntraghetto\norti\nmusica\nscuola\nmuseo\nbarche\nmeteo\nmappe\nstoria\nricette\nuccelli\nvolontari\ninverno\nfoto d’epoca\ncittà\nattualità"),
    "category": items("Notizie\nAppunti\nEventi\nStoria\nPorto\nMunicipio\nCucina\nAll’aperto\nSenza categoria"),
    "site": items("Il Corriere di {town}\nQuaderno di {town}\n{town} oggi\nLa tavola delle maree\nVia del Molo"),
    "tagline": items("Notizie dal molo, quasi sempre asciutte\nUna piccola città, per iscritto\nBarche, pane e libri dal 2004\nUn altro blog"),
    "nav": items("Home\nChi siamo\nContatti\nNotizie\nEventi\nGalleria\nOrari\nSostienici"),
    "link": items("Orario del traghetto\nTavole di marea\nAmici del canale\nMuseo provinciale\nMeteo"),
}

PHRASES = table("""
h_tag_old = Articoli con tag ‘{x}’
h_cat_old = Archivio per la categoria ‘{x}’
h_month_old = Archivio per {x}
h_author_old = Archivio autore
h_search_old = Risultati della ricerca
h_tag = Archivi tag: {x}
h_cat = Archivi categoria: {x}
h_month = Archivi mensili: {x}
h_author = Archivi autore: {x}
h_search = Risultati della ricerca per: {x}
p_tag = Tag: {x}
p_cat = Categoria: {x}
p_month = Mese: {x}
p_author = Autore: {x}
p_search = Hai cercato {x}
b_label = Visualizzazione dei post con etichetta {x}. Mostra tutti i post
b_search = Visualizzazione dei post per la ricerca {x}
b_month = {x}
month_archives = Archivi di {x}
posted_on = Pubblicato il {d}
posted_on_by = Pubblicato il {d} da {a}
by = di {a}
posted_in = Pubblicato in {c}
tagged = Contrassegnato {t}
tags_colon = Tag: {t}
cats_colon = Categorie: {c}
filed = Archiviato in: {c}
tagged_with = Contrassegnato con: {t}
labels = Etichette: {t}
entry_posted = Questa voce è stata pubblicata in {c} e contrassegnata con {t} il {d} da {a}.
leave = Lascia un commento
leave_reply = Lascia una risposta
leave_on = Lascia un commento su {T}
closed_on = Commenti disabilitati su {T}
cont = Continua a leggere
cont_T = Continua a leggere “{T}”
more = Leggi tutto
more_T = Leggi tutto: {T}
more_paren = (altro…)
older = Articoli più vecchi
newer = Articoli più recenti
old_entries = Articoli precedenti
new_entries = Articoli successivi
next = Successiva
prev = Precedente
next_page = Pagina successiva
prev_page = Pagina precedente
page = Pagina {n}
page_of = Pagina {n} di {m}
share_this = Condividi:
share = Condividi
like_this = Mi piace:
like_loading = Mi piace Caricamento...
follow_us = Seguici e condividi:
related = Correlati
related_posts = Potrebbe interessarti anche
see_also = Leggi anche: {T}
search = Cerca
search_for = Ricerca per:
recent_posts = Articoli recenti
recent_comments = Commenti recenti
archives = Archivi
categories = Categorie
tags = Tag
blogroll = Link
meta = Meta
login = Accedi
entries_feed = Feed dei contenuti
comments_feed = Feed dei commenti
subscribe = Iscriviti
subscribe_mail = Iscriviti via email
home = Home page
about = Chi siamo
contact = Contatti
menu = Menu
skip = Vai al contenuto
copyright = Copyright © {y} {s}. Tutti i diritti riservati.
powered = Proudly powered by WordPress
permalink = Permalink
min_read = {n} min di lettura
author = Autore
posted_by_at = Pubblicato da {a} alle {t}
posted_by_on = Pubblicato da {a} il {d}
posted_at_in = Scritto alle {t} in {c}
comments_n = Commenti ({n})
trackback_n = TrackBack ({n})
published = Pubblicato il {d}
published_colon = Pubblicato: {d}
categorized = Categorie: {c}
written_by = Scritto da {a}
details = Dettagli
category = Categoria: {c}
hits = Visite: {n}
reads = {n} letture
login_to_comment = Accedi per inviare commenti
submitted = Inviato da {a} il {d}
thoughts = {n} commenti su “{T}”
says = {a} ha detto:
reply = Rispondi
comment_on = {a} su {T}
advert = Pubblicità
views = {n} visualizzazioni
notes = {n} note
source = Fonte
staff = Redazione
location = Luogo: {x}
mood = Umore: {x}
hours_ago = {n} ore fa
days_ago = {n} giorni fa
weeks_ago = {n} settimane fa
yesterday = ieri
hour_ago = 1 ora fa
results = {n} risultati
sort = Ordina per data
latest = Ultime notizie
trending = I più letti
load_more = Carica altri
""")

LANGUAGE = Language(
    code="it",
    months=items("gennaio\nfebbraio\nmarzo\naprile\nmaggio\ngiugno\nluglio\nagosto\nsettembre\nottobre\nnovembre\ndicembre"),
    weekdays=items("lunedì\nmartedì\nmercoledì\ngiovedì\nvenerdì\nsabato\ndomenica"),
    date_styles={
        "long": "{d} {mon} {yyyy}", "weekday": "{wd} {d} {mon} {yyyy}", "kubrick": "{wd}, {d} {mon} {yyyy}",
        "short": "{d} {mon_s} {yyyy}", "noyear": "{d} {mon_s}", "month_year": "{mon} {yyyy}",
        "numeric": "{dd}/{mm}/{yyyy}", "numeric_time": "{d}/{m}/{yy}, {H}:{MM}", "iso": "{yyyy}-{mm}-{dd}",
        "time": "{HH}:{MM}", "prose": "{d} {mon} {yyyy}", "drupal": "{wd_s}, {dd}/{mm}/{yyyy} - {HH}:{MM}",
        "ordinal": "{d} {mon} {yyyy}", "joomla": "{dd} {mon} {yyyy}",
    },
    words=WORDS, phrases=PHRASES, quotes=("«", "»"), thousands=".",
    comment_forms=lambda n: "Nessun commento" if n == 0 else "1 commento" if n == 1 else f"{n} commenti",
)
