/* Sorted concordances and word counts, against lists worked out here from the words as they were written. */
#include "check.h"
#include "query/match_bytes.h"
#include "random.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "corpus/concordance.h"
#include "corpus/frequencies.h"
#include "index/inverter.h"

enum { POSTS = 7, PARTS = 4, WORDS = 12, LINES_MAX = POSTS * PARTS * WORDS };

static const char *const vocabulary[] = {"ferry", "bridge", "tide", "quay", "boat", "The", "old", "fe"};

/* words[post][part][..] in vocabulary numbers; parts 2 and 3 are tags of one line. */
typedef struct sample {
    int n[POSTS][PARTS];
    int words[POSTS][PARTS][WORDS];
    bool remainder[POSTS];
    int64_t dates[POSTS];
    int n_posts;
} sample;

static const uint8_t part_roles[PARTS] = {PDX_ROLE_TITLE, PDX_ROLE_PARAGRAPH, PDX_ROLE_TAGS, PDX_ROLE_TAGS};

static void make_sample(sample *s, test_random *r) {
    int d, p, w;
    s->n_posts = POSTS - 1;
    for (d = 0; d < POSTS; d++) {
        s->remainder[d] = d == POSTS - 1;
        s->dates[d] = random_below(r, 3) == 0 ? INT64_MAX : (int64_t)random_below(r, 3) - 1;
        for (p = 0; p < PARTS; p++) {
            s->n[d][p] = (int)random_below(r, WORDS);
            for (w = 0; w < s->n[d][p]; w++) s->words[d][p][w] = (int)random_below(r, 8);
        }
    }
}

static pdx_snapshot *index_sample(const sample *s) {
    pdx_inverter *inverter = NULL;
    pdx_snapshot *snapshot = NULL;
    pdx_buf out;
    size_t len;
    uint8_t *bytes;
    int d, p, w;
    CHECK_EQ(pdx_inverter_new(pdx_analyzer_default(), &inverter, NULL), PDX_OK);
    for (d = 0; d < POSTS; d++) {
        pdx_index_part parts[PARTS];
        pdx_index_doc doc;
        pdx_buf text;
        pdx_buf_init(&text);
        memset(parts, 0, sizeof parts);
        for (p = 0; p < PARTS; p++) {
            parts[p].role = part_roles[p];
            parts[p].begin = text.len;
            for (w = 0; w < s->n[d][p]; w++) pdx_buf_format(&text, "%s%s", w > 0 ? " " : "", vocabulary[s->words[d][p][w]]);
            parts[p].end = text.len;
            pdx_buf_str(&text, p < 2 ? "\n" : ", ");
            parts[p].block_begin = p == 3 ? parts[2].begin : parts[p].begin;
            parts[p].block_end = parts[p].end;
        }
        parts[2].block_end = parts[3].block_end;
        doc.text = pdx_buf_view(&text);
        doc.parts = parts;
        doc.n_parts = PARTS;
        doc.language = PDX_LANG_EN;
        doc.remainder = s->remainder[d];
        doc.text_stays = false;
        CHECK_EQ(pdx_inverter_add(inverter, &doc, NULL), PDX_OK);
        pdx_buf_deinit(&text);
    }
    pdx_buf_init(&out);
    CHECK_EQ(pdx_inverter_finish(inverter, NULL, NULL, &out, NULL), PDX_OK);
    pdx_inverter_free(inverter);
    bytes = pdx_buf_take(&out, &len);
    CHECK_EQ(pdx_snapshot_take(bytes, len, pdx_analyzer_default(), &snapshot, NULL), PDX_OK);
    return snapshot;
}

/* One line as the test sees it: its block's words and where the node is among them. */
typedef struct line {
    int post, role, at, n;
    int block[2 * WORDS];
} line;

static size_t make_lines(const sample *s, int word, line *lines) {
    size_t n = 0;
    int d, p, w, q;
    for (d = 0; d < POSTS; d++) {
        for (p = 0; p < PARTS; p++) {
            for (w = 0; w < s->n[d][p]; w++) {
                line *one = &lines[n];
                if (s->words[d][p][w] != word) continue;
                n++;
                memset(one, 0, sizeof *one);
                one->post = d;
                one->role = part_roles[p];
                one->at = p == 3 ? s->n[d][2] + w : w;
                for (q = p < 2 ? p : 2; q <= (p < 2 ? p : 3); q++) {
                    memcpy(one->block + one->n, s->words[d][q], (size_t)s->n[d][q] * sizeof(int));
                    one->n += s->n[d][q];
                }
            }
        }
    }
    return n;
}

static const char *context_word(const line *one, int offset) {
    static const char *const folded[] = {"ferry", "bridge", "tide", "quay", "boat", "the", "old", "fe"};
    const int at = one->at + offset;
    return at < 0 || at >= one->n ? "" : folded[one->block[at]];
}

static int compare_key(const sample *s, const line *a, const line *b, const pdx_context_key *key) {
    const int64_t x = a->post < s->n_posts ? s->dates[a->post] : INT64_MAX, y = b->post < s->n_posts ? s->dates[b->post] : INT64_MAX;
    int order;
    switch (key->kind) {
    case PDX_CONTEXT_LEFT: order = strcmp(context_word(a, -key->nth), context_word(b, -key->nth)); break;
    case PDX_CONTEXT_RIGHT: order = strcmp(context_word(a, key->nth), context_word(b, key->nth)); break;
    case PDX_CONTEXT_POST: order = a->post - b->post; break;
    case PDX_CONTEXT_PART: order = a->role - b->role; break;
    case PDX_CONTEXT_DATE:
        if (x == INT64_MAX || y == INT64_MAX) return x == y ? 0 : x == INT64_MAX ? 1 : -1;
        order = x < y ? -1 : x > y;
        break;
    default: order = 0; break;
    }
    return key->descending ? -order : order;
}

static int count_words(pdx_span text) {
    int n = 0;
    for (size_t i = 0; i < text.len; i++) n += text.data[i] >= 'A' && (i == 0 || text.data[i - 1] < 'A');
    return n;
}

/* Words as they run give the same order, and texts of lines in any order are those of the lines. */
static void check_running(const sample *s, const pdx_snapshot *snapshot, const pdx_running *running, const pdx_match_list *list, const pdx_context_key *keys,
                          size_t n_keys, const uint32_t *order) {
    uint32_t again[LINES_MAX];
    pdx_match shuffled[LINES_MAX];
    pdx_match_text texts[LINES_MAX];
    pdx_match_list other = *list;
    CHECK(pdx_concordance_runs(list, keys, n_keys));
    CHECK_EQ(pdx_concordance_sort(snapshot, running, list, keys, n_keys, s->dates, again, NULL, NULL, NULL), PDX_OK);
    CHECK(memcmp(again, order, list->n * sizeof *again) == 0);
    for (size_t i = 0; i < list->n; i++) shuffled[i] = list->matches[order[i]];
    other.matches = shuffled;
    CHECK_EQ(pdx_concordance_texts(snapshot, &other, texts, NULL, NULL), PDX_OK);
    for (size_t i = 0; i < list->n; i++) {
        pdx_range range;
        pdx_doc_part part;
        CHECK_EQ(match_bytes(snapshot, &shuffled[i], &range), PDX_OK);
        CHECK_EQ(pdx_segment_part(pdx_snapshot_segment(snapshot, 0), shuffled[i].doc, shuffled[i].part, &part, NULL), PDX_OK);
        CHECK_EQ(texts[i].begin + part.block_begin, range.begin);
        CHECK_EQ(texts[i].end + part.block_begin, range.end);
        CHECK_EQ(texts[i].block.len, part.block_end - part.block_begin);
    }
}

static void check_sort(const sample *s, const pdx_snapshot *snapshot, const pdx_running *running, int word, const char *keys_text) {
    static line lines[LINES_MAX];
    pdx_context_key keys[PDX_CONTEXT_KEYS_MAX];
    uint32_t order[LINES_MAX];
    pdx_match_text texts[LINES_MAX];
    bool seen[LINES_MAX] = {false};
    pdx_query_options query_options;
    pdx_search_options options;
    pdx_match_list list;
    pdx_query *query;
    pdx_error err;
    size_t n_keys, i, k, n = make_lines(s, word, lines);
    bool words;
    memset(&query_options, 0, sizeof query_options);
    memset(&options, 0, sizeof options);
    query_options.sequence = true;
    options.scoring = pdx_scoring_default();
    options.roles = PDX_ROLES_ALL;
    CHECK_EQ(pdx_context_parse(pdx_span_str(keys_text), keys, &n_keys, &err), PDX_OK);
    CHECK_EQ(pdx_query_parse(pdx_span_str(vocabulary[word]), pdx_analyzer_default(), &query_options, &query, NULL), PDX_OK);
    CHECK_EQ(pdx_matches_find(snapshot, query, &options, true, &list, NULL), PDX_OK);
    CHECK_EQ(list.n, n);
    words = pdx_context_keys_ask_words(keys, n_keys);
    if (list.n == n) CHECK_EQ(pdx_concordance_sort(snapshot, NULL, &list, keys, n_keys, s->dates, order, words ? texts : NULL, NULL, &err), PDX_OK);
    for (i = 0; words && i < n && list.n == n; i++) {
        const pdx_match_text *text = &texts[i];
        CHECK(text->well_formed && text->role == lines[i].role);
        CHECK(pdx_span_equal(pdx_span_slice(text->block, text->begin, text->end), pdx_span_str(vocabulary[word])));
        CHECK_EQ(count_words(pdx_span_slice(text->block, 0, text->begin)), lines[i].at);
        CHECK_EQ(count_words(pdx_span_slice(text->block, text->end, text->block.len)), lines[i].n - lines[i].at - 1);
    }
    for (i = 0; i < n && list.n == n; i++) {
        CHECK(order[i] < n && !seen[order[i]]);
        seen[order[i]] = true;
        for (k = 0; i > 0 && k < n_keys; k++) {
            const int order_of_key = compare_key(s, &lines[order[i - 1]], &lines[order[i]], &keys[k]);
            CHECK(order_of_key <= 0);
            if (order_of_key != 0) break;
        }
        if (i > 0 && k == n_keys) CHECK(order[i - 1] < order[i]);
    }
    if (list.n == n) check_running(s, snapshot, running, &list, keys, n_keys, order);
    pdx_match_list_deinit(&list);
    pdx_query_free(query);
}

/* What was counted as words run is what lists and the dictionary say. */
static void check_tallied(const pdx_snapshot *snapshot, const pdx_frequency_options *options, const pdx_frequency_list *list) {
    const pdx_running_scope scope = {options->posts, options->roles};
    pdx_frequency_list other;
    pdx_running *running;
    pdx_tally *tallies;
    uint64_t n_words;
    CHECK_EQ(pdx_running_new(snapshot, NULL, &running, NULL), PDX_OK);
    tallies = pdx_alloc_zero((size_t)running->none + 1, sizeof *tallies);
    CHECK_EQ(pdx_running_count(running, &scope, NULL, tallies, &n_words, NULL), PDX_OK);
    CHECK_EQ(pdx_frequencies_tallied(running, tallies, NULL, &other, NULL), PDX_OK);
    CHECK_EQ(other.n, list->n);
    for (size_t i = 0; i < other.n && other.n == list->n; i++) {
        CHECK(pdx_span_equal(other.words[i].word, list->words[i].word));
        CHECK(other.words[i].occurrences == list->words[i].occurrences && other.words[i].n_posts == list->words[i].n_posts);
    }
    pdx_frequency_list_deinit(&other);
    pdx_free(tallies);
    pdx_running_free(running);
}

static void check_counts(const sample *s, const pdx_snapshot *snapshot, test_random *r) {
    static const char *const folded[] = {"ferry", "bridge", "tide", "quay", "boat", "the", "old", "fe"};
    static const char *const prefixes[] = {"", "f", "fe", "the", "z"};
    pdx_frequency_options options;
    pdx_frequency_list list;
    pdx_bitmap posts;
    size_t found = 0, i;
    int d, p, w, v;
    memset(&options, 0, sizeof options);
    CHECK(pdx_bitmap_init(&posts, (uint32_t)s->n_posts, false));
    for (d = 0; d < s->n_posts; d++) {
        if (random_below(r, 2)) pdx_bitmap_set(&posts, (uint32_t)d);
    }
    options.prefix = pdx_span_str(prefixes[random_below(r, 5)]);
    options.min_occurrences = random_below(r, 8);
    options.posts = random_below(r, 2) ? &posts : NULL;
    options.roles = random_below(r, 2) ? PDX_ROLES_ALL : (pdx_role_set)random_next(r) & PDX_ROLES_ALL;
    CHECK_EQ(pdx_frequencies_count(snapshot, &options, &list, NULL), PDX_OK);
    for (v = 0; v < 8; v++) {
        uint64_t n = 0;
        uint32_t n_posts = 0;
        if (!pdx_span_starts(pdx_span_str(folded[v]), options.prefix)) continue;
        for (d = 0; d < s->n_posts; d++) {
            const uint64_t before = n;
            if (options.posts != NULL && !pdx_bitmap_has(&posts, (uint32_t)d)) continue;
            for (p = 0; p < PARTS; p++) {
                for (w = 0; w < s->n[d][p]; w++) n += s->words[d][p][w] == v && (options.roles & PDX_ROLE_BIT(part_roles[p])) != 0;
            }
            n_posts += n > before;
        }
        for (i = 0; i < list.n && !pdx_span_equal(list.words[i].word, pdx_span_str(folded[v])); i++) {}
        CHECK_EQ(i < list.n, n > 0 && n >= options.min_occurrences);
        if (i == list.n) continue;
        found++;
        CHECK_EQ(list.words[i].occurrences, n);
        CHECK_EQ(list.words[i].n_posts, n_posts);
    }
    CHECK_EQ(list.n, found);
    for (i = 1; i < list.n; i++) {
        const pdx_word_count *a = &list.words[i - 1], *b = &list.words[i];
        CHECK(a->occurrences > b->occurrences || (a->occurrences == b->occurrences && pdx_span_compare(a->word, b->word) < 0));
    }
    if (options.prefix.len == 0 && options.min_occurrences < 2) check_tallied(snapshot, &options, &list);
    pdx_frequency_list_deinit(&list);
    pdx_bitmap_deinit(&posts);
}

static void check_keys(const char *text, size_t wanted) {
    pdx_context_key keys[PDX_CONTEXT_KEYS_MAX];
    pdx_error err;
    size_t n;
    const pdx_status status = pdx_context_parse(pdx_span_str(text), keys, &n, &err);
    CHECK_EQ(status, wanted > 0 ? PDX_OK : PDX_EVALUE);
    if (wanted > 0) CHECK_EQ(n, wanted);
    if (status != PDX_OK) CHECK(err.message[0] != '\0');
}

/* Whatever a damaged index says, no word is in more posts than there are documents, nor in more than it has occurrences of. */
static void check_damage(const pdx_snapshot *whole) {
    static const uint8_t flips[] = {0x01, 0x10, 0xff};
    const pdx_span bytes = pdx_segment_bytes(pdx_snapshot_segment(whole, 0));
    const pdx_frequency_options options = {.roles = PDX_ROLES_ALL};
    size_t refused = 0, answered = 0, i;
    for (size_t at = 0; at < 3 * bytes.len; at++) {
        uint8_t *copy = pdx_alloc(bytes.len);
        pdx_snapshot *snapshot;
        pdx_frequency_list list;
        CHECK(copy != NULL);
        memcpy(copy, bytes.data, bytes.len);
        copy[at / 3] ^= flips[at % 3];
        if (pdx_snapshot_take(copy, bytes.len, pdx_analyzer_default(), &snapshot, NULL) != PDX_OK) continue;
        if (pdx_frequencies_count(snapshot, &options, &list, NULL) != PDX_OK) {
            refused++;
        } else {
            answered++;
            for (i = 0; i < list.n; i++) CHECK(list.words[i].n_posts <= POSTS && list.words[i].n_posts <= list.words[i].occurrences);
        }
        pdx_frequency_list_deinit(&list);
        pdx_snapshot_release(snapshot);
    }
    CHECK(refused > 10 && answered > 1000);
}

static void check_memory(const sample *s, const pdx_snapshot *snapshot, const pdx_running *running) {
    const int64_t held = pdx_alloc_live();
    pdx_context_key keys[PDX_CONTEXT_KEYS_MAX];
    uint32_t order[LINES_MAX];
    pdx_match_text texts[LINES_MAX];
    pdx_match match[2];
    pdx_match_list list;
    size_t n_keys;
    uint64_t n;
    int call;
    memset(match, 0, sizeof match);
    match[0].length = match[1].length = 1;
    list.matches = match;
    list.n = s->n[0][0] > 0 ? 2 : 0;
    list.complete = true;
    CHECK_EQ(pdx_context_parse(pdx_span_str("L1 node R2"), keys, &n_keys, NULL), PDX_OK);
    for (call = 0; call < 4; call++) {
        for (n = 1; n < 10000; n++) {
            pdx_frequency_options options;
            pdx_frequency_list counts;
            pdx_status status;
            bool failed;
            memset(&options, 0, sizeof options);
            options.roles = call == 1 ? PDX_ROLE_BIT(PDX_ROLE_PARAGRAPH) : PDX_ROLES_ALL;
            pdx_alloc_fail_at(n);
            if (call == 0) {
                status = pdx_concordance_sort(snapshot, running, &list, keys, n_keys, NULL, order, running == NULL ? texts : NULL, NULL, NULL);
            } else if (call == 3) {
                status = pdx_concordance_texts(snapshot, &list, texts, NULL, NULL);
            } else {
                status = pdx_frequencies_count(snapshot, &options, &counts, NULL);
            }
            failed = pdx_alloc_failed();
            pdx_alloc_fail_at(0);
            CHECK_EQ(status, failed ? PDX_ENOMEM : PDX_OK);
            if (call == 1 || call == 2) pdx_frequency_list_deinit(&counts);
            CHECK_EQ(pdx_alloc_live(), held);
            if (!failed) break;
        }
        CHECK(n > 2 && n < 10000);
    }
}

int main(void) {
    static const char *const sorts[] = {"after", "before", "L1 R1", "R1 -post", "date R1", "-date L2", "part -R1 L1", "node", "-after", "R16", "post", "R2,L2"};
    static sample s;
    test_random r = {3};
    int round;
    size_t i;
    for (round = 0; round < 60; round++) {
        pdx_snapshot *snapshot;
        pdx_running *running;
        make_sample(&s, &r);
        snapshot = index_sample(&s);
        CHECK_EQ(pdx_running_new(snapshot, NULL, &running, NULL), PDX_OK);
        for (i = 0; i < PDX_COUNTOF(sorts); i++) check_sort(&s, snapshot, running, (int)random_below(&r, 8), sorts[i]);
        for (i = 0; i < 10; i++) check_counts(&s, snapshot, &r);
        if (round < 5) check_memory(&s, snapshot, NULL);
        if (round < 5) check_memory(&s, snapshot, running);
        pdx_running_free(running);
        if (round == 0) check_damage(snapshot);
        pdx_snapshot_release(snapshot);
    }
    check_keys("after", 3);
    check_keys("-before post", 4);
    check_keys("L1 L2 L3 L4 R1 R2 R3 R16", 8);
    check_keys("after after after", 0);
    check_keys("L17", 0);
    check_keys("L0", 0);
    check_keys("R", 0);
    check_keys("", 0);
    check_keys("sideways", 0);
    check_keys("-", 0);
    return check_report("test_corpus");
}
