/* How queries are read: the table, strictness, limits, and memory that runs out. */
#include "check.h"
#include "memory.h"
#include "query/parse_table.h"

#include "base/alloc.h"
#include "query/query.h"

static pdx_query_options options_of(int mode) {
    pdx_query_options options;
    memset(&options, 0, sizeof options);
    options.any = mode == ANY;
    options.sequence = mode == FIND;
    return options;
}

/* The notes of a query as the table has them. */
static void notes_text(const pdx_query *query, pdx_buf *out) {
    size_t i;
    for (i = 0; i < pdx_query_n_notes(query); i++) {
        const pdx_query_note note = pdx_query_get_note(query, i);
        CHECK(note.message != NULL && note.message[0] != '\0' && strchr(note.message, '\n') == NULL);
        pdx_buf_format(out, "%s%zu-%zu", i > 0 ? " " : "", note.begin, note.end);
    }
}

static void check_text(const pdx_buf *got, const char *wanted, const parse_case *one) {
    const pdx_span view = pdx_buf_view(got);
    if (!check_failed(pdx_span_equal(view, pdx_span_str(wanted)) ? 1 : 0)) return;
    printf("query <%s>: got <%.*s>, wanted <%s>\n", one->query, (int)view.len, (const char *)view.data, wanted);
}

static void check_case(const parse_case *one) {
    const pdx_query_options options = options_of(one->mode);
    pdx_query *query;
    pdx_error err;
    pdx_buf dump, notes;
    const pdx_status status = pdx_query_parse(pdx_span_str(one->query), pdx_analyzer_default(), &options, &query, &err);
    if (one->dump == NULL) {
        char offset[24];
        CHECK_EQ(status, PDX_EQUERY);
        (void)snprintf(offset, sizeof offset, "%llu", (unsigned long long)err.offset);
        CHECK(strcmp(offset, one->notes) == 0 && query == NULL);
        return;
    }
    CHECK_EQ(status, PDX_OK);
    if (status != PDX_OK) return;
    pdx_buf_init(&dump);
    pdx_buf_init(&notes);
    pdx_query_dump(query, &dump);
    notes_text(query, &notes);
    check_text(&dump, one->dump, one);
    check_text(&notes, one->notes, one);
    pdx_buf_deinit(&dump);
    pdx_buf_deinit(&notes);
    pdx_query_free(query);
}

/* Strict: the first note is an error at its offset, and without notes nothing changes. */
static void check_strict(const parse_case *one) {
    pdx_query_options options = options_of(one->mode);
    pdx_query *query;
    pdx_error err;
    pdx_status status;
    unsigned long begin;
    options.strict = true;
    status = pdx_query_parse(pdx_span_str(one->query), pdx_analyzer_default(), &options, &query, &err);
    if (one->notes[0] == '\0') {
        CHECK_EQ(status, PDX_OK);
    } else {
        CHECK_EQ(status, PDX_EQUERY);
        CHECK(query == NULL);
        /* A bad value may be noted, inside, before it is an error. */
        if (one->dump != NULL && sscanf(one->notes, "%lu", &begin) == 1) CHECK_EQ(err.offset, begin);
    }
    pdx_query_free(query);
}

static pdx_status parse_buf(const pdx_buf *text, int mode) {
    const pdx_query_options options = options_of(mode);
    pdx_query *query;
    pdx_error err;
    pdx_buf dump;
    const pdx_status status = pdx_query_parse(pdx_buf_view(text), pdx_analyzer_default(), &options, &query, &err);
    if (status == PDX_OK) {
        pdx_buf_init(&dump);
        pdx_query_dump(query, &dump);
        pdx_buf_deinit(&dump);
    } else {
        CHECK(err.status == status && err.message[0] != '\0');
    }
    pdx_query_free(query);
    return status;
}

static void repeat(pdx_buf *out, const char *text, int n) {
    while (n-- > 0) pdx_buf_str(out, text);
}

/* `n` times `unit`, then `n` times `close`. */
static pdx_status parse_repeated(const char *unit, const char *middle, const char *close, int n, int mode) {
    pdx_buf text;
    pdx_status status;
    pdx_buf_init(&text);
    repeat(&text, unit, n);
    pdx_buf_str(&text, middle);
    repeat(&text, close, n);
    status = parse_buf(&text, mode);
    pdx_buf_deinit(&text);
    return status;
}

static void check_limits(void) {
    int mode;
    for (mode = SEARCH; mode <= ANY; mode++) {
        CHECK_EQ(parse_repeated("a ", "", "", 1024, mode), PDX_OK);
        CHECK_EQ(parse_repeated("a ", "", "", 1025, mode), PDX_ELIMIT);
        CHECK_EQ(parse_repeated("\"a b\" ", "", "", 512, mode), PDX_OK);
        CHECK_EQ(parse_repeated("\"a b\" ", "", "", 513, mode), PDX_ELIMIT);
        CHECK_EQ(parse_repeated("tag:x ", "", "", 1025, mode), PDX_ELIMIT);
        CHECK_EQ(parse_repeated("a* ", "", "", 1025, mode), PDX_ELIMIT);
        CHECK_EQ(parse_repeated("(", "a", ")", 64, mode), PDX_OK);
        CHECK_EQ(parse_repeated("(", "a", ")", 65, mode), PDX_ELIMIT);
        CHECK_EQ(parse_repeated("(", "a", "", 65, mode), PDX_ELIMIT);
        CHECK_EQ(parse_repeated("title:", "a", "", 64, mode), PDX_OK);
        CHECK_EQ(parse_repeated("title:", "a", "", 65, mode), PDX_ELIMIT);
        CHECK_EQ(parse_repeated("x:", "a", "", 65, mode), PDX_ELIMIT);
        CHECK_EQ(parse_repeated("a NEAR ", "a", "", 64, mode), PDX_OK);
        CHECK_EQ(parse_repeated("a NEAR ", "a", "", 65, mode), PDX_ELIMIT);
        CHECK_EQ(parse_repeated("-(", "a", ")", 64, mode), PDX_OK);
        CHECK_EQ(parse_repeated("tag:(", "a", ")", 65, mode), PDX_ELIMIT);
        CHECK_EQ(parse_repeated("-", "a", "", 100000, mode), PDX_OK);
        CHECK_EQ(parse_repeated("=", "a", "", 100000, mode), PDX_OK);
        CHECK_EQ(parse_repeated("NOT ", "a", "", 20000, mode), PDX_OK);
        CHECK_EQ(parse_repeated("AND ", "a", "", 20000, mode), PDX_OK);
        CHECK_EQ(parse_repeated(") ", "a", "", 20000, mode), PDX_OK);
        CHECK_EQ(parse_repeated("a-", "a", "", 2000, mode), PDX_ELIMIT);
        CHECK_EQ(parse_repeated("*", "a", "", 100000, mode), PDX_OK);
    }
}

typedef struct typed {
    const char *text;
    pdx_query_options options;
} typed;

static pdx_status parse_and_free(void *context) {
    const typed *t = context;
    pdx_query *query;
    pdx_error err;
    const pdx_status status = pdx_query_parse(pdx_span_str(t->text), pdx_analyzer_default(), &t->options, &query, &err);
    pdx_query_free(query);
    return status;
}

static void check_memory(const char *text, int mode) {
    typed t = {text, options_of(mode)};
    memory_fails(parse_and_free, &t, 3);
}

int main(void) {
    size_t i;
    for (i = 0; i < PDX_COUNTOF(parse_table); i++) {
        check_case(&parse_table[i]);
        check_strict(&parse_table[i]);
    }
    check_limits();
    check_memory("river (\"old Pour-Mohammadi bridge\"~3 OR title:lak* foo:bar) -tag:\"a b\" c NEAR d e~2 =F ***", SEARCH);
    check_memory("river (\"old bridge\"~3 | title:lak*) -tag:\"a b\" c NEAR d", FIND);
    check_memory("+river (\"old bridge\"~3 | title:lak*) -tag:\"a b\" c NEAR d", ANY);
    return check_report("test_parse");
}
