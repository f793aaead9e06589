/* Quotations in invented sentences: which marks pair, which are apostrophes, of which kind each is, who says it; and any bytes. */
#include <stdlib.h>

#include "check.h"
#include "memory.h"
#include "post/quotes/quotes.h"

enum { MOST = 6 };

/* Paragraphs of a post, parted by newlines. Each quotation as "words|kind|speaker", where a speaker that is not known is left out. */
typedef struct quote_case {
    const char *text;
    const char *quotes[MOST]; /* NULL ends */
} quote_case;

static const quote_case cases[] = {
    /* marks */
    {"It’s the drivers’ hall, isn't it?", {NULL}},
    {"'Tis rock 'n' roll of the '90s, and the boys' song.", {NULL}},
    {"A plank of 6' 2\" and a 12\" pipe and a 3\" nail.", {NULL}},
    {"She said “yes, of course I will” and left.", {"yes, of course I will|direct|", NULL}},
    {"„Das ist der alte Markt hier“ und «so war es damals auch schon» und »das hier ist es auch«",
     {"Das ist der alte Markt hier|direct|", "so war es damals auch schon|direct|", "das hier ist es auch|direct|", NULL}},
    {"\"one two three four five\" and 'six seven eight nine ten'", {"one two three four five|direct|", "six seven eight nine ten|direct|", NULL}},
    {"“one ‘two’ three four five six”", {"one ‘two’ three four five six|direct|", "two|scare|", NULL}},
    {"“one ‘the boys’ two’ three four”", {"one ‘the boys’ two’ three four|direct|", "the boys’ two|scare|", NULL}},
    {"“one two three four five\" and more", {"one two three four five|direct|", NULL}},
    {"“one “two three” four five six”", {"one “two three” four five six|direct|", "two three|scare|", NULL}},
    {"“one two three four, “five six seven eight”", {"one two three four,|direct|", "five six seven eight|direct|", NULL}},
    {"here,” one two three four,” said Ida Brook", {"one two three four,|direct|Ida Brook", NULL}},
    {"a lone ” mark, and nothing else", {NULL}},
    {"“nobody closes this one here", {"nobody closes this one here|direct|", NULL}},
    {"“” and “ ” are empty", {NULL}},
    {"a ‘word that is not closed, and it’s fine", {NULL}},
    {"”Bron är öppen i dag”, sade hon", {"Bron är öppen i dag|direct|", NULL}},
    {"«un «deux» trois quatre cinq six»", {"un «deux» trois quatre cinq six|direct|", "deux|scare|", NULL}},
    {"「橋は五月に開きます。」と『橋』", {"橋は五月に開きます。|direct|", "橋|scare|", NULL}},
    {"《河与桥》", {"河与桥|title|", NULL}},
    {"（“one two three four five”）—“six seven eight nine ten”", {"one two three four five|direct|", "six seven eight nine ten|direct|", NULL}},
    /* over paragraphs */
    {"Ida Brook wrote: “It rained all day and night.\n“Then it stopped.”", {"It rained all day and night.|direct|Ida Brook", "Then it stopped.|direct|Ida Brook", NULL}},
    {"Ida Brook wrote: “It rained all day and night.\nThen it stopped, all at once.”",
     {"It rained all day and night.|direct|Ida Brook", "Then it stopped, all at once.|direct|Ida Brook", NULL}},
    /* who */
    {"“It rains,” said Ida Brook.", {"It rains,|direct|Ida Brook", NULL}},
    {"“It rains,” Ida Brook said.", {"It rains,|direct|Ida Brook", NULL}},
    {"Ida Brook, the miller, said: “It rains.”", {"It rains.|direct|Ida Brook", NULL}},
    {"The miller, Ida Brook, said that “it rains too much”.", {"it rains too much|direct|Ida Brook", NULL}},
    {"Dr. Ida Brook arrived. “It rains,” she said.", {"It rains,|direct|Ida Brook", NULL}},
    {"Mr. Lee met Mrs. Brook. “It rains,” she said.", {"It rains,|direct|Brook", NULL}},
    {"“It rains,” she said.", {"It rains,|direct|", NULL}},
    {"“It rains,” said Town News’s Ida Brook.", {"It rains,|direct|Ida Brook", NULL}},
    {"Ida Brook of the Harbour Board, who said “it rains too much”, left.", {"it rains too much|direct|Ida Brook", NULL}},
    {"The statement from the Harbour Board read, “it rains too much”.", {"it rains too much|direct|Harbour Board", NULL}},
    {"“It rains,” said the old miller. “A lot.”", {"It rains,|direct|the old miller", "A lot.|direct|the old miller", NULL}},
    {"Lee quoted Ida Brook, “it rains too much here”.", {"it rains too much here|direct|Ida Brook", NULL}},
    {"According to Ida Brook, it is “too wet to dance”.", {"too wet to dance|direct|Ida Brook", NULL}},
    {"His speech on rain:\n“It rains too much here.”", {"It rains too much here.|direct|", NULL}},
    {"In her speech, Ida Brook stated:\n“It rains too much here.”", {"It rains too much here.|direct|Ida Brook", NULL}},
    /* a quotation in two pieces is of one speaker, whoever begins the next sentence */
    {"“The weir,” said Ida Brook, “will hold.” Tom Hale told the town it would not.", {"The weir,|direct|Ida Brook", "will hold.|direct|Ida Brook", NULL}},
    {"Ida Brook came. “The weir,” she said, “will hold!” Tom Hale said it would not.", {"The weir,|direct|Ida Brook", "will hold!|direct|Ida Brook", NULL}},
    {"“It rains,” said Ida Brook. “Does it?” Tom Hale asked.", {"It rains,|direct|Ida Brook", "Does it?|direct|Tom Hale", NULL}},
    /* interviews */
    {"Tom Hale: “How high is it?”\nMrs. Brook: “Very high. We measured it.”", {"How high is it?|direct|Tom Hale", "Very high. We measured it.|direct|Brook", NULL}},
    {"The title stands here.\nTitle: “The high wall.”", {"The high wall.|direct|", NULL}},
    /* lines that begin with a dash */
    {"— Bonjour, dit Ida Brook. Je suis là.", {"Bonjour|direct|Ida Brook", "Je suis là.|direct|Ida Brook", NULL}},
    {"— Bonjour, dit Ida Brook. Elle ferma la porte.", {"Bonjour|direct|Ida Brook", NULL}},
    {"— Entrez, dit Ida Brook, la meunière, il fait froid !\n— Merci.", {"Entrez|direct|Ida Brook", "il fait froid !|direct|Ida Brook", "Merci.|direct|", NULL}},
    {"— Quand ? demanda M. Brook.\n— Demain ! s’écria Ida Hale. Tôt.", {"Quand ?|direct|Brook", "Demain !|direct|Ida Hale", "Tôt.|direct|Ida Hale", NULL}},
    {"—Entrez —dit Ida Brook, la meunière. Fin—. Il pleut.", {"Entrez|direct|Ida Brook", "Il pleut.|direct|Ida Brook", NULL}},
    {"— Une grue, dite la haute.\n— Un phare, peint par Ida Brook.", {NULL}},
    {"Un phare — dit Ida Brook — et un port.", {NULL}},
    /* kinds */
    {"It was late. “Perhaps,” and the door fell shut.", {"Perhaps,|direct|", NULL}},
    {"They sell “fresh,” or “new” fish.", {"fresh,|scare|", "new|scare|", NULL}},
    {"The so-called “garden” is a car park.", {"garden|scare|", NULL}},
    {"Her novel “Low Water” sold well.", {"Low Water|title|", NULL}},
    {"a campaign called “Bread for All Houses”", {"Bread for All Houses|title|", NULL}},
    {"They sell “fresh” fish.", {"fresh|scare|", NULL}},
};

typedef struct post_read {
    pdx_quote_block blocks[8];
    size_t n;
} post_read;

/* The lines of `text` as paragraphs, each copied, so that reading beyond its end is seen. */
static void post_open(post_read *post, pdx_span text) {
    post->n = 0;
    for (size_t at = 0; at <= text.len && post->n < PDX_COUNTOF(post->blocks);) {
        size_t end = at;
        while (end < text.len && text.data[end] != '\n') end++;
        uint8_t *copy = malloc(end - at + 1);
        if (copy == NULL) abort();
        if (end > at) memcpy(copy, text.data + at, end - at);
        uint8_t *exact = realloc(copy, end > at ? end - at : 1);
        post->blocks[post->n++] = (pdx_quote_block){pdx_span_of(exact == NULL ? copy : exact, end - at), PDX_ROLE_PARAGRAPH};
        at = end + 1;
    }
}

static void post_close(post_read *post) {
    for (size_t i = 0; i < post->n; i++) free((void *)(uintptr_t)post->blocks[i].text.data);
}

static pdx_lang language_of(const char *text) {
    if (strstr(text, "Bron") != NULL) return PDX_LANG('s', 'v');
    return strstr(text, "dit") != NULL || strstr(text, "demanda") != NULL ? PDX_LANG('f', 'r') : PDX_LANG_EN;
}

static void write_found(const post_read *post, const pdx_quote *quote, char *out, size_t room) {
    const pdx_span text = post->blocks[quote->place.block].text;
    const pdx_span who = post->blocks[quote->speaker.block].text;
    snprintf(out, room, "%.*s|%s|%.*s", (int)(quote->inner_end - quote->inner_begin), (const char *)text.data + quote->inner_begin,
             pdx_quote_kind_name((pdx_quote_kind)quote->kind), (int)(quote->speaker.end - quote->speaker.begin), (const char *)who.data + quote->speaker.begin);
}

static void check_case(pdx_quote_finder *finder, const quote_case *one) {
    post_read post;
    pdx_quotes found;
    char said[400];
    size_t wanted = 0;
    bool right;
    PDX_VEC_INIT(&found);
    post_open(&post, pdx_span_str(one->text));
    CHECK_EQ(pdx_quotes_find(finder, post.blocks, post.n, language_of(one->text), &found, NULL, NULL), PDX_OK);
    while (wanted < MOST && one->quotes[wanted] != NULL) wanted++;
    right = found.len == wanted;
    for (size_t i = 0; right && i < wanted; i++) {
        write_found(&post, &found.data[i], said, sizeof said);
        right = strcmp(said, one->quotes[i]) == 0;
    }
    if (check_failed(right)) {
        printf("%s\n", one->text);
        for (size_t i = 0; i < found.len; i++) {
            write_found(&post, &found.data[i], said, sizeof said);
            printf("    found %s\n", said);
        }
    }
    PDX_VEC_DEINIT(&found);
    post_close(&post);
}

static bool is_inside(const post_read *post, const pdx_quote_place *place) {
    return place->block < post->n && place->begin <= place->end && place->end <= post->blocks[place->block].text.len;
}

/* Nested or apart, in order, inside their blocks; what they point to is before them. */
static bool is_sound(const post_read *post, const pdx_quotes *found) {
    for (size_t i = 0; i < found->len; i++) {
        const pdx_quote *one = &found->data[i];
        if (!is_inside(post, &one->place) || !is_inside(post, &one->speaker) || !is_inside(post, &one->cue)) return false;
        if (one->inner_begin < one->place.begin || one->inner_end > one->place.end || one->inner_begin >= one->inner_end) return false;
        if (one->outer != PDX_QUOTED_NONE) {
            const pdx_quote *outer = &found->data[one->outer];
            if (one->outer >= i || outer->place.block != one->place.block || outer->place.begin > one->place.begin || outer->place.end < one->place.end) return false;
        } else if (i > 0) {
            size_t last = i - 1;
            while (found->data[last].outer != PDX_QUOTED_NONE) last = found->data[last].outer;
            const pdx_quote *before = &found->data[last];
            if (before->place.block > one->place.block || (before->place.block == one->place.block && before->place.end > one->place.begin)) return false;
        }
        if ((one->speaker.end > 0) != (one->said != PDX_SAID_BY_NONE && one->said != PDX_SAID_BY_SOMEBODY)) return false;
    }
    return true;
}

static void check_any_bytes(pdx_quote_finder *finder) {
    static const char *const pieces[] = {
        "“", "”", "‘", "’", "\"", "'", "«", "»", "„", "‚", "‹", "›", "「", "」", "《", "said", " said ", " Ida Brook", " she ", ", ", ". ", ": ", "? ", " ", "\n",
        "\xFF", "\xE2\x80", "\xC2", "s", "the", " of ", "according to ", "called ", "adding ", "quoted ", "(", ")", "Mr. ", "1", "who ", "that ", "گفت", "\xC2\xA0",
        "\n— ", "— ", "—", "- ", ", dit ", "-il", " dit-elle. ", " la ", "!", "…"};
    uint32_t state = 11;
    for (unsigned round = 0; round < 12000; round++) {
        char text[512];
        size_t n = 0;
        post_read post;
        pdx_quotes found;
        PDX_VEC_INIT(&found);
        for (unsigned k = 0; k < 28; k++) {
            state = state * 1664525u + 1013904223u;
            const char *piece = pieces[(state >> 16) % PDX_COUNTOF(pieces)];
            memcpy(text + n, piece, strlen(piece));
            n += strlen(piece);
        }
        post_open(&post, pdx_span_of(text, n));
        for (size_t i = 0; i < post.n; i++) post.blocks[i].role = (uint8_t)(state % 7 == 0 ? PDX_ROLE_HEADING : PDX_ROLE_PARAGRAPH);
        static const pdx_lang languages[] = {PDX_LANG_EN, PDX_LANG('f', 'r'), PDX_LANG('d', 'e'), PDX_LANG('f', 'a'), PDX_LANG_NONE};
        const bool good = pdx_quotes_find(finder, post.blocks, post.n, languages[round / 2400], &found, NULL, NULL) == PDX_OK && is_sound(&post, &found);
        if (check_failed(good)) printf("%.*s\n", (int)n, text);
        PDX_VEC_DEINIT(&found);
        post_close(&post);
    }
}

/* A mark per byte or two: time must stay linear, and no stack grows. */
static void check_many_marks(pdx_quote_finder *finder) {
    static const char *const marks[] = {"\"", "“", "”", "' ", "‘a’ ", "« ", "“a", "\"a", " 'a", "— ", "—a, said I, ", "— a said, the ", "-a -"};
    enum { LONG = PDX_LIMIT(200000, 20000) };
    char *text = malloc(LONG + 8);
    if (text == NULL) return;
    for (size_t m = 0; m < PDX_COUNTOF(marks); m++) {
        pdx_quotes found;
        size_t n = 0;
        PDX_VEC_INIT(&found);
        while (n + strlen(marks[m]) <= LONG) {
            memcpy(text + n, marks[m], strlen(marks[m]));
            n += strlen(marks[m]);
        }
        const pdx_quote_block block = {pdx_span_of(text, n), PDX_ROLE_PARAGRAPH};
        CHECK_EQ(pdx_quotes_find(finder, &block, 1, PDX_LANG_EN, &found, NULL, NULL), PDX_OK);
        PDX_VEC_DEINIT(&found);
    }
    free(text);
}

#ifdef PDX_TESTING
static pdx_status find_and_free(void *context) {
    post_read post;
    pdx_quotes found;
    pdx_quote_finder *finder;
    PDX_VEC_INIT(&found);
    pdx_status status = pdx_quote_finder_new(&finder, NULL);
    if (status == PDX_OK) {
        post_open(&post, pdx_span_str(context));
        status = pdx_quotes_find(finder, post.blocks, post.n, PDX_LANG_EN, &found, NULL, NULL);
        post_close(&post);
    }
    pdx_quote_finder_free(finder);
    PDX_VEC_DEINIT(&found);
    return status;
}
#endif

/* Marks of each kind, wherever they stand in what is passed over at once. */
static void check_places(pdx_quote_finder *finder) {
    static const char *const marks[][2] = {{"\"", "\""}, {"'", "'"}, {"“", "”"}, {"‘", "’"}, {"„", "“"}, {"«", "»"}, {"‹", "›"}, {"「", "」"}, {"《", "》"}, {"｢", "｣"}};
    for (size_t i = 0; i < PDX_COUNTOF(marks); i++) {
        for (size_t pad = 0; pad < 140; pad++) {
            pdx_quotes found = {NULL, 0, 0};
            pdx_buf text;
            pdx_buf_init(&text);
            for (size_t k = 0; k < pad; k++) pdx_buf_byte(&text, k % 3 == 2 ? ' ' : 'x');
            pdx_buf_format(&text, " %sone two three four five six%s and so on", marks[i][0], marks[i][1]);
            const pdx_quote_block block = {pdx_buf_view(&text), PDX_ROLE_PARAGRAPH};
            CHECK_EQ(pdx_quotes_find(finder, &block, 1, PDX_LANG_EN, &found, NULL, NULL), PDX_OK);
            if (check_failed(found.len == 1 && found.data[0].place.begin == pad + 1)) printf("%s behind %zu: %zu\n", marks[i][0], pad, found.len);
            PDX_VEC_DEINIT(&found);
            pdx_buf_deinit(&text);
        }
    }
}

int main(void) {
    pdx_quote_finder *finder;
    if (pdx_quote_finder_new(&finder, NULL) != PDX_OK) return 1;
    for (size_t i = 0; i < PDX_COUNTOF(cases); i++) check_case(finder, &cases[i]);
    printf("quotation cases: %d\n", (int)PDX_COUNTOF(cases));
    check_any_bytes(finder);
    check_many_marks(finder);
    check_places(finder);
    pdx_quote_finder_free(finder);
#ifdef PDX_TESTING
    memory_fails(find_and_free, (void *)(uintptr_t)"“One ‘two’ three four,” said Ida Brook. “Five six.”\n“Seven eight nine ten.”\n— Two, said Ida Brook. Three.", 12);
#endif
    return check_report("test_quotes");
}
