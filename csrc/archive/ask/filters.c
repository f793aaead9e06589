#include <string.h>

#include "archive/ask/said.h"
#include "archive/model/steps.h"
#include "kernels/days.h"

/* The filters of the query language: they speak of tags, sources, pages, dates, kinds and states, which the index does not know. */

static pdx_status filter_tag(const pdx_archive *archive, pdx_tokens *tokens, pdx_buf *key, pdx_span value, pdx_bitmap *certain, pdx_error *err) {
    static const uint8_t kinds[] = {ARCHIVE_KIND_TAG, ARCHIVE_KIND_CATEGORY};
    size_t i;
    for (i = 0; i < PDX_COUNTOF(kinds); i++) {
        PDX_TRY(archive_fold_words(tokens, value, kinds[i], key, err));
        if (key->len == 1) pdx_buf_span(key, value);
        if (key->len == 1) return pdx_fail(err, PDX_EQUERY, PDX_NO_OFFSET, "tag: needs the name of a tag");
        PDX_TRY(archive_label_mark(archive, pdx_buf_view(key), certain, err));
    }
    return PDX_OK;
}

/* Marks the posts that have an appearance on `page`. */
static void mark_page(const pdx_archive *archive, uint32_t page, pdx_bitmap *certain) {
    const archive_page *p = archive_page_at(archive, page);
    uint32_t k;
    for (k = 0; k < p->cut.n_entries; k++) {
        const uint32_t post = archive_appearance_at(archive, p->first_appearance + k)->post;
        if (post != PDX_NONE) pdx_bitmap_set(certain, post);
    }
}

static pdx_status filter_source(const pdx_archive *archive, pdx_buf *key, pdx_span value, pdx_bitmap *certain, pdx_error *err) {
    pdx_buf name;
    uint32_t i;
    if (value.len == 0) return pdx_fail(err, PDX_EQUERY, PDX_NO_OFFSET, "source: needs a part of a source's name");
    pdx_buf_init(&name);
    pdx_buf_reset(key);
    pdx_analyzer_fold(archive->analyzer, value, PDX_LANG_NONE, key);
    for (i = 0; i < archive->pages.len && !name.failed; i++) {
        pdx_buf_reset(&name);
        pdx_analyzer_fold(archive->analyzer, archive_source_at(archive, archive_page_at(archive, i)->source)->name, PDX_LANG_NONE, &name);
        if (pdx_span_contains(pdx_buf_view(&name), pdx_buf_view(key))) mark_page(archive, i, certain);
    }
    if (name.failed || key->failed) {
        pdx_buf_deinit(&name);
        return pdx_fail_memory(err);
    }
    pdx_buf_deinit(&name);
    return PDX_OK;
}

/* Whole words in a row: both sides as U+001F-separated words, closed by one more separator. */
static pdx_status filter_page(const pdx_archive *archive, pdx_tokens *tokens, pdx_buf *key, pdx_span value, pdx_bitmap *certain, pdx_error *err) {
    pdx_buf heading;
    pdx_status status = PDX_OK;
    uint32_t i;
    PDX_TRY(archive_fold_words(tokens, value, 0x1F, key, err));
    if (key->len == 1) return pdx_fail(err, PDX_EQUERY, PDX_NO_OFFSET, "page: needs words of a page's heading");
    pdx_buf_byte(key, 0x1F);
    pdx_buf_init(&heading);
    for (i = 0; i < archive->pages.len && status == PDX_OK; i++) {
        const archive_page *page = archive_page_at(archive, i);
        if (page->cut.heading == PDX_PAGE_NO_PART) continue;
        status = archive_fold_words(tokens, archive_part_text(page, page->cut.heading), 0x1F, &heading, err);
        pdx_buf_byte(&heading, 0x1F);
        if (status != PDX_OK || heading.failed || key->failed) {
            status = pdx_fail_memory(err);
        } else if (pdx_span_contains(pdx_buf_view(&heading), pdx_span_slice(pdx_buf_view(key), 1, key->len))) {
            mark_page(archive, i, certain);
        }
    }
    pdx_buf_deinit(&heading);
    return status;
}

/* Whether these are the day's own figures: the 30th of a February counts on into March. */
static bool is_day(int64_t day, const pdx_date *date) {
    int32_t year;
    unsigned month, number;
    pdx_civil_from_days(day, &year, &month, &number);
    return year == date->year && month == date->month && number == date->day;
}

/* What is wrong with the value of a date; NULL when nothing is. */
static const char *const unreadable = "write 2019, 2019-02, 2019-02-13, a range 2018-12..2019-02, or an open one 2019..";
static const char *const no_such_day = "there is no such day";

/* Reads 2019, 2019-02 or 2019-02-13 as the days it covers. */
static const char *read_days(pdx_span text, int64_t *first, int64_t *last) {
    pdx_date date;
    uint32_t fields[3] = {0, 0, 0};
    size_t n = 0, digits = 0, i;
    for (i = 0; i < text.len; i++) {
        if (text.data[i] == '-' && digits > 0 && n < 2) {
            n++;
            digits = 0;
        } else if (text.data[i] >= '0' && text.data[i] <= '9' && digits < (n == 0 ? 4u : 2u)) {
            fields[n] = fields[n] * 10 + (uint32_t)(text.data[i] - '0');
            digits++;
        } else {
            return unreadable;
        }
    }
    if (digits == 0) return unreadable;
    if (fields[0] < 1 || (n >= 1 && (fields[1] < 1 || fields[1] > 12)) || (n == 2 && (fields[2] < 1 || fields[2] > 31))) return no_such_day;
    memset(&date, 0, sizeof date);
    date.year = (int32_t)fields[0];
    date.month = (uint8_t)fields[1];
    date.day = (uint8_t)fields[2];
    date.precision = (uint8_t)(n == 0 ? PDX_PRECISION_YEAR : n == 1 ? PDX_PRECISION_MONTH : PDX_PRECISION_DAY);
    return pdx_date_interval(&date, first, last) && (n < 2 || is_day(*first, &date)) ? NULL : no_such_day;
}

static const char *read_date_range(pdx_span value, int64_t *first, int64_t *last) {
    int64_t unused;
    size_t i;
    *first = INT64_MIN;
    *last = INT64_MAX;
    for (i = 0; i + 1 < value.len; i++) {
        if (value.data[i] != '.' || value.data[i + 1] != '.') continue;
        const char *wrong = value.len == 2 ? unreadable : i == 0 ? NULL : read_days(pdx_span_slice(value, 0, i), first, &unused);
        if (wrong == NULL && i + 2 < value.len) wrong = read_days(pdx_span_slice(value, i + 2, value.len), &unused, last);
        return wrong != NULL || *first <= *last ? wrong : "it ends before it begins";
    }
    return read_days(value, first, last);
}

static pdx_status filter_date(const pdx_archive *archive, pdx_span value, pdx_bitmap *certain, pdx_bitmap *possible, pdx_error *err) {
    const int32_t *first_days, *last_days;
    int64_t first, last;
    int32_t from, to;
    uint32_t post;
    const char *wrong = read_date_range(value, &first, &last);
    if (wrong != NULL) {
        return pdx_fail(err, PDX_EQUERY, PDX_NO_OFFSET, "date: cannot read \"%.*s\": %s", (int)pdx_min_size(value.len, 60), (const char *)value.data,
                        wrong);
    }
    PDX_TRY(archive_days(archive, &first_days, &last_days, err));
    from = first == INT64_MIN ? INT32_MIN : (int32_t)first; /* of four digits of a year */
    to = last == INT64_MAX ? INT32_MAX : (int32_t)last;
    for (post = 0; post < certain->n; post += PDX_DAYS_AT_ONCE) {
        const uint32_t word = post / PDX_DAYS_AT_ONCE, n = certain->n - post;
        const uint64_t there = n < PDX_DAYS_AT_ONCE ? ((uint64_t)1 << n) - 1 : UINT64_MAX;
        uint64_t inside, meets;
        pdx_days_match(first_days + post, last_days + post, from, to, &inside, &meets);
        certain->words[word] = inside & there;
        possible->words[word] = meets & ~inside & there;
    }
    return PDX_OK;
}

pdx_status archive_filter(void *context, pdx_filter_kind kind, pdx_span value, pdx_bitmap *certain, pdx_bitmap *possible,
                          pdx_error *err) {
    const pdx_archive *archive = context;
    pdx_tokens *tokens;
    pdx_buf key;
    pdx_status status;
    if (kind == PDX_FILTER_DATE) return filter_date(archive, value, certain, possible, err);
    if (kind == PDX_FILTER_KIND || kind == PDX_FILTER_STATUS) {
        const bool is_kind = kind == PDX_FILTER_KIND;
        PDX_TRY(archive_filter_said(archive, is_kind ? PDX_ROLE_KIND : PDX_ROLE_STATUS, value, pdx_span_str(is_kind ? PDX_KIND_UNSAID : ""), certain,
                                    err));
        return archive_sound(archive, err);
    }
    PDX_TRY(pdx_tokens_new(archive->analyzer, &tokens, err));
    pdx_buf_init(&key);
    if (kind == PDX_FILTER_TAG) {
        status = filter_tag(archive, tokens, &key, value, certain, err);
    } else if (kind == PDX_FILTER_SOURCE) {
        status = filter_source(archive, &key, value, certain, err);
    } else {
        status = filter_page(archive, tokens, &key, value, certain, err);
    }
    pdx_buf_deinit(&key);
    pdx_tokens_free(tokens);
    return status == PDX_OK ? archive_sound(archive, err) : status;
}
