#include "archive/model/post_tables.h"

#include "archive/model/steps.h"
#include "base/alloc.h"
#include "os/crew.h"

enum { PIECE_POSTS = PDX_LIMIT(4000, 4) };

void archive_post_tables_deinit(archive_post_tables *tables) {
    pdx_free(tables->first_days);
    pdx_free(tables->last_days);
    pdx_free(tables->label_begins);
    pdx_free(tables->label_posts);
    pdx_free(tables->titles);
    pdx_free(tables->published);
    memset(tables, 0, sizeof *tables);
}

void archive_post_days(const pdx_archive *archive, uint32_t post, int64_t *first, int64_t *last) {
    const archive_post *p = archive_post_at(archive, post);
    if (p->published != PDX_NONE && pdx_date_interval(&archive_appearance_at(archive, p->published)->published, first, last)) return;
    *first = p->bounds_lower == PDX_NONE ? PDX_NO_DAY : archive_appearance_at(archive, p->bounds_lower)->bounds.not_before;
    *last = p->bounds_upper == PDX_NONE ? PDX_NO_DAY : archive_appearance_at(archive, p->bounds_upper)->bounds.before - 1;
}

/* Days that somebody means lie well within 32 bits; the ends stand for a side that is open. */
static int32_t narrow(int64_t day, int64_t open, int32_t end) {
    if (day == open) return end;
    return day <= INT32_MIN ? INT32_MIN + 1 : day >= INT32_MAX ? INT32_MAX - 1 : (int32_t)day;
}

void archive_post_narrow_days(const pdx_archive *archive, uint32_t post, int32_t *first, int32_t *last) {
    int64_t from, to;
    archive_post_days(archive, post, &from, &to);
    *first = narrow(from, PDX_NO_DAY, INT32_MIN);
    *last = narrow(to, PDX_NO_DAY, INT32_MAX);
}

/* Labels are counted first, so that each one's posts have a place of their own in one array. */
static bool labels_make(const pdx_archive *archive, archive_post_tables *tables) {
    const size_t n_labels = pdx_map_count(&archive->labels);
    uint32_t post, k, label;
    tables->label_begins = pdx_alloc_zero(n_labels + 2, sizeof *tables->label_begins);
    tables->label_posts = pdx_resize_array(NULL, archive->items.len, sizeof *tables->label_posts);
    if (tables->label_begins == NULL || tables->label_posts == NULL) return false;
    for (k = 0; k < archive->items.len; k++) tables->label_begins[archive->items.data[k].label + 2]++;
    for (label = 1; label < n_labels; label++) tables->label_begins[label + 1] += tables->label_begins[label];
    /* What is written moves each begin to where the next one's is: one place further in the array. */
    for (post = 0; post < archive->posts.len; post++) {
        const archive_post *p = &archive->posts.data[post];
        for (k = p->first_item; k < p->first_item + p->n_tags + p->n_categories; k++) {
            tables->label_posts[tables->label_begins[archive->items.data[k].label + 1]++] = post;
        }
    }
    return true;
}

static pdx_span title_of(const pdx_archive *archive, uint32_t appearance) {
    const uint32_t title = archive_entry(archive, appearance)->title;
    if (title == PDX_PAGE_NO_PART) return pdx_span_of(NULL, 0);
    return archive_part_text(archive_page_of(archive, appearance), title);
}

/* Of the fullest appearance, or else of the first that has one. */
static pdx_span title_find(const pdx_archive *archive, uint32_t number) {
    const archive_post *post = archive_post_at(archive, number);
    pdx_span title = title_of(archive, post->main);
    uint32_t i;
    for (i = 0; title.len == 0 && i < post->n_appearances; i++) {
        title = title_of(archive, archive_post_appearance(archive, number, i));
    }
    return title.len == 0 ? pdx_span_of(NULL, 0) : title;
}

/* The day that a post prints. */
static int64_t published_find(const pdx_archive *archive, uint32_t number) {
    const archive_post *post = archive_post_at(archive, number);
    const pdx_date *date = post->published == PDX_NONE ? NULL : &archive_appearance_at(archive, post->published)->published;
    return date != NULL && date->month != 0 && date->day != 0 ? pdx_days_from_civil(date->year, date->month, date->day) : PDX_DAY_UNKNOWN;
}

static bool columns_make(const pdx_archive *archive, archive_post_tables *tables) {
    const size_t n = archive->posts.len, room = (n / PDX_DAYS_AT_ONCE + 1) * PDX_DAYS_AT_ONCE;
    tables->first_days = pdx_alloc_zero(room, sizeof *tables->first_days);
    tables->last_days = pdx_alloc_zero(room, sizeof *tables->last_days);
    tables->titles = pdx_resize_array(NULL, n, sizeof *tables->titles);
    tables->published = pdx_resize_array(NULL, n, sizeof *tables->published);
    return tables->first_days != NULL && tables->last_days != NULL && tables->titles != NULL && tables->published != NULL;
}

static void columns_fill(const pdx_archive *archive, archive_post_tables *tables, uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; i++) {
        archive_fetch_ahead(archive, i);
        archive_post_narrow_days(archive, i, &tables->first_days[i], &tables->last_days[i]);
        tables->titles[i] = title_find(archive, i);
        tables->published[i] = published_find(archive, i);
    }
}

pdx_span archive_post_title(const pdx_archive *archive, uint32_t post) {
    return archive->stored == NULL ? archive->tables.titles[post] : title_find(archive, post);
}

int64_t archive_post_published(const pdx_archive *archive, uint32_t post) {
    return archive->stored == NULL ? archive->tables.published[post] : published_find(archive, post);
}

/* Labels first, which are done by one thread; then stretches of the posts. */
static pdx_status piece_make(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err) {
    pdx_archive *archive = context;
    const size_t n = archive->posts.len, n_pieces = n / PIECE_POSTS + 1;
    (void)lane;
    if (piece > 0) {
        columns_fill(archive, &archive->tables, (uint32_t)pdx_piece_begin(n, n_pieces, piece - 1), (uint32_t)pdx_piece_begin(n, n_pieces, piece));
    } else if (!labels_make(archive, &archive->tables)) return pdx_fail_memory(err);
    return pdx_tick_step(tick, 0, 0, err);
}

pdx_status archive_make_post_tables(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    if (!columns_make(archive, &archive->tables)) return pdx_fail_memory(err);
    return pdx_crew_run(archive->posts.len < 2 * PIECE_POSTS ? 1 : archive->n_threads, archive->posts.len / PIECE_POSTS + 2, piece_make, archive,
                        tick, err);
}
