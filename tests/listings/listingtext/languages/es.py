from . import Language, items, table

WORDS = {
    "town": items("Puerto Almenar\nVillaserena\nRibalta\nSan Orfeo del Río\nCalaverde\nMontejara\nAldea del Faro"),
    "given": items("Amparo\nBruno\nCarmen\nDiego\nElvira\nFermín\nGloria\nHugo\nInés\nJoaquín\nLucía\nMateo\nNieves\nÓscar\nPilar"),
    "family": items("Arnedo\nBelmonte Ruiz\nCarrascal\nDuarte\nEstévez\nFigueredo\nGarmendia\nHontanar\nIbáñez\nLarrínaga\nMontoro\nPeñalver\nQuintanilla\nSolórzano"),
    "S": items("""el ayuntamiento
        la biblioteca
        el capitán del puerto
        nuestro vecino de la calle del Muelle
        el club de remo
        la comisión de riadas
        un grupo de voluntarios
        la vieja compañía del transbordador
        la orquesta del colegio
        la nueva panadera
        nadie en la oficina
        {given} {family}
        la señora {family}
        el señor {family}
        el sereno
        el museo de los barcos pequeños
        una maestra jubilada
        la ingeniera de la comarca"""),
    "V": items("""reparó
        midió
        quiere reabrir
        pagó
        fotografió
        olvidó
        por fin terminó
        nos explicó
        pintó
        desea trasladar
        prometió guardar
        nunca vio
        revisa cada año
        describió en dos páginas
        todavía busca"""),
    "O": items("""la pasarela
        la sala de lectura
        el espigón del este
        el reloj de la lonja
        el plan de drenaje
        el horario de invierno
        el mareógrafo
        el quiosco de música
        tres cajas de fotos antiguas
        la nueva compuerta
        la prensa de manzanas
        la marquesina del autobús
        la escalera del faro
        un mapa de 1911
        la valla de los huertos
        el presupuesto del año que viene
        la caldera del ayuntamiento
        el muro de detrás de la iglesia"""),
    "N": items("La pasarela\nLa sala de lectura\nEl espigón del este\nHorario de invierno\nEl mareógrafo\nEl quiosco de música\nDía de la manzana\nLa marquesina\nEl presupuesto\nLuces del puerto\nNotas del mercado\nMarea baja\nPan y sal\nSacos de arena\nUn piano de segunda mano\nNoticias del transbordador"),
    "L": items("en el muelle\ndetrás de la estación\nen el mercado del sábado\nen la antigua aduana\na lo largo del canal\njunto a la esclusa\ndelante de la biblioteca\nen la desembocadura\nen el jardín de atrás\na ambos lados del puente\nbajo los soportales\nen el pueblo de al lado\nal final de la calle del Molino"),
    "W": items("la semana pasada\nel {weekday}\nen {month}\nesta mañana\ndespués de la tormenta\nen {year}\nhace unos días\ncada primavera\nantes de las vacaciones\nel {weekday} por la noche\nel {date}\nhace dos años"),
    "T": items("""y a nadie le extrañó
        lo que llevó casi toda la tarde
        a pesar de la lluvia
        y el té estaba riquísimo
        porque la llave faltaba desde {year}
        ante {n} curiosos
        pero la pintura sigue fresca
        y eso fue todo
        así que habrá que esperar
        por {big} coronas
        tal como decía el almanaque
        y a la vuelta contamos {n} garzas"""),
    "I": items("Que yo sepa,\nPara ser sincero,\nSegún el acta,\nUna vez más,\nCuriosamente,\nEn otras palabras,\nComo prometimos,\nEntre nosotros,"),
    "Q": items("tenemos tiempo, sacos de arena y sopa\nel muro aguantará si lo cuidamos\nnunca he visto el agua tan baja\nalguien tiene que contar los barcos\nes una biblioteca, no un almacén\nuna marea no se planifica\nlas lámparas siempre fueron verdes\npregúnteme otra vez en primavera\nno hay gotera pequeña"),
    "sentence": items("""{S} {V} {O} {L}.
        {W}, {S} {V} {O}.
        {S} {V} {O}, {T}.
        {I} {S} {V} {O} {L}, {T}.
        «{Q}», dijo {given} {family}, que {V} {O} {W}.
        «{Q}», nos contó {given} {family} {W}.
        {W} nos reunimos {n} personas {L}.
        Llovió {L}, y {S} se quedó en casa.
        Hubo {big} visitantes en {year}, {T}.
        ¿Quién iba a pensar que {S} {V} {O}?
        ¡Gracias a quienes vinieron a ver {O} {W}!
        La puerta se abre a las {h} {L}; traigan una taza.
        Prefiero {O} así.
        Los números, {W}: {n} barcos, {n} perros, {big} bocadillos.
        En {year} {given} {family} {V} {O}, {T}.
        Mi primera pregunta fue por {O}; la segunda, por {given} {family}.
        Una carta de {given} {family} dice que {S} {V} {O}."""),
    "title": items("{N} {L}\n{N}\n{S} {V} {O}\n{S} {V} {O} {L}\nCómo {S} {V} {O}\nPor qué {S} {V} {O}, {T}\n{n} apuntes sobre {O}\nUn paseo {L}\n«{Q}»\n{N}: {n} fotos\n¿Qué pasó con {O}?\n{town}, {month} de {year}\n{N} (parte {h})\n{given} {family} y {O}\n{N}, {W}"),
    "short_title": items("{N}\nActa\nGracias\nSopa\nNiebla\nHorarios\n¡{N}!\n{month} de {year}\nCuerdas y nudos\nMarea baja, otra vez"),
    "odd_title": items("{N} {year}\n{N} {h}\n¿Quién {V} {O}?\n¿Dónde está {O}?\n¿Y ahora qué?\n{year}\n{n} + {h}\n{N}: {h} de {n}\n{town}, {date}\n¿Está {town} lista para {year}?\nTop {n}"),
    "heading": items("El plan\nLo que cuesta\nCómo ayudar\nUn poco de historia\n{N}\nDónde estamos\nPreguntas y respuestas\nAntes de la tormenta\n{N} {L}\nEl próximo paso\nCómo llegar"),
    "caption": items("{S} {L}, {month} de {year}\n{O} {L}\nFoto: {given} {family}\n{given} {family} (izquierda) {L}\n{O} desde la torre. Foto: {given} {family}"),
    "alt": items("IMG_{big4}\n{N} {L}\n{N}\nDSC0{n}\nEl puerto de {town}"),
    "comment": items("Gracias por la entrada.\nEstuve allí y llovía.\n¿Abre el {weekday}?\nBonitas fotos. Mi tía vivía {L}.\nCreo que {S} {V} {O}.\nFalta {O}."),
    "list_item": items("{O}\n{n} cubos\nun par de calcetines secos\n{O}, si hay tiempo\nuna linterna y {n} velas"),
    "tag": items("puerto\nbiblioteca\nmercado\nriadas\nayuntamiento\npan\ntransbordador\nhuertos\nmúsica\nescuela\nmuseo\nbarcos\ntiempo\nmapas\nhistoria\nrecetas\naves\nvoluntarios\ninvierno\nfotos antiguas\níndice\nniños"),
    "category": items("Noticias\nApuntes\nActos\nHistoria\nPuerto\nAyuntamiento\nCocina\nAire libre\nSin categoría"),
    "site": items("El Correo de {town}\nCuaderno de {town}\n{town} hoy\nLa tabla de mareas\nCalle del Muelle"),
    "tagline": items("Noticias del muelle, casi siempre secas\nUn pueblo pequeño, por escrito\nBarcos, pan y libros desde 2004\nOtro blog más"),
    "nav": items("Inicio\nAcerca de\nContacto\nNoticias\nAgenda\nGalería\nHorarios\nDonar"),
    "link": items("Horario del transbordador\nTabla de mareas\nAmigos del canal\nMuseo comarcal\nEl tiempo"),
}

PHRASES = table("""
h_tag_old = Entradas etiquetadas ‘{x}’
h_cat_old = Archivo de la categoría ‘{x}’
h_month_old = Archivo para {x}
h_author_old = Archivo del autor
h_search_old = Resultados de la búsqueda
h_tag = Archivo de la etiqueta: {x}
h_cat = Archivo de la categoría: {x}
h_month = Archivos mensuales: {x}
h_author = Archivo del autor: {x}
h_search = Resultados de la búsqueda de: {x}
p_tag = Etiqueta: {x}
p_cat = Categoría: {x}
p_month = Mes: {x}
p_author = Autor: {x}
p_search = Has buscado {x}
b_label = Mostrando entradas con la etiqueta {x}. Mostrar todas las entradas
b_search = Mostrando entradas que coinciden con la búsqueda de {x}
b_month = {x}
month_archives = Archivos de {x}
posted_on = Publicado el {d}
posted_on_by = Publicado el {d} por {a}
by = por {a}
posted_in = Publicado en {c}
tagged = Etiquetado {t}
tags_colon = Etiquetas: {t}
cats_colon = Categorías: {c}
filed = Archivado en: {c}
tagged_with = Etiquetado con: {t}
labels = Etiquetas: {t}
entry_posted = Esta entrada fue publicada en {c} y etiquetada {t} el {d} por {a}.
leave = Deja un comentario
leave_reply = Deja una respuesta
leave_on = Deja un comentario en {T}
closed_on = Comentarios desactivados en {T}
cont = Sigue leyendo
cont_T = Seguir leyendo «{T}»
more = Leer más
more_T = Leer más: {T}
more_paren = (más…)
older = Entradas más antiguas
newer = Entradas más recientes
old_entries = Entradas antiguas
new_entries = Entradas recientes
next = Siguiente
prev = Anterior
next_page = Página siguiente
prev_page = Página anterior
page = Página {n}
page_of = Página {n} de {m}
share_this = Comparte esto:
share = Compartir
like_this = Me gusta esto:
like_loading = Me gusta Cargando...
follow_us = Síguenos y comparte:
related = Relacionado
related_posts = También te puede interesar
see_also = Ver también: {T}
search = Buscar
search_for = Buscar:
recent_posts = Entradas recientes
recent_comments = Comentarios recientes
archives = Archivos
categories = Categorías
tags = Etiquetas
blogroll = Enlaces
meta = Meta
login = Acceder
entries_feed = Feed de entradas
comments_feed = Feed de comentarios
subscribe = Suscribirse
subscribe_mail = Suscríbete por correo
home = Inicio
about = Acerca de
contact = Contacto
menu = Menú
skip = Saltar al contenido
copyright = Copyright © {y} {s}. Todos los derechos reservados.
powered = Creado con WordPress
permalink = Enlace permanente
min_read = {n} min de lectura
author = Autor
posted_by_at = Publicado por {a} en {t}
posted_by_on = Publicado por {a} el {d}
posted_at_in = Publicado a las {t} en {c}
comments_n = Comentarios ({n})
trackback_n = TrackBack ({n})
published = Publicada el {d}
published_colon = Publicado: {d}
categorized = Categorizado como {c}
written_by = Escrito por {a}
details = Detalles
category = Categoría: {c}
hits = Visto: {n}
reads = {n} lecturas
login_to_comment = Inicie sesión para comentar
submitted = Enviado por {a} el {d}
thoughts = {n} comentarios en «{T}»
says = {a} dice:
reply = Responder
comment_on = {a} en {T}
advert = Publicidad
views = {n} visitas
notes = {n} notas
source = Fuente
staff = Redacción
location = Lugar: {x}
mood = Ánimo: {x}
hours_ago = hace {n} horas
days_ago = hace {n} días
weeks_ago = hace {n} semanas
yesterday = ayer
hour_ago = hace 1 hora
results = {n} resultados
sort = Ordenar por fecha
latest = Lo último
trending = Lo más leído
load_more = Cargar más
""")

LANGUAGE = Language(
    code="es",
    months=items("enero\nfebrero\nmarzo\nabril\nmayo\njunio\njulio\nagosto\nseptiembre\noctubre\nnoviembre\ndiciembre"),
    weekdays=items("lunes\nmartes\nmiércoles\njueves\nviernes\nsábado\ndomingo"),
    date_styles={
        "long": "{d} {mon}, {yyyy}", "weekday": "{wd}, {d} de {mon} de {yyyy}", "kubrick": "{wd}, {d} de {mon} de {yyyy}",
        "short": "{d} {mon_s} {yyyy}", "noyear": "{d} {mon_s}", "month_year": "{mon} {yyyy}",
        "numeric": "{dd}/{mm}/{yyyy}", "numeric_time": "{d}/{m}/{yy}, {H}:{MM}", "iso": "{yyyy}-{mm}-{dd}",
        "time": "{H}:{MM}", "prose": "{d} de {mon} de {yyyy}", "drupal": "{wd_s}, {dd}/{mm}/{yyyy} - {HH}:{MM}",
        "ordinal": "{d} de {mon} de {yyyy}", "joomla": "{dd} {mon} {yyyy}",
    },
    words=WORDS, phrases=PHRASES, quotes=("«", "»"), thousands=".",
    comment_forms=lambda n: "Sin comentarios" if n == 0 else "1 comentario" if n == 1 else f"{n} comentarios",
)
