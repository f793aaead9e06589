#include "page/site/sitenames.h"

#include "page/lexicon/chars.h"
#include "page/lines/linefold.h"

enum { LEAST_BYTES = 3, LINE_BYTES = 120, MOST = 64 }; /* MOST: names that are looked for */

static bool is_empty(pdx_range range) { return range.end <= range.begin; }

static bool name_note(pdx_site_terms *t, const pdx_page *page, pdx_range range) {
    pdx_fold fold;
    uint32_t term;
    pdx_fold_of(&fold, page->text, range);
    if (fold.len < LEAST_BYTES) return true;
    term = pdx_site_term(t, pdx_span_of(fold.text, fold.len));
    if (term == PDX_MAP_NONE) return false;
    if (t->known.data[term].names) return true;
    t->known.data[term].names = true;
    return PDX_VEC_PUSH(&t->names, term);
}

bool pdx_site_names_note(pdx_site_terms *t, const pdx_page *page) {
    const bool headed =
        page->kind == PDX_PAGE_AUTHOR && page->heading != PDX_PAGE_NO_PART && page->parts[page->heading].why & PDX_WHY(PDX_RULE_LEXICON);
    if (headed && !is_empty(page->label) && !name_note(t, page, page->label)) return false;
    for (size_t k = 0; k < page->n_entries; k++) {
        const pdx_page_entry *entry = &page->entries[k];
        const bool told = entry->byline != PDX_PAGE_NO_PART && page->parts[entry->byline].why & PDX_WHY(PDX_RULE_LEXICON);
        if (told && !is_empty(entry->author) && !name_note(t, page, entry->author)) return false;
    }
    return true;
}

/* A letter stands there: the name would be part of a word. */
static bool has_letter(const pdx_fold *fold, size_t at) {
    return at < fold->len && pdx_fold_is_word(fold->text[at]) && !pdx_is_digit(fold->text[at]);
}

/* Where in the folded text the name begins; its length: nowhere. */
static size_t name_in(const pdx_fold *fold, pdx_span name) {
    for (size_t at = 0; at + name.len <= fold->len; at++) {
        if (memcmp(fold->text + at, name.data, name.len) == 0 && (at == 0 || !has_letter(fold, at - 1)) && !has_letter(fold, at + name.len)) {
            return at;
        }
    }
    return fold->len;
}

/* The longest name in the range; empty: none. */
static pdx_range name_find(const pdx_site_terms *t, const pdx_page *page, pdx_range range) {
    pdx_fold fold;
    pdx_range found = {0, 0};
    size_t longest = 0;
    if (range.end - range.begin > LINE_BYTES) return found;
    pdx_fold_of(&fold, page->text, range);
    for (size_t i = 0; i < t->names.len && i < MOST; i++) {
        const pdx_span name = pdx_map_key(&t->terms, t->names.data[i]);
        const size_t at = name.len <= longest ? fold.len : name_in(&fold, name);
        if (at == fold.len) continue;
        longest = name.len;
        found.begin = at == 0 ? range.begin : pdx_fold_source(page->text, range, at - (fold.text[at - 1] == ' '));
        found.end = pdx_fold_source(page->text, range, at + name.len);
    }
    return pdx_chars_trim(page->text, found);
}

/* What can hold the name of who wrote it, beside a date, or alone. */
static bool may_hold(const pdx_page_part *part) {
    return part->role == PDX_ROLE_DATE || part->role == PDX_ROLE_OTHER || part->role == PDX_ROLE_BYLINE;
}

pdx_range pdx_site_name_bare(const pdx_page *page, const pdx_page_part *part) {
    pdx_range range = part->range;
    while (range.begin < range.end) {
        uint32_t cp;
        const size_t n = pdx_char_decode_before(page->text.data + range.begin, page->text.data + range.end, &cp);
        if (pdx_char_is_letter(cp) || cp == '.' || cp == ')') break;
        range.end -= n;
    }
    return range;
}

bool pdx_site_is_folded_name(const pdx_site_terms *t, pdx_span folded) {
    const uint32_t term = pdx_map_find(&t->terms, folded);
    return term != PDX_MAP_NONE && t->known.data[term].names;
}

bool pdx_site_is_name(const pdx_site_terms *t, const pdx_page *page, pdx_range range) {
    pdx_fold fold;
    pdx_fold_of(&fold, page->text, range);
    return pdx_site_is_folded_name(t, pdx_span_of(fold.text, fold.len));
}

/* Nothing says that the line which was taken for it is a name. */
static bool is_guessed(const pdx_site_terms *t, const pdx_page *page, const pdx_page_entry *entry) {
    const pdx_rule_set told = PDX_WHY(PDX_RULE_LEXICON) | PDX_WHY(PDX_RULE_CORRECTED) | PDX_WHY(PDX_RULE_LIKE_CORRECTED);
    if (is_empty(entry->author)) return true;
    return entry->byline != PDX_PAGE_NO_PART && (page->parts[entry->byline].why & told) == 0 && !pdx_site_is_name(t, page, entry->author);
}

/* The name of the site's that stands first in the entry, beside its date or alone; empty: none. */
static pdx_range entry_name(const pdx_site_terms *t, const pdx_page *page, const pdx_page_entry *entry) {
    pdx_range name = {0, 0};
    for (uint32_t i = entry->first_part; is_empty(name) && i < entry->first_part + entry->n_parts; i++) {
        if (may_hold(&page->parts[i])) name = name_find(t, page, page->parts[i].range);
    }
    return name;
}

void pdx_site_names_tell(const pdx_site_terms *t, pdx_page *page) {
    for (size_t k = 0; k < page->n_entries; k++) {
        pdx_page_entry *entry = &page->entries[k];
        pdx_range name;
        if (!is_guessed(t, page, entry)) continue;
        name = t->names.len > 0 ? entry_name(t, page, entry) : pdx_range_of(0, 0);
        if (is_empty(name) && is_empty(entry->author) && entry->byline != PDX_PAGE_NO_PART) {
            name = pdx_site_name_bare(page, &page->parts[entry->byline]);
        }
        if (!is_empty(name)) entry->author = name;
    }
}
