#include "page/site/sitetitles.h"

#include "base/map.h"
#include "page/lexicon/chars.h"
#include "page/evidence.h"
#include "page/lines/linefold.h"
#include "page/site/siteruns.h"
#include "page/roles/splitparts.h"

enum { ABOVE = 2, LEAST_COUNTS = 6, LEAST_TITLES = 10, LINES_ABOVE = 2, COUNT_DIGITS = 3, ABOVE_BYTES = 120, TITLE_BYTES = 200 };

/* What is noted of a text. */
typedef struct text_count {
    uint32_t above;   /* different titles that it stands above */
    bool ends, begins; /* it was noted as a title's last word before a number; as the words of such a title */
    bool title;
    bool word;        /* a word of a line above titles */
    uint32_t title_words; /* different titles that have it as a word */
} text_count;

struct pdx_site_titles {
    pdx_map texts;               /* folded -> number */
    pdx_map pairs;               /* a line and the title under it */
    PDX_VEC(text_count) counts;  /* owned; per text */
    uint32_t titles, counted, last_words; /* different ones: all; that end with a number; the words before these numbers */
    uint32_t dated;              /* titles right under a date or a name */
    pdx_run_starts starts, own;  /* of the lines above titles; of what was taken for titles */
};

pdx_status pdx_site_titles_new(pdx_site_titles **out, pdx_error *err) {
    *out = pdx_alloc_zero(1, sizeof **out);
    if (*out == NULL) return pdx_fail_memory(err);
    pdx_map_init(&(*out)->texts);
    pdx_map_init(&(*out)->pairs);
    return PDX_OK;
}

void pdx_site_titles_free(pdx_site_titles *titles) {
    if (titles == NULL) return;
    pdx_map_deinit(&titles->texts);
    pdx_map_deinit(&titles->pairs);
    PDX_VEC_DEINIT(&titles->counts);
    pdx_free(titles);
}

static uint32_t text_intern(pdx_site_titles *t, pdx_span text, pdx_range range) {
    const text_count none = {0};
    pdx_fold fold;
    uint32_t id;
    pdx_fold_of(&fold, text, range);
    id = pdx_map_intern(&t->texts, pdx_span_of(fold.text, fold.len));
    if (id == t->counts.len && !PDX_VEC_PUSH(&t->counts, none)) return PDX_MAP_NONE;
    return id;
}

static const text_count *text_find(const pdx_site_titles *t, pdx_span text, pdx_range range) {
    static const text_count none = {0};
    pdx_fold fold;
    uint32_t id;
    pdx_fold_of(&fold, text, range);
    id = pdx_map_find(&t->texts, pdx_span_of(fold.text, fold.len));
    return id == PDX_MAP_NONE ? &none : &t->counts.data[id];
}

/* The entry's part before or after `part` that is not blank; PDX_PAGE_NO_PART when there is none. */
static uint32_t beside(const pdx_page *page, const pdx_page_entry *entry, uint32_t part, int step) {
    for (uint32_t i = part + (uint32_t)step; i - entry->first_part < entry->n_parts; i += (uint32_t)step) { /* wraps round before part 0 */
        if (page->parts[i].role != PDX_ROLE_BLANK) return i;
    }
    return PDX_PAGE_NO_PART;
}

/* "11" behind a title: where its words end; where they do not, nothing does. */
static uint64_t words_end(pdx_span text, pdx_range title) {
    uint64_t at = title.end;
    unsigned digits = 0;
    uint32_t cp;
    while (at > title.begin) {
        const size_t n = pdx_char_decode_before(text.data + title.begin, text.data + at, &cp);
        if (pdx_char_digit(cp) < 0) break;
        at -= n;
        digits++;
    }
    if (digits == 0 || digits > COUNT_DIGITS || at == title.begin || !pdx_char_is_blank(cp)) return 0;
    return pdx_chars_trim(text, pdx_range_of(title.begin, at)).end;
}

static pdx_range last_word(pdx_span text, pdx_range words) {
    uint64_t at = words.end;
    while (at > words.begin) {
        uint32_t cp;
        const size_t n = pdx_char_decode_before(text.data + words.begin, text.data + at, &cp);
        if (pdx_char_is_blank(cp)) break;
        at -= n;
    }
    return pdx_range_of(at, words.end);
}

/* The title's words and the number behind them, which its page may have parted from it already. False when there is none. */
static bool count_of(const pdx_page *page, const pdx_page_entry *entry, pdx_range *words, bool *parted) {
    const pdx_page_part *title = &page->parts[entry->title];
    const uint32_t after = beside(page, entry, entry->title, 1);
    uint64_t end;
    *parted = after != PDX_PAGE_NO_PART && page->parts[after].line == title->line && page->parts[after].role == PDX_ROLE_COMMENTS;
    *words = title->range;
    if (*parted) return true;
    end = words_end(page->text, title->range);
    if (end > title->range.begin) words->end = end;
    return end > title->range.begin;
}

/* A date or a name, as furniture prints them. */
static bool is_told(const pdx_page_part *part) {
    return part->role == PDX_ROLE_DATE || (part->role == PDX_ROLE_BYLINE && part->why & PDX_WHY(PDX_RULE_LEXICON));
}

/* The words of what was taken for a title, once. */
static bool own_note(pdx_site_titles *t, pdx_span text, pdx_range range) {
    pdx_run_starts_count(&t->own, text, range, pdx_run_capitals(text, range));
    for (pdx_range word = pdx_chars_word(text, range); word.end > word.begin; word = pdx_chars_word(text, pdx_range_of(word.end, range.end))) {
        const uint32_t id = text_intern(t, text, word);
        if (id == PDX_MAP_NONE) return false;
        t->counts.data[id].title_words++;
    }
    return true;
}

/* A different title once. */
static bool count_note(pdx_site_titles *t, const pdx_page *page, const pdx_page_entry *entry) {
    pdx_range words;
    bool parted;
    const bool counted = count_of(page, entry, &words, &parted);
    const uint32_t title = text_intern(t, page->text, words);
    uint32_t last;
    if (title == PDX_MAP_NONE) return false;
    if (!t->counts.data[title].title) {
        const uint32_t above = beside(page, entry, entry->title, -1);
        t->titles++;
        t->dated += above != PDX_PAGE_NO_PART && is_told(&page->parts[above]);
        if (!own_note(t, page->text, words)) return false;
    }
    t->counts.data[title].title = true;
    if (!counted || t->counts.data[title].begins) return true;
    t->counts.data[title].begins = true;
    t->counted++;
    last = text_intern(t, page->text, last_word(page->text, words));
    if (last == PDX_MAP_NONE) return false;
    t->last_words += !t->counts.data[last].ends;
    t->counts.data[last].ends = true;
    return true;
}

/* The words of a line above titles, once. */
static bool words_note(pdx_site_titles *t, pdx_span text, pdx_range range) {
    pdx_run_starts_count(&t->starts, text, range, pdx_run_capitals(text, range));
    for (pdx_range word = pdx_chars_word(text, range); word.end > word.begin; word = pdx_chars_word(text, pdx_range_of(word.end, range.end))) {
        const uint32_t id = text_intern(t, text, word);
        if (id == PDX_MAP_NONE) return false;
        t->counts.data[id].word = true;
    }
    return true;
}

/* Several terms in order, most of the words of such lines: of those above titles, or of what was taken for titles, where most of that is so. */
static bool is_terms(const pdx_site_titles *t, pdx_span text, pdx_range range) {
    const bool above = pdx_run_starts_tell(&t->starts), own = pdx_run_starts_tell(&t->own);
    pdx_run_starts starts = {0};
    uint32_t words = 0, known = 0;
    if (!above && !own) return false;
    pdx_run_starts_count(&starts, text, range, pdx_run_capitals(text, range));
    if (starts.opened == 0 || starts.pairs == 0 || starts.rising < starts.pairs) return false;
    for (pdx_range word = pdx_chars_word(text, range); word.end > word.begin; word = pdx_chars_word(text, pdx_range_of(word.end, range.end))) {
        words++;
        known += (above && text_find(t, text, word)->word) || (own && text_find(t, text, word)->title_words > 1);
    }
    return 2 * known >= words;
}

static bool above_note(pdx_site_titles *t, const pdx_page *page, const pdx_page_entry *entry) {
    const uint32_t part = beside(page, entry, entry->title, -1);
    uint32_t key[2];
    size_t before;
    if (part == PDX_PAGE_NO_PART || page->parts[part].range.end - page->parts[part].range.begin > ABOVE_BYTES) return true;
    key[0] = text_intern(t, page->text, page->parts[part].range);
    key[1] = text_intern(t, page->text, page->parts[entry->title].range);
    if (key[0] == PDX_MAP_NONE || key[1] == PDX_MAP_NONE) return false;
    before = pdx_map_count(&t->pairs);
    if (pdx_map_intern(&t->pairs, pdx_span_of(key, sizeof key)) == PDX_MAP_NONE) return false;
    if (key[0] == key[1] || pdx_map_count(&t->pairs) == before) return true;
    return ++t->counts.data[key[0]].above > 1 || words_note(t, page->text, page->parts[part].range);
}

pdx_status pdx_site_titles_read(pdx_site_titles *titles, const pdx_page *page, pdx_error *err) {
    for (size_t k = 0; k < page->n_entries; k++) {
        const pdx_page_entry *entry = &page->entries[k];
        if (entry->title == PDX_PAGE_NO_PART) continue;
        if (!above_note(titles, page, entry) || !count_note(titles, page, entry)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static bool is_corrected(const pdx_page_part *part) { return (part->why & (PDX_WHY(PDX_RULE_CORRECTED) | PDX_WHY(PDX_RULE_LIKE_CORRECTED))) != 0; }

/* A line that could be a title: short, no sentence, and nothing that announces something. */
static bool may_be_title(const pdx_site_titles *t, const pdx_page *page, const pdx_page_part *part) {
    const pdx_group group = pdx_role_group((pdx_role)part->role);
    uint32_t last;
    if (part->why & PDX_WHY(PDX_RULE_LEXICON) || is_corrected(part) || part->role == PDX_ROLE_DATE || part->role == PDX_ROLE_BYLINE) return false;
    if (group != PDX_GROUP_BODY && part->role != PDX_ROLE_OTHER && part->role != PDX_ROLE_IMAGE_ALT && part->role != PDX_ROLE_RELATED) return false;
    if (part->range.end - part->range.begin > TITLE_BYTES) return false;
    (void)pdx_char_decode_before(page->text.data + part->range.begin, page->text.data + part->range.end, &last);
    return last != '.' && last != 0x2026 && last != ',' && last != ':' && text_find(t, page->text, part->range)->above < ABOVE;
}

/* It stands above titles elsewhere, or is of the words of such lines. */
static bool is_above(const pdx_site_titles *t, const pdx_page *page, uint32_t part) {
    const pdx_range range = page->parts[part].range;
    return text_find(t, page->text, range)->above >= ABOVE || is_terms(t, page->text, range);
}

/* The line below one that stands above titles elsewhere, or below two. */
static uint32_t title_below(const pdx_site_titles *t, const pdx_page *page, const pdx_page_entry *entry) {
    uint32_t at = entry->title;
    for (unsigned lines = 0; lines < LINES_ABOVE && is_above(t, page, at); lines++) {
        const uint32_t below = beside(page, entry, at, 1);
        if (below == PDX_PAGE_NO_PART || beside(page, entry, below, 1) == PDX_PAGE_NO_PART || page->parts[below].line == page->parts[at].line) break;
        at = below;
    }
    return at != entry->title && may_be_title(t, page, &page->parts[at]) ? at : PDX_PAGE_NO_PART;
}

/* Where titles stand right under the date, the line that stands there, with what was taken for the title among the first ones below it. */
static uint32_t title_above(const pdx_site_titles *t, const pdx_page *page, const pdx_page_entry *entry) {
    uint32_t at = entry->title;
    if (t->titles < LEAST_TITLES || 5 * (uint64_t)t->dated < 4 * (uint64_t)t->titles) return PDX_PAGE_NO_PART;
    for (unsigned lines = 0; lines <= LINES_ABOVE; lines++) {
        const uint32_t above = beside(page, entry, at, -1);
        if (above == PDX_PAGE_NO_PART) break;
        if (is_told(&page->parts[above])) return at == entry->title ? PDX_PAGE_NO_PART : at;
        if (!may_be_title(t, page, &page->parts[above])) break;
        at = above;
    }
    return PDX_PAGE_NO_PART;
}

/* Another line was taken for the title: both change roles. */
static void title_move(const pdx_site_titles *t, pdx_page *page, pdx_page_entry *entry) {
    pdx_page_part *was = &page->parts[entry->title], *is;
    uint32_t part = title_below(t, page, entry);
    pdx_role role = PDX_ROLE_OTHER;
    if (part == PDX_PAGE_NO_PART) {
        part = title_above(t, page, entry);
        role = PDX_ROLE_HEADING;
    }
    if (part == PDX_PAGE_NO_PART || is_corrected(was)) return;
    is = &page->parts[part];
    is->role = PDX_ROLE_TITLE;
    was->role = (uint8_t)role;
    is->probability = was->probability = 0.7f;
    is->why |= PDX_WHY(PDX_RULE_SITE_TITLE);
    was->why |= PDX_WHY(PDX_RULE_SITE_TITLE);
    memset(is->others, 0, sizeof is->others);
    memset(was->others, 0, sizeof was->others);
    was->others[0] = (pdx_page_reading){PDX_ROLE_TITLE, 0.2f};
    entry->title = part;
    entry->title_probability = is->probability;
}

/* Most titles of the site end with numbers, and do not differ in these alone. */
static bool are_counted(const pdx_site_titles *t) {
    return t->counted >= LEAST_COUNTS && 5 * (uint64_t)t->counted >= 3 * (uint64_t)t->titles && 2 * (uint64_t)t->last_words >= (uint64_t)t->counted;
}

static pdx_status counts_split(pdx_page *page, pdx_error *err) {
    PDX_VEC(pdx_part_split) splits;
    pdx_status status = PDX_OK;
    PDX_VEC_INIT(&splits);
    for (size_t k = 0; k < page->n_entries && status == PDX_OK; k++) {
        const pdx_page_entry *entry = &page->entries[k];
        pdx_part_split split = {.part = entry->title, .first_role = PDX_ROLE_TITLE, .second_role = PDX_ROLE_COMMENTS};
        pdx_range words;
        bool parted;
        if (entry->title == PDX_PAGE_NO_PART || is_corrected(&page->parts[entry->title]) || !count_of(page, entry, &words, &parted) || parted) {
            continue;
        }
        split.end = words.end;
        split.begin = pdx_chars_trim(page->text, pdx_range_of(words.end, page->parts[entry->title].range.end)).begin;
        if (!PDX_VEC_PUSH(&splits, split)) status = pdx_fail_memory(err);
    }
    if (status == PDX_OK) status = pdx_page_split_parts(page, splits.data, splits.len, err);
    PDX_VEC_DEINIT(&splits);
    return status;
}

pdx_status pdx_site_titles_mend(const pdx_site_titles *titles, pdx_page *page, pdx_error *err) {
    for (size_t k = 0; k < page->n_entries; k++) {
        if (page->entries[k].title != PDX_PAGE_NO_PART) title_move(titles, page, &page->entries[k]);
    }
    return are_counted(titles) ? counts_split(page, err) : PDX_OK;
}
