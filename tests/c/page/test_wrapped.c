/* Paragraphs that were broken into lines of one width: which lines are marked as text. Invented pages. */
#include "../check.h"

#include "page/lines/wrapped.h"

#define BROKEN                                                          \
    "The council met for the third time in the old library, and the\n"  \
    "clerk read the letters that had come since the spring tide. One\n" \
    "of them, from the ferry company, asked for a longer pier, which\n" \
    "nobody wanted to pay for. The harbour master, who had heard all\n" \
    "of it before, slept through the answer and woke for the biscuits.\n"

/* Of the lines of a page, those that are marked, as letters: t for text. */
static void check_marks(const char *text, const char *wanted) {
    const pdx_page_options options = {.use_lexicon = true};
    pdx_lines lines;
    pdx_facts facts;
    pdx_lines_init(&lines);
    pdx_facts_init(&facts);
    CHECK_EQ(pdx_lines_read(&lines, pdx_span_str(text), NULL, NULL), PDX_OK);
    CHECK_EQ(pdx_facts_read(&facts, pdx_span_str(text), &lines, &options, NULL, NULL), PDX_OK);
    for (size_t i = 0; i < facts.facts.len; i++) facts.facts.data[i].flags &= ~(uint32_t)PDX_FACT_PARA;
    pdx_wrapped_mark(&facts, &lines);
    CHECK_EQ(facts.facts.len, strlen(wanted));
    for (size_t i = 0; i < facts.facts.len && wanted[i] != '\0'; i++) {
        CHECK_EQ((facts.facts.data[i].flags & PDX_FACT_PARA) != 0, wanted[i] == 't');
        if (wanted[i] == 't') CHECK(facts.facts.data[i].title < 0);
    }
    pdx_facts_deinit(&facts);
    pdx_lines_deinit(&lines);
}

static void test_broken_paragraphs(void) {
    check_marks(BROKEN, "ttttt");
    check_marks("A Longer Pier\n\n" BROKEN "\nWhat Came of It\n\n" BROKEN, ".ttttt.ttttt");
}

/* Paragraphs of a line each, short lines, and a page of which little runs on. */
static void test_what_is_left_alone(void) {
    check_marks("the ferry\nthe pier\nthe clerk\nthe tide\nthe mill\n", ".....");
    check_marks("The council met for the third time in the old library.\n\nThe clerk read all letters that had come since spring.\n", "..");
    check_marks(BROKEN "One\n\nTwo\n\nThree\n\nFour\n\nFive\n\nSix\n\nSeven\n\nEight\n\nNine\n\nTen\n\nEleven\n\nTwelve\n\nThirteen\n\nFourteen\n", "...................");
}

/* Days and names that begin with a small letter stand below titles, and are no rest of them. */
static void test_fields(void) {
    check_marks("What the lock keeper wrote about the harbour\nmayo 5, 2025\nThe old ferry and who rowed it after the war\nmayo 4, 2025\n"
                "Nobody has counted the herons in these years\nby admin\nThe second boat, which is older than the bridge\nabril 2, 2025\n", "........");
}

int main(void) {
    test_fields();
    test_broken_paragraphs();
    test_what_is_left_alone();
    return check_report("test_wrapped");
}
