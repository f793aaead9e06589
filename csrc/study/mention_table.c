#include <string.h>

#include "archive/model/contents.h"
#include "base/alloc.h"
#include "post/mentions/mention_century.h"
#include "post/mentions/mention_value.h"
#include "study/mention_days.h"

enum { READING_WORK = 4 }; /* what looking for dates takes, as a pace counts */

/* Dates that the posts of a view speak of, part by part, in order. */

typedef struct mention_row {
    uint32_t post, page, part;
    bool resolved; /* it is counted from the post's printed date */
    pdx_mention mention;
} mention_row;

struct pdx_mention_table {
    pdx_atomic_i64 references;
    pdx_archive *archive; /* counted */
    PDX_VEC(mention_row) rows;
};

/* The printed date of a post; no precision where there is none. */
static pdx_date written_on(const pdx_archive *archive, uint32_t post) {
    static const pdx_date none = {0};
    const uint32_t published = archive_post_at(archive, post)->published;
    return published == PDX_NONE ? none : archive_appearance_at(archive, published)->published;
}

/* The last day on which the text can have been written: that of its date, or of capture; PDX_NO_DAY: not known. */
static int64_t last_day(const pdx_archive *archive, const archive_page *page, const pdx_date *written) {
    int64_t first, last;
    const int64_t captured = archive_source_at(archive, page->source)->captured;
    if (!pdx_date_interval(written, &first, &last)) return captured;
    return captured == PDX_NO_DAY || last < captured ? last : captured;
}

/* Of a post: its main appearance, and the page of that. */
typedef struct mention_post {
    const pdx_archive *rows; /* among which it stands */
    uint32_t number, page;
    const archive_page *at;
} mention_post;

static pdx_status add_part(pdx_mention_table *table, pdx_mentions *scratch, const mention_post *post, uint32_t part, const pdx_tick *tick,
                           pdx_error *err) {
    const archive_page *p = post->at;
    const pdx_span text = archive_part_text(p, part);
    const uint64_t begin = p->cut.parts[part].range.begin;
    size_t i;
    scratch->len = 0;
    PDX_TRY(pdx_mentions_find(text, begin, p->cut.language, scratch, tick, err));
    if (scratch->len == 0) return PDX_OK; /* as in most parts: nobody need know when it was written */
    const pdx_date written = written_on(post->rows, post->number);
    const int64_t latest = last_day(post->rows, p, &written);
    for (i = 0; i < scratch->len; i++) {
        mention_row row;
        row.post = post->number;
        row.page = post->page;
        row.part = part;
        row.mention = scratch->data[i];
        if (row.mention.date.short_year && latest != PDX_NO_DAY) {
            pdx_mention_century(text, (size_t)(row.mention.range.begin - begin), latest, &row.mention);
        }
        row.resolved = pdx_mention_resolve(&row.mention, &written);
        if (!PDX_VEC_PUSH(&table->rows, row)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status add_post(pdx_mention_table *table, pdx_mentions *scratch, const pdx_view *view, const pdx_archive *rows, uint32_t post,
                           const pdx_tick *tick, pdx_error *err) {
    const archive_appearance *main = archive_appearance_at(rows, archive_post_at(rows, post)->main);
    const mention_post at = {rows, post, main->page, archive_page_at(rows, main->page)};
    const pdx_page *cut = &at.at->cut;
    const pdx_page_entry *entry = archive_entry_of(at.at, main->entry);
    uint32_t i;
    archive_fetch_ahead(rows, post);
    for (i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
        const uint8_t role = cut->parts[i].role;
        if (!pdx_role_is_read(role) || (view->roles & PDX_ROLE_BIT(role)) == 0) continue;
        PDX_TRY(add_part(table, scratch, &at, i, tick, err));
    }
    return PDX_OK;
}

static uint64_t post_bytes(const pdx_archive *archive, uint32_t post) {
    const pdx_range range = archive_entry(archive, archive_post_at(archive, post)->main)->range;
    return range.end - range.begin;
}

static pdx_mention_table *table_new(pdx_archive *archive) {
    pdx_mention_table *table = pdx_alloc_zero(1, sizeof *table);
    if (table == NULL) return NULL;
    pdx_atomic_store(&table->references, 1);
    table->archive = archive;
    pdx_archive_retain(archive);
    return table;
}

static pdx_status table_fill(pdx_mention_table *table, const pdx_view *view, const pdx_archive *rows, const pdx_tick *tick, pdx_error *err) {
    pdx_mentions scratch;
    pdx_pace pace = pdx_pace_of(tick, view->n_posts);
    pdx_status status = PDX_OK;
    memset(&scratch, 0, sizeof scratch);
    for (uint32_t i = 0; i < view->n_posts && status == PDX_OK; i++) {
        archive_pass_rest(rows);
        status = add_post(table, &scratch, view, rows, pdx_view_post(view, i), tick, err);
        if (status == PDX_OK) status = pdx_pace_step(&pace, READING_WORK * post_bytes(rows, pdx_view_post(view, i)), i, err);
    }
    PDX_VEC_DEINIT(&scratch);
    return status == PDX_OK ? archive_sound(rows, err) : status;
}

static pdx_status table_make(const pdx_view *view, const pdx_tick *tick, pdx_mention_table **out, pdx_error *err) {
    pdx_mention_table *table = *out = table_new(view->archive);
    const pdx_archive *rows;
    if (table == NULL) return pdx_fail_memory(err);
    pdx_status status = archive_pass_begin(view->archive, &rows, err);
    if (status == PDX_OK) status = table_fill(table, view, rows, tick, err);
    archive_pass_end(rows);
    if (status != PDX_OK) pdx_mention_table_free(table);
    return status;
}

pdx_status pdx_view_mentions(const pdx_view *view, const pdx_tick *tick, pdx_mention_table **out, pdx_error *err) {
    pdx_view *keeper = (pdx_view *)(uintptr_t)view; /* nothing that anybody has read of it changes */
    pdx_mention_table *made;
    *out = NULL;
    if (!pdx_kept_is_made(&view->mentions_kept)) {
        PDX_TRY(table_make(view, tick, &made, err));
        if (pdx_kept_claim(&keeper->mentions_kept)) {
            keeper->mentions = made;
            keeper->mentions_free = pdx_mention_table_free;
            pdx_kept_done(&keeper->mentions_kept);
        } else { /* another thread was first */
            pdx_mention_table_free(made);
        }
    }
    (void)pdx_atomic_add(&view->mentions->references, 1);
    *out = view->mentions;
    return PDX_OK;
}

size_t pdx_mention_count(const pdx_mention_table *table) { return table->rows.len; }

pdx_mention_info pdx_mention_get(const pdx_mention_table *table, size_t i) {
    const mention_row *row = &table->rows.data[i];
    pdx_mention_info info;
    assert(i < table->rows.len);
    info.post = row->post;
    info.page = row->page;
    info.part = row->part;
    info.layer = archive_page_at(table->archive, row->page)->layer;
    info.range = row->mention.range;
    info.kind = pdx_mention_kind_name((pdx_mention_kind)row->mention.kind);
    memcpy(info.value, row->mention.value, sizeof info.value);
    info.date = archive_describe_date(&row->mention.date);
    info.counted_from = row->mention.from == PDX_FROM_WRITING ? "writing" : row->mention.from == PDX_FROM_TEXT ? "text" : "";
    info.written[0] = '\0';
    if (row->resolved) {
        const pdx_date written = written_on(table->archive, row->post);
        pdx_date_iso(&written, info.written);
    }
    return info;
}

static bool is_wide(const pdx_mention *mention) {
    if (mention->kind == PDX_MENTION_RELATIVE) return mention->unit == PDX_UNIT_DECADE || mention->unit == PDX_UNIT_CENTURY || mention->season != 0;
    return mention->kind == PDX_MENTION_CENTURY || mention->kind == PDX_MENTION_DECADE || mention->kind == PDX_MENTION_SEASON;
}

uint32_t study_mention_days(const pdx_mention_table *table, size_t i, int64_t *first, int64_t *last, bool *wide) {
    const mention_row *row = &table->rows.data[i];
    int64_t other;
    *wide = is_wide(&row->mention);
    *first = *last = PDX_NO_DAY;
    if (!pdx_date_interval(&row->mention.date, first, last)) *first = *last = PDX_NO_DAY;
    else if (row->mention.end.precision != PDX_PRECISION_NONE && !pdx_date_interval(&row->mention.end, &other, last)) *last = PDX_NO_DAY;
    return row->post;
}

void pdx_mention_table_free(pdx_mention_table *table) {
    if (table == NULL || pdx_atomic_add(&table->references, -1) != 1) return;
    PDX_VEC_DEINIT(&table->rows);
    pdx_archive_release(table->archive);
    pdx_free(table);
}
