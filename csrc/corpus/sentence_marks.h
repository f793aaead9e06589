/* Where sentences begin among the words as they run: a mark a place, set post by post when somebody first asks for a sentence of it, and kept for
 * all who come later. Made with the running words, called where windows are sentences. Promises: sentences are those of Post.sentences; threads
 * may ask at once; a part whose text has more words before its last sentence than the index is PDX_ECORRUPT. */
#ifndef PDX_CORPUS_SENTENCE_MARKS_H
#define PDX_CORPUS_SENTENCE_MARKS_H

#include "base/atomic.h"
#include "base/tick.h"
#include "index/snapshot.h"
#include "text/tokens.h"

typedef struct pdx_running pdx_running;

typedef struct pdx_sentence_marks {
    pdx_atomic_i64 *marks;  /* owned; by place, 64 together: a sentence begins here, or a part has ended */
    pdx_atomic_i64 **known; /* owned; of each segment, by post, 64 together: its marks are set */
    uint32_t n_segments;
} pdx_sentence_marks;

/* None is set yet. */
pdx_status pdx_sentence_marks_init(pdx_sentence_marks *marks, const pdx_snapshot *snapshot, uint64_t n_places, pdx_error *err) PDX_MUST;
void pdx_sentence_marks_deinit(pdx_sentence_marks *marks); /* also after a failed init */

/* Who asks; one thread. */
typedef struct pdx_sentence_reader {
    const pdx_running *running;
    const pdx_tick *tick; /* borrowed; NULL: none */
    pdx_tokens *stream;   /* owned; made when a post is first marked */
} pdx_sentence_reader;

void pdx_sentence_reader_init(pdx_sentence_reader *reader, const pdx_running *running, const pdx_tick *tick);
void pdx_sentence_reader_deinit(pdx_sentence_reader *reader);
/* The places [*from, *to) of the sentence that the word at `place`, which lies in the post, stands in. */
pdx_status pdx_sentence_round(pdx_sentence_reader *reader, uint32_t segment, pdx_doc doc, uint64_t place, uint64_t *from, uint64_t *to,
                              pdx_error *err) PDX_MUST;

#endif
