#include "segment/list_steps.h"
#include "segment/segment_layout.h"

/* Whether the positions of the current document stand in parts of the groups that the frequencies name. */
static pdx_status places_verify(pdx_postings *list, const pdx_positions *positions, pdx_error *err) {
    uint32_t counted[PDX_GROUP_COUNT + 1] = {0};
    pdx_doc_place place;
    size_t i;
    memset(&place, 0, sizeof place);
    for (i = 0; i < positions->len; i++) {
        const uint32_t position = positions->data[i];
        if (position - place.first_position >= place.n_positions) { /* not the part of the one before */
            PDX_TRY(pdx_segment_place_of(list->segment, list->doc, position, &place, err));
        }
        counted[pdx_role_group((pdx_role)place.role)]++;
    }
    if (memcmp(counted, list->frequencies, sizeof counted) != 0) {
        return pdx_segment_damage(list->segment, list->at, err, "frequencies are not those of the positions");
    }
    return PDX_OK;
}

/* What a walk over a list adds up to. */
typedef struct sums {
    uint32_t n_docs, n_posts;
    uint64_t n_occurrences;
} sums;

static void sums_add(sums *s, const pdx_postings *list) {
    uint64_t scored = 0;
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) scored += list->frequencies[g];
    s->n_docs++;
    s->n_posts += scored > 0 && list->doc < list->segment->n_posts;
    s->n_occurrences += scored + list->frequencies[PDX_GROUP_NONE];
}

/* Whether the positions of a block end with those of its last document, which has `n`. */
static bool positions_whole(const pdx_postings *list, size_t n) {
    const uint8_t *p;
    size_t ends = 0;
    if (list->type != PDX_BLOCK_MIXED) {
        return pdx_packed_positions_are_whole(&list->packed, list->positions_end, list->positions_skip + n - pdx_list_listed(list, list->block));
    }
    for (p = list->positions_at; p < list->positions_end; p++) ends += *p < 0x80;
    return ends == n && p[-1] < 0x80;
}

/* Whether a block that is read to its end holds nothing else. `n` positions belong to its last document. */
static bool block_whole(const pdx_postings *list, size_t n) {
    if (list->block_left > 0) return true;
    if (list->at != list->end || !positions_whole(list, n)) return false;
    if (list->left > 0) return true;
    if (list->end != list->blocks_end || list->positions_end != list->positions.data + list->positions.len) return false;
    return list->n_blocks == 1 || pdx_column_get(&list->last_docs, list->n_blocks - 1u) == list->doc;
}

enum { WORK = 16, PLACE_WORK = 4 };

static pdx_status term_verify(const pdx_segment *segment, const pdx_impacts *impacts, pdx_ord ord, pdx_positions *positions, pdx_pace *pace,
                              pdx_error *err) {
    pdx_tops_check tops = {impacts, 0.0};
    pdx_postings list;
    pdx_term term;
    sums s = {0, 0, 0};
    PDX_TRY(pdx_segment_term(segment, ord, &term, err));
    PDX_TRY(pdx_postings_open(&list, segment, ord, err));
    while (pdx_postings_next(&list)) {
        sums_add(&s, &list);
        PDX_TRY(pdx_pace_step(pace, WORK + PLACE_WORK * positions->len, ord, err)); /* of those before, nearly as many */
        PDX_TRY(pdx_postings_positions(&list, positions, err));
        PDX_TRY(places_verify(&list, positions, err));
        if (!block_whole(&list, positions->len)) return pdx_segment_damage(segment, list.at, err, "a block does not end with its documents");
        if (!pdx_tops_check_doc(&tops, &list)) return pdx_segment_damage(segment, list.at, err, "the top of a block is not that of its documents");
    }
    if (list.status != PDX_OK) return pdx_segment_damage(segment, list.at, err, "a list cannot be read");
    if (s.n_docs != term.n_docs || s.n_posts != term.n_posts || s.n_occurrences != term.n_occurrences) {
        return pdx_segment_damage(segment, list.at, err, "a term's numbers are not those of its list");
    }
    return PDX_OK;
}

static pdx_status all_verify(const pdx_segment *segment, const pdx_impacts *impacts, pdx_positions *positions, pdx_pace *pace, pdx_error *err) {
    pdx_ord ord;
    for (ord = 0; ord < segment->n_terms; ord++) PDX_TRY(term_verify(segment, impacts, ord, positions, pace, err));
    return PDX_OK;
}

pdx_status pdx_verify_terms(const pdx_segment *segment, const pdx_impacts *impacts, const pdx_tick *tick, pdx_error *err) {
    pdx_key_places places;
    pdx_positions positions;
    pdx_pace pace = pdx_pace_of(tick, segment->n_terms);
    pdx_status status;
    places.list_begin = 0;
    places.list_end = segment->sections[PDX_SECTION_POSTINGS].len;
    places.position_end = segment->sections[PDX_SECTION_POSITIONS].len;
    PDX_TRY(pdx_verify_keys(segment, &segment->terms, &places, &pace, err));
    PDX_TRY(pdx_segment_terms_tile(segment, err));
    PDX_VEC_INIT(&positions);
    status = all_verify(segment, impacts, &positions, &pace, err);
    PDX_VEC_DEINIT(&positions);
    return status;
}
