/* Pieces of a part, asked for in any order, are those that its token stream gives one after the other; and a walk that goes back
 * and forth costs no more in a long part than in a short one. */
#include "check.h"
#include "memory.h"
#include "random.h"

#include "index/inverter.h"
#include "index/snapshot.h"
#include "query/walk/part_walk.h"

static const char *const words[] = {"ferry", "Bridge", "tide's", "Low-Water", "30,000", "\xC3\x89t\xC3\xA9", "\xE6\x9D\xB1\xE4\xBA\xAC\xE9\x83\xBD", "a-b-c-d-e-f-g-h-i-j", "quay"};

static void text_make(pdx_buf *out, size_t n, test_random *r) {
    size_t i;
    pdx_buf_reset(out);
    for (i = 0; i < n; i++) pdx_buf_format(out, "%s%s", i > 0 ? " " : "", words[random_below(r, PDX_COUNTOF(words))]);
}

/* A title and one paragraph with this text. */
static pdx_snapshot *snapshot_of(pdx_span text) {
    pdx_inverter *inverter = NULL;
    pdx_snapshot *snapshot = NULL;
    pdx_index_part parts[2];
    pdx_index_doc doc;
    pdx_buf out;
    uint8_t *bytes;
    size_t len;
    memset(parts, 0, sizeof parts);
    memset(&doc, 0, sizeof doc);
    parts[0].role = PDX_ROLE_TITLE;
    parts[0].end = parts[0].block_end = text.len / 2 < 5 ? 0 : 5;
    parts[1].role = PDX_ROLE_PARAGRAPH;
    parts[1].begin = parts[1].block_begin = parts[0].end;
    parts[1].end = parts[1].block_end = text.len;
    doc.text = text;
    doc.parts = parts;
    doc.n_parts = 2;
    doc.language = PDX_LANG_EN;
    CHECK_EQ(pdx_inverter_new(pdx_analyzer_default(), &inverter, NULL), PDX_OK);
    CHECK_EQ(pdx_inverter_add(inverter, &doc, NULL), PDX_OK);
    pdx_buf_init(&out);
    CHECK_EQ(pdx_inverter_finish(inverter, NULL, NULL, &out, NULL), PDX_OK);
    pdx_inverter_free(inverter);
    bytes = pdx_buf_take(&out, &len);
    CHECK_EQ(pdx_snapshot_take(bytes, len, pdx_analyzer_default(), &snapshot, NULL), PDX_OK);
    return snapshot;
}

/* What the stream gives for piece `number`, from the begin of the part. */
static pdx_token piece_of(pdx_tokens *stream, pdx_span text, uint32_t number) {
    pdx_token token;
    pdx_tokens_start(stream, text, PDX_LANG_EN);
    do {
        CHECK(pdx_tokens_next(stream, &token));
    } while (token.n_pieces != 1 || token.position < number);
    return token;
}

static void any_order(void) {
    test_random r = {7};
    pdx_tokens *stream = NULL;
    pdx_buf text;
    int round;
    pdx_buf_init(&text);
    CHECK_EQ(pdx_tokens_new(pdx_analyzer_default(), &stream, NULL), PDX_OK);
    for (round = 0; round < 40; round++) {
        pdx_part_walk walk;
        pdx_snapshot *snapshot;
        int k;
        text_make(&text, 4 + random_below(&r, round % 4 == 0 ? 3000 : 60), &r);
        snapshot = snapshot_of(pdx_buf_view(&text));
        pdx_part_walk_init(&walk, pdx_snapshot_analyzer(snapshot));
        CHECK_EQ(pdx_part_walk_open(&walk, pdx_snapshot_segment(snapshot, 0), 0, 1, NULL), PDX_OK);
        for (k = 0; k < 60 && walk.info.n_positions > 0; k++) {
            const uint32_t number = random_below(&r, walk.info.n_positions);
            const pdx_span part = pdx_span_slice(pdx_buf_view(&text), (size_t)walk.info.begin, (size_t)walk.info.end);
            const pdx_token wanted = piece_of(stream, part, number);
            pdx_token piece;
            CHECK_EQ(pdx_part_walk_piece(&walk, walk.info.first_position + number, &piece, NULL), PDX_OK);
            CHECK(pdx_span_equal(piece.term, wanted.term));
            CHECK(piece.begin == walk.info.begin + wanted.begin && piece.end == walk.info.begin + wanted.end);
        }
        CHECK_EQ(pdx_part_walk_piece(&walk, walk.info.first_position + walk.info.n_positions, &(pdx_token){0}, NULL), PDX_ECORRUPT);
        pdx_part_walk_deinit(&walk);
        pdx_snapshot_release(snapshot);
    }
    pdx_tokens_free(stream);
    pdx_buf_deinit(&text);
}

/* Marks lie so close that the way from one to any piece is short. */
static void marks_are_near(void) {
    enum { WORDS = 20000, FAR = 1024 };
    test_random r = {9};
    pdx_part_walk walk;
    pdx_snapshot *snapshot;
    uint32_t before = 0;
    pdx_buf text;
    size_t i;
    pdx_buf_init(&text);
    text_make(&text, WORDS, &r);
    snapshot = snapshot_of(pdx_buf_view(&text));
    pdx_part_walk_init(&walk, pdx_snapshot_analyzer(snapshot));
    CHECK_EQ(pdx_part_walk_open(&walk, pdx_snapshot_segment(snapshot, 0), 0, 1, NULL), PDX_OK);
    for (i = 0; i < walk.marks.len; i++) {
        CHECK(walk.marks.data[i].position > before && walk.marks.data[i].position - before <= FAR);
        before = walk.marks.data[i].position;
    }
    CHECK(walk.info.n_positions - before <= FAR);
    pdx_part_walk_deinit(&walk);
    pdx_snapshot_release(snapshot);
    pdx_buf_deinit(&text);
}

static pdx_status open_and_read(void *context) {
    pdx_snapshot *snapshot = context;
    pdx_part_walk walk;
    pdx_status status;
    pdx_token piece;
    pdx_part_walk_init(&walk, pdx_snapshot_analyzer(snapshot));
    status = pdx_part_walk_open(&walk, pdx_snapshot_segment(snapshot, 0), 0, 1, NULL);
    if (status == PDX_OK) status = pdx_part_walk_piece(&walk, walk.info.first_position + 700, &piece, NULL);
    pdx_part_walk_deinit(&walk);
    return status;
}

static void memory(void) {
    test_random r = {3};
    pdx_snapshot *snapshot;
    pdx_buf text;
    pdx_buf_init(&text);
    text_make(&text, 2000, &r);
    snapshot = snapshot_of(pdx_buf_view(&text));
    memory_fails(open_and_read, snapshot, 3);
    pdx_snapshot_release(snapshot);
    pdx_buf_deinit(&text);
}

int main(void) {
    any_order();
    marks_are_near();
    memory();
    return check_report("part walk");
}
