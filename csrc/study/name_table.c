#include <string.h>

#include "archive/ask/ask.h"
#include "archive/model/contents.h"
#include "base/alloc.h"
#include "base/bitmap.h"
#include "base/sort.h"
#include "study/folds.h"
#include "study/name_alias.h"
#include "study/name_alone.h"
#include "study/name_printed.h"

/* Where posts name somebody: spellings of the last word of the name are looked for among the words of the archive, then its occurrences, and the
 * words round each tell whether it is he. */

enum { SPELLINGS_MOST = 64, TERM_WORK = 64, LINE_WORK = 600, AHEAD = 8, GIVEN_LEAST = 3 /* letters of a first name that stands alone */ };

struct pdx_name_table {
    pdx_archive *archive; /* counted */
    PDX_VEC(pdx_name_info) rows;
    size_t n_unsure; /* left out: alone, and perhaps somebody else's */
    uint32_t n_printed;
};

typedef struct finder {
    pdx_view *view;
    const pdx_archive *rows; /* of its archive, read in passing */
    pdx_name_table *table;
    study_name name;
    pdx_buf query;       /* owned */
    pdx_name_word joined; /* the last two words as one; len 0: there are not two */
    size_t n_spellings;
    uint32_t rules;
    study_aliases aliases; /* of a body */
    pdx_span alias;        /* that is looked for now; len 0: none */
    size_t n_whole, n_others;
    study_name_alone alone; /* owned, like the next */
    study_printed printed;
    bool keeps_letters;     /* a post's language has letters that names are compared without */
    const pdx_tick *tick;
} finder;

static void spelling_add(finder *self, pdx_span term) {
    if (self->n_spellings == SPELLINGS_MOST) return;
    if (self->n_spellings++ > 0) pdx_buf_str(&self->query, " | ");
    pdx_buf_byte(&self->query, '"');
    pdx_buf_span(&self->query, term);
    pdx_buf_byte(&self->query, '"');
}

/* Whether a word of the archive is a spelling; `only`: the very word. */
static pdx_status term_look(finder *self, pdx_span term, const pdx_name_word *word, bool only, pdx_error *err) {
    pdx_span plain = term;
    if (self->keeps_letters) PDX_TRY(study_name_fold(&self->name, term, &plain, err));
    const pdx_alike alike = pdx_name_word_alike(word, plain);
    const bool joined = self->joined.len > 0 && pdx_name_word_alike(&self->joined, plain) != PDX_ALIKE_NOT;
    if (only ? alike == PDX_ALIKE_SAME : alike != PDX_ALIKE_NOT || joined) spelling_add(self, term);
    return PDX_OK;
}

/* Spellings among the words of the archive that begin with some bytes. */
static pdx_status spellings_among(finder *self, pdx_span begin, const pdx_name_word *word, bool only, pdx_pace *pace, pdx_error *err) {
    pdx_term_reader *reader;
    pdx_term_info term;
    pdx_status status = PDX_OK;
    PDX_TRY(pdx_archive_terms(self->view->archive, begin, &reader, err));
    while (status == PDX_OK && pdx_term_next(reader, &term) && pdx_span_starts(term.key, begin)) {
        status = term_look(self, term.key, word, only, err);
        if (status == PDX_OK) status = pdx_pace_step(pace, TERM_WORK, 0, err);
    }
    if (status == PDX_OK) status = pdx_term_reader_status(reader, err);
    pdx_term_reader_free(reader);
    return status;
}

enum { LETTER_KEPT = 0xC3, LETTER_KEPT_I = 0xC4 }; /* with which the letters begin that a language has of its own: ñ å ä ö ø æ, and ı */

/* What the languages of the posts make of words. */
static pdx_status languages_see(finder *self, pdx_error *err) {
    const pdx_snapshot *snapshot = self->view->archive->snapshot;
    const study_folds folds = study_folds_of(self->view->archive);
    self->keeps_letters = folds.n > 1 || (folds.n == 1 && folds.each[0].letters != NULL);
    for (uint32_t s = 0; s < pdx_snapshot_n_segments(snapshot); s++) {
        const pdx_segment *segment = pdx_snapshot_segment(snapshot, s);
        for (uint32_t i = 0; i < pdx_segment_n_languages(segment); i++) PDX_TRY(study_name_speak(&self->name, pdx_segment_language(segment, i), err));
    }
    return PDX_OK;
}

/* Whether a spelling of a word, or just that word, can begin with this byte in the index. */
static bool may_begin(const finder *self, const pdx_name_word *word, bool only, uint8_t byte) {
    if (self->keeps_letters && (byte == LETTER_KEPT || byte == LETTER_KEPT_I)) return true;
    if (only) return byte == word->word[0];
    return pdx_name_word_may_begin(word, byte) || pdx_name_word_may_begin(&self->joined, byte);
}

/* Words of the archive that are spellings of one (`only`: that are it, whatever letters a language keeps); where the text of the query then asks
 * for all of them. The dictionary is looked through where such words can stand. */
static pdx_status spellings_find(finder *self, const pdx_name_word *word, bool only, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(self->tick, 0);
    const bool alone = only || (pdx_name_word_is_alone(word) && self->joined.len == 0);
    if (alone && !self->keeps_letters) {
        spelling_add(self, pdx_span_of(word->word, word->len));
    } else {
        for (unsigned first = 0; first <= UINT8_MAX; first++) {
            const uint8_t byte = (uint8_t)first;
            if (may_begin(self, word, only, byte)) PDX_TRY(spellings_among(self, pdx_span_of(&byte, 1), word, only, &pace, err));
        }
    }
    return self->query.failed ? pdx_fail_memory(err) : PDX_OK;
}

static pdx_status row_add(finder *self, const pdx_line_info *line, const study_name_place *place, pdx_error *err) {
    pdx_name_info row = {line->post, line->page, line->part, line->layer, place->range, place->rules | study_name_row_bits(place), 0};
    const pdx_span layer = archive_layer_at(self->rows, line->layer)->text;
    if ((place->rules & ~self->rules) != 0) return PDX_OK;
    row.printed = study_printed_number(&self->printed, pdx_span_slice(layer, (size_t)place->range.begin, (size_t)place->range.end));
    if (row.printed == PDX_NONE) return pdx_fail_memory(err);
    return PDX_VEC_PUSH(&self->table->rows, row) ? PDX_OK : pdx_fail_memory(err);
}

/* A short form, as it was given. */
static pdx_status alias_look(finder *self, const pdx_line_info *line, pdx_span layer, pdx_error *err) {
    const study_name_place place = {.found = STUDY_NAME_WHOLE, .range = line->node, .rules = PDX_NAME_ALIAS};
    if (!pdx_span_equal(pdx_span_slice(layer, (size_t)line->node.begin, (size_t)line->node.end), self->alias)) return PDX_OK;
    study_aliases_gather(&self->aliases, layer, pdx_range_of(line->before.begin, line->after.end), line->node);
    return row_add(self, line, &place, err);
}

/* Of a line, what it names; alone: kept for later judgement, by a rule that says so. */
static pdx_status line_look(finder *self, const pdx_line_info *line, bool first, pdx_error *err) {
    const pdx_span layer = archive_layer_at(self->rows, line->layer)->text;
    const pdx_range block = pdx_range_of(line->before.begin, line->after.end);
    study_name_place place;
    if (line->post == PDX_NONE) return PDX_OK;
    if (self->alias.len > 0) return alias_look(self, line, layer, err);
    PDX_TRY(study_name_look(&self->name, layer, block, line->node, first, &place, err));
    if (place.small) {
        PDX_TRY(study_name_alone_small(&self->alone, &self->name, pdx_span_slice(layer, (size_t)line->node.begin, (size_t)line->node.end), err));
    }
    self->n_others += place.found == STUDY_NAME_OTHER;
    self->n_whole += place.found == STUDY_NAME_WHOLE;
    if (self->name.is_body && place.found == STUDY_NAME_WHOLE && (place.rules & ~self->rules) == 0) {
        study_aliases_gather(&self->aliases, layer, block, place.range);
    }
    if (place.found == STUDY_NAME_ALONE || (place.found == STUDY_NAME_WHOLE && !first)) return row_add(self, line, &place, err);
    return PDX_OK;
}

/* Lines are read some before they are looked at: what stands round them in their pages is far from what the index has of it. */
static pdx_status lines_read(finder *self, pdx_line_reader *reader, size_t n, bool first, pdx_error *err) {
    pdx_line_info lines[AHEAD];
    pdx_span layer;
    pdx_pace pace = pdx_pace_of(self->tick, 0);
    for (size_t i = 0; i < n + AHEAD; i++) {
        pdx_line_info *line = &lines[i % AHEAD];
        archive_pass_rest(self->rows);
        if (i >= AHEAD) {
            PDX_TRY(line_look(self, line, first, err));
            PDX_TRY(pdx_pace_step(&pace, LINE_WORK, 0, err));
        }
        if (i >= n) continue;
        PDX_TRY(pdx_line_reader_get(reader, i, line, err));
        layer = archive_layer_at(self->rows, line->layer)->text;
        PDX_PREFETCH(pdx_span_slice(layer, (size_t)line->node.begin, (size_t)line->node.end).data);
    }
    return PDX_OK;
}

static pdx_status lines_look(finder *self, bool first, pdx_error *err) {
    pdx_query_settings settings = pdx_query_settings_default();
    pdx_lines *lines;
    pdx_line_reader *reader = NULL;
    size_t n = 0;
    if (self->n_spellings == 0) return PDX_OK;
    if (self->tick != NULL) settings.tick = *self->tick;
    PDX_TRY(pdx_view_find(self->view, pdx_buf_view(&self->query), &settings, &lines, err));
    pdx_status status = pdx_lines_reach(lines, SIZE_MAX, self->tick, &n, err);
    if (status == PDX_OK) status = pdx_line_reader_new(lines, &reader, err);
    if (status == PDX_OK) pdx_line_reader_ask(reader, self->tick);
    if (status == PDX_OK) archive_line_reader_pass(reader, self->rows);
    if (status == PDX_OK) status = lines_read(self, reader, n, first, err);
    pdx_line_reader_free(reader);
    pdx_lines_release(lines);
    return status;
}

/* Somebody else has the name, too: then the word alone stands for nobody in particular. */
static void drop_alone(finder *self, size_t from, uint32_t rule) {
    size_t n = from;
    for (size_t i = from; i < self->table->rows.len; i++)
        if ((self->table->rows.data[i].rules & rule) == 0 || (self->table->rows.data[i].rules & STUDY_NAME_ROW_WHOLE) != 0) {
            self->table->rows.data[n++] = self->table->rows.data[i];
        }
    self->table->n_unsure += self->table->rows.len - n;
    self->table->rows.len = n;
}

/* Whether a row stands for the name: of what stands alone, what can be a word of the language as well does where something there, or in its post
 * (`whole`: with more of the name), speaks for it. */
static pdx_status row_judge(finder *self, const pdx_name_info *row, const pdx_bitmap *whole, bool *stays, pdx_error *err) {
    bool doubted;
    *stays = true;
    if ((row->rules & (PDX_NAME_SURNAME | PDX_NAME_GIVEN)) == 0 || (row->rules & (STUDY_NAME_ROW_WHOLE | STUDY_NAME_ROW_TITLED)) != 0) return PDX_OK;
    const pdx_span layer = archive_layer_at(self->rows, row->layer)->text;
    PDX_TRY(
        study_name_alone_doubted(&self->alone, &self->name, pdx_span_slice(layer, (size_t)row->range.begin, (size_t)row->range.end), &doubted, err));
    *stays = !doubted || ((row->rules & STUDY_NAME_ROW_WEAK) == 0 && pdx_bitmap_has(whole, row->post));
    return PDX_OK;
}

static pdx_status rows_judge(finder *self, const pdx_bitmap *whole, pdx_error *err) {
    pdx_name_info *rows = self->table->rows.data;
    pdx_pace pace = pdx_pace_of(self->tick, self->table->rows.len);
    size_t n = 0;
    for (size_t i = 0; i < self->table->rows.len; i++) {
        bool stays;
        archive_pass_rest(self->rows);
        PDX_TRY(row_judge(self, &rows[i], whole, &stays, err));
        if (stays) rows[n++] = rows[i];
        PDX_TRY(pdx_pace_step(&pace, TERM_WORK, i, err));
    }
    self->table->n_unsure += self->table->rows.len - n;
    self->table->rows.len = n;
    for (size_t i = 0; i < n; i++) rows[i].rules &= PDX_NAME_RULES;
    return PDX_OK;
}

static pdx_status alone_judge(finder *self, pdx_error *err) {
    pdx_bitmap whole; /* posts with more of the name than one word */
    if (!pdx_bitmap_init(&whole, pdx_snapshot_n_posts(self->view->archive->snapshot), false)) return pdx_fail_memory(err);
    for (size_t i = 0; i < self->table->rows.len; i++) {
        const pdx_name_info *row = &self->table->rows.data[i];
        if ((row->rules & STUDY_NAME_ROW_WHOLE) != 0 && row->post < whole.n) pdx_bitmap_set(&whole, row->post);
    }
    const pdx_status status = rows_judge(self, &whole, err);
    pdx_bitmap_deinit(&whole);
    return status;
}

static void plurals_add(finder *self, const pdx_name_word *word) {
    uint8_t more[PDX_NAME_WORD_MOST + 2];
    memcpy(more, word->word, word->len);
    more[word->len] = 's';
    spelling_add(self, pdx_span_of(more, word->len + 1));
    if (word->word[word->len - 1] == 's') spelling_add(self, pdx_span_of(more, word->len - 1));
    if (word->word[word->len - 1] != 'y') return;
    memcpy(more + word->len - 1, "ies", 3);
    spelling_add(self, pdx_span_of(more, word->len + 2));
}

/* What else of a body's name is looked for: its first letters, its last word in the plural, and the word that is last where the name is turned
 * round. */
static void body_add(finder *self) {
    const study_name *name = &self->name;
    if (name->n_acronym > 1) spelling_add(self, pdx_span_of(name->acronym, name->n_acronym));
    plurals_add(self, &name->parts[name->n - 1]);
    if (name->turned == 0) return;
    plurals_add(self, &name->parts[name->turned - 1]);
}

static pdx_status last_find(finder *self, pdx_error *err) {
    const size_t n = self->name.n;
    if (n > 1 && !self->name.is_body) {
        uint8_t both[2 * PDX_NAME_WORD_MOST];
        const pdx_name_word *a = &self->name.parts[n - 2], *b = &self->name.parts[n - 1];
        memcpy(both, a->word, a->len);
        memcpy(both + a->len, b->word, b->len);
        if (!pdx_name_word_set(&self->joined, pdx_span_of(both, a->len + b->len))) self->joined.len = 0;
    }
    PDX_TRY(spellings_find(self, &self->name.parts[n - 1], false, err));
    if (self->name.joined.len > 0) spelling_add(self, self->name.joined); /* its pieces side by side, too */
    if (self->name.turned > 0) PDX_TRY(spellings_find(self, &self->name.parts[self->name.turned - 1], true, err));
    if (self->name.is_body) body_add(self);
    if (self->query.failed) return pdx_fail_memory(err);
    PDX_TRY(lines_look(self, false, err));
    if (self->n_others > 0 && n > 1) drop_alone(self, 0, PDX_NAME_SURNAME);
    return PDX_OK;
}

static pdx_status first_find(finder *self, pdx_error *err) {
    const pdx_name_word *first = &self->name.parts[0];
    const size_t begin = self->table->rows.len;
    if (self->name.n < 2 || self->name.is_body || first->len < GIVEN_LEAST || (self->rules & PDX_NAME_GIVEN) == 0) return PDX_OK;
    pdx_buf_reset(&self->query);
    self->n_spellings = 0;
    PDX_TRY(spellings_find(self, first, true, err));
    self->n_others = self->n_whole = 0;
    PDX_TRY(lines_look(self, true, err));
    if (self->n_others > 0 || self->n_whole == 0) {
        self->table->n_unsure += self->table->rows.len - begin;
        self->table->rows.len = begin;
    }
    return PDX_OK;
}

/* Short forms that are given beside the name, and those that are given beside these. */
static pdx_status aliases_find(finder *self, pdx_error *err) {
    if (!self->name.is_body || (self->rules & PDX_NAME_ALIAS) == 0) return PDX_OK;
    for (size_t i = 0; i < self->aliases.n; i++) {
        self->alias = study_alias_text(&self->aliases, i);
        if (pdx_span_equal(self->alias, pdx_span_of(self->name.acronym, self->name.n_acronym))) continue; /* found already */
        pdx_buf_reset(&self->query);
        self->n_spellings = 0;
        spelling_add(self, self->alias);
        if (self->query.failed) return pdx_fail_memory(err);
        PDX_TRY(lines_look(self, false, err));
    }
    self->alias = pdx_span_of(NULL, 0);
    return PDX_OK;
}

static int row_order(const void *left, const void *right, const void *context) {
    const pdx_name_info *a = left, *b = right;
    (void)context;
    if (a->post != b->post) return a->post < b->post ? -1 : 1;
    if (a->page != b->page) return a->page < b->page ? -1 : 1;
    if (a->range.begin != b->range.begin) return a->range.begin < b->range.begin ? -1 : 1;
    return a->range.end > b->range.end ? -1 : a->range.end < b->range.end;
}

/* In order, the longest of those that overlap. */
static pdx_status rows_end(finder *self, pdx_error *err) {
    pdx_name_info *rows = self->table->rows.data;
    size_t n = 0;
    if (self->table->rows.len == 0) return PDX_OK;
    PDX_TRY(pdx_sort(rows, self->table->rows.len, sizeof *rows, row_order, NULL, self->tick, err));
    for (size_t i = 0; i < self->table->rows.len; i++) {
        pdx_name_info *last = n > 0 ? &rows[n - 1] : NULL;
        const bool overlaps = last != NULL && last->post == rows[i].post && last->page == rows[i].page && rows[i].range.begin < last->range.end;
        if (!overlaps) rows[n++] = rows[i];
        else if (rows[i].range.end > last->range.end) *last = rows[i];
    }
    self->table->rows.len = n;
    return archive_sound(self->rows, err);
}

static pdx_status rows_find(finder *self, pdx_error *err) {
    PDX_TRY(languages_see(self, err));
    PDX_TRY(last_find(self, err));
    PDX_TRY(aliases_find(self, err));
    PDX_TRY(first_find(self, err));
    PDX_TRY(alone_judge(self, err));
    return rows_end(self, err);
}

static pdx_status table_fill(finder *self, pdx_span name, pdx_error *err) {
    PDX_TRY(study_name_init(&self->name, name, self->view->archive->analyzer, err));
    pdx_status status = archive_pass_begin(self->view->archive, &self->rows, err);
    if (status == PDX_OK) status = rows_find(self, err);
    archive_pass_end(self->rows);
    return status;
}

pdx_status pdx_view_names(pdx_view *view, pdx_span name, uint32_t rules, const pdx_tick *tick, pdx_name_table **out, pdx_error *err) {
    finder *self = pdx_alloc_zero(1, sizeof *self); /* it is large */
    pdx_status status;
    *out = NULL;
    if (self == NULL) return pdx_fail_memory(err);
    self->view = view;
    self->rules = rules;
    self->tick = tick;
    pdx_buf_init(&self->query);
    study_name_alone_init(&self->alone);
    study_printed_init(&self->printed);
    self->table = pdx_alloc_zero(1, sizeof *self->table);
    if (self->table != NULL) {
        self->table->archive = view->archive;
        pdx_archive_retain(view->archive);
    }
    status = self->table == NULL ? pdx_fail_memory(err) : table_fill(self, name, err);
    if (self->table != NULL) study_name_deinit(&self->name);
    study_name_alone_deinit(&self->alone);
    if (self->table != NULL) self->table->n_printed = study_printed_count(&self->printed);
    study_printed_deinit(&self->printed);
    pdx_buf_deinit(&self->query);
    if (status == PDX_OK) *out = self->table;
    else pdx_name_table_free(self->table);
    pdx_free(self);
    return status;
}

const char *pdx_name_rule(unsigned bit) {
    static const char *const names[] = {"transliteration", "swapped_letters", "dropped_letter", "joined_words", "initials", "order",
                                        "longer",          "surname",         "given_name",     "alias",        "plural"};
    return bit < PDX_COUNTOF(names) ? names[bit] : NULL;
}

size_t pdx_name_count(const pdx_name_table *table) { return table->rows.len; }

size_t pdx_name_unsure(const pdx_name_table *table) { return table->n_unsure; }

pdx_name_info pdx_name_get(const pdx_name_table *table, size_t i) {
    assert(i < table->rows.len);
    return table->rows.data[i];
}

uint32_t pdx_name_n_printed(const pdx_name_table *table) { return table->n_printed; }

void pdx_name_table_free(pdx_name_table *table) {
    if (table == NULL) return;
    PDX_VEC_DEINIT(&table->rows);
    pdx_archive_release(table->archive);
    pdx_free(table);
}
