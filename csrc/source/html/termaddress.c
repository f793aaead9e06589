#include "source/html/termaddress.h"

#include <string.h>

/* How sites name the places of their terms, most often in English whatever their language. */
static const struct { const char *name; pdx_term_kind kind; } places[] = {
    {"tag", PDX_TERM_TAG}, {"tags", PDX_TERM_TAG}, {"tagged", PDX_TERM_TAG}, {"label", PDX_TERM_TAG}, {"labels", PDX_TERM_TAG}, {"keyword", PDX_TERM_TAG},
    {"keywords", PDX_TERM_TAG}, {"etiqueta", PDX_TERM_TAG}, {"etiquetas", PDX_TERM_TAG}, {"etiquette", PDX_TERM_TAG}, {"etiquettes", PDX_TERM_TAG},
    {"mot-cle", PDX_TERM_TAG}, {"mots-cles", PDX_TERM_TAG}, {"schlagwort", PDX_TERM_TAG}, {"schlagworte", PDX_TERM_TAG}, {"schlagwoerter", PDX_TERM_TAG},
    {"stichwort", PDX_TERM_TAG}, {"trefwoord", PDX_TERM_TAG}, {"etiket", PDX_TERM_TAG}, {"etiketler", PDX_TERM_TAG}, {"tagi", PDX_TERM_TAG},
    {"category", PDX_TERM_CATEGORY}, {"categories", PDX_TERM_CATEGORY}, {"categoria", PDX_TERM_CATEGORY}, {"categorias", PDX_TERM_CATEGORY},
    {"categorie", PDX_TERM_CATEGORY}, {"kategorie", PDX_TERM_CATEGORY}, {"kategorien", PDX_TERM_CATEGORY}, {"kategori", PDX_TERM_CATEGORY},
    {"kategoria", PDX_TERM_CATEGORY}, {"rubrik", PDX_TERM_CATEGORY}, {"rubrique", PDX_TERM_CATEGORY}, {"rubriques", PDX_TERM_CATEGORY},
};
/* The same in what follows a question mark. */
static const struct { const char *name; pdx_term_kind kind; } parameters[] = {{"tag", PDX_TERM_TAG}, {"cat", PDX_TERM_CATEGORY}, {"category_name", PDX_TERM_CATEGORY}};

static uint8_t small(uint8_t c) { return c >= 'A' && c <= 'Z' ? (uint8_t)(c + 32) : c; }

static bool is_name(pdx_span span, const char *name) {
    if (span.len != strlen(name)) return false;
    for (size_t i = 0; i < span.len; i++) {
        if (small(span.data[i]) != (uint8_t)name[i]) return false;
    }
    return true;
}

/* Up to the first of these bytes. */
static pdx_span until(pdx_span span, const char *ends) {
    size_t n = 0;
    while (n < span.len && strchr(ends, span.data[n]) == NULL) n++;
    return pdx_span_slice(span, 0, n);
}

static pdx_span after(pdx_span span, size_t n) { return pdx_span_slice(span, n < span.len ? n : span.len, span.len); }

/* Without `scheme://host`. */
static pdx_span path_of(pdx_span address) {
    const size_t scheme = until(address, ":/?#").len;
    if (scheme < address.len && address.data[scheme] == ':') address = after(address, scheme + 1);
    if (address.len >= 2 && address.data[0] == '/' && address.data[1] == '/') address = after(address, 2 + until(after(address, 2), "/?#").len);
    return address;
}

static pdx_term_kind query_kind(pdx_span query) {
    while (query.len > 0) {
        const pdx_span parameter = until(query, "&;#"), name = until(parameter, "=");
        for (size_t i = 0; i < PDX_COUNTOF(parameters) && name.len + 1 < parameter.len; i++) {
            if (is_name(name, parameters[i].name)) return parameters[i].kind;
        }
        query = after(query, parameter.len + 1);
    }
    return PDX_TERM_NONE;
}

static pdx_term_kind place_kind(pdx_span segment) {
    for (size_t i = 0; i < PDX_COUNTOF(places); i++) {
        if (is_name(segment, places[i].name)) return places[i].kind;
    }
    return PDX_TERM_NONE;
}

/* A term stands right behind its place; a category may stand behind those that it is of. */
static pdx_term_kind path_kind(pdx_span path) {
    pdx_term_kind kind = PDX_TERM_NONE;
    size_t behind = 0; /* segments behind the place */
    while (path.len > 0) {
        const pdx_span segment = until(path, "/");
        path = after(path, segment.len + 1);
        if (segment.len == 0 || (path.len == 0 && is_name(until(segment, "."), "index"))) continue;
        if (behind > 0 && is_name(segment, "page")) return PDX_TERM_NONE;
        if (kind != PDX_TERM_NONE) {
            behind++;
        } else {
            kind = place_kind(segment);
        }
    }
    return behind == 1 || (behind > 1 && kind == PDX_TERM_CATEGORY) ? kind : PDX_TERM_NONE;
}

pdx_term_kind pdx_term_address(pdx_span address) {
    const pdx_span whole = path_of(address), path = until(whole, "?#");
    pdx_term_kind kind = path_kind(path);
    if (kind == PDX_TERM_NONE && path.len < whole.len && whole.data[path.len] == '?') kind = query_kind(after(whole, path.len + 1));
    return kind;
}
