/* What other pages of a site say of a page's lines: where the others begin an entry at lines that one page does not, that page is told
 * so and cut anew; pages that agree hear nothing new, nor does another site; what the page itself says counts for nothing; what changes
 * beside it is weighed against it; memory running out is told and leaks nothing. */
#include "../check.h"
#include "../memory.h"

#include "base/alloc.h"
#include "page/site/openings.h"

enum { PAGE_BYTES = 4000, PAGES = 4, ENTRIES = 4 };

static const char *const titles[] = {"The ferry comes back", "Lamps along the quay", "A roof for the mill", "Tea in the boat house", "The lock is painted", "Who has the key"};
static const char *const texts[] = {
    "Nobody on the quay was surprised that it went so well, not even those who had given it up long ago.",
    "The carpenter came twice and measured everything again, and then he went for his lunch.",
    "It hangs in the town hall, where the stairs are, and it is not for sale at any price.",
};

/* Entries first, first + 1 and so on, of those there are. */
static void page_write(char *out, unsigned first) {
    size_t len = (size_t)snprintf(out, PAGE_BYTES, "The Tidewick Leaf\n\n");
    for (unsigned k = first; k < first + ENTRIES; k++) {
        const unsigned n = k % (unsigned)PDX_COUNTOF(titles);
        len += (size_t)snprintf(out + len, PAGE_BYTES - len, "%s\n\nMay %u, 2011 by the warden\n\n%s\n\nContinue reading %s\n\n", titles[n], n + 1,
                                texts[n % PDX_COUNTOF(texts)], titles[n]);
    }
}

static unsigned line_of(const char *text, const char *line) {
    unsigned number = 1;
    for (const char *at = text; at < strstr(text, line); at++) number += *at == '\n';
    return number;
}

typedef struct site {
    char texts[PAGES][PAGE_BYTES];
    pdx_page pages[PAGES];
    pdx_openings openings;
} site;

static void site_close(site *s) {
    for (unsigned i = 0; i < PAGES; i++) pdx_page_deinit(&s->pages[i]);
    pdx_openings_deinit(&s->openings);
}

/* Cuts the pages, the last one with `fixes`; counts those from `from` on, the last one as of site `last_site`. */
static pdx_status site_read(site *s, const pdx_page_correction *fixes, size_t n, uint32_t last_site) {
    memset(s->pages, 0, sizeof s->pages);
    pdx_openings_init(&s->openings);
    for (unsigned i = 0; i < PAGES; i++) {
        pdx_page_options options = {.use_lexicon = true};
        if (i + 1 == PAGES) {
            options.corrections = fixes;
            options.n_corrections = n;
        }
        PDX_TRY(pdx_page_cut(&s->pages[i], pdx_span_str(s->texts[i]), &options, NULL, NULL));
    }
    for (unsigned i = 0; i < PAGES; i++) PDX_TRY(pdx_openings_add_titles(&s->openings, &s->pages[i], i + 1 == PAGES ? last_site : 7, NULL));
    for (unsigned i = 0; i < PAGES; i++) pdx_openings_add_lines(&s->openings, &s->pages[i], i + 1 == PAGES ? last_site : 7);
    return PDX_OK;
}

static void texts_write(site *s) {
    for (unsigned i = 0; i < PAGES; i++) page_write(s->texts[i], i);
}

static const pdx_page_hint *hint_of(const pdx_hints *hints, const char *text, const char *line) {
    for (size_t k = 0; k < hints->list.len; k++) {
        if (hints->list.data[k].line == (uint64_t)(strstr(text, line) - text)) return &hints->list.data[k];
    }
    return NULL;
}

static void test_agree(void) {
    static site s;
    pdx_hints hints;
    texts_write(&s);
    CHECK_EQ(site_read(&s, NULL, 0, 7), PDX_OK);
    pdx_hints_init(&hints);
    for (unsigned i = 0; i < PAGES; i++) {
        CHECK_EQ(s.pages[i].n_entries, ENTRIES);
        CHECK_EQ(pdx_openings_tell(&s.openings, &s.pages[i], 7, &hints, NULL), PDX_OK);
        CHECK(!hints.differs);
        CHECK_EQ(hints.list.len, ENTRIES);
    }
    CHECK(!pdx_hints_prefer(&hints, &s.pages[3], &s.pages[3]));
    pdx_hints_deinit(&hints);
    site_close(&s);
}

/* On the last page a person, or a mistake, says that one title opens nothing. */
static pdx_page_correction fix_of(const site *s) {
    return (pdx_page_correction){line_of(s->texts[3], titles[4]), PDX_ROLE_PARAGRAPH, false};
}

static void test_differ(void) {
    static site s;
    pdx_page_options options = {.use_lexicon = true};
    pdx_page_correction fix;
    pdx_hints hints;
    pdx_page again;
    texts_write(&s);
    fix = fix_of(&s);
    CHECK_EQ(site_read(&s, &fix, 1, 7), PDX_OK);
    CHECK_EQ(s.pages[3].n_entries, ENTRIES - 1);
    pdx_hints_init(&hints);
    CHECK_EQ(pdx_openings_tell(&s.openings, &s.pages[3], 7, &hints, NULL), PDX_OK);
    CHECK(hints.differs);
    CHECK(hint_of(&hints, s.texts[3], titles[4]) != NULL && hint_of(&hints, s.texts[3], titles[4])->odds > 1);
    options.hints = hints.list.data;
    options.n_hints = hints.list.len;
    CHECK_EQ(pdx_page_cut(&again, pdx_span_str(s.texts[3]), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(again.n_entries, ENTRIES);
    CHECK(pdx_hints_prefer(&hints, &again, &s.pages[3]));
    CHECK(!pdx_hints_prefer(&hints, &s.pages[3], &again)); /* nobody else says so */
    CHECK_EQ(pdx_openings_tell(&s.openings, &s.pages[2], 7, &hints, NULL), PDX_OK);
    CHECK(!hints.differs); /* two of three others are right */
    pdx_page_deinit(&again);
    pdx_hints_deinit(&hints);
    site_close(&s);
}

/* Its own titles tell a page nothing, whatever another site says. */
static void test_another_site(void) {
    static site s;
    pdx_page_correction fix;
    pdx_hints hints;
    texts_write(&s);
    fix = fix_of(&s);
    CHECK_EQ(site_read(&s, &fix, 1, 8), PDX_OK);
    pdx_hints_init(&hints);
    CHECK_EQ(pdx_openings_tell(&s.openings, &s.pages[3], 8, &hints, NULL), PDX_OK);
    CHECK(!hints.differs);
    CHECK(hint_of(&hints, s.texts[3], titles[4]) == NULL);
    CHECK(hint_of(&hints, s.texts[3], titles[3]) != NULL && hint_of(&hints, s.texts[3], titles[3])->odds == 0);
    pdx_hints_deinit(&hints);
    site_close(&s);
}

/* Titles that go without anybody saying so weigh against one that others see. */
static void test_weighed(void) {
    static site s;
    pdx_page_correction fix, fixes[2];
    pdx_page_options options = {.use_lexicon = true};
    pdx_hints hints;
    pdx_page other;
    texts_write(&s);
    fix = fix_of(&s);
    CHECK_EQ(site_read(&s, &fix, 1, 7), PDX_OK);
    fixes[0] = (pdx_page_correction){line_of(s.texts[3], titles[5]), PDX_ROLE_PARAGRAPH, false};
    fixes[1] = (pdx_page_correction){line_of(s.texts[3], titles[0]), PDX_ROLE_PARAGRAPH, false};
    options.corrections = fixes;
    options.n_corrections = 2;
    CHECK_EQ(pdx_page_cut(&other, pdx_span_str(s.texts[3]), &options, NULL, NULL), PDX_OK);
    pdx_hints_init(&hints);
    CHECK_EQ(pdx_openings_tell(&s.openings, &s.pages[3], 7, &hints, NULL), PDX_OK);
    CHECK_EQ(other.n_entries, 2); /* the title that others see is there, two more are not */
    CHECK(!pdx_hints_prefer(&hints, &other, &s.pages[3]));
    pdx_page_deinit(&other);
    pdx_hints_deinit(&hints);
    site_close(&s);
}

static pdx_status whole_way(void *context) {
    site *s = context;
    pdx_hints hints;
    pdx_status status;
    pdx_hints_init(&hints);
    status = site_read(s, NULL, 0, 7);
    if (status == PDX_OK) status = pdx_openings_tell(&s->openings, &s->pages[0], 7, &hints, NULL);
    pdx_hints_deinit(&hints);
    site_close(s);
    return status;
}

static void test_memory(void) {
    static site s;
    texts_write(&s);
    memory_fails(whole_way, &s, 50);
}

int main(void) {
    test_agree();
    test_differ();
    test_another_site();
    test_weighed();
    test_memory();
    return check_report("test_openings");
}
