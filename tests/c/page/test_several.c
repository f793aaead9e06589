/* Pages of several entries that are kept whole only because no cut of them is probable, and lines that begin with a hash. Invented pages. */
#include "../check.h"

#include "page/page.h"

enum { MOST = 3 };

/* The page has entries with these titles and no others. */
static void check_titles(const char *text, const char *const *titles, size_t n) {
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    CHECK_EQ(pdx_page_cut(&page, pdx_span_str(text), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, n);
    for (size_t k = 0; k < n && page.n_entries == n; k++) {
        const pdx_page_entry *entry = &page.entries[k];
        const pdx_range title = entry->title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page.parts[entry->title].range;
        CHECK(pdx_span_equal(pdx_span_slice(page.text, (size_t)title.begin, (size_t)title.end), pdx_span_str(titles[k])));
    }
    pdx_page_deinit(&page);
}

#define ABOVE "« April 2009 | Main | June 2009 »\n\n"
#define THURSDAY "On Thursday it rained, so we stayed in the mill and looked at the old books that the miller keeps under the stairs.\n\n"
#define CARPENTER "If you want to see more of it, ask the carpenter, who has drawn every house between the church and the quay.\n\n"

/* Two entries of pictures: one entry of all that is less probable still, as each has its date and its signature. */
static void test_pictures(void) {
    static const char *const first[] = {"Two days in Lower Weir", "Falling through the ice"}, *const second[] = {"Saltmarsh", "On to Highbury"};
    check_titles(ABOVE "May 28, 2009\n\nTwo days in Lower Weir\n\nThe market is smaller than we were told, but the bread was good and the baker had time to talk about the flood.\n\n"
                       "The bishop's chair\n\nchair4.jpg\n\nHerons on the weir\n\nweir1.jpg\n\nPosted by ann at 05:19 PM | Comments (0)\n\n"
                       "May 25, 2009\n\nFalling through the ice\n\nThe baker's oven\n\noven7.jpg\n\nCobbled streets\n\nstreets3.jpg\n\n" THURSDAY
                       "Posted by ann at 10:37 PM | Comments (1)\n",
                 first, 2);
    check_titles(ABOVE "May 28, 2009\n\nSaltmarsh\n\n" THURSDAY CARPENTER "The quay at noon\n\nnoon3.jpg\n\nPosted by ann at 10:33 PM | Comments (3)\n\n"
                       "May 21, 2009\n\nOn to Highbury\n\nTwo ferrymen\n\nferrymen8.jpg\n\nWomen at the market\n\nmarket3.jpg\n\n"
                       "Nobody on the quay was surprised when the boards came, not even those who had waited for them all winter.\n\n"
                       "Posted by ann at 10:37 PM | Comments (4)\n",
                 second, 2);
}

/* Lists of one post that take turns with what is said of them, and nothing that only entries have. */
static void test_sections(void) {
    static const char *const title[] = {"How I drafted the harbour deck"};
    check_titles(
        "Posts tagged ‘Cards’\n\nHow I drafted the harbour deck\n\n2/11/08, 2:04\n\n"
        "I have not found any guide to this game yet, so I wanted to write one, though I only play on Sundays.\n\nRound 1\n\nPick 1\n\n"
        "Oar Obelisk\n\nRope Relic\n\nWeir Weaver\n\nQuay Charm\n\nBaker Herald\n\nCrane Goblet\n\nSail Panorama\n\nLamp Keeper\n\nFerry Relic\n\n"
        "Spoiler:\n\nMy pick: Nothing in this round beats the Oar Obelisk, which clears the table when the tide is in.\n\nOar Obelisk\n\nPick 2\n\n"
        "Rope Captain\n\nQuay Charm\n\nOar Weaver\n\nHeron Stinger\n\nQuay Obelisk\n\nSail Panorama\n\nQuay Keeper\n\nFerry Goblet\n\nSpoiler:\n\n"
        "My pick: There is no question here: the Rope Captain.\n\nRope Captain\n\nPick 3\n\nRope Relic\n\nLock Ledger\n\nLock Keeper\n\n"
        "Barn Keeper\n\nFerry Stinger\n\nCrane Obelisk\n\nLock Goblet\n\nSpoiler:\n\n"
        "My pick: While less useful than others, the Rope Relic fits what I have so far, and few will pass it on.\n\nRope Relic\n\nPick 4\n\n"
        "Quay Obelisk\n\nTide Captain\n\nWeir Weaver\n\nMill Stinger\n\nHarbour Scout\n\nBarn Captain\n\nSpoiler:\n\n"
        "My pick: There is no question here: the Quay Obelisk.\n\nQuay Obelisk\n\nPick 5\n\nOar Keeper\n\nQuay Ledger\n\nBell Goblet\n\n"
        "Baker Stinger\n\nLock Panorama\n\nSpoiler:\n\n"
        "My pick: Nothing in this round beats the Oar Keeper, which clears the table when the tide is in.\n\nOar Keeper\n\nPick 6\n\n"
        "Ferry Stinger\n\nHeron Captain\n\nWeir Captain\n\nLock Herald\n\nSpoiler:\n\nMy pick: There is no question here: the Ferry Stinger.\n\n"
        "Ferry Stinger\n\nPick 7\n\nBarn Herald\n\nOar Goblet\n\nWeir Charm\n\nSpoiler:\n\n"
        "My pick: While less useful than others, the Barn Herald fits what I have so far, and few will pass it on.\n\nBarn Herald\n\nPick 8\n\n"
        "Oar Charm\n\nCrane Ledger\n\nSpoiler:\n\nMy pick: I was torn between two of them, but the Oar Charm is what wins games late.\n\n"
        "Oar Charm\n\nThat is all for the first round, and the second one will follow when somebody has won it.\n\nTags: Cards, Harbour\n\n"
        "No Comments »\n\n",
        title, 1);
}

/* Ideographs have no spaces between words: what follows the only hash is no second word of a tag. */
static void test_hash(void) {
    static const char *const titles[MOST] = {"#水門散歩 第七回", "#水門散歩 第六回", "#水門散歩 第五回"};
    check_titles("#水門散歩 第七回\n\n水門のまわりを歩いて、粉ひき小屋の屋根をみんなで見ました。来月も同じ場所に集まります。\n\n2011/05/31 00:32:21\n\nTweet\n\n"
                 "#水門散歩 第六回\n\n雨が降ったので、渡し船の小屋でお茶を飲みながら古い地図を読みました。とても楽しい一日でした。\n\n2011/05/26 09:13:26\n\nTweet\n\n"
                 "#水門散歩 第五回\n\n港の大工さんが新しい船を見せてくれました。子どもたちは帆の結び方を習って帰りました。\n\n2011/05/12 21:40:02\n\nTweet\n",
                 titles, MOST);
}

int main(void) {
    test_pictures();
    test_sections();
    test_hash();
    return check_report("test_several");
}
