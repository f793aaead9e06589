/* Repairing, in steps: which parts there are and what of them can be opened (salvage_parts.c), what of that is whole (salvage_whole.c), what is
 * told of the rest (salvage_report.c), a new archive of what is whole (salvage.c). Included by these only. */
#ifndef PDX_ARCHIVE_SALVAGE_STEPS_H
#define PDX_ARCHIVE_SALVAGE_STEPS_H

#include "archive/store/manifest.h"
#include "archive/mend/mend.h"
#include "archive/model/stored.h"

typedef struct salvager {
    const pdx_os *os;
    const char *folder;
    const pdx_tick *tick;
    manifest m;             /* which parts there are, as the manifest says, or their names */
    PDX_VEC(uint64_t) gone_files; /* owned; without a manifest, the numbers of those that say what is gone */
    pdx_archive *base;      /* owned; the parts that can be asked; its posts have their ordinals as numbers */
    struct salvage_part {
        uint64_t number;    /* of its files */
        uint32_t *gone;     /* owned; rows that are gone, ascending */
        size_t n_rows_gone;
        bool gone_unknown;  /* something is gone, and nobody says what; */
        uint64_t n_gone;    /* how much: UINT64_MAX: not known either */
        uint32_t n_damaged, n_again; /* rows whose line is damaged; rows that were decoded again */
    } *parts;               /* owned; beside those of the base */
    bool unlisted;          /* which posts some part has cannot be told */
    bool doubt;             /* posts that are gone may be there again, and nobody knows how many */
    uint64_t n_back_least, n_back_most; /* deleted posts that are there again, beside these */
    uint64_t n_deleted;     /* of the posts that parts say they have: those that were known to be deleted, and not which */
    uint64_t n_unlisted;    /* posts of parts of which nobody says which they are */
    bool uncounted;         /* nor how many */
    bool blind;             /* nor which pages they have */
    pdx_bitmap lost_sources, damaged_sources, lost_pages;
    pdx_bitmap alive;       /* ordinals of posts that were there */
    uint32_t *n_found;      /* owned; of each ordinal, appearances on whole pages */
    pdx_buf damage;         /* JSON strings */
    pdx_buf *report;
} salvager;

static inline archive_stored *salvage_stored(const salvager *s) { return s->base->stored; }

/* Which parts there are; these, opened; which posts they have. */
pdx_status salvage_manifest_take(salvager *s, pdx_error *err) PDX_MUST;
pdx_status salvage_parts_open(salvager *s, pdx_error *err) PDX_MUST;
pdx_status salvage_ordinals_take(salvager *s, pdx_error *err) PDX_MUST;
/* Whether the ordinals of a part's rows are known: they are the rows' numbers where no more were given than the one part has. */
bool salvage_ordinals_known(const salvager *s, const stored_part *part);
uint32_t salvage_row_ordinal(const stored_part *part, uint32_t row);
bool salvage_row_is_gone(const salvager *s, uint32_t p, uint32_t row);
/* Frees what `parts` has. */
void salvage_parts_free(salvager *s);

/* Which sources and pages are lost, and on how many of the others each post stands. */
pdx_status salvage_whole_find(salvager *s, pdx_error *err) PDX_MUST;

/* Entries whose post has them no more are of none. After which pages are lost is known (salvage_replaced.c). */
pdx_status salvage_replaced_leave(salvager *s, pdx_error *err) PDX_MUST;

/* How many posts that had been deleted are there again; those of which that is sure go. */
pdx_status salvage_deleted_find(salvager *s, pdx_error *err) PDX_MUST;

/* Writes s->report, a JSON object. */
pdx_status salvage_report_make(salvager *s, pdx_error *err) PDX_MUST;

#endif
