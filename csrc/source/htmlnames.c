#include "source/htmlnames.h"

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
#include "source/htmlnames.def"
#undef PDX_HTML_NAME
    {"", 0, PDX_ROLE_BLANK, PDX_HTML_OUT_NOT},
};

static uint8_t small(uint8_t c) { return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c; }

static int compare(pdx_span name, const char *with) {
    for (size_t i = 0; i < name.len; i++) {
        const int order = small(name.data[i]) - (uint8_t)with[i];
        if (order != 0) return order; /* at its end at the latest: a NUL in a name is no letter of any */
        if (with[i] == '\0') return 1;
    }
    return with[name.len] == '\0' ? 0 : -1;
}

pdx_html_name pdx_html_name_of(pdx_span name) {
    size_t low = 0, high = PDX_TAG_OTHER;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = compare(name, pdx_html_traits[middle].name);
        if (order == 0) return (pdx_html_name)middle;
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return PDX_TAG_OTHER;
}
