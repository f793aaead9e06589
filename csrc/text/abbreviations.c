#include "text/abbreviations.h"

#include <string.h>

#include "base/ascii.h"
#include "text/unicode.h"
#include "text/utf8.h"

/* Words are as written before the full stop, between spaces. */
typedef struct abbreviations {
    pdx_lang language;
    const char *always;   /* never end a sentence */
    const char *number;   /* not before a number */
    const char *maybe;    /* not unless one of `starters` follows */
    const char *starters; /* words that mostly begin a sentence */
    const char *months;   /* not behind a day in digits; "" where a day takes no full stop */
} abbreviations;

static const abbreviations tables[] = {
    {PDX_LANG('e', 'n'),
     " Mr Mrs Ms Messrs Mx Dr Prof Rev Hon Gen Lt Col Capt Maj Sgt Cpl Cmdr Adm Sen Rep Gov Pres Amb St Mt Ft vs v "
     "e.g i.e cf viz ca approx ",
     " No Nos no nos Vol vol Art art Sec sec Ch ch Fig fig p pp para Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec "
     "Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun ",
     " Jr Sr Inc Ltd Co Corp Bros a.m p.m et al Ph.D M.D B.A M.A ",
     " The A An He She It They We You This That These Those There His Her Their Its Our My In On At By From With For To "
     "But And Or So Yet If As When While After Before Since During However According Although Because Then Now Here "
     "What Who Why How Where Which Some Many Most All No Not One Another Both Each Every I ",
     ""},
    {PDX_LANG('f', 'r'), " M MM Mme Mmes Mlle Mlles Dr Pr Me Mgr St Ste cf p.ex env ", " No n p pp art vol chap janv févr avr juil sept oct nov déc ",
     " etc ", " Le La Les Un Une Il Elle Ils Elles On Nous Vous Je Ce Cet Cette Ces Mais Et Dans En Pour Par Sur À Au Aux ", ""},
    {PDX_LANG('d', 'e'), " Hr Hrn Fr Dr Prof Dipl Ing St z.B z bzw ca d.h d u.a u s.o s.u vgl sog Mio Mrd Tsd inkl evtl ggf ",
     " Nr Nrn Art Abs Bd Kap S Abb Jan Feb Febr Apr Aug Sept Okt Nov Dez ", " usw etc Str Jh ",
     " Der Die Das Ein Eine Er Sie Es Wir Ihr Ich Dies Diese Dieser In Im Am An Auf Bei Mit Von Zu Aber Und Oder Doch "
     "Wenn Als Nach Seit Auch So ",
     " Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jan Feb Jahrhundert "},
    {PDX_LANG('e', 's'), " Sr Sra Sres Srta Dr Dra Prof Lic Ing Gral Ud Uds Vd D Dña Sto Sta p.ej cf aprox ",
     " No Núm núm n art pág págs p pp vol cap ene feb abr jun jul ago sept oct nov dic ", " etc EE.UU ",
     " El La Los Las Un Una Él Ella Ellos Ellas Se En De Por Para Con Pero Y No Es Este Esta Esto Su Sus ", ""},
    {PDX_LANG('i', 't'),
     " Sig sig Sigg Sig.ra sig.ra Dott dott Dr Prof prof Avv avv Ing On Arch S p.es cfr ca ",
     " n N nn art pag pagg p pp vol cap gen feb mar apr giu lug ago set ott nov dic ",
     " ecc ", " Il Lo La I Gli Le Un Una Egli Lui Lei Loro Si In Di A Da Con Su Per Ma E Non È Questo Questa ", ""},
    {PDX_LANG('p', 't'),
     " Sr Sra Srs Dr Dra Drs Prof Profa Eng D Exmo Exma St Sto Sta p.ex cf ",
     " n N art pág págs p pp vol cap jan fev mar abr mai jun jul ago set out nov dez ",
     " etc ", " O A Os As Um Uma Ele Ela Eles Elas Se Em No Na De Por Para Com Mas E Não É Este Esta Isso ", ""},
    {PDX_LANG('n', 'l'),
     " Dhr Mw Mevr Dr Drs Ir Mr Prof St bijv bv d.w.z dwz m.n resp ca vgl o.a ",
     " nr nrs art blz p pp jan febr mrt apr jun jul aug sept okt nov dec ",
     " enz etc ", " De Het Een Hij Zij Ze We Wij Ik Dit Dat Deze Die In Op Aan Bij Met Van Voor Maar En Of Als ", ""},
    {PDX_LANG('s', 'v'), " Dr Prof Hr Fr St t.ex d.v.s bl.a resp ca jfr s.k ", " nr s sid kap jan feb apr aug sept okt nov dec ",
     " etc osv m.m m.fl ", " Det Den De En Ett Han Hon Vi Jag I På Av Med Men Och Som Om ", ""},
    {PDX_LANG('d', 'a'), " Dr Prof Hr Fr St f.eks dvs bl.a ca jf s.k ", " nr s kap jan feb apr aug sept okt nov dec ", " etc osv m.m m.fl ",
     " Det Den De En Et Han Hun Vi Jeg I På Af Med Men Og Som Om ", ""},
    {PDX_LANG('n', 'o'), " Dr Prof Hr Fr St f.eks dvs bl.a ca jf s.k ", " nr s kap jan feb apr aug sept okt nov des ", " etc osv m.m m.fl ",
     " Det Den De En Et Han Hun Vi Jeg I På Av Med Men Og Som Om ", ""},
    {PDX_LANG('p', 'l'), " Dr dr Prof prof Mgr mgr Inż inż Ks ks Św św np tzw tj por m.in ", " nr s str t art ust pkt ", " itd itp ",
     " W Z Na Do To Ten Ta On Ona Oni Nie Jest Ale I A ", ""},
    {PDX_LANG('r', 'u'), " г гг г-н г-жа им т.е т.к т.н см ср ул пр проф акад ", " стр с т п ст рис № ", " др пр т.д т.п руб тыс млн млрд ",
     " В На Он Она Они Это Но И А По Из К С У Не Как Я Мы ", ""},
    {PDX_LANG('u', 'k'), " р рр ім т.зв див пор вул проф акад ", " стор с т п ст ", " ін т.д тис млн млрд ",
     " В У На Він Вона Вони Це Але І А По З До Не Як Я Ми ", ""},
};

/* A line break is none of these: it ends a sentence whatever stands before it. */
static bool is_space(uint8_t c) { return c == ' ' || c == '\t'; }
/* Bytes of the words of the tables: letters, full stops between them, anything beyond ASCII. */
static bool is_inner(uint8_t c) { return c >= 0x80 || c == '.' || c == '-' || pdx_is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

/* No word of the tables is longer; looking no further keeps every break cheap. */
enum { LONGEST = 24 };

/* Lists have a space on either side of each word, and words have neither spaces nor zeros. */
static bool is_among(const char *list, pdx_span word) {
    if (word.len == 0 || word.len > LONGEST + 1) return false;
    for (const char *at = strchr(list, word.data[0]); at != NULL; at = strchr(at + 1, word.data[0]))
        if (at[-1] == ' ' && strncmp(at, (const char *)word.data, word.len) == 0 && at[word.len] == ' ') return true;
    return false;
}

/* The word whose full stop ends at `at`, without it. Longer than any abbreviation: empty. */
static pdx_span word_before(pdx_span text, size_t at) {
    size_t end = at, begin;
    for (;;) {
        if (end > 0 && is_space(text.data[end - 1])) end--;
        else if (end > 1 && text.data[end - 1] == 0xA0 && text.data[end - 2] == 0xC2) end -= 2; /* no-break space */
        else break;
    }
    if (end == 0 || text.data[end - 1] != '.') return pdx_span_of(NULL, 0);
    begin = --end;
    while (begin > 0 && is_inner(text.data[begin - 1])) {
        if (end - --begin > LONGEST) return pdx_span_of(NULL, 0);
    }
    return pdx_span_slice(text, begin, end);
}

static pdx_span word_after(pdx_span text, size_t at) {
    size_t end = at;
    while (end < text.len && end - at <= LONGEST && text.data[end] != '.' && is_inner(text.data[end])) end++;
    return pdx_span_slice(text, at, end);
}

/* "J" and "U.S": capitals with a full stop between each two. */
static bool is_initials(pdx_span word) {
    size_t at = 0;
    while (at < word.len) {
        size_t len;
        const uint32_t code = pdx_utf8_decode(word.data + at, word.data + word.len, &len);
        if (pdx_unicode_char(code)->sentence != PDX_SB_UPPER) return false;
        at += len;
        if (at == word.len) return true;
        if (word.data[at++] != '.') return false;
    }
    return false;
}

static bool is_day(pdx_span word) {
    return (word.len == 1 || word.len == 2) && pdx_is_digit(word.data[0]) && pdx_is_digit(word.data[word.len - 1]);
}

bool pdx_abbreviation_before(pdx_span text, size_t at, pdx_lang language) {
    const abbreviations *table = &tables[0];
    const pdx_span word = word_before(text, at), next = word_after(text, at);
    size_t i;
    if (word.len == 0) return false;
    for (i = 0; i < PDX_COUNTOF(tables); i++) {
        if (tables[i].language == language) table = &tables[i];
    }
    if (is_among(table->always, word)) return true;
    if (is_among(table->number, word) && next.len > 0 && pdx_is_digit(next.data[0])) return true;
    if (is_day(word)) return is_among(table->months, next);
    /* The pronoun ends English sentences far more often than somebody's middle name begins with it. */
    if (table == &tables[0] && pdx_span_equal(word, pdx_span_str("I"))) return false;
    return (is_initials(word) || is_among(table->maybe, word)) && !is_among(table->starters, next);
}
