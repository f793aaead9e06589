/* What of an immutable segment is no more, and what statistics lose by it, as an image of its own (segment/FORMAT.md, "What is gone").
 * Called by index/snapshot, by query/ through it, and by whoever deletes. Promises: writing costs what goes and the lists that are taken in, never
 * what the segment has; counts are exact, so scores are the same bits as those of an index without these documents; opening checks what says which
 * documents they are, the counts are checked when somebody asks for one, and what they say is compared with what the segment has, so that damage
 * is a typed error. */
#ifndef PDX_INDEX_GONE_H
#define PDX_INDEX_GONE_H

#include "base/bitmap.h"
#include "base/buf.h"
#include "base/tick.h"
#include "segment/segment.h"
#include "text/analyzer.h"

typedef struct pdx_gone pdx_gone;

/* Over bytes that somebody else keeps until pdx_gone_close. What is gone may be said by several lists, one after the other: `before` (NULL: none)
 * are those before this one, and become a part of it, also on failure. PDX_ECORRUPT also where they are of another segment, or have a document in
 * common. */
pdx_status pdx_gone_open(pdx_span bytes, pdx_gone *before, const pdx_segment *segment, pdx_gone **out, pdx_error *err) PDX_MUST;
void pdx_gone_close(pdx_gone *gone); /* with those before it */
/* The lists before the last; NULL: there are none. Of them there are only the counts, and the note. */
const pdx_gone *pdx_gone_before(const pdx_gone *gone);
/* Bytes of the caller's, checked; none where nobody has given any. */
pdx_span pdx_gone_note(const pdx_gone *gone);
/* Checks what opening leaves for later. */
pdx_status pdx_gone_verify(const pdx_gone *gone, pdx_error *err) PDX_MUST;

/* What is gone already (NULL: nothing), and of its lists those that stay (NULL: none does): the others are taken into the one that is written,
 * which comes behind these. */
typedef struct pdx_gone_lists {
    const pdx_gone *before, *stays;
    pdx_span note; /* the caller's own */
} pdx_gone_lists;
/* Appends to `out` the image of these documents and of the lists that do not stay; `out` stays as it was after a failure. Documents in any
 * order; what is gone already may be among them. `stemmer` is the one that the segment was made with, or NULL. */
pdx_status pdx_gone_write(const pdx_segment *segment, const pdx_gone_lists *lists, const pdx_doc *docs, size_t n, const pdx_analyzer *analyzer,
                          const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_buf *out, pdx_error *err) PDX_MUST;

bool pdx_gone_has(const pdx_gone *gone, pdx_doc doc);
/* The documents alone, ascending (the caller's, pdx_free), and the file id of the segment that they are of (0: nobody can say), for whoever
 * repairs: of what is damaged, too, while one of the two copies of the list holds, or both are the same. *err is what is wrong in either case. */
pdx_status pdx_gone_list(pdx_span bytes, uint32_t **docs, size_t *n, uint64_t *segment_id, pdx_error *err) PDX_MUST;
/* The posts of the segment that are there: one bit for each post of the segment. */
const pdx_bitmap *pdx_gone_alive(const pdx_gone *gone);
/* The documents of the segment that are not. */
const pdx_bitmap *pdx_gone_docs(const pdx_gone *gone);
uint32_t pdx_gone_n_docs(const pdx_gone *gone);
uint32_t pdx_gone_n_posts(const pdx_gone *gone);
/* Sum over gone posts of the lengths of a scoring group. */
uint64_t pdx_gone_group_total(const pdx_gone *gone, pdx_group group);

/* Takes from what the segment's dictionary says of a term what is gone of it. PDX_ECORRUPT where that is more than there is. */
pdx_status pdx_gone_take_term(const pdx_gone *gone, pdx_term *term, pdx_error *err) PDX_MUST;
/* How many gone posts have the term, or a member of the stem class, in a scoring group; not more than `n_posts`, or PDX_ECORRUPT. */
pdx_status pdx_gone_term_posts(const pdx_gone *gone, pdx_ord ord, uint32_t n_posts, uint32_t *n, pdx_error *err) PDX_MUST;
pdx_status pdx_gone_class_posts(const pdx_gone *gone, pdx_ord class_ord, uint32_t n_posts, uint32_t *n, pdx_error *err) PDX_MUST;

#endif
