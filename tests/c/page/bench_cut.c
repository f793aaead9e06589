/* How fast pages are cut, beside memcpy and a plain split into lines of the same bytes.
 *     bench_cut [--no-lexicon] FILE...
 * Prints MB/s and ns per line of each, the best of five rounds over all files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "page/page.h"

typedef struct corpus {
    uint8_t *data;
    size_t len, lines;
    size_t *begin; /* of each file; one more for the end */
    size_t files;
} corpus;

static double now(void) { return (double)clock() / CLOCKS_PER_SEC; }

static bool corpus_read(corpus *c, int n, char **paths) {
    size_t room = 0;
    c->begin = malloc(((size_t)n + 1) * sizeof *c->begin);
    if (c->begin == NULL) return false;
    for (int i = 0; i < n; i++) {
        FILE *file = fopen(paths[i], "rb");
        size_t got = 1;
        if (file == NULL) return false;
        c->begin[c->files++] = c->len;
        while (got > 0) {
            if (c->len + 65536 > room) c->data = realloc(c->data, room = 2 * room + 65536);
            if (c->data == NULL) return false;
            got = fread(c->data + c->len, 1, 65536, file);
            c->len += got;
        }
        (void)fclose(file);
    }
    c->begin[c->files] = c->len;
    for (size_t i = 0; i < c->len; i++) c->lines += c->data[i] == '\n';
    return true;
}

static size_t run_copy(const corpus *c, uint8_t *to) {
    memcpy(to, c->data, c->len);
    return to[c->len / 2];
}

static size_t run_split(const corpus *c) {
    const uint8_t *p = c->data, *end = p + c->len;
    size_t sum = 0;
    while (p < end) {
        const uint8_t *stop = memchr(p, '\n', (size_t)(end - p));
        if (stop == NULL) stop = end;
        sum += (size_t)(stop - p);
        p = stop + 1;
    }
    return sum;
}

static size_t run_cut(const corpus *c, const pdx_page_options *options) {
    size_t entries = 0;
    for (size_t i = 0; i < c->files; i++) {
        pdx_page page;
        if (pdx_page_cut(&page, pdx_span_of(c->data + c->begin[i], c->begin[i + 1] - c->begin[i]), options, NULL, NULL) != PDX_OK) exit(1);
        entries += page.n_entries;
        pdx_page_deinit(&page);
    }
    return entries;
}

int main(int argc, char **argv) {
    static const char *const names[] = {"memcpy", "split into lines", "cut"};
    pdx_page_options options = {.use_lexicon = true};
    corpus c = {NULL, 0, 0, NULL, 0};
    uint8_t *copy;
    int first = 1;
    if (argc > 1 && strcmp(argv[1], "--no-lexicon") == 0) {
        options.use_lexicon = false;
        first++;
    }
    if (first >= argc || !corpus_read(&c, argc - first, argv + first)) return 2;
    copy = malloc(c.len + 1);
    if (copy == NULL) return 2;
    printf("%zu pages, %.1f MB, %zu lines\n", c.files, (double)c.len / 1e6, c.lines);
    for (int what = 0; what < 3; what++) {
        double best = 1e9;
        size_t result = 0;
        for (int round = 0; round < 5; round++) {
            const double start = now();
            result = what == 0 ? run_copy(&c, copy) : what == 1 ? run_split(&c) : run_cut(&c, &options);
            if (now() - start < best) best = now() - start;
        }
        if (best <= 0) best = 1e-9;
        printf("%-18s %9.0f MB/s %9.1f ns/line  (%zu)\n", names[what], (double)c.len / best / 1e6, best * 1e9 / (double)c.lines, result);
    }
    free(copy);
    free(c.data);
    free(c.begin);
    return 0;
}
