/* A file of sections: header, table, sections one after the other, footer (FORMAT.md, "The file"). What a segment and the stored posts
 * have in common. Called by the writers and readers of segment/ and by archive/.
 * Promises: opening checks header, table and footer in time that does not depend on the size, and every section lies inside the bytes;
 * a failed append shows as the buffer's flag, asked once by `finish`. */
#ifndef PDX_SEGMENT_IMAGE_H
#define PDX_SEGMENT_IMAGE_H

#include "base/buf.h"
#include "base/status.h"
#include "base/tick.h"

enum { PDX_IMAGE_HEADER = 64, PDX_IMAGE_ENTRY = 24, PDX_IMAGE_FOOTER = 24, PDX_IMAGE_ALIGN = 8, PDX_IMAGE_SECTIONS_MAX = 64 };

/* A kind of image. */
typedef struct pdx_image_form {
    const char *name;  /* for messages: "segment" */
    char magic[8];
    uint32_t version;
    unsigned n_sections;
    unsigned n_later; /* the last so many came with later additions: files from before lack them, from some one on */
    const char (*tags)[5]; /* of the sections, in their order */
    bool summed;       /* the last holds the sums of the pages of all before (sums.h): the writer makes it */
} pdx_image_form;

/* What a header says beside the table: a fingerprint of what made the bytes, three numbers of the form's own. */
typedef struct pdx_image_facts {
    uint64_t fingerprint;
    uint32_t numbers[3];
} pdx_image_facts;

typedef struct pdx_image_writer {
    const pdx_image_form *form; /* borrowed */
    pdx_buf *out;    /* borrowed */
    size_t begin;    /* where the image begins in it */
    size_t section;  /* where the open section begins */
    unsigned n;      /* sections ended */
    unsigned n_threads; /* that finishing may use: 1 unless said otherwise */
} pdx_image_writer;

/* Sections follow in the order of the form: append one to the buffer, end it, append the next; then finish. */
void pdx_image_writer_start(pdx_image_writer *writer, const pdx_image_form *form, pdx_buf *out);
void pdx_image_writer_end(pdx_image_writer *writer);
/* False: out of memory; then the buffer holds what it held before start, and its flag is up. */
bool pdx_image_writer_finish(pdx_image_writer *writer, const pdx_image_facts *facts) PDX_MUST;

/* For the two that write images: entry `i` of the table behind the header at `head`; the header, with the checksum of itself and of the table, and
 * the footer. */
void pdx_image_entry_put(uint8_t *head, const pdx_image_form *form, unsigned i, uint32_t crc, uint64_t at, uint64_t length);
void pdx_image_ends_put(uint8_t *head, uint8_t footer[PDX_IMAGE_FOOTER], const pdx_image_form *form, const pdx_image_facts *facts, uint64_t length);
static inline size_t pdx_image_table_bytes(const pdx_image_form *form) { return (size_t)form->n_sections * PDX_IMAGE_ENTRY; }

/* Finds the sections, of which there is room for form->n_sections; those with unknown tags are passed over, later ones that it lacks have no bytes
 * (data is NULL). PDX_ECORRUPT with the offset of what is wrong, PDX_EFORMAT for another version. */
pdx_status pdx_image_open(pdx_span bytes, const pdx_image_form *form, pdx_span *sections, pdx_image_facts *facts, pdx_error *err) PDX_MUST;
/* Of opened bytes: whether sections follow each other without holes and all checksums hold. */
pdx_status pdx_image_verify(pdx_span bytes, const pdx_image_form *form, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Whether the checksum of one section holds. */
pdx_status pdx_image_section_verify(pdx_span bytes, const pdx_image_form *form, unsigned section, pdx_error *err) PDX_MUST;
/* Of bytes that could not be opened: the section, if its checksum, as the table where it belongs says it, holds. */
bool pdx_image_section_whole(pdx_span bytes, const pdx_image_form *form, unsigned section, pdx_span *out) PDX_MUST;
/* FNV-1a over the section table: equal content has an equal id. Of opened bytes. */
uint64_t pdx_image_id(pdx_span bytes);
/* PDX_ECORRUPT with the offset of `at` in the image. */
pdx_status pdx_image_damage(pdx_span bytes, const pdx_image_form *form, const uint8_t *at, pdx_error *err, const char *what);

#endif
