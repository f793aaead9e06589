#include "base/offsets.h"

void pdx_offsets_init(pdx_offsets *map) { memset(map, 0, sizeof *map); }

void pdx_offsets_deinit(pdx_offsets *map) {
    PDX_VEC_DEINIT(&map->list);
    pdx_offsets_init(map);
}

void pdx_offsets_reset(pdx_offsets *map) {
    map->list.len = 0;
    map->text_end = map->source_end = 0;
    map->text = NULL;
}

bool pdx_offsets_copy(const pdx_offsets *map, pdx_arena *arena, pdx_offsets *out) { return pdx_offsets_copy_for(map, 0, arena, out); }

bool pdx_offsets_copy_for(const pdx_offsets *map, size_t more, pdx_arena *arena, pdx_offsets *out) {
    const size_t n = map->list.len;
    *out = *map;
    out->list.data = pdx_arena_array(arena, n + more, sizeof *out->list.data);
    out->list.capacity = n + more;
    if (out->list.data == NULL) return false;
    if (n > 0) memcpy(out->list.data, map->list.data, n * sizeof *out->list.data);
    return true;
}

static bool stretch_push(pdx_offsets *map, uint64_t text_len, uint64_t source, uint64_t source_len, bool linear, pdx_widths widths) {
    pdx_offset next = {.text = map->text_end, .source = source, .source_len = source_len, .linear = linear, .widths = (uint8_t)widths};
    if (!PDX_VEC_PUSH(&map->list, next)) return false;
    map->text_end += text_len;
    map->source_end = source + source_len;
    return true;
}

bool pdx_offsets_add(pdx_offsets *map, uint64_t text_len, uint64_t source, uint64_t source_len, bool linear) {
    pdx_offset *last = map->list.len > 0 ? &map->list.data[map->list.len - 1] : NULL;
    const bool joins = last != NULL && linear && last->linear && map->source_end == source &&
                       map->text_end - last->text == source - last->source;
    if (!joins) return stretch_push(map, text_len, source, source_len, linear, PDX_WIDTHS_NONE);
    last->source_len += source_len;
    map->text_end += text_len;
    map->source_end = source + source_len;
    return true;
}

bool pdx_offsets_add_chars(pdx_offsets *map, uint64_t text_len, uint64_t source, uint64_t source_len, pdx_widths widths) {
    pdx_offset *last = map->list.len > 0 ? &map->list.data[map->list.len - 1] : NULL;
    if (last == NULL || last->widths != widths || map->source_end != source || last->source + last->source_len != source ||
        map->text_end - last->text >= PDX_OFFSETS_CHARS) {
        return stretch_push(map, text_len, source, source_len, false, widths);
    }
    last->source_len += source_len;
    map->text_end += text_len;
    map->source_end = source + source_len;
    return true;
}

static bool is_within_char(uint8_t byte) { return (byte & 0xC0) == 0x80; }

uint64_t pdx_widths_of(pdx_widths widths, const uint8_t *text, uint64_t text_len) {
    static const uint8_t width[PDX_WIDTHS_COUNT][3] = {{0, 0, 0}, {1, 1, 1}, {1, 2, 2}, {2, 2, 4}, {4, 4, 4}};
    const uint8_t *of = width[widths];
    uint64_t n = 0;
    for (uint64_t i = 0; i < text_len; i++) {
        if (!is_within_char(text[i])) n += of[text[i] < 0x80 ? 0 : text[i] < 0xF0 ? 1 : 2];
    }
    return n;
}

/* The stretch that holds decoded byte `at`: the last one that begins at or before it. */
static size_t offsets_find(const pdx_offsets *map, uint64_t at) {
    size_t low = 0, high = map->list.len;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (map->list.data[middle].text <= at) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The source of the characters of which `range`, which lies in their stretch, has any byte. */
static pdx_range chars_source(const pdx_offsets *map, const pdx_offset *from, pdx_range range) {
    const uint8_t *text = map->text + from->text;
    uint64_t begin = range.begin - from->text, at, end;
    assert(map->text != NULL);
    while (begin > 0 && is_within_char(text[begin])) begin--;
    at = pdx_widths_of((pdx_widths)from->widths, text, begin);
    end = at + pdx_widths_of((pdx_widths)from->widths, text + begin, range.end - from->text - begin);
    if (end > from->source_len) end = from->source_len; /* of a text that was altered on a disk */
    if (at > end) at = end;
    return pdx_range_of(from->source + at, from->source + end);
}

/* The source of the bytes of `range` that lie in stretch `i`. */
static pdx_range stretch_source(const pdx_offsets *map, size_t i, pdx_range range) {
    const pdx_offset *from = &map->list.data[i];
    const uint64_t text_end = i + 1 < map->list.len ? from[1].text : map->text_end;
    const uint64_t begin = range.begin > from->text ? range.begin : from->text;
    const uint64_t end = range.end < text_end ? range.end : text_end;
    if (from->widths != PDX_WIDTHS_NONE) return chars_source(map, from, pdx_range_of(begin, end));
    if (!from->linear) return pdx_range_of(from->source, from->source + from->source_len);
    return pdx_range_of(from->source + (begin - from->text), from->source + (end - from->text));
}

pdx_range pdx_offsets_source(const pdx_offsets *map, pdx_range range) {
    pdx_range all;
    size_t i;
    if (map->list.len == 0) return pdx_range_of(0, 0);
    i = offsets_find(map, range.begin);
    all = stretch_source(map, i, range);
    if (range.end <= range.begin) return pdx_range_of(all.begin, all.begin);
    while (++i < map->list.len && map->list.data[i].text < range.end) {
        const pdx_range one = stretch_source(map, i, range);
        if (one.begin == one.end) continue; /* not in the source: says nothing of where */
        if (all.begin == all.end) all = one;
        if (one.begin < all.begin) all.begin = one.begin;
        if (one.end > all.end) all.end = one.end;
    }
    return all;
}

/* Bytes of a text that came from stretch `i` of another one. */
static bool add_piece(pdx_offsets *map, const pdx_offsets *through, size_t i, pdx_range piece) {
    const pdx_offset *of = &through->list.data[i];
    const pdx_range from = stretch_source(through, i, piece);
    const uint64_t len = piece.end - piece.begin;
    if (of->widths == PDX_WIDTHS_NONE) return pdx_offsets_add(map, len, from.begin, from.end - from.begin, of->linear);
    if (is_within_char(through->text[piece.begin]) || (piece.end < through->text_end && is_within_char(through->text[piece.end]))) {
        return pdx_offsets_add(map, len, from.begin, from.end - from.begin, false);
    }
    return pdx_offsets_add_chars(map, len, from.begin, from.end - from.begin, (pdx_widths)of->widths);
}

bool pdx_offsets_add_through(pdx_offsets *map, uint64_t text_len, uint64_t source, uint64_t source_len, bool linear, const pdx_offsets *through) {
    const uint64_t end = source + source_len;
    if (!linear) {
        const pdx_range all = pdx_offsets_source(through, pdx_range_of(source, end));
        return pdx_offsets_add(map, text_len, all.begin, all.end - all.begin, false);
    }
    for (size_t i = offsets_find(through, source); source < end && i < through->list.len; i++) {
        const uint64_t next = i + 1 < through->list.len ? through->list.data[i + 1].text : through->text_end;
        const uint64_t stop = next < end ? next : end;
        if (stop <= source) continue;
        if (!add_piece(map, through, i, pdx_range_of(source, stop))) return false;
        source = stop;
    }
    return source >= end || pdx_offsets_add(map, end - source, map->source_end, 0, false); /* beyond what it knows */
}

void pdx_offsets_cut(pdx_offsets *map, uint64_t text_end) {
    pdx_offset *last;
    while (map->list.len > 0 && map->list.data[map->list.len - 1].text >= text_end) map->list.len--;
    if (text_end < map->text_end) map->text_end = text_end;
    if (map->list.len == 0) {
        map->source_end = 0;
        return;
    }
    last = &map->list.data[map->list.len - 1];
    if (last->linear && last->source_len > map->text_end - last->text) last->source_len = map->text_end - last->text;
    if (last->widths != PDX_WIDTHS_NONE) last->source_len = chars_source(map, last, pdx_range_of(last->text, map->text_end)).end - last->source;
    map->source_end = last->source + last->source_len;
}

bool pdx_offsets_join(pdx_offsets *out, const pdx_offsets *map, const pdx_offsets *through) {
    for (size_t i = 0; i < map->list.len; i++) {
        const pdx_offset *each = &map->list.data[i];
        const uint64_t len = (i + 1 < map->list.len ? each[1].text : map->text_end) - each->text;
        const bool added = each->source_len == 0 ? pdx_offsets_add(out, len, out->source_end, 0, false)
                                                 : pdx_offsets_add_through(out, len, each->source, each->source_len, each->linear, through);
        if (!added) return false;
    }
    return true;
}
