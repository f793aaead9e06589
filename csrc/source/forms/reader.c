#include "source/forms/reader.h"

#include "base/alloc.h"
#include "source/records/jsonarray.h"
#include "source/records/chatlog.h"
#include "source/records/csv.h"
#include "source/records/jsonfeed.h"
#include "source/records/mtexport.h"
#include "source/records/newsfeed.h"
#include "source/markdown/markdown.h"
#include "source/records/records.h"
#include "source/records/wxr_authors.h"
#include "source/records/wxr_entry.h"

/* What readers of a form do; `self` is theirs. */
typedef struct reader_form {
    size_t size;
    void (*init)(void *self);
    void (*deinit)(void *self);
    void (*tell)(void *self, pdx_problems *problems);
    uint64_t (*at)(const void *self);
    void (*feed)(void *self, pdx_span bytes, bool is_last);
    pdx_status (*next)(void *self, pdx_record *record, pdx_reader_found *found, pdx_error *err);
    pdx_entry *(*entry)(void *self); /* what its records are made of; NULL: of none that can wait */
} reader_form;

struct pdx_reader {
    const reader_form *form;
    void *self; /* owned */
};

/* ---- JSON lines */

static void rows_init(void *self) { pdx_records_init(self, pdx_span_of(NULL, 0)); }
static void rows_deinit(void *self) { (void)self; }
static void rows_tell(void *self, pdx_problems *problems) { (void)self, (void)problems; } /* of a line that is no row nothing is passed over */
static uint64_t rows_at(const void *self) {
    const pdx_records *rows = self;
    return rows->base + rows->at;
}
static void rows_feed(void *self, pdx_span bytes, bool is_last) { pdx_records_feed(self, bytes, is_last); }
static pdx_status rows_next(void *self, pdx_record *record, pdx_reader_found *found, pdx_error *err) {
    pdx_records *rows = self;
    bool more;
    PDX_TRY(pdx_records_next(rows, record, &more, err));
    *found = more ? PDX_READER_RECORD : rows->is_last ? PDX_READER_END : PDX_READER_MORE;
    return PDX_OK;
}

/* ---- a JSON array of rows */

static void array_init(void *self) { pdx_jsonarray_init(self); }
static uint64_t array_at(const void *self) {
    const pdx_jsonarray *array = self;
    return array->base + array->at;
}
static void array_feed(void *self, pdx_span bytes, bool is_last) { pdx_jsonarray_feed(self, bytes, is_last); }
static pdx_status array_next(void *self, pdx_record *record, pdx_reader_found *found, pdx_error *err) {
    pdx_jsonarray *array = self;
    bool more;
    PDX_TRY(pdx_jsonarray_next(array, record, &more, err));
    *found = more ? PDX_READER_RECORD : array->is_last ? PDX_READER_END : PDX_READER_MORE;
    return PDX_OK;
}

/* ---- exports of WordPress */

typedef struct export_reader {
    pdx_wxr wxr;
    pdx_wxr_authors authors;
    pdx_entry entry;
} export_reader;

static void export_init(void *self) {
    export_reader *from = self;
    pdx_wxr_init(&from->wxr);
    pdx_wxr_authors_init(&from->authors);
    pdx_entry_init(&from->entry);
    from->entry.breaks_lines = true;
    from->wxr.for_entries = true;
}
static void export_deinit(void *self) {
    export_reader *from = self;
    pdx_wxr_deinit(&from->wxr);
    pdx_wxr_authors_deinit(&from->authors);
    pdx_entry_deinit(&from->entry);
}
static void export_tell(void *self, pdx_problems *problems) { ((export_reader *)self)->wxr.xml.problems = problems; }
static uint64_t export_at(const void *self) { return pdx_wxr_at(&((const export_reader *)self)->wxr); }
static void export_feed(void *self, pdx_span bytes, bool is_last) { pdx_wxr_feed(&((export_reader *)self)->wxr, bytes, is_last); }

static pdx_entry *export_entry(void *self) { return &((export_reader *)self)->entry; }

static pdx_status export_next(void *self, pdx_record *record, pdx_reader_found *found, pdx_error *err) {
    export_reader *from = self;
    pdx_wxr_record *read = &from->wxr.record;
    pdx_wxr_found what;
    do {
        PDX_TRY(pdx_wxr_next(&from->wxr, &what, err));
        *found = what == PDX_WXR_MORE ? PDX_READER_MORE : PDX_READER_END;
        if (what == PDX_WXR_MORE || what == PDX_WXR_END) return PDX_OK;
        if (what == PDX_WXR_RECORD && read->kind == PDX_WXR_AUTHOR && !pdx_wxr_authors_add(&from->authors, read)) return pdx_fail_memory(err);
    } while (what != PDX_WXR_RECORD || read->kind > PDX_WXR_OTHER);
    if (!pdx_wxr_authors_name(&from->authors, read) || !pdx_wxr_entry(read, &from->entry)) return pdx_fail_memory(err);
    PDX_TRY(pdx_entry_record(&from->entry, record, err));
    record->source = read->source;
    record->line_number = read->line;
    record->is_cut_off = read->is_cut_off;
    record->is_cut_short = read->is_cut_short;
    *found = PDX_READER_RECORD;
    return PDX_OK;
}

/* ---- feeds */

static void feed_init(void *self) { pdx_newsfeed_init(self); }
static void feed_deinit(void *self) { pdx_newsfeed_deinit(self); }
static void feed_tell(void *self, pdx_problems *problems) { ((pdx_newsfeed *)self)->xml.problems = problems; }
static uint64_t feed_at(const void *self) { return pdx_newsfeed_at(self); }
static void feed_feed(void *self, pdx_span bytes, bool is_last) { pdx_newsfeed_feed(self, bytes, is_last); }

static pdx_entry *feed_entry(void *self) { return &((pdx_newsfeed *)self)->entry; }

static pdx_status feed_next(void *self, pdx_record *record, pdx_reader_found *found, pdx_error *err) {
    pdx_newsfeed *from = self;
    pdx_newsfeed_found what;
    PDX_TRY(pdx_newsfeed_next(from, &what, err));
    *found = what == PDX_NEWSFEED_ENTRY ? PDX_READER_RECORD : what == PDX_NEWSFEED_MORE ? PDX_READER_MORE : PDX_READER_END;
    if (what != PDX_NEWSFEED_ENTRY) return PDX_OK;
    PDX_TRY(pdx_entry_record(&from->entry, record, err));
    record->source = from->source;
    record->line_number = from->line_number;
    record->language = from->language;
    record->is_cut_off = from->is_cut_off;
    record->is_cut_short = from->is_cut_short;
    return PDX_OK;
}

static void jsonfeed_init(void *self) { pdx_jsonfeed_init(self); }
static void jsonfeed_deinit(void *self) { pdx_jsonfeed_deinit(self); }
static void jsonfeed_tell(void *self, pdx_problems *problems) { ((pdx_jsonfeed *)self)->problems = problems; }
static uint64_t jsonfeed_at(const void *self) { return pdx_jsonfeed_at(self); }
static void jsonfeed_feed(void *self, pdx_span bytes, bool is_last) { pdx_jsonfeed_feed(self, bytes, is_last); }

static pdx_entry *jsonfeed_entry(void *self) { return &((pdx_jsonfeed *)self)->entry; }

static pdx_status jsonfeed_next(void *self, pdx_record *record, pdx_reader_found *found, pdx_error *err) {
    pdx_jsonfeed *from = self;
    pdx_jsonfeed_found what;
    PDX_TRY(pdx_jsonfeed_next(from, &what, err));
    *found = what == PDX_JSONFEED_ENTRY ? PDX_READER_RECORD : what == PDX_JSONFEED_MORE ? PDX_READER_MORE : PDX_READER_END;
    if (what != PDX_JSONFEED_ENTRY) return PDX_OK;
    PDX_TRY(pdx_entry_record(&from->entry, record, err));
    record->source = from->source;
    record->line_number = from->line_number;
    record->language = from->language;
    return PDX_OK;
}

/* ---- tables of text */

static void table_init(void *self) { pdx_csv_init(self); }
static void table_deinit(void *self) { pdx_csv_deinit(self); }
static uint64_t table_at(const void *self) { return pdx_csv_at(self); }
static void table_feed(void *self, pdx_span bytes, bool is_last) { pdx_csv_feed(self, bytes, is_last); }

static pdx_status table_next(void *self, pdx_record *record, pdx_reader_found *found, pdx_error *err) {
    pdx_csv *from = self;
    bool more;
    pdx_record_reset(record);
    PDX_TRY(pdx_csv_next(from, &more, err));
    *found = more ? PDX_READER_RECORD : from->is_last ? PDX_READER_END : PDX_READER_MORE;
    if (!more) return PDX_OK;
    PDX_TRY(pdx_entry_record(&from->entry, record, err));
    record->source = from->range;
    record->line_number = from->line;
    record->language = from->language;
    return PDX_OK;
}

/* ---- exports of Movable Type, conversations: text that its lines divide */

static void lined_init(void *self) { pdx_lined_init(self); }
static void lined_deinit(void *self) { pdx_lined_deinit(self); }
static uint64_t lined_at(const void *self) { return pdx_lined_at(self); }
static void lined_feed(void *self, pdx_span bytes, bool is_last) { pdx_lined_feed(self, bytes, is_last); }

typedef pdx_status (*lined_reading)(pdx_lined *from, bool *more, pdx_error *err);

static pdx_status lined_next(pdx_lined *from, lined_reading next, pdx_record *record, pdx_reader_found *found, pdx_error *err) {
    bool more;
    pdx_record_reset(record);
    PDX_TRY(next(from, &more, err));
    *found = more ? PDX_READER_RECORD : from->is_last ? PDX_READER_END : PDX_READER_MORE;
    if (!more) return PDX_OK;
    PDX_TRY(pdx_entry_record(&from->entry, record, err));
    record->source = from->range;
    record->line_number = from->line;
    record->is_cut_off = from->is_cut_off;
    return PDX_OK;
}

static pdx_status typed_next(void *self, pdx_record *record, pdx_reader_found *found, pdx_error *err) {
    return lined_next(self, pdx_mtexport_next, record, found, err);
}

static pdx_status chat_next(void *self, pdx_record *record, pdx_reader_found *found, pdx_error *err) {
    return lined_next(self, pdx_chatlog_next, record, found, err);
}

/* ---- posts in Markdown: a file is one record */

typedef struct post_reader {
    pdx_markdown markdown;
    pdx_span bytes;
    uint64_t at;
    bool is_last;
} post_reader;

static void post_init(void *self) { pdx_markdown_init(&((post_reader *)self)->markdown); }
static void post_deinit(void *self) { pdx_markdown_deinit(&((post_reader *)self)->markdown); }
static void post_tell(void *self, pdx_problems *problems) { (void)self, (void)problems; } /* what is not understood stands in the record */
static uint64_t post_at(const void *self) { return ((const post_reader *)self)->at; }
static void post_feed(void *self, pdx_span bytes, bool is_last) {
    post_reader *post = self;
    post->bytes = bytes;
    post->is_last = is_last;
}
static pdx_status post_next(void *self, pdx_record *record, pdx_reader_found *found, pdx_error *err) {
    post_reader *post = self;
    *found = post->is_last ? PDX_READER_END : PDX_READER_MORE;
    if (!post->is_last || post->bytes.len == 0 || post->at > 0) return PDX_OK;
    post->at = post->bytes.len;
    *found = PDX_READER_RECORD;
    return pdx_markdown_read(&post->markdown, post->bytes, record, err);
}

/* ---- all of them */

static const reader_form forms[] = {
    [PDX_SOURCE_JSONL] = {sizeof(pdx_records), rows_init, rows_deinit, rows_tell, rows_at, rows_feed, rows_next, NULL},
    [PDX_SOURCE_WXR] = {sizeof(export_reader), export_init, export_deinit, export_tell, export_at, export_feed, export_next, export_entry},
    [PDX_SOURCE_FEED] = {sizeof(pdx_newsfeed), feed_init, feed_deinit, feed_tell, feed_at, feed_feed, feed_next, feed_entry},
    [PDX_SOURCE_JSONFEED] = {sizeof(pdx_jsonfeed), jsonfeed_init, jsonfeed_deinit, jsonfeed_tell, jsonfeed_at, jsonfeed_feed, jsonfeed_next,
                             jsonfeed_entry},
    [PDX_SOURCE_JSONARRAY] = {sizeof(pdx_jsonarray), array_init, rows_deinit, rows_tell, array_at, array_feed, array_next, NULL},
    [PDX_SOURCE_CSV] = {sizeof(pdx_csv), table_init, table_deinit, rows_tell, table_at, table_feed, table_next, NULL},
    [PDX_SOURCE_MTEXPORT] = {sizeof(pdx_lined), lined_init, lined_deinit, rows_tell, lined_at, lined_feed, typed_next, NULL},
    [PDX_SOURCE_CHATLOG] = {sizeof(pdx_lined), lined_init, lined_deinit, rows_tell, lined_at, lined_feed, chat_next, NULL},
    [PDX_SOURCE_MARKDOWN] = {sizeof(post_reader), post_init, post_deinit, post_tell, post_at, post_feed, post_next, NULL},
};

pdx_status pdx_reader_new(pdx_source_form form, pdx_reader **out, pdx_error *err) {
    pdx_reader *reader = pdx_alloc_zero(1, sizeof *reader);
    assert(pdx_source_form_is_records(form));
    *out = NULL;
    if (reader == NULL) return pdx_fail_memory(err);
    reader->form = &forms[form];
    reader->self = pdx_alloc_zero(1, reader->form->size);
    if (reader->self == NULL) {
        pdx_free(reader);
        return pdx_fail_memory(err);
    }
    reader->form->init(reader->self);
    *out = reader;
    return PDX_OK;
}

void pdx_reader_free(pdx_reader *reader) {
    if (reader == NULL) return;
    reader->form->deinit(reader->self);
    pdx_free(reader->self);
    pdx_free(reader);
}

void pdx_reader_tell(pdx_reader *reader, pdx_problems *problems) { reader->form->tell(reader->self, problems); }
void pdx_reader_wait(pdx_reader *reader, bool wait) {
    if (reader->form->entry != NULL) reader->form->entry(reader->self)->waits = wait;
}
void pdx_reader_again(pdx_reader *reader) {
    assert(reader->form == &forms[PDX_SOURCE_MARKDOWN]);
    ((post_reader *)reader->self)->at = 0;
}
uint64_t pdx_reader_at(const pdx_reader *reader) { return reader->form->at(reader->self); }
void pdx_reader_feed(pdx_reader *reader, pdx_span bytes, bool is_last) { reader->form->feed(reader->self, bytes, is_last); }

pdx_status pdx_reader_next(pdx_reader *reader, pdx_record *record, pdx_reader_found *found, pdx_error *err) {
    return reader->form->next(reader->self, record, found, err);
}

pdx_status pdx_reader_each(pdx_reader *reader, pdx_record *record, uint64_t n_bytes, pdx_record_take take, pdx_record_refuse refuse, void *context,
                           const pdx_tick *tick, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, n_bytes);
    uint64_t before = 0, refused_at = UINT64_MAX;
    for (;;) {
        const uint64_t at = pdx_reader_at(reader);
        pdx_reader_found found;
        PDX_TRY(pdx_pace_step(&pace, at - before, at, err));
        before = at;
        pdx_error own = {0};
        const pdx_status status = pdx_reader_next(reader, record, &found, &own);
        if ((status == PDX_EFORMAT || status == PDX_ELIMIT) && (pdx_reader_at(reader) > at || refused_at != at)) { /* it goes on, or ends there */
            refused_at = at;
            PDX_TRY(refuse(context, at, &own, err));
            continue;
        }
        if (status != PDX_OK) {
            if (err != NULL) *err = own;
            return status;
        }
        if (found != PDX_READER_RECORD) return PDX_OK;
        PDX_TRY(take(context, record, err));
    }
}
