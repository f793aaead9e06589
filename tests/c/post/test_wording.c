/* Dates by the patterns of languages, in invented sentences: what is a date, what only looks like one, and what is counted from another day. */
#include "check.h"
#include "memory.h"
#include "post/mentions/mention_value.h"
#include "random.h"

typedef struct wording_case {
    const char *language, *text;
    const char *wanted[4]; /* "words|kind|value"; NULL ends */
} wording_case;

static const wording_case cases[] = {
    /* English: what patterns tell */
    {"en", "Yesterday the mayor met the baker.", {"Yesterday|relative|"}},
    {"en", "He came the day before yesterday, and tomorrow he leaves.", {"day before yesterday|relative|", "tomorrow|relative|"}},
    {"en", "Two years ago the mill burned, 30 days later it stood again.", {"Two years ago|relative|", "30 days later|relative|"}},
    {"en", "last week it rained, this month it is dry, next year it may snow", {"last week|relative|", "this month|relative|", "next year|relative|"}},
    {"en", "the last week of the fair; for the last year; its last month", {NULL}},
    {"en", "the last days, the next step, this may be so, this march of theirs", {NULL}},
    {"en", "The following day they met; the next year too.", {"following day|relative|", "next year|relative|"}},
    {"en", "a year ago, a century ago, ten decades ago", {"a year ago|relative|", "a century ago|relative|", "ten decades ago|relative|"}},
    {"en", "Last Friday and next Monday, but the last Sunday of all", {"Last Friday|relative|", "next Monday|relative|"}},
    {"en", "Last summer was dry; in the summer of the flood it was not.", {"Last summer|relative|"}},
    {"en", "In the summer they rest, in winter they mend.", {"summer|season|XXXX-22", "winter|season|XXXX-24"}},
    {"en", "during the winter; the fall of the tower; water of the spring", {"winter|season|XXXX-24"}},
    {"en", "in the spring water and in the fall term", {NULL}},
    {"en", "the summer of 1988 and autumn 1990", {"summer of 1988|season|1988-22", "autumn 1990|season|1990-23"}},
    {"en", "In the 19th century, in the nineteenth century, in the 21st Century", {"19th century|century|18XX", "nineteenth century|century|18XX", "21st Century|century|20XX"}},
    {"en", "a nineteenth-century mill and a twenty-first century roof", {"nineteenth-century|century|18XX", "twenty-first century|century|20XX"}},
    {"en", "In the 1800s and the early 1900s; the 2000s were loud.", {"1800s|century|18XX", "early 1900s|century|19XX", "2000s|decade|2000s"}},
    {"en", "his third century of the season; the 3rd century BC", {NULL}},
    {"en", "the early 17th and late 18th centuries", {"17th|century|16XX", "18th centuries|century|17XX"}},
    {"en", "in the 16th, the 17th and 18th centuries", {"16th|century|15XX", "17th|century|16XX", "18th centuries|century|17XX"}},
    {"en", "the hall and the 18th century; twenty-first and nineteenth century", {"18th century|century|17XX", "nineteenth century|century|18XX"}},
    {"en", "June last year and summer of last year", {"June last year|relative|", "summer of last year|relative|"}},
    {"en", "last June, next May 5, this March", {"last June|relative|", "next May 5|relative|", "this March|relative|"}},
    {"en", "ago, later, sooner or later, earlier, two mills later", {NULL}},
    {"en", "30,000 years ago and 3.5 years later", {NULL}},
    /* German */
    {"de", "Die Brücke wurde am 13. Februar 1921 eröffnet.", {"13. Februar 1921|day|1921-02-13"}},
    {"de", "Am Montag, den 3. Mai 2010, und am 4. Mai.", {"Montag, den 3. Mai 2010|day|2010-05-03", "4. Mai|monthday|XXXX-05-04"}},
    {"de", "im März 1998, im Mai, seit Juni 2001", {"März 1998|month|1998-03", "Mai|month|XXXX-05", "Juni 2001|month|2001-06"}},
    {"de", "am 13.02.1921 und am 1.3.2010", {"13.02.1921|day|1921-02-13", "1.3.2010|day|2010-03-01"}},
    {"de", "1988 brannte die Mühle; im Jahr 1921 Bürgermeister, (1990)", {"1988|year|1988", "1921|year|1921", "1990|year|1990"}},
    {"de", "zwischen 1979 und 1981, 1990 bis 1992, 1955-1957", {"zwischen 1979 und 1981|range|1979/1981", "1990 bis 1992|range|1990/1992", "1955-1957|range|1955/1957"}},
    {"de", "vom 3. bis 5. Mai 2010 und vom 28. Juni bis 2. Juli 2011", {"3. bis 5. Mai 2010|range|2010-05-03/2010-05-05", "28. Juni bis 2. Juli 2011|range|2011-06-28/2011-07-02"}},
    {"de", "im Sommer 1988, im Winter, im Herbst des Jahres 1921", {"Sommer 1988|season|1988-22", "Winter|season|XXXX-24", "Herbst des Jahres 1921|season|1921-23"}},
    {"de", "in den 1980er Jahren, der siebziger Jahre, die 60er-Jahre", {"1980er Jahren|decade|1980s", "siebziger Jahre|decade|1970s", "60er-Jahre|decade|1960s"}},
    {"de", "im 19. Jahrhundert, des zwanzigsten Jahrhunderts", {"19. Jahrhundert|century|18XX", "zwanzigsten Jahrhunderts|century|19XX"}},
    {"de", "Gestern regnete es, vor zwei Jahren auch, letzte Woche nicht.", {"Gestern|relative|", "vor zwei Jahren|relative|", "letzte Woche|relative|"}},
    {"de", "Vergangenen Sommer, letzten Freitag, am nächsten Tag", {"Vergangenen Sommer|relative|", "letzten Freitag|relative|", "nächsten Tag|relative|"}},
    {"de", "Es waren 1988 Menschen da, 1990 Euro, 80 Jahre", {NULL}},
    {"de", "Der Mai ist schön, so wie die Mühle. Der Sonntag kommt.", {NULL}},
    {"de", "Version 1.1988, Nr. 1921/3, 1921%, 12.000 Stück", {NULL}},
    /* French */
    {"fr", "Le pont a été ouvert le 13 février 1921 et le 1er mai 1922.", {"13 février 1921|day|1921-02-13", "1er mai 1922|day|1922-05-01"}},
    {"fr", "le lundi 3 mai, en mars, dès août 1998, au mois de juin", {"lundi 3 mai|monthday|XXXX-05-03", "mars|month|XXXX-03", "août 1998|month|1998-08", "juin|month|XXXX-06"}},
    {"fr", "En 1988, le moulin brûla; depuis 1990; l'année 1921", {"1988|year|1988", "1990|year|1990", "1921|year|1921"}},
    {"fr", "entre 1979 et 1981, de 1990 à 1992", {"entre 1979 et 1981|range|1979/1981", "1990 à 1992|range|1990/1992"}},
    {"fr", "du 3 au 5 mai 2010", {"3 au 5 mai 2010|range|2010-05-03/2010-05-05"}},
    {"fr", "Pendant l’été 1988, à l’automne de 1990, en hiver", {"été 1988|season|1988-22", "automne de 1990|season|1990-23", "hiver|season|XXXX-24"}},
    {"fr", "au XIXe siècle, au 20e siècle, au dix-neuvième siècle, au XXIe siècle", {"XIXe siècle|century|18XX", "20e siècle|century|19XX", "dix-neuvième siècle|century|18XX", "XXIe siècle|century|20XX"}},
    {"fr", "dans les années 1980, les années soixante-dix, les années quatre-vingt-dix, les années soixante", {"années 1980|decade|1980s", "années soixante-dix|decade|1970s", "années quatre-vingt-dix|decade|1990s", "années soixante|decade|1960s"}},
    {"fr", "Hier il pleuvait, il y a deux ans aussi, la semaine dernière non.", {"Hier|relative|", "il y a deux ans|relative|", "semaine dernière|relative|"}},
    {"fr", "L’an dernier, avant-hier, vendredi dernier, deux jours plus tard", {"an dernier|relative|", "avant-hier|relative|", "vendredi dernier|relative|", "deux jours plus tard|relative|"}},
    {"fr", "Il a été maire; le mardi gras; plus de 2000 personnes; de 1988 habitants", {NULL}},
    {"fr", "la planète Mars, le mur, la mer, un jeu, sept 2000", {NULL}},
    /* Spanish */
    {"es", "El puente se abrió el 13 de febrero de 1921 y el lunes 3 de mayo de 2010.", {"13 de febrero de 1921|day|1921-02-13", "lunes 3 de mayo de 2010|day|2010-05-03"}},
    {"es", "el 4 de mayo, en marzo, en junio de 1998, a principios de enero", {"4 de mayo|monthday|XXXX-05-04", "marzo|month|XXXX-03", "junio de 1998|month|1998-06", "enero|month|XXXX-01"}},
    {"es", "En 1988 ardió el molino; desde 1990; el año 1921", {"1988|year|1988", "1990|year|1990", "1921|year|1921"}},
    {"es", "El 1º de mayo de 2018, el 1.º de junio y el 2° de julio de 2019", {"1º de mayo de 2018|day|2018-05-01", "1.º de junio|monthday|XXXX-06-01", "2° de julio de 2019|day|2019-07-02"}},
    {"es", "entre 1979 y 1981, de 1990 a 1992", {"entre 1979 y 1981|range|1979/1981", "1990 a 1992|range|1990/1992"}},
    {"es", "del 3 al 5 de mayo de 2010", {"3 al 5 de mayo de 2010|range|2010-05-03/2010-05-05"}},
    {"es", "en el verano de 1988, en otoño, el invierno del 1990", {"verano de 1988|season|1988-22", "otoño|season|XXXX-23", "invierno del 1990|season|1990-24"}},
    {"es", "en el siglo XIX, el siglo XX, siglo 21", {"siglo XIX|century|18XX", "siglo XX|century|19XX", "siglo 21|century|20XX"}},
    {"es", "en los años ochenta, en la década de 1970, los años 60", {"años ochenta|decade|1980s", "década de 1970|decade|1970s", "años 60|decade|1960s"}},
    {"es", "Ayer llovía, hace dos años también, la semana pasada no.", {"Ayer|relative|", "hace dos años|relative|", "semana pasada|relative|"}},
    {"es", "El año pasado, el próximo mes, el lunes pasado, al día siguiente", {"año pasado|relative|", "próximo mes|relative|", "lunes pasado|relative|", "día siguiente|relative|"}},
    {"es", "más de 2000 personas; de 1988 habitantes; la mañana; la plaza de mayo", {NULL}},
    /* languages that have no table of their own */
    {"pt", "No dia 1º de maio de 2018 e no 1.º de junho de 2019.", {"1º de maio de 2018|day|2018-05-01", "1.º de junho de 2019|day|2019-06-01"}},
    {"it", "Il 1º maggio 2018 e il 1° giugno 2019.", {"1º maggio 2018|day|2018-05-01", "1° giugno 2019|day|2019-06-01"}},
    /* Persian */
    {"fa", "پل در ۱۳ خرداد ۱۴۰۰ باز شد.", {"۱۳ خرداد ۱۴۰۰|day|2021-06-03"}},
    {"fa", "در ۱۳۹۸/۰۲/۱۳ و در ۵ مارس ۲۰۱۰", {"۱۳۹۸/۰۲/۱۳|day|2019-05-03", "۵ مارس ۲۰۱۰|day|2010-03-05"}},
    {"fa", "آسیاب در سال ۱۳۶۷ سوخت و در سال ۱۹۸۸ میلادی نه.", {"۱۳۶۷|year|1988-03-21/1989-03-20", "۱۹۸۸ میلادی|year|1988"}},
    {"fa", "سال‌های ۱۳۵۸ تا ۱۳۶۰", {"۱۳۵۸ تا ۱۳۶۰|range|1979-03-21/1982-03-20"}},
    {"fa", "در خرداد ماه ۱۴۰۰ و در مرداد ماه", {"خرداد ماه ۱۴۰۰|month|2021-05-22/2021-06-21", "مرداد ماه|month|"}},
    {"fa", "در ۲۲ بهمن و در بیست و دوم بهمن ۱۳۵۷", {"۲۲ بهمن|monthday|", "بیست و دوم بهمن ۱۳۵۷|day|1979-02-11"}},
    {"fa", "در تابستان ۱۳۶۷ و در زمستان", {"تابستان ۱۳۶۷|season|1988-06-22/1988-09-22", "زمستان|season|XXXX-24"}},
    {"fa", "در دهه شصت و دهه ۱۳۷۰ و دهه ۱۹۸۰", {"دهه شصت|decade|1981-03-21/1991-03-20", "دهه ۱۳۷۰|decade|1991-03-21/2001-03-20", "دهه ۱۹۸۰|decade|1980s"}},
    {"fa", "در قرن نوزدهم و قرن بیستم و قرن بیست و یکم", {"قرن نوزدهم|century|18XX", "قرن بیستم|century|19XX", "قرن بیست و یکم|century|20XX"}},
    {"fa", "دیروز باران بود، دو سال پیش هم، هفته گذشته نه.", {"دیروز|relative|", "دو سال پیش|relative|", "هفته گذشته|relative|"}},
    {"fa", "سال گذشته و امسال و جمعه گذشته", {"سال گذشته|relative|", "امسال|relative|", "جمعه گذشته|relative|"}},
    {"fa", "۱۳۶۷ نفر آمدند، در ۱۴۰۰ نفر، مهر او، سه تیر", {NULL}},
    /* Arabic */
    {"ar", "افتتح الجسر في 13 فبراير 1921 ويوم الاثنين 3 مايو 2010.", {"13 فبراير 1921|day|1921-02-13", "الاثنين 3 مايو 2010|day|2010-05-03"}},
    {"ar", "في ١٣ شباط ١٩٢١ وفي نيسان/أبريل 2019", {"١٣ شباط ١٩٢١|day|1921-02-13", "نيسان/أبريل 2019|month|2019-04"}},
    {"ar", "في 8 جمادى الآخرة 1440 هـ", {"8 جمادى الآخرة 1440 هـ|day|2019-02-14"}},
    {"ar", "عام 1988 احترقت الطاحونة، وعام 1990، سنة ١٤٠٠ هـ", {"1988|year|1988", "1990|year|1990", "١٤٠٠ هـ|year|1979-11-21/1980-11-08"}},
    {"ar", "بين عامي 1979 و1981", {"بين عامي 1979 و1981|range|1979/1981"}},
    {"ar", "في صيف عام 1988 وفي الشتاء", {"صيف عام 1988|season|1988-22", "الشتاء|season|XXXX-24"}},
    {"ar", "في الثمانينيات وفي سبعينيات القرن الماضي", {"الثمانينيات|decade|1980s", "سبعينيات القرن الماضي|decade|1970s"}},
    {"ar", "في القرن التاسع عشر والقرن العشرين والقرن الحادي والعشرين", {"القرن التاسع عشر|century|18XX", "القرن العشرين|century|19XX", "القرن الحادي والعشرين|century|20XX"}},
    {"ar", "أمس كان المطر، وقبل عامين، والأسبوع الماضي، وقبل ثلاث سنوات", {"أمس|relative|", "قبل عامين|relative|", "الأسبوع الماضي|relative|", "قبل ثلاث سنوات|relative|"}},
    {"ar", "1988 شخصا، عام 1988 كيلومتر، الربيع العربي", {NULL}},
};

static void tell(const wording_case *one, const pdx_mentions *found) {
    printf("%s\n", one->text);
    for (size_t i = 0; i < found->len; i++)
        printf("    found [%.*s] %s [%s]\n", (int)(found->data[i].range.end - found->data[i].range.begin), one->text + found->data[i].range.begin,
               pdx_mention_kind_name((pdx_mention_kind)found->data[i].kind), found->data[i].value);
}

static bool is_wanted(const wording_case *one, const pdx_mention *mention, const char *wanted) {
    char got[512];
    (void)snprintf(got, sizeof got, "%.*s|%s|%s", (int)(mention->range.end - mention->range.begin), one->text + mention->range.begin,
                   pdx_mention_kind_name((pdx_mention_kind)mention->kind), mention->value);
    return strcmp(got, wanted) == 0;
}

static void check_case(const wording_case *one) {
    pdx_mentions found;
    PDX_VEC_INIT(&found);
    if (pdx_mentions_find(pdx_span_str(one->text), 0, pdx_lang_parse(pdx_span_str(one->language)), &found, NULL, NULL) != PDX_OK) {
        CHECK(false);
        return;
    }
    size_t wanted = 0;
    while (wanted < PDX_COUNTOF(one->wanted) && one->wanted[wanted] != NULL) wanted++;
    bool right = found.len == wanted;
    for (size_t i = 0; right && i < wanted; i++) right = is_wanted(one, &found.data[i], one->wanted[i]);
    if (check_failed(right)) tell(one, &found);
    PDX_VEC_DEINIT(&found);
}

typedef struct resolve_case {
    const char *language, *text, *written, *value;
} resolve_case;

static const resolve_case resolved[] = {
    /* 21 February 2019 was a Thursday of the eighth week. */
    {"en", "yesterday", "2019-02-21", "2019-02-20"}, {"en", "tomorrow", "2019-02-28", "2019-03-01"}, {"en", "two days ago", "2020-03-01", "2020-02-28"},
    {"en", "last week", "2019-02-21", "2019-W07"}, {"en", "next week", "2018-12-27", "2019-W01"}, {"en", "two weeks ago", "2021-01-15", "2020-W53"},
    {"en", "last month", "2019-01-21", "2018-12"}, {"en", "this year", "2019", "2019"}, {"en", "three years ago", "2019-02-21", "2016"},
    {"en", "last decade", "2019-02-21", "2000s"}, {"en", "last century", "2019-02-21", "19XX"}, {"en", "two decades ago", "2019-02-21", "1990s"},
    {"en", "last Friday", "2019-02-21", "2019-02-15"}, {"en", "last Monday", "2019-02-21", "2019-02-18"}, {"en", "next Monday", "2019-02-21", "2019-02-25"},
    {"en", "last Thursday", "2019-02-21", "2019-02-14"}, {"en", "this Friday", "2019-02-21", "2019-02-22"}, {"en", "last June", "2019-02-21", "2018-06"},
    {"en", "last January", "2019-02-21", "2019-01"}, {"en", "next March", "2019-02-21", "2019-03"}, {"en", "June last year", "2019-02-21", "2018-06"},
    {"en", "last summer", "2019-02-21", "2018-22"}, {"en", "last summer", "2019-07-21", "2018-22"}, {"en", "last summer", "2019-10-21", "2019-22"},
    {"en", "next summer", "2019-02-21", "2019-22"}, {"en", "summer last year", "2019-02-21", "2018-22"},
    {"en", "yesterday", "2019-02", ""}, {"en", "last month", "2019", ""}, {"en", "the following day", "2019-02-21", ""}, {"en", "yesterday", "", ""},
    {"de", "vor zwei Jahren", "2019-02-21", "2017"}, {"fr", "il y a trois jours", "2019-02-21", "2019-02-18"}, {"es", "hace dos meses", "2019-02-21", "2018-12"},
    {"fa", "سال گذشته", "۱۴۰۰/۰۳/۲۳", "2020-03-20/2021-03-20"}, {"fa", "ماه گذشته", "۱۴۰۰/۰۱/۰۵", "2021-02-19/2021-03-20"}, {"fa", "دیروز", "۱۴۰۰/۰۱/۰۱", "2021-03-20"},
    {"ar", "قبل عامين", "2019-02-21", "2017"},
};

static void check_resolved(const resolve_case *one) {
    const pdx_lang language = pdx_lang_parse(pdx_span_str(one->language));
    pdx_mentions found;
    pdx_date written;
    pdx_range range;
    bool ambiguous;
    PDX_VEC_INIT(&found);
    memset(&written, 0, sizeof written);
    (void)pdx_date_parse(pdx_span_str(one->written), language, PDX_ORDER_UNKNOWN, &written, &range, &ambiguous);
    CHECK_EQ(pdx_mentions_find(pdx_span_str(one->text), 0, language, &found, NULL, NULL), PDX_OK);
    bool right = found.len == 1 && pdx_mention_resolve(&found.data[0], &written) == (one->value[0] != '\0');
    right = right && strcmp(found.data[0].value, one->value) == 0;
    if (check_failed(right)) printf("%s at %s: [%s], wanted [%s]\n", one->text, one->written, found.len == 0 ? "nothing" : found.data[0].value, one->value);
    PDX_VEC_DEINIT(&found);
}

/* The same sentence far into a text, wherever the stretches that are looked at end: the same mentions. */
static void check_anywhere(void) {
    static const char sentence[] = "Die Mühle brannte am 13. Februar 1921, und im Sommer des Jahres 1988 vor zwei Jahren. ";
    char text[6000];
    for (size_t pad = 900; pad < 1200; pad++) {
        size_t n = 0;
        while (n < pad) {
            text[n] = n % 7 == 6 ? ' ' : 'x';
            n++;
        }
        text[n++] = ' ';
        const size_t begin = n;
        memcpy(text + n, sentence, sizeof sentence - 1);
        n += sizeof sentence - 1;
        pdx_mentions found;
        PDX_VEC_INIT(&found);
        CHECK_EQ(pdx_mentions_find(pdx_span_of(text, n), 0, PDX_LANG('d', 'e'), &found, NULL, NULL), PDX_OK);
        CHECK_EQ(found.len, 3);
        if (found.len == 3) CHECK_EQ(found.data[0].range.begin - begin, 22);
        PDX_VEC_DEINIT(&found);
    }
}

/* Ranges come in order, do not overlap and stay inside, whatever the bytes. */
static void check_any_bytes(void) {
    static const char *const pieces[] = {"13", ". ", " ", "Februar ", "1921", "février ", "de ", "XIX", "siècle ", "سال ", "۱۳۶۷", " تا ", "خرداد ", "القرن ", "عشر ", "و", "vor ", "zwei ", "Jahren ", "\xFF",
                                         "\xD9", "'", "l", "années ", "-", "entre ", "y ", "été ", "Montag, ", "1.1.1990", "(", "\n", "er ", "last ", "week ", "century ", "ago ", "1980", "xxxxxxxxxxxxxxxxxxxx"};
    static const char *const languages[] = {"en", "de", "fr", "es", "fa", "ar"};
    test_random random = {11};
    for (unsigned round = 0; round < 12000; round++) {
        char text[1024];
        size_t n = 0;
        for (unsigned k = 0; k < 14; k++) {
            const char *piece = pieces[random_below(&random, PDX_COUNTOF(pieces))];
            memcpy(text + n, piece, strlen(piece));
            n += strlen(piece);
        }
        pdx_mentions found;
        PDX_VEC_INIT(&found);
        uint8_t *exact = pdx_alloc(n);
        if (exact == NULL) return;
        memcpy(exact, text, n);
        bool good = pdx_mentions_find(pdx_span_of(exact, n), 0, pdx_lang_parse(pdx_span_str(languages[round % 6])), &found, NULL, NULL) == PDX_OK;
        uint64_t last = 0;
        for (size_t i = 0; i < found.len; i++) {
            const pdx_mention *m = &found.data[i];
            good = good && m->range.begin >= last && m->range.end > m->range.begin && m->range.end <= n && memchr(m->value, '\0', sizeof m->value) != NULL;
            last = m->range.end;
        }
        CHECK(good);
        PDX_VEC_DEINIT(&found);
        pdx_free(exact);
    }
}

#ifdef PDX_TESTING
static pdx_status find_and_free(void *context) {
    pdx_mentions found;
    PDX_VEC_INIT(&found);
    const pdx_status status = pdx_mentions_find(pdx_span_str(context), 0, PDX_LANG('f', 'r'), &found, NULL, NULL);
    PDX_VEC_DEINIT(&found);
    return status;
}
#endif

int main(void) {
    for (size_t i = 0; i < PDX_COUNTOF(cases); i++) check_case(&cases[i]);
    for (size_t i = 0; i < PDX_COUNTOF(resolved); i++) check_resolved(&resolved[i]);
    printf("wording cases: %d, resolved: %d\n", (int)PDX_COUNTOF(cases), (int)PDX_COUNTOF(resolved));
    check_anywhere();
    check_any_bytes();
#ifdef PDX_TESTING
    memory_fails(find_and_free, (void *)(uintptr_t)"en 1981, en 1982, en 1983, en 1984, en 1985, en 1986, en 1987, en 1988, en 1989, en 1990", 1);
#endif
    return check_report("test_wording");
}
