/* Reads appearances from standard input and prints the number of each one's post: the C side of
 * tests/post_identity_eval.py. A record is a line "page excerpt year month day hour minute titlelen bodylen"
 * (hour -1: no time; year 0: no date), then the bytes of title and body. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "post/identity/identity.h"

static pdx_span read_bytes(size_t len) {
    uint8_t *bytes = malloc(len + 1);
    if (bytes == NULL || fread(bytes, 1, len, stdin) != len) exit(2);
    return pdx_span_of(bytes, len);
}

int main(void) {
    PDX_VEC(pdx_appearance_facts) facts;
    PDX_VEC_INIT(&facts);
    unsigned page, excerpt, month, day;
    int year, hour, minute;
    size_t title, body;
    while (scanf("%u %u %d %u %u %d %d %zu %zu", &page, &excerpt, &year, &month, &day, &hour, &minute, &title, &body) == 9) {
        pdx_appearance_facts one;
        memset(&one, 0, sizeof one);
        (void)getchar(); /* the end of the line */
        one.page = page;
        one.excerpt = excerpt != 0;
        one.title = read_bytes(title);
        one.body = read_bytes(body);
        if (year != 0) {
            one.published.year = year;
            one.published.month = (uint8_t)month;
            one.published.day = (uint8_t)day;
            one.published.precision = hour < 0 ? PDX_PRECISION_DAY : PDX_PRECISION_MINUTE;
            one.published.hour = (uint8_t)(hour < 0 ? 0 : hour);
            one.published.minute = (uint8_t)(hour < 0 ? 0 : minute);
        }
        if (!PDX_VEC_PUSH(&facts, one)) return 2;
    }
    uint32_t *posts = malloc((facts.len + 1) * sizeof *posts), n_posts;
    pdx_error err;
    const clock_t start = clock();
    if (posts == NULL || pdx_identity_unite(facts.data, facts.len, posts, &n_posts, NULL, &err) != PDX_OK) return 2;
    fprintf(stderr, "%.3f\n", (double)(clock() - start) / CLOCKS_PER_SEC);
    for (size_t i = 0; i < facts.len; i++) printf("%u\n", posts[i]);
    return 0;
}
