#include "page/lines/items.h"

#include "base/ascii.h"
#include "page/lexicon/chars.h"

/* A space, or one that does not break. */
static bool blank_before(const uint8_t *begin, const uint8_t *p) {
    return p - begin > 0 && (p[-1] == ' ' || (p - begin > 1 && p[-2] == 0xC2 && p[-1] == 0xA0));
}
static bool blank_after(const uint8_t *p, const uint8_t *end) {
    return end - p > 0 && (*p == ' ' || (end - p > 1 && p[0] == 0xC2 && p[1] == 0xA0));
}

/* Whether a separator can begin with this byte: , / : ; | and the leads of those beyond ASCII. */
static bool may_separate(uint8_t c) {
    static const uint8_t begins[256] = {
        [','] = 1, ['/'] = 1, [':'] = 1, [';'] = 1, ['|'] = 1, [0xC2] = 1, [0xD8] = 1, [0xE2] = 1, [0xE3] = 1, [0xEF] = 1};
    return begins[c] != 0;
}

/* The separator at `p`, with its length; PDX_ITEMS_BY_NOTHING when there is none. */
static unsigned separator(const uint8_t *begin, const uint8_t *p, const uint8_t *end, size_t *len) {
    *len = 1;
    if (*p == '|') return PDX_ITEMS_BY_BAR;
    if (*p == ';') return PDX_ITEMS_BY_SEMICOLON;
    if (*p == '/' || *p == ':') return blank_before(begin, p) && blank_after(p + 1, end) ? PDX_ITEMS_BY_SPACED : PDX_ITEMS_BY_NOTHING;
    if (*p == ',') return p > begin && end - p > 1 && pdx_is_digit(p[-1]) && pdx_is_digit(p[1]) ? PDX_ITEMS_BY_NOTHING : PDX_ITEMS_BY_COMMA;
    if (*p < 0xC2) return PDX_ITEMS_BY_NOTHING;
    *len = 2;
    if (end - p >= 2 && p[0] == 0xD8 && p[1] == 0x8C) return PDX_ITEMS_BY_COMMA;
    if (end - p >= 2 && p[0] == 0xD8 && p[1] == 0x9B) return PDX_ITEMS_BY_SEMICOLON;
    if (end - p >= 2 && p[0] == 0xC2 && p[1] == 0xB7) return PDX_ITEMS_BY_BAR;
    *len = 3;
    if (end - p < 3) return PDX_ITEMS_BY_NOTHING;
    if ((p[0] == 0xE3 && p[1] == 0x80 && p[2] == 0x81) || (p[0] == 0xEF && p[1] == 0xBC && p[2] == 0x8C)) return PDX_ITEMS_BY_COMMA;
    if (p[0] == 0xE2 && p[1] == 0x80 && p[2] == 0xA2) return PDX_ITEMS_BY_BAR;
    return PDX_ITEMS_BY_NOTHING;
}

/* One of the items that the separator parts begins without a number sign: then the sign is part of a name, and no mark of all items. */
static bool is_without_hash(pdx_item_reader reader) {
    pdx_range item;
    reader.hashes = false;
    while (pdx_item_reader_next(&reader, &item)) {
        if (reader.text.data[item.begin] != '#') return true;
    }
    return false;
}

void pdx_item_reader_init(pdx_item_reader *reader, pdx_span text, pdx_range range, bool hashes) {
    const uint8_t *begin = text.data + range.begin, *end = text.data + range.end;
    unsigned strongest = PDX_ITEMS_BY_NOTHING;
    bool commas = false;
    reader->text = text;
    reader->at = range.begin;
    reader->end = range.end;
    reader->hashes = hashes;
    for (const uint8_t *p = begin; p < end;) {
        size_t len = 1;
        if (!may_separate(*p)) {
            p++;
            continue;
        }
        const unsigned found = separator(begin, p, end, &len);
        if (found > strongest) strongest = found;
        commas = commas || found == PDX_ITEMS_BY_COMMA;
        p += found == PDX_ITEMS_BY_NOTHING ? 1 : len;
    }
    if (strongest == PDX_ITEMS_BY_SEMICOLON && commas) strongest = PDX_ITEMS_BY_COMMA; /* themes put commas between tags, authors semicolons into them */
    reader->separator = (uint8_t)strongest;
    if (hashes && strongest != PDX_ITEMS_BY_NOTHING) reader->hashes = !is_without_hash(*reader);
}

/* Where the item that begins at `at` ends, and where the next one begins. */
static uint64_t item_end(const pdx_item_reader *reader, uint64_t *next) {
    const uint8_t *data = reader->text.data, *begin = data + reader->at, *end = data + reader->end;
    if (reader->separator == PDX_ITEMS_BY_NOTHING && !reader->hashes) return *next = reader->end;
    for (const uint8_t *p = begin; p < end; p++) {
        size_t len;
        *next = (uint64_t)(p - data);
        if (reader->hashes && *p == '#' && p > begin && end - p > 1 && p[1] > ' ') return *next;
        if (!may_separate(*p) || separator(data, p, end, &len) != reader->separator || reader->separator == PDX_ITEMS_BY_NOTHING) continue;
        *next += len;
        return (uint64_t)(p - data);
    }
    return *next = reader->end;
}

bool pdx_item_reader_next(pdx_item_reader *reader, pdx_range *item) {
    while (reader->at < reader->end) {
        uint64_t next = reader->at;
        *item = pdx_range_of(reader->at, item_end(reader, &next));
        reader->at = next;
        *item = pdx_chars_trim(reader->text, *item);
        if (reader->hashes && item->begin < item->end && reader->text.data[item->begin] == '#') item->begin++;
        *item = pdx_chars_trim(reader->text, *item);
        if (item->begin < item->end) return true;
    }
    return false;
}
