/* How fast pages are cut, beside a copy and a plain split into lines of the same bytes, in one thread. For tests/truth/speed.py.
 *     cut_bench ROUNDS < LIST
 * LIST names a file a line. Every file is one page. "cut": nothing learned from one page is used for another; "remembered": what a line says is
 * taken from an earlier page that has the same line, as archives do, and nothing else. Each measure goes over all pages in turn; printed is its
 * fastest round, and the median of the rounds, in seconds of processor time. */
#include <time.h>

#include "documents.h"
#include "page/page.h"

enum { MAX_ROUNDS = 101 };

typedef struct bench {
    documents pages;
    uint8_t *copy;
    pdx_line_memory *memory; /* of the round */
    uint64_t lines, parts, entries;
} bench;

typedef uint64_t (*measure)(bench *b, pdx_span page);

static uint64_t copy_page(bench *b, pdx_span page) {
    memcpy(b->copy, page.data, page.len);
    return b->copy[page.len / 2];
}

static uint64_t split_page(bench *b, pdx_span page) {
    const uint8_t *at = page.data, *end = page.data + page.len;
    uint64_t lines = 0;
    (void)b;
    while (at < end) {
        const uint8_t *newline = memchr(at, '\n', (size_t)(end - at));
        lines++;
        if (newline == NULL) break;
        at = newline + 1;
    }
    return lines;
}

static uint64_t cut_with(bench *b, pdx_span text, pdx_line_memory *memory) {
    const pdx_page_options options = {.use_lexicon = true, .memory = memory};
    pdx_page page;
    uint64_t parts;
    if (pdx_page_cut(&page, text, &options, NULL, NULL) != PDX_OK) fail("a page could not be cut");
    parts = page.n_parts;
    b->entries += page.n_entries;
    pdx_page_deinit(&page);
    return parts;
}

static uint64_t cut_alone(bench *b, pdx_span text) { return cut_with(b, text, NULL); }
static uint64_t cut_remembering(bench *b, pdx_span text) { return cut_with(b, text, b->memory); }

/* Of the processor: others may be using it too. */
static double now(void) { return (double)clock() / CLOCKS_PER_SEC; }

static int compare_doubles(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static uint64_t run(bench *b, const char *name, measure once, size_t rounds) {
    double seconds[MAX_ROUNDS];
    uint64_t sum = 0;
    for (size_t round = 0; round < rounds; round++) {
        double start;
        if (pdx_line_memory_new(&b->memory, NULL) != PDX_OK) fail("out of memory");
        start = now();
        sum = b->entries = 0;
        for (size_t i = 0; i < b->pages.ends.len; i++) sum += once(b, documents_at(&b->pages, i));
        seconds[round] = now() - start;
        pdx_line_memory_free(b->memory);
    }
    qsort(seconds, rounds, sizeof *seconds, compare_doubles);
    printf("%s %.9f %.9f\n", name, seconds[0], seconds[rounds / 2]);
    return sum;
}

int main(int argc, char **argv) {
    bench b;
    const size_t rounds = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 5;
    if (rounds < 1 || rounds > MAX_ROUNDS) return 2;
    memset(&b, 0, sizeof b);
    documents_read(&b.pages);
    b.copy = malloc(b.pages.bytes.len + 1);
    if (b.copy == NULL) fail("out of memory");
    (void)run(&b, "memcpy", copy_page, rounds);
    b.lines = run(&b, "split", split_page, rounds);
    b.parts = run(&b, "cut", cut_alone, rounds);
    if (run(&b, "remembered", cut_remembering, rounds) != b.parts) fail("a page is cut in another way after others");
    printf("pages %zu\nbytes %zu\nlines %llu\nparts %llu\nentries %llu\n", b.pages.ends.len, b.pages.bytes.len, (unsigned long long)b.lines,
           (unsigned long long)b.parts, (unsigned long long)b.entries);
    free(b.copy);
    documents_deinit(&b.pages);
    return 0;
}
