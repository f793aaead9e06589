/* An archive of invented words and a plain evaluator of queries over it, read off docs/query.md: no index, no
 * cursors, no parser, loops over everything. Shares nothing with what it judges but the role names. */
#ifndef PDX_TESTS_ORACLE_H
#define PDX_TESTS_ORACLE_H

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/role.h"
#include "random.h"

enum { ENGLISH, SPANISH, UNKNOWN, LANGUAGES };
enum { DOCS_MAX = 12, TOKENS_MAX = 120, PARTS_MAX = 8, SPANS_MAX = 600, WORD_MAX = 24, NODES_MAX = 64, FILTERS = 4 };

/* ---- the archive */

typedef struct o_token {
    int position, n_pieces;
    char base[WORD_MAX];
    int begin, end; /* in the document's text */
} o_token;

typedef struct o_part {
    int role, first, n, begin, end;
} o_part;

typedef struct o_doc {
    int language;
    int is_post;
    int n_parts, n_tokens;
    o_part parts[PARTS_MAX];
    o_token tokens[TOKENS_MAX];
    int piece_begin[TOKENS_MAX], piece_end[TOKENS_MAX]; /* by position */
    char text[1200];
    int lengths[4];
} o_doc;

typedef struct o_archive {
    int n_docs, n_posts; /* posts first */
    o_doc docs[DOCS_MAX];
    int filter_level[FILTERS][DOCS_MAX]; /* 0 no, 1 possible, 2 certain; posts only */
} o_archive;

static int o_group(int role) {
    switch (role) {
    case PDX_ROLE_TITLE: return 0;
    case PDX_ROLE_TAGS: case PDX_ROLE_CATEGORIES: return 1;
    case PDX_ROLE_HEADING: case PDX_ROLE_PARAGRAPH: case PDX_ROLE_QUOTE: case PDX_ROLE_LIST: case PDX_ROLE_CODE: case PDX_ROLE_TABLE: return 2;
    case PDX_ROLE_IMAGE_ALT: case PDX_ROLE_CAPTION: case PDX_ROLE_BYLINE: return 3;
    default: return 4;
    }
}

/* Lower case; where ñ is no letter of its own it is n. */
static void o_fold(const char *word, int language, char *out) {
    while (*word != '\0') {
        if ((unsigned char)word[0] == 0xC3 && (unsigned char)word[1] == 0xB1) {
            if (language == SPANISH) {
                *out++ = word[0];
                *out++ = word[1];
            } else {
                *out++ = 'n';
            }
            word += 2;
        } else {
            *out++ = (char)(*word >= 'A' && *word <= 'Z' ? *word + 32 : *word);
            word++;
        }
    }
    *out = '\0';
}

static void o_stem(const char *base, char *out) {
    const size_t n = strlen(base);
    memcpy(out, base, n + 1);
    if (n > 1 && base[n - 1] == 's') out[n - 1] = '\0';
}

static const char *const o_words[] = {"a", "b", "c", "ab", "abs", "bs", "as", "ba", "abc", "cab", "a\xC3\xB1o", "ano", "cs", "bc", "abcd", "bcda"};
enum { O_WORDS = 16 };

/* A word or compound, its pieces' surfaces; gives how many. */
static int o_random_pieces(test_random *r, char pieces[3][WORD_MAX]) {
    const int n = random_below(r, 4) == 0 ? 2 + (int)random_below(r, 2) : 1;
    int i;
    for (i = 0; i < n; i++) {
        strcpy(pieces[i], o_words[random_below(r, random_below(r, 2) ? 6 : O_WORDS)]);
        if (random_below(r, 5) == 0) pieces[i][0] = (char)(pieces[i][0] - 32);
    }
    return n;
}

static void o_add_token(o_doc *doc, int position, int n_pieces, const char *base) {
    o_token *token = &doc->tokens[doc->n_tokens++];
    token->position = position;
    token->n_pieces = n_pieces;
    strcpy(token->base, base);
}

/* Adds one word at the end of the text; gives the next position. */
static int o_add_word(o_doc *doc, test_random *r, int position, int *at) {
    char pieces[3][WORD_MAX], folded[WORD_MAX], joined[4 * WORD_MAX] = "";
    const int n = o_random_pieces(r, pieces);
    const char connector = random_below(r, 2) ? '-' : '\'';
    int i;
    for (i = 0; i < n; i++) {
        o_fold(pieces[i], doc->language, folded);
        strcat(joined, folded);
        if (i > 0) doc->text[(*at)++] = connector;
        doc->piece_begin[position + i] = *at;
        memcpy(doc->text + *at, pieces[i], strlen(pieces[i]));
        *at += (int)strlen(pieces[i]);
        doc->piece_end[position + i] = *at;
        o_add_token(doc, position + i, 1, folded);
    }
    if (n > 1) o_add_token(doc, position, n, joined);
    doc->text[(*at)++] = ' ';
    return position + n;
}

static void o_random_doc(o_doc *doc, test_random *r, int is_post) {
    static const int roles[] = {PDX_ROLE_TITLE, PDX_ROLE_TAGS, PDX_ROLE_PARAGRAPH, PDX_ROLE_PARAGRAPH, PDX_ROLE_HEADING, PDX_ROLE_CAPTION,
                                PDX_ROLE_RELATED, PDX_ROLE_QUOTE, PDX_ROLE_IMAGE_ALT, PDX_ROLE_NAV, PDX_ROLE_CATEGORIES, PDX_ROLE_BYLINE};
    int p, w, at = 0, position = 0;
    memset(doc, 0, sizeof *doc);
    doc->is_post = is_post;
    doc->language = random_below(r, 3) ? ENGLISH : (int)random_below(r, LANGUAGES);
    doc->n_parts = (int)random_below(r, 6);
    for (p = 0; p < doc->n_parts; p++) {
        o_part *part = &doc->parts[p];
        const int n = (int)random_below(r, 9);
        part->role = roles[random_below(r, 12)];
        part->first = position;
        part->begin = at;
        for (w = 0; w < n; w++) position = o_add_word(doc, r, position, &at);
        part->end = at;
        part->n = position - part->first;
        if (o_group(part->role) < 4) doc->lengths[o_group(part->role)] += part->n;
        doc->text[at++] = '\n';
        position++; /* no phrase leaves a part */
    }
    doc->text[at] = '\0';
}

static void o_random_archive(o_archive *archive, test_random *r) {
    int d, f;
    archive->n_posts = (int)random_below(r, 9);
    archive->n_docs = archive->n_posts + (int)random_below(r, 3);
    for (d = 0; d < archive->n_docs; d++) o_random_doc(&archive->docs[d], r, d < archive->n_posts);
    for (f = 0; f < FILTERS; f++) {
        for (d = 0; d < DOCS_MAX; d++) archive->filter_level[f][d] = (int)random_below(r, 3);
    }
}

static const o_part *o_part_at(const o_doc *doc, int position) {
    int p;
    for (p = 0; p < doc->n_parts; p++) {
        if (position >= doc->parts[p].first && position < doc->parts[p].first + doc->parts[p].n) return &doc->parts[p];
    }
    return NULL;
}

/* ---- queries */

typedef enum o_kind { O_AND, O_OR, O_NOT, O_SIDE, O_PHRASE, O_NEAR, O_TYPED, O_PREFIX, O_WILD, O_FUZZY, O_FILTER } o_kind;

typedef struct o_node o_node;
struct o_node {
    o_kind kind;
    int n_children, number; /* slop, distance, filter */
    o_node *children[4];
    int plus[4];            /* of O_SIDE with match="any" */
    int n_pieces;           /* O_TYPED */
    int exact, written;
    char pieces[3][WORD_MAX];
    char connector;
    pdx_role_set roles;     /* where it is looked for */
    double boost;
};

typedef struct o_query {
    o_node nodes[NODES_MAX];
    int n_nodes;
    o_node *root;
    int find, any;
    int possible;            /* what only possibly matches is included */
    int stemmed;             /* bare words stand for their stem */
    pdx_role_set view;       /* PDX_ROLES_ALL: none */
    const o_archive *archive;
    int n_near[NODES_MAX][LANGUAGES]; /* of fuzzy words: what they stand for */
    char near[NODES_MAX][LANGUAGES][50][WORD_MAX];
} o_query;

typedef struct o_span { int start, length; } o_span;
typedef struct o_spans { int n; o_span items[SPANS_MAX]; } o_spans;

static void o_push(o_spans *list, int start, int length) {
    int i;
    for (i = 0; i < list->n; i++) {
        if (list->items[i].start == start && list->items[i].length == length) return;
    }
    list->items[list->n].start = start;
    list->items[list->n++].length = length;
    for (i = list->n - 1; i > 0; i--) { /* kept in order */
        const o_span a = list->items[i - 1], b = list->items[i];
        if (a.start < b.start || (a.start == b.start && a.length < b.length)) break;
        list->items[i - 1] = b;
        list->items[i] = a;
    }
}

static void o_longest(o_spans *list) {
    int i, kept = 0;
    for (i = 0; i < list->n; i++) {
        if (i + 1 < list->n && list->items[i + 1].start == list->items[i].start) continue;
        list->items[kept++] = list->items[i];
    }
    list->n = kept;
}

static const char *o_skip(const char *at) {
    at++;
    while (((unsigned char)*at & 0xC0) == 0x80) at++;
    return at;
}

static int o_wild(const char *pattern, const char *text) {
    if (*pattern == '\0') return *text == '\0';
    if (*pattern == '*') return o_wild(pattern + 1, text) || (*text != '\0' && o_wild(pattern, o_skip(text)));
    if (*pattern == '?') return *text != '\0' && o_wild(pattern + 1, o_skip(text));
    return *pattern == *text && o_wild(pattern + 1, text + 1);
}

static int o_letters(const char *word, int out[WORD_MAX]) {
    int n = 0;
    while (*word != '\0') {
        const char *next = o_skip(word);
        out[n] = 0;
        while (word < next) out[n] = out[n] * 256 + (unsigned char)*word++;
        n++;
    }
    return n;
}

/* Optimal string alignment, the whole table. */
static int o_distance(const char *left, const char *right) {
    int a[WORD_MAX], b[WORD_MAX], d[WORD_MAX + 1][WORD_MAX + 1], i, j;
    const int n = o_letters(left, a), m = o_letters(right, b);
    for (i = 0; i <= n; i++) {
        for (j = 0; j <= m; j++) {
            int best = i == 0 ? j : d[i - 1][j] + 1;
            if (i > 0 && j > 0 && d[i - 1][j - 1] + (a[i - 1] != b[j - 1]) < best) best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            if (j > 0 && i > 0 && d[i][j - 1] + 1 < best) best = d[i][j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best) best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    }
    return d[n][m];
}

typedef struct o_candidate { char base[WORD_MAX]; int distance, posts; } o_candidate;

/* Posts in whose scoring groups the key (base, n_pieces) stands. */
static int o_key_posts(const o_archive *archive, const char *base, int n_pieces) {
    int d, t, n = 0;
    for (d = 0; d < archive->n_posts; d++) {
        const o_doc *doc = &archive->docs[d];
        for (t = 0; t < doc->n_tokens; t++) {
            const o_token *token = &doc->tokens[t];
            if (token->n_pieces != n_pieces || strcmp(token->base, base) != 0) continue;
            if (o_group(o_part_at(doc, token->position)->role) == 4) continue;
            n++;
            break;
        }
    }
    return n;
}

static int o_before(const o_candidate *a, const o_candidate *b) {
    if (a->distance != b->distance) return a->distance < b->distance;
    if (a->posts != b->posts) return a->posts > b->posts;
    return strcmp(a->base, b->base) < 0;
}

/* The nearest 50 bases of the whole dictionary. */
static void o_nearest_bases(o_query *query, int node, int language) {
    static o_candidate found[DOCS_MAX * TOKENS_MAX];
    const o_archive *archive = query->archive;
    const o_node *fuzzy = &query->nodes[node];
    char folded[WORD_MAX];
    int letters[WORD_MAX], d, t, i, n = 0, limit;
    o_fold(fuzzy->pieces[0], language, folded);
    limit = fuzzy->number > 0 ? fuzzy->number : o_letters(folded, letters) > 5 ? 2 : 1;
    for (d = 0; d < archive->n_docs; d++) {
        for (t = 0; t < archive->docs[d].n_tokens; t++) {
            const char *base = archive->docs[d].tokens[t].base;
            o_candidate one;
            for (i = 0; i < n && strcmp(found[i].base, base) != 0; i++) {}
            one.distance = o_distance(folded, base);
            if (i < n || one.distance > limit) continue;
            strcpy(one.base, base);
            one.posts = o_key_posts(archive, base, 1) + o_key_posts(archive, base, 2) + o_key_posts(archive, base, 3);
            for (i = n++; i > 0 && o_before(&one, &found[i - 1]); i--) found[i] = found[i - 1];
            found[i] = one;
        }
    }
    query->n_near[node][language] = n < 50 ? n : 50;
    for (i = 0; i < n && i < 50; i++) strcpy(query->near[node][language][i], found[i].base);
}

/* To be called when the query is complete. */
static void o_prepare(o_query *query) {
    int i, language;
    for (i = 0; i < query->n_nodes; i++) {
        for (language = 0; language < LANGUAGES && query->nodes[i].kind == O_FUZZY; language++) o_nearest_bases(query, i, language);
    }
}

static int o_word_matches(const o_query *query, const o_node *node, const o_doc *doc, const char *base) {
    char folded[WORD_MAX], a[WORD_MAX], b[WORD_MAX];
    int i;
    o_fold(node->pieces[0], doc->language, folded);
    switch (node->kind) {
    case O_PREFIX:
        return strncmp(folded, base, strlen(folded)) == 0;
    case O_WILD:
        return o_wild(folded, base);
    case O_FUZZY:
        for (i = 0; i < query->n_near[node - query->nodes][doc->language]; i++) {
            if (strcmp(query->near[node - query->nodes][doc->language][i], base) == 0) return 1;
        }
        return 0;
    default:
        if (node->exact || node->written || !query->stemmed) return strcmp(folded, base) == 0;
        o_stem(folded, a);
        o_stem(base, b);
        return strcmp(a, b) == 0;
    }
}

static int o_same_bytes(const o_node *node, const o_doc *doc, o_span span) {
    char typed[4 * WORD_MAX] = "";
    const int begin = doc->piece_begin[span.start], end = doc->piece_end[span.start + span.length - 1];
    int i;
    for (i = 0; i < node->n_pieces; i++) {
        if (i > 0) strncat(typed, &node->connector, 1);
        strcat(typed, node->pieces[i]);
    }
    return (int)strlen(typed) == end - begin && strncmp(typed, doc->text + begin, (size_t)(end - begin)) == 0;
}

/* Occurrences of an element in the parts of `roles`; `compare` the bytes of as-written words. */
static void o_element(const o_query *query, const o_node *node, const o_doc *doc, pdx_role_set roles, int compare, o_spans *out) {
    char joined[4 * WORD_MAX] = "", folded[WORD_MAX];
    int t, i, kept = 0;
    out->n = 0;
    for (i = 0; i < node->n_pieces; i++) {
        o_fold(node->pieces[i], doc->language, folded);
        strcat(joined, folded);
    }
    for (t = 0; t < doc->n_tokens; t++) {
        const o_token *token = &doc->tokens[t];
        if (node->n_pieces == 1 ? o_word_matches(query, node, doc, token->base) : strcmp(joined, token->base) == 0) {
            o_push(out, token->position, token->n_pieces);
        }
        /* Compounds also piece by piece; a piece may itself stand as a joined form, the longest at a place. */
        if (node->n_pieces > 1) {
            int at = token->position, k, longest = 0;
            for (i = 0; i < node->n_pieces; i++, at += longest) {
                longest = 0;
                o_fold(node->pieces[i], doc->language, folded);
                for (k = 0; k < doc->n_tokens; k++) {
                    if (doc->tokens[k].position == at && strcmp(doc->tokens[k].base, folded) == 0 && doc->tokens[k].n_pieces > longest) longest = doc->tokens[k].n_pieces;
                }
                if (longest == 0) break;
            }
            if (i == node->n_pieces && o_part_at(doc, at - 1) == o_part_at(doc, token->position)) o_push(out, token->position, at - token->position);
        }
    }
    o_longest(out);
    for (i = 0; i < out->n; i++) {
        const o_span span = out->items[i];
        if ((roles & PDX_ROLE_BIT(o_part_at(doc, span.start)->role)) == 0) continue;
        if (compare && node->written && !o_same_bytes(node, doc, span)) continue;
        out->items[kept++] = span;
    }
    out->n = kept;
}

static pdx_role_set o_scoring(void) {
    pdx_role_set roles = 0;
    int i;
    for (i = 0; i < PDX_ROLE_COUNT; i++) {
        if (o_group(i) < 4) roles |= PDX_ROLE_BIT(i);
    }
    return roles;
}

static pdx_role_set o_roles(const o_query *query, const o_node *node) {
    const pdx_role_set roles = node->roles & query->view;
    return roles != PDX_ROLES_ALL || query->find ? roles : o_scoring();
}

static int o_eval(const o_query *query, const o_node *node, int d, o_spans *out);

static int o_sequence(const o_query *query, o_node *const *members, int n, int slop, int d, o_spans *out) {
    static o_spans lists[6][4]; /* one set per depth of sequences in sequences */
    static int depth;
    o_spans *list = lists[depth];
    const o_doc *doc = &query->archive->docs[d];
    int level = 2, i, k, j;
    out->n = 0;
    depth++;
    for (i = 0; i < n; i++) {
        const int one = o_eval(query, members[i], d, &list[i]);
        o_longest(&list[i]);
        if (one < level) level = one;
    }
    depth--;
    if (level == 0) return 0;
    for (k = 0; k < list[0].n; k++) {
        int end = list[0].items[k].start + list[0].items[k].length, gaps = 0;
        for (i = 1; i < n; i++) {
            for (j = 0; j < list[i].n && list[i].items[j].start < end; j++) {}
            if (j == list[i].n) break;
            gaps += list[i].items[j].start - end;
            end = list[i].items[j].start + list[i].items[j].length;
        }
        if (i < n || gaps > slop || o_part_at(doc, list[0].items[k].start) != o_part_at(doc, end - 1)) continue;
        o_push(out, list[0].items[k].start, end - list[0].items[k].start);
    }
    return out->n > 0 ? level : 0;
}

/* For every one of `ones` the nearest of `others`. */
static void o_nearest(const o_doc *doc, const o_spans *ones, const o_spans *others, int distance, o_spans *out) {
    int i, j;
    for (i = 0; i < ones->n; i++) {
        const o_span a = ones->items[i];
        int best = -1, best_gap = 0;
        for (j = 0; j < others->n; j++) {
            const o_span b = others->items[j];
            const int before = a.start - (b.start + b.length), after = b.start - (a.start + a.length);
            const int gap = before >= 0 ? before : after;
            if ((before < 0 && after < 0) || o_part_at(doc, a.start) != o_part_at(doc, b.start)) continue;
            if (best >= 0) {
                const o_span c = others->items[best];
                const int best_before = c.start < a.start, is_before = before >= 0;
                if (gap > best_gap) continue;
                if (gap == best_gap && best_before && !is_before) continue;
                if (gap == best_gap && best_before == is_before && c.length < b.length) continue;
            }
            best = j;
            best_gap = gap;
        }
        if (best >= 0 && best_gap <= distance) {
            const o_span b = others->items[best];
            const int start = a.start < b.start ? a.start : b.start;
            const int end = a.start < b.start ? b.start + b.length : a.start + a.length;
            o_push(out, start, end - start);
        }
    }
}

static int o_near(const o_query *query, const o_node *node, int d, o_spans *out) {
    static o_spans lists[6][2];
    static int depth;
    o_spans *list = lists[depth];
    const o_doc *doc = &query->archive->docs[d];
    int one, two;
    out->n = 0;
    depth++;
    one = o_eval(query, node->children[0], d, &list[0]);
    two = o_eval(query, node->children[1], d, &list[1]);
    depth--;
    if (one == 0 || two == 0) return 0;
    o_nearest(doc, &list[0], &list[1], node->number, out);
    o_nearest(doc, &list[1], &list[0], node->number, out);
    return out->n == 0 ? 0 : one < two ? one : two;
}

/* Whether something in it is looked for. */
static int o_positive(const o_node *node) {
    int i;
    if (node->kind == O_NOT || node->kind == O_FILTER) return 0;
    if (node->kind > O_SIDE) return 1;
    for (i = 0; i < node->n_children; i++) {
        if (o_positive(node->children[i])) return 1;
    }
    return 0;
}

static void o_merge(o_spans *out, const o_spans *more) {
    int i;
    for (i = 0; i < more->n; i++) o_push(out, more->items[i].start, more->items[i].length);
}

/* How many children can have occurrences; the others only restrict the documents. */
static int o_n_positive(const o_node *node) {
    int i, n = 0;
    for (i = 0; i < node->n_children; i++) n += o_positive(node->children[i]) ? 1 : 0;
    return n;
}

/* The level that a member of an OR needs for its occurrences to count, where the OR has `level`. */
static int o_enough(const o_query *query, int level) { return query->possible || level < 1 ? 1 : level; }

/* Words side by side with match="any". */
static int o_any(const o_query *query, const o_node *node, int d, o_spans *out) {
    static o_spans lists[8];
    static int depth;
    o_spans *list = &lists[depth];
    int i, has_plus = 0, rest = 0, best = 0, level = 2;
    out->n = 0;
    depth++;
    for (i = 0; i < node->n_children; i++) has_plus = has_plus || node->plus[i];
    for (i = 0; i < node->n_children; i++) {
        const int one = o_eval(query, node->children[i], d, list);
        if (!o_positive(node->children[i]) || node->plus[i]) {
            if (one < level) level = one;
        } else {
            rest++;
            if (one > best) best = one;
        }
    }
    for (i = 0; i < node->n_children; i++) {
        const int one = o_eval(query, node->children[i], d, list);
        const bool required = !o_positive(node->children[i]) || node->plus[i];
        if (required ? one > 0 : one >= o_enough(query, has_plus ? 2 : best)) o_merge(out, list);
    }
    depth--;
    if (!has_plus && rest > 0 && best < level) level = best;
    if (o_n_positive(node) > 1) o_longest(out);
    if (level == 0) out->n = 0;
    return level;
}

static int o_side(const o_query *query, const o_node *node, int d, o_spans *out) {
    o_node *words[4];
    o_spans ignored;
    int i, n = 0, level = 2;
    if (query->any) return o_any(query, node, d, out);
    for (i = 0; i < node->n_children; i++) {
        if (o_positive(node->children[i])) words[n++] = node->children[i];
    }
    out->n = 0;
    if (n == 1) level = o_eval(query, words[0], d, out);
    if (n > 1) level = o_sequence(query, words, n, 0, d, out);
    for (i = 0; i < node->n_children; i++) {
        int one;
        if (o_positive(node->children[i])) continue;
        one = o_eval(query, node->children[i], d, &ignored);
        if (one < level) level = one;
    }
    if (level == 0) out->n = 0;
    return level;
}

static int o_and_or(const o_query *query, const o_node *node, int d, o_spans *out) {
    static o_spans lists[24];
    static int depth;
    o_spans *list = &lists[depth];
    int i, level = node->kind == O_AND ? 2 : 0;
    out->n = 0;
    depth++;
    for (i = 0; i < node->n_children; i++) {
        const int one = o_eval(query, node->children[i], d, list);
        if (node->kind == O_AND ? one < level : one > level) level = one;
    }
    for (i = 0; i < node->n_children; i++) {
        const int one = o_eval(query, node->children[i], d, list);
        if (one >= (node->kind == O_AND ? 1 : o_enough(query, level))) o_merge(out, list);
    }
    depth--;
    if (node->kind == O_OR || o_n_positive(node) > 1) o_longest(out);
    if (level == 0) out->n = 0;
    return level;
}

/* 0 no, 1 possible, 2 certain; the occurrences in document d. */
static int o_eval(const o_query *query, const o_node *node, int d, o_spans *out) {
    const o_doc *doc = &query->archive->docs[d];
    int level;
    switch (node->kind) {
    case O_AND:
    case O_OR:
        return o_and_or(query, node, d, out);
    case O_SIDE:
        if (!query->find && !query->any) {
            o_node both = *node;
            both.kind = O_AND;
            return o_and_or(query, &both, d, out);
        }
        return o_side(query, node, d, out);
    case O_NOT:
        level = o_eval(query, node->children[0], d, out);
        out->n = 0;
        return 2 - level;
    case O_PHRASE:
        return o_sequence(query, node->children, node->n_children, node->number, d, out);
    case O_NEAR:
        return o_near(query, node, d, out);
    case O_FILTER:
        out->n = 0;
        return doc->is_post ? query->archive->filter_level[node->number][d] : 0;
    default:
        o_element(query, node, doc, o_roles(query, node), 1, out);
        return out->n > 0 ? 2 : 0;
    }
}

/* ---- scores */

static double o_idf(const o_query *query, const o_node *node) {
    const o_archive *archive = query->archive;
    o_spans spans;
    double sum = 0;
    int i, d, df = 0;
    if (node->kind == O_NOT || node->kind == O_FILTER) return 0;
    if (node->kind < O_TYPED) {
        for (i = 0; i < node->n_children; i++) sum += o_idf(query, node->children[i]);
        return sum;
    }
    for (d = 0; d < archive->n_posts; d++) {
        o_element(query, node, &archive->docs[d], o_scoring(), 0, &spans);
        df += spans.n > 0;
    }
    return log(1 + (archive->n_posts - df + 0.5) / (df + 0.5));
}

static double o_leaf_score(const o_query *query, const o_node *node, double boost, int d) {
    static const double weight[4] = {3, 2, 1, 0.5}, b[4] = {0.4, 0.3, 0.75, 0.4};
    const o_archive *archive = query->archive;
    const o_doc *doc = &archive->docs[d];
    o_spans spans;
    double tf = 0;
    int i, g, counts[4] = {0, 0, 0, 0};
    if (o_eval(query, node, d, &spans) < (query->possible ? 1 : 2)) return 0;
    for (i = 0; i < spans.n; i++) {
        g = o_group(o_part_at(doc, spans.items[i].start)->role);
        if (g < 4) counts[g]++;
    }
    for (g = 0; g < 4; g++) {
        double average = 0, norm = 1;
        for (i = 0; i < archive->n_posts; i++) average += archive->docs[i].lengths[g];
        average /= archive->n_posts;
        if (average > 0) norm = 1 - b[g] + b[g] * doc->lengths[g] / average;
        if (counts[g] > 0) tf += counts[g] * (double)(float)(weight[g] / norm);
    }
    return boost * o_idf(query, node) * tf / (1.2 + tf);
}

static inline double o_score(const o_query *query, const o_node *node, double boost, int d) {
    double sum = 0;
    int i;
    boost *= node->boost;
    if (node->kind == O_NOT || node->kind == O_FILTER) return 0;
    if (node->kind > O_SIDE || (node->kind == O_SIDE && query->find && !query->any)) return o_leaf_score(query, node, boost, d);
    for (i = 0; i < node->n_children; i++) sum += o_score(query, node->children[i], boost, d);
    return sum;
}

#endif
