/* How fast pages are cut, beside a copy and a plain split into lines of the same bytes, in one thread. For tests/truth/speed.py.
 *     cut_bench ROUNDS < LIST
 * LIST names a file a line; an empty line begins a new group of files. Every file is one page. "cut": nothing learned from one page is used for
 * another, only the memory in which it was cut; "remembered": what a line says is taken from an earlier page of the group that has the same line, as archives do, and nothing else.
 * In every round each measure has its turn, so that a machine that becomes slower is so for all of them. Printed is for each group, and for all
 * together, the fastest round of a measure and the median of the rounds, in seconds of processor time. */
#include <time.h>

#include "documents.h"
#include "page/page.h"

enum { MAX_ROUNDS = 101, MAX_GROUPS = 8 };

typedef struct bench {
    documents pages;
    size_t ends[MAX_GROUPS], n_groups; /* the page behind the last of each group */
    uint8_t *copy;
    pdx_line_memory *memory; /* of the group */
    pdx_page_room *room;     /* of all cuts */
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

static uint64_t cut_with(const bench *b, pdx_span text, pdx_line_memory *memory) {
    const pdx_page_options options = {.use_lexicon = true, .memory = memory, .room = b->room};
    pdx_page page;
    uint64_t parts;
    if (pdx_page_cut(&page, text, &options, NULL, NULL) != PDX_OK) fail("a page could not be cut");
    parts = page.n_parts;
    pdx_page_deinit(&page);
    return parts;
}

static uint64_t cut_alone(bench *b, pdx_span text) { return cut_with(b, text, NULL); }
static uint64_t cut_remembering(bench *b, pdx_span text) { return cut_with(b, text, b->memory); }

enum { COPY, SPLIT, CUT, REMEMBERED, MEASURES };
static const struct {
    const char *name;
    measure once;
} measures[MEASURES] = {{"memcpy", copy_page}, {"split", split_page}, {"cut", cut_alone}, {"remembered", cut_remembering}};

/* Of the processor: others may be using it too. */
static double now(void) { return (double)clock() / CLOCKS_PER_SEC; }

static int compare_doubles(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void print_seconds(const char *name, const char *group, double *seconds, size_t rounds) {
    qsort(seconds, rounds, sizeof *seconds, compare_doubles);
    printf("%s %s %.9f %.9f\n", name, group, seconds[0], seconds[rounds / 2]);
}

static size_t group_begin(const bench *b, size_t group) { return group == 0 ? 0 : b->ends[group - 1]; }

/* One measure of the pages of a group; gives the seconds. */
static double turn(bench *b, measure once, size_t group, uint64_t *sum) {
    double start;
    if (pdx_line_memory_new(&b->memory, NULL) != PDX_OK) fail("out of memory");
    start = now();
    *sum = 0;
    for (size_t i = group_begin(b, group); i < b->ends[group]; i++) *sum += once(b, documents_at(&b->pages, i));
    start = now() - start;
    pdx_line_memory_free(b->memory);
    return start;
}

static void list_read(bench *b) {
    char path[4096];
    memset(b, 0, sizeof *b);
    while (fgets(path, sizeof path, stdin) != NULL) {
        path[strcspn(path, "\n")] = '\0';
        if (path[0] != '\0') documents_add(&b->pages, path);
        else if (b->n_groups + 1 < MAX_GROUPS) b->ends[b->n_groups++] = b->pages.ends.len;
    }
    b->ends[b->n_groups++] = b->pages.ends.len;
}

/* What is in a group: pages, bytes, lines, and those that are not blank. */
static void group_print(const bench *b, size_t group, uint64_t lines) {
    size_t bytes = 0;
    uint64_t filled = 0;
    for (size_t i = group_begin(b, group); i < b->ends[group]; i++) {
        const pdx_span page = documents_at(&b->pages, i);
        bool seen = false;
        bytes += page.len;
        for (size_t at = 0; at < page.len; at++) {
            seen = page.data[at] != '\n' && page.data[at] != '\r' && (seen || page.data[at] > ' ');
            filled += seen && (at + 1 == page.len || page.data[at + 1] == '\n' || page.data[at + 1] == '\r');
        }
    }
    printf("pages %zu %zu\nbytes %zu %zu\nlines %zu %llu\nfilled %zu %llu\n", group, b->ends[group] - group_begin(b, group), group, bytes, group,
           (unsigned long long)lines, group, (unsigned long long)filled);
}

int main(int argc, char **argv) {
    static double seconds[MEASURES][MAX_GROUPS + 1][MAX_ROUNDS]; /* behind the groups all of them */
    static uint64_t sums[MEASURES][MAX_GROUPS];
    bench b;
    const size_t rounds = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 5;
    if (rounds < 1 || rounds > MAX_ROUNDS) return 2;
    list_read(&b);
    b.copy = malloc(b.pages.bytes.len + 1);
    if (b.copy == NULL || pdx_page_room_new(&b.room, NULL) != PDX_OK) fail("out of memory");
    if (b.pages.ends.len > 0) (void)cut_with(&b, documents_at(&b.pages, 0), NULL); /* tables are made when they are first asked for */
    for (size_t round = 0; round < rounds; round++) {
        for (size_t m = 0; m < MEASURES; m++) {
            for (size_t g = 0; g < b.n_groups; g++) seconds[m][b.n_groups][round] += seconds[m][g][round] = turn(&b, measures[m].once, g, &sums[m][g]);
        }
    }
    for (size_t g = 0; g < b.n_groups; g++) {
        char name[24];
        (void)snprintf(name, sizeof name, "%zu", g);
        if (sums[REMEMBERED][g] != sums[CUT][g]) fail("a page is cut in another way after others");
        group_print(&b, g, sums[SPLIT][g]);
        for (size_t m = 0; m < MEASURES; m++) print_seconds(measures[m].name, name, seconds[m][g], rounds);
    }
    for (size_t m = 0; m < MEASURES; m++) print_seconds(measures[m].name, "all", seconds[m][b.n_groups], rounds);
    free(b.copy);
    pdx_page_room_free(b.room);
    documents_deinit(&b.pages);
    return 0;
}
