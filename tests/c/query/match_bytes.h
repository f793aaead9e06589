/* The bytes of a match in its document's text, found by counting the words of its part from the first: what concordances do with fewer steps. */
#ifndef PDX_TEST_MATCH_BYTES_H
#define PDX_TEST_MATCH_BYTES_H

#include "query/walk/matches.h"
#include "query/walk/part_walk.h"
#include "text/bigram.h"

static inline pdx_status match_bytes(const pdx_snapshot *snapshot, const pdx_match *match, pdx_range *range) {
    pdx_part_walk walk;
    pdx_status status;
    pdx_part_walk_init(&walk, pdx_snapshot_analyzer(snapshot));
    status = pdx_part_walk_open(&walk, pdx_snapshot_segment(snapshot, match->segment), match->doc, match->part, NULL);
    if (status == PDX_OK) status = pdx_part_walk_range(&walk, match->position, match->length, range, NULL);
    if (status == PDX_OK) *range = pdx_bigram_cut(walk.text, *range, match->cut);
    pdx_part_walk_deinit(&walk);
    return status;
}

#endif
