/* A page cut with what earlier pages have said is cut as it is alone, whatever came before it and however much was forgotten; memory
 * running out leaves nothing behind. */
#include "../check.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/hash.h"
#include "page/lines/linememory.h"

enum { PAGES = 6, POSTS = 9 };

static void write_page(pdx_buf *out, unsigned page) {
    char line[256];
    pdx_buf_span(out, pdx_span_str("The harbour paper\n\n"));
    for (unsigned i = 0; i < POSTS; i++) {
        const unsigned post = (2 * page + i) % 15; /* pages share posts, and stand elsewhere on each */
        (void)snprintf(line, sizeof line, "Boat %u is late\n\nPosted on May %u, 2011 by Ann Rook in Boats | %u Comments\n\nThe pilot of boat %u says that the tide did not wait for it.\n\nTags: tide, boat %u\n\n",
                       post, 1 + post, post, post, post);
        pdx_buf_span(out, pdx_span_str(line));
    }
    pdx_buf_span(out, pdx_span_str("Older posts \xC2\xBB\n"));
}

static void check_same(const pdx_page *a, const pdx_page *b) {
    CHECK_EQ(a->n_parts, b->n_parts);
    CHECK_EQ(a->n_entries, b->n_entries);
    CHECK_EQ(a->n_items, b->n_items);
    for (size_t i = 0; i < a->n_parts && i < b->n_parts; i++) {
        const pdx_page_part *p = &a->parts[i], *q = &b->parts[i];
        CHECK(p->range.begin == q->range.begin && p->range.end == q->range.end && p->role == q->role && p->why == q->why && p->entry == q->entry);
        CHECK(p->probability >= q->probability && p->probability <= q->probability);
    }
    for (size_t i = 0; i < a->n_entries && i < b->n_entries; i++) {
        CHECK_EQ(a->entries[i].date_printed.begin, b->entries[i].date_printed.begin);
        CHECK_EQ(a->entries[i].author.begin, b->entries[i].author.begin);
        CHECK_EQ(a->entries[i].title, b->entries[i].title);
    }
}

static pdx_status cut(const pdx_buf *text, pdx_line_memory *memory, pdx_page *page) {
    const pdx_page_options options = {.use_lexicon = true, .memory = memory};
    return pdx_page_cut(page, pdx_buf_view(text), &options, NULL, NULL);
}

static void test_same(const pdx_buf texts[PAGES]) {
    pdx_line_memory *memory;
    CHECK_EQ(pdx_line_memory_new(&memory, NULL), PDX_OK);
    for (unsigned round = 0; round < 2; round++) {
        for (unsigned i = 0; i < PAGES; i++) {
            pdx_page alone, with;
            CHECK_EQ(cut(&texts[i], NULL, &alone), PDX_OK);
            CHECK_EQ(cut(&texts[i], memory, &with), PDX_OK);
            CHECK(alone.n_entries == POSTS);
            check_same(&alone, &with);
            pdx_page_deinit(&alone);
            pdx_page_deinit(&with);
        }
    }
    CHECK(memory->lines.len > 0);
    pdx_line_memory_free(memory);
}

/* No line says a phrase that is known: a memory that keeps none has none to copy. */
static void test_no_phrases(void) {
    pdx_buf text;
    pdx_buf_init(&text);
    pdx_buf_str(&text, "Rowing boats lie on the slip\nNobody has counted them\nRowing boats lie on the slip\n");
    pdx_line_memory memory;
    pdx_line_memory_init(&memory);
    for (unsigned round = 0; round < 2; round++) {
        pdx_page alone, with;
        CHECK_EQ(cut(&text, NULL, &alone), PDX_OK);
        CHECK_EQ(cut(&text, &memory, &with), PDX_OK);
        check_same(&alone, &with);
        pdx_page_deinit(&alone);
        pdx_page_deinit(&with);
    }
    CHECK(memory.lines.len > 0 && memory.phrases.len == 0);
    pdx_line_memory_deinit(&memory);
    pdx_buf_deinit(&text);
}

/* Lines of one hash are told apart, and more than fit are forgotten without harm. */
static void test_memory(void) {
    enum { LINES = PDX_LIMIT(70000, 50) };
    static uint8_t bytes[LINES][4];
    pdx_line_memory memory;
    pdx_facts facts;
    pdx_line_memory_init(&memory);
    pdx_facts_init(&facts);
    CHECK(PDX_VEC_RESERVE(&facts.facts, 1));
    facts.forms_room = facts.facts.capacity;
    facts.forms = pdx_alloc_zero(PDX_FORM_COUNT * facts.forms_room, sizeof *facts.forms);
    for (uint32_t i = 0; i < LINES; i++) memcpy(bytes[i], &i, sizeof bytes[i]);
    for (uint32_t i = 0; i < LINES; i++) {
        const pdx_fact fact = {.exact = i};
        const pdx_span line = pdx_span_of(bytes[i], sizeof bytes[i]);
        const uint64_t hash = i < 8 ? 3 : pdx_hash(line, 0);
        const pdx_known_line *known;
        CHECK(pdx_line_memory_find(&memory, line, hash) == NULL);
        CHECK(pdx_line_memory_add(&memory, line, hash, 0, &facts, 0, &fact));
        known = pdx_line_memory_find(&memory, line, hash);
        CHECK(known != NULL && known->fact.exact == i);
    }
    for (uint32_t i = 0; i < LINES; i++) {
        const pdx_span line = pdx_span_of(bytes[i], sizeof bytes[i]);
        const pdx_known_line *known = pdx_line_memory_find(&memory, line, i < 8 ? 3 : pdx_hash(line, 0));
        CHECK(known == NULL || known->fact.exact == i);
    }
    CHECK(memory.lines.len < LINES);
    pdx_facts_deinit(&facts);
    pdx_line_memory_deinit(&memory);
}

/* What lines print of dates, as `facts` keep it; gives how many print something. */
static size_t check_datelines(const pdx_facts *facts, const pdx_lines *lines, pdx_span text) {
    size_t printed = 0;
    for (size_t i = 0; i < lines->lines.len; i++) {
        const pdx_line *line = &lines->lines.data[i];
        const pdx_span bytes = pdx_span_slice(text, (size_t)line->begin, (size_t)line->end);
        pdx_dateline kept, found;
        const bool is_kept = pdx_facts_dateline(facts, i, bytes, &kept);
        CHECK_EQ(is_kept, pdx_dateline_find(bytes, &found));
        if (!is_kept) continue;
        printed++;
        CHECK_EQ(kept.range.begin, found.range.begin);
        CHECK_EQ(kept.range.end, found.range.end);
        CHECK_EQ(kept.shape, found.shape);
        CHECK_EQ(kept.year_only, found.year_only);
        CHECK_EQ(kept.month_year, found.month_year);
        CHECK_EQ(kept.relative, found.relative);
    }
    return printed;
}

/* Dates, whole and in part, that are kept with the facts of a line, of its copy, and of a line that an earlier page had. */
static void test_datelines(void) {
    static const char *const pages[2] = {
        "1998\n\nThe pier\n\nMay 2011\n\nThe ferry of 1934 is sold\n\n4 May 2011\n\nThe ferry of 1934 is sold\n\n2011_old_pier.jpg\n\nNobody rows on 7 March\n",
        "The harbour\n\nThe ferry of 1934 is sold\n\nyesterday\n\nMay 2011\n\n12 boats\n\n1998\n\nNobody rows on 7 March\n\n2011_old_pier.jpg\n"};
    static const size_t printed[2] = {7, 6};
    pdx_line_memory memory;
    pdx_line_memory_init(&memory);
    for (unsigned k = 0; k < 2; k++) {
        const pdx_span text = pdx_span_str(pages[k]);
        const pdx_page_options options = {.use_lexicon = true, .memory = &memory};
        pdx_lines lines;
        pdx_facts facts;
        pdx_lines_init(&lines);
        pdx_facts_init(&facts);
        CHECK(pdx_lines_read(&lines, text, NULL, NULL) == PDX_OK);
        CHECK(pdx_facts_read(&facts, text, &lines, &options, NULL, NULL) == PDX_OK);
        CHECK_EQ(check_datelines(&facts, &lines, text), printed[k]);
        pdx_facts_deinit(&facts);
        pdx_lines_deinit(&lines);
    }
    pdx_line_memory_deinit(&memory);
}

static void test_no_memory(const pdx_buf texts[PAGES]) {
    const int64_t before = pdx_alloc_live();
    pdx_status status = PDX_ENOMEM;
    for (uint64_t n = 1; status == PDX_ENOMEM; n += 1 + n / 16) {
        pdx_line_memory *memory = NULL;
        pdx_page page;
        pdx_alloc_fail_at(n);
        status = pdx_line_memory_new(&memory, NULL);
        for (unsigned i = 0; status == PDX_OK && i < 2; i++) {
            status = cut(&texts[i], memory, &page);
            if (status == PDX_OK) pdx_page_deinit(&page);
        }
        pdx_alloc_fail_at(0);
        CHECK(status == PDX_OK || status == PDX_ENOMEM);
        pdx_line_memory_free(memory);
        CHECK_EQ(pdx_alloc_live(), before);
    }
}

int main(void) {
    pdx_buf texts[PAGES];
    for (unsigned i = 0; i < PAGES; i++) {
        pdx_buf_init(&texts[i]);
        write_page(&texts[i], i);
    }
    test_same(texts);
    test_no_phrases();
    test_memory();
    test_datelines();
    test_no_memory(texts);
    for (unsigned i = 0; i < PAGES; i++) pdx_buf_deinit(&texts[i]);
    return check_report("linememory");
}
