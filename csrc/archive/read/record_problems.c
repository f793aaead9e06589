
#include "archive/model/steps.h"
#include "base/alloc.h"
#include "base/sort.h"
#include "source/forms/reader.h"

/* What is wrong with a source that is made of records: it is read once more, and asked. Nothing of it is kept with the archive. */

struct pdx_problem_table {
    PDX_VEC(pdx_problem_info) list;
    uint64_t n; /* with those that are only counted */
    pdx_arena words; /* of problems that are told in words of their own */
};

static bool add(pdx_problem_table *table, uint64_t at, const char *what) {
    const pdx_problem_info info = {at, what};
    return PDX_VEC_PUSH(&table->list, info);
}

static int by_place(const void *a, const void *b, const void *context) {
    const uint64_t left = ((const pdx_problem_info *)a)->at, right = ((const pdx_problem_info *)b)->at;
    (void)context;
    return left < right ? -1 : left > right;
}

/* A problem in words of its own; beyond so many they are only counted. */
static pdx_status add_words(pdx_problem_table *table, uint64_t at, const pdx_buf *words, pdx_error *err) {
    pdx_span kept;
    if (table->list.len >= PDX_PROBLEMS_KEPT) {
        table->n++;
        return PDX_OK;
    }
    if (words->failed || !pdx_arena_copy(&table->words, pdx_buf_view(words), &kept)) return pdx_fail_memory(err);
    return add(table, at, (const char *)kept.data) ? PDX_OK : pdx_fail_memory(err);
}

/* `what`: static; `message` behind it. */
static pdx_status add_message(pdx_problem_table *table, uint64_t at, const char *what, const char *message, pdx_error *err) {
    pdx_buf words;
    pdx_status status;
    pdx_buf_init(&words);
    pdx_buf_str(&words, what);
    pdx_buf_str(&words, message);
    pdx_buf_byte(&words, 0);
    status = add_words(table, at, &words, err);
    pdx_buf_deinit(&words);
    return status;
}

static pdx_status look_at_refused(void *context, uint64_t at, const pdx_error *error, pdx_error *err) {
    return add_message(context, error->offset == PDX_NO_OFFSET ? at : error->offset, "record-not-read: ", error->message, err);
}

/* The first bytes of a text, whole characters. */
static pdx_span begin_of(pdx_span text) {
    enum { MOST = 60 };
    size_t n = pdx_min_size(text.len, MOST);
    while (n < text.len && n > 0 && (text.data[n] & 0xC0) == 0x80) n--;
    return pdx_span_slice(text, 0, n);
}

/* What stands as the date of an entry and is none. */
static pdx_status look_at_date(pdx_problem_table *table, const archive_page *page, const archive_layer *layer, const pdx_page_entry *entry,
                               pdx_error *err) {
    const pdx_span text = pdx_span_slice(page->cut.text, (size_t)entry->date_printed.begin, (size_t)entry->date_printed.end), begun = begin_of(text);
    pdx_buf words;
    pdx_status status;
    pdx_buf_init(&words);
    pdx_buf_str(&words, "date-not-read: \"");
    pdx_buf_span(&words, begun);
    pdx_buf_str(&words, begun.len < text.len ? "...\"" : "\"");
    pdx_buf_str(&words, "; write a year, a month or a day, as 1850, 1850-06 or 1850-06-01");
    pdx_buf_byte(&words, 0);
    status = add_words(table, pdx_offsets_source(&layer->map, entry->date_printed).begin, &words, err);
    pdx_buf_deinit(&words);
    return status;
}

static pdx_status look_at_dates(pdx_problem_table *table, const pdx_archive *archive, const archive_source *source, const pdx_tick *tick,
                                pdx_error *err) {
    for (uint32_t p = source->first_page; p < source->first_page + source->n_pages; p++) {
        const archive_page *page = archive_page_at(archive, p);
        if (p % 1024 == 0) PDX_TRY(pdx_tick_step(tick, p - source->first_page, source->n_pages, err));
        for (uint32_t k = 0; k < page->cut.n_entries; k++) {
            const archive_appearance *appearance = archive_appearance_at(archive, page->first_appearance + k);
            const pdx_page_entry *entry = archive_entry_of(page, k);
            if (entry->date_printed.end <= entry->date_printed.begin || appearance->published.precision != PDX_PRECISION_NONE) continue;
            PDX_TRY(look_at_date(table, page, archive_layer_at(archive, page->layer), entry, err));
        }
    }
    return pdx_sort(table->list.data, table->list.len, sizeof *table->list.data, by_place, NULL, tick, err);
}

static pdx_status look_at(void *context, const pdx_record *record, pdx_error *err) {
    pdx_problem_table *table = context;
    if (record->parts.len == 0) PDX_TRY(add_message(table, record->source.begin, "record-without-post: ", PDX_RECORD_EMPTY, err));
    if (record->is_cut_off && !add(table, record->source.begin, "record-not-closed")) return pdx_fail_memory(err);
    if (record->is_cut_short && !add(table, record->source.begin, "record-too-long")) return pdx_fail_memory(err);
    return PDX_OK;
}

static pdx_status take_problems(pdx_problem_table *table, const pdx_problems *problems, const pdx_tick *tick, pdx_error *err) {
    table->n += problems->n - problems->list.len;
    for (size_t i = 0; i < problems->list.len; i++) {
        if (!add(table, problems->list.data[i].at, pdx_problem_name(problems->list.data[i].what))) return pdx_fail_memory(err);
    }
    return pdx_sort(table->list.data, table->list.len, sizeof *table->list.data, by_place, NULL, tick, err);
}

static pdx_status ask(pdx_problem_table *table, const archive_source *source, const pdx_tick *tick, pdx_error *err) {
    const pdx_span bytes = archive_source_utf8(source);
    pdx_problems problems;
    pdx_record record;
    pdx_reader *reader;
    pdx_status status;
    PDX_TRY(pdx_reader_new(source->form, &reader, err));
    pdx_problems_init(&problems);
    pdx_record_init(&record);
    pdx_reader_tell(reader, &problems);
    pdx_reader_feed(reader, bytes, true);
    status = pdx_reader_each(reader, &record, bytes.len, look_at, look_at_refused, table, tick, err);
    if (status == PDX_OK && problems.failed) status = pdx_fail_memory(err);
    if (status == PDX_OK) status = take_problems(table, &problems, tick, err);
    pdx_record_deinit(&record);
    pdx_problems_deinit(&problems);
    pdx_reader_free(reader);
    return status;
}

/* Places in what was decoded are places in the source's own bytes. */
static void places_put_back(pdx_problem_table *table, const archive_source *source) {
    const pdx_offsets *origin = archive_source_origin(source);
    for (size_t i = 0; origin != NULL && i < table->list.len; i++) {
        const uint64_t at = table->list.data[i].at;
        table->list.data[i].at = at < origin->text_end ? pdx_offsets_source(origin, pdx_range_of(at, at + 1)).begin : source->bytes.len;
    }
}

static pdx_status ask_decoded(pdx_problem_table *table, const archive_source *source, const pdx_decoding *decoding, const pdx_tick *tick,
                              pdx_error *err) {
    archive_source copy = {.bytes = source->bytes, .form = source->form};
    pdx_status status = archive_source_decode(&copy, decoding, err);
    if (status == PDX_OK) status = ask(table, &copy, tick, err);
    if (status == PDX_OK) places_put_back(table, &copy);
    archive_source_undecode(&copy);
    return status;
}

pdx_status pdx_archive_problems(const pdx_archive *archive, uint32_t source, const pdx_decoding *decoding, const pdx_tick *tick,
                                pdx_problem_table **out, pdx_error *err) {
    const archive_source *from = archive_source_at(archive, source);
    pdx_problem_table *table = pdx_alloc_zero(1, sizeof *table);
    pdx_status status = PDX_OK;
    *out = NULL;
    if (table == NULL) return pdx_fail_memory(err);
    pdx_arena_init(&table->words);
    if (pdx_source_form_is_records(from->form)) {
        status = decoding == NULL ? ask(table, from, tick, err) : ask_decoded(table, from, decoding, tick, err);
    }
    if (status == PDX_OK && pdx_source_form_is_records(from->form)) status = look_at_dates(table, archive, from, tick, err);
    table->n += table->list.len;
    if (status == PDX_OK) status = archive_sound(archive, err);
    if (status != PDX_OK) {
        pdx_problem_table_free(table);
        return status;
    }
    *out = table;
    return PDX_OK;
}

size_t pdx_problem_count(const pdx_problem_table *table) { return table->list.len; }
uint64_t pdx_problem_total(const pdx_problem_table *table) { return table->n; }
pdx_problem_info pdx_problem_get(const pdx_problem_table *table, size_t i) { return table->list.data[i]; }

void pdx_problem_table_free(pdx_problem_table *table) {
    if (table == NULL) return;
    PDX_VEC_DEINIT(&table->list);
    pdx_arena_deinit(&table->words);
    pdx_free(table);
}
