#include "source/html/htmlopen.h"

void pdx_html_open_init(pdx_html_open *open) { memset(open, 0, sizeof *open); }

void pdx_html_open_deinit(pdx_html_open *open) {
    PDX_VEC_DEINIT(&open->list);
    pdx_html_open_init(open);
}

uint32_t pdx_html_name_hash(pdx_span name) {
    uint32_t hash = 0x811C9DC5u;
    for (size_t i = 0; i < name.len; i++) {
        const uint8_t c = name.data[i];
        hash = (hash ^ (c >= 'A' && c <= 'Z' ? c | 0x20u : c)) * 0x01000193u;
    }
    return hash;
}

const pdx_html_element *pdx_html_open_top(const pdx_html_open *open) {
    static const pdx_html_element none = {.mark = PDX_HTML_NO_MARK, .box = UINT32_MAX, .name = PDX_TAG_OTHER, .role = PDX_ROLE_PARAGRAPH,
                                          .says = {.things = {PDX_SAYS_NOTHING, PDX_SAYS_NOTHING}}};
    return open->list.len > 0 ? &open->list.data[open->list.len - 1] : &none;
}

static unsigned does(unsigned name) { return pdx_html_traits[name].does; }

/* Names as bits, for the few that end each other. */
static uint64_t bit_of(unsigned name) {
    switch (name) {
    case PDX_TAG_P: return 1;
    case PDX_TAG_LI: return 2;
    case PDX_TAG_DT: case PDX_TAG_DD: return 4;
    case PDX_TAG_OPTION: case PDX_TAG_OPTGROUP: return 8;
    case PDX_TAG_TR: return 16;
    case PDX_TAG_TD: case PDX_TAG_TH: return 32;
    case PDX_TAG_TBODY: case PDX_TAG_THEAD: case PDX_TAG_TFOOT: return 64;
    case PDX_TAG_A: return 128;
    case PDX_TAG_UL: case PDX_TAG_OL: case PDX_TAG_MENU: case PDX_TAG_DIR: return 256;
    case PDX_TAG_DL: return 512;
    case PDX_TAG_SELECT: return 1024;
    case PDX_TAG_TABLE: return 2048;
    case PDX_TAG_CAPTION: return 4096;
    case PDX_TAG_TEMPLATE: case PDX_TAG_OBJECT: return 8192;
    default: return 0;
    }
}

/* Which elements a start tag ends, and where one stops to look for them. */
static uint64_t ends_before(unsigned name, uint64_t *stops) {
    const uint64_t scope = 2048 | 4096 | 8192;
    *stops = scope | 32;
    switch (name) {
    case PDX_TAG_LI: *stops |= 256; return 2;
    case PDX_TAG_DT: case PDX_TAG_DD: *stops |= 512; return 4;
    case PDX_TAG_OPTION: case PDX_TAG_OPTGROUP: *stops |= 1024; return 8;
    case PDX_TAG_A: return 128;
    case PDX_TAG_TD: case PDX_TAG_TH: *stops = 2048 | 16; return 32;
    case PDX_TAG_TR: *stops = 2048 | 64; return 16;
    case PDX_TAG_TBODY: case PDX_TAG_THEAD: case PDX_TAG_TFOOT: *stops = 2048; return 64 | 16;
    default: return (does(name) & PDX_TAG_IS_BLOCK) != 0 && name != PDX_TAG_TABLE ? 1 : 0;
    }
}

/* Of the innermost elements that one of `wanted` is the outermost of. */
static size_t innermost(const pdx_html_open *open, uint64_t wanted, uint64_t stops) {
    const size_t n = pdx_min_size(open->list.len, PDX_HTML_LOOK_BACK);
    size_t found = 0;
    for (size_t i = 1; i <= n; i++) {
        const pdx_html_element *element = &open->list.data[open->list.len - i];
        const uint64_t bit = bit_of(element->name);
        if (element->gone) continue;
        if ((bit & wanted) != 0) found = i;
        if ((bit & stops) != 0 && (bit & wanted) == 0) break;
        if (found != 0 && (wanted & (wanted - 1)) == 0) break;
    }
    return found;
}

size_t pdx_html_open_ended(const pdx_html_open *open, pdx_html_name name) {
    const pdx_html_element *top = pdx_html_open_top(open);
    uint64_t stops, wanted;
    if (top->name == PDX_TAG_HEAD && (does(name) & PDX_TAG_IS_HEAD) == 0) return 1;
    if (pdx_html_name_is_heading(name) && pdx_html_name_is_heading(top->name)) return 1;
    wanted = ends_before(name, &stops);
    return wanted == 0 ? 0 : innermost(open, wanted, stops);
}

pdx_html_end pdx_html_open_end(pdx_html_open *open, pdx_html_name name, uint32_t hash) {
    const size_t n = pdx_min_size(open->list.len, PDX_HTML_LOOK_BACK);
    const bool crosses = (does(name) & PDX_TAG_CROSSES) != 0, is_block = (does(name) & (PDX_TAG_IS_BLOCK | PDX_TAG_IS_LINE | PDX_TAG_IS_CELL)) != 0;
    pdx_html_end end = {PDX_HTML_ENDS_NOTHING, 0};
    bool over_block = false;
    if (open->beyond > 0) {
        open->beyond--;
        return end;
    }
    for (size_t i = 1; i <= n; i++) {
        const pdx_html_element *element = &open->list.data[open->list.len - i];
        if (element->gone) continue;
        if (element->hash == hash || (pdx_html_name_is_heading(name) && pdx_html_name_is_heading(element->name))) {
            const bool alone = over_block && !is_block && element->out == PDX_HTML_OUT_NOT;
            end.what = alone ? PDX_HTML_ENDS_ONE : PDX_HTML_ENDS_INNERMOST;
            end.n = alone ? open->list.len - i : i;
            return end;
        }
        if (!crosses && (does(element->name) & PDX_TAG_IS_SCOPE) != 0) return end;
        over_block = over_block || (does(element->name) & (PDX_TAG_IS_BLOCK | PDX_TAG_IS_LINE | PDX_TAG_IS_CELL)) != 0;
    }
    return end;
}

bool pdx_html_open_push(pdx_html_open *open, const pdx_html_element *element) {
    if (pdx_html_open_has_room(open)) return PDX_VEC_PUSH(&open->list, *element);
    open->beyond++;
    return true;
}
