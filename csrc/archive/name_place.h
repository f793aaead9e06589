/* A name that is asked for, and what of it stands at a place of a text. For archive/name_table.c. Promises: looks at a few words round the place, in
 * the block that is given. */
#ifndef PDX_ARCHIVE_NAME_PLACE_H
#define PDX_ARCHIVE_NAME_PLACE_H

#include "postdex.h"
#include "post/namealike.h"
#include "post/speechlex.h"
#include "text/analyzer.h"

enum { ARCHIVE_NAME_PARTS = 8 };

/* The name, word by word. */
typedef struct archive_name {
    pdx_name_word parts[ARCHIVE_NAME_PARTS];
    size_t n;
    uint8_t acronym[ARCHIVE_NAME_PARTS]; /* of a body: the first letters of its words, in capitals */
    size_t n_acronym;
    bool is_body;             /* no person: nothing short of all of it names it */
    const pdx_analyzer *analyzer;
    pdx_speech_words words;   /* owned: what stands in no name */
    pdx_buf folded;           /* owned */
} archive_name;

/* What stands there. */
typedef enum archive_name_found {
    ARCHIVE_NAME_NOT,    /* somebody else, or no name */
    ARCHIVE_NAME_OTHER,  /* somebody else of this last name */
    ARCHIVE_NAME_ALONE,  /* the word alone, which may stand for anybody of whom it is a name */
    ARCHIVE_NAME_WHOLE   /* more of the name */
} archive_name_found;

typedef struct archive_name_place {
    archive_name_found found;
    pdx_range range;     /* of all of it */
    uint32_t rules;      /* PDX_NAME_* */
} archive_name_place;

pdx_status archive_name_init(archive_name *name, pdx_span text, const pdx_analyzer *analyzer, pdx_error *err) PDX_MUST;
void archive_name_deinit(archive_name *name);

/* Where a spelling of the last part (`last`: of the first) stands at `node` of a block. */
pdx_status archive_name_look(archive_name *name, pdx_span layer, pdx_range block, pdx_range node, bool first, archive_name_place *out, pdx_error *err) PDX_MUST;

#endif
