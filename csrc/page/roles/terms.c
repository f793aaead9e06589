#include "page/roles/terms.h"

#include <math.h>
#include <stdlib.h>

#include "page/lexicon/chars.h"
#include "page/lines/foldorder.h"
#include "page/roles/furniture.h"
#include "page/lines/items.h"

enum { LOOK_ITEMS = 64 }; /* of a list that is not known to be one; longer ones are judged by these */

void pdx_terms_init(pdx_terms *terms) {
    memset(terms, 0, sizeof *terms);
    pdx_recurrence_init(&terms->items);
}
void pdx_terms_deinit(pdx_terms *terms) { pdx_recurrence_deinit(&terms->items); }

static pdx_span span_of(const pdx_sheet *sheet, pdx_range range) {
    return pdx_span_slice(sheet->text, (size_t)range.begin, (size_t)range.end);
}

static unsigned words_of(const pdx_fold *fold) {
    unsigned words = 1;
    for (unsigned i = 0; i < fold->len; i++) words += fold->text[i] == ' ';
    return words;
}

static int fold_compare(const pdx_fold *a, const pdx_fold *b) { return pdx_fold_order(pdx_span_of(a->text, a->len), pdx_span_of(b->text, b->len)); }

static bool is_hashes(const pdx_sheet *sheet, size_t i) { return (sheet->facts[i].flags & PDX_FACT_HASHES) != 0; }

void pdx_terms_look(pdx_list_look *look, const pdx_terms *terms, const pdx_sheet *sheet, size_t i, pdx_range range) {
    pdx_item_reader reader;
    pdx_fold folds[2];
    pdx_range item;
    bool sorted = true;
    memset(look, 0, sizeof *look);
    pdx_item_reader_init(&reader, sheet->text, range, is_hashes(sheet, i));
    while (look->items < LOOK_ITEMS && pdx_item_reader_next(&reader, &item)) {
        pdx_fold *fold = &folds[look->items & 1];
        uint64_t key;
        pdx_fold_init(fold, span_of(sheet, item), pdx_range_of(0, 0));
        key = pdx_recurrence_key(&terms->items, fold);
        if (look->items > 0 && fold_compare(&folds[(look->items & 1) ^ 1], fold) > 0) sorted = false;
        if (words_of(fold) > look->words) look->words = words_of(fold);
        look->numbers += fold->len > 0 && pdx_is_digit(fold->text[0]);
        look->known += pdx_recurrence_entries(&terms->items, key) > 1;
        look->of_page = look->of_page || key == terms->label;
        look->items++;
    }
    look->sorted = sorted && look->items >= 3;
}

/* The keys of a list's items, one after the other. */
typedef struct key_reader {
    pdx_item_reader items;
    const pdx_recurrence *recurrence;
    uint64_t line; /* the key of the line, which is the only item; 0: there may be several, or it is only a part of the line */
} key_reader;

static void keys_init(key_reader *reader, const pdx_recurrence *recurrence, const pdx_sheet *sheet, size_t i, pdx_range range) {
    const pdx_fact *fact = &sheet->facts[i];
    const bool whole = range.begin == sheet->lines[i].begin && range.end == sheet->lines[i].end && fact->flags & PDX_FACT_SHORT &&
                       fact->date.end <= fact->date.begin;
    pdx_item_reader_init(&reader->items, sheet->text, range, is_hashes(sheet, i));
    reader->recurrence = recurrence;
    reader->line = whole && pdx_item_reader_is_one(&reader->items) ? pdx_recurrence_of_hash(fact->exact) : 0;
}

static bool keys_next(key_reader *reader, uint64_t *key) {
    pdx_range item;
    pdx_fold fold;
    *key = reader->line;
    if (reader->line != 0) {
        reader->line = 0;
        reader->items.at = reader->items.end;
        return true;
    }
    if (!pdx_item_reader_next(&reader->items, &item)) return false;
    pdx_fold_init(&fold, pdx_span_slice(reader->items.text, (size_t)item.begin, (size_t)item.end), pdx_range_of(0, 0));
    *key = pdx_recurrence_key(reader->recurrence, &fold);
    return true;
}

void pdx_terms_count(pdx_list_look *look, const pdx_terms *terms, const uint64_t *keys, size_t n) {
    memset(look, 0, sizeof *look);
    look->items = (unsigned)pdx_min_size(n, LOOK_ITEMS);
    for (size_t k = 0; k < look->items; k++) {
        look->known += pdx_recurrence_entries(&terms->items, keys[k]) > 1;
        look->of_page = look->of_page || keys[k] == terms->label;
    }
}

/* `kept` may be NULL. */
static bool keys_note(pdx_terms *terms, const pdx_sheet *sheet, size_t i, pdx_range range, uint32_t entry, pdx_term_keys *kept) {
    key_reader reader;
    uint64_t key;
    keys_init(&reader, &terms->items, sheet, i, range);
    while (keys_next(&reader, &key)) {
        if (!pdx_recurrence_note(&terms->items, key, entry) || (kept != NULL && !PDX_VEC_PUSH(&kept->keys, key))) return false;
    }
    return true;
}

bool pdx_terms_note(pdx_terms *terms, const pdx_sheet *sheet, size_t i, pdx_range range, uint32_t entry) {
    return keys_note(terms, sheet, i, range, entry, NULL);
}

bool pdx_terms_note_keys(pdx_terms *terms, const pdx_sheet *sheet, size_t i, pdx_range range, uint32_t entry, pdx_term_keys *kept) {
    return keys_note(terms, sheet, i, range, entry, kept);
}

float pdx_terms_odds(const pdx_list_look *look) {
    float odds = -1.2f;
    if (look->items == 0) return -4;
    odds += 3.0f * (float)look->known / (float)look->items;
    if (look->of_page) odds += 2.5f;
    if (look->sorted) odds += look->items == 3 ? 0.8f : look->items == 4 ? 1.6f : 2.4f;
    else if (look->items > 3) odds -= 0.8f;
    if (look->words > 4) odds -= 0.7f * (float)(look->words - 4);
    return odds - 1.5f * (float)look->numbers;
}

float pdx_terms_tag_odds(const pdx_terms *terms, const pdx_list_sum *sum) {
    float odds = -0.8f;
    if (sum->lines <= 0) return odds;
    odds += 2.5f * sum->several / sum->lines;
    if (sum->items > 3 * sum->lines) odds += 1;
    if (sum->of_page > 0) odds += terms->kind == PDX_PAGE_TAG ? 2.5f : terms->kind == PDX_PAGE_CATEGORY ? -2.5f : 0;
    if (sum->small > 0.6f * sum->lines) odds += 1.5f;
    if (sum->lines > 5) odds += sum->distinct > 0.75f * sum->lines ? 0.8f : sum->distinct < 0.45f * sum->lines ? -0.8f : 0;
    return odds;
}

/* Items of one line. */
typedef struct stretch {
    size_t begin, end;
} stretch;

static bool next_stretch(const pdx_marks *marks, stretch *s) {
    s->begin = s->end;
    if (s->begin == marks->items.len) return false;
    while (s->end < marks->items.len && marks->items.data[s->end].part == marks->items.data[s->begin].part) s->end++;
    return true;
}

/* The piece that holds an item, or NULL; pieces and items ascend. */
static pdx_piece *piece_of(pdx_marks *marks, size_t *at, const pdx_page_item *item) {
    while (*at < marks->pieces.len && marks->pieces.data[*at].range.end <= item->range.begin) ++*at;
    if (*at == marks->pieces.len || marks->pieces.data[*at].range.begin > item->range.begin) return NULL;
    return &marks->pieces.data[*at];
}

/* How sure a list of tags is, by what announces it and what proves it: shares of entries whose tags are all right, on generated
 * and real sites (order proves most: with a word that says so 0.99, without it 0.88; a word alone is 0.78, a place alone 0.65). */
static float list_sure(pdx_rule_set why, bool several) {
    const bool told = (why & PDX_WHY(PDX_RULE_LEXICON)) != 0;
    float odds = told ? 1.3f : 0.6f;
    if (why & PDX_WHY(PDX_RULE_TAG_SORTED)) odds += told ? 3.2f : 1.5f;
    if (why & PDX_WHY(PDX_RULE_TAG_OF_PAGE)) odds += 2.2f;
    if (several && told) odds -= 1.6f;
    return 1 / (1 + expf(-odds));
}

/* `pieces` goes on from stretch to stretch. */
static void stretch_doubt(pdx_marks *marks, const stretch *s, size_t *pieces, bool several) {
    pdx_mark *mark = &marks->marks.data[marks->items.data[s->begin].part];
    pdx_piece *piece = piece_of(marks, pieces, &marks->items.data[s->begin]);
    const float sure = list_sure(mark->why, several);
    if (mark->why & PDX_WHY(PDX_RULE_CORRECTED)) return;
    if (piece != NULL) {
        piece->probability = sure;
        return;
    }
    mark->probability = sure;
    for (unsigned k = 0; k < PDX_PAGE_READINGS; k++) {
        if (mark->others[k].probability > 1 - sure) mark->others[k].probability = 1 - sure;
        if (mark->others[k].probability > sure) mark->others[k].probability = sure;
    }
}

static void stretch_prove(pdx_marks *marks, const pdx_terms *terms, const pdx_sheet *sheet, const stretch *s) {
    pdx_mark *mark = &marks->marks.data[marks->items.data[s->begin].part];
    pdx_fold folds[2];
    size_t known = 0;
    bool sorted = s->end - s->begin >= 3, of_page = false;
    for (size_t i = s->begin; i < s->end; i++) {
        uint64_t key;
        pdx_fold_init(&folds[i & 1], span_of(sheet, marks->items.data[i].range), pdx_range_of(0, 0));
        key = pdx_recurrence_key(&terms->items, &folds[i & 1]);
        known += pdx_recurrence_entries(&terms->items, key) > 1;
        of_page = of_page || key == terms->label;
        if (i > s->begin && fold_compare(&folds[(i & 1) ^ 1], &folds[i & 1]) > 0) sorted = false;
    }
    if (known > 0) mark->why |= PDX_WHY(PDX_RULE_TAG_RECURRENCE);
    if (sorted) mark->why |= PDX_WHY(PDX_RULE_TAG_SORTED);
    if (of_page) mark->why |= PDX_WHY(PDX_RULE_TAG_OF_PAGE);
}

/* Categories that no word announces (`guessed`), or all that a word does. */
static bool is_weighed(const pdx_marks *marks, const pdx_piece *piece, const pdx_page_item *item, bool guessed) {
    const pdx_mark *mark = &marks->marks.data[item->part];
    if (piece != NULL) return piece->role == PDX_ROLE_CATEGORIES && (piece->guessed.end > piece->guessed.begin) == guessed;
    return !guessed && mark->role == PDX_ROLE_CATEGORIES && mark->why & PDX_WHY(PDX_RULE_LEXICON);
}

static void sum_read(pdx_list_sum *sum, pdx_marks *marks, const pdx_terms *terms, const pdx_sheet *sheet, bool guessed) {
    size_t at = 0;
    uint32_t line = UINT32_MAX;
    unsigned in_line = 0;
    memset(sum, 0, sizeof *sum);
    for (size_t k = 0; k < marks->items.len; k++) {
        const pdx_page_item *item = &marks->items.data[k];
        pdx_fold fold;
        uint64_t key;
        uint32_t first;
        if (!is_weighed(marks, piece_of(marks, &at, item), item, guessed)) continue;
        pdx_fold_init(&fold, span_of(sheet, item->range), pdx_range_of(0, 0));
        key = pdx_recurrence_key(&terms->items, &fold);
        in_line = item->part == line ? in_line + 1 : 1;
        line = item->part;
        (void)pdx_char_decode(sheet->text.data + item->range.begin, sheet->text.data + item->range.end, &first);
        sum->items++;
        sum->lines += in_line == 1;
        sum->several += in_line == 2;
        sum->small += in_line == 1 && pdx_char_is_lower(first);
        sum->distinct += in_line == 1 && pdx_recurrence_entries(&terms->items, key) <= 1;
        sum->of_page += key == terms->label;
    }
}

static void weighed_set(pdx_marks *marks, bool guessed) {
    size_t at = 0;
    for (size_t k = 0; k < marks->items.len; k++) {
        const pdx_page_item *item = &marks->items.data[k];
        pdx_piece *piece = piece_of(marks, &at, item);
        pdx_mark *mark = &marks->marks.data[item->part];
        if (!is_weighed(marks, piece, item, guessed)) continue;
        if (mark->role == PDX_ROLE_CATEGORIES) {
            pdx_mark_set(mark, PDX_ROLE_TAGS, 0.7f, mark->why);
            pdx_mark_or(mark, PDX_ROLE_CATEGORIES, 0.25f);
        }
        if (piece != NULL) piece->role = PDX_ROLE_TAGS;
    }
}

/* What is seen of names that nothing announces. */
typedef struct name_sum {
    float names, words, distinct, lists;
} name_sum;

static bool names_read(name_sum *sum, const pdx_marks *marks, pdx_recurrence *seen, const pdx_sheet *sheet) {
    memset(sum, 0, sizeof *sum);
    for (size_t k = 0; k < marks->pieces.len; k++) {
        const pdx_piece *piece = &marks->pieces.data[k];
        pdx_fold fold;
        if (piece->guessed.end <= piece->guessed.begin) continue;
        sum->lists += piece->role == PDX_ROLE_CATEGORIES;
        if (piece->role != PDX_ROLE_BYLINE) continue;
        pdx_fold_init(&fold, span_of(sheet, piece->guessed), pdx_range_of(0, 0));
        sum->names++;
        sum->words += (float)words_of(&fold);
        sum->distinct += pdx_recurrence_entries(seen, pdx_recurrence_key(seen, &fold)) == 0;
        if (!pdx_recurrence_note(seen, pdx_recurrence_key(seen, &fold), marks->marks.data[piece->line].entry)) return false;
    }
    return true;
}

bool pdx_terms_names(pdx_marks *marks, const pdx_sheet *sheet) {
    pdx_recurrence seen;
    name_sum sum;
    bool ok;
    pdx_recurrence_init(&seen);
    ok = names_read(&sum, marks, &seen, sheet);
    pdx_recurrence_deinit(&seen);
    if (!ok) return false;
    if (sum.names == 0 || (sum.lists * 3 < sum.names && (sum.distinct < 2 || sum.words >= 1.6f * sum.names))) return true;
    for (size_t k = 0; k < marks->pieces.len; k++) {
        pdx_piece *piece = &marks->pieces.data[k];
        const uint32_t entry = marks->marks.data[piece->line].entry;
        if (piece->guessed.end <= piece->guessed.begin || piece->role != PDX_ROLE_BYLINE || entry == PDX_PAGE_NO_ENTRY) continue;
        piece->role = PDX_ROLE_CATEGORIES;
        if (marks->found.data[entry].author.begin == piece->guessed.begin) marks->found.data[entry].author = pdx_range_of(0, 0);
        if (!pdx_furniture_items(marks, sheet, piece->line, piece->guessed)) return false;
    }
    return true;
}

void pdx_terms_weigh(pdx_marks *marks, const pdx_terms *terms, const pdx_sheet *sheet) {
    pdx_list_sum sum;
    if (terms->tagged) return;
    sum_read(&sum, marks, terms, sheet, true);
    if (sum.lines > 1 && sum.items > 1.5f * sum.lines && pdx_terms_tag_odds(terms, &sum) > (terms->filed ? 0.0f : 1.0f)) weighed_set(marks, true);
    sum_read(&sum, marks, terms, sheet, false);
    if (sum.lines > 1 && terms->kind == PDX_PAGE_TAG && sum.of_page > 0.8f * sum.lines) weighed_set(marks, false);
}

static int by_place(const void *left, const void *right) {
    const pdx_page_item *a = left, *b = right;
    return a->range.begin < b->range.begin ? -1 : a->range.begin > b->range.begin;
}

void pdx_terms_order(pdx_marks *marks) {
    size_t in_order = 1;
    while (in_order < marks->items.len && by_place(&marks->items.data[in_order - 1], &marks->items.data[in_order]) < 0) in_order++;
    if (in_order < marks->items.len) qsort(marks->items.data, marks->items.len, sizeof *marks->items.data, by_place);
}

void pdx_terms_prove(pdx_marks *marks, const pdx_terms *terms, const pdx_sheet *sheet) {
    stretch s = {0, 0};
    size_t pieces = 0;
    while (next_stretch(marks, &s)) {
        const uint32_t entry = marks->items.data[s.begin].entry, line = marks->items.data[s.begin].part;
        const bool after = s.end < marks->items.len && marks->items.data[s.end].entry == entry;
        const bool before = s.begin > 0 && marks->items.data[s.begin - 1].entry == entry;
        const uint32_t beside = after ? marks->items.data[s.end].part : before ? marks->items.data[s.begin - 1].part : line;
        stretch_prove(marks, terms, sheet, &s);
        stretch_doubt(marks, &s, &pieces, beside != line && marks->marks.data[beside].role == PDX_ROLE_TAGS);
    }
}
