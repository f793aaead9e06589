#include "source/html/htmlnames.h"

const pdx_html_trait pdx_html_traits[PDX_TAG_OTHER + 1] = {
#define BLOCK PDX_TAG_IS_BLOCK
#define LINE PDX_TAG_IS_LINE
#define CELL PDX_TAG_IS_CELL
#define VOID PDX_TAG_IS_VOID
#define PRE PDX_TAG_IS_PRE
#define HEAD PDX_TAG_IS_HEAD
#define SCOPE PDX_TAG_IS_SCOPE
#define CROSSES PDX_TAG_CROSSES
#define PDX_HTML_NAME(name, id, does, role, out) {name, does, PDX_ROLE_##role, PDX_HTML_OUT_##out},
#include "source/html/htmlnames.def"
#undef PDX_HTML_NAME
    {"", 0, PDX_ROLE_BLANK, PDX_HTML_OUT_NOT},
};

static uint8_t small(uint8_t c) { return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c; }

static bool is_rest(pdx_span name, const char *with) {
    for (size_t i = 1; i < name.len; i++) {
        if (with[i] == '\0' || small(name.data[i]) != (uint8_t)with[i]) return false;
    }
    return with[name.len] == '\0';
}

/* Where the names begin that have a letter, from `a` on, as their first. */
static const uint8_t firsts[] = {
    PDX_TAG_A,      PDX_TAG_BASE,  PDX_TAG_CANVAS, PDX_TAG_DATALIST, PDX_TAG_EMBED, PDX_TAG_FIELDSET, PDX_TAG_H1, PDX_TAG_H1, PDX_TAG_IFRAME,
    PDX_TAG_LI,     PDX_TAG_LI,    PDX_TAG_LI,     PDX_TAG_MAIN,     PDX_TAG_NAV,   PDX_TAG_OBJECT,   PDX_TAG_P,  PDX_TAG_RP, PDX_TAG_RP,
    PDX_TAG_SCRIPT, PDX_TAG_TABLE, PDX_TAG_UL,     PDX_TAG_VIDEO,    PDX_TAG_WBR,   PDX_TAG_XMP,      PDX_TAG_OTHER, PDX_TAG_OTHER, PDX_TAG_OTHER,
};

pdx_html_name pdx_html_name_of(pdx_span name) {
    const unsigned letter = name.len == 0 ? UINT8_MAX : (unsigned)small(name.data[0]) - 'a';
    if (letter >= PDX_COUNTOF(firsts) - 1) return PDX_TAG_OTHER;
    for (size_t i = firsts[letter]; i < firsts[letter + 1]; i++) {
        if (is_rest(name, pdx_html_traits[i].name)) return (pdx_html_name)i;
    }
    return PDX_TAG_OTHER;
}
