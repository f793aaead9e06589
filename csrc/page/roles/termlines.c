#include "page/roles/termlines.h"

#include "page/lexicon/chars.h"
#include "page/lexicon/dateline.h"
#include "page/lines/linefold.h"
#include "page/roles/labels.h"

/* What a part is to its neighbours. */
enum { EDGE, TITLE, DATE, NAME, COMMENTS, MORE, FURNITURE, TEXT, OPEN, KINDS };
enum { SIGN_BYTES = 16, LABEL_BYTES = 60, LINE_BYTES = 400, LINE_WORDS = 8, ITEM_WORDS = 6, RUN = 4, LONG = 5, LAST = 7, DATE_BYTES = 24 };

/* The words with a colon and a blank behind it that `range` begins with; empty when there are none. */
static pdx_range label_of(pdx_span text, pdx_range range) {
    for (uint64_t at = range.begin + 1; at + 2 < range.end && at < range.begin + LABEL_BYTES; at++) {
        if (text.data[at] == ',' || text.data[at] == '|' || text.data[at] == '/') break;
        if (text.data[at] == ':') {
            return text.data[at + 1] == ' ' && text.data[at - 1] != ' ' ? pdx_range_of(range.begin, at + 1) : pdx_range_of(0, 0);
        }
    }
    return pdx_range_of(0, 0);
}

void pdx_term_reader_init(pdx_term_reader *reader, const pdx_page *page, const pdx_term_line *line) {
    pdx_range range = page->parts[line->part].range;
    if (line->label.end > range.begin) range.begin = line->label.end;
    reader->page = page;
    reader->line = line;
    reader->at = 0;
    if (line->n_items == 0) pdx_item_reader_init(&reader->items, page->text, range, page->text.data[range.begin] == '#');
}

bool pdx_term_reader_next(pdx_term_reader *reader, pdx_range *item) {
    if (reader->line->n_items == 0) return pdx_item_reader_next(&reader->items, item);
    if (reader->at == reader->line->n_items) return false;
    *item = reader->page->items[reader->line->first_item + reader->at++].range;
    return true;
}

static unsigned words_of(pdx_span text, pdx_range range) {
    unsigned words = 0;
    bool inside = false;
    for (uint64_t at = range.begin; at < range.end; at++) {
        const bool blank = text.data[at] <= ' ';
        words += !blank && !inside;
        inside = !blank;
    }
    return words;
}

static bool is_stop(uint32_t cp) {
    return cp == '.' || cp == '!' || cp == '?' || cp == ':' || cp == ';' || cp == 0x2026 || cp == 0x3002 || cp == 0x061F || cp == 0xFF01 ||
           cp == 0xFF1F || cp == 0xFF1A;
}

static bool has_letter(pdx_span text, pdx_range range) {
    const uint8_t *p = text.data + range.begin, *end = text.data + range.end;
    while (p < end) {
        uint32_t cp;
        p += pdx_char_decode(p, end, &cp);
        if (pdx_char_is_letter(cp) && pdx_char_digit(cp) < 0) return true;
    }
    return false;
}

/* A bracket that opens or closes outside it: half of something. */
static bool is_half(pdx_span text, pdx_range range) {
    int open = 0;
    for (uint64_t at = range.begin; at < range.end && open >= 0; at++) {
        open += text.data[at] == '(' || text.data[at] == '[';
        open -= text.data[at] == ')' || text.data[at] == ']';
    }
    return open != 0;
}

static bool is_address(pdx_span text, pdx_range range) {
    for (uint64_t at = range.begin; at + 2 < range.end; at++) {
        if (text.data[at] == ':' && text.data[at + 1] == '/' && text.data[at + 2] == '/') return true;
    }
    return false;
}

/* "Mar 16" alone in its line. */
static bool is_date(pdx_span text, pdx_range range) {
    const pdx_span line = pdx_span_slice(text, (size_t)range.begin, (size_t)range.end);
    pdx_dateline date;
    bool digits = false;
    for (size_t i = 0; i < line.len; i++) digits = digits || (line.data[i] >= '0' && line.data[i] <= '9');
    return digits && line.len <= DATE_BYTES && pdx_dateline_find(line, &date) && date.fill >= 1 && !date.year_only && !date.month_year;
}

/* Short, no sentence: one term or a list of them. */
static bool is_open(const pdx_page *page, pdx_range range) {
    const uint8_t *begin = page->text.data + range.begin, *end = page->text.data + range.end;
    pdx_item_reader reader;
    pdx_range item;
    uint32_t last;
    if (range.end - range.begin > LINE_BYTES || range.begin >= range.end) return false;
    (void)pdx_char_decode_before(begin, end, &last);
    if (is_stop(last) || !has_letter(page->text, range) || is_address(page->text, range) || is_date(page->text, range)) return false;
    pdx_item_reader_init(&reader, page->text, range, *begin == '#');
    while (pdx_item_reader_next(&reader, &item)) {
        if (words_of(page->text, item) > (item.begin == range.begin && item.end == range.end ? LINE_WORDS : ITEM_WORDS) ||
            is_half(page->text, item)) {
            return false;
        }
    }
    return true;
}

/* What the words in front of it say: the mark of its line stands for all pieces, but a piece that nothing announces has no word. */
static pdx_role told_role(const pdx_page_part *part) {
    const bool told = (part->why & PDX_WHY(PDX_RULE_LEXICON)) != 0 ||
                      ((part->why & PDX_WHY(PDX_RULE_LABEL)) != 0 && (part->why & PDX_WHY(PDX_RULE_SAME_SHAPE)) == 0);
    return told && (part->role == PDX_ROLE_TAGS || part->role == PDX_ROLE_CATEGORIES) ? (pdx_role)part->role : PDX_ROLE_BLANK;
}

/* Words in front of the first item name categories. */
static bool is_named(const pdx_page *page, const pdx_term_line *line) {
    static const char *const words[] = {
#define PDX_SECTION_WORD(word) word,
#include "page/roles/sectionwords.def"
#undef PDX_SECTION_WORD
    };
    const pdx_range part = page->parts[line->part].range;
    pdx_fold fold;
    if (line->told != PDX_ROLE_CATEGORIES || line->n_items == 0) return false;
    pdx_fold_of(&fold, page->text, pdx_range_of(part.begin, page->items[line->first_item].range.begin));
    for (size_t k = 0; k < PDX_COUNTOF(words); k++) {
        const size_t len = strlen(words[k]);
        for (size_t at = 0; at + len <= fold.len; at++) {
            if ((at == 0 || fold.text[at - 1] == ' ') && memcmp(fold.text + at, words[k], len) == 0) return true;
        }
    }
    return false;
}

static unsigned told_kind(pdx_role role) {
    switch (role) {
    case PDX_ROLE_BYLINE: return NAME;
    case PDX_ROLE_COMMENTS: return COMMENTS;
    case PDX_ROLE_READ_MORE: return MORE;
    default: return FURNITURE;
    }
}

static bool holds_date(const pdx_page_entry *entry, const pdx_page_part *part) {
    const pdx_range date = entry->date_printed;
    return date.end > date.begin && date.begin >= part->range.begin && date.end <= part->range.end;
}

static bool is_list(const pdx_page_part *part) { return part->role == PDX_ROLE_TAGS || part->role == PDX_ROLE_CATEGORIES; }

/* `has_items`: the cut has read a list in it. */
static unsigned kind_of(const pdx_page *page, const pdx_page_entry *entry, const pdx_page_part *part, bool has_items) {
    const bool told = (part->why & PDX_WHY(PDX_RULE_LEXICON)) != 0;
    const bool text = pdx_role_group((pdx_role)part->role) == PDX_GROUP_BODY;
    if (part->role == PDX_ROLE_TITLE) return TITLE;
    if (part->role == PDX_ROLE_DATE || (!has_items && holds_date(entry, part))) return DATE;
    if (told && is_list(part) && has_items) return OPEN;
    if (part->role == PDX_ROLE_BYLINE && part->why & PDX_WHY(PDX_RULE_LABEL)) return NAME;
    if (told && !text) return told_kind((pdx_role)part->role);
    if ((is_list(part) && has_items) || is_open(page, part->range)) return OPEN;
    if (!has_letter(page->text, part->range) && part->range.end - part->range.begin <= SIGN_BYTES) return FURNITURE; /* a lone sign */
    return part->role == PDX_ROLE_BYLINE ? NAME : TEXT;
}

static uint32_t place_make(bool head, unsigned before, unsigned after, unsigned run, unsigned at) {
    return ((((uint32_t)head * KINDS + before) * KINDS + after) * 8 + run) * 8 + at + 1;
}

/* Line `k` of a run of `n`. A long run is a list of the text or has one; its first and last lines are known by what they stand beside. */
static uint32_t run_place(bool head, unsigned before, unsigned after, size_t n, size_t k) {
    if (n <= RUN) return place_make(head, before, after, (unsigned)n, (unsigned)k);
    if (before != TEXT && k < RUN) return place_make(head, before, TEXT, LONG, (unsigned)k);
    if (k + 1 == n) return place_make(head, TEXT, after, LONG, LAST);
    return place_make(head, before, after, LONG, RUN);
}

/* The parts of an entry that are not blank, and the items that are read in them. */
typedef struct walk {
    const pdx_page *page;
    const pdx_page_entry *entry;
    uint32_t entry_number, item; /* the next item */
} walk;

static void items_of(walk *w, uint32_t part, uint32_t *first, uint32_t *n) {
    const uint32_t end = w->entry->first_item + w->entry->n_items;
    while (w->item < end && w->page->items[w->item].part < part) w->item++;
    *first = w->item;
    while (w->item < end && w->page->items[w->item].part == part) w->item++;
    *n = w->item - *first;
}

/* A first item that is no term, but says what the others are: "Filed under : boats : tides". */
static void first_read(const pdx_page *page, pdx_term_line *line) {
    const pdx_range range = page->parts[line->part].range;
    pdx_item_reader reader;
    pdx_range first, next;
    unsigned kind;
    pdx_item_reader_init(&reader, page->text, range, false);
    if (!pdx_item_reader_next(&reader, &first) || !pdx_item_reader_next(&reader, &next)) return;
    kind = pdx_labels_announced(pdx_span_slice(page->text, (size_t)first.begin, (size_t)first.end));
    if (kind == PDX_PHRASE_NONE) return;
    line->told = kind == PDX_PHRASE_TAGGED ? PDX_ROLE_TAGS : PDX_ROLE_CATEGORIES;
    line->label = pdx_range_of(range.begin, next.begin);
}

static bool line_add(pdx_term_lines *out, walk *w, uint32_t part, pdx_term_line line) {
    if (w->page->parts[part].why & (PDX_WHY(PDX_RULE_CORRECTED) | PDX_WHY(PDX_RULE_LIKE_CORRECTED))) return true;
    line.part = part;
    line.entry = w->entry_number;
    items_of(w, part, &line.first_item, &line.n_items);
    line.told = told_role(&w->page->parts[part]);
    line.named = is_named(w->page, &line);
    if (line.n_items == 0) line.label = label_of(w->page->text, w->page->parts[part].range);
    if (line.n_items == 0 && line.label.end <= line.label.begin) first_read(w->page, &line);
    return PDX_VEC_PUSH(out, line);
}

static walk walk_of(const pdx_page *page, uint32_t entry) {
    return (walk){page, &page->entries[entry], entry, page->entries[entry].first_item};
}

/* "Continue reading", glued to the text. */
static bool ends_text(const pdx_page *page, uint32_t first, uint32_t i) {
    return i > first && page->parts[i].role == PDX_ROLE_READ_MORE && page->parts[i - 1].line == page->parts[i].line;
}

static void kinds_fill(uint8_t *kinds, walk w) {
    const uint32_t first = w.entry->first_part;
    for (uint32_t i = first; i < first + w.entry->n_parts; i++) {
        const pdx_page_part *part = &w.page->parts[i];
        uint32_t from, n;
        items_of(&w, i, &from, &n);
        if (part->role != PDX_ROLE_BLANK) kinds[i] = (uint8_t)(ends_text(w.page, first, i) ? MORE : kind_of(w.page, w.entry, part, n > 0));
    }
}

bool pdx_term_kinds_read(pdx_term_kinds *kinds, const pdx_page *page) {
    const size_t at = kinds->len;
    if (!PDX_VEC_RESERVE(kinds, at + page->n_parts)) return false;
    if (page->n_parts > 0) memset(kinds->data + at, KINDS, page->n_parts);
    kinds->len += page->n_parts;
    for (uint32_t k = 0; k < page->n_entries; k++) kinds_fill(kinds->data + at, walk_of(page, k));
    return true;
}

void pdx_term_kinds_close(uint8_t *kinds, const pdx_page *page, pdx_term_constant is_constant, const void *context) {
    for (size_t i = 0; i < page->n_parts; i++) {
        const pdx_page_part *part = &page->parts[i];
        const bool told = (part->why & PDX_WHY(PDX_RULE_LEXICON)) != 0 && is_list(part); /* a word says that it is a list */
        if (kinds[i] == OPEN && !told && is_constant(context, page, part->range)) kinds[i] = FURNITURE;
    }
}

/* The run of open lines that begins with part `at`, before part `stop`; gives where it ends. */
static bool run_read(pdx_term_lines *out, walk *w, const uint8_t *kinds, unsigned before, uint32_t at, uint32_t stop, uint32_t *end) {
    const uint32_t title = w->entry->title == PDX_PAGE_NO_PART ? w->entry->first_part : w->entry->title;
    size_t n = 0, k = 0;
    unsigned after = EDGE;
    const bool head = at < title;
    for (*end = at; *end < stop && (kinds[*end] == OPEN || kinds[*end] == KINDS); ++*end) n += kinds[*end] == OPEN;
    if (*end < stop) after = kinds[*end];
    for (uint32_t i = at; i < *end; i++) {
        if (kinds[i] != OPEN) continue;
        if (before == TEXT && after == TEXT && told_role(&w->page->parts[i]) == PDX_ROLE_BLANK) continue; /* short lines of the text */
        const pdx_term_line line = {.place = run_place(head, before, after, n, k), .column = place_make(head, before, after, LONG + 1, 0),
                                    .opens = k == 0, .run = (uint8_t)pdx_min_size(n, UINT8_MAX), .below_text = before == TEXT};
        if (!line_add(out, w, i, line)) return false;
        k++;
    }
    return true;
}

static bool entry_read(pdx_term_lines *out, walk w, const uint8_t *kinds) {
    const uint32_t stop = w.entry->first_part + w.entry->n_parts;
    unsigned before = EDGE;
    for (uint32_t i = w.entry->first_part; i < stop;) {
        if (kinds[i] == OPEN) {
            if (!run_read(out, &w, kinds, before, i, stop, &i)) return false;
            continue;
        }
        if (kinds[i] != KINDS) before = kinds[i];
        i++;
    }
    return true;
}

bool pdx_term_lines_read(pdx_term_lines *lines, const pdx_page *page, const uint8_t *kinds) {
    lines->len = 0;
    for (uint32_t k = 0; k < page->n_entries; k++) {
        if (!entry_read(lines, walk_of(page, k), kinds)) return false;
    }
    return true;
}
