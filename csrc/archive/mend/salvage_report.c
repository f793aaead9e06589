#include <inttypes.h>

#include "archive/model/contents.h"
#include "archive/mend/salvage_steps.h"
#include "base/alloc.h"
#include "segment/segment.h"
#include "source/syntax/quote.h"

/* What is told of what is lost. */

/* Between which appearances those of a source lie, as far as that can be read. */
typedef struct source_reach {
    uint32_t number, least, most;
} source_reach;
typedef PDX_VEC(source_reach) source_reaches;

/* Of the sources of a part that can be read, in their order. */
static pdx_status reaches_make(const salvager *s, const stored_part *part, source_reaches *out, pdx_error *err) {
    for (uint32_t i = 0; i < part->head[STORED_N_SOURCES]; i++) {
        source_reach reach = {.number = part->first[STORED_BASE_SOURCES] + i};
        const archive_source *source;
        uint32_t ignored;
        if (!stored_source_is_there(s->base, part, reach.number)) continue;
        source = archive_source_at(s->base, reach.number);
        if (source->n_pages == 0) continue;
        stored_page_appearances(s->base, part, source->first_page, &reach.least, &ignored);
        stored_page_appearances(s->base, part, source->first_page + source->n_pages, &ignored, &reach.most);
        if (!PDX_VEC_PUSH(out, reach)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* The one source that an appearance can be of; empty: it cannot be told. */
static pdx_span source_of_appearance(const salvager *s, const source_reaches *reaches, uint32_t appearance) {
    size_t low = 0, high = reaches->len;
    while (low < high) { /* the first that begins behind it */
        const size_t middle = low + (high - low) / 2;
        if (reaches->data[middle].least <= appearance) low = middle + 1;
        else high = middle;
    }
    if (low == 0 || appearance >= reaches->data[low - 1].most) return pdx_span_of(NULL, 0);
    if (low > 1 && appearance < reaches->data[low - 2].most) return pdx_span_of(NULL, 0); /* of one of several */
    return archive_source_at(s->base, reaches->data[low - 1].number)->name;
}

static pdx_span source_of_row(const salvager *s, const source_reaches *reaches, const archive_post *post) {
    for (uint32_t p = 0; post->n_appearances > 0 && p < salvage_stored(s)->n_parts; p++) {
        const stored_part *part = &salvage_stored(s)->parts[p];
        const uint32_t first = part->first[STORED_BASE_APPEARANCES];
        if (post->main >= first && post->main - first < part->head[STORED_N_ENTRIES]) return source_of_appearance(s, &reaches[p], post->main);
    }
    return pdx_span_of(NULL, 0);
}

static pdx_span title_of_row(const pdx_segment *words, uint32_t row) {
    pdx_doc_info info;
    if (words == NULL || row >= pdx_segment_n_posts(words) || pdx_segment_doc(words, row, &info, NULL) != PDX_OK) return pdx_span_of(NULL, 0);
    for (uint32_t i = 0; i < info.n_parts; i++) {
        pdx_doc_part part;
        if (pdx_segment_part(words, row, i, &part, NULL) != PDX_OK) break;
        if (part.role == PDX_ROLE_TITLE && part.begin <= part.end && part.end <= info.text.len) {
            return pdx_span_slice(info.text, (size_t)part.begin, (size_t)part.end);
        }
    }
    return pdx_span_of(NULL, 0);
}

static void text_put(pdx_buf *out, const char *name, pdx_span text) {
    pdx_buf_format(out, ",\"%s\":", name);
    if (text.len == 0) pdx_buf_str(out, "null");
    else pdx_json_quote(text, out);
}

/* Of each row of a part whose post is lost, or has lost appearances. */
static void rows_report(salvager *s, uint32_t p, const pdx_segment *words, const source_reaches *reaches, const uint32_t *numbers) {
    const stored_part *part = &salvage_stored(s)->parts[p];
    const bool known = salvage_ordinals_known(s, part);
    for (uint32_t row = 0; known && row < stored_part_n(part, STORED_N_POSTS); row++) {
        const uint32_t ordinal = salvage_row_ordinal(part, row);
        const archive_post *post;
        if (ordinal >= s->alive.n || salvage_row_is_gone(s, p, row)) continue;
        post = stored_row_post(s->base, part->first[STORED_BASE_ROWS] + row);
        if (s->n_found[ordinal] != 0 && s->n_found[ordinal] >= post->n_appearances) continue;
        pdx_buf_format(s->report, ",{\"number\":%lu,\"left\":%lu", (unsigned long)numbers[ordinal], (unsigned long)s->n_found[ordinal]);
        text_put(s->report, "title", title_of_row(words, row));
        text_put(s->report, "source", source_of_row(s, reaches, post));
        pdx_buf_byte(s->report, '}');
    }
}

/* The words of a part, if all of them hold; else NULL. */
static pdx_status words_open(salvager *s, uint32_t p, pdx_segment **words, pdx_error *err) {
    const stored_part *part = &salvage_stored(s)->parts[p];
    pdx_error found = {0};
    pdx_status status;
    *words = NULL;
    status = pdx_segment_open(pdx_span_of(part->words.data, part->words.len), words, &found);
    if (status == PDX_OK) status = pdx_segment_verify(*words, s->tick, &found);
    if (status == PDX_OK) return PDX_OK;
    if (*words != NULL) pdx_segment_close(*words);
    *words = NULL;
    if (status == PDX_ENOMEM) return pdx_fail_memory(err);
    if (status == PDX_EINTERRUPTED) return pdx_tick_stopped(err);
    mend_note(&s->damage, "words-%016" PRIx64 ": %s; the index is built anew", s->parts[p].number, found.message);
    return PDX_OK;
}

/* `numbers`: of each ordinal that was there the number that the post had. */
static pdx_status posts_report(salvager *s, const uint32_t *numbers, pdx_error *err) {
    const uint32_t n = salvage_stored(s)->n_parts;
    source_reaches *reaches = pdx_alloc_zero(n, sizeof *reaches);
    pdx_status status = reaches == NULL ? pdx_fail_memory(err) : PDX_OK;
    pdx_buf_str(s->report, "\"posts\":[null");
    for (uint32_t p = 0; status == PDX_OK && p < n; p++) status = reaches_make(s, &salvage_stored(s)->parts[p], &reaches[p], err);
    for (uint32_t p = 0; status == PDX_OK && p < n; p++) {
        pdx_segment *words;
        status = words_open(s, p, &words, err);
        if (status == PDX_OK) rows_report(s, p, words, reaches, numbers);
        if (words != NULL) pdx_segment_close(words);
        if (status == PDX_OK) status = pdx_tick_step(s->tick, p, n, err);
    }
    pdx_buf_byte(s->report, ']');
    for (uint32_t p = 0; reaches != NULL && p < n; p++) PDX_VEC_DEINIT(&reaches[p]);
    pdx_free(reaches);
    return status;
}

static void sources_report(salvager *s) {
    pdx_buf_str(s->report, ",\"sources\":[null");
    for (uint32_t p = 0; p < salvage_stored(s)->n_parts; p++) {
        const stored_part *part = &salvage_stored(s)->parts[p];
        for (uint32_t i = 0; i < part->head[STORED_N_SOURCES]; i++) {
            const uint32_t number = part->first[STORED_BASE_SOURCES] + i;
            const bool there = stored_source_is_there(s->base, part, number), lost = pdx_bitmap_has(&s->lost_sources, number);
            const archive_source *source = there ? archive_source_at(s->base, number) : NULL;
            uint32_t n_lost = 0;
            for (uint32_t k = 0; there && k < source->n_pages; k++) n_lost += pdx_bitmap_has(&s->lost_pages, source->first_page + k);
            if (!lost && n_lost == 0 && !pdx_bitmap_has(&s->damaged_sources, number)) continue;
            pdx_buf_format(s->report, ",{\"number\":%lu,\"kept\":%s,\"whole\":%s,\"pages\":%lu,\"lost_pages\":%lu", (unsigned long)number,
                           lost ? "false" : "true", there && !pdx_bitmap_has(&s->damaged_sources, number) ? "true" : "false",
                           (unsigned long)(there ? source->n_pages : 0), (unsigned long)n_lost);
            text_put(s->report, "name", there ? source->name : pdx_span_of(NULL, 0));
            text_put(s->report, "url", there ? source->url : pdx_span_of(NULL, 0));
            if (there && source->captured != PDX_DAY_UNKNOWN) pdx_buf_format(s->report, ",\"captured\":%lld", (long long)source->captured);
            pdx_buf_byte(s->report, '}');
        }
    }
    pdx_buf_byte(s->report, ']');
}

static void notes_report(salvager *s) {
    pdx_buf_str(s->report, ",\"notes\":[null");
    for (uint32_t p = 0; p < salvage_stored(s)->n_parts; p++) {
        const stored_part *part = &salvage_stored(s)->parts[p];
        if (stored_section_ready(part, STORED_NOTE, NULL) != PDX_OK) continue;
        pdx_buf_byte(s->report, ',');
        pdx_json_quote(part->sections[STORED_NOTE], s->report);
    }
    pdx_buf_byte(s->report, ']');
}

/* Posts that are lost, and of which nobody can tell which they are: at least so many, and at most. What was found and is in no list can be one of
 * them, or one that had been deleted; while all pages are there, so are all posts. */
static void unnamed_report(const salvager *s) {
    uint64_t n_found = 0, least = 0, most = 0;
    for (uint32_t i = 0; i < s->alive.n; i++) n_found += s->n_found[i] > 0 && !pdx_bitmap_has(&s->alive, i);
    if (s->blind || pdx_bitmap_count(&s->lost_pages) > 0) {
        least = s->n_unlisted > n_found ? s->n_unlisted - n_found : 0;
        most = s->n_unlisted;
    }
    pdx_buf_format(s->report, ",\"unnamed\":[%llu,%llu],\"counted\":%s", (unsigned long long)least, (unsigned long long)most,
                   s->uncounted ? "false" : "true");
}

pdx_status salvage_report_make(salvager *s, pdx_error *err) {
    uint32_t *numbers = pdx_resize_array(NULL, s->alive.n, sizeof *numbers), n = 0;
    if (numbers == NULL) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < s->alive.n; i++) {
        numbers[i] = n;
        n += pdx_bitmap_has(&s->alive, i);
    }
    const uint16_t language = s->base->language;
    pdx_status status;
    pdx_buf_format(s->report, "{\"language\":\"%.*s\",\"had\":%lu,\"parts\":%lu,\"doubt\":%s,", language == PDX_LANG_NONE ? 0 : 2,
                   (const char[]){(char)(language >> 8), (char)language}, (unsigned long)(n + s->n_unlisted - s->n_deleted),
                   (unsigned long)salvage_stored(s)->n_parts, s->doubt ? "true" : "false");
    pdx_buf_format(s->report, "\"back\":[%llu,%llu],", (unsigned long long)s->n_back_least, (unsigned long long)s->n_back_most);
    status = posts_report(s, numbers, err);
    sources_report(s);
    notes_report(s);
    unnamed_report(s);
    pdx_buf_str(s->report, ",\"damage\":[null");
    pdx_buf_span(s->report, pdx_buf_view(&s->damage));
    pdx_buf_str(s->report, "]}");
    pdx_free(numbers);
    if (status != PDX_OK) return status;
    return s->report->failed || s->damage.failed ? pdx_fail_memory(err) : PDX_OK;
}
