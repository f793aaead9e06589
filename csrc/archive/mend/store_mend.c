#include "archive/mend/mend.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/le.h"
#include "kernels/crc32c.h"
#include "source/syntax/quote.h"

/* Much of a part is said twice: a section begins where the one before ends, a stretch begins with what the places say of it and ends with its
 * checksum, and how many rows there are follows from the places and from the rows. So what says where things are can be damaged without loss. */

void mend_note(pdx_buf *notes, const char *format, ...) {
    char text[256];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    pdx_buf_byte(notes, ',');
    pdx_json_quote(pdx_span_str(text), notes);
}

/* A part that is being opened. */
typedef struct mender {
    stored_part *part;
    uint64_t number;
    pdx_buf *notes;
    unsigned n;     /* sections that its table has */
    uint64_t begins[STORED_SECTIONS], lengths[STORED_SECTIONS];
    uint32_t sums[STORED_SECTIONS]; /* as the table has them */
} mender;

/* ---- sections */

enum { GAP_MOST = 1 << 26 };
enum { MOST = 48 };                       /* bits of an offset that can be one */
enum { LONGEST = PDX_LIMIT(1 << 27, 1 << 16) }; /* bytes through which the end of a stretch is looked for */

static uint64_t aligned(uint64_t offset) { return (offset + PDX_IMAGE_ALIGN - 1) / PDX_IMAGE_ALIGN * PDX_IMAGE_ALIGN; }

static bool section_holds(const mender *m, unsigned s) {
    const pdx_span image = m->part->image;
    if (m->begins[s] > image.len || m->lengths[s] > image.len - m->begins[s]) return false;
    return pdx_crc32c(pdx_span_slice(image, (size_t)m->begins[s], (size_t)(m->begins[s] + m->lengths[s])), 0) == m->sums[s];
}

/* The length of section `s`, behind which another one begins at `next`: what stands between them is padding. */
static void length_find(mender *m, unsigned s, uint64_t next) {
    const uint64_t room = next - m->begins[s];
    for (uint64_t pad = 0; pad < PDX_IMAGE_ALIGN && pad <= room; pad++) {
        m->lengths[s] = room - pad;
        if (section_holds(m, s)) return;
    }
    m->lengths[s] = room;
}

/* Each section begins where the one before ends: where the table says otherwise, the checksum of the one before decides what is wrong. */
static bool table_mend(mender *m) {
    uint64_t at = PDX_IMAGE_HEADER + (uint64_t)m->n * PDX_IMAGE_ENTRY;
    bool mended = false;
    for (unsigned s = 0; s < m->n; s++) {
        if (m->begins[s] != at) {
            mended = true;
            if (s > 0 && !section_holds(m, s - 1) && m->begins[s] >> MOST == 0 && m->begins[s] >= m->begins[s - 1] &&
                m->begins[s] % PDX_IMAGE_ALIGN == 0) {
                length_find(m, s - 1, m->begins[s]);
            } else {
                m->begins[s] = at;
            }
        }
        if (m->lengths[s] >> MOST != 0) {
            const bool next = s + 1 < m->n && m->begins[s + 1] >> MOST == 0 && m->begins[s + 1] >= m->begins[s];
            mended = true;
            if (next) length_find(m, s, m->begins[s + 1]);
            else m->lengths[s] = 0;
        }
        at = aligned(m->begins[s] + m->lengths[s]);
    }
    return mended;
}

static void sections_take(mender *m) {
    stored_part *part = m->part;
    for (unsigned s = 0; s < STORED_SECTIONS; s++) {
        const uint64_t begin = m->begins[s] < part->image.len ? m->begins[s] : part->image.len;
        const uint64_t end = m->lengths[s] < part->image.len - begin ? begin + m->lengths[s] : part->image.len;
        part->sections[s] = pdx_span_slice(part->image, (size_t)begin, (size_t)end);
    }
}

/* How many sections the table has: archives from before what opening needs was kept (opening.h) have one less. Three things say it, of which one
 * may be damaged. */
static unsigned sections_count(pdx_span image) {
    const uint8_t *last = image.data + PDX_IMAGE_HEADER + (size_t)STORED_OPENING * PDX_IMAGE_ENTRY;
    const bool counted = pdx_le32(image.data + 12) == STORED_SECTIONS, tagged = memcmp(last, stored_form.tags[STORED_OPENING], 4) == 0;
    const bool begins = pdx_le64(image.data + PDX_IMAGE_HEADER + 8) == PDX_IMAGE_HEADER + (uint64_t)STORED_SECTIONS * PDX_IMAGE_ENTRY;
    return counted + tagged + begins >= 2 ? STORED_SECTIONS : STORED_OPENING;
}

static bool sections_find(mender *m) {
    const pdx_span image = m->part->image;
    if (image.len < PDX_IMAGE_HEADER + (size_t)STORED_SECTIONS * PDX_IMAGE_ENTRY) return false;
    m->n = sections_count(image);
    for (unsigned s = 0; s < m->n; s++) {
        const uint8_t *entry = image.data + PDX_IMAGE_HEADER + (size_t)s * PDX_IMAGE_ENTRY;
        m->sums[s] = pdx_le32(entry + 4);
        m->begins[s] = pdx_le64(entry + 8);
        m->lengths[s] = pdx_le64(entry + 16);
    }
    if (table_mend(m)) mend_note(m->notes, "posts-%016" PRIx64 ": its section table was wrong, and could be mended", m->number);
    sections_take(m);
    return true;
}

static bool is_whole(const mender *m, unsigned s) { return m->part->sections[s].len == m->lengths[s] && section_holds(m, s); }

static void section_replace(mender *m, unsigned s, unsigned by) {
    m->begins[s] = m->begins[by];
    m->lengths[s] = m->lengths[by];
    m->sums[s] = m->sums[by];
    m->part->sections[s] = m->part->sections[by];
}

/* ---- how many rows there are */

static uint64_t record_size(const stored_layout *layout) { return 8 * ((uint64_t)layout->n_tables + 1); }

/* Stretches, by the room that the places have. */
static uint32_t stretches_by_places(const mender *m, stored_kind_of kind) {
    const uint64_t n = m->lengths[stored_layouts[kind].places] / record_size(&stored_layouts[kind]);
    return n == 0 || n > UINT32_MAX / STORED_STRETCH_MOST ? 0 : (uint32_t)(n - 1);
}

static bool sizes_agree(const mender *m, uint32_t n_together) {
    const uint64_t *head = m->part->head;
    for (unsigned kind = 0; kind < STORED_KINDS; kind++) {
        if ((head[stored_layouts[kind].n_rows] + n_together - 1) / n_together != stretches_by_places(m, (stored_kind_of)kind)) return false;
    }
    return true;
}

/* Rows of a stretch: as the header says, if what else is known of them agrees. */
static void together_find(mender *m, bool head_holds) {
    const uint32_t said = pdx_le32(m->part->image.data + 40);
    const bool fits = said > 0 && said <= STORED_STRETCH_MOST;
    m->part->n_together = fits ? said : STORED_STRETCH;
    if (!head_holds || (fits && sizes_agree(m, said))) return;
    if (sizes_agree(m, STORED_STRETCH)) {
        m->part->n_together = STORED_STRETCH;
        return;
    }
    for (uint32_t n = 1; n <= STORED_STRETCH_MOST; n++) {
        if (!sizes_agree(m, n)) continue;
        m->part->n_together = n;
        return;
    }
}

/* What hangs on the rows of a kind, as the last record of the places says. */
static void hanging_take(mender *m, stored_kind_of kind) {
    const stored_layout *layout = &stored_layouts[kind];
    const pdx_span places = m->part->sections[layout->places];
    if (places.len < record_size(layout)) return;
    for (unsigned j = 1; j <= layout->n_tables; j++) {
        m->part->head[layout->n_of[j - 1]] = pdx_le64(places.data + places.len - record_size(layout) + 8 * j);
    }
}

static bool sources_fit(const stored_place *place) {
    stored_source *rows = NULL;
    const uint8_t *at;
    bool fit = stored_source_rows(place, &at, &rows) == PDX_OK;
    for (uint32_t i = 0; fit && i < place->n; i++) {
        const uint64_t names = (uint64_t)rows[i].n_name + rows[i].n_url;
        fit = names <= (uint64_t)(place->end_at - at);
        if (fit) at += names;
    }
    pdx_free(rows);
    return fit && at == place->end_at;
}

/* What the rows of a stretch of pages say hangs on them, all together. */
static bool pages_sum(const stored_place *place, uint64_t sums[STORED_PLACE_MOST]) {
    stored_page *rows = NULL;
    stored_layer *layers = NULL;
    const uint8_t *at;
    const bool read = stored_page_rows(place, &at, &rows, &layers) == PDX_OK;
    memset(sums, 0, STORED_PLACE_MOST * sizeof *sums);
    for (uint32_t i = 0; read && i < place->n; i++) {
        sums[PLACE_OFFSETS] += layers[i].n_offsets;
        sums[PLACE_PARTS] += rows[i].n_parts;
        sums[PLACE_ENTRIES] += rows[i].n_entries;
        sums[PLACE_ITEMS] += rows[i].n_items;
        sums[PLACE_EVIDENCE] += rows[i].n_evidence;
    }
    pdx_free(rows);
    pdx_free(layers);
    return read;
}

static bool pages_fit(const stored_place *place) {
    uint64_t sums[STORED_PLACE_MOST];
    if (!pages_sum(place, sums)) return false;
    for (unsigned j = PLACE_OFFSETS; j <= PLACE_EVIDENCE; j++) {
        if (sums[j] != place->end[j] - place->begin[j]) return false;
    }
    return true;
}

/* All stretches but the last are full; of the last it is tried out. */
static uint64_t rows_count(mender *m, stored_kind_of kind) {
    stored_part *part = m->part;
    const uint32_t n = stretches_by_places(m, kind);
    if (n == 0) return 0;
    if (part->sections[stored_layouts[kind].places].len < record_size(&stored_layouts[kind]) * ((uint64_t)n + 1)) {
        return (uint64_t)n * part->n_together;
    }
    for (uint32_t last = part->n_together; last > 0; last--) {
        stored_place place;
        part->head[stored_layouts[kind].n_rows] = (uint64_t)(n - 1) * part->n_together + last;
        if (stored_place_find(part, kind, n - 1, &place) && (kind == STORED_OF_SOURCES ? sources_fit(&place) : pages_fit(&place))) {
            return part->head[stored_layouts[kind].n_rows];
        }
    }
    return (uint64_t)n * part->n_together;
}

/* The head from everything else. */
static void head_make(mender *m, const uint32_t first[STORED_BASES]) {
    stored_part *part = m->part;
    memset(part->head, 0, sizeof part->head);
    part->head[STORED_N_POSTS] = m->lengths[STORED_ORDINALS] / 4;
    part->head[STORED_N_LABELS] = m->lengths[STORED_LABEL_ENDS] / 8;
    part->head[STORED_N_REMAINDERS] = m->lengths[STORED_REMAINDERS] / 4;
    for (unsigned kind = 0; kind < STORED_KINDS; kind++) hanging_take(m, (stored_kind_of)kind);
    part->head[STORED_N_SOURCES] = rows_count(m, STORED_OF_SOURCES);
    part->head[STORED_N_PAGES] = rows_count(m, STORED_OF_PAGES);
    part->head[STORED_FIRST_SOURCE] = first[STORED_BASE_SOURCES];
    part->head[STORED_FIRST_PAGE] = first[STORED_BASE_PAGES];
    part->head[STORED_FIRST_APPEARANCE] = first[STORED_BASE_APPEARANCES];
}

static bool head_take(mender *m) {
    const pdx_span head = m->part->sections[STORED_HEAD];
    if (head.len != 8 * STORED_HEAD_NUMBERS || !is_whole(m, STORED_HEAD)) return false;
    for (unsigned i = 0; i < STORED_HEAD_NUMBERS; i++) m->part->head[i] = pdx_le64(head.data + 8 * i);
    return true;
}

/* Where the part begins is where those before it end, or further on by what one can have that is missing. */
static void bases_take(stored_part *part, const uint32_t first[STORED_BASES], bool gap) {
    static const stored_base bases[] = {STORED_BASE_SOURCES, STORED_BASE_PAGES, STORED_BASE_APPEARANCES};
    memcpy(part->first, first, sizeof part->first);
    for (unsigned k = 0; gap && k < PDX_COUNTOF(bases); k++) {
        const uint64_t said = part->head[STORED_FIRST_SOURCE + k];
        if (said >= first[bases[k]] && said - first[bases[k]] <= GAP_MOST) part->first[bases[k]] = (uint32_t)said;
    }
}

/* Numbers that no part can have; rows that there is no room for. */
static bool head_is_possible(const stored_part *part) {
    const uint64_t most = (uint64_t)part->texts.len + part->image.len;
    for (unsigned i = STORED_N_SOURCES; i < STORED_FIRST_SOURCE; i++) {
        if (part->head[i] >= UINT32_MAX / 4 || part->head[i] > 64 * most) return false;
    }
    return true;
}

/* ---- where stretches are */

/* What is known while the places of a kind are made anew. */
typedef struct placer {
    mender *m;
    const stored_layout *layout;
    stored_kind_of kind;
    pdx_span rows, hints; /* the section of rows; the places as they are, wrong perhaps */
    uint8_t *out;         /* the new ones */
    uint64_t at;          /* where the next stretch begins, if the one before was found */
} placer;

static bool hint_of(const placer *p, uint32_t stretch, unsigned j, uint64_t *out) {
    const uint64_t at = record_size(p->layout) * stretch + 8 * (uint64_t)j;
    if (at + 8 > p->hints.len) return false;
    *out = pdx_le64(p->hints.data + at);
    return true;
}

static bool ends_at(pdx_span rows, uint64_t begin, uint64_t end, uint64_t least) {
    if (end > rows.len || begin > end || end - begin < least) return false;
    return pdx_crc32c(pdx_span_slice(rows, (size_t)begin, (size_t)end - 4), 0) == pdx_le32(rows.data + end - 4);
}

/* The end of the stretch that begins at `begin`: where its checksum holds. 0: there is none. */
static uint64_t end_find(const placer *p, uint32_t stretch, uint64_t begin) {
    const uint64_t least = record_size(p->layout) + 4;
    uint64_t hint;
    uint32_t crc;
    if (begin > p->rows.len || p->rows.len - begin < least || pdx_le64(p->rows.data + begin) != begin) return 0;
    if (hint_of(p, stretch + 1, 0, &hint) && ends_at(p->rows, begin, hint, least)) return hint;
    crc = pdx_crc32c(pdx_span_slice(p->rows, (size_t)begin, (size_t)(begin + least - 4)), 0);
    for (uint64_t end = begin + least; end <= p->rows.len && end - begin <= LONGEST; end++) {
        if (crc == pdx_le32(p->rows.data + end - 4)) return end;
        crc = pdx_crc32c(pdx_span_of(p->rows.data + end - 4, 1), crc);
    }
    return 0;
}

/* What hangs on it ends where the next begins; if that cannot be asked, its rows say it. */
static void ends_by_rows(const placer *p, uint32_t stretch, uint64_t end, uint8_t *record, const uint8_t *before) {
    const stored_part *part = p->m->part;
    const uint64_t first = (uint64_t)stretch * part->n_together, left = part->head[p->layout->n_rows] - first;
    uint64_t sums[STORED_PLACE_MOST] = {0};
    stored_place place = {.first = (uint32_t)first, .n = (uint32_t)(left < part->n_together ? left : part->n_together)};
    place.at = p->rows.data + pdx_le64(before) + record_size(p->layout);
    place.end_at = p->rows.data + end - 4;
    if (p->kind == STORED_OF_PAGES) (void)pages_sum(&place, sums);
    for (unsigned j = 1; j <= p->layout->n_tables; j++) pdx_le64_put(record + 8 * j, pdx_le64(before + 8 * j) + sums[j]);
}

/* Record `stretch` of the new places, and where the stretch ends. False: it was not found. */
static bool record_make(placer *p, uint32_t stretch) {
    const uint64_t size = record_size(p->layout);
    uint8_t *record = p->out + size * stretch;
    uint64_t hint = 0, end = p->at == UINT64_MAX ? 0 : end_find(p, stretch, p->at), begin = p->at;
    if (end == 0 && hint_of(p, stretch, 0, &hint) && hint != p->at) {
        end = end_find(p, stretch, hint);
        begin = hint;
    }
    if (end == 0) return false;
    memcpy(record, p->rows.data + begin, (size_t)size);
    p->at = end;
    return true;
}

/* A record for a stretch that was not found: it begins where the one before ends, and has nothing. */
static void record_skip(placer *p, uint32_t stretch, bool after_found) {
    const uint64_t size = record_size(p->layout);
    uint8_t *record = p->out + size * stretch, *before = record - (stretch == 0 ? 0 : size);
    if (stretch == 0) return;
    memcpy(record, before, (size_t)size);
    if (!after_found) return;
    pdx_le64_put(record, p->at);
    ends_by_rows(p, stretch - 1, p->at, record, before);
}

static void places_make(placer *p, uint32_t n) {
    bool found = false;
    uint32_t lost = 0;
    for (uint32_t s = 0; s < n; s++) {
        const bool after = found;
        found = record_make(p, s);
        if (found) continue;
        record_skip(p, s, after);
        p->at = UINT64_MAX;
        lost++;
    }
    record_skip(p, n, found);
    if (lost > 0) {
        mend_note(p->m->notes, "posts-%016" PRIx64 ": %lu of %lu stretches of %s were not found", p->m->number, (unsigned long)lost, (unsigned long)n,
                  p->layout->name);
    }
}

static pdx_status places_mend(mender *m, stored_kind_of kind, pdx_error *err) {
    const stored_layout *layout = &stored_layouts[kind];
    stored_part *part = m->part;
    const uint32_t n = stored_n_stretches(part, kind);
    const uint64_t length = record_size(layout) * ((uint64_t)n + 1);
    placer p = {.m = m, .layout = layout, .kind = kind, .rows = part->sections[layout->rows], .hints = part->sections[layout->places]};
    if (part->sections[layout->places].len == length && is_whole(m, layout->places)) return PDX_OK;
    p.out = part->mended_places[kind] = pdx_alloc_zero((size_t)length, 1);
    if (p.out == NULL) return pdx_fail_memory(err);
    mend_note(m->notes, "posts-%016" PRIx64 ": what says where its %s are was damaged, and was looked for", m->number, layout->name);
    places_make(&p, n);
    part->sections[layout->places] = pdx_span_of(p.out, (size_t)length);
    return PDX_OK;
}

/* ---- all of it */

/* Which sections are not what was written; else whether anything beside them is not. */
static void sections_note(const mender *m) {
    const size_t before = m->notes->len;
    pdx_span sections[STORED_SECTIONS];
    pdx_image_facts facts;
    pdx_error found = {0};
    for (unsigned s = 0; s < STORED_SECTIONS; s++) {
        stored_touch *touch = &m->part->touched[s];
        touch->holds = is_whole(m, s);
        if (pdx_kept_claim(&touch->kept)) pdx_kept_done(&touch->kept); /* nobody need look again */
        if (touch->holds) continue;
        mend_note(m->notes, "posts-%016" PRIx64 ": section \"%s\", bytes %llu to %llu, is damaged", m->number, stored_form.tags[s],
                  (unsigned long long)m->begins[s], (unsigned long long)(m->begins[s] + m->lengths[s]));
    }
    if (m->notes->len == before && (pdx_image_open(m->part->image, &stored_form, sections, &facts, &found) != PDX_OK ||
                                    pdx_image_verify(m->part->image, &stored_form, NULL, &found) != PDX_OK)) {
        mend_note(m->notes, "posts-%016" PRIx64 ": %s", m->number, found.message);
    }
}

pdx_status stored_part_mend(stored_part *part, uint64_t number, const uint32_t first[STORED_BASES], bool gap, pdx_buf *notes, bool *usable,
                            pdx_error *err) {
    mender m = {.part = part, .number = number, .notes = notes};
    bool head_holds;
    *usable = false;
    part->mended = true;
    part->image = pdx_span_of(part->posts.data, part->posts.len);
    if (part->texts.len < STORED_TEXTS_HEADER || memcmp(part->texts.data, stored_texts_header, STORED_TEXTS_HEADER) != 0) {
        mend_note(notes, "texts-%016" PRIx64 ": they do not begin as texts do", number);
    }
    if (!sections_find(&m)) return PDX_OK;
    sections_note(&m);
    if (!is_whole(&m, STORED_SOURCES) && is_whole(&m, STORED_SOURCES_AGAIN)) section_replace(&m, STORED_SOURCES, STORED_SOURCES_AGAIN);
    head_holds = head_take(&m);
    together_find(&m, head_holds);
    if (!head_holds) head_make(&m, first);
    if (!head_is_possible(part)) return PDX_OK;
    bases_take(part, first, gap);
    for (unsigned kind = 0; kind < STORED_KINDS; kind++) PDX_TRY(places_mend(&m, (stored_kind_of)kind, err));
    PDX_TRY(stored_slots_make(part, err));
    *usable = true;
    return PDX_OK;
}
