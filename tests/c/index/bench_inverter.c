/* How fast documents become a segment: generated posts with natural word frequencies, in MB of text per second, for adding, finishing
 * and verifying, and how much memory that takes at most. Not a test.
 * Arguments: posts (20000), words per post (200), words of the language (200000), threads (1 or 2). With one thread, time is the
 * process's own work, which other programs on the machine stretch less; with two it is the clock's. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#if defined(__unix__) || defined(__APPLE__)
#include <sys/resource.h>
#endif

#include "base/alloc.h"
#include "index/inverter.h"
#include "os/helper.h"
#include "random.h"
#include "segment/postings.h"

static unsigned n_threads = 1;

static double now(void) {
    struct timespec moment;
    if (n_threads == 1 || timespec_get(&moment, TIME_UTC) == 0) return (double)clock() / CLOCKS_PER_SEC;
    return (double)moment.tv_sec + (double)moment.tv_nsec * 1e-9;
}

/* Word number `rank`, frequent words short. */
static size_t word_put(char *out, uint32_t rank) {
    static const char syllables[16][4] = {"ba", "ke", "ri", "to", "mu", "sen", "lor", "vi", "da", "pe", "no", "gu", "tra", "she", "ol", "ti"};
    size_t len = 0;
    for (rank += 1; rank > 0; rank /= 16) len += (size_t)sprintf(out + len, "%s", syllables[rank % 16]);
    return len;
}

/* Zipf's law by inversion: rank r with probability about 1/r. */
static uint32_t rank_draw(test_random *random, uint32_t n) {
    const double u = (double)(random_next(random) >> 11) / 9007199254740992.0;
    const double rank = exp(u * log((double)n));
    return (uint32_t)rank - (rank >= n);
}

/* Title, two tags, paragraphs. */
static size_t post_make(test_random *random, uint32_t n_words, uint32_t n_language, char *text, pdx_index_part *parts, size_t *n_parts) {
    size_t len = 0, part = 0;
    uint32_t w;
    for (w = 0; w < n_words; w++) {
        const bool begins = w == 0 || w == 6 || w == 7 || (w > 7 && (w - 8) % 80 == 0);
        if (begins && w > 0) text[len++] = '\n';
        if (begins) {
            parts[part].role = w == 0 ? PDX_ROLE_TITLE : w < 8 ? PDX_ROLE_TAGS : PDX_ROLE_PARAGRAPH;
            parts[part].begin = parts[part].block_begin = len;
            parts[part].page_part = (uint32_t)part;
            parts[part].appearance = 0;
            part++;
        } else {
            if (random_below(random, 12) == 0) text[len++] = ',';
            text[len++] = ' ';
        }
        len += word_put(text + len, rank_draw(random, n_language));
        if (random_below(random, 10) == 0) text[len++] = 's';
        parts[part - 1].end = parts[part - 1].block_end = len;
    }
    *n_parts = part;
    return len;
}

/* A plural is in one class with its singular. */
static pdx_status stem(void *context, pdx_lang language, const pdx_span *terms, size_t n, pdx_buf *bytes, uint64_t *ends) {
    size_t i;
    (void)context, (void)language;
    for (i = 0; i < n; i++) {
        const size_t len = terms[i].len;
        pdx_buf_append(bytes, terms[i].data, len > 2 && terms[i].data[len - 1] == 's' ? len - 1 : len);
        ends[i] = bytes->len;
    }
    return bytes->failed ? PDX_ENOMEM : PDX_OK;
}

typedef struct bench {
    uint32_t n_posts, n_words, n_language;
    char *text;            /* of all posts, made before the clock runs */
    pdx_index_part *parts;
    pdx_index_doc *docs;
    double text_bytes, add_seconds, held_before, held_most;
} bench;

/* The most memory that this process has had, in bytes; 0: not known here. */
static double held(void) {
#if defined(__unix__) || defined(__APPLE__)
    struct rusage usage;
    if (getrusage(RUSAGE_SELF, &usage) == 0) {
#if defined(__APPLE__)
        return (double)usage.ru_maxrss;
#else
        return (double)usage.ru_maxrss * 1024;
#endif
    }
#endif
    return 0;
}

static bool posts_make(bench *b) {
    const size_t parts_most = b->n_words / 80 + 6;
    test_random random = {5};
    size_t len = 0, n_parts = 0;
    uint32_t i;
    b->text = malloc((size_t)b->n_posts * ((size_t)b->n_words * 14 + 300));
    b->parts = malloc((size_t)b->n_posts * parts_most * sizeof *b->parts);
    b->docs = malloc((size_t)b->n_posts * sizeof *b->docs);
    if (b->text == NULL || b->parts == NULL || b->docs == NULL) return false;
    for (i = 0; i < b->n_posts; i++) {
        pdx_index_doc doc = {{NULL, 0}, NULL, 0, PDX_LANG_EN, false, true};
        doc.parts = b->parts + n_parts;
        doc.text = pdx_span_of(b->text + len, post_make(&random, b->n_words, b->n_language, b->text + len, b->parts + n_parts, &doc.n_parts));
        len += doc.text.len;
        n_parts += doc.n_parts;
        b->docs[i] = doc;
    }
    b->text_bytes = (double)len;
    return true;
}

typedef struct half {
    const bench *b;
    pdx_inverter *inverter;
    uint32_t begin, end;
} half;

static pdx_status half_add(void *context, const pdx_tick *tick, pdx_error *err) {
    const half *h = context;
    uint32_t i;
    for (i = h->begin; i < h->end; i++) {
        PDX_TRY(pdx_tick_step(tick, i, h->end, err));
        PDX_TRY(pdx_inverter_add(h->inverter, &h->b->docs[i], err));
    }
    return PDX_OK;
}

static pdx_status posts_add(bench *b, pdx_inverter *inverter) {
    const double begin = now();
    const uint32_t middle = n_threads == 1 ? b->n_posts : b->n_posts / 2;
    half first = {b, inverter, 0, middle}, second = {b, NULL, middle, b->n_posts};
    pdx_helper helper;
    pdx_status status;
    if (n_threads == 1) {
        status = half_add(&first, NULL, NULL);
    } else {
        PDX_TRY(pdx_inverter_new(pdx_analyzer_default(), &second.inverter, NULL));
        if (!pdx_helper_start(&helper, half_add, &second)) return PDX_EIO;
        status = pdx_helper_end(&helper, half_add(&first, NULL, NULL), NULL, NULL);
        if (status == PDX_OK) status = pdx_inverter_join(inverter, &second.inverter, 1, NULL, NULL);
        pdx_inverter_free(second.inverter);
        pdx_inverter_threads(inverter, n_threads);
    }
    b->add_seconds = now() - begin;
    return status;
}

static void report(const bench *b, const pdx_buf *out, const pdx_segment *segment, const double seconds[3]) {
    const double mb = b->text_bytes / 1e6, build = b->add_seconds + seconds[0];
    double tokens = 0;
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) tokens += (double)pdx_segment_group_total(segment, (pdx_group)g);
    printf("%u posts, %.1f MB, %.1f M tokens, %u terms, %u classes\n", pdx_segment_n_posts(segment), mb, tokens / 1e6,
           pdx_segment_n_terms(segment), pdx_segment_n_classes(segment));
    printf("add    %7.1f MB/s  %5.0f ns/token\n", mb / b->add_seconds, b->add_seconds / tokens * 1e9);
    printf("finish %7.1f MB/s  %5.0f ns/token\n", mb / seconds[0], seconds[0] / tokens * 1e9);
    printf("both   %7.1f MB/s  %5.0f ns/token\n", mb / build, build / tokens * 1e9);
    printf("open   %7.1f us\n", seconds[1] * 1e6);
    printf("verify %7.1f MB/s\n", mb / seconds[2]);
    printf("index beyond text: %.2f bytes per token, %.2f of the text\n", ((double)out->len - b->text_bytes) / tokens,
           ((double)out->len - b->text_bytes) / b->text_bytes);
    printf("memory beyond the texts given: %.2f of the text, the segment's %.2f among it\n", (b->held_most - b->held_before) / b->text_bytes,
           (double)out->len / b->text_bytes);
}

int main(int argc, char **argv) {
    bench b = {.n_posts = 20000, .n_words = 200, .n_language = 200000};
    const pdx_stemmer stemmer = {stem, NULL};
    pdx_inverter *inverter;
    pdx_segment *segment;
    double seconds[3], begin;
    pdx_buf out;
    if (argc > 1) b.n_posts = (uint32_t)strtoul(argv[1], NULL, 10);
    if (argc > 2) b.n_words = (uint32_t)strtoul(argv[2], NULL, 10);
    if (argc > 3) b.n_language = (uint32_t)strtoul(argv[3], NULL, 10);
    if (argc > 4) n_threads = (unsigned)strtoul(argv[4], NULL, 10);
    pdx_buf_init(&out);
    if (!posts_make(&b)) return 1;
    b.held_before = held();
    if (pdx_inverter_new(pdx_analyzer_default(), &inverter, NULL) != PDX_OK || posts_add(&b, inverter) != PDX_OK) return 1;
    begin = now();
    if (pdx_inverter_finish(inverter, &stemmer, NULL, &out, NULL) != PDX_OK) return 1;
    seconds[0] = now() - begin;
    b.held_most = held();
    pdx_inverter_free(inverter);
    begin = now();
    if (pdx_segment_open(pdx_buf_view(&out), &segment, NULL) != PDX_OK) return 1;
    seconds[1] = now() - begin;
    begin = now();
    if (pdx_segment_verify(segment, NULL, NULL) != PDX_OK) return 1;
    seconds[2] = now() - begin;
    report(&b, &out, segment, seconds);
    pdx_segment_close(segment);
    pdx_buf_deinit(&out);
    free(b.text);
    free(b.parts);
    free(b.docs);
    return 0;
}
