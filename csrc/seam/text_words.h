/* Words of a text that is in no archive. */
#ifndef PDX_SEAM_TEXT_WORDS_H
#define PDX_SEAM_TEXT_WORDS_H

#include "seam/holdings.h"

/* Tokens and sentences of any bytes, as the index sees them; for iterators. */
typedef struct pdx_text_reader pdx_text_reader;
typedef struct pdx_token_info { pdx_span term; uint32_t position, n_pieces; pdx_range range; } pdx_token_info;
pdx_status pdx_text_tokens(pdx_span text, const char language[3], pdx_text_reader **out, pdx_error *err) PDX_MUST; /* borrows text */
pdx_status pdx_text_sentences(pdx_span text, const char language[3], pdx_text_reader **out, pdx_error *err) PDX_MUST;
/* Whom the reader asks now and then where a word or sentence takes long (borrowed; NULL: nobody). */
void pdx_text_reader_ask(pdx_text_reader *reader, const pdx_tick *tick);
bool pdx_text_next_token(pdx_text_reader *reader, pdx_token_info *token) PDX_MUST;
bool pdx_text_next_sentence(pdx_text_reader *reader, pdx_range *range) PDX_MUST;
void pdx_text_reader_free(pdx_text_reader *reader);
bool pdx_text_is_well_formed(pdx_span text); /* UTF-8 */
/* Which of at most 32 words, none empty, stand anywhere in a text: a bit each. */
uint32_t pdx_text_has(pdx_span text, const pdx_span *words, size_t n);
/* The date that a text prints, read as that of a page in this language ("" unknown); `iso` is empty where it prints none. */
pdx_date_info pdx_text_date(pdx_span text, const char *language);
/* Appends `text` as well-formed UTF-8: each maximal subpart of an ill-formed sequence becomes U+FFFD. */
void pdx_text_append(pdx_span text, pdx_buf *out);
/* A source's name as text that can be written anywhere: a half of a surrogate pair, by which an operating system's odd byte is told, becomes
 * an escape such as \udcff; what else is ill-formed becomes U+FFFD. */
void pdx_name_append(pdx_span name, pdx_buf *out);

/* Terms of the dictionary in byte order from `from`, with counts over all posts; and the postings of one. */
typedef struct pdx_term_info { pdx_span key; uint32_t posts; uint64_t occurrences; } pdx_term_info;
typedef struct pdx_term_reader pdx_term_reader;
pdx_status pdx_archive_terms(pdx_archive *archive, pdx_span from, pdx_term_reader **out, pdx_error *err) PDX_MUST;
bool pdx_term_next(pdx_term_reader *reader, pdx_term_info *term) PDX_MUST;
void pdx_term_reader_free(pdx_term_reader *reader);
typedef struct pdx_posting_info { uint32_t post; uint32_t n_positions; const uint32_t *positions; } pdx_posting_info;
typedef struct pdx_posting_reader pdx_posting_reader;
pdx_status pdx_archive_postings(pdx_archive *archive, pdx_span term, pdx_posting_reader **out, pdx_error *err) PDX_MUST;
bool pdx_posting_next(pdx_posting_reader *reader, pdx_posting_info *posting) PDX_MUST;
void pdx_posting_reader_free(pdx_posting_reader *reader);

/* After a reader has said that there is no more: PDX_OK at the end, or why it stopped before (memory, damaged bytes). */
pdx_status pdx_text_reader_status(const pdx_text_reader *reader, pdx_error *err) PDX_MUST;
pdx_status pdx_term_reader_status(const pdx_term_reader *reader, pdx_error *err) PDX_MUST;
pdx_status pdx_posting_reader_status(const pdx_posting_reader *reader, pdx_error *err) PDX_MUST;

/* "words-1", and the fingerprint of rules and Unicode version. */
const char *pdx_analyzer_name(void);
uint64_t pdx_analyzer_mark(void);

/* Which vectors are used from now on: 0 what every processor of the architecture has, 1 AVX2 too, 2 and more all. What is used then is
 * returned. Answers are the same; for tests and the bench, while nothing else runs. */
unsigned pdx_vectors_limit(unsigned level);

/* The failing allocator of test builds, see base/alloc.h. */
void pdx_testing_fail_at(uint64_t n);
bool pdx_testing_failed(void);
int64_t pdx_testing_live(void);

#endif
