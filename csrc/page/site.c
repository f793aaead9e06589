#include "page/sitelines.h"

#include "base/hash.h"
#include "page/lines.h"

enum { LINE_BYTES = 120, LEAST_PAGES = 3, SHARE = 3 }; /* on a third of the pages, and on three at least */

typedef struct seen {
    uint64_t hash;
    uint32_t pages, last; /* last: the page it was seen on last, from 1 */
} seen;

struct pdx_site {
    seen *slots; /* owned; a power of two, at most half full */
    size_t mask, used;
    uint64_t key;
    uint32_t pages;
};

pdx_status pdx_site_new(pdx_site **out, pdx_error *err) {
    pdx_site *site = pdx_alloc_zero(1, sizeof *site);
    *out = site;
    if (site == NULL) return pdx_fail_memory(err);
    site->key = pdx_hash_key();
    site->mask = PDX_LIMIT(1023, 7);
    site->slots = pdx_alloc_zero(site->mask + 1, sizeof *site->slots);
    if (site->slots != NULL) return PDX_OK;
    pdx_free(site);
    *out = NULL;
    return pdx_fail_memory(err);
}

void pdx_site_free(pdx_site *site) {
    if (site == NULL) return;
    pdx_free(site->slots);
    pdx_free(site);
}

static seen *slot_of(seen *slots, size_t mask, uint64_t hash) {
    size_t at = (size_t)hash & mask;
    while (slots[at].hash != 0 && slots[at].hash != hash) at = (at + 1) & mask;
    return &slots[at];
}

static bool site_grow(pdx_site *site) {
    const size_t mask = 2 * site->mask + 1;
    seen *slots = pdx_alloc_zero(mask + 1, sizeof *slots);
    if (slots == NULL) return false;
    for (size_t i = 0; i <= site->mask; i++) {
        if (site->slots[i].hash != 0) *slot_of(slots, mask, site->slots[i].hash) = site->slots[i];
    }
    pdx_free(site->slots);
    site->slots = slots;
    site->mask = mask;
    return true;
}

static uint64_t line_hash(const pdx_site *site, pdx_span line) {
    const uint64_t hash = pdx_hash(line, site->key);
    return hash + (hash == 0);
}

static bool site_note(pdx_site *site, pdx_span line) {
    const uint64_t hash = line_hash(site, line);
    seen *s;
    if (2 * (site->used + 1) > site->mask && !site_grow(site)) return false;
    s = slot_of(site->slots, site->mask, hash);
    if (s->hash == 0) {
        s->hash = hash;
        site->used++;
    }
    if (s->last != site->pages) s->pages++;
    s->last = site->pages;
    return true;
}

pdx_status pdx_site_learn(pdx_site *site, pdx_span text, const pdx_page *cut, pdx_error *err) {
    pdx_lines lines;
    pdx_status status;
    (void)cut; /* which lines recur does not depend on how the pages were cut */
    pdx_lines_init(&lines);
    status = pdx_lines_read(&lines, text, NULL, err);
    if (status == PDX_OK) site->pages++;
    for (size_t i = 0; status == PDX_OK && i < lines.lines.len; i++) {
        const pdx_line *line = &lines.lines.data[i];
        if (pdx_line_bytes(line) > LINE_BYTES) continue;
        if (!site_note(site, pdx_span_slice(text, (size_t)line->begin, (size_t)line->end))) status = pdx_fail_memory(err);
    }
    pdx_lines_deinit(&lines);
    return status;
}

bool pdx_site_has_line(const pdx_site *site, pdx_span line) {
    const seen *s;
    if (site == NULL || line.len > LINE_BYTES) return false;
    s = slot_of(site->slots, site->mask, line_hash(site, line));
    return s->hash != 0 && s->pages >= LEAST_PAGES && (uint64_t)s->pages * SHARE >= site->pages;
}
