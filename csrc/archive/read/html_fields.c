#include <stdlib.h>
#include <string.h>

#include "archive/read/html_parts.h"
#include "archive/read/html_said.h"
#include "archive/read/said_parts.h"
#include "archive/model/steps.h"
#include "base/alloc.h"
#include "page/evidence.h"
#include "post/dates/date.h"

/* What is said of entries is written behind the page's text, each statement as a line of its own and a part of its entry, with who said it; and
 * becomes the entry's fields where it counts: first by who says it, then by what comes first. What does not count stays, as what else a field
 * could be. */

static const float COUNTS = 0.97f, ELSE = 0.03f;

typedef struct writer {
    pdx_archive *archive;
    archive_page *page;
    archive_layer *layer;
    pdx_page *cut;
    pdx_html_says *says;
    pdx_span source;    /* its bytes */
    pdx_span text;      /* that a reader sees */
    uint32_t *entries;  /* owned; of each fact */
    PDX_VEC(uint32_t) order; /* facts of entries, by entry, field, who says it */
    PDX_VEC(pdx_page_part) parts;
    PDX_VEC(pdx_page_item) items;
    uint64_t end;       /* of what is written */
    pdx_map known;      /* what was written of entries */
    pdx_buf key;
    uint32_t n_lines;
    pdx_error *err;
} writer;

/* ---- the order */

/* Fields in reading order. */
static unsigned place_of(uint8_t role) {
    static const uint8_t roles[] = {PDX_ROLE_TITLE, PDX_ROLE_BYLINE,  PDX_ROLE_DATE,    PDX_ROLE_UPDATED, PDX_ROLE_CATEGORIES,
                                    PDX_ROLE_TAGS,  PDX_ROLE_SUMMARY, PDX_ROLE_ADDRESS, PDX_ROLE_IMAGE,   PDX_ROLE_LINK};
    unsigned i = 0;
    while (i < sizeof roles && roles[i] != role) i++;
    return i;
}

/* What is sorted: everything that decides in one number, then which came first. */
typedef struct ranked {
    uint64_t rank;
    uint32_t fact;
} ranked;

static int compare_ranked(const void *left, const void *right) {
    const ranked *a = left, *b = right;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    return a->fact < b->fact ? -1 : a->fact > b->fact ? 1 : 0;
}

static pdx_status order_facts(writer *w) {
    const size_t n = w->says->facts.len;
    ranked *all = pdx_alloc_zero(n + 1, sizeof *all);
    size_t kept = 0;
    if (all == NULL || !PDX_VEC_RESERVE(&w->order, n + 1)) {
        pdx_free(all);
        return pdx_fail_memory(w->err);
    }
    for (size_t i = 0; i < n; i++) {
        const pdx_html_fact *fact = &w->says->facts.data[i];
        if (w->entries[i] == PDX_NONE) continue;
        all[kept++] = (ranked){
            (uint64_t)w->entries[i] << 16 | (uint64_t)(place_of(fact->role) << 8 | (unsigned)fact->is_name << 7 | (unsigned)fact->by), (uint32_t)i};
    }
    qsort(all, kept, sizeof *all, compare_ranked);
    for (size_t i = 0; i < kept; i++) w->order.data[i] = all[i].fact;
    w->order.len = kept;
    pdx_free(all);
    return PDX_OK;
}

/* ---- what is written */

static const pdx_html_fact *fact_at(const writer *w, size_t i) { return &w->says->facts.data[w->order.data[i]]; }
static pdx_span value_of(const writer *w, const pdx_html_fact *fact) { return pdx_html_fact_value(w->says, fact, w->text); }

static uint8_t *room_at_end(const writer *w) { return (uint8_t *)(uintptr_t)w->layer->text.data + w->end; }

static pdx_status glue(writer *w, const char *text) {
    const size_t len = strlen(text);
    memcpy(room_at_end(w), text, len);
    w->end += len;
    return pdx_offsets_add(&w->layer->map, len, w->layer->map.source_end, 0, false) ? PDX_OK : pdx_fail_memory(w->err);
}

/* Room for it was kept when the page was read. */
static pdx_status put(writer *w, const pdx_html_fact *fact) {
    const pdx_span value = value_of(w, fact);
    const bool in_text = fact->value.end == fact->value.begin;
    const pdx_range from = in_text ? pdx_offsets_source(&w->layer->map, fact->text) : fact->source;
    const bool linear = from.end <= w->source.len && from.end - from.begin == value.len &&
                        pdx_span_equal(pdx_span_slice(w->source, (size_t)from.begin, (size_t)from.end), value);
    memcpy(room_at_end(w), value.data, value.len);
    w->end += value.len;
    return pdx_offsets_add(&w->layer->map, value.len, from.begin, from.end - from.begin, linear) ? PDX_OK : pdx_fail_memory(w->err);
}

static pdx_rule_set why_of(const pdx_html_fact *fact) {
    static const uint8_t rules[PDX_SAYS_BY_COUNT] = {
        PDX_RULE_SAID_LINKED, PDX_RULE_SAID_MICRODATA, PDX_RULE_SAID_RDFA,  PDX_RULE_SAID_FORMATS, PDX_RULE_SAID_OPENGRAPH,
        PDX_RULE_SAID_HEAD,   PDX_RULE_SAID_LINKS,     PDX_RULE_SAID_TITLE, PDX_RULE_ELEMENT,
    };
    return PDX_WHY(rules[fact->by]);
}

static pdx_status part_push(writer *w, uint32_t entry, uint64_t begin, uint8_t role, float probability, pdx_rule_set why) {
    const pdx_page_part part = {
        .range = pdx_range_of(begin, w->end), .line = w->n_lines, .entry = entry, .role = role, .probability = probability, .why = why};
    return PDX_VEC_PUSH(&w->parts, part) ? PDX_OK : pdx_fail_memory(w->err);
}

/* The end of the line before. */
static pdx_status line_begin(writer *w, uint32_t entry) {
    PDX_TRY(glue(w, "\n"));
    PDX_TRY(part_push(w, entry, w->end - 1, PDX_ROLE_BLANK, 1, 0));
    w->n_lines++;
    return PDX_OK;
}

/* `n` facts from the i-th on in a line, with commas between them. */
static pdx_status line_write(writer *w, size_t i, size_t n, float probability) {
    const uint32_t entry = w->entries[w->order.data[i]];
    uint64_t begin;
    PDX_TRY(line_begin(w, entry));
    begin = w->end;
    for (size_t k = 0; k < n; k++) {
        if (k > 0) PDX_TRY(glue(w, ", "));
        PDX_TRY(put(w, fact_at(w, i + k)));
    }
    return part_push(w, entry, begin, fact_at(w, i)->role, probability, why_of(fact_at(w, i)));
}

static pdx_range last_range(const writer *w) { return w->parts.data[w->parts.len - 1].range; }
static uint32_t last_number(const writer *w) { return (uint32_t)(w->cut->n_parts + w->parts.len - 1); }

static pdx_status item_push(writer *w, pdx_range range, uint32_t entry) {
    const pdx_page_item item = {range, last_number(w), entry};
    return range.end <= range.begin || PDX_VEC_PUSH(&w->items, item) ? PDX_OK : pdx_fail_memory(w->err);
}

/* ---- fields */

enum { LONG_NAME = 200 };

/* Where an author's name stands in lines of the entry that say who wrote it. */
static bool name_stands(const writer *w, const pdx_page_entry *entry, pdx_span name, pdx_range *out, uint32_t *in) {
    for (uint32_t i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
        const pdx_page_part *part = &w->cut->parts[i];
        const pdx_span text = pdx_span_slice(w->text, (size_t)part->range.begin, (size_t)part->range.end);
        if (part->role != PDX_ROLE_BYLINE || name.len > text.len || name.len > LONG_NAME) continue;
        for (size_t at = 0; at + name.len <= text.len; at++) {
            if (memcmp(text.data + at, name.data, name.len) != 0) continue;
            *out = pdx_range_of(part->range.begin + at, part->range.begin + at + name.len);
            *in = i;
            return true;
        }
    }
    return false;
}

static pdx_status authors_write(writer *w, pdx_page_entry *entry, size_t i, size_t n) {
    pdx_range place;
    uint32_t part;
    PDX_TRY(line_write(w, i, n, COUNTS));
    if (n == 1 && name_stands(w, entry, value_of(w, fact_at(w, i)), &place, &part)) {
        w->cut->parts[part].why |= why_of(fact_at(w, i));
        entry->author = place;
    } else {
        entry->author = last_range(w);
    }
    return PDX_OK;
}

static pdx_status title_write(writer *w, pdx_page_entry *entry, size_t i) {
    pdx_page_part *shown = entry->title == PDX_PAGE_NO_PART ? NULL : &w->cut->parts[entry->title];
    const bool same =
        shown != NULL && pdx_span_equal(pdx_span_slice(w->text, (size_t)shown->range.begin, (size_t)shown->range.end), value_of(w, fact_at(w, i)));
    PDX_TRY(line_write(w, i, 1, shown == NULL || same ? COUNTS : ELSE));
    if (same) shown->why |= why_of(fact_at(w, i));
    if (shown != NULL) return PDX_OK;
    entry->title = last_number(w);
    entry->title_probability = COUNTS;
    return PDX_OK;
}

static bool has_items(const writer *w, const pdx_page_entry *entry, bool categories) {
    for (uint32_t i = entry->first_item; i < entry->first_item + entry->n_items; i++) {
        if ((w->cut->parts[w->cut->items[i].part].role == PDX_ROLE_CATEGORIES) == categories) return true;
    }
    return false;
}

/* Several terms in the one that a statement of Open Graph has: the keywords of the site, which generators put there. */
static bool is_keywords(const writer *w, const pdx_html_fact *fact) {
    const pdx_span value = value_of(w, fact);
    unsigned commas = 0;
    for (size_t i = 0; i < value.len; i++) commas += value.data[i] == ',';
    return fact->by == PDX_SAYS_OPENGRAPH && commas > 1;
}

/* Terms that a page prints are those that it has; what its head has for search engines are none. */
static pdx_status terms_write(writer *w, const pdx_page_entry *entry, size_t i, size_t n) {
    const uint32_t number = w->entries[w->order.data[i]];
    const uint8_t role = fact_at(w, i)->role;
    const bool count = !has_items(w, entry, role == PDX_ROLE_CATEGORIES) && fact_at(w, i)->by < PDX_SAYS_HEAD;
    for (size_t k = i; k < i + n; k++) {
        const bool taken = count && fact_at(w, k)->by == fact_at(w, i)->by && !is_keywords(w, fact_at(w, k));
        PDX_TRY(line_write(w, k, 1, taken ? COUNTS : ELSE));
        if (taken) PDX_TRY(item_push(w, last_range(w), number));
    }
    return PDX_OK;
}

static pdx_status links_write(writer *w, size_t i, size_t n) {
    for (size_t k = i; k < i + n; k++) {
        const pdx_html_fact *fact = fact_at(w, k);
        PDX_TRY(line_write(w, k, 1, COUNTS));
        if (fact->value.end > fact->value.begin) PDX_TRY(item_push(w, fact->text, w->entries[w->order.data[k]])); /* its words */
    }
    return PDX_OK;
}

/* Only the best of them counts, and what says the same. */
static pdx_status firsts_write(writer *w, size_t i, size_t n, pdx_span best) {
    for (size_t k = i; k < i + n; k++) PDX_TRY(line_write(w, k, 1, best.len > 0 && pdx_span_equal(value_of(w, fact_at(w, k)), best) ? COUNTS : ELSE));
    return PDX_OK;
}

/* What something is called by in linked data is its address too, unless it is a part of one. */
static bool is_address(const writer *w, const pdx_html_fact *fact) {
    return !fact->is_name || !pdx_span_contains(value_of(w, fact), pdx_span_str("#"));
}

static size_t n_said_by_first(const writer *w, size_t i, size_t n) {
    size_t k = 1;
    while (k < n && fact_at(w, i + k)->by == fact_at(w, i)->by) k++;
    return k;
}

/* A time of the day alone says less than a day, whoever says it. */
static bool is_day(const writer *w, const pdx_html_fact *fact) {
    pdx_date date;
    pdx_range found;
    bool open;
    return pdx_date_parse(value_of(w, fact), w->cut->language, PDX_ORDER_UNKNOWN, &date, &found, &open) && date.precision >= PDX_PRECISION_DAY;
}

/* The first that says a day comes first. */
static void days_order(writer *w, size_t i, size_t n) {
    size_t day = i;
    uint32_t said;
    while (day < i + n && !is_day(w, fact_at(w, day))) day++;
    if (day == i || day == i + n) return;
    said = w->order.data[day];
    for (; day > i; day--) w->order.data[day] = w->order.data[day - 1];
    w->order.data[i] = said;
}

/* A field of an entry: facts i to i + n, the best first. */
static pdx_status field_write(writer *w, size_t i, size_t n) {
    pdx_page_entry *entry = &w->cut->entries[w->entries[w->order.data[i]]];
    const pdx_span none = pdx_span_of(NULL, 0);
    pdx_span best;
    size_t first;
    if (fact_at(w, i)->role == PDX_ROLE_DATE) days_order(w, i, n);
    best = value_of(w, fact_at(w, i));
    first = n_said_by_first(w, i, n);
    switch (fact_at(w, i)->role) {
    case PDX_ROLE_TITLE:
        for (size_t k = i; k < i + n; k++) PDX_TRY(title_write(w, entry, k));
        return PDX_OK;
    case PDX_ROLE_BYLINE:
        PDX_TRY(authors_write(w, entry, i, first));
        return firsts_write(w, i + first, n - first, first == 1 ? best : none);
    case PDX_ROLE_TAGS: case PDX_ROLE_CATEGORIES: return terms_write(w, entry, i, n);
    case PDX_ROLE_IMAGE: case PDX_ROLE_LINK: return links_write(w, i, n);
    case PDX_ROLE_DATE:
        PDX_TRY(line_write(w, i, 1, COUNTS));
        if (entry->date_printed.end == entry->date_printed.begin) entry->date_printed = last_range(w);
        return firsts_write(w, i + 1, n - 1, best);
    case PDX_ROLE_ADDRESS: return firsts_write(w, i, n, is_address(w, fact_at(w, i)) ? best : none);
    case PDX_ROLE_SUMMARY: return firsts_write(w, i, n, none);
    default: return firsts_write(w, i, n, best);
    }
}

/* What one says twice of an entry is said once; each link is a link. */
static pdx_status repeats_drop(writer *w) {
    size_t n = 0;
    for (size_t i = 0; i < w->order.len; i++) {
        const pdx_html_fact *fact = fact_at(w, i);
        const uint32_t head[] = {w->entries[w->order.data[i]], (uint32_t)fact->role << 8 | fact->by};
        if (fact->role != PDX_ROLE_LINK) {
            const size_t before = pdx_map_count(&w->known);
            uint32_t number;
            pdx_buf_reset(&w->key);
            pdx_buf_append(&w->key, head, sizeof head);
            pdx_buf_span(&w->key, value_of(w, fact));
            number = w->key.failed ? PDX_MAP_NONE : pdx_map_intern(&w->known, pdx_buf_view(&w->key));
            if (number == PDX_MAP_NONE) return pdx_fail_memory(w->err);
            if (number < before) continue;
        }
        w->order.data[n++] = w->order.data[i];
    }
    w->order.len = n;
    return PDX_OK;
}

/* What microformats call the summary of a post whose content they name, too: it stands beside that, and is none of it. */
static void summary_know(writer *w, pdx_range summary, const pdx_page_entry *entry) {
    const uint32_t body =
        PDX_ROLE_BIT(PDX_ROLE_PARAGRAPH) | PDX_ROLE_BIT(PDX_ROLE_HEADING) | PDX_ROLE_BIT(PDX_ROLE_LIST) | PDX_ROLE_BIT(PDX_ROLE_OTHER);
    const pdx_rule_set fixed = PDX_WHY(PDX_RULE_CORRECTED) | PDX_WHY(PDX_RULE_LIKE_CORRECTED);
    if ((summary.end - summary.begin) * 2 > entry->range.end - entry->range.begin) return;
    for (uint32_t k = archive_html_part(w->cut, pdx_range_of(summary.begin, summary.begin));
         k < w->cut->n_parts && w->cut->parts[k].range.begin < summary.end; k++) {
        pdx_page_part *part = &w->cut->parts[k];
        if (part->range.end <= summary.end && (body & PDX_ROLE_BIT(part->role)) != 0 && (part->why & fixed) == 0) {
            archive_html_part_set(part, PDX_ROLE_SUMMARY);
        }
    }
}

/* WordPress links an excerpt to where the rest begins, and microformats say of a summary that it is one. */
static void excerpts_know(writer *w) {
    for (size_t i = 0; i < w->order.len; i++) {
        const pdx_html_fact *fact = fact_at(w, i);
        pdx_page_entry *entry = &w->cut->entries[w->entries[w->order.data[i]]];
        const bool in_text = fact->value.end == fact->value.begin;
        if (fact->role == PDX_ROLE_LINK && pdx_span_contains(value_of(w, fact), pdx_span_str("#more-"))) entry->excerpt = true;
        if (fact->role != PDX_ROLE_SUMMARY || !in_text || fact->thing == PDX_SAYS_NOTHING) continue;
        if (w->says->things.data[fact->thing].has_content) summary_know(w, fact->text, entry);
        else entry->excerpt = true;
    }
}

static pdx_status fields_write(writer *w) {
    PDX_TRY(order_facts(w));
    PDX_TRY(repeats_drop(w));
    excerpts_know(w);
    for (size_t i = 0, next; i < w->order.len; i = next) {
        next = i + 1;
        while (next < w->order.len && w->entries[w->order.data[next]] == w->entries[w->order.data[i]] &&
               fact_at(w, next)->role == fact_at(w, i)->role) {
            next++;
        }
        PDX_TRY(field_write(w, i, next - i));
    }
    return PDX_OK;
}

/* Items of entries, those that are said behind those that stand in it. */
static pdx_status items_take(writer *w) {
    pdx_page *cut = w->cut;
    pdx_page_item *items;
    size_t n = 0, said = 0;
    if (w->items.len == 0) return PDX_OK;
    items = pdx_resize_array(NULL, cut->n_items + w->items.len, sizeof *items);
    if (items == NULL) return pdx_fail_memory(w->err);
    for (uint32_t k = 0; k < cut->n_entries; k++) {
        pdx_page_entry *entry = &cut->entries[k];
        const uint32_t first = entry->first_item;
        if (entry->n_items > 0) memcpy(items + n, cut->items + first, entry->n_items * sizeof *items);
        entry->first_item = (uint32_t)n;
        n += entry->n_items;
        for (; said < w->items.len && w->items.data[said].entry == k; said++) items[n++] = w->items.data[said];
        entry->n_items = (uint32_t)n - entry->first_item;
    }
    pdx_free(cut->items);
    cut->items = items;
    cut->n_items = n;
    return PDX_OK;
}

static pdx_status parts_take(writer *w) {
    pdx_page *cut = w->cut;
    pdx_page_part *parts;
    if (w->parts.len == 0) return PDX_OK;
    parts = pdx_resize_array(cut->parts, cut->n_parts + w->parts.len, sizeof *parts);
    if (parts == NULL) return pdx_fail_memory(w->err);
    memcpy(parts + cut->n_parts, w->parts.data, w->parts.len * sizeof *parts);
    cut->parts = parts;
    cut->n_parts += w->parts.len;
    w->layer->text.len = (size_t)w->end;
    cut->text = w->layer->text;
    return PDX_OK;
}

static pdx_status page_write(writer *w) {
    pdx_status status = PDX_ENOMEM;
    w->entries = pdx_resize_array(NULL, w->says->facts.len + 1, sizeof *w->entries);
    if (w->entries == NULL) return pdx_fail_memory(w->err);
    status = archive_html_match(w->archive, w->page, w->says, w->entries, w->err);
    if (status == PDX_OK) status = fields_write(w);
    if (status == PDX_OK) status = items_take(w);
    return status == PDX_OK ? parts_take(w) : status;
}

static pdx_status page_said(pdx_archive *archive, archive_page *page, pdx_html_says *says, pdx_error *err) {
    writer w = {.archive = archive, .page = page, .cut = &page->cut, .says = says, .n_lines = page->cut.n_lines, .err = err};
    pdx_status status;
    w.layer = &archive->layers.data[page->layer];
    w.source = archive->sources.data[page->source].bytes;
    w.text = w.layer->text;
    w.end = w.text.len;
    pdx_map_init(&w.known);
    pdx_buf_init(&w.key);
    status = page_write(&w);
    pdx_free(w.entries);
    PDX_VEC_DEINIT(&w.order);
    PDX_VEC_DEINIT(&w.parts);
    PDX_VEC_DEINIT(&w.items);
    pdx_map_deinit(&w.known);
    pdx_buf_deinit(&w.key);
    return status;
}

pdx_status archive_html_fields(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    for (size_t i = 0; i < archive->pages.len; i++) {
        archive_page *page = &archive->pages.data[i];
        archive_source *source = &archive->sources.data[page->source];
        pdx_status status = PDX_OK;
        if (source->says == NULL) continue;
        if (source->says->facts.len > 0 && page->cut.n_entries > 0) status = page_said(archive, page, source->says, err);
        archive_html_said_free(source->says);
        source->says = NULL;
        if (status != PDX_OK) return status;
        PDX_TRY(pdx_tick_step(tick, 0, 0, err));
    }
    return PDX_OK;
}
