#include "page/site/openings.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "page/lexicon/chars.h"
#include "page/evidence.h"

enum { SURE = 255, SAID = 8 * SURE, /* by a page; by a person */ AHEAD = 2 };

static const float doubt = 0.3f; /* of pages that nobody has seen, for either side */
static const float clear = 0.7f; /* logarithm of odds from which a page that differs is cut again */

void pdx_openings_init(pdx_openings *openings) {
    pdx_map_init(&openings->lines);
    PDX_VEC_INIT(&openings->list);
}

void pdx_openings_deinit(pdx_openings *openings) {
    pdx_map_deinit(&openings->lines);
    PDX_VEC_DEINIT(&openings->list);
}

void pdx_hints_init(pdx_hints *hints) { memset(hints, 0, sizeof *hints); }
void pdx_hints_deinit(pdx_hints *hints) { PDX_VEC_DEINIT(&hints->list); }

/* The page's lines that are not blank, each with the two after it, and which of them are titles. */
typedef struct walk {
    const pdx_page *cut;
    pdx_range line[AHEAD + 1]; /* trimmed; empty after the last one */
    uint64_t hash[AHEAD + 1];  /* of each; 0 of none */
    uint64_t seed;
    size_t at;           /* where the line after these begins */
    uint32_t entry;      /* the first one whose title does not stand above the line */
    bool opens;          /* the line is its title */
} walk;

static bool is_end(uint8_t c) { return c == '\n' || c == '\r'; }

static size_t line_end(pdx_span text, size_t at) {
    const uint8_t *feed = memchr(text.data + at, '\n', text.len - at);
    const size_t end = feed == NULL ? text.len : (size_t)(feed - text.data);
    const uint8_t *back = memchr(text.data + at, '\r', end - at);
    return back == NULL ? end : (size_t)(back - text.data);
}

static bool is_blank(pdx_range line) { return line.begin >= line.end; }

/* Moves on by a line that is not blank. */
static void walk_shift(walk *w) {
    const pdx_span text = w->cut->text;
    pdx_range last = pdx_range_of(text.len, text.len);
    while (w->at < text.len && is_blank(last)) {
        const size_t end = line_end(text, w->at);
        last = pdx_chars_trim(text, pdx_range_of(w->at, end));
        w->at = end + 1;
    }
    for (unsigned k = 0; k < AHEAD; k++) {
        w->line[k] = w->line[k + 1];
        w->hash[k] = w->hash[k + 1];
    }
    w->line[AHEAD] = last;
    w->hash[AHEAD] = is_blank(last) ? 0 : pdx_hash(pdx_span_slice(text, (size_t)last.begin, (size_t)last.end), w->seed);
}

static uint64_t title_of(const pdx_page *cut, uint32_t entry) {
    const uint32_t part = cut->entries[entry].title;
    return part == PDX_PAGE_NO_PART ? cut->entries[entry].range.begin : cut->parts[part].range.begin;
}

/* Goes on to the next line; false after the last one. */
static bool walk_on(walk *w) {
    const pdx_page *cut = w->cut;
    walk_shift(w);
    if (is_blank(w->line[0])) return false;
    if (w->opens) w->entry++;
    while (w->entry < cut->n_entries && title_of(cut, w->entry) < w->line[0].begin) w->entry++;
    w->opens = w->entry < cut->n_entries && title_of(cut, w->entry) < w->line[0].end && cut->entries[w->entry].title != PDX_PAGE_NO_PART;
    return true;
}

/* From byte `at` on, above which no title stands but those of entries before number `entry`. */
static void walk_begin(walk *w, const pdx_page *cut, uint32_t site, size_t at, uint32_t entry) {
    memset(w, 0, sizeof *w);
    w->cut = cut;
    w->seed = pdx_hash_u64(site, pdx_hash_key());
    w->at = at;
    w->entry = entry;
    for (unsigned k = 0; k < AHEAD; k++) walk_shift(w);
}

/* How sure the page is of what it makes of the line. */
static uint32_t walk_sure(const walk *w) {
    const pdx_page *cut = w->cut;
    float sure = cut->probability;
    if (w->opens && cut->entries[w->entry].why & PDX_WHY(PDX_RULE_CORRECTED)) return SAID;
    if (w->opens) sure = cut->entries[w->entry].probability;
    else if (w->entry > 0 && w->line[0].begin < cut->entries[w->entry - 1].range.end) sure = cut->entries[w->entry - 1].probability;
    return (uint32_t)(sure * SURE);
}

static uint64_t walk_key(const walk *w) {
    uint64_t key = w->seed;
    for (unsigned k = 0; k <= AHEAD; k++) key = pdx_hash_pair(key, w->hash[k], k);
    return key;
}

/* What is known of the line and those after it; NULL: no page opens an entry there. */
static pdx_opening *opening_find(const pdx_openings *openings, const walk *w) {
    const uint64_t key = walk_key(w);
    const uint32_t id = pdx_map_find(&openings->lines, pdx_span_of(&key, sizeof key));
    return id == PDX_MAP_NONE ? NULL : &openings->list.data[id];
}

static bool opening_add(pdx_openings *openings, const walk *w) {
    const uint64_t key = walk_key(w);
    const pdx_opening none = {0, 0};
    const uint32_t id = pdx_map_intern(&openings->lines, pdx_span_of(&key, sizeof key));
    if (id == PDX_MAP_NONE || (id == openings->list.len && !PDX_VEC_PUSH(&openings->list, none))) return false;
    openings->list.data[id].yes += walk_sure(w);
    return true;
}

/* Where the line that holds byte `at` begins. */
static size_t line_begin(pdx_span text, uint64_t at) {
    while (at > 0 && !is_end(text.data[at - 1])) at--;
    return (size_t)at;
}

pdx_status pdx_openings_add_titles(pdx_openings *openings, const pdx_page *cut, uint32_t site, pdx_error *err) {
    for (uint32_t k = 0; k < cut->n_entries; k++) {
        walk w;
        if (cut->entries[k].title == PDX_PAGE_NO_PART) continue;
        walk_begin(&w, cut, site, line_begin(cut->text, title_of(cut, k)), k);
        if (walk_on(&w) && w.opens && !opening_add(openings, &w)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

void pdx_openings_add_lines(pdx_openings *openings, const pdx_page *cut, uint32_t site) {
    walk w;
    if (openings->list.len == 0) return;
    walk_begin(&w, cut, site, 0, 0);
    while (walk_on(&w)) {
        pdx_opening *opening = w.opens ? NULL : opening_find(openings, &w);
        if (opening != NULL) opening->no += walk_sure(&w);
    }
}

static float odds_of(uint32_t yes, uint32_t no) {
    return logf(((float)yes / SURE + doubt) / ((float)no / SURE + doubt));
}

pdx_status pdx_openings_tell(const pdx_openings *openings, const pdx_page *cut, uint32_t site, pdx_hints *hints, pdx_error *err) {
    walk w;
    hints->list.len = 0;
    hints->differs = false;
    if (openings->list.len == 0) return PDX_OK;
    walk_begin(&w, cut, site, 0, 0);
    while (walk_on(&w)) {
        const pdx_opening *opening = opening_find(openings, &w);
        const uint32_t own = walk_sure(&w);
        float odds;
        if (opening == NULL) continue;
        odds = w.opens ? odds_of(opening->yes - own, opening->no) : odds_of(opening->yes, opening->no - own);
        if (w.opens ? odds < -clear : odds > clear) hints->differs = true;
        if (!PDX_VEC_PUSH(&hints->list, ((pdx_page_hint){w.line[0].begin, odds}))) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* The next entry of a cut, from number k on, that has a title; that title's first byte, or UINT64_MAX after the last. */
static uint64_t next_title(const pdx_page *cut, uint32_t *k) {
    while (*k < cut->n_entries && cut->entries[*k].title == PDX_PAGE_NO_PART) ++*k;
    return *k < cut->n_entries ? title_of(cut, *k) : UINT64_MAX;
}

/* What other pages say of the line in which byte `at` stands; 0: nothing. `k` goes on in the hints. */
static float hint_at(const pdx_hints *hints, size_t *k, pdx_span text, uint64_t at) {
    const uint64_t begin = line_begin(text, at);
    while (*k < hints->list.len && hints->list.data[*k].line < begin) ++*k;
    return *k < hints->list.len && hints->list.data[*k].line <= at ? hints->list.data[*k].odds : 0;
}

bool pdx_hints_prefer(const pdx_hints *hints, const pdx_page *cut, const pdx_page *before) {
    uint32_t new = 0, old = 0;
    size_t k = 0, told = 0, changed = 0;
    for (;;) {
        const uint64_t a = next_title(cut, &new), b = next_title(before, &old), at = a < b ? a : b;
        if (at == UINT64_MAX) return 2 * told > changed;
        if (a != b) {
            const float odds = hint_at(hints, &k, cut->text, at);
            changed++;
            told += a < b ? odds > clear : odds < -clear;
        }
        new += a == at;
        old += b == at;
    }
}
