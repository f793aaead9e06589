#include "source/records/columnnames.h"

#include "base/once.h"
#include "text/utf8.h"

static const struct {
    const char *name;
    uint8_t field;
} names[] = {
    {"title", PDX_ENTRY_TITLE},
    {"headline", PDX_ENTRY_TITLE},
    {"heading", PDX_ENTRY_TITLE},
    {"subject", PDX_ENTRY_TITLE},
    {"titel", PDX_ENTRY_TITLE},
    {"titre", PDX_ENTRY_TITLE},
    {"t\xC3\xADtulo", PDX_ENTRY_TITLE},
    {"titulo", PDX_ENTRY_TITLE},
    {"titolo", PDX_ENTRY_TITLE},
    {"betreff", PDX_ENTRY_TITLE},
    {"text", PDX_ENTRY_BODY},
    {"body", PDX_ENTRY_BODY},
    {"content", PDX_ENTRY_BODY},
    {"fulltext", PDX_ENTRY_BODY},
    {"message", PDX_ENTRY_BODY},
    {"article", PDX_ENTRY_BODY},
    {"maintext", PDX_ENTRY_BODY},
    {"bodytext", PDX_ENTRY_BODY},
    {"selftext", PDX_ENTRY_BODY},
    {"rawcontent", PDX_ENTRY_BODY},
    {"plaincontent", PDX_ENTRY_BODY},
    {"plaintext", PDX_ENTRY_BODY},
    {"contenttext", PDX_ENTRY_BODY},
    {"contenthtml", PDX_ENTRY_BODY},
    {"bodyhtml", PDX_ENTRY_BODY},
    {"html", PDX_ENTRY_BODY},
    {"cooked", PDX_ENTRY_BODY}, /* what a forum made of what was typed */
    {"tweet", PDX_ENTRY_BODY},
    {"texte", PDX_ENTRY_BODY},
    {"texto", PDX_ENTRY_BODY},
    {"testo", PDX_ENTRY_BODY},
    {"inhalt", PDX_ENTRY_BODY},
    {"contenido", PDX_ENTRY_BODY},
    {"contenu", PDX_ENTRY_BODY},
    {"conte\xC3\xBA"
     "do",
     PDX_ENTRY_BODY},
    {"tekst", PDX_ENTRY_BODY},
    {"author", PDX_ENTRY_AUTHOR},
    {"authors", PDX_ENTRY_AUTHOR},
    {"byline", PDX_ENTRY_AUTHOR},
    {"creator", PDX_ENTRY_AUTHOR},
    {"user", PDX_ENTRY_AUTHOR},
    {"username", PDX_ENTRY_AUTHOR},
    {"screenname", PDX_ENTRY_AUTHOR},
    {"writer", PDX_ENTRY_AUTHOR},
    {"sender", PDX_ENTRY_AUTHOR},
    {"sendername", PDX_ENTRY_AUTHOR},
    {"from", PDX_ENTRY_AUTHOR},
    {"autor", PDX_ENTRY_AUTHOR},
    {"auteur", PDX_ENTRY_AUTHOR},
    {"autore", PDX_ENTRY_AUTHOR},
    {"verfasser", PDX_ENTRY_AUTHOR},
    {"auteurs", PDX_ENTRY_AUTHOR},
    {"date", PDX_ENTRY_PUBLISHED},
    {"published", PDX_ENTRY_PUBLISHED},
    {"publishedat", PDX_ENTRY_PUBLISHED},
    {"publisheddate", PDX_ENTRY_PUBLISHED},
    {"publishdate", PDX_ENTRY_PUBLISHED},
    {"publicationdate", PDX_ENTRY_PUBLISHED},
    {"datepublish", PDX_ENTRY_PUBLISHED},
    {"pubdate", PDX_ENTRY_PUBLISHED},
    {"datepublished", PDX_ENTRY_PUBLISHED},
    {"createdat", PDX_ENTRY_PUBLISHED},
    {"created", PDX_ENTRY_PUBLISHED},
    {"datetime", PDX_ENTRY_PUBLISHED},
    {"timestamp", PDX_ENTRY_PUBLISHED},
    {"timestampms", PDX_ENTRY_PUBLISHED},
    {"creationtimestamp", PDX_ENTRY_PUBLISHED},
    {"posted", PDX_ENTRY_PUBLISHED},
    {"createdtime", PDX_ENTRY_PUBLISHED},
    {"createtime", PDX_ENTRY_PUBLISHED},
    {"createddate", PDX_ENTRY_PUBLISHED},
    {"creationdate", PDX_ENTRY_PUBLISHED},
    {"publishedon", PDX_ENTRY_PUBLISHED},
    {"pubdatetime", PDX_ENTRY_PUBLISHED},
    {"takenat", PDX_ENTRY_PUBLISHED},
    {"ts", PDX_ENTRY_PUBLISHED},
    {"dateposted", PDX_ENTRY_PUBLISHED},
    {"datum", PDX_ENTRY_PUBLISHED},
    {"fecha", PDX_ENTRY_PUBLISHED},
    {"data", PDX_ENTRY_PUBLISHED},
    {"updated", PDX_ENTRY_UPDATED},
    {"updatedat", PDX_ENTRY_UPDATED},
    {"modified", PDX_ENTRY_UPDATED},
    {"datemodified", PDX_ENTRY_UPDATED},
    {"lastmod", PDX_ENTRY_UPDATED},
    {"changed", PDX_ENTRY_UPDATED},
    {"modifiedat", PDX_ENTRY_UPDATED},
    {"tags", PDX_ENTRY_TAG},
    {"tag", PDX_ENTRY_TAG},
    {"keywords", PDX_ENTRY_TAG},
    {"hashtags", PDX_ENTRY_TAG},
    {"labels", PDX_ENTRY_TAG},
    {"topics", PDX_ENTRY_TAG},
    {"etiquetas", PDX_ENTRY_TAG},
    {"categories", PDX_ENTRY_CATEGORY},
    {"category", PDX_ENTRY_CATEGORY},
    {"section", PDX_ENTRY_CATEGORY},
    {"rubrik", PDX_ENTRY_CATEGORY},
    {"kategorie", PDX_ENTRY_CATEGORY},
    {"url", PDX_ENTRY_ADDRESS},
    {"link", PDX_ENTRY_ADDRESS},
    {"permalink", PDX_ENTRY_ADDRESS},
    {"address", PDX_ENTRY_ADDRESS},
    {"uri", PDX_ENTRY_ADDRESS},
    {"summary", PDX_ENTRY_SUMMARY},
    {"excerpt", PDX_ENTRY_SUMMARY},
    {"description", PDX_ENTRY_SUMMARY},
    {"subtitle", PDX_ENTRY_SUMMARY},
    {"abstract", PDX_ENTRY_SUMMARY},
    {"posttype", PDX_ENTRY_KIND},
    {"status", PDX_ENTRY_STATUS},
    {"poststatus", PDX_ENTRY_STATUS},
    {"image", PDX_ENTRY_IMAGE},
    {"imageurl", PDX_ENTRY_IMAGE},
    {"baslik", PDX_ENTRY_TITLE},
    {"tytul", PDX_ENTRY_TITLE},
    {"judul", PDX_ENTRY_TITLE},
    {"metin", PDX_ENTRY_BODY},
    {"icerik", PDX_ENTRY_BODY},
    {"tresc", PDX_ENTRY_BODY},
    {"isi", PDX_ENTRY_BODY},
    {"obsah", PDX_ENTRY_BODY},
    {"yazar", PDX_ENTRY_AUTHOR},
    {"penulis", PDX_ENTRY_AUTHOR},
    {"forfatter", PDX_ENTRY_AUTHOR},
    {"forfattare", PDX_ENTRY_AUTHOR},
    {"tarih", PDX_ENTRY_PUBLISHED},
    {"tanggal", PDX_ENTRY_PUBLISHED},
    {"dato", PDX_ENTRY_PUBLISHED},
    {"etiketler", PDX_ENTRY_TAG},
    {"tagi", PDX_ENTRY_TAG},
    {"schlagworte", PDX_ENTRY_TAG},
    {"stichworte", PDX_ENTRY_TAG},
    {"motscles", PDX_ENTRY_TAG},
    {"palabrasclave", PDX_ENTRY_TAG},
    {"palavraschave", PDX_ENTRY_TAG},
    {"kategori", PDX_ENTRY_CATEGORY},
    {"kategoria", PDX_ENTRY_CATEGORY},
    {"categoria", PDX_ENTRY_CATEGORY},
    {"categorie", PDX_ENTRY_CATEGORY},
    {"rubrique", PDX_ENTRY_CATEGORY},
    {"enlace", PDX_ENTRY_ADDRESS},
    {"lien", PDX_ENTRY_ADDRESS},
    {"resumen", PDX_ENTRY_SUMMARY},
    {"resumo", PDX_ENTRY_SUMMARY},
    {"riassunto", PDX_ENTRY_SUMMARY},
    {"zusammenfassung", PDX_ENTRY_SUMMARY},
    {"opis", PDX_ENTRY_SUMMARY},
};

static const struct {
    const char *name;
    uint8_t field;
} words[] = {
#define COLUMN(name, field) {name, field},
#include "source/records/columnwords.def"
#undef COLUMN
};

/* What stands in a name beside its letters. */
static bool is_between(uint8_t c) { return c == ' ' || c == '_' || c == '-'; }

static bool is_named(pdx_span name, const char *known) {
    size_t k = 0;
    for (size_t i = 0; i < name.len; i++) {
        uint8_t c = name.data[i];
        if (is_between(c)) continue;
        if (c >= 'A' && c <= 'Z') c = (uint8_t)(c | 0x20);
        if (known[k] == '\0' || c != (uint8_t)known[k]) return false;
        k++;
    }
    return known[k] == '\0';
}

enum { NAMES = PDX_COUNTOF(names), LETTERS = 26 };

/* Names by their first letters: those of a letter stand from its start to the next one's. Every key of every row is looked up. */
_Static_assert(NAMES <= UINT8_MAX, "numbers of names are bytes");
static uint8_t order[NAMES], starts[LETTERS + 1];
static pdx_once once;

static size_t letter_of(uint8_t c) { return (size_t)(uint8_t)((c | 0x20) - 'a'); }

static void build(void) {
    size_t n = 0;
    for (size_t letter = 0; letter < LETTERS; letter++) {
        starts[letter] = (uint8_t)n;
        for (size_t i = 0; i < NAMES; i++) {
            if (letter_of((uint8_t)names[i].name[0]) == letter) order[n++] = (uint8_t)i;
        }
    }
    starts[LETTERS] = (uint8_t)n;
}

/* The small letter of one of the scripts that have capitals, as far as these languages need them. */
static uint32_t small_of(uint32_t c) {
    const bool is_pair = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177),
               is_odd_pair = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if (c == 0x130) return 'i';
    if (is_pair || is_odd_pair) return (c & 1) == is_odd_pair ? c + 1 : c;
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 32;
    if (c == 0x386) return 0x3AC;
    if (c >= 0x388 && c <= 0x38A) return c + 37;
    return c >= 0x400 && c <= 0x40F ? c + 80 : c;
}

/* The next letter of a name; 0: it ends. What stands between letters is passed over, and what joins or parts them unseen. */
static uint32_t next_letter(const uint8_t **at, const uint8_t *end) {
    while (*at < end) {
        size_t len;
        const uint32_t c = pdx_utf8_decode(*at, end, &len);
        *at += len;
        if (!(c < 0x80 && is_between((uint8_t)c)) && c != 0x200C && c != 0x200D) return small_of(c);
    }
    return 0;
}

static bool is_word(pdx_span name, const char *known) {
    const uint8_t *at = name.data, *of = (const uint8_t *)known, *const end = pdx_span_end(name), *const of_end = of + strlen(known);
    uint32_t c;
    do {
        c = next_letter(&at, end);
        if (c != next_letter(&of, of_end)) return false;
    } while (c != 0);
    return true;
}

static pdx_entry_field field_of_word(pdx_span name) {
    for (size_t i = 0; i < PDX_COUNTOF(words); i++) {
        if (is_word(name, words[i].name)) return (pdx_entry_field)words[i].field;
    }
    return PDX_ENTRY_OTHER;
}

static pdx_entry_field field_of(pdx_span name) {
    const size_t letter = letter_of(name.data[0]);
    pdx_once_run(&once, build);
    for (size_t i = letter < LETTERS ? starts[letter] : 0; letter < LETTERS && i < starts[letter + 1]; i++) {
        if (is_named(name, names[order[i]].name)) return (pdx_entry_field)names[order[i]].field;
    }
    return pdx_utf8_ascii_end(name.data, pdx_span_end(name)) < pdx_span_end(name) ? field_of_word(name) : PDX_ENTRY_OTHER;
}

/* Behind a first word that says what has the field ("post_title", "articleBody"), which has an end in the name: a byte that is no letter, or a
 * capital. The whole name where it has none. What a post's blog is called is nothing of the post's. */
static pdx_span without_owner(pdx_span name, bool *is_loose) {
    static const char *const owners[] = {"post",  "article", "entry", "item",    "web",     "page",   "news",
                                         "story", "tweet",   "status", "node", "message", "comment", "content"};
    *is_loose = false;
    if (name.len == 0) return name;
    for (size_t i = 0; i < PDX_COUNTOF(owners); i++) {
        if ((uint8_t)owners[i][0] != (name.data[0] | 0x20)) continue;
        const size_t len = strlen(owners[i]);
        const pdx_span rest = pdx_span_slice(name, pdx_min_size(len, name.len), name.len);
        if (rest.len < 2 || !is_named(pdx_span_slice(name, 0, len), owners[i])) continue;
        *is_loose = i >= 2;
        if (is_between(rest.data[0])) return pdx_span_slice(rest, 1, rest.len);
        if (i < 2 || (rest.data[0] >= 'A' && rest.data[0] <= 'Z')) return rest; /* "posttitle" is as clear */
    }
    *is_loose = false;
    return name;
}

pdx_entry_field pdx_column_field_told(pdx_span name, bool *is_loose) {
    size_t at = 0;
    pdx_entry_field field;
    pdx_span owned;
    while (at < name.len && is_between(name.data[at])) at++;
    name = pdx_span_slice(name, at, name.len);
    field = name.len == 0 ? PDX_ENTRY_OTHER : field_of(name);
    *is_loose = false;
    owned = field == PDX_ENTRY_OTHER ? without_owner(name, is_loose) : name;
    return owned.len < name.len ? field_of(owned) : field;
}

pdx_entry_field pdx_column_field(pdx_span name) {
    bool is_loose;
    return pdx_column_field_told(name, &is_loose);
}

bool pdx_column_says_language(pdx_span name) { return is_named(name, "language") || is_named(name, "lang") || is_named(name, "locale"); }
