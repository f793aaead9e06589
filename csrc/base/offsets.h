/* A map from the bytes of a decoded text back to the bytes it was read from. Called by whatever decodes
 * (JSON strings, character references, other encodings than UTF-8) and by archive/ for anchors.
 * Promises: exact at every byte, or at every character where another encoding was decoded; grows with the number of escapes, not with the text. */
#ifndef PDX_BASE_OFFSETS_H
#define PDX_BASE_OFFSETS_H

#include "base/arena.h"
#include "base/vec.h"

/* How many bytes of its source each character of a stretch takes, in other encodings than UTF-8: those of ASCII, others, those beyond U+FFFF. */
typedef enum pdx_widths {
    PDX_WIDTHS_NONE,  /* it is no such stretch */
    PDX_WIDTHS_1,     /* one byte each */
    PDX_WIDTHS_1_2,   /* one, two, two */
    PDX_WIDTHS_2_4,   /* two, two, four: UTF-16 */
    PDX_WIDTHS_4,     /* four each: UTF-32 */
    PDX_WIDTHS_COUNT
} pdx_widths;

/* From `text` on, decoded bytes come from the `source_len` bytes at `source`: one for one when `linear`, character for character where
 * `widths` says how, else the stretch stands for all of them. Stretches ascend by text; their sources may lie in any order, as fields of a
 * record do. A `source_len` of 0: bytes that the source does not have, such as a newline between two fields. */
typedef struct pdx_offset {
    uint64_t text, source, source_len;
    bool linear;
    uint8_t widths; /* pdx_widths */
} pdx_offset;

/* Bytes begin to end of a source that its decoder did not take for a character: so many stand for them in the text. */
typedef struct pdx_undecoded {
    uint64_t begin, end, n_chars;
} pdx_undecoded;

/* Characters of a stretch are counted from its begin: none has more bytes of text than this, and some. */
enum { PDX_OFFSETS_CHARS = PDX_LIMIT(512, 8) };

typedef struct pdx_offsets {
    PDX_VEC(pdx_offset) list;
    uint64_t text_end, source_end; /* where the last stretch ends */
    const uint8_t *text;           /* borrowed: the decoded text, whose characters are counted where stretches have widths; else NULL will do */
} pdx_offsets;

void pdx_offsets_init(pdx_offsets *map);
void pdx_offsets_deinit(pdx_offsets *map);
void pdx_offsets_reset(pdx_offsets *map); /* keeps the room */
/* A copy for reading in the arena, which has it: it is not given back by itself. False when out of memory. */
bool pdx_offsets_copy(const pdx_offsets *map, pdx_arena *arena, pdx_offsets *out) PDX_MUST;
/* The same with room for `more` stretches, which are added without moving it. */
bool pdx_offsets_copy_for(const pdx_offsets *map, size_t more, pdx_arena *arena, pdx_offsets *out) PDX_MUST;
/* Says that `text_len` decoded bytes come from `source` .. `source + source_len`. false: out of memory. */
bool pdx_offsets_add(pdx_offsets *map, uint64_t text_len, uint64_t source, uint64_t source_len, bool linear) PDX_MUST;
/* The same of whole characters that are as wide in the source as `widths` says. */
bool pdx_offsets_add_chars(pdx_offsets *map, uint64_t text_len, uint64_t source, uint64_t source_len, pdx_widths widths) PDX_MUST;
/* The same where the source was itself decoded from another one, as `through` tells: what comes to stand in the map is the latter. */
bool pdx_offsets_add_through(pdx_offsets *map, uint64_t text_len, uint64_t source, uint64_t source_len, bool linear, const pdx_offsets *through)
    PDX_MUST;
/* Of a text that was decoded from another one, which was decoded itself, as `through` tells: the map back to where that began. `out` is empty,
 * and knows no text. */
bool pdx_offsets_join(pdx_offsets *out, const pdx_offsets *map, const pdx_offsets *through) PDX_MUST;
/* How many bytes so many bytes of text, whole characters, take in a source. */
uint64_t pdx_widths_of(pdx_widths widths, const uint8_t *text, uint64_t text_len);
/* Forgets what stands from `text_end` on. */
void pdx_offsets_cut(pdx_offsets *map, uint64_t text_end);
/* The smallest source range that holds all of `range`; where the source has nothing of it, an empty range. */
pdx_range pdx_offsets_source(const pdx_offsets *map, pdx_range range);

#endif
