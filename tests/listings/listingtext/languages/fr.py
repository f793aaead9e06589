from . import Language, items, table

WORDS = {
    "town": items("Port-Lervan\nSaint-Orvel\nMontbrune\nVilleret-sur-Aune\nLes Carrelles\nBeaurivage-le-Vieux\nCharmoise"),
    "given": items("Adèle\nBaptiste\nCamille\nDenis\nÉlise\nFabien\nGaspard\nHélène\nInès\nJules\nLucie\nMathieu\nNoémie\nOdile\nPaul"),
    "family": items("Arbois\nBertholon\nCaradec\nDelaunoy\nEscoffre\nFontanel\nGarrigue\nHauterive\nJolivet\nLe Guern\nMarchais\nPerrachon\nRouvière\nTissandier"),
    "S": items("""le conseil municipal
        la bibliothèque
        le gardien du port
        notre voisin de la rue du Quai
        le club d’aviron
        le comité des digues
        un groupe de bénévoles
        la vieille compagnie du bac
        l’orchestre de l’école
        la nouvelle boulangère
        {given} {family}
        Mme {family}
        M. {family}
        le veilleur de nuit
        le musée des petits bateaux
        un instituteur à la retraite
        l’ingénieure du département"""),
    "V": items("""a réparé
        a mesuré
        voudrait rouvrir
        a payé
        a photographié
        avait oublié
        a enfin terminé
        nous a expliqué
        a repeint
        souhaite déplacer
        a promis de garder
        n’a jamais vu
        inspecte chaque année
        a décrit en deux pages
        cherche toujours"""),
    "O": items("""la passerelle
        la salle de lecture
        la jetée de l’est
        l’horloge de la halle aux poissons
        le plan d’assainissement
        les horaires d’hiver
        le marégraphe
        le kiosque à musique
        trois cartons de vieilles photos
        la nouvelle vanne
        le pressoir
        l’abri de bus
        l’escalier du phare
        une carte de 1911
        la clôture des jardins
        le budget de l’an prochain
        la chaudière de la mairie
        le rayon jeunesse"""),
    "N": items("La passerelle\nLa salle de lecture\nLa jetée de l’est\nHoraires d’hiver\nLe marégraphe\nLe kiosque\nFête des pommes\nL’abri de bus\nLe budget\nLumières du port\nCarnet du marché\nBasse mer\nDu pain et du sel\nSacs de sable\nUn piano d’occasion\nNouvelles du bac"),
    "L": items("sur le quai\nderrière la gare\nau marché du samedi\ndans l’ancienne douane\nle long du canal\nprès de l’écluse\ndevant la bibliothèque\nà l’embouchure\ndans le jardin du fond\ndes deux côtés du pont\nsous les arcades\nau village voisin\nau bout de la rue du Moulin"),
    "W": items("la semaine dernière\n{weekday}\nau mois de {month}\nce matin\naprès la tempête\nen {year}\nil y a quelques jours\nau printemps\navant les vacances\n{weekday} soir\nle {date}\nil y a deux ans"),
    "T": items("""et personne ne s’en est étonné
        ce qui a pris presque tout l’après-midi
        malgré la pluie
        et le thé était excellent
        car la clé était perdue depuis {year}
        devant {n} curieux
        mais la peinture est encore fraîche
        voilà tout
        il faudra donc attendre
        pour {big} couronnes
        comme l’annonçait l’almanach
        et nous avons compté {n} hérons au retour"""),
    "I": items("À ma connaissance,\nPour être honnête,\nD’après le procès-verbal,\nUne fois de plus,\nCurieusement,\nAutrement dit,\nComme promis,\nEntre nous,"),
    "Q": items("nous avons le temps, des sacs de sable et de la soupe\nle mur tiendra si l’on s’en occupe\nje n’ai jamais vu l’eau si basse\nil faut bien que quelqu’un compte les bateaux\nc’est une bibliothèque, pas un entrepôt\non ne planifie pas une marée\nles lampes ont toujours été vertes\nreposez-moi la question au printemps\nil n’y a pas de petite fuite"),
    "sentence": items("""{S} {V} {O} {L}.
        {W}, {S} {V} {O}.
        {S} {V} {O}, {T}.
        {I} {S} {V} {O} {L}, {T}.
        « {Q} », dit {given} {family}, qui {V} {O} {W}.
        « {Q} », nous a confié {given} {family} {W}.
        {W}, nous étions {n} {L} pour parler du port.
        Il a plu {L}, et {S} est resté à la maison.
        On a compté {big} visiteurs en {year}, {T}.
        Qui aurait cru que {S} {V} {O} ?
        Merci à tous ceux qui sont venus voir {O} {W} !
        La porte ouvre à {h} heures {L} ; apportez une tasse.
        Je préfère {O} ainsi.
        Les chiffres, {W} : {n} bateaux, {n} chiens, {big} tartines.
        En {year}, {given} {family} {V} {O}, {T}.
        Ma première question portait sur {O}, la seconde sur {given} {family}.
        Une lettre de {given} {family} raconte que {S} {V} {O}."""),
    "title": items("{N} {L}\n{N}\n{S} {V} {O}\n{S} {V} {O} {L}\nComment {S} {V} {O}\nPourquoi {S} {V} {O}, {T}\n{n} remarques sur {O}\nPromenade {L}\n« {Q} »\n{N} : {n} photos\n{town}, {month} {year}\n{N} ({h})\nÉloge du quai, {W}\n{given} {family} raconte {O}\n{N}, {W}"),
    "short_title": items("{N}\nProcès-verbal\nMerci\nSoupe\nBrume\nHoraires\n{N} !\n{month} {year}\nCordes et nœuds\nBasse mer, encore"),
    "odd_title": items("{N} {year}\n{N} {h}\nQui {V} {O} ?\nOù est {O} ?\nEt maintenant ?\n{year}\n{n} + {h}\n{N} : {h} sur {n}\n{town}, le {date}\n{town} est-il prêt pour {year} ?\nTop {n}"),
    "heading": items("Le projet\nCe que cela coûte\nComment aider\nUn peu d’histoire\n{N}\nOù en sommes-nous ?\nQuestions et réponses\nAvant la tempête\n{N} {L}\nLa suite\nComment venir"),
    "caption": items("{S} {L}, {month} {year}\n{O} {L}\nPhoto : {given} {family}\n{given} {family} (à gauche) {L}\n{O} depuis la tour. Photo : {given} {family}"),
    "alt": items("IMG_{big4}\n{N} {L}\n{N}\nDSC0{n}\nLe port de {town}"),
    "comment": items("Merci pour cet article.\nJ’y étais, il pleuvait.\nEst-ce ouvert le {weekday} ?\nBelles photos. Ma tante habitait {L}.\nJe crois que {S} {V} {O}.\nVous oubliez {O}."),
    "list_item": items("{O}\n{n} seaux\nune paire de chaussettes sèches\n{O}, si l’on a le temps\nune lampe et {n} bougies"),
    "tag": items("port\nbibliothèque\nmarché\ndigue\nconseil municipal\npain\nbac\njardins\nmusique\nécole\nmusée\nbateaux\nmétéo\ncartes\nhistoire\nrecettes\noiseaux\nbénévoles\nhiver\nphotos anciennes\nétangs\nÎle aux Moines"),
    "category": items("Actualités\nBillets\nÉvénements\nHistoire\nLe port\nMairie\nCuisine\nPlein air\nNon classé"),
    "site": items("Le Courrier de {town}\nCarnets de {town}\n{town} aujourd’hui\nLa Table des marées\nRue du Quai"),
    "tagline": items("Nouvelles du quai, plutôt au sec\nUne petite ville, mise par écrit\nBateaux, pain et livres depuis 2004\nUn blog parmi d’autres"),
    "nav": items("Accueil\nÀ propos\nContact\nActualités\nAgenda\nGalerie\nHoraires\nFaire un don"),
    "link": items("Horaires du bac\nTables des marées\nLes amis du canal\nMusée départemental\nMétéo"),
}

PHRASES = table("""
h_tag_old = Articles tagués ‘{x}’
h_cat_old = Archives pour la catégorie ‘{x}’
h_month_old = Archives pour {x}
h_author_old = Archives de l’auteur
h_search_old = Résultats de la recherche
h_tag = Archives par mot-clé : {x}
h_cat = Archives de catégorie : {x}
h_month = Archives mensuelles : {x}
h_author = Archives de l’auteur : {x}
h_search = Résultats de recherche pour : {x}
p_tag = Étiquette : {x}
p_cat = Catégorie : {x}
p_month = Mois : {x}
p_author = Auteur : {x}
p_search = Vous avez cherché {x}
b_label = Affichage des articles dont le libellé est {x}. Afficher tous les articles
b_search = Affichage des articles triés par pertinence pour la requête {x}
b_month = {x}
month_archives = Archives {x}
posted_on = Publié le {d}
posted_on_by = Publié le {d} par {a}
by = par {a}
posted_in = Publié dans {c}
tagged = Mots-clés : {t}
tags_colon = Tags : {t}
cats_colon = Catégories : {c}
filed = Classé sous : {c}
tagged_with = Balisé avec : {t}
labels = Libellés : {t}
entry_posted = Cet article a été publié dans {c} et marqué avec {t} le {d} par {a}.
leave = Laisser un commentaire
leave_reply = Laisser une réponse
leave_on = Laisser un commentaire sur {T}
closed_on = Commentaires fermés sur {T}
cont = Lire la suite
cont_T = Continuer la lecture de « {T} »
more = Lire la suite
more_T = Lire la suite : {T}
more_paren = (suite…)
older = Articles plus anciens
newer = Articles plus récents
old_entries = Articles plus anciens
new_entries = Articles plus récents
next = Suivant
prev = Précédent
next_page = Page suivante
prev_page = Page précédente
page = Page {n}
page_of = Page {n} sur {m}
share_this = Partager :
share = Partager
like_this = J’aime ça :
like_loading = J’aime chargement…
follow_us = Suivez-nous et partagez :
related = Articles similaires
related_posts = Vous aimerez aussi
see_also = À lire aussi : {T}
search = Rechercher
search_for = Rechercher :
recent_posts = Articles récents
recent_comments = Commentaires récents
archives = Archives
categories = Catégories
tags = Étiquettes
blogroll = Liens
meta = Méta
login = Connexion
entries_feed = Flux des publications
comments_feed = Flux des commentaires
subscribe = S’abonner
subscribe_mail = S’abonner par courriel
home = Accueil
about = À propos
contact = Contact
menu = Menu
skip = Aller au contenu
copyright = Copyright © {y} {s}. Tous droits réservés.
powered = Fièrement propulsé par WordPress
permalink = Lien permanent
min_read = {n} min de lecture
author = Auteur
posted_by_at = Publié par {a} à {t}
posted_by_on = Publié par {a} le {d}
posted_at_in = Rédigé à {t} dans {c}
comments_n = Commentaires ({n})
trackback_n = TrackBack ({n})
published = Publié le {d}
published_colon = Publication : {d}
categorized = Catégorisé comme {c}
written_by = Écrit par {a}
details = Détails
category = Catégorie : {c}
hits = Affichages : {n}
reads = {n} lectures
login_to_comment = Connectez-vous pour poster des commentaires
submitted = Soumis par {a} le {d}
thoughts = {n} réflexions sur « {T} »
says = {a} dit :
reply = Répondre
comment_on = {a} dans {T}
advert = Publicité
views = {n} vues
notes = {n} notes
source = Source
staff = La rédaction
location = Lieu : {x}
mood = Humeur : {x}
hours_ago = il y a {n} heures
days_ago = il y a {n} jours
weeks_ago = il y a {n} semaines
yesterday = hier
hour_ago = il y a 1 heure
results = {n} résultats
sort = Trier par date
latest = À la une
trending = Les plus lus
load_more = Afficher plus
""")

LANGUAGE = Language(
    code="fr",
    months=items("janvier\nfévrier\nmars\navril\nmai\njuin\njuillet\naoût\nseptembre\noctobre\nnovembre\ndécembre"),
    months_short=items("Jan\nFév\nMar\nAvr\nMai\nJuin\nJuil\nAoût\nSep\nOct\nNov\nDéc"),
    weekdays=items("lundi\nmardi\nmercredi\njeudi\nvendredi\nsamedi\ndimanche"),
    date_styles={
        "long": "{d} {mon} {yyyy}", "weekday": "{wd} {d} {mon} {yyyy}", "kubrick": "{wd} {d} {mon} {yyyy}",
        "short": "{d} {mon_s} {yyyy}", "noyear": "{d} {mon_s}", "month_year": "{mon} {yyyy}",
        "numeric": "{dd}/{mm}/{yyyy}", "numeric_time": "{d}/{m}/{yy}, {H}:{MM}", "iso": "{yyyy}-{mm}-{dd}",
        "time": "{HH}:{MM}", "prose": "{d} {mon} {yyyy}", "drupal": "{wd_s}, {dd}/{mm}/{yyyy} - {HH}:{MM}",
        "ordinal": "{d} {mon} {yyyy}", "joomla": "{dd} {mon} {yyyy}",
    },
    words=WORDS, phrases=PHRASES, quotes=("« ", " »"), thousands="\u202f",
    elisions=((r"\b([Qq])ue (?=[aeiouhéèêAEIOUHÉ])", r"\1u’"), (r"\bsi il", "s’il")),
    comment_forms=lambda n: "Aucun commentaire" if n == 0 else "1 commentaire" if n == 1 else f"{n} commentaires",
)
