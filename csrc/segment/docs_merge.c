#include "segment/docs_merge.h"

#include "base/bits.h"
#include "base/varint.h"
#include "segment/bits_out.h"
#include "segment/segment_layout.h"

/* Values at once: of any width they fill whole bytes. */
enum { AT_ONCE = PDX_LIMIT(1024, 8) };

/* What is said of each document in `docs`; lengths first. */
typedef enum doc_value { TEXT_BEGIN = PDX_GROUP_COUNT, PARTS_BEGIN, N_POSITIONS, LANGUAGE, APPEARANCE, DOC_VALUES } doc_value;

/* Values one after the other. */
typedef struct value_walk {
    const pdx_docs_merge *merge; /* borrowed */
    doc_value which;
    size_t run;
    uint32_t within, done;       /* documents of the run, and of all, that are behind */
    uint32_t n;                  /* values there are */
    uint64_t average, sum;       /* of begins: what is added for each document that follows; bytes of those behind */
    size_t moved;                /* of parts: the next document that is written anew */
} value_walk;

static value_walk walk_of(const pdx_docs_merge *merge, doc_value which, uint64_t average) {
    value_walk walk = {.merge = merge, .which = which, .average = average, .n = merge->n_docs};
    if (which == APPEARANCE) walk.n = merge->n_posts;
    if (which == TEXT_BEGIN || which == PARTS_BEGIN) walk.n = merge->n_docs + 1;
    return walk;
}

static pdx_status no_fit(const pdx_segment *segment, pdx_error *err) {
    return pdx_segment_damage(segment, segment->sections[PDX_SECTION_DOCS].data, err, "what is said of a document does not fit");
}

static const pdx_begins *begins_of(const pdx_segment *segment, doc_value which) {
    return which == TEXT_BEGIN ? &segment->text_at : &segment->parts_at;
}
static pdx_span bytes_of(const pdx_segment *segment, doc_value which) {
    return segment->sections[which == TEXT_BEGIN ? PDX_SECTION_TEXT : PDX_SECTION_PARTS];
}

/* Where documents from one on lie in their section. */
static pdx_status stretch_find(const pdx_segment *segment, doc_value which, pdx_doc first, uint32_t n, uint64_t *begin, uint64_t *end,
                               pdx_error *err) {
    const pdx_begins *begins = begins_of(segment, which);
    *begin = pdx_begins_get(begins, first);
    *end = pdx_begins_get(begins, (uint64_t)first + n);
    return *begin <= *end && *end <= bytes_of(segment, which).len ? PDX_OK : no_fit(segment, err);
}

/* How long the parts of a document are in what is made. */
static uint64_t parts_length(value_walk *walk, uint32_t number, uint64_t length) {
    const pdx_docs_merge *merge = walk->merge;
    const pdx_doc_moved *moved = walk->moved < merge->moved.len ? &merge->moved.data[walk->moved] : NULL;
    if (moved == NULL || moved->number != number) return length;
    walk->moved++;
    return moved->end - moved->begin;
}

/* Of a run from its first document on, `left` values following the first of all. */
static pdx_status begins_read(value_walk *walk, const pdx_doc_run *run, uint32_t from, uint32_t n, uint64_t *values, pdx_error *err) {
    uint64_t before, begin, end;
    PDX_TRY(stretch_find(run->segment, walk->which, run->first + from, n, &before, &end, err));
    for (uint32_t i = 0; i < n; i++) {
        PDX_TRY(stretch_find(run->segment, walk->which, run->first + from + i, 1, &begin, &end, err));
        if (begin != before) return no_fit(run->segment, err);
        values[i] = walk->sum + (uint64_t)(walk->merge->n_docs - walk->done - i) * walk->average;
        walk->sum += walk->which == PARTS_BEGIN ? parts_length(walk, walk->done + i, end - begin) : end - begin;
        before = end;
    }
    return PDX_OK;
}

/* What is stored of an appearance is how far it is from the post's number. */
static pdx_status appearances_read(const value_walk *walk, const pdx_doc_run *run, uint32_t from, uint32_t n, uint64_t *values, pdx_error *err) {
    const pdx_segment *segment = run->segment;
    for (uint32_t i = 0; i < n; i++) {
        const uint64_t doc = (uint64_t)run->first + from + i, first = pdx_column_get(&segment->appearances, doc) + doc - segment->n_posts;
        if (first > UINT32_MAX) return no_fit(segment, err);
        values[i] = (run->appearances == NULL ? first : run->appearances->number(run->appearances->context, (uint32_t)first)) + walk->merge->n_posts -
                    (walk->done + i);
    }
    return PDX_OK;
}

static pdx_status column_read(const pdx_doc_run *run, const pdx_column *column, uint64_t most, uint32_t from, uint32_t n, uint64_t *values,
                              pdx_error *err) {
    for (uint32_t i = 0; i < n; i++) {
        values[i] = pdx_column_get(column, (uint64_t)run->first + from + i);
        if (values[i] > most) return no_fit(run->segment, err);
    }
    return PDX_OK;
}

static pdx_status run_read(value_walk *walk, const pdx_doc_run *run, uint32_t n, uint64_t *values, pdx_error *err) {
    const pdx_segment *segment = run->segment;
    switch (walk->which) {
    case TEXT_BEGIN:
    case PARTS_BEGIN: return begins_read(walk, run, walk->within, n, values, err);
    case N_POSITIONS: return column_read(run, &segment->n_positions, PDX_NO_DOC - 1, walk->within, n, values, err);
    case LANGUAGE: return column_read(run, &segment->languages, UINT16_MAX, walk->within, n, values, err);
    case APPEARANCE: return appearances_read(walk, run, walk->within, n, values, err);
    default: return column_read(run, &segment->lengths[walk->which], UINT32_MAX, walk->within, n, values, err);
    }
}

/* The next values, AT_ONCE as long as there are so many; *n: how many there were. */
static pdx_status values_read(value_walk *walk, uint64_t values[AT_ONCE], uint32_t *n, pdx_error *err) {
    const pdx_docs_merge *merge = walk->merge;
    const uint32_t docs = walk->which == APPEARANCE ? merge->n_posts : merge->n_docs;
    *n = 0;
    while (*n < AT_ONCE && walk->done < docs) {
        const pdx_doc_run *run = &merge->runs[walk->run];
        const uint32_t left = run->n - walk->within, more = left < AT_ONCE - *n ? left : AT_ONCE - *n;
        PDX_TRY(run_read(walk, run, more, values + *n, err));
        *n += more;
        walk->done += more;
        walk->within += more;
        if (walk->within < run->n) continue;
        walk->run++;
        walk->within = 0;
    }
    if (*n < AT_ONCE && walk->done == docs && walk->n > docs) { /* where the last document ends */
        walk->n = docs;
        values[(*n)++] = walk->sum;
    }
    return PDX_OK;
}

/* The column of a value: gone through once for its least and greatest, and again for all. */
static pdx_status column_write(const pdx_docs_merge *merge, doc_value which, uint64_t average, pdx_buf *out, pdx_image_stream *stream,
                               pdx_error *err) {
    value_walk walk = walk_of(merge, which, average);
    uint64_t values[AT_ONCE], least = UINT64_MAX, most = 0;
    uint32_t n, i;
    do {
        PDX_TRY(values_read(&walk, values, &n, err));
        for (i = 0; i < n; i++) {
            least = values[i] < least ? values[i] : least;
            most = values[i] > most ? values[i] : most;
        }
    } while (n == AT_ONCE);
    if (least > most) least = most; /* there is none */
    if (most >> PDX_COLUMN_BITS_MAX != 0) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more text than one segment holds");
    pdx_varint_append(out, least);
    pdx_buf_byte(out, (uint8_t)pdx_bit_width(most - least));
    walk = walk_of(merge, which, average);
    for (n = AT_ONCE; pdx_bit_width(most - least) > 0 && n == AT_ONCE;) {
        PDX_TRY(values_read(&walk, values, &n, err));
        for (i = 0; i < n; i++) values[i] -= least;
        pdx_column_pack(out, values, n, pdx_bit_width(most - least));
        PDX_TRY(pdx_image_stream_take(stream, out, err));
    }
    return pdx_image_stream_take(stream, out, err);
}

/* How many bytes there are of all documents. */
static pdx_status bytes_count(const pdx_docs_merge *merge, doc_value which, uint64_t *all, pdx_error *err) {
    *all = 0;
    for (size_t i = 0; i < merge->n_runs; i++) {
        uint64_t begin, end;
        PDX_TRY(stretch_find(merge->runs[i].segment, which, merge->runs[i].first, merge->runs[i].n, &begin, &end, err));
        *all += end - begin;
    }
    for (size_t i = 0; which == PARTS_BEGIN && i < merge->moved.len; i++) {
        *all += (merge->moved.data[i].end - merge->moved.data[i].begin) - merge->moved.data[i].len_before;
    }
    return PDX_OK;
}

static pdx_status begins_write(const pdx_docs_merge *merge, doc_value which, pdx_buf *out, pdx_image_stream *stream, pdx_error *err) {
    uint64_t average;
    PDX_TRY(bytes_count(merge, which, &average, err));
    average = merge->n_docs == 0 ? 0 : average / merge->n_docs;
    pdx_varint_append(out, average);
    return column_write(merge, which, average, out, stream, err);
}

static pdx_status columns_write(const pdx_docs_merge *merge, const pdx_tick *tick, pdx_buf *out, pdx_image_stream *stream, pdx_error *err) {
    uint8_t fixed[PDX_DOCS_FIXED];
    pdx_le32_put(fixed, merge->n_docs);
    pdx_le32_put(fixed + 4, merge->n_posts);
    for (unsigned g = 0; g < PDX_GROUP_COUNT; g++) pdx_le64_put(fixed + 8 + 8 * g, merge->totals[g]);
    pdx_buf_append(out, fixed, sizeof fixed);
    for (unsigned which = 0; which < DOC_VALUES; which++) {
        PDX_TRY(pdx_tick_step(tick, which, DOC_VALUES, err));
        if (which == TEXT_BEGIN || which == PARTS_BEGIN) PDX_TRY(begins_write(merge, (doc_value)which, out, stream, err));
        else PDX_TRY(column_write(merge, (doc_value)which, 0, out, stream, err));
    }
    return pdx_image_stream_end(stream, err);
}

/* What documents of a run have in a section, as it is. */
static pdx_status stretch_write(const pdx_doc_run *run, doc_value which, uint32_t from, uint32_t n, pdx_image_stream *stream, pdx_error *err) {
    uint64_t begin, end;
    PDX_TRY(stretch_find(run->segment, which, run->first + from, n, &begin, &end, err));
    return pdx_image_stream_put(stream, pdx_span_slice(bytes_of(run->segment, which), (size_t)begin, (size_t)end), err);
}

/* Parts of a run whose first document is number `first` of all: those that are written anew in the place of what they were. */
static pdx_status parts_write(const pdx_docs_merge *merge, const pdx_doc_run *run, uint32_t first, size_t *moved, pdx_image_stream *stream,
                              pdx_error *err) {
    uint32_t from = 0;
    for (; *moved < merge->moved.len && merge->moved.data[*moved].number - first < run->n; ++*moved) {
        const pdx_doc_moved *each = &merge->moved.data[*moved];
        PDX_TRY(stretch_write(run, PARTS_BEGIN, from, each->number - first - from, stream, err));
        PDX_TRY(pdx_image_stream_put(stream, pdx_span_slice(pdx_buf_view(&merge->moved_parts), each->begin, each->end), err));
        from = each->number - first + 1;
    }
    return stretch_write(run, PARTS_BEGIN, from, run->n - from, stream, err);
}

/* What all documents have in a section. */
static pdx_status bytes_write(const pdx_docs_merge *merge, doc_value which, const pdx_tick *tick, pdx_image_stream *stream, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, merge->n_runs);
    uint32_t first = 0;
    size_t moved = 0;
    for (size_t i = 0; i < merge->n_runs; i++) {
        const pdx_doc_run *run = &merge->runs[i];
        uint64_t begin, end;
        PDX_TRY(stretch_find(run->segment, which, run->first, run->n, &begin, &end, err));
        PDX_TRY(which == PARTS_BEGIN ? parts_write(merge, run, first, &moved, stream, err) : stretch_write(run, which, 0, run->n, stream, err));
        PDX_TRY(pdx_pace_step(&pace, end - begin, i, err));
        first += run->n;
    }
    return pdx_image_stream_end(stream, err);
}

pdx_status pdx_docs_merge_write(const pdx_docs_merge *merge, const pdx_tick *tick, pdx_image_stream *stream, pdx_error *err) {
    pdx_buf room;
    pdx_status status;
    pdx_buf_init(&room);
    status = columns_write(merge, tick, &room, stream, err);
    pdx_buf_deinit(&room);
    PDX_TRY(status);
    PDX_TRY(bytes_write(merge, PARTS_BEGIN, tick, stream, err));
    return bytes_write(merge, TEXT_BEGIN, tick, stream, err);
}

/* ---- what lists need to know of posts */

static void lengths_read(const pdx_doc_run *run, uint32_t i, uint32_t lengths[PDX_GROUP_COUNT]) {
    for (unsigned g = 0; g < PDX_GROUP_COUNT; g++) lengths[g] = pdx_segment_length(run->segment, (pdx_group)g, run->first + i);
}

pdx_status pdx_docs_merge_impacts(pdx_docs_merge *merge, pdx_impacts *impacts, pdx_error *err) {
    uint32_t lengths[PDX_GROUP_COUNT], post = 0;
    memset(merge->totals, 0, sizeof merge->totals);
    for (size_t r = 0; r < merge->n_runs && post < merge->n_posts; post += merge->runs[r++].n) {
        for (uint32_t i = 0; i < merge->runs[r].n; i++) {
            lengths_read(&merge->runs[r], i, lengths);
            for (unsigned g = 0; g < PDX_GROUP_COUNT; g++) merge->totals[g] += lengths[g];
        }
    }
    PDX_TRY(pdx_impacts_init(impacts, merge->n_posts, merge->totals, err));
    post = 0;
    for (size_t r = 0; r < merge->n_runs && post < merge->n_posts; r++) {
        for (uint32_t i = 0; i < merge->runs[r].n; i++) {
            lengths_read(&merge->runs[r], i, lengths);
            pdx_impacts_set(impacts, post++, lengths);
        }
    }
    return PDX_OK;
}

pdx_status pdx_docs_merge_languages(const pdx_docs_merge *merge, uint16_t *languages, pdx_error *err) {
    value_walk walk = walk_of(merge, LANGUAGE, 0);
    uint64_t values[AT_ONCE];
    uint32_t n, post = 0;
    do {
        PDX_TRY(values_read(&walk, values, &n, err));
        for (uint32_t i = 0; i < n && post < merge->n_posts; i++) languages[post++] = (uint16_t)values[i];
    } while (n == AT_ONCE && post < merge->n_posts);
    return PDX_OK;
}
