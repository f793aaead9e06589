/* Sources that are made of records (JSON lines, exports, feeds), read a record at a time, whole or in pieces. Called by archive/.
 * Promises: the same records however a source is cut; their ranges ascend and do not overlap; memory for one record, within a stated limit, and
 * for the bytes that are not read yet. One way for all forms: what is special of one is in its own file.
 *
 *     feed the bytes from pdx_reader_at on, take records until there are no more; PDX_READER_MORE: feed more, with the bytes that are not read
 *     yet. */
#ifndef PDX_SOURCE_READER_H
#define PDX_SOURCE_READER_H

#include "base/tick.h"
#include "markup/problems.h"
#include "source/records/record.h"
#include "source/forms/sniff.h"

typedef enum pdx_reader_found { PDX_READER_MORE, PDX_READER_END, PDX_READER_RECORD } pdx_reader_found;

typedef struct pdx_reader pdx_reader;

/* For sources of this form, which is one of records (pdx_source_form_is_records). */
pdx_status pdx_reader_new(pdx_source_form form, pdx_reader **out, pdx_error *err) PDX_MUST;
void pdx_reader_free(pdx_reader *reader);
/* From now on it is told what is wrong with the markup; borrowed. */
void pdx_reader_tell(pdx_reader *reader, pdx_problems *problems);
/* Whether records wait, from the next on, of forms that have entries: of what they say only the head is there (source/records/entry.h). */
void pdx_reader_wait(pdx_reader *reader, bool wait);
/* Begins at the first byte of another source, with the room that it has: one for posts in Markdown, which are a source each. */
void pdx_reader_again(pdx_reader *reader);
/* Where it has got: bytes before are not looked at again. */
uint64_t pdx_reader_at(const pdx_reader *reader);
void pdx_reader_feed(pdx_reader *reader, pdx_span bytes, bool is_last);
/* The next record into `record`, which is reset first. PDX_EFORMAT where the form allows nothing to be passed over (JSON lines). */
pdx_status pdx_reader_next(pdx_reader *reader, pdx_record *record, pdx_reader_found *found, pdx_error *err) PDX_MUST;

/* What is done with a record. */
typedef pdx_status (*pdx_record_take)(void *context, const pdx_record *record, pdx_error *err);
/* What is done with one that is none, and begins at `at` or behind. */
typedef pdx_status (*pdx_record_refuse)(void *context, uint64_t at, const pdx_error *error, pdx_error *err);
/* Takes one record after the other, as far as what was fed has any; `n_bytes` of the source in all, for who asks how far it is. `record` is room
 * for one. */
pdx_status pdx_reader_each(pdx_reader *reader, pdx_record *record, uint64_t n_bytes, pdx_record_take take, pdx_record_refuse refuse, void *context,
                           const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
