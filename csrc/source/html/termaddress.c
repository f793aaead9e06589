#include "source/html/termaddress.h"

typedef struct term_name {
    const char *name;
    uint8_t len, kind;
} term_name;

#define TAG(name) {name, sizeof name - 1, PDX_TERM_TAG}
#define CATEGORY(name) {name, sizeof name - 1, PDX_TERM_CATEGORY}
/* How sites name the places of their terms, most often in English whatever their language. */
static const term_name places[] = {
    TAG("tag"), TAG("tags"), TAG("tagged"), TAG("label"), TAG("labels"), TAG("keyword"),
    TAG("keywords"), TAG("etiqueta"), TAG("etiquetas"), TAG("etiquette"), TAG("etiquettes"),
    TAG("mot-cle"), TAG("mots-cles"), TAG("schlagwort"), TAG("schlagworte"), TAG("schlagwoerter"),
    TAG("term"), TAG("topics"), TAG("temas"), TAG("themen"), TAG("hashtag"), TAG("hashtags"),
    TAG("stichwort"), TAG("trefwoord"), TAG("etiket"), TAG("etiketler"), TAG("tagi"),
    CATEGORY("category"), CATEGORY("categories"), CATEGORY("categoria"), CATEGORY("categorias"),
    CATEGORY("categorie"), CATEGORY("kategorie"), CATEGORY("kategorien"), CATEGORY("kategori"),
    CATEGORY("kategoria"), CATEGORY("rubrik"), CATEGORY("rubrique"), CATEGORY("rubriques"),
};
/* The same in what follows a question mark. */
static const term_name parameters[] = {TAG("tag"), CATEGORY("cat"), CATEGORY("category_name")};
#undef TAG
#undef CATEGORY

static uint8_t small(uint8_t c) { return c >= 'A' && c <= 'Z' ? (uint8_t)(c + 32) : c; }

static bool is_name(pdx_span span, const char *name, size_t len) {
    if (span.len != len) return false;
    for (size_t i = 0; i < len; i++) {
        if (small(span.data[i]) != (uint8_t)name[i]) return false;
    }
    return true;
}

static pdx_term_kind kind_of(pdx_span span, const term_name *names, size_t n) {
    const uint8_t first = span.len == 0 ? 0 : small(span.data[0]);
    for (size_t i = 0; i < n; i++) {
        if (names[i].len == span.len && (uint8_t)names[i].name[0] == first && is_name(span, names[i].name, names[i].len)) {
            return (pdx_term_kind)names[i].kind;
        }
    }
    return PDX_TERM_NONE;
}

/* What addresses are made of, a bit each. */
enum { COLON = 1, SLASH = 2, QUESTION = 4, FRAGMENT = 8, AND = 16, EQUALS = 32, DOT = 64, NUL = 128 };
static const uint8_t signs[256] = {
    [0] = NUL, [':'] = COLON, ['/'] = SLASH, ['?'] = QUESTION, ['#'] = FRAGMENT, ['&'] = AND, [';'] = AND, ['='] = EQUALS, ['.'] = DOT};

/* Up to the first of these, or a NUL. */
static pdx_span until(pdx_span span, unsigned ends) {
    size_t n = 0;
    while (n < span.len && (signs[span.data[n]] & (ends | NUL)) == 0) n++;
    return pdx_span_slice(span, 0, n);
}

static pdx_span after(pdx_span span, size_t n) { return pdx_span_slice(span, n < span.len ? n : span.len, span.len); }

/* Without `scheme://host`. */
static pdx_span path_of(pdx_span address) {
    const size_t scheme = until(address, COLON | SLASH | QUESTION | FRAGMENT).len;
    if (scheme < address.len && address.data[scheme] == ':') address = after(address, scheme + 1);
    if (address.len >= 2 && address.data[0] == '/' && address.data[1] == '/') {
        address = after(address, 2 + until(after(address, 2), SLASH | QUESTION | FRAGMENT).len);
    }
    return address;
}

static pdx_term_kind query_kind(pdx_span query) {
    while (query.len > 0) {
        const pdx_span parameter = until(query, AND | FRAGMENT), name = until(parameter, EQUALS);
        const pdx_term_kind kind = name.len + 1 < parameter.len ? kind_of(name, parameters, PDX_COUNTOF(parameters)) : PDX_TERM_NONE;
        if (kind != PDX_TERM_NONE) return kind;
        query = after(query, parameter.len + 1);
    }
    return PDX_TERM_NONE;
}

/* A term stands right behind its place; a category may stand behind those that it is of. */
static pdx_term_kind path_kind(pdx_span path) {
    pdx_term_kind kind = PDX_TERM_NONE;
    size_t behind = 0; /* segments behind the place */
    while (path.len > 0) {
        const pdx_span segment = until(path, SLASH);
        path = after(path, segment.len + 1);
        if (segment.len == 0 || (path.len == 0 && is_name(until(segment, DOT), "index", 5))) continue;
        if (behind > 0 && is_name(segment, "page", 4)) return PDX_TERM_NONE;
        if (kind != PDX_TERM_NONE) {
            behind++;
        } else {
            kind = kind_of(segment, places, PDX_COUNTOF(places));
        }
    }
    return behind == 1 || (behind > 1 && kind == PDX_TERM_CATEGORY) ? kind : PDX_TERM_NONE;
}

pdx_term_kind pdx_term_address(pdx_span address) {
    const pdx_span whole = path_of(address), path = until(whole, QUESTION | FRAGMENT);
    pdx_term_kind kind = path_kind(path);
    if (kind == PDX_TERM_NONE && path.len < whole.len && whole.data[path.len] == '?') kind = query_kind(after(whole, path.len + 1));
    return kind;
}
