/* Pages of a site read for siteterms.h: what stands where on them, and in what company. */
#include "page/lexicon/chars.h"
#include "page/lines/foldorder.h"
#include "page/lines/linefold.h"
#include "page/site/siteplaces.h"
#include "page/site/siteruns.h"
#include "page/site/siteterms.h"

enum { LONG_RUN = 3 };

/* The number of the term in `range`, with room for its counts. */
static uint32_t term_intern(pdx_site_terms *t, const pdx_page *page, pdx_range range) {
    pdx_fold fold;
    pdx_fold_of(&fold, page->text, range);
    return pdx_site_term(t, pdx_span_of(fold.text, fold.len));
}

static uint32_t fold_intern(pdx_map *map, const pdx_page *page, pdx_range range) {
    pdx_fold fold;
    pdx_fold_of(&fold, page->text, range);
    return pdx_map_intern(map, pdx_span_of(fold.text, fold.len));
}

static uint32_t place_intern(pdx_site_terms *t, pdx_site_key key) {
    const uint32_t id = pdx_map_intern(&t->places, pdx_span_of(&key, sizeof key));
    const pdx_site_place none = {.column = PDX_MAP_NONE};
    if (id == t->of_place.len && !PDX_VEC_PUSH(&t->of_place, none)) return PDX_MAP_NONE;
    return id;
}

/* A title names its post on whatever page it stands. */
static uint32_t post_intern(pdx_site_terms *t, const pdx_page *page, const pdx_page_entry *entry) {
    const pdx_range range = entry->title == PDX_PAGE_NO_PART ? entry->range : page->parts[entry->title].range;
    return fold_intern(&t->posts, page, range);
}

/* What a page's heading says of its posts, if it names a term. */
typedef struct heading {
    uint32_t term; /* or PDX_MAP_NONE */
    pdx_page_kind kind;
} heading;

static bool items_note(pdx_site_terms *t, pdx_site_note *note, const pdx_page *page, const pdx_term_line *line) {
    pdx_term_reader reader;
    pdx_range item;
    note->first = (uint32_t)t->items.len;
    pdx_term_reader_init(&reader, page, line);
    while (pdx_term_reader_next(&reader, &item)) {
        const uint32_t term = term_intern(t, page, item);
        if (term == PDX_MAP_NONE || !PDX_VEC_PUSH(&t->items, term)) return false;
        note->n++;
    }
    return true;
}

static bool holds(const pdx_site_terms *t, const pdx_site_note *note, uint32_t term) {
    for (uint32_t i = note->first; i < note->first + note->n; i++) {
        if (t->items.data[i] == term) return true;
    }
    return false;
}

/* The one item of the line has the words of `term` in it, and others. */
static bool has_words(const pdx_site_terms *t, const pdx_site_note *note, uint32_t term) {
    const pdx_span words = pdx_map_key(&t->terms, term), item = pdx_map_key(&t->terms, t->items.data[note->first]);
    if (note->n != 1 || words.len == 0) return false;
    for (size_t at = 0; at + words.len <= item.len; at++) {
        const bool begins = at == 0 || item.data[at - 1] == ' ', ends = at + words.len == item.len || item.data[at + words.len] == ' ';
        if (begins && ends && item.len > words.len && memcmp(item.data + at, words.data, words.len) == 0) return true;
    }
    return false;
}

/* A page about a tag whose words stand among those of a line. False when out of memory. */
static bool head_words_note(pdx_site_terms *t, const pdx_site_note *note, pdx_site_place *place, uint32_t term) {
    pdx_site_first is_first;
    if (!has_words(t, note, term)) return true;
    is_first = pdx_site_pair(&t->pairs, note->place, term, PDX_SITE_HEAD_WORDS);
    place->head_words++;
    place->different_heads += is_first == PDX_SITE_FIRST;
    return is_first != PDX_SITE_FAILED;
}

/* A page about a term proves the lists that hold it: each post of each such page once. */
static bool heading_note(pdx_site_terms *t, const heading *h, const pdx_site_note *note, pdx_site_place *place, uint32_t post) {
    uint32_t id;
    pdx_site_first is_first;
    if (h->term == PDX_MAP_NONE || (h->kind != PDX_PAGE_TAG && h->kind != PDX_PAGE_CATEGORY)) return true;
    is_first = pdx_site_pair_number(&t->pairs, post, h->term, note->place | PDX_SITE_HEADINGS, &id);
    if (is_first != PDX_SITE_FIRST) return is_first == PDX_SITE_SEEN;
    if (h->kind == PDX_PAGE_TAG) {
        place->tag_pages++;
        place->of_tag += holds(t, note, h->term);
        return head_words_note(t, note, place, h->term);
    } else {
        place->category_pages++;
        place->of_category += holds(t, note, h->term);
    }
    return true;
}

/* Begins with a small letter. */
static bool is_small(const pdx_page *page, const pdx_term_line *line) {
    pdx_term_reader reader;
    pdx_range item;
    uint32_t cp;
    pdx_term_reader_init(&reader, page, line);
    if (!pdx_term_reader_next(&reader, &item)) return false;
    (void)pdx_char_decode(page->text.data + item.begin, page->text.data + item.end, &cp);
    return pdx_char_is_lower(cp);
}

static void place_note(const pdx_site_terms *t, pdx_site_place *place, const pdx_site_note *note, const pdx_page *page, const pdx_term_line *line) {
    const uint8_t role = page->parts[line->part].role;
    place->lines++;
    pdx_site_items_sum(t, place, note, 1);
    place->small += is_small(page, line);
    place->told_tags += line->told == PDX_ROLE_TAGS;
    place->told_categories += line->told == PDX_ROLE_CATEGORIES;
    place->named_categories += line->named;
    place->under += line->told != PDX_ROLE_BLANK && (page->parts[line->part].why & PDX_WHY(PDX_RULE_LEXICON)) == 0;
    place->was_list += role == PDX_ROLE_TAGS || role == PDX_ROLE_CATEGORIES;
    place->was_tags += role == PDX_ROLE_TAGS;
    place->run[pdx_min_size(line->run, PDX_SITE_RUNS) - 1] += line->opens;
    place->was_name += role == PDX_ROLE_BYLINE || (note->n == 1 && t->known.data[t->items.data[note->first]].names);
    place->below_text = place->below_text || line->below_text;
    place->labelled = place->labelled || (line->label.end > line->label.begin && line->told == PDX_ROLE_BLANK);
}

/* One line at one place, once per post. */
static bool place_line(pdx_site_terms *t, const pdx_page *page, const pdx_term_line *line, const heading *h, pdx_site_note note, uint32_t text) {
    uint32_t id;
    pdx_site_first is_first;
    if (!heading_note(t, h, &note, &t->of_place.data[note.place], note.post)) return false;
    note.text = text;
    is_first = pdx_site_pair_number(&t->pairs, note.post, text, note.place | PDX_SITE_LINES, &id);
    if (is_first != PDX_SITE_FIRST) return is_first == PDX_SITE_SEEN;
    place_note(t, &t->of_place.data[note.place], &note, page, line);
    return pdx_site_note_count(t, &note) && PDX_VEC_PUSH(&t->notes, note);
}

/* Posts that have a list which a word calls so. */
static bool told_note(pdx_site_terms *t, pdx_role told, uint32_t post) {
    uint32_t id;
    const pdx_site_first is_first = pdx_site_pair_number(&t->pairs, post, 0, told == PDX_ROLE_TAGS ? PDX_SITE_TOLD : PDX_SITE_FILED, &id);
    if (told == PDX_ROLE_TAGS) t->told_posts += is_first == PDX_SITE_FIRST;
    else t->filed_posts += is_first == PDX_SITE_FIRST;
    return is_first != PDX_SITE_FAILED;
}

/* The first item of a line. */
static pdx_range item_of(const pdx_page *page, const pdx_term_line *line) {
    pdx_term_reader reader;
    pdx_range item = {0, 0};
    pdx_term_reader_init(&reader, page, line);
    (void)pdx_term_reader_next(&reader, &item);
    return item;
}

/* The line as one of a column: terms may stand one a line. */
static bool column_line(pdx_site_terms *t, const pdx_page *page, const pdx_term_line *line, const heading *h, const pdx_site_note *note,
                        uint32_t text) {
    const pdx_site_key key = {0, line->column, PDX_SITE_OF_FIRST}, rest = {0, line->column, PDX_SITE_OF_REST};
    const uint32_t column = place_intern(t, key), below = line->opens ? column : place_intern(t, rest);
    pdx_site_note one = *note;
    if (column == PDX_MAP_NONE || below == PDX_MAP_NONE) return false;
    t->of_place.data[note->place].column = column;
    t->of_place.data[column].is_column = t->of_place.data[below].is_column = true;
    t->of_place.data[below].column = column;
    one.place = below;
    return place_line(t, page, line, h, one, text);
}

/* Notes of a run of lines, once per post, whether they stand in order. */
static bool run_note(pdx_site_terms *t, const pdx_page *page, const pdx_term_line *lines, size_t n) {
    const pdx_site_key key = {0, lines[0].column, PDX_SITE_OF_FIRST};
    const uint32_t column = place_intern(t, key), post = post_intern(t, page, &page->entries[lines[0].entry]);
    pdx_fold folds[2];
    bool sorted = true;
    uint32_t id;
    if (column == PDX_MAP_NONE || post == PDX_MAP_NONE) return false;
    switch (pdx_site_pair_number(&t->pairs, post, 0, column | PDX_SITE_ORDER, &id)) {
    case PDX_SITE_FAILED: return false;
    case PDX_SITE_SEEN: return true;
    default: break;
    }
    for (size_t i = 0; i < n; i++) {
        const pdx_fold *fold = &folds[i & 1], *before = &folds[(i & 1) ^ 1];
        pdx_fold_of(&folds[i & 1], page->text, page->parts[lines[i].part].range);
        sorted = sorted && (i == 0 || pdx_fold_order(pdx_span_of(before->text, before->len), pdx_span_of(fold->text, fold->len)) <= 0);
    }
    t->of_place.data[column].long_runs++;
    t->of_place.data[column].sorted_runs += sorted;
    return true;
}

static bool runs_note(pdx_site_terms *t, const pdx_page *page) {
    for (size_t from = 0, to; from < t->lines.len; from = to) {
        for (to = from + 1; to < t->lines.len && !t->lines.data[to].opens && t->lines.data[to].entry == t->lines.data[from].entry;) to++;
        if (to - from >= LONG_RUN && !run_note(t, page, t->lines.data + from, to - from)) return false;
    }
    return true;
}

static bool line_note(pdx_site_terms *t, const pdx_page *page, const pdx_term_line *line, const heading *h) {
    pdx_site_note note = {.place = place_intern(t, pdx_site_key_of(page, line)), .post = post_intern(t, page, &page->entries[line->entry])};
    uint32_t text;
    if (note.place == PDX_MAP_NONE || note.post == PDX_MAP_NONE || !items_note(t, &note, page, line)) return false;
    if (note.n == 0) return true;
    if (note.n == 1) note.capitals = pdx_run_capitals(page->text, item_of(page, line));
    text = term_intern(t, page, page->parts[line->part].range);
    if (text == PDX_MAP_NONE || (line->told != PDX_ROLE_BLANK && !told_note(t, line->told, note.post))) return false;
    if (!place_line(t, page, line, h, note, text)) return false;
    return line->label.end > line->label.begin || column_line(t, page, line, h, &note, text);
}

static bool heading_read(pdx_site_terms *t, const pdx_page *page, heading *h) {
    h->term = PDX_MAP_NONE;
    h->kind = page->heading != PDX_PAGE_NO_PART && page->parts[page->heading].why & PDX_WHY(PDX_RULE_LEXICON) ? page->kind : PDX_PAGE_UNKNOWN;
    if (page->label.end <= page->label.begin) return true;
    h->term = term_intern(t, page, page->label);
    if (h->term != PDX_MAP_NONE) t->known.data[h->term].heads = true;
    if (h->term != PDX_MAP_NONE && h->kind == PDX_PAGE_CATEGORY) t->known.data[h->term].files = true;
    return h->term != PDX_MAP_NONE;
}

static bool line_count(pdx_site_terms *t, const pdx_page *page, const pdx_term_line *line) {
    const uint32_t text = term_intern(t, page, page->parts[line->part].range), post = post_intern(t, page, &page->entries[line->entry]);
    uint32_t id;
    pdx_site_first is_first;
    if (text == PDX_MAP_NONE || post == PDX_MAP_NONE) return false;
    is_first = pdx_site_pair_number(&t->pairs, post, text, PDX_SITE_WHOLE, &id);
    t->known.data[text].lines += is_first == PDX_SITE_FIRST;
    return is_first != PDX_SITE_FAILED;
}

pdx_status pdx_site_terms_count(pdx_site_terms *terms, const pdx_page *page, pdx_error *err) {
    heading h;
    const size_t at = terms->kinds.len;
    terms->pages++;
    if (!heading_read(terms, page, &h) || !pdx_term_kinds_read(&terms->kinds, page)) return pdx_fail_memory(err);
    if (!pdx_term_lines_read(&terms->lines, page, PDX_VEC_AT(&terms->kinds, at))) return pdx_fail_memory(err);
    for (size_t i = 0; i < terms->lines.len; i++) {
        if (!line_count(terms, page, &terms->lines.data[i])) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

pdx_status pdx_site_terms_read(pdx_site_terms *terms, const pdx_page *page, pdx_error *err) {
    heading h;
    uint8_t *kinds = pdx_site_kinds(terms, page);
    if (kinds == terms->kinds.data) pdx_site_counts_close(terms);
    pdx_term_kinds_close(kinds, page, pdx_site_is_constant, terms);
    if (!heading_read(terms, page, &h) || !pdx_term_lines_read(&terms->lines, page, kinds)) return pdx_fail_memory(err);
    for (size_t i = 0; i < terms->lines.len; i++) {
        if (!line_note(terms, page, &terms->lines.data[i], &h)) return pdx_fail_memory(err);
    }
    return runs_note(terms, page) ? PDX_OK : pdx_fail_memory(err);
}
