/* Pages whose strings stand a line each: which lines are put together. Invented pages. */
#include "../check.h"

#include "page/lines/linepieces.h"

/* `pieces` are put together to `wanted`, in which "_" stands for each line end that is one no more. */
static void check_joined(const char *pieces, const char *wanted) {
    const size_t len = strlen(pieces);
    pdx_buf out;
    pdx_buf_init(&out);
    CHECK_EQ(pdx_linepieces_join(&out, pdx_span_str(pieces), true, NULL, NULL), PDX_OK);
    CHECK_EQ(out.len, len);
    CHECK_EQ(strlen(wanted), len);
    for (size_t i = 0; i < len && i < out.len; i++) {
        const char is = pieces[i] == '\n' && out.data[i] == ' ' ? '_' : (char)out.data[i];
        if (check_failed(is == wanted[i])) printf("at %zu of: %s\n", i, pieces);
    }
    pdx_buf_deinit(&out);
}

static void check_left(const char *text) {
    pdx_buf out;
    pdx_buf_init(&out);
    CHECK_EQ(pdx_linepieces_join(&out, pdx_span_str(text), true, NULL, NULL), PDX_OK);
    CHECK_EQ(out.len, 0);
    pdx_buf_deinit(&out);
}

static void test_fields(void) {
    check_joined("The Bell\nPosted on\nMay 3, 2014\nby\nAnn Bell\n|\n3\nComments\nThe Pier\nPosted on\nMay 2, 2014\nby\nTom Reed\n|\nLeave a comment\nThe Lamps\n",
                 "The Bell\nPosted on_May 3, 2014_by_Ann Bell_|_3_Comments\nThe Pier\nPosted on_May 2, 2014_by_Tom Reed_|_Leave a comment\nThe Lamps\n");
    check_joined("The Bell\n25\n10\n2005\nIt rang, and\nthe ferry\n, too.\nThe Pier\n6\n11\n2005\nIt is long (\ntoo long\n).\n",
                 "The Bell\n25_10_2005\nIt rang, and_the ferry_, too.\nThe Pier\n6_11_2005\nIt is long (_too long_).\n");
}

/* A sign behind the last field ends the line, and leads on to no title. */
static void test_lists(void) {
    check_joined("The Bell\nPosted in\nNews\n,\nQuay\n|\nComments Off\non The Bell\n|\nThe Pier\nPosted in\nQuay\n|\nComments Off\non The Pier\n|\nThe Lamps\n",
                 "The Bell\nPosted in_News_,_Quay_|_Comments Off_on The Bell_|\nThe Pier\nPosted in_Quay_|_Comments Off_on The Pier_|\nThe Lamps\n");
    check_joined("The Bell\nTags:\nharbour\n,\nbells\nThe Pier\nTags:\nharbour\nThe Lamps\nTags:\nnight\n,\nharbour\n",
                 "The Bell\nTags:_harbour_,_bells\nThe Pier\nTags:_harbour\nThe Lamps\nTags:_night_,_harbour\n");
}

static void test_sentences(void) {
    check_joined("The Bell\nThe ferry has a new bell, and nobody knows\nwho gave it to\nAnn Bell\n, who keeps it.\nIn winter it was heard on the hill\nall night long.\n"
                 "The Pier\nA longer one was asked for in the spring by\nTom Reed\n.\n",
                 "The Bell\nThe ferry has a new bell, and nobody knows_who gave it to_Ann Bell_, who keeps it.\nIn winter it was heard on the hill_all night long.\n"
                 "The Pier\nA longer one was asked for in the spring by_Tom Reed_.\n");
}

/* Blank lines, titles in small letters below their days, and lists without signs between their items are none. */
static void test_what_is_left_alone(void) {
    check_left("The Bell\n\nPosted on\nMay 3, 2014\nby\nAnn Bell\n|\n3\nComments\nThe Pier\n|\n");
    check_left("May 3, 2014\nwho gave the bell to the ferry\nMay 2, 2014\na pier that is too long for us\nMay 1, 2014\nlamps on the hill behind the mill\nApril 3, 2014\nthe clerk writes a letter again\n");
    check_left("Harbour\nTags:\nferry\nbells\nQuay\nTags:\nferry\nbells\nMill\nTags:\nbells\nlamps\n");
    check_left("");
}

int main(void) {
    test_fields();
    test_lists();
    test_sentences();
    test_what_is_left_alone();
    return check_report("test_pieces");
}
