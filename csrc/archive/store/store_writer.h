/* What the files share that write the image of posts (FORMAT.md): store_write.c, store_stretches.c, store_merge.c. Included by them only. */
#ifndef PDX_ARCHIVE_STORE_WRITER_H
#define PDX_ARCHIVE_STORE_WRITER_H

#include "archive/model/contents.h"
#include "archive/build/dropped.h"
#include "archive/build/part_keys.h"
#include "archive/model/stored.h"
#include "segment/image_stream.h"

/* Labels, by the numbers that they have in what is written; borrowed. */
typedef struct store_labels {
    const pdx_map *keys;
    const uint32_t *items;  /* of each: an item that prints it */
    const uint32_t *begins; /* one more: where the posts of each begin in `posts` */
    const uint32_t *posts;
    size_t n_items;         /* of all posts */
} store_labels;

/* What is written of an archive: a stretch of its sources and pages, and posts. */
typedef struct store_span {
    uint32_t source, n_sources, page, n_pages; /* the first, and how many are written from there on */
    const uint32_t *posts; /* their numbers, ascending; NULL: all there are */
    uint32_t n_posts;
} store_span;

/* What is known of parts that become one before any of it is written (store_merge.c). */
typedef struct store_merge {
    uint32_t first_part;
    size_t n_labels;            /* of these parts, the same counted once for each */
    uint64_t n_words, n_post_appearances, n_items, n_bound_refs; /* of all posts */
    uint32_t *labels;           /* owned, like all below; of each label of these parts: its number in what is written, PDX_NONE where no post has it */
    pdx_map keys;
    PDX_VEC(uint32_t) label_items;
    uint32_t *begins, *posts, *ends; /* the last: where the next post of each goes */
    const archive_dropped *dropped; /* borrowed: what is left out */
    struct {
        uint32_t part, next;
        uint64_t at;
    } texts[2];                 /* of sources, of layers: the next one, and up to where they are known to lie one behind the other */
    stored_texts *kept;         /* borrowed: receives which of them stay */
    uint32_t forgotten;         /* pages before this one were given back */
    uint32_t *read, *given;     /* of each part: the stretch of posts that was read last, and how many before it were given back */
} store_merge;

/* One call: of an archive in memory that is whole, or was joined to become a part (model.h, archive_whole); or of parts of one that was loaded. */
typedef struct store_writer {
    const pdx_archive *archive; /* borrowed */
    store_span span;
    const pdx_segment *words;   /* borrowed; its index */
    store_merge *merge;         /* borrowed; NULL: it is in memory */
    unsigned n_threads;
    PDX_VEC(pdx_offset) offsets; /* owned; of a piece of a source, as of the source */
    PDX_VEC(archive_appearance) appearances; /* owned; rows of a stretch with the numbers that they have on disk, like the next */
    PDX_VEC(archive_post) posts;
    PDX_VEC(uint32_t) numbers;
    PDX_VEC(archive_item) items;
    PDX_VEC(archive_bound_ref) refs;
    const pdx_tick *tick;
    pdx_image_stream image;
    pdx_buf out;      /* owned; of the section at hand what the image has not been given yet */
    pdx_buf places;   /* of the stretches that are being written */
    uint64_t at[STORED_PLACE_MOST]; /* where the next of them begins */
    bool again;       /* sources are written for the second time */
    uint64_t text_at; /* where the next text stands in the texts' file: sources first */
    uint64_t layer_text_at;
} store_writer;

static inline uint32_t store_post(const store_writer *w, uint32_t i) { return w->span.posts == NULL ? i : w->span.posts[i]; }
/* The source, or the page, that is written as number `i` of those that are. */
static inline uint32_t store_source(const store_writer *w, uint32_t i) {
    return w->merge == NULL ? w->span.source + i : archive_dropped_now(w->merge->dropped, DROPPED_SOURCES, w->span.source + i);
}
static inline uint32_t store_page(const store_writer *w, uint32_t i) {
    return w->merge == NULL ? w->span.page + i : archive_dropped_now(w->merge->dropped, DROPPED_PAGES, w->span.page + i);
}
/* Where ranges of a source begin to count in what is written: a piece of a source stands somewhere in that. */
static inline uint64_t store_base(const store_writer *w, uint32_t source) {
    return w->merge == NULL ? 0 : archive_piece_base(w->merge->dropped, source);
}
/* Numbers that are written for a source, a page, an appearance. */
static inline uint32_t store_number_source(const store_writer *w, uint32_t source) {
    return w->merge == NULL ? archive_whole_source(w->archive, source) : archive_dropped_source(w->merge->dropped, source);
}
static inline uint32_t store_number_page(const store_writer *w, uint32_t page) {
    return w->merge == NULL ? archive_whole_page(w->archive, page) : archive_dropped_after(w->merge->dropped, DROPPED_PAGES, page);
}
static inline uint32_t store_number_appearance(const store_writer *w, uint32_t appearance) {
    return w->merge == NULL ? archive_whole_appearance(w->archive, appearance)
                            : archive_dropped_after(w->merge->dropped, DROPPED_APPEARANCES, appearance);
}

void store_u32(pdx_buf *out, uint32_t number);
void store_u64(pdx_buf *out, uint64_t number);
/* Gives the image what there is of the section, and ends it. */
pdx_status store_section_end(store_writer *w, pdx_error *err) PDX_MUST;

/* store_stretches.c: a section of stretches. The second: of sources again, without their places. */
pdx_status store_stretches(store_writer *w, stored_kind_of kind, pdx_error *err) PDX_MUST;
pdx_status store_sources_again(store_writer *w, pdx_error *err) PDX_MUST;

/* store_merge.c */
pdx_status store_merge_init(store_merge *merge, const pdx_archive *archive, const stored_merging *what, const store_span *span, const pdx_tick *tick,
                            pdx_error *err) PDX_MUST;
void store_merge_deinit(store_merge *merge);
/* Post number `i` of those that are written has the label with this number in its archive; gives its number in what is written. */
uint32_t store_merge_label(store_merge *merge, const pdx_archive *archive, uint32_t label, uint32_t i);
/* The post with this number of its archive is read now. */
void store_merge_reads(store_merge *merge, const pdx_archive *archive, uint32_t post);
/* Texts of parts are put into one file as they lie, but for those that are left out: whether those of sources (of layers) lie one behind the
 * other, of which this is the next that stays; and, at the end, whether there were all. */
pdx_status store_merge_text(store_merge *merge, const pdx_archive *archive, bool layer, uint32_t number, pdx_span text, pdx_error *err) PDX_MUST;
pdx_status store_merge_texts_end(store_merge *merge, const pdx_archive *archive, pdx_error *err) PDX_MUST;
/* Pages up to `page`, and posts, that were written are given back: nobody holds any of them. */
void store_merge_forget(store_merge *merge, const pdx_archive *archive, stored_kind_of kind, uint32_t page);
pdx_status store_merge_head(const store_merge *merge, const pdx_archive *archive, uint64_t head[STORED_HEAD_NUMBERS], pdx_error *err) PDX_MUST;
/* A list of keys, of those of the parts. */
pdx_status store_merge_keys(store_writer *w, stored_section section, dropped_kind kind, pdx_error *err) PDX_MUST;
pdx_status store_merge_likeness(store_writer *w, pdx_error *err) PDX_MUST;

#endif
