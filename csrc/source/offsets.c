#include "source/offsets.h"

void pdx_offsets_init(pdx_offsets *map) { memset(map, 0, sizeof *map); }

void pdx_offsets_deinit(pdx_offsets *map) {
    PDX_VEC_DEINIT(&map->list);
    pdx_offsets_init(map);
}

bool pdx_offsets_add(pdx_offsets *map, uint64_t text_len, uint64_t source, uint64_t source_len, bool linear) {
    const pdx_offset *last = map->list.len > 0 ? &map->list.data[map->list.len - 1] : NULL;
    const bool joins = last != NULL && linear && last->linear && map->source_end == source &&
                       map->text_end - last->text == source - last->source;
    if (!joins) {
        pdx_offset next;
        next.text = map->text_end;
        next.source = source;
        next.linear = linear;
        if (!PDX_VEC_PUSH(&map->list, next)) return false;
    }
    map->text_end += text_len;
    map->source_end = source + source_len;
    return true;
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

pdx_range pdx_offsets_source(const pdx_offsets *map, pdx_range range) {
    size_t i;
    uint64_t begin, end;
    if (map->list.len == 0) return pdx_range_of(0, 0);
    i = offsets_find(map, range.begin);
    begin = map->list.data[i].source + (map->list.data[i].linear ? range.begin - map->list.data[i].text : 0);
    if (range.end <= range.begin) return pdx_range_of(begin, begin);
    i = offsets_find(map, range.end - 1);
    if (map->list.data[i].linear) {
        end = map->list.data[i].source + (range.end - map->list.data[i].text);
    } else {
        end = i + 1 < map->list.len ? map->list.data[i + 1].source : map->source_end;
    }
    return pdx_range_of(begin, end);
}
