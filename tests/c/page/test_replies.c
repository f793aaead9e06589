/* A post with its replies, names with day and time under a line that tells of comments or parted by a link to answer, is one entry. A listing of posts that have names
 * for titles, each with its own number of comments, stays one. Invented pages. */
#include "../check.h"

#include "page/page.h"

enum { ROOM = 16384, NAMES = 6 };

static const char *const names[NAMES] = {"amylou", "Pusekatt", "Molly", "Ken Doe", "Anonymous", "Heda"};
static const char *const texts[NAMES] = {
    "I like that comparison, since it is still pretty in a ridiculous kind of way, and most days are hardly without their sides.",
    "What wise words! I cannot wait to find an opportunity to use the phrase, thereby making myself sound very witty.",
    "Thank you both! Happy holidays, and may there be more of them, and of that cake, which nobody will admit to have eaten.",
    "I read that whole thing, and I like the way you have this set up. I have just learned what I was trying to learn for months.",
    "I am reading this now because my sister brought me the first one of them, and I had to have the second one as well.",
    "Who would have thought that so much flour dust fits into one room? The roof will be next, says the town council."};
static const char *const post = "With my own two hands\n\nThe harbour master wrote to us last week about the new timetable, and we read his letter twice before supper.\n\n"
                                "Nobody on the quay was surprised when the carpenter came with the boards, not even those who had waited for him all summer.\n\n";

/* How many entries a page has of `above` and of names, each with its day, a text and `below`. */
static size_t entries_of(const char *above, const char *below) {
    char text[ROOM];
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    size_t len = (size_t)snprintf(text, sizeof text, "%s", above), n;
    for (unsigned k = 0; k < NAMES; k++) {
        len += (size_t)snprintf(text + len, sizeof text - len, "%s\nMonday, December 2%u, 2004 at 9:0%u am\n\n%s\n\n", names[k], k, k + 2, texts[k]);
        if (*below != 0) len += (size_t)snprintf(text + len, sizeof text - len, below, k + 2);
    }
    CHECK_EQ(pdx_page_cut(&page, pdx_span_of(text, len), &options, NULL, NULL), PDX_OK);
    n = page.n_entries;
    pdx_page_deinit(&page);
    return n;
}

int main(void) {
    char above[ROOM];
    (void)snprintf(above, sizeof above, "%sComments\n", post);
    CHECK_EQ(entries_of(above, ""), 1);
    (void)snprintf(above, sizeof above, "%s6 Comments\n", post);
    CHECK_EQ(entries_of(above, ""), 1);
    (void)snprintf(above, sizeof above, "%sReply\n", post);
    CHECK_EQ(entries_of(above, "Reply\n"), 1);
    CHECK_EQ(entries_of("", "%u comments\n\n"), NAMES);
    (void)snprintf(above, sizeof above, "%s----------\n\n", post); /* a rule parts entries, and answers nobody */
    CHECK(entries_of(above, "----------\n\n") > 1);
    return check_report("test_replies");
}
