#include "query/walk/part_walk.h"

#include <string.h>

enum {
    PIECES_PER_MARK = PDX_LIMIT(256, 4),
    PIECE_WORK = 8 /* what passing one takes, as a pace counts */
};

void pdx_part_walk_init(pdx_part_walk *walk, const pdx_analyzer *analyzer) {
    memset(walk, 0, sizeof *walk);
    walk->analyzer = analyzer;
}

void pdx_part_walk_deinit(pdx_part_walk *walk) {
    pdx_tokens_free(walk->stream);
    PDX_VEC_DEINIT(&walk->marks);
    walk->stream = NULL;
    walk->segment = NULL;
}

/* All pieces are counted first: what is found in the part is then what the index speaks of. Marks are left on the way. */
static pdx_status count_pieces(pdx_part_walk *walk, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(walk->tick, 0);
    uint32_t n = 0, more, wanted = PIECES_PER_MARK;
    walk->marks.len = 0;
    while ((more = pdx_tokens_skip(walk->stream, wanted)) == wanted) {
        pdx_tokens_mark mark;
        const bool between = pdx_tokens_mark_here(walk->stream, &mark);
        if (between && !PDX_VEC_PUSH(&walk->marks, mark)) return pdx_fail_memory(err);
        PDX_TRY(pdx_pace_step(&pace, (uint64_t)PIECE_WORK * more, 0, err));
        n += more;
        wanted = between ? PIECES_PER_MARK : 1; /* the compound ends soon */
    }
    n += more;
    PDX_TRY(pdx_tokens_end(walk->stream, err));
    pdx_tokens_again(walk->stream);
    if (n == walk->info.n_positions) return PDX_OK;
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u: the text has other words than the index", (unsigned)walk->doc,
                    (unsigned)walk->part);
}

pdx_status pdx_part_walk_open(pdx_part_walk *walk, const pdx_segment *segment, pdx_doc doc, uint32_t part, pdx_error *err) {
    uint16_t language;
    if (walk->segment == segment && walk->doc == doc && walk->part == part) return PDX_OK;
    walk->segment = NULL;
    if (walk->stream == NULL) PDX_TRY(pdx_tokens_new(walk->analyzer, &walk->stream, err));
    PDX_TRY(pdx_segment_part_text(segment, doc, part, &walk->info, &walk->text, &language, err));
    if (walk->info.begin > walk->info.end || walk->info.end > walk->text.len) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u lies outside its text", (unsigned)doc, (unsigned)part);
    }
    walk->doc = doc;
    walk->part = part;
    walk->passed = 0;
    pdx_tokens_ask(walk->stream, walk->tick);
    pdx_tokens_start(walk->stream, pdx_span_slice(walk->text, (size_t)walk->info.begin, (size_t)walk->info.end), language);
    PDX_TRY(count_pieces(walk, err));
    walk->segment = segment;
    return PDX_OK;
}

/* To the mark that is next before piece `number`, when the stream is behind that piece or far before it. */
static void come_near(pdx_part_walk *walk, uint32_t number) {
    size_t low = 0, high = walk->marks.len; /* the marks below `low` are not behind `number` */
    if (number >= walk->passed && number - walk->passed < PIECES_PER_MARK) return;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (walk->marks.data[middle].position <= number) low = middle + 1;
        else high = middle;
    }
    if (low > 0 && (number < walk->passed || walk->marks.data[low - 1].position > walk->passed)) {
        pdx_tokens_return(walk->stream, walk->marks.data[low - 1]);
        walk->passed = walk->marks.data[low - 1].position;
    } else if (number < walk->passed) {
        pdx_tokens_again(walk->stream);
        walk->passed = 0;
    }
}

pdx_status pdx_part_walk_piece(pdx_part_walk *walk, uint32_t position, pdx_token *piece, pdx_error *err) {
    const uint32_t number = position - walk->info.first_position;
    if (position < walk->info.first_position || number >= walk->info.n_positions) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u has no position %u", (unsigned)walk->doc, (unsigned)walk->part,
                        (unsigned)position);
    }
    pdx_tokens_ask(walk->stream, walk->tick);
    come_near(walk, number);
    walk->passed += pdx_tokens_skip(walk->stream, number - walk->passed);
    do {
        if (!pdx_tokens_next(walk->stream, piece)) {
            walk->segment = NULL; /* it was counted whole: memory ran out, or somebody stops */
            PDX_TRY(pdx_tokens_end(walk->stream, err));
            return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u has fewer words than it had", (unsigned)walk->doc,
                            (unsigned)walk->part);
        }
    } while (piece->n_pieces != 1);
    walk->passed++;
    piece->begin += walk->info.begin;
    piece->end += walk->info.begin;
    return PDX_OK;
}

pdx_status pdx_part_walk_range(pdx_part_walk *walk, uint32_t position, uint32_t length, pdx_range *range, pdx_error *err) {
    pdx_token piece;
    PDX_TRY(pdx_part_walk_piece(walk, position, &piece, err));
    *range = pdx_range_of(piece.begin, piece.end);
    if (length > 1) {
        if (length - 1 > UINT32_MAX - position) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a match is longer than its document");
        PDX_TRY(pdx_part_walk_piece(walk, position + length - 1, &piece, err));
        range->end = piece.end;
    }
    return PDX_OK;
}
