/* A page cut in the room of others is the same as one that is cut alone, whatever they were and however they ended. */
#include "../check.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "page/page.h"

enum { PAGES = 8, MOST_POSTS = 14 };

/* Pages of all sizes: of many posts, of one, of rows, of nothing. */
static void write_page(pdx_buf *out, unsigned page) {
    const unsigned posts = (page * 5) % MOST_POSTS;
    char line[256];
    if (page == 3) return;
    pdx_buf_span(out, pdx_span_str("The harbour paper\n\n"));
    for (unsigned i = 0; i < posts; i++) {
        if (page % 3 == 2) (void)snprintf(line, sizeof line, "May %u, 2011 Boat %u is late\n", 1 + i, 7 * page + i);
        else (void)snprintf(line, sizeof line, "Boat %u is late\n\nPosted on May %u, 2011 by Ann Rook\n\nThe pilot of boat %u says that the tide did not wait for it.\n\nTags: tide, boat %u\n\n", 7 * page + i, 1 + i, i, i);
        pdx_buf_span(out, pdx_span_str(line));
    }
    pdx_buf_span(out, pdx_span_str("Older posts \xC2\xBB\n"));
}

static pdx_status cut(pdx_page *page, const pdx_buf *text, pdx_page_room *room) {
    const pdx_page_options options = {.use_lexicon = true, .room = room};
    return pdx_page_cut(page, pdx_buf_view(text), &options, NULL, NULL);
}

static bool is_equal(float a, float b) { return a >= b && a <= b; }

static void check_same(const pdx_page *a, const pdx_page *b) {
    CHECK(a->n_parts == b->n_parts && a->n_entries == b->n_entries && a->n_items == b->n_items && a->n_lines == b->n_lines);
    CHECK(a->heading == b->heading && a->kind == b->kind && a->why == b->why && a->several == b->several && a->bare == b->bare && is_equal(a->probability, b->probability));
    for (size_t i = 0; i < a->n_parts && i < b->n_parts; i++) {
        const pdx_page_part *p = &a->parts[i], *q = &b->parts[i];
        CHECK(p->range.begin == q->range.begin && p->range.end == q->range.end && p->role == q->role && p->why == q->why && p->entry == q->entry);
        CHECK(p->line == q->line && p->witness == q->witness && is_equal(p->probability, q->probability));
    }
    for (size_t i = 0; i < a->n_entries && i < b->n_entries; i++) {
        const pdx_page_entry *p = &a->entries[i], *q = &b->entries[i];
        CHECK(p->range.begin == q->range.begin && p->range.end == q->range.end && p->title == q->title && p->why == q->why);
        CHECK(p->date_printed.begin == q->date_printed.begin && p->author.begin == q->author.begin && is_equal(p->probability, q->probability));
    }
}

/* Every page after every other. */
static void test_same(const pdx_buf texts[PAGES]) {
    pdx_page_room *room;
    CHECK_EQ(pdx_page_room_new(&room, NULL), PDX_OK);
    for (unsigned k = 0; k < PAGES * PAGES; k++) {
        const pdx_buf *text = &texts[k % 2 == 0 ? k / 2 % PAGES : k / PAGES];
        pdx_page alone, with;
        CHECK_EQ(cut(&alone, text, NULL), PDX_OK);
        CHECK_EQ(cut(&with, text, room), PDX_OK);
        check_same(&alone, &with);
        pdx_page_deinit(&alone);
        pdx_page_deinit(&with);
    }
    pdx_page_room_free(room);
}

/* What a cut that ran out of memory left in the room says nothing to the next. */
static void test_no_memory(const pdx_buf texts[PAGES]) {
    const int64_t before = pdx_alloc_live();
    pdx_page_room *room;
    pdx_page alone, with;
    bool failed = true;
    CHECK_EQ(cut(&alone, &texts[1], NULL), PDX_OK);
    for (uint64_t n = 1; failed; n += 1 + n / 8) {
        CHECK_EQ(pdx_page_room_new(&room, NULL), PDX_OK);
        pdx_alloc_fail_at(n);
        failed = cut(&with, &texts[2], room) == PDX_ENOMEM;
        pdx_alloc_fail_at(0);
        if (!failed) pdx_page_deinit(&with);
        CHECK_EQ(cut(&with, &texts[1], room), PDX_OK);
        check_same(&alone, &with);
        pdx_page_deinit(&with);
        pdx_page_room_free(room);
    }
    pdx_page_deinit(&alone);
    CHECK_EQ(pdx_alloc_live(), before);
}

/* A room keeps what it has: a page that was cut in it before asks for less memory of its own. */
static void test_kept(const pdx_buf texts[PAGES]) {
    pdx_page_room *room;
    pdx_page page;
    int64_t first, empty;
    CHECK_EQ(pdx_page_room_new(&room, NULL), PDX_OK);
    empty = pdx_alloc_live();
    CHECK_EQ(cut(&page, &texts[1], room), PDX_OK);
    pdx_page_deinit(&page);
    first = pdx_alloc_live();
    CHECK(first > empty || empty == 0); /* nothing is counted in a release build */
    CHECK_EQ(cut(&page, &texts[1], room), PDX_OK);
    pdx_page_deinit(&page);
    CHECK_EQ(pdx_alloc_live(), first);
    pdx_page_room_free(room);
}

int main(void) {
    pdx_buf texts[PAGES];
    for (unsigned i = 0; i < PAGES; i++) {
        pdx_buf_init(&texts[i]);
        write_page(&texts[i], i);
    }
    test_same(texts);
    test_no_memory(texts);
    test_kept(texts);
    for (unsigned i = 0; i < PAGES; i++) pdx_buf_deinit(&texts[i]);
    return check_report("room");
}
