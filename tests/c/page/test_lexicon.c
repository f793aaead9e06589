/* Invented furniture and invented prose in many languages: what fills a line, what makes one of several, what is
 * glued to the end, what is none of it; and any bytes at all. */
#include "check.h"

#include <stdlib.h>

#include "page/lexicon/lexicon.h"

typedef struct expected {
    const char *line;
    pdx_phrase_kind kind;
    const char *hole; /* NULL: not looked at */
} expected;

#define K(kind) PDX_PHRASE_##kind

static const expected lines[] = {
    {"Posts Tagged ‘Harbour’", K(HEADING_TAG), "Harbour"},
    {"Posts tagged with \"Old Mill\"", K(HEADING_TAG), "Old Mill"},
    {"Tag Archives: Harbour", K(HEADING_TAG), "Harbour"},
    {"TAG ARCHIVES : Harbour", K(HEADING_TAG), "Harbour"},
    {"Tag: Harbour", K(HEADING_TAG), "Harbour"},
    {"Showing posts with label harbour. Show all posts", K(HEADING_TAG), "harbour"},
    {"Archive for the ‘Town News’ Category", K(HEADING_CATEGORY), "Town News"},
    {"Archive for the 'Town News' category", K(HEADING_CATEGORY), "Town News"},
    {"Category: Town News", K(HEADING_CATEGORY), "Town News"},
    {"Author Archives: Ann Vale", K(HEADING_AUTHOR), "Ann Vale"},
    {"All posts by Ann Vale", K(HEADING_AUTHOR), "Ann Vale"},
    {"All posts by annvale", K(HEADING_AUTHOR), "annvale"},
    {"Archive for July 2007", K(HEADING_DATE), "July 2007"},
    {". boats, mills kategorisinde", K(POSTED_IN), ". boats, mills"}, /* nothing stands before the stop */
    {"Archive for 2007", K(HEADING_DATE), "2007"},
    {"Archive for July 3rd, 2007", K(HEADING_DATE), "July 3rd, 2007"},
    {"April 2009 Archives", K(HEADING_DATE), "April 2009"},
    {"Monthly Archives: April 2009", K(HEADING_DATE), "April 2009"},
    {"Search Results for: mill", K(HEADING_SEARCH), "mill"},
    {"Latest news", K(HEADING_HOME), ""},
    {"Posted on May 1, 2019", K(POSTED_ON), "May 1, 2019"},
    {"Posted on May 1, 2019May 3, 2019", K(POSTED_ON), "May 1, 2019May 3, 2019"},
    {"Published: 1 May 2019", K(POSTED_ON), "1 May 2019"},
    {"Last updated on 2019-05-01", K(POSTED_ON), "2019-05-01"},
    {"Posted by Ann Vale", K(POSTED_BY), "Ann Vale"},
    {"Posted by ann", K(POSTED_BY), "ann"},
    {"By Ann Vale", K(POSTED_BY), "Ann Vale"},
    {"By Ann van der Vale", K(POSTED_BY), "Ann van der Vale"},
    {"Author: Ann Vale", K(POSTED_BY), "Ann Vale"},
    {"Written by: Ann Vale", K(POSTED_BY), "Ann Vale"},
    {"Posted in News, Town", K(POSTED_IN), "News, Town"},
    {"Posted in The Harbour", K(POSTED_IN), "The Harbour"},
    {"Filed under: News, Town", K(POSTED_IN), "News, Town"},
    {"Categories News, Town", K(POSTED_IN), "News, Town"},
    {"Categories: News", K(POSTED_IN), "News"},
    {"Tags: harbour, mill, river", K(TAGGED), "harbour, mill, river"},
    {"Tags harbour, mill, river", K(TAGGED), "harbour, mill, river"},
    {"Tagged harbour, mill", K(TAGGED), "harbour, mill"},
    {"Tagged with: harbour", K(TAGGED), "harbour"},
    {"Labels: harbour, mill", K(TAGGED), "harbour, mill"},
    {"Keywords: harbour", K(TAGGED), "harbour"},
    {"Tags: blogging, Tag Cloud, Tagging", K(TAGGED), "blogging, Tag Cloud, Tagging"},
    {"Leave a comment", K(COMMENTS), ""},
    {"Leave a comment on The mill is closed", K(COMMENTS), "The mill is closed"},
    {"Leave a Comment »", K(COMMENTS), ""},
    {"Comments Off on The Mill – a story", K(COMMENTS), "The Mill – a story"},
    {"Comments Off on Ugly Tag Cloud", K(COMMENTS), "Ugly Tag Cloud"},
    {"No Comments »", K(COMMENTS), ""},
    {"No comments:", K(COMMENTS), ""},
    {"3 Comments", K(COMMENTS), "3"},
    {"1,234 comments", K(COMMENTS), "1,234"},
    {"Comments (3)", K(COMMENTS), "3"},
    {"| 1 Comment", K(COMMENTS), "1"},
    {"Post a Comment", K(COMMENTS), ""},
    {"Continue reading “The Mill”", K(READ_MORE), "The Mill"},
    {"Continue reading The Mill →", K(READ_MORE), "The Mill"},
    {"Continue reading “The Miller’s ‘Lost’ Wheel”", K(READ_MORE), "The Miller’s ‘Lost’ Wheel"},
    {"Continue reading “One” and “Two”", K(READ_MORE), "“One” and “Two”"},
    {"Continue reading →", K(READ_MORE), ""},
    {"Read more", K(READ_MORE), ""},
    {"Read More »", K(READ_MORE), ""},
    {"Read more...", K(READ_MORE), ""},
    {"[Read more…]", K(READ_MORE), ""},
    {"(more...)", K(READ_MORE), ""},
    {"(more…)", K(READ_MORE), ""},
    {"Read the rest of this entry »", K(READ_MORE), ""},
    {"Read more about The Mill", K(READ_MORE), "The Mill"},
    {"Share this:", K(SHARE), ""},
    {"Like this: Like Loading...", K(SHARE), ""},
    {"Like Loading…", K(SHARE), ""},
    {"Please follow and like us:", K(SHARE), ""},
    {"Tweet", K(SHARE), ""},
    {"Click to share on Twitter (Opens in new window)", K(SHARE), "Twitter"},
    {"Permalink", K(PERMALINK), ""},
    {"Links to this post", K(PERMALINK), ""},
    {"Trackback (0)", K(PERMALINK), "0"},
    {"Edit", K(PERMALINK), ""},
    {"5 min read", K(READING_TIME), "5"},
    {"12 views", K(READING_TIME), "12"},
    {"« Older Entries", K(NAV), ""},
    {"← Older posts", K(NAV), ""},
    {"Newer posts →", K(NAV), ""},
    {"Next page", K(NAV), ""},
    {"Page 1 of 4", K(NAV), NULL},
    {"1 2 3 … 12 Next »", K(NAV), NULL},
    {"« Previous 1 2 3", K(NAV), NULL},
    {"[1] [2] [3]", K(NAV), NULL},
    {"Home", K(MENU), ""},
    {"About", K(MENU), ""},
    {"Contact Us", K(MENU), ""},
    {"Skip to content", K(MENU), ""},
    {"Search for:", K(MENU), ""},
    {"Log in", K(MENU), ""},
    {"Subscribe", K(MENU), ""},
    {"Recent Posts", K(SIDEBAR), ""},
    {"Archives", K(SIDEBAR), ""},
    {"Categories", K(SIDEBAR), ""},
    {"Blogroll", K(SIDEBAR), ""},
    {"Meta", K(SIDEBAR), ""},
    {"Tags", K(SIDEBAR), ""},
    {"Related posts:", K(RELATED), ""},
    {"See also: The old mill", K(RELATED), "The old mill"},
    {"You may also like", K(RELATED), ""},
    {"Leave a Reply", K(COMMENT_AREA), ""},
    {"3 thoughts on “The Mill”", K(COMMENT_AREA), "The Mill"},
    {"Ann Vale says:", K(COMMENT_AREA), "Ann Vale"},
    {"山田 より:", K(COMMENT_AREA), "山田"},
    {"山田より：", K(COMMENT_AREA), "山田"},
    {"Your email address will not be published.", K(COMMENT_AREA), ""},
    {"Copyright © 2019 The Vale Courier", K(FOOTER), NULL},
    {"© 2019 The Vale Courier", K(FOOTER), NULL},
    {"All rights reserved.", K(FOOTER), ""},
    {"Proudly powered by WordPress", K(FOOTER), NULL},
    {"Theme: Harbour by Ann Vale.", K(FOOTER), NULL},
    {"Photo: Ann Vale", K(CAPTION), "Ann Vale"},
    {"Image credit: Ann Vale", K(CAPTION), "Ann Vale"},
    {"No more posts to load", K(NAV), ""},
    /* Pagers, menus and share bars of several phrases */
    {"Newer Posts Older Posts Home", K(NAV), ""},
    {"← Newer Posts Page 5 of 7 Older Posts →", K(NAV), ""},
    {"« Página anterior Página siguiente »", K(NAV), ""},
    {"« الصفحة السابقة الصفحة التالية »", K(NAV), ""},
    {"Home About Contact", K(MENU), ""},
    {"Email ThisBlogThis!Share to XShare to FacebookShare to Pinterest", K(SHARE), ""},
    {"BlogThis!Partager sur XPartager sur Facebook", K(SHARE), ""},
    /* French */
    {"Étiquettes : port, moulin", K(TAGGED), "port, moulin"},
    {"Archives du mot-clé port", K(HEADING_TAG), "port"},
    {"Archives de l’auteur : Anne Val", K(HEADING_AUTHOR), "Anne Val"},
    {"Publié le 3 mai 2019", K(POSTED_ON), "3 mai 2019"},
    {"Auteur/autrice : Anne Val", K(HEADING_AUTHOR), "Anne Val"},
    {"La suite de l'article...", K(READ_MORE), ""},
    {"Envoyer ce message par courriel", K(SHARE), ""},
    {"Entradas de: Puerto", K(HEADING_CATEGORY), "Puerto"},
    {"Navegación por publicaciones", K(NAV), ""},
    {"Arkistot kuukauden mukaan: helmikuu 2016", K(HEADING_DATE), "helmikuu 2016"},
    {"47,434 人阅读", K(READING_TIME), "47,434"},
    {"دقيقتان", K(READING_TIME), ""},
    {"1641 okuma", K(READING_TIME), "1641"},
    {"بدون تصویر", K(CAPTION), ""},
    {"Laisser un commentaire sur Le moulin", K(COMMENTS), "Le moulin"},
    {"Continuer la lecture de « Le moulin »", K(READ_MORE), "Le moulin"},
    {"Lire la suite…", K(READ_MORE), ""},
    {"3 commentaires", K(COMMENTS), "3"},
    {"← Articles plus anciens", K(NAV), ""},
    {"Accueil", K(MENU), ""},
    {"Articles récents", K(SIDEBAR), ""},
    {"Tous droits réservés", K(FOOTER), ""},
    {"Crédit photo : Anne Val", K(CAPTION), "Anne Val"},
    {"PUBLIE LE 3 MAI 2019", K(POSTED_ON), "3 MAI 2019"},
    /* German */
    {"Schlagwort-Archive: Hafen", K(HEADING_TAG), "Hafen"},
    {"Veröffentlicht am 3. Mai 2019", K(POSTED_ON), "3. Mai 2019"},
    {"Verschlagwortet mit Hafen, Mühle", K(TAGGED), "Hafen, Mühle"},
    {"Schlagwörter: Hafen, Mühle", K(TAGGED), "Hafen, Mühle"},
    {"Hinterlasse einen Kommentar", K(COMMENTS), ""},
    {"Kommentare deaktiviert für Die Mühle", K(COMMENTS), "Die Mühle"},
    {"Weiterlesen →", K(READ_MORE), ""},
    {"„Die Mühle“ weiterlesen", K(READ_MORE), "Die Mühle"},
    {"← Ältere Beiträge", K(NAV), ""},
    {"Seite 2 von 7", K(NAV), NULL},
    {"Startseite", K(MENU), ""},
    {"Neueste Beiträge", K(SIDEBAR), ""},
    {"Alle Rechte vorbehalten", K(FOOTER), ""},
    {"Foto: Anna Tal", K(CAPTION), "Anna Tal"},
    /* Spanish */
    {"Archivo de la etiqueta: puerto", K(HEADING_TAG), "puerto"},
    {"Publicado el 3 de mayo de 2019", K(POSTED_ON), "3 de mayo de 2019"},
    {"Etiquetado puerto, molino", K(TAGGED), "puerto, molino"},
    {"Deja un comentario en El molino", K(COMMENTS), "El molino"},
    {"Sigue leyendo →", K(READ_MORE), ""},
    {"Seguir leyendo “El molino”", K(READ_MORE), "El molino"},
    {"Me gusta esto: Me gusta Cargando...", K(SHARE), NULL},
    {"Me gusta Cargando...", K(SHARE), ""},
    {"← Entradas más antiguas", K(NAV), ""},
    {"Comparte esto:", K(SHARE), ""},
    {"Entradas recientes", K(SIDEBAR), ""},
    {"Todos los derechos reservados", K(FOOTER), ""},
    /* Italian, Portuguese, Dutch, Swedish, Polish */
    {"Archivi tag: porto", K(HEADING_TAG), "porto"},
    {"Lascia un commento", K(COMMENTS), ""},
    {"Continua a leggere “Il mulino”", K(READ_MORE), "Il mulino"},
    {"Leggi tutto", K(READ_MORE), ""},
    {"Nessun commento:", K(COMMENTS), ""},
    {"Condividi:", K(SHARE), ""},
    {"Arquivo da tag: porto", K(HEADING_TAG), "porto"},
    {"Deixe um comentário", K(COMMENTS), ""},
    {"Continuar lendo", K(READ_MORE), ""},
    {"Leia mais", K(READ_MORE), ""},
    {"Marcadores: porto, moinho", K(TAGGED), "porto, moinho"},
    {"Página 2 de 7", K(NAV), NULL},
    {"Geplaatst op 3 mei 2019", K(POSTED_ON), "3 mei 2019"},
    {"Lees verder", K(READ_MORE), ""},
    {"Laat een reactie achter op De molen", K(COMMENTS), "De molen"},
    {"Oudere berichten", K(NAV), ""},
    {"Publicerat den 3 maj 2019", K(POSTED_ON), "3 maj 2019"},
    {"Lämna en kommentar", K(COMMENTS), ""},
    {"Fortsätt läsa Kvarnen →", K(READ_MORE), "Kvarnen"},
    {"Äldre inlägg", K(NAV), ""},
    {"Opublikowano 3 maja 2019", K(POSTED_ON), "3 maja 2019"},
    /* as common themes print them in other languages */
    {"Autor: Anna Mill", K(POSTED_BY), "Anna Mill"},
    {"Autor wpisu", K(POSTED_BY), ""},
    {"Autore articolo", K(POSTED_BY), ""},
    {"Автор: Анна Мельник", K(POSTED_BY), "Анна Мельник"},
    {"Kategorien-Archiv: Hafen", K(HEADING_CATEGORY), "Hafen"},
    {"Aihearkisto: Satama", K(HEADING_CATEGORY), "Satama"},
    {"Архивы меток: порт", K(HEADING_TAG), "порт"},
    {"Archívy značiek: prístav", K(HEADING_TAG), "prístav"},
    {"Archief per jaar: 2019", K(HEADING_DATE), "2019"},
    {"Opublikowane w 2019-05-03", K(POSTED_ON), "2019-05-03"},
    {"Beküldve: 2019-05-03", K(POSTED_ON), "2019-05-03"},
    {"Data wpisu", K(POSTED_ON), ""},
    {"Artikkelin kirjoittaja", K(POSTED_BY), ""},
    {"Написано автором Anna Mill", K(POSTED_BY), "Anna Mill"},
    {"Kategorisert som Havn, By", K(POSTED_IN), "Havn, By"},
    {"Liman, Kent ile etiketlenmiş", K(TAGGED), "Liman, Kent"},
    {"Συνεχίστε την ανάγνωση Ο μύλος", K(READ_MORE), "Ο μύλος"},
    {"The mill 더보기", K(READ_MORE), "The mill"},
    {"Kommentarer lukket til Havnen", K(COMMENTS), "Havnen"},
    {"Оставьте комментарий к Мельница", K(COMMENTS), "Мельница"},
    {"Komentowanie zostało zablokowane", K(COMMENTS), ""},
    {"3 odpovědi", K(COMMENTS), "3"},
    {"3 vastausta aiheeseen “Mylly”", K(COMMENT_AREA), "Mylly"},
    {"Publications plus anciennes", K(NAV), ""},
    {"« 前ページへ", K(NAV), ""},
    {"古い記事へ", K(NAV), ""},
    {"Dodaj komentarz", K(COMMENTS), ""},
    {"Czytaj dalej →", K(READ_MORE), ""},
    {"Tagi: port, młyn", K(TAGGED), "port, młyn"},
    {"Możliwość komentowania Stary młyn została wyłączona", K(COMMENTS), "Stary młyn"},
    {"Strona 2 z 7", K(NAV), NULL},
    /* Russian, Turkish */
    {"Архив метки: порт", K(HEADING_TAG), "порт"},
    {"Опубликовано 3 мая 2019", K(POSTED_ON), "3 мая 2019"},
    {"Метки: порт, мельница", K(TAGGED), "порт, мельница"},
    {"Оставить комментарий к Мельница", K(COMMENTS), "Мельница"},
    {"5 комментариев", K(COMMENTS), "5"},
    {"Читать далее →", K(READ_MORE), ""},
    {"Главная", K(MENU), ""},
    {"Свежие записи", K(SIDEBAR), ""},
    {"Все права защищены.", K(FOOTER), ""},
    {"Etiket: liman", K(HEADING_TAG), "liman"},
    {"“Değirmen” üzerine 3 yorum", K(COMMENT_AREA), NULL},
    {"Değirmen için bir yorum yapın", K(COMMENTS), "Değirmen"},
    {"Okumaya devam et →", K(READ_MORE), ""},
    {"Etiketler: liman, değirmen", K(TAGGED), "liman, değirmen"},
    {"Ana Sayfa", K(MENU), ""},
    /* Further languages, a few each */
    {"Skriv en kommentar", K(COMMENTS), ""}, {"Fortsæt læsning af Møllen", K(READ_MORE), "Møllen"}, {"Eldre innlegg", K(NAV), ""}, {"Legg igjen en kommentar", K(COMMENTS), ""},
    {"Lue lisää →", K(READ_MORE), ""}, {"Avainsanat: satama, mylly", K(TAGGED), "satama, mylly"}, {"Štítky: přístav, mlýn", K(TAGGED), "přístav, mlýn"},
    {"Napsat komentář", K(COMMENTS), ""}, {"Címkék: kikötő, malom", K(TAGGED), "kikötő, malom"}, {"Régebbi bejegyzések", K(NAV), ""},
    {"Lasă un comentariu la Moara", K(COMMENTS), "Moara"}, {"Залишити коментар", K(COMMENTS), ""}, {"Теги: порт, млин", K(TAGGED), "порт, млин"},
    {"Αφήστε ένα σχόλιο", K(COMMENTS), ""}, {"Ετικέτες: λιμάνι, μύλος", K(TAGGED), "λιμάνι, μύλος"}, {"תגיות: נמל, טחנה", K(TAGGED), "נמל, טחנה"},
    {"השאר תגובה", K(COMMENTS), ""}, {"Tinggalkan komentar", K(COMMENTS), ""}, {"続きを読む", K(READ_MORE), ""}, {"“水車”の続きを読む", K(READ_MORE), "水車"},
    {"标签: 港口, 磨坊", K(TAGGED), "港口, 磨坊"}, {"上一页", K(NAV), ""}, {"댓글 남기기", K(COMMENTS), ""}, {"최근 글", K(SIDEBAR), ""},
    {"Di Anna Valle", K(POSTED_BY), "Anna Valle"},
    /* Persian, Arabic */
    {"بایگانی برچسب: بندر", K(HEADING_TAG), "بندر"},
    {"برای آسیاب قدیمی دیدگاهی بنویسید", K(COMMENTS), "آسیاب قدیمی"},
    {"ادامه خواندن \"آسیاب قدیمی\"", K(READ_MORE), "آسیاب قدیمی"},
    {"ادامه‌ی خواندن →", K(READ_MORE), ""},
    {"ادامه مطلب", K(READ_MORE), ""},
    {"ارسال شده در ۲۵ آذر ۱۳۹۶", K(POSTED_ON), "۲۵ آذر ۱۳۹۶"},
    {"ارسال شده در خبر، شهر", K(POSTED_IN), "خبر، شهر"},
    {"برچسب‌ها: بندر، آسیاب", K(TAGGED), "بندر، آسیاب"},
    {"برچسب ها: بندر، آسياب", K(TAGGED), "بندر، آسياب"},
    {"هیچ نظری موجود نیست:", K(COMMENTS), ""},
    {"۳ دیدگاه", K(COMMENTS), "۳"},
    {"نوشته‌های قدیمی‌تر", K(NAV), ""},
    {"نویسنده: علی", K(POSTED_BY), "علی"},
    {"خانه", K(MENU), ""},
    {"أرشيف الوسم: الميناء", K(HEADING_TAG), "الميناء"},
    {"نُشرت بتاريخ ٣ مايو ٢٠١٩", K(POSTED_ON), "٣ مايو ٢٠١٩"},
    {"نشرت بتاريخ ٣ مايو ٢٠١٩", K(POSTED_ON), "٣ مايو ٢٠١٩"},
    {"اترك تعليقًا على الطاحونة", K(COMMENTS), "الطاحونة"},
    {"متابعة قراءة \"الطاحونة\"", K(READ_MORE), "الطاحونة"},
    {"أكمل قراءة المقالة ←", K(READ_MORE), ""},
    {"الوسوم: الميناء، الطاحونة", K(TAGGED), "الميناء، الطاحونة"},
    {"→ المواضيع الأقدم", K(NAV), ""},
    {"ليست هناك تعليقات:", K(COMMENTS), ""},
    {"جميع الحقوق محفوظة", K(FOOTER), ""},
};

static const char *const prose[] = {
    "日時　　：2013年11月4日（月、祝日）",
    "昨天晚上看了最後一集，排場做的很好，不知道有無動畫的幫忙",
    "Skyline Tuesday 1:48 pm 9/12/06 Harbour, Mill", "The tags we wear", "Comments on the new bridge", "Share of the harvest", "May I help", "1984", "Home is where the mill is", "Home!", "About a boat",
    "About the harbour wall", "Contact with the enemy of sleep", "Search for the lost wheel", "Searching the archives", "The archives of the mill",
    "Tags are for sheep", "Tagged and forgotten in the old barn", "A category of its own", "By the river", "By the time we came home", "By night",
    "Posted in the square, two guards waited for rain.", "Posted by the gate, nobody moved.", "Published and be damned", "On May 1, 2019 the mill burned.",
    "In News we trust", "In the harbour", "In town again", "He likes to read more", "Read my lips", "Read the river", "More of the same", "More rain than ever",
    "No comment was made by the mayor", "3 comments made me think about the mill", "One comment changed it all", "Next of kin", "Next, we paint the boat",
    "Next week in the harbour", "Previous owners of the mill", "Older than the hills", "Page after page", "Page turner", "First things first", "Last train home",
    "Edit it, and replace the wheel with this", "Related by blood", "Sharing a boat", "Like a river", "Like this one, but smaller", "Reply to none",
    "Copyright in the age of mills", "Powered by wind and water", "Theme and variations", "Photo finish at the regatta", "Image of a town", "Links between towns",
    "Links in the chain", "Meta matters", "Calendar girls", "Subscribe to the idea of rest", "Print is not dead", "Email from the past", "Loading the boat",
    "First, I wrote the letter, which is composed of:", "Next, I opened the following locks:", "Well, I said this would happen.", "Later, I saw the fool is me.",
    "Ok, I thought, let us give it a try:", "Paid service suggested by nobody", "Author of the storm", "Labels and what they hide", "Topics we avoid",
    "The mill, the river and the boat", "Ann Vale", "Ann Vale, miller", "Ann, Bob and Cid went home", "News, Town", "The 3 comments of Ann", "5 boats", "5 min",
    "100 years of rain", "3 thoughts about mills", "1 2 buckle my shoe", "10 20 30", "12:30", "2 + 2 = 4", "What is a tag?", "Is this the end?", "The end.",
    "She said so", "Ann says nothing", "The old miller says the river will rise again.", "Welcome to the harbour", "Rights and wrongs of the mill",
    "Continue, said the miller", "Continuing education", "Reading time", "Views of the river", "View from the tower", "Permanent residents", "Editor wanted",
    "May 1, 2019 Release of the mill", "Older Posts of the harbour", "Categories of boats", "In the town tags are cheap", "YouTube and LinkedIn", "Next Home", "Read more “One” and “Two”", "A short note | with a bar", "Mill | River", "One - two - three", "May 1, 2019 was a sunny day in the harbour and nobody worked.",
    "Le moulin et la rivière", "Par la rivière", "Par la porte du moulin, on voit le port.", "Publié ou perdu", "Dans la ville", "Accueil des nouveaux habitants",
    "Lire est un plaisir", "Étiquettes et mensonges", "À propos de rien", "Suite et fin", "La suite du moulin est connue", "Partager le pain", "Auteur de rien",
    "Der Fluss und die Mühle", "Von der Mühle zum Hafen", "Von nun an regnet es", "In der Stadt", "Über den Fluss", "Im Mai 2019 war alles anders.", "Weiter so, Müller",
    "Mehr Licht für die Mühle", "Kommentar zur Lage der Mühle", "Start der Boote", "Suche nach dem Rad", "Kontakt zur Mühle verloren", "Teilen macht Freude",
    "El molino y el río", "Por la mañana", "Por la puerta del molino", "En la ciudad", "Inicio de la temporada", "Sobre el río", "Más luz para el molino",
    "Comparte el pan con todos", "Leer es vivir en el puerto", "Il mulino e il fiume", "Di notte", "In città", "Leggi la lettera", "Continua la pioggia sul porto",
    "Da Valle", "Von Thal", "De Valle", "水車と川", "町内会だより", "図書館の職員だより", "館長より", "磨坊和河", "물레방아와 강", "Ο μύλος και το ποτάμι", "הטחנה והנהר", "Mlýn a řeka", "Mylly ja joki",
    "Interviewing Millers, by Ann Vale", "Read more about mills in our library.", "Learn more about the prizes of the fair in our leaflet:",
    "O moinho e o rio", "Por toda a cidade", "Em casa", "Sobre o rio", "De molen en de rivier", "In de stad", "Door de stad", "Over de rivier", "Meer licht",
    "Kvarnen och floden", "I staden", "Om floden", "Av allt att döma regnar det", "Młyn i rzeka", "W mieście", "Więcej światła", "O młynie",
    "Мельница и река", "В городе", "О реке", "Ещё раз о мельнице", "Читать полезно", "Новости из города", "Değirmen ve nehir", "Yeni bir gün", "Son gün",
    "آسیاب و رودخانه", "در شهر", "برای آسیاب", "ادامه داستان آسیاب قدیمی", "درباره رودخانه", "خانه قدیمی", "الطاحونة والنهر", "في المدينة", "على النهر", "البحث عن العجلة الضائعة في النهر الطويل قرب المدينة",
};

static void check_one(const expected *one) {
    pdx_phrase phrase;
    const bool found = pdx_lexicon_line(pdx_span_str(one->line), &phrase);
    if (check_failed(phrase.kind == one->kind && found == (one->kind != PDX_PHRASE_NONE))) printf("kind %d, wanted %d: %s\n", phrase.kind, (int)one->kind, one->line);
    if (!found || one->hole == NULL) return;
    const pdx_span hole = pdx_span_slice(pdx_span_str(one->line), (size_t)phrase.hole.begin, (size_t)phrase.hole.end);
    if (check_failed(hole.len == strlen(one->hole) && memcmp(hole.data, one->hole, hole.len) == 0))
        printf("hole '%.*s', wanted '%s': %s\n", (int)hole.len, (const char *)hole.data, one->hole, one->line);
}

static void check_prose(void) {
    for (size_t i = 0; i < PDX_COUNTOF(prose); i++) {
        pdx_phrase phrase[8];
        const pdx_span line = pdx_span_str(prose[i]);
        if (check_failed(!pdx_lexicon_line(line, phrase))) printf("kind %d: %s\n", phrase[0].kind, prose[i]);
        if (check_failed(pdx_lexicon_split(line, phrase, 8) == 0)) printf("split, kind %d: %s\n", phrase[0].kind, prose[i]);
        if (check_failed(!pdx_lexicon_tail(line, phrase))) printf("tail, kind %d: %s\n", phrase[0].kind, prose[i]);
    }
}

typedef struct composite {
    const char *line;
    const char *parts; /* "kind=hole;..." by the letters of letter_of */
} composite;

static const composite composites[] = {
    {"Posted on May 1, 2019 by Ann in News, Town | Tagged a, b | Leave a comment", "on=May 1, 2019;by=Ann;in=News, Town;tag=a, b;com=;"},
    {"By Ann | May 1, 2019 | 3 Comments", "by=Ann;on=May 1, 2019;com=3;"},
    {"May 1, 2019 · Ann · 5 min read", "on=May 1, 2019;by=Ann;time=5;"},
    {"May 1, 2019 • Ann Vale • No comments", "on=May 1, 2019;by=Ann Vale;com=;"},
    {"Posted in News, Town | Edit | No Comments »", "in=News, Town;link=;com=;"},
    {"Posted in News | 3 Comments »", "in=News;com=3;"},
    {"Tags: harbour, mill | Leave a comment", "tag=harbour, mill;com=;"},
    {"Tags: harbour · mill", "tag=harbour · mill;"},
    {"Tags: harbour | link | mill", "tag=harbour | link | mill;"},
    {"Tags: harbour · mill · Leave a comment", "tag=harbour;by=mill;com=;"},
    {"Tags: harbour, mill | Ann", "tag=harbour, mill;by=Ann;"},
    {"Tags: harbour | Ann", "tag=harbour;by=Ann;"},
    {"Filed under: Town — Tags: harbour, mill — Ann Vale @ 4:12 am", "in=Town;tag=harbour, mill;by=Ann Vale;on=4:12 am;"},
    {"Filed under: Town — ann @ 4:12 am", "in=Town;by=ann;on=4:12 am;"},
    {"Раздел: Город Метки: мельница, река", "in=Город;tag=мельница, река;"},
    {"Ann 2018-05-01 harbour, mill", "by=Ann;on=2018-05-01;in=harbour, mill;"},
    {"Раздел: Город Метки: река", "in=Город;tag=река;"},
    {"Kategoriler şehir · Tagler liman, değirmen", "in=şehir;tag=liman, değirmen;"},
    {"Kategoriler şehir · Tagler liman, the mill, balık", "in=şehir;tag=liman, the mill, balık;"},
    {"2018-05-01 10:07 港口 暂无评论 阅读(850)", "on=2018-05-01 10:07;by=港口;com=;time=850;"},
    {"カテゴリー: 港町の暮らしの話 | 投稿日: 2018年5月1日 | 投稿者: アン", "in=港町の暮らしの話;on=2018年5月1日;by=アン;"},
    {"Por Ana | Archivado en Ciudad | También etiquetado puerto, río | Comentarios (6)", "by=Ana;in=Ciudad;tag=puerto, río;com=6;"},
    {"Posted by Ann at 10:30 PM", "by=Ann;on=10:30 PM;"},
    {"Posted by Ann Vale at April 15, 2004 12:30 PM", "by=Ann Vale;on=April 15, 2004 12:30 PM;"},
    {"Posted at 10:30 AM in Books | Permalink | Comments (2) | TrackBack (0)", "on=10:30 AM;in=Books;link=;com=2;link=0;"},
    {"Submitted by ann on Tue, 05/01/2007 - 10:30", "by=ann;on=Tue, 05/01/2007 - 10:30;"},
    {"Written by Ann Vale on May 3, 2019", "by=Ann Vale;on=May 3, 2019;"},
    {"Thursday, May 31, 2007 by Ann Vale", "on=Thursday, May 31, 2007;by=Ann Vale;"},
    {"Ann Vale, May 1, 2019", "by=Ann Vale;on=May 1, 2019;"},
    {"Forfatter Anna Publisert 3. mai 2019 Kategorier Havn Stikkord mølle, elv 2 kommentarer til Havnen", "by=Anna;on=3. mai 2019;in=Havn;tag=mølle, elv;com=Havnen;"},
    {"Автор Анна Опубліковано 03.05.2019Категорії Порт Позначки млин, ріка", "by=Анна;on=03.05.2019;in=Порт;tag=млин, ріка;"},
    {"D.W. - 2018-07-20", "by=D.W.;on=2018-07-20;"},
    {"May 1, 2019Town, River, HarbourAnn Vale", "on=May 1, 2019;in=Town, River, HarbourAnn Vale;"}, /* who is glued to it only a style sheet knows */
    {"Posted on May 1, 20193 Comments on The Mill", "on=May 1, 2019;com=The Mill;"},
    {"·5d ago·9 min read", "on=5d ago;time=9;"},
    {"Comments Off on The Mill – a story | Edit", "com=The Mill – a story;link=;"},
    {"Publié le 3 mai 2019 par Anne dans Ville | Laisser un commentaire", "on=3 mai 2019;by=Anne;in=Ville;com=;"},
    {"Veröffentlicht am 3. Mai 2019 von Anna in Stadt | Schlagwörter: Mühle, Fluss | Kommentar hinterlassen", "on=3. Mai 2019;by=Anna;in=Stadt;tag=Mühle, Fluss;com=;"},
    {"Publicado el 3 de mayo de 2019 por Ana en Ciudad | Etiquetas: puerto, río | Deja un comentario", "on=3 de mayo de 2019;by=Ana;in=Ciudad;tag=puerto, río;com=;"},
    {"Geplaatst op 31 mei 2007 door Anna in Stad | 3 reacties", "on=31 mei 2007;by=Anna;in=Stad;com=3;"},
    {"Publicerat den 31 maj 2007 av Anna i Staden", "on=31 maj 2007;by=Anna;in=Staden;"},
    {"Opublikowano 31 maja 2007 przez Anna", "on=31 maja 2007;by=Anna;"},
    {"Опубликовано 31 мая 2007 в рубрике Город | Метки: порт, река | Оставить комментарий", "on=31 мая 2007;in=Город;tag=порт, река;com=;"},
    {"ارسال شده در ۲۵ آذر ۱۳۹۶ توسط علی", "on=۲۵ آذر ۱۳۹۶;by=علی;"},
    {"Publicado em Cidade com a(s) etiqueta(s) moinho, rio a 04/05/2015 por Ana.", "in=Cidade;tag=moinho, rio;on=04/05/2015;by=Ana;"},
    {"Questo articolo è stato pubblicato in Il mulino e taggato come porto, fiume il 27 giugno 2014 da Anna.", "in=Il mulino;tag=porto, fiume;on=27 giugno 2014;by=Anna;"},
    {"發表於 2017-07-17 | 分類於 磨坊 |", "on=2017-07-17;in=磨坊;"},
    {"28 helmikuun, 2016 | Anna | 3 kommenttia", "on=28 helmikuun, 2016;by=Anna;com=3;"},
    {"2016-04-02 · دقيقتان · Ann", "on=2016-04-02;time=;by=Ann;"},
    {"Posted on May 1, 2019 Categories News Tags mill", "on=May 1, 2019;in=News;tag=mill;"},
    {"Categories Town Tags mill, river", "in=Town;tag=mill, river;"},
    {"Categorías Ciudad Etiquetas puerto", "in=Ciudad;tag=puerto;"},
    /* Parts that only a style sheet keeps apart */
    {"Categories DIYTags mill, river", "in=DIY;tag=mill, river;"},
    {"Posted on May 1, 2019May 3, 2019Author AnnCategories News, TownTags mill, riverLeave a comment on The Mill", "on=May 1, 2019May 3, 2019;by=Ann;in=News, Town;tag=mill, river;com=The Mill;"},
    {"Categories News Leave a comment", "in=News;com=;"},
    {"2 comentarios / Noticias / Por Ana Rojas / 3 de mayo de 2019", "com=2;in=Noticias;by=Ana Rojas;on=3 de mayo de 2019;"},
    {"3 febbraio 2019 di Anna Lodi", "on=3 febbraio 2019;by=Anna Lodi;"},
    {"Por Ana Rojas | 13 de maio de 2019", "by=Ana Rojas;on=13 de maio de 2019;"},
    {"Categories News, Old mills 2 Comments", "in=News, Old mills;com=2;"},
    {"Catégories Moulins Laisser un commentaire", "in=Moulins;com=;"},
    {"Categories of men", ""},
    {"Categories News Tags quay, old mills Leave a comment", "in=News;tag=quay, old mills;com=;"},
    {"Posted in News Tagged quay, repairs 2 Comments", "in=News;tag=quay, repairs;com=2;"},
    {"Posted on May 1, 2019May 3, 2019Author AnnCategories NewsTags mill, river2 Comments on The Mill", "on=May 1, 2019May 3, 2019;by=Ann;in=News;tag=mill, river;com=The Mill;"},
    {"Publié le 10 novembre 20153 janvier 2016Catégories DIYMots-clés port, moulinLaisser un commentaire sur Le moulin", "on=10 novembre 20153 janvier 2016;in=DIY;tag=port, moulin;com=Le moulin;"},
    {"Publicado em 3 de junho de 20184 de junho de 2018Autor AnaCategorias Cidade, MarTags porto, rioDeixe um comentário em O moinho", "on=3 de junho de 20184 de junho de 2018;by=Ana;in=Cidade, Mar;tag=porto, rio;com=O moinho;"},
    {"Veröffentlicht am 3. Juni 20184. Juni 2018Autor AnnaKategorien StadtSchlagwörter Mühle, FlussSchreibe einen Kommentar zu Die Mühle", "on=3. Juni 20184. Juni 2018;by=Anna;in=Stadt;tag=Mühle, Fluss;com=Die Mühle;"},
    {"Posted by Ann McVale in YouTube, StandBy", "by=Ann McVale;in=YouTube, StandBy;"},
    {"Ann ValeMay 1, 2019May 3, 2019Town, Harbourboats, tides3 Comments on The Mill", "by=Ann Vale;on=May 1, 2019May 3, 2019;in=Town, Harbourboats, tides;com=The Mill;"},
    {"Ann Vale8 lutego 200423 lipca 2011MiastoBrak komentarzy do Stary młyn", "by=Ann Vale;on=8 lutego 200423 lipca 2011;in=Miasto;com=Stary młyn;"},
    {"Tags: harbour, mill | 4 Comments ^", "tag=harbour, mill;com=4;"},
    {"Tags: harbour, mill. Closed", "tag=harbour, mill;com=;"},
    {"Posted in Town | Tagged harbour, Run for It!, life. work, mill", "in=Town;tag=harbour, Run for It!, life. work, mill;"},
    {"Filed under Out of the Dark (And Into It) · Tagged with harbour, mill", "in=Out of the Dark (And Into It);tag=harbour, mill;"},
    {"Tags: mill, Harbour - Boats and Ropes | 4 Comments", "tag=mill, Harbour - Boats and Ropes;com=4;"},
    {"Tags: harbour, mill - May 1, 2019", "tag=harbour, mill;on=May 1, 2019;"},
    {"Tags: harbour, mill - by Ann Vale | 4 Comments", "tag=harbour, mill;by=Ann Vale;com=4;"},
    {"Tags: harbour, mill - Permalink | 4 Comments", "tag=harbour, mill;link=;com=4;"},
    /* Names between a date or the beginning of the line and what is announced */
    {"May 1, 2019 ann Leave a comment", "on=May 1, 2019;by=ann;com=;"},
    {"28 helmikuun, 2016 anna 3 kommenttia", "on=28 helmikuun, 2016;by=anna;com=3;"},
    {"Ann 标签：磨坊, 河 2016年02月03日", "by=Ann;tag=磨坊, 河;on=2016年02月03日;"},
    {"نُشرت بتاريخ ٣١ مايو ٢٠٠٧ بواسطة علي", "on=٣١ مايو ٢٠٠٧;by=علي;"},
};

/* Lines that are read as a sentence where they are one, else part by part. */
static const composite sentences[] = {
    {"This entry was posted in Town and tagged mill, river on May 1, 2019 by Ann.", "in=Town;tag=mill, river;on=May 1, 2019;by=Ann;"},
    {"Filed Under: Town Tagged With: mill", "in=Town;tag=mill;"},
    {"Filed Under: Town - Harbour Tagged With: mill, river", "in=Town - Harbour;tag=mill, river;"},
    {"Filed Under: Town, Harbour Tagged: mill, river", "in=Town, Harbour;tag=mill, river;"},
    {"Ten wpis został opublikowany w kategorii Port i oznaczony tagami młyn, rzeka w dniu 3 maja 2019 przez Anna.", "in=Port;tag=młyn, rzeka;on=3 maja 2019;by=Anna;"},
    {"Bu yazı Liman kategorisinde, değirmen, nehir etiketleriyle, 3 Mayıs 2019 tarihinde, Ayşe tarafından yayınlandı.", "in=Liman;tag=değirmen, nehir;on=3 Mayıs 2019;by=Ayşe;"},
    {"本条目发布于 2019年5月3日。属于 港口 分类，被贴了 磨坊、河 标签。作者是 安娜。", "on=2019年5月3日;in=港口;tag=磨坊、河;by=安娜;"},
    {"[ tags | mill, river ]", "tag=mill, river;"},
    {"Defined tags for this entry: mill, river", "tag=mill, river;"},
};

static const char *letter_of(unsigned kind) {
    switch (kind) {
    case PDX_PHRASE_POSTED_ON: return "on";
    case PDX_PHRASE_POSTED_BY: return "by";
    case PDX_PHRASE_POSTED_IN: return "in";
    case PDX_PHRASE_TAGGED: return "tag";
    case PDX_PHRASE_COMMENTS: return "com";
    case PDX_PHRASE_READING_TIME: return "time";
    case PDX_PHRASE_PERMALINK: return "link";
    default: return "?";
    }
}

static void check_parts(const composite *one, const pdx_phrase *parts, size_t n) {
    char told[600] = "";
    for (size_t k = 0; k < n; k++) {
        const size_t used = strlen(told);
        snprintf(told + used, sizeof told - used, "%s=%.*s;", letter_of(parts[k].kind), (int)(parts[k].hole.end - parts[k].hole.begin),
                 one->line + parts[k].hole.begin);
        CHECK(k == 0 || parts[k].range.begin >= parts[k - 1].range.end);
    }
    if (check_failed(strcmp(told, one->parts) == 0)) printf("%s\n  got    %s\n  wanted %s\n", one->line, told, one->parts);
}

static void check_sentences(void) {
    for (size_t i = 0; i < PDX_COUNTOF(sentences); i++) {
        pdx_phrase parts[12];
        pdx_lex_line line;
        pdx_lex_line_init(&line, pdx_span_str(sentences[i].line));
        const size_t n = pdx_lexicon_phrases(&line, parts, 12);
        check_parts(&sentences[i], parts, n);
    }
}

/* A stop behind a list is not of its last item, unless that has others. */
static const composite closed[] = {
    {"Com as tags porto, moinho.", "tag=porto, moinho;"},
    {"Tagged with tides, mill.", "tag=tides, mill;"},
    {"Tags: tides, U.S.", "tag=tides, U.S.;"},
};

static void check_closed(void) {
    for (size_t i = 0; i < PDX_COUNTOF(closed); i++) {
        pdx_phrase phrase;
        CHECK(pdx_lexicon_line(pdx_span_str(closed[i].line), &phrase));
        check_parts(&closed[i], &phrase, 1);
    }
}

static void check_composites(void) {
    for (size_t i = 0; i < PDX_COUNTOF(composites); i++) {
        pdx_phrase parts[12];
        const pdx_span line = pdx_span_str(composites[i].line);
        const size_t n = pdx_lexicon_split(line, parts, 12);
        check_parts(&composites[i], parts, n);
        if (n > 1) CHECK(!pdx_lexicon_line(line, parts));
        if (n > 1) CHECK_EQ(pdx_lexicon_split(line, parts, 1), 1);
    }
}

typedef struct glued {
    const char *line;
    const char *phrase, *hole; /* phrase NULL: nothing is glued */
} glued;

static const glued tails[] = {
    {"the story went on when youContinue reading “The Mill”", "Continue reading “The Mill”", "The Mill"},
    {"And that was the end.Continue reading The Mill →", "Continue reading The Mill", "The Mill"},
    {"And that was the end. Read more »", "Read more", ""},
    {"and the town [Read more...]", "[Read more...]", ""},
    {"and the town (more…)", "(more…)", ""},
    {"and the town … Continue reading →", "Continue reading", ""},
    {"The wheel turned. … Weiterlesen →", "Weiterlesen", ""},
    {"La roue tourne… Lire la suite »", "Lire la suite", ""},
    {"La rueda gira. [Leer más...]", "[Leer más...]", ""},
    {"چرخ می‌چرخد… ادامه خواندن \"آسیاب\"", "ادامه خواندن \"آسیاب\"", "آسیاب"},
    {"The wheel turned.Leave a comment", "Leave a comment", ""},
    {"The wheel turned. Continue reading Low water \xE2\x86\x92", "Continue reading Low water", "Low water"},
    {"The wheel turned. Continue reading Low water", NULL, NULL},
    {"Das Rad stand still. \xE2\x80\x9ENiedrigwasser am Kai\xE2\x80\x9C weiterlesen", "\xE2\x80\x9ENiedrigwasser am Kai\xE2\x80\x9C weiterlesen", "Niedrigwasser am Kai"},
    {"Das Rad stand still. \xE2\x80\x9ENein\xE2\x80\x9C, sagte er und wollte weiterlesen", NULL, NULL},
    {"Das Rad stand still. Er wollte weiterlesen", NULL, NULL},
    {"He likes to read more", NULL, NULL},
    {"We all should read more.", NULL, NULL},
    {"She went on to continue reading “The Mill”", NULL, NULL},
    {"Nobody would leave a comment", NULL, NULL},
    {"Read the book. Leave a comment.", NULL, NULL},
    {"It rained. Continue reading the signs of the sky", NULL, NULL},
    {"More (much more)", NULL, NULL},
};

static void check_tails(void) {
    for (size_t i = 0; i < PDX_COUNTOF(tails); i++) {
        pdx_phrase phrase;
        const char *line = tails[i].line;
        const bool found = pdx_lexicon_tail(pdx_span_str(line), &phrase);
        if (check_failed(found == (tails[i].phrase != NULL))) printf("tail %d: %s\n", found, line);
        if (!found || tails[i].phrase == NULL) continue;
        const int len = (int)(phrase.range.end - phrase.range.begin), hole = (int)(phrase.hole.end - phrase.hole.begin);
        if (check_failed((size_t)len == strlen(tails[i].phrase) && memcmp(line + phrase.range.begin, tails[i].phrase, (size_t)len) == 0))
            printf("phrase '%.*s', wanted '%s'\n", len, line + phrase.range.begin, tails[i].phrase);
        if (check_failed((size_t)hole == strlen(tails[i].hole) && memcmp(line + phrase.hole.begin, tails[i].hole, (size_t)hole) == 0))
            printf("hole '%.*s', wanted '%s'\n", hole, line + phrase.hole.begin, tails[i].hole);
    }
}

static void check_language(const char *line, pdx_lang wanted) {
    pdx_phrase phrase;
    CHECK(pdx_lexicon_line(pdx_span_str(line), &phrase));
    CHECK_EQ(phrase.language, wanted);
}

/* A long list of tags is furniture though the line is long; long prose is not. */
static void check_long_lines(void) {
    static char text[3000];
    pdx_phrase phrase[2];
    size_t n = (size_t)snprintf(text, sizeof text, "Tags: ");
    while (n + 20 < 1500) n += (size_t)snprintf(text + n, sizeof text - n, "harbour %d, ", (int)n);
    n += (size_t)snprintf(text + n, sizeof text - n, "mill");
    CHECK(pdx_lexicon_line(pdx_span_of(text, n), phrase));
    CHECK_EQ(phrase[0].kind, PDX_PHRASE_TAGGED);
    CHECK_EQ(phrase[0].hole.end, n);
    snprintf(text + n, sizeof text - n, " | Leave a comment");
    CHECK_EQ(pdx_lexicon_split(pdx_span_str(text), phrase, 2), 2);
    CHECK_EQ(phrase[1].kind, PDX_PHRASE_COMMENTS);
    n = 0;
    while (n + 40 < sizeof text) n += (size_t)snprintf(text + n, sizeof text - n, "Posted by the river we wait and read more. ");
    CHECK(!pdx_lexicon_line(pdx_span_of(text, n), phrase));
    CHECK_EQ(pdx_lexicon_split(pdx_span_of(text, n), phrase, 2), 0);
    CHECK(!pdx_lexicon_tail(pdx_span_of(text, n), phrase));
}

static void check_ranges(pdx_span line, const pdx_phrase *phrase) {
    CHECK(phrase->range.begin < phrase->range.end && phrase->range.end <= line.len);
    CHECK(phrase->hole.begin <= phrase->hole.end);
    if (phrase->hole.begin < phrase->hole.end) CHECK(phrase->hole.begin >= phrase->range.begin && phrase->hole.end <= phrase->range.end);
    CHECK(phrase->kind > PDX_PHRASE_NONE && phrase->kind < PDX_PHRASE_KIND_COUNT);
}

static void check_any_bytes(void) {
    static const char *const pieces[] = {"Posted on", "by", "in", "Tags:", "Tagged", "May 1, 2019", "20192019", "|", " ", " ", ", ", "«", "»", "“", "”", "(", ")", "...",
                                         "…", "Leave a comment", "Continue reading", "Ann", "برای", "دیدگاهی بنویسید", "\xFF", "\xE2\x80", "\xD8", "3", "comments", "1", "2",
                                         "Next", "©", "2019", "6 Mar 20266 Mar 2026", "l’", "\xC2\xAB", "on", "at", "10:30"};
    uint32_t seed = 777;
    uint8_t line[700];
    for (int round = 0; round < 20000; round++) {
        size_t n = 0;
        while (n + 40 < sizeof line) {
            seed = seed * 1664525u + 1013904223u;
            if (seed >> 27 == 0) break;
            if (round % 4 == 0) {
                line[n++] = (uint8_t)(seed >> 16);
                continue;
            }
            const char *piece = pieces[(seed >> 16) % PDX_COUNTOF(pieces)];
            memcpy(line + n, piece, strlen(piece));
            n += strlen(piece);
        }
        uint8_t *copy = malloc(n + 1);
        if (copy == NULL) return;
        memcpy(copy, line, n);
        pdx_phrase phrases[8];
        const pdx_span text = pdx_span_of(copy, n);
        if (pdx_lexicon_line(text, phrases)) check_ranges(text, &phrases[0]);
        for (size_t i = 0, parts = pdx_lexicon_split(text, phrases, 8); i < parts; i++) check_ranges(text, &phrases[i]);
        if (pdx_lexicon_tail(text, phrases)) check_ranges(text, &phrases[0]);
        free(copy);
    }
}

int main(void) {
    for (size_t i = 0; i < PDX_COUNTOF(lines); i++) check_one(&lines[i]);
    check_prose();
    check_composites();
    check_closed();
    check_sentences();
    check_tails();
    check_language("Leave a comment", PDX_LANG_EN);
    check_language("Laisser un commentaire", PDX_LANG('f', 'r'));
    check_language("Hinterlasse einen Kommentar", PDX_LANG('d', 'e'));
    check_language("دیدگاهی بنویسید", PDX_LANG('f', 'a'));
    check_language("اترك تعليقا", PDX_LANG('a', 'r'));
    check_long_lines();
    check_any_bytes();
    return check_report("lexicon");
}
