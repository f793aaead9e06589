#include "corpus/piece_words.h"

#include <string.h>

pdx_status pdx_piece_words_begin(pdx_piece_words *words, const pdx_running *running, const pdx_spread_piece *piece, bool whole_post, pdx_error *err) {
    uint32_t s;
    memset(words, 0, sizeof *words);
    words->running = running;
    words->from = words->place = piece->from;
    if (running->places != NULL || !whole_post) return PDX_OK;
    if (!pdx_snapshot_post_place(running->snapshot, piece->post, &s, &words->doc)) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "no segment has post %u", (unsigned)piece->post);
    }
    words->segment = pdx_snapshot_segment(running->snapshot, s);
    words->begin = pdx_running_begin(running, s, words->doc);
    return PDX_OK;
}

static pdx_status part_next(pdx_piece_words *words, pdx_error *err) {
    uint32_t n;
    words->before += words->part.n_positions;
    PDX_TRY(pdx_segment_parts(words->segment, words->doc, words->next++, &words->part, 1, &n, err));
    return n == 1 ? PDX_OK : pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a word stands behind the last part of its post");
}

pdx_status pdx_piece_words_to(pdx_piece_words *words, uint32_t place, pdx_error *err) {
    if (words->running->places != NULL) {
        words->rank += pdx_running_count_words(words->running, words->place, place);
    } else if (words->segment == NULL) {
        words->rank = place - words->from; /* every place of a part has a word */
    } else {
        const uint64_t position = place - words->begin;
        while ((uint64_t)words->part.first_position + words->part.n_positions < position) PDX_TRY(part_next(words, err));
        words->rank = words->before + (uint32_t)(position - words->part.first_position);
    }
    words->place = place;
    return PDX_OK;
}
