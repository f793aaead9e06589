#include "page/entries/titles.h"

#include "base/hash.h"

enum { REACH = 3, BLOCK = 6 }; /* content lines from a member's line to a title; what a line is worth that no blank line parts from the member's */

void pdx_titles_init(pdx_titles *titles) {
    memset(titles, 0, sizeof *titles);
    pdx_ground_init(&titles->ground);
    pdx_fits_init(&titles->fits);
    pdx_decode_init(&titles->decode);
}

void pdx_titles_deinit(pdx_titles *titles) {
    PDX_VEC_DEINIT(&titles->lines);
    PDX_VEC_DEINIT(&titles->score);
    PDX_VEC_DEINIT(&titles->kept_lines);
    PDX_VEC_DEINIT(&titles->kept_score);
    PDX_VEC_DEINIT(&titles->rival);
    pdx_ground_deinit(&titles->ground);
    pdx_fits_deinit(&titles->fits);
    pdx_decode_deinit(&titles->decode);
}

void pdx_titles_reset(pdx_titles *titles) {
    PDX_VEC_RESET(&titles->lines);
    PDX_VEC_RESET(&titles->score);
    PDX_VEC_RESET(&titles->kept_lines);
    PDX_VEC_RESET(&titles->kept_score);
    PDX_VEC_RESET(&titles->rival);
    pdx_ground_reset(&titles->ground);
    pdx_fits_reset(&titles->fits);
    pdx_decode_reset(&titles->decode);
    titles->fits_member = titles->n_places = titles->n_seen = 0;
    titles->look = 0;
}

/* The line next to line `i` on this side, if it is no furniture; n when there is none. */
static size_t line_beside(const pdx_fits *fits, size_t i, bool behind) {
    const size_t n = fits->lines.len;
    if (i == n) return n;
    i = behind ? i + 1 : i == 0 ? n : i - 1;
    return i < n && pdx_fits_is_meta(fits, i) ? n : i;
}

/* The line at `place` content lines from line `at`, furniture next to it skipped; n when there is none. */
static size_t place_line(const pdx_fits *fits, size_t at, int place) {
    const bool behind = place > 0;
    size_t i = behind ? fits->lines.data[at].next : fits->lines.data[at].previous;
    for (int left = (behind ? place : -place) - 1; left > 0; left--) i = line_beside(fits, i, behind);
    return i;
}

/* How much the lines at a place are titles, summed, and the one that came last. */
typedef struct place_sum {
    float score;
    size_t before;
} place_sum;

static void place_add(place_sum *sum, const pdx_fits *fits, const pdx_sheet *sheet, size_t i, bool ends_page) {
    if (i == sheet->n) {
        sum->score -= ends_page ? 0.0f : 10.0f;
    } else if (i != sum->before) {
        sum->score += fits->lines.data[i].placed;
        if (sum->before < sheet->n && pdx_sheet_same(sheet, i, sum->before)) sum->score -= 40;
        sum->before = i;
    }
}

/* Line `i` stands right above line `at`, and a blank line above it. */
static bool are_one_block(const pdx_sheet *sheet, size_t i, size_t at) {
    return i + 1 == at && sheet->lines[at].gap == 0 && (i == 0 || sheet->lines[i].gap > 0);
}

/* The scores of the three places on one side of the member's lines. `fits` has read the lines as the frame stands. */
static void places_score(place_sum *sums, const pdx_fits *fits, const pdx_sheet *sheet, unsigned member, bool behind) {
    const pdx_class *c = pdx_frame_class(sheet->frame, sheet->classes, member);
    const uint32_t *p = sheet->classes->positions.data + c->first;
    for (unsigned k = 0; k < REACH; k++) sums[k] = (place_sum){0, sheet->n};
    for (uint32_t k = 0; k < c->count; k++) {
        size_t i = place_line(fits, p[k], behind ? 1 : -1);
        if (i < sheet->n && are_one_block(sheet, i, p[k])) sums[0].score += BLOCK;
        for (unsigned far = 0; far < REACH; far++, i = line_beside(fits, i, behind)) {
            place_add(&sums[far], fits, sheet, i, behind && k + 1 == c->count);
        }
    }
}

/* The same for the member's own lines, which then are no furniture. */
static float own_score(const pdx_sheet *sheet, pdx_frame *frame, unsigned member) {
    const pdx_class *c = pdx_frame_class(frame, sheet->classes, member);
    const uint32_t *p = sheet->classes->positions.data + c->first;
    float sum = 0;
    frame->title_member = member;
    for (uint32_t k = 0; k < c->count; k++) {
        sum += pdx_clamp(pdx_sheet_title_look(sheet, p[k]), -60, 60) + (pdx_fits_body_follows(sheet, p[k]) ? 5.0f : -25.0f);
        if (k > 0 && pdx_sheet_same(sheet, p[k], p[k - 1])) sum -= 40;
    }
    frame->title_member = PDX_NO_MEMBER;
    return sum;
}

/* Titles can be alike in their words: "Record of the week 12". */
static bool can_be_titles(const pdx_class *c) {
    switch (c->form) {
    case PDX_FORM_MASKED: case PDX_FORM_LABEL: case PDX_FORM_DATE:
    case PDX_FORM_HEAD2: case PDX_FORM_HEAD1: case PDX_FORM_TAIL2: case PDX_FORM_TAIL1: return true;
    default: return false;
    }
}

static void place_keep(pdx_titles *titles, pdx_place place) {
    unsigned at = titles->n_places;
    if (place.score <= 0) return;
    if (at == PDX_TITLES_RANKS && place.score <= titles->places[at - 1].score) return;
    if (at < PDX_TITLES_RANKS) titles->n_places++;
    else at--;
    for (; at > 0 && titles->places[at - 1].score < place.score; at--) titles->places[at] = titles->places[at - 1];
    titles->places[at] = place;
}

static bool title_add(pdx_titles *titles, size_t line, float score) {
    return PDX_VEC_PUSH(&titles->lines, (uint32_t)line) && PDX_VEC_PUSH(&titles->score, score);
}

/* The titles that the place gives, before any learning. */
static bool titles_at_place(pdx_titles *titles, const pdx_sheet *sheet, const pdx_place *place) {
    const pdx_class *c = pdx_frame_class(sheet->frame, sheet->classes, place->member);
    const uint32_t *p = sheet->classes->positions.data + c->first;
    for (uint32_t k = 0; k < c->count; k++) {
        const size_t i = place->offset == 0 ? p[k] : place_line(&titles->fits, p[k], place->offset);
        if (i == sheet->n || (titles->lines.len > 0 && titles->lines.data[titles->lines.len - 1] >= i)) continue;
        if (titles->fits.lines.data[i].look > -20 && !title_add(titles, i, 0)) return false;
    }
    return true;
}

float pdx_titles_price(const pdx_fits *fits, const uint32_t *titles, size_t n) {
    float sum = 0, price;
    for (size_t k = 0; k < n; k++) sum += fits->lines.data[titles[k]].fit;
    price = n == 0 ? 0 : 0.35f * (sum / (float)n);
    return price < 1 ? 1 : price;
}

static bool are_decoded(const pdx_titles *titles) {
    const size_t n = titles->lines.len;
    return n == titles->decode.lines.len && (n == 0 || memcmp(titles->lines.data, titles->decode.lines.data, n * sizeof *titles->lines.data) == 0);
}

/* Learns from the titles and takes the best set by that; *stable when it is the same. */
static pdx_status titles_decode(pdx_titles *titles, const pdx_sheet *sheet, bool *stable, pdx_error *err) {
    pdx_decode_terms terms = {.empty = PDX_DECODE_EMPTY};
    pdx_fit_table table;
    pdx_fits_learn(&table, &titles->fits, titles->lines.data, titles->lines.len);
    pdx_fits_apply(&titles->fits, &table);
    pdx_decode_steady(terms.steady, sheet, titles->lines.data, titles->lines.len);
    terms.below = pdx_decode_below(&titles->fits, sheet, titles->lines.data, titles->lines.len);
    terms.price = pdx_titles_price(&titles->fits, titles->lines.data, titles->lines.len);
    PDX_TRY(pdx_decode_read(&titles->decode, &titles->fits, sheet, &terms, err));
    *stable = are_decoded(titles);
    titles->lines.len = titles->score.len = 0;
    for (size_t k = 0; k < titles->decode.lines.len; k++) {
        const uint32_t i = titles->decode.lines.data[k];
        if (!title_add(titles, i, titles->fits.lines.data[i].fit)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* Reads the lines with this member for the titles themselves. */
static pdx_status fits_for(pdx_titles *titles, const pdx_sheet *sheet, pdx_frame *frame, unsigned member, pdx_error *err) {
    frame->title_member = member;
    if (titles->fits_member == member) return PDX_OK;
    titles->fits_member = member;
    if (titles->ground.lines.len == 0) PDX_TRY(pdx_ground_read(&titles->ground, sheet, err));
    return pdx_fits_begin(&titles->fits, &titles->ground, sheet, err);
}

pdx_status pdx_titles_find(pdx_titles *titles, const pdx_sheet *sheet, pdx_frame *frame, pdx_error *err) {
    titles->n_places = titles->n_seen = 0;
    titles->fits_member = PDX_FRAME_ROOM; /* nothing is known of the lines of this frame yet */
    PDX_TRY(fits_for(titles, sheet, frame, PDX_NO_MEMBER, err));
    for (unsigned m = 0; m < frame->n_members; m++) {
        place_sum before[REACH], behind[REACH];
        places_score(before, &titles->fits, sheet, m, false);
        places_score(behind, &titles->fits, sheet, m, true);
        for (int k = 0; k < REACH; k++) {
            place_keep(titles, (pdx_place){-1 - k, m, before[k].score - 4.0f * (float)(2 * k)});
            place_keep(titles, (pdx_place){1 + k, m, behind[k].score - 4.0f * (float)(2 * k + 1)});
        }
        if (!can_be_titles(pdx_frame_class(frame, sheet->classes, m))) continue;
        place_keep(titles, (pdx_place){0, m, own_score(sheet, frame, m) - 4.0f});
    }
    return PDX_OK;
}

/* What tells the titles that stand now: in round `round`, with this member for the titles themselves. */
static uint64_t sign_of(const pdx_titles *titles, unsigned title_member, unsigned round) {
    const uint64_t lines = pdx_hash(pdx_span_of(titles->lines.data, titles->lines.len * sizeof *titles->lines.data), 0);
    return pdx_hash_u64(lines, title_member << 1 | round);
}

static bool were_seen(const pdx_titles *titles, uint64_t sign) {
    for (unsigned k = 0; k < titles->n_seen; k++) {
        if (titles->seen[k] == sign) return true;
    }
    return false;
}

pdx_status pdx_titles_read(pdx_titles *titles, const pdx_sheet *sheet, pdx_frame *frame, unsigned rank, bool *known, pdx_error *err) {
    const pdx_place *place = &titles->places[rank];
    bool stable = false;
    *known = false;
    titles->lines.len = titles->score.len = 0;
    titles->look = 0;
    PDX_TRY(fits_for(titles, sheet, frame, place->offset == 0 ? place->member : PDX_NO_MEMBER, err));
    if (!titles_at_place(titles, sheet, place)) return pdx_fail_memory(err);
    for (unsigned round = 0; round < 2 && titles->lines.len > 0 && !stable; round++) {
        const uint64_t sign = sign_of(titles, frame->title_member, round), otherwise = sign_of(titles, frame->title_member, 1 - round);
        *known = were_seen(titles, sign);
        if (*known) return PDX_OK;
        PDX_TRY(titles_decode(titles, sheet, &stable, err));
        titles->seen[titles->n_seen++] = sign;
        if (stable) titles->seen[titles->n_seen++] = otherwise; /* they lead to themselves in either round */
    }
    for (size_t k = 0; k < titles->lines.len; k++) titles->look += titles->fits.lines.data[titles->lines.data[k]].look;
    if (titles->lines.len > 0) titles->look /= (float)titles->lines.len;
    return PDX_OK;
}

static void swap(void *a, void *b, size_t size) {
    uint8_t held[64];
    assert(size <= sizeof held);
    memcpy(held, a, size);
    memcpy(a, b, size);
    memcpy(b, held, size);
}

void pdx_titles_keep(pdx_titles *titles) {
    swap(&titles->lines, &titles->kept_lines, sizeof titles->lines);
    swap(&titles->score, &titles->kept_score, sizeof titles->score);
}

void pdx_titles_recall(pdx_titles *titles) { pdx_titles_keep(titles); }

bool pdx_titles_rival(pdx_titles *titles, const uint32_t *lines, size_t n) {
    if (!PDX_VEC_RESERVE(&titles->rival, n)) return false;
    if (n > 0) memcpy(titles->rival.data, lines, n * sizeof *lines);
    titles->rival.len = n;
    return true;
}
