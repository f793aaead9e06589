/* The cutter on invented pages: what it finds, that nothing is lost whatever the bytes, that memory
 * running out anywhere is told and leaks nothing, and that hostile sizes stay linear. */
#include "../check.h"
#include "../memory.h"

#include <stdlib.h>
#include <time.h>

#include "base/alloc.h"
#include "page/page.h"

typedef struct text {
    char *data;
    size_t len, room;
} text;

static void put_bytes(text *t, const char *bytes, size_t n) {
    if (t->len + n + 1 > t->room) {
        t->room = 2 * (t->len + n) + 64;
        t->data = realloc(t->data, t->room);
        if (t->data == NULL) abort();
    }
    memcpy(t->data + t->len, bytes, n);
    t->len += n;
    t->data[t->len] = 0;
}
static void put(text *t, const char *line) { put_bytes(t, line, strlen(line)); }

static pdx_span span_of(const text *t) { return pdx_span_of(t->data, t->len); }
static const pdx_page_options with_words = {.use_lexicon = true}, without_words = {.use_lexicon = false};

/* Everything that page.h promises of any page. */
static void check_page(const pdx_page *page) {
    uint64_t at = 0;
    for (size_t i = 0; i < page->n_parts; i++) {
        const pdx_page_part *part = &page->parts[i];
        CHECK_EQ(part->range.begin, at);
        CHECK(part->range.end > part->range.begin);
        CHECK(part->role < PDX_ROLE_COUNT);
        CHECK(part->others[0].probability >= part->others[1].probability && part->others[1].probability >= 0);
        CHECK(part->others[0].probability <= part->probability);
        for (size_t k = 0; k < PDX_PAGE_READINGS; k++) {
            CHECK(part->others[k].role < PDX_ROLE_COUNT);
            CHECK(part->others[k].probability == 0 || part->others[k].role != part->role);
        }
        CHECK(part->probability >= 0 && part->probability <= 1);
        CHECK(part->entry == PDX_PAGE_NO_ENTRY || part->entry < page->n_entries);
        CHECK(part->line >= 1 && part->line <= page->n_lines);
        at = part->range.end;
    }
    CHECK_EQ(at, page->text.len);
    for (size_t k = 0; k < page->n_entries; k++) {
        const pdx_page_entry *entry = &page->entries[k];
        CHECK(entry->n_parts > 0 && entry->first_part + entry->n_parts <= page->n_parts);
        CHECK_EQ(entry->range.begin, page->parts[entry->first_part].range.begin);
        CHECK_EQ(entry->range.end, page->parts[entry->first_part + entry->n_parts - 1].range.end);
        CHECK(k == 0 || page->entries[k - 1].range.end <= entry->range.begin);
        CHECK(entry->first_item + entry->n_items <= page->n_items);
        CHECK(entry->title == PDX_PAGE_NO_PART || page->parts[entry->title].role == PDX_ROLE_TITLE);
        CHECK(entry->probability >= 0 && entry->probability <= 1);
        CHECK(entry->date_printed.end <= page->text.len && entry->date_printed.begin <= entry->date_printed.end);
        CHECK(entry->author.end <= page->text.len && entry->author.begin <= entry->author.end);
    }
    for (size_t i = 0; i < page->n_items; i++) {
        const pdx_page_item *item = &page->items[i];
        CHECK(item->part < page->n_parts);
        CHECK(item->range.begin >= page->parts[item->part].range.begin && item->range.end <= page->parts[item->part].range.end);
    }
}

static void cut(pdx_page *page, const text *t, const pdx_page_options *options) {
    pdx_error err;
    CHECK_EQ(pdx_page_cut(page, span_of(t), options, NULL, &err), PDX_OK);
    check_page(page);
}

static void check_range(const pdx_page *page, pdx_range range, const char *wanted) {
    CHECK_EQ(range.end - range.begin, strlen(wanted));
    CHECK(range.end - range.begin == strlen(wanted) && memcmp(page->text.data + range.begin, wanted, strlen(wanted)) == 0);
}

static const char *const titles[] = {"The ferry runs again", "New shelves for the library", "Low water at the lock", "A bench by the canal"};
static const char *const days[] = {"4/5/11, 9:15", "2/5/11, 18:40", "28/4/11, 7:02", "20/4/11, 22:30"};
static const char *const tags[] = {"ferry, harbour", "library, school", "canal, harbour, tides", "benches, canal"};

/* Title number `k`: the four, then the same with a number. */
static void put_title(text *t, unsigned k) {
    char number[16];
    put(t, titles[k % 4]);
    if (k < 4) return;
    (void)snprintf(number, sizeof number, " %u", k);
    put(t, number);
}

/* Which of the four days and tag lists: in order for the first four, then without a rhythm. */
static unsigned pick(unsigned k) { return k < 4 ? k : (k * 2654435761u) >> 30; }

static void put_listing(text *t, unsigned n) {
    put(t, "The Tidewick Diary\n\nPosts Tagged \xE2\x80\x98harbour\xE2\x80\x99\n\n");
    for (unsigned k = 0; k < n; k++) {
        put_title(t, k);
        put(t, "\n\n");
        put(t, days[pick(k)]);
        put(t, "\n\nAbout \xE2\x80\x9C");
        put_title(t, k);
        put(t, "\xE2\x80\x9D: the harbour master wrote to us last week about the new timetable, and we read his letter twice.\n\n"
               "More about it on Sunday\n\nNobody on the quay was surprised, not even those who had thought of \xE2\x80\x9C");
        put_title(t, k);
        put(t, "\xE2\x80\x9D before us.\n\nTags: ");
        put(t, tags[pick(k)]);
        put(t, "\nComments Off on ");
        put_title(t, k);
        put(t, "\n\n");
    }
    put(t, "\xC2\xAB Previous Entries\n");
}

static void test_listing(const pdx_page_options *options) {
    text t = {0};
    pdx_page page;
    put_listing(&t, 4);
    cut(&page, &t, options);
    CHECK_EQ(page.n_entries, 4);
    for (unsigned k = 0; k < 4 && page.n_entries == 4; k++) {
        const pdx_page_entry *entry = &page.entries[k];
        CHECK(entry->title != PDX_PAGE_NO_PART);
        if (entry->title != PDX_PAGE_NO_PART) check_range(&page, page.parts[entry->title].range, titles[k]);
        check_range(&page, entry->date_printed, days[k]);
        CHECK_EQ(entry->range.begin, page.parts[entry->title].range.begin);
    }
    if (page.n_entries == 4) {
        CHECK_EQ(page.entries[2].n_items, 3);
        check_range(&page, page.items[page.entries[2].first_item + 1].range, "harbour");
    }
    check_range(&page, page.label, "harbour");
    CHECK_EQ(page.kind, PDX_PAGE_TAG);
    pdx_page_deinit(&page);
    free(t.data);
}

static void test_single(void) {
    static const char article[] =
        "The Tidewick Diary\n\nHow the lock was built\n\n12 March 2011\n\n"
        "On 3 May 1911 the county engineer wrote his first report about the lock, and nobody read it.\n\n"
        "The plan\n\nIt took until 7 June 1912 before the town council had seen the plan and put it aside.\n\n"
        "The money\n\nOn 9 July 1913 the harbour master found the money in a drawer of the old customs house.\n\n"
        "The work\n\nWork began on 4 April 1914 and went on until the summer of the next year.\n\nLeave a comment\n";
    text t = {0};
    pdx_page page;
    put(&t, article);
    cut(&page, &t, &with_words);
    CHECK_EQ(page.n_entries, 1);
    if (page.n_entries == 1) {
        check_range(&page, page.parts[page.entries[0].title].range, "How the lock was built");
        check_range(&page, page.entries[0].date_printed, "12 March 2011");
        CHECK(page.why != 0);
    }
    pdx_page_deinit(&page);
    free(t.data);
}

static void test_corrections(void) {
    text t = {0};
    pdx_page page;
    pdx_page_correction fixes[2] = {{11, PDX_ROLE_HEADING, true}, {13, PDX_ROLE_TITLE, false}};
    pdx_page_options options = {.use_lexicon = true, .n_corrections = 2};
    options.corrections = fixes;
    put_listing(&t, 2);
    cut(&page, &t, &options);
    for (size_t i = 0; i < page.n_parts; i++) {
        if (page.parts[i].role == PDX_ROLE_BLANK) continue;
        if (page.parts[i].line == 11) CHECK_EQ(page.parts[i].role, PDX_ROLE_HEADING);
        if (page.parts[i].line == 13) CHECK_EQ(page.parts[i].role, PDX_ROLE_TITLE);
        if (page.parts[i].line == 11) CHECK(page.parts[i].entry < page.n_entries && page.parts[page.entries[page.parts[i].entry].first_part].line == 11);
    }
    CHECK_EQ(page.n_entries, 4); /* the fixed line stands in both entries and begins one in each */
    pdx_page_deinit(&page);
    free(t.data);
}

/* A small generator of its own: reproducible, and the same on every machine. */
static uint32_t random_state = 1;
static uint32_t random_next(uint32_t below) {
    random_state = random_state * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)(random_state >> 8) * below) >> 24);
}

static const char *const scraps[] = {
    "\n", "\n\n", "\r\n", "\r", "\xC2\xA0", "\xEF\xBB\xBF", "\xE2\x80\x8F", "\xFF", "\xE2\x80", "\xC3", "\t", " ", "The ferry runs again", "Low water",
    "4/5/11, 9:15", "May 4, 2011", "Posted on May 4, 2011 by Ada", "Tags: a, b", "#a #b", "a,b,c", "Read more", "Continue reading \xE2\x80\x9CLow water\xE2\x80\x9D",
    "3 Comments", "Leave a comment", "Comments Off on Low water", "The harbour master wrote to us, and nobody was surprised by it at all.", "http://a.example/b",
    "\xD8\xA8\xD8\xB1\xDA\x86\xD8\xB3\xD8\xA8\xE2\x80\x8C\xD9\x87\xD8\xA7: \xDB\xB1\xDB\xB2\xDB\xB3\xD8\x8C \xD8\xA8", "\xE6\x9D\xB1\xE4\xBA\xAC", "Share this:", "...", "|", "\xC2\xBB",
    "Copyright \xC2\xA9 2011 Tidewick", "yesterday", "x", "\xE2\x80\x9C", "(", ";", "{", "</p>", "January 2011", "1 2 3",
};

static void test_lossless(void) {
    const long rounds = check_rounds(100000); /* all with small constants */
    char zero[1] = {0};
    for (long round = 0; round < rounds; round++) {
        text t = {0};
        pdx_page page;
        const uint32_t n = random_next(24);
        put(&t, "");
        for (uint32_t i = 0; i < n; i++) {
            const uint32_t kind = random_next(64);
            if (kind == 0) put_bytes(&t, zero, 1);
            else put(&t, scraps[kind < 44 ? random_next(sizeof scraps / sizeof *scraps) : random_next(6)]);
        }
        cut(&page, &t, round & 1 ? &with_words : &without_words);
        pdx_page_deinit(&page);
        free(t.data);
    }
}

static pdx_status cut_listing(void *context) {
    const text *t = context;
    pdx_page page;
    pdx_error err;
    const pdx_status status = pdx_page_cut(&page, span_of(t), &with_words, NULL, &err);
    if (status != PDX_OK) CHECK(page.parts == NULL && page.entries == NULL && page.items == NULL);
    pdx_page_deinit(&page);
    return status;
}

static void test_memory(void) {
    text t = {0};
    put_listing(&t, 4);
    memory_fails(cut_listing, &t, 10);
    free(t.data);
}

static bool stop_at_once(void *context, uint64_t done, uint64_t total) {
    (void)done;
    (void)total;
    return ++*(int *)context < 2;
}

static void test_stop(void) {
    text t = {0};
    pdx_page page;
    int calls = 0;
    pdx_tick tick = {stop_at_once, NULL};
    tick.context = &calls;
    for (int i = 0; i < 3000; i++) put_listing(&t, 4);
    CHECK_EQ(pdx_page_cut(&page, span_of(&t), &with_words, &tick, NULL), PDX_EINTERRUPTED);
    CHECK(page.parts == NULL);
    free(t.data);
}

/* Time of a page of `n` units against one of 8n: linear work takes about 8 times as long. */
static double seconds(void (*fill)(text *, unsigned), unsigned n, size_t *entries) {
    text t = {0};
    pdx_page page;
    const clock_t start = clock();
    fill(&t, n);
    cut(&page, &t, &with_words);
    *entries = page.n_entries;
    pdx_page_deinit(&page);
    free(t.data);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void fill_empty(text *t, unsigned n) {
    for (unsigned i = 0; i < n; i++) put(t, "\n");
}
static void fill_one_line(text *t, unsigned n) {
    for (unsigned i = 0; i < n; i++) put(t, "The harbour master, ");
}
static void fill_tags(text *t, unsigned n) {
    put(t, "Low water\n\nTags: ");
    for (unsigned i = 0; i < n; i++) put(t, i % 3 ? "ferry, " : "canal,");
    put(t, "\n");
}
static void fill_same(text *t, unsigned n) {
    for (unsigned i = 0; i < n; i++) put(t, "Low water\n");
}
static void fill_brackets(text *t, unsigned n) {
    for (unsigned i = 0; i < n; i++) put(t, i & 1 ? "<script>\xE2\x80\xAE=1+1\n" : "x\n\n");
}

static void check_linear(const char *name, void (*fill)(text *, unsigned), unsigned n) {
    size_t entries;
    const double one = seconds(fill, n, &entries), eight = seconds(fill, 8 * n, &entries);
    if (eight > 0.2 && eight > 24 * (one + 0.002)) printf("%s: %.3f s for %u, %.3f s for %u\n", name, one, n, eight, 8 * n);
    CHECK(eight <= 0.2 || eight <= 24 * (one + 0.002));
}

static void test_sizes(void) {
    size_t entries;
    check_linear("empty lines", fill_empty, 125000);
    check_linear("one line", fill_one_line, 100000);
    check_linear("tags", fill_tags, 12500);
    check_linear("same line", fill_same, 12500);
    check_linear("brackets", fill_brackets, 12500);
    check_linear("listing", put_listing, 1500);
    (void)seconds(put_listing, 12000, &entries);
    CHECK_EQ(entries, 12000);
}

int main(void) {
    pdx_page page;
    text empty = {0};
    put(&empty, "");
    cut(&page, &empty, &with_words);
    CHECK(page.n_parts == 0 && page.n_entries == 0);
    pdx_page_deinit(&page);
    free(empty.data);
    test_listing(&with_words);
    test_listing(&without_words);
    test_single();
    test_corrections();
    test_memory();
    test_stop();
    test_sizes();
    test_lossless();
    return check_report("test_cut");
}
