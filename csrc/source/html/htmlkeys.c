#include "source/html/htmlkeys.h"

#include "markup/unescape.h"

static uint8_t small(uint8_t c) { return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c; }

static bool is(pdx_span name, const char *with) {
    return name.len > 0 && small(name.data[0]) == (uint8_t)with[0] && pdx_unescape_name_is(name, with);
}

/* Behind the address of a vocabulary (`https://schema.org/`) or its prefix (`schema:`). */
static pdx_span local_name(pdx_span name) {
    size_t at = name.len;
    while (at > 0 && name.data[at - 1] != '/' && name.data[at - 1] != ':' && name.data[at - 1] != '#') at--;
    return pdx_span_slice(name, at, name.len);
}

/* Whether a name with something before it is of that vocabulary; one without is of the one that is spoken. */
static bool is_of_schema(pdx_span name, pdx_span local) {
    static const char *const befores[] = {"schema:", "http://schema.org/", "https://schema.org/", "http://www.schema.org/",
                                          "https://www.schema.org/"};
    const pdx_span before = pdx_span_slice(name, 0, name.len - local.len);
    if (before.len == 0) return true;
    for (size_t i = 0; i < PDX_COUNTOF(befores); i++) {
        if (is(before, befores[i])) return true;
    }
    return false;
}

typedef struct key_row {
    const char *name;
    uint8_t key, by;
} key_row;

static const key_row schema_keys[] = {
#define PDX_SCHEMA_KEY(name, key) {name, PDX_KEY_##key, 0},
#define PDX_META_KEY(name, key, by)
#define PDX_FORMAT_WORD(name, key, value, begins, kind, classic)
#include "source/html/htmlkeys.def"
#undef PDX_SCHEMA_KEY
#undef PDX_META_KEY
#undef PDX_FORMAT_WORD
};

static const key_row meta_keys[] = {
#define PDX_SCHEMA_KEY(name, key)
#define PDX_META_KEY(name, key, by) {name, PDX_KEY_##key, PDX_SAYS_##by},
#define PDX_FORMAT_WORD(name, key, value, begins, kind, classic)
#include "source/html/htmlkeys.def"
#undef PDX_SCHEMA_KEY
#undef PDX_META_KEY
#undef PDX_FORMAT_WORD
};

enum { NOT = 0, BEGINS = 1 };

static const struct {
    const char *name;
    pdx_format_word word;
} format_words[] = {
#define PDX_SCHEMA_KEY(name, key)
#define PDX_META_KEY(name, key, by)
#define PDX_FORMAT_WORD(name, key, value, begins, kind, classic) {name, {PDX_KEY_##key, PDX_VALUE_##value, begins, PDX_THING_##kind, classic, false}},
#include "source/html/htmlkeys.def"
#undef PDX_SCHEMA_KEY
#undef PDX_META_KEY
#undef PDX_FORMAT_WORD
    {"author", {PDX_KEY_AUTHOR, PDX_VALUE_TEXT, BEGINS, PDX_THING_OTHER, true, true}},
};

pdx_says_key pdx_key_of_schema(pdx_span name) {
    const pdx_span local = local_name(name);
    if (!is_of_schema(name, local)) return PDX_KEY_NONE;
    for (size_t i = 0; i < PDX_COUNTOF(schema_keys); i++) {
        if (is(local, schema_keys[i].name)) return (pdx_says_key)schema_keys[i].key;
    }
    return PDX_KEY_NONE;
}

static bool ends(pdx_span name, const char *with) {
    const size_t n = strlen(with);
    return name.len >= n && pdx_span_equal(pdx_span_slice(name, name.len - n, name.len), pdx_span_str(with));
}

pdx_says_kind pdx_kind_of_schema(pdx_span name) {
    static const char *const articles[] = {"Article", "Posting", "Report"}; /* all below Article in the tree of types end so */
    static const char *const lists[] = {"Blog", "CollectionPage", "ItemList", "SearchResultsPage"};
    const pdx_span local = local_name(name);
    if (!is_of_schema(name, local)) return PDX_THING_OTHER;
    if (is(local, "jobposting")) return PDX_THING_OTHER;
    for (size_t i = 0; i < PDX_COUNTOF(articles); i++) {
        if (ends(local, articles[i])) return PDX_THING_ARTICLE;
    }
    for (size_t i = 0; i < PDX_COUNTOF(lists); i++) {
        if (pdx_span_equal(local, pdx_span_str(lists[i]))) return PDX_THING_LIST;
    }
    if (pdx_span_equal(local, pdx_span_str("ListItem"))) return PDX_THING_ITEM;
    return pdx_span_equal(local, pdx_span_str("WebPage")) ? PDX_THING_PAGE : PDX_THING_OTHER;
}

bool pdx_format_of_class(pdx_span word, pdx_format_word *out) {
    const uint8_t first = word.len == 0 ? 0 : (uint8_t)(word.data[0] | 0x20); /* names begin with small letters */
    for (size_t i = 0; i < PDX_COUNTOF(format_words); i++) {
        if ((uint8_t)format_words[i].name[0] != first || !is(word, format_words[i].name)) continue;
        *out = format_words[i].word;
        return true;
    }
    return false;
}

bool pdx_key_of_meta(pdx_span name, pdx_says_key *key, pdx_says_by *by) {
    for (size_t i = 0; i < PDX_COUNTOF(meta_keys); i++) {
        if (!is(name, meta_keys[i].name)) continue;
        *key = (pdx_says_key)meta_keys[i].key;
        *by = (pdx_says_by)meta_keys[i].by;
        return true;
    }
    return false;
}
