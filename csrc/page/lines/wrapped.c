#include "page/lines/wrapped.h"

/* In bytes: a line that was broken is no shorter and no longer. FEW: less is chance. ONE_IN: of the lines of a page so many run on into the next. */
enum { SHORTEST = 40, LONGEST = 200, FEW = 4, ONE_IN = 4, LOOK = -70 };

static size_t length_of(const pdx_lines *lines, size_t i) { return (size_t)(lines->lines.data[i].end - lines->lines.data[i].begin); }

static bool may_be_broken(const pdx_facts *facts, const pdx_lines *lines, size_t i) {
    return length_of(lines, i) >= SHORTEST && length_of(lines, i) <= LONGEST && !(facts->facts.data[i].flags & (PDX_FACT_CODE | PDX_FACT_URL));
}

/* Its small letter begins a day or what else is printed beside titles, and no rest of a sentence: "mayo 5, 2025", "by admin". */
static bool is_field(const pdx_fact *fact) { return fact->flags & PDX_FACT_DATE || fact->phrases & PDX_PHRASES_OF_ENTRY; }

/* Line `i` goes on in the next one, in the middle of a sentence. */
static bool runs_on(const pdx_facts *facts, const pdx_lines *lines, size_t i) {
    return i + 1 < lines->lines.len && lines->lines.data[i + 1].gap == 0 && may_be_broken(facts, lines, i) &&
           !(facts->facts.data[i].flags & (PDX_FACT_STOP | PDX_FACT_COLON | PDX_FACT_CUT)) && facts->facts.data[i + 1].flags & PDX_FACT_LOWER &&
           !is_field(&facts->facts.data[i + 1]);
}

static void mark(pdx_fact *fact) {
    fact->flags |= PDX_FACT_PARA;
    if (fact->title > LOOK) fact->title = LOOK;
}

void pdx_wrapped_mark(pdx_facts *facts, const pdx_lines *lines) {
    const size_t n = lines->lines.len;
    size_t broken = 0;
    for (size_t i = 0; i < n; i++) broken += runs_on(facts, lines, i);
    if (broken < FEW || broken * ONE_IN < n) return;
    for (size_t i = 0, end; i < n; i = end) {
        size_t run = 0;
        end = i;
        do {
            run += runs_on(facts, lines, end);
            end++;
        } while (end < n && lines->lines.data[end].gap == 0 && may_be_broken(facts, lines, end - 1));
        if (run == 0) continue;
        for (size_t k = i; k < end; k++) mark(&facts->facts.data[k]);
    }
}
