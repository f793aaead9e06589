#include "page/site/siteglue.h"
#include "page/site/sitenames.h"
#include "page/site/siteorder.h"
#include "page/site/siteruns.h"

#include "base/sort.h"
#include "page/lexicon/chars.h"
#include "page/lines/foldorder.h"
#include "page/lines/linefold.h"
#include "page/roles/splitparts.h"

#define NONE_LEFT UINT32_MAX

/* A page's lists as the site tells them: for each part its role, PDX_ROLE_COUNT: as it was. */
typedef struct teller {
    pdx_site_terms *terms;
    pdx_page *page;
    PDX_VEC(pdx_page_item) items; /* owned; of the lists that are read anew */
    uint32_t *changed;            /* owned; per part: 1 + where its items begin in `items`; 0: as they were; NONE_LEFT: none any more */
    uint32_t *n_changed;          /* owned; how many */
    bool *placed;                 /* owned; per part: it stands where tags stand */
    PDX_VEC(pdx_part_split) splits; /* owned */
    bool dropped;
} teller;

static uint32_t term_find(const teller *t, pdx_range range) {
    pdx_fold fold;
    pdx_fold_of(&fold, t->page->text, range);
    return pdx_map_find(&t->terms->terms, pdx_span_of(fold.text, fold.len));
}

static uint32_t place_number(const teller *t, const pdx_term_line *line) {
    const pdx_site_key key = pdx_site_key_of(t->page, line);
    return pdx_map_find(&t->terms->places, pdx_span_of(&key, sizeof key));
}

static const pdx_site_place *place_of(const teller *t, const pdx_term_line *line) {
    const uint32_t id = place_number(t, line);
    return id == PDX_MAP_NONE ? NULL : &t->terms->of_place.data[id];
}

/* The terms of a line: its items, and the terms in one where nothing but blanks parts them. */
typedef struct tell_reader {
    const teller *t;
    pdx_term_reader items;
    pdx_run_reader run;
    uint32_t place;
} tell_reader;

static void tell_reader_init(tell_reader *reader, const teller *t, const pdx_term_line *line) {
    reader->t = t;
    reader->place = place_number(t, line);
    pdx_term_reader_init(&reader->items, t->page, line);
    pdx_run_reader_init(&reader->run, t->terms, reader->place, t->page->text, pdx_range_of(0, 0), 0);
}

static bool tell_reader_next(tell_reader *reader, pdx_range *term) {
    pdx_range item;
    if (pdx_run_reader_next(&reader->run, term)) return true;
    if (!pdx_term_reader_next(&reader->items, &item)) return false;
    pdx_run_reader_init(&reader->run, reader->t->terms, reader->place, reader->t->page->text, item, pdx_run_capitals(reader->t->page->text, item));
    return pdx_run_reader_next(&reader->run, term);
}

/* What is seen of one line. */
typedef struct look {
    uint32_t items, known;
} look;

static look line_look(const teller *t, const pdx_term_line *line) {
    tell_reader reader;
    pdx_range item;
    look seen = {0, 0};
    tell_reader_init(&reader, t, line);
    while (tell_reader_next(&reader, &item)) {
        const uint32_t term = term_find(t, item);
        seen.items++;
        seen.known += term != PDX_MAP_NONE && t->terms->known.data[term].posts > 1;
    }
    return seen;
}

/* The line is what its place says: under text, where lines of the text end up too, its items must be known. */
static bool is_of_place(const teller *t, const pdx_term_line *line, const pdx_site_place *place) {
    const look seen = line_look(t, line);
    if (line->told == PDX_ROLE_CATEGORIES && place->told_tags > 0) return false; /* a word says so of others there, and not of it */
    if (line->told == PDX_ROLE_TAGS && place->verdict == PDX_SITE_CATEGORIES) return false; /* what a word calls tags is no section, whatever the others there are */
    if (seen.items == 0 || (line->told == PDX_ROLE_BLANK && pdx_site_is_name(t->terms, t->page, t->page->parts[line->part].range))) return false;
    if (line->told != PDX_ROLE_BLANK || !line->below_text) return true;
    return 2 * seen.known >= seen.items;
}

static bool item_add(teller *t, const pdx_term_line *line, pdx_range range) {
    const pdx_page_item item = {range, line->part, line->entry};
    t->n_changed[line->part]++;
    return PDX_VEC_PUSH(&t->items, item);
}

/* Where the blanks after the first `words` words of `range` begin and end. */
static pdx_range gap_after(pdx_span text, pdx_range range, unsigned words) {
    uint64_t at = range.begin, begin = at;
    bool blank = false;
    while (at < range.end) {
        uint32_t cp;
        const size_t n = pdx_char_decode(text.data + at, text.data + range.end, &cp);
        const bool is_blank = pdx_char_is_blank(cp);
        if (is_blank && !blank) begin = at;
        if (!is_blank && blank && --words == 0) return pdx_range_of(begin, at);
        blank = is_blank;
        at += n;
    }
    return pdx_range_of(0, 0);
}

/* An item that may be a section, or have the section in front of it that the list goes with: then two items, and a part for each list. */
static bool first_add(teller *t, const pdx_term_line *line, pdx_range item, bool *sections) {
    pdx_part_split split = {line->part, 0, 0, PDX_ROLE_CATEGORIES, PDX_ROLE_TAGS};
    pdx_fold fold;
    pdx_range gap = pdx_range_of(0, 0);
    unsigned words;
    pdx_fold_of(&fold, t->page->text, item);
    if (pdx_site_is_first(t->terms, pdx_span_of(fold.text, fold.len))) return item_add(t, line, item);
    *sections = false;
    if (pdx_site_first_words(t->terms, pdx_span_of(fold.text, fold.len), &words) > 0) gap = gap_after(t->page->text, item, words);
    if (gap.end <= gap.begin) return item_add(t, line, item);
    split.end = gap.begin;
    split.begin = gap.end;
    return item_add(t, line, pdx_range_of(item.begin, gap.begin)) && item_add(t, line, pdx_range_of(gap.end, item.end)) &&
           PDX_VEC_PUSH(&t->splits, split);
}

/* An item of those before the first tag, or with it glued to its section: then two items, and a part for each list. */
static bool glued_add(teller *t, const pdx_term_line *line, pdx_range item, bool *sections) {
    pdx_part_split split = {line->part, 0, 0, PDX_ROLE_CATEGORIES, PDX_ROLE_TAGS};
    pdx_fold fold;
    size_t end = 0;
    pdx_fold_of(&fold, t->page->text, item);
    if (!pdx_site_is_glued(t->terms, pdx_span_of(fold.text, fold.len))) end = pdx_site_glue_end(t->terms, pdx_span_of(fold.text, fold.len));
    if (end == 0) return item_add(t, line, item);
    *sections = false;
    split.end = split.begin = pdx_fold_source(t->page->text, item, end);
    return item_add(t, line, pdx_range_of(item.begin, split.end)) && item_add(t, line, pdx_range_of(split.begin, item.end)) &&
           PDX_VEC_PUSH(&t->splits, split);
}

/* The lists of the place have their sections in front. */
static bool has_sections(const pdx_site_place *place) { return place->has_firsts || place->is_glued; }

static bool is_ordered(const teller *t, const pdx_site_place *place) { return place->verdict == PDX_SITE_TAGS && t->terms->tags_in_order; }

/* Items of the part, the last ones that were added, that are one tag become one. */
static void items_join(teller *t, uint32_t part) {
    const uint32_t n = t->n_changed[part];
    t->n_changed[part] = (uint32_t)pdx_site_order_join(t->terms, t->page, PDX_VEC_AT(&t->items, t->changed[part] - 1), n);
    t->items.len -= n - t->n_changed[part];
}

static bool items_add(teller *t, const pdx_term_line *line, const pdx_site_place *place) {
    tell_reader reader;
    pdx_range item;
    bool sections = has_sections(place);
    const pdx_part_split none = {.part = line->part};
    if (t->n_changed[line->part] > 0 && !PDX_VEC_PUSH(&t->splits, none)) return false; /* what was read of it before counts no more */
    t->n_changed[line->part] = 0;
    t->changed[line->part] = (uint32_t)t->items.len + 1;
    tell_reader_init(&reader, t, line);
    while (tell_reader_next(&reader, &item)) {
        if (!sections ? !item_add(t, line, item) : !(place->has_firsts ? first_add : glued_add)(t, line, item, &sections)) return false;
    }
    if (is_ordered(t, place) && !has_sections(place)) items_join(t, line->part);
    return true;
}

static void field_drop(pdx_page_entry *entry, const pdx_page_part *part, uint32_t number) {
    if (entry->byline == number) entry->byline = PDX_PAGE_NO_PART;
    if (entry->author.begin >= part->range.begin && entry->author.end <= part->range.end) entry->author = pdx_range_of(0, 0);
}

/* Lines become sections that were read as tags, or where pages have them as lists, or pages about a section prove it. */
static bool is_section(const pdx_site_place *place, const pdx_page_part *part) {
    return part->role == PDX_ROLE_TAGS || 2 * place->was_list >= place->lines ||
           (place->of_category >= 3 && 2 * place->of_category >= place->category_pages);
}

/* Nothing but sections, of those that stand in front of lists at that place. */
static bool is_bare_first(const teller *t, const pdx_site_place *place, const pdx_term_line *line) {
    const pdx_range range = t->page->parts[line->part].range;
    tell_reader reader;
    pdx_range item;
    pdx_fold fold;
    bool bare = false;
    if (place->has_firsts) {
        pdx_fold_of(&fold, t->page->text, range);
        return pdx_site_is_first(t->terms, pdx_span_of(fold.text, fold.len));
    }
    tell_reader_init(&reader, t, line);
    while (place->is_glued && tell_reader_next(&reader, &item)) { /* the last one could lead a tag */
        pdx_fold_of(&fold, t->page->text, item);
        bare = pdx_site_is_glued(t->terms, pdx_span_of(fold.text, fold.len));
    }
    return bare;
}


static bool is_run(const teller *t, const pdx_term_line *line) { return pdx_site_is_run(t->terms, place_number(t, line)); }

/* The line becomes what its place holds. */
static bool line_take(teller *t, const pdx_term_line *line, const pdx_site_place *place) {
    pdx_page_part *part = &t->page->parts[line->part];
    pdx_role role;
    role = place->verdict == PDX_SITE_TAGS && !is_bare_first(t, place, line) ? PDX_ROLE_TAGS : PDX_ROLE_CATEGORIES;
    if (part->role == role && !has_sections(place) && !is_run(t, line)) {
        return role != PDX_ROLE_TAGS || !is_ordered(t, place) || items_add(t, line, place);
    }
    if (role == PDX_ROLE_CATEGORIES && !has_sections(place) && !is_section(place, part)) return true;
    field_drop(&t->page->entries[line->entry], part, line->part);
    part->role = (uint8_t)role;
    part->probability = place->sure;
    part->why |= PDX_WHY(PDX_RULE_SITE_PLACE);
    memset(part->others, 0, sizeof part->others);
    part->others[0].role = (uint8_t)(role == PDX_ROLE_TAGS ? PDX_ROLE_CATEGORIES : PDX_ROLE_TAGS);
    part->others[0].probability = 0.8f * (1 - place->sure);
    return items_add(t, line, place);
}

static bool line_tell(teller *t, const pdx_term_line *line) {
    const pdx_site_place *place = place_of(t, line);
    if (place == NULL || place->verdict == PDX_SITE_OPEN) return true;
    t->placed[line->part] =
        place->verdict == PDX_SITE_TAGS && (line->told != PDX_ROLE_BLANK || !pdx_site_is_name(t->terms, t->page, t->page->parts[line->part].range));
    if (!is_of_place(t, line, place)) return true;
    return line_take(t, line, place);
}

static bool is_tags(const teller *t, const pdx_term_line *line) { return t->page->parts[line->part].role == PDX_ROLE_TAGS; }

static bool is_before(const teller *t, const pdx_term_line *line, const pdx_term_line *next) {
    pdx_fold first, second;
    pdx_fold_of(&first, t->page->text, t->page->parts[line->part].range);
    pdx_fold_of(&second, t->page->text, t->page->parts[next->part].range);
    return pdx_fold_order(pdx_span_of(first.text, first.len), pdx_span_of(second.text, second.len)) <= 0;
}

/* Lines that no other post has stand in a run of tags: between two, or in order with them where the runs of the site are in order. */
static bool run_fill(teller *t, const pdx_term_line *lines, size_t n) {
    const pdx_site_place *place = place_of(t, lines), *column;
    size_t first = 0, last = n;
    bool ordered;
    if (place == NULL || place->column == PDX_MAP_NONE) return true;
    column = &t->terms->of_place.data[place->column];
    if (!column->is_list || column->verdict != PDX_SITE_TAGS) return true;
    while (first < n && !is_tags(t, &lines[first])) first++;
    while (last > first && !is_tags(t, &lines[last - 1])) last--;
    if (first == last) return true;
    ordered = column->long_runs >= 3 && 2 * column->sorted_runs > column->long_runs;
    while (ordered && first > 0 && is_before(t, &lines[first - 1], &lines[first])) first--;
    while (ordered && last < n && is_before(t, &lines[last - 1], &lines[last])) last++;
    for (size_t i = first; i < last; i++) {
        if (!is_tags(t, &lines[i]) && !line_take(t, &lines[i], column)) return false;
    }
    return true;
}

static bool runs_fill(teller *t) {
    const pdx_term_line *lines = t->terms->lines.data;
    for (size_t from = 0, to; from < t->terms->lines.len; from = to) {
        for (to = from + 1; to < t->terms->lines.len && !lines[to].opens && lines[to].entry == lines[from].entry;) to++;
        if (to - from > 1 && !run_fill(t, lines + from, to - from)) return false;
    }
    return true;
}

/* How much speaks for a list of tags: a word, else its place and how many of its items are tags elsewhere. */
static float tags_strength(const teller *t, const pdx_term_line *line) {
    const pdx_site_place *place = place_of(t, line);
    tell_reader reader;
    pdx_range item;
    uint32_t items = 0, tags = 0;
    if (line->told == PDX_ROLE_TAGS) return 4;
    tell_reader_init(&reader, t, line);
    while (tell_reader_next(&reader, &item)) {
        const uint32_t term = term_find(t, item);
        items++;
        tags += term != PDX_MAP_NONE && t->terms->known.data[term].tags > 1;
    }
    return (place != NULL && place->verdict == PDX_SITE_TAGS ? 2 * place->sure : 0) + (items == 0 ? 0 : (float)tags / (float)items);
}

/* What was read as tags is what else it could be, or text. */
static void tags_drop(teller *t, const pdx_term_line *line) {
    pdx_page_part *part = &t->page->parts[line->part];
    const pdx_page_reading other = part->others[0];
    const bool known = other.probability > 0 && other.role != PDX_ROLE_TAGS && other.role != PDX_ROLE_CATEGORIES;
    part->role = known ? other.role : (uint8_t)PDX_ROLE_PARAGRAPH;
    part->probability = 0.5f;
    memset(part->others, 0, sizeof part->others);
    t->changed[line->part] = NONE_LEFT;
    t->dropped = true;
}

/* A word says that it is a list of tags, or a person. */
static bool is_announced(const pdx_page_part *part) {
    if ((part->why & PDX_WHY(PDX_RULE_LABEL)) != 0 && (part->why & PDX_WHY(PDX_RULE_SAME_SHAPE)) == 0) return true;
    return (part->why & (PDX_WHY(PDX_RULE_LEXICON) | PDX_WHY(PDX_RULE_CORRECTED) | PDX_WHY(PDX_RULE_LIKE_CORRECTED))) != 0;
}

/* Lines that stand under a label as tags do, but in nearly all posts of the site; and lists that nothing announces, at no place of tags,
 * where words announce the tags of the site's posts. */
static void strays_drop(teller *t) {
    const bool told = 10 * (uint64_t)t->terms->told_posts >= 3 * (uint64_t)t->terms->counted;
    for (uint32_t i = 0; i < t->page->n_parts; i++) {
        const pdx_page_part *part = &t->page->parts[i];
        const pdx_term_line line = {.part = i};
        const bool stray = !t->placed[i] && !is_announced(part) && (told || pdx_site_is_name(t->terms, t->page, part->range));
        if (part->role != PDX_ROLE_TAGS || part->why & (PDX_WHY(PDX_RULE_LEXICON) | PDX_WHY(PDX_RULE_CORRECTED) | PDX_WHY(PDX_RULE_LIKE_CORRECTED))) {
            continue;
        }
        if (stray || pdx_site_is_constant(t->terms, t->page, part->range)) tags_drop(t, &line);
    }
}

/* Who wrote the post is no section of it. */
static void names_free(teller *t) {
    for (uint32_t i = 0; t->terms->names.len > 0 && i < t->page->n_parts; i++) {
        pdx_page_part *part = &t->page->parts[i];
        if (part->role != PDX_ROLE_CATEGORIES || is_announced(part) || !pdx_site_is_name(t->terms, t->page, pdx_site_name_bare(t->page, part))) {
            continue;
        }
        part->role = PDX_ROLE_BYLINE;
        t->changed[i] = NONE_LEFT;
        t->dropped = true;
        if (part->entry != PDX_PAGE_NO_ENTRY && t->page->entries[part->entry].byline == PDX_PAGE_NO_PART) t->page->entries[part->entry].byline = i;
    }
}

/* The line goes on with the list that `best` is of, or a word says that it is one too. */
static bool is_beside(const teller *t, const pdx_term_line *line, const pdx_term_line *best) {
    const pdx_site_place *place = line->place == 0 ? NULL : place_of(t, line);
    if (line->place == 0 ? is_announced(&t->page->parts[line->part]) : line->told == PDX_ROLE_TAGS) return true;
    return line->column == best->column && place != NULL && place->column != PDX_MAP_NONE && t->terms->of_place.data[place->column].is_list;
}

/* A post has one list of tags: of several the one that most speaks for, with the other lines of its column. */
static void rivals_drop(teller *t, size_t from, size_t to) {
    const pdx_term_line *lines = t->terms->lines.data, *best = NULL;
    const pdx_page_entry *entry = &t->page->entries[lines[from].entry];
    float most = 0;
    for (size_t i = from; i < to; i++) {
        const float strength = t->page->parts[lines[i].part].role == PDX_ROLE_TAGS ? tags_strength(t, &lines[i]) : 0;
        if (strength <= most) continue;
        most = strength;
        best = &lines[i];
    }
    if (best == NULL || most < 1) return;
    for (uint32_t part = entry->first_part; part < entry->first_part + entry->n_parts; part++) {
        const pdx_term_line none = {.part = part}, *line = &none;
        while (from < to && lines[from].part < part) from++;
        if (from < to && lines[from].part == part) line = &lines[from];
        if (t->page->parts[part].role == PDX_ROLE_TAGS && line != best && !is_beside(t, line, best)) tags_drop(t, line);
    }
}

/* The items of all lists, in order of their parts. */
static bool items_set(teller *t) {
    pdx_page *page = t->page;
    pdx_page_item *items = pdx_alloc_zero(page->n_items + t->items.len + 1, sizeof *items);
    size_t n = 0, was = 0;
    if (items == NULL) return false;
    for (size_t k = 0; k < page->n_entries; k++) page->entries[k].n_items = page->entries[k].first_item = 0;
    for (uint32_t part = 0; part < page->n_parts; part++) {
        const size_t from = n;
        for (; was < page->n_items && page->items[was].part <= part; was++) {
            if (page->items[was].part == part && t->changed[part] == 0) items[n++] = page->items[was];
        }
        for (uint32_t k = 0; t->changed[part] != NONE_LEFT && t->changed[part] > 0 && k < t->n_changed[part]; k++) {
            items[n++] = t->items.data[t->changed[part] - 1 + k];
        }
        if (n == from) continue;
        pdx_page_entry *entry = &page->entries[page->parts[part].entry];
        if (entry->n_items == 0) entry->first_item = (uint32_t)from;
        entry->n_items += (uint32_t)(n - from);
    }
    pdx_free(page->items);
    page->items = items;
    page->n_items = n;
    return true;
}

static int by_part(const void *left, const void *right, const void *context) {
    const pdx_part_split *a = left, *b = right;
    (void)context;
    return (a->part > b->part) - (a->part < b->part);
}

/* One of a part, the last, in order of parts: those of runs come behind those of lines. */
static pdx_status splits_order(teller *t, pdx_error *err) {
    size_t n = 0;
    if (t->splits.len == 0) return PDX_OK;
    PDX_TRY(pdx_sort(t->splits.data, t->splits.len, sizeof *t->splits.data, by_part, NULL, NULL, err));
    for (size_t i = 0; i < t->splits.len; i++) {
        const pdx_part_split split = t->splits.data[i];
        if (i + 1 < t->splits.len && t->splits.data[i + 1].part == split.part) continue;
        if (split.end > 0) t->splits.data[n++] = split;
    }
    t->splits.len = n;
    return PDX_OK;
}

static bool page_tell(teller *t) {
    t->changed = pdx_alloc_zero(t->page->n_parts + 1, sizeof *t->changed);
    t->n_changed = pdx_alloc_zero(t->page->n_parts + 1, sizeof *t->n_changed);
    t->placed = pdx_alloc_zero(t->page->n_parts + 1, sizeof *t->placed);
    if (t->changed == NULL || t->n_changed == NULL || t->placed == NULL ||
        !pdx_term_lines_read(&t->terms->lines, t->page, pdx_site_kinds(t->terms, t->page))) {
        return false;
    }
    for (size_t i = 0; i < t->terms->lines.len; i++) {
        if (!line_tell(t, &t->terms->lines.data[i])) return false;
    }
    if (!runs_fill(t)) return false;
    strays_drop(t);
    names_free(t);
    for (size_t from = 0, to; from < t->terms->lines.len; from = to) {
        for (to = from; to < t->terms->lines.len && t->terms->lines.data[to].entry == t->terms->lines.data[from].entry;) to++;
        rivals_drop(t, from, to);
    }
    return (t->items.len == 0 && !t->dropped) || items_set(t);
}

pdx_status pdx_site_terms_tell(pdx_site_terms *terms, pdx_page *page, pdx_error *err) {
    teller t = {.terms = terms, .page = page};
    pdx_status status = page_tell(&t) ? PDX_OK : pdx_fail_memory(err);
    if (status == PDX_OK) status = splits_order(&t, err);
    if (status == PDX_OK) status = pdx_page_split_parts(page, t.splits.data, t.splits.len, err);
    if (status == PDX_OK) {
        pdx_site_names_tell(terms, page);
        pdx_site_tags_weigh(terms, page);
    }
    PDX_VEC_DEINIT(&t.splits);
    PDX_VEC_DEINIT(&t.items);
    pdx_free(t.changed);
    pdx_free(t.n_changed);
    pdx_free(t.placed);
    return status;
}
