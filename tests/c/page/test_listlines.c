/* Lists of terms that are known by their terms: marked where most of them stand in other lists of the page, and not where a comma parts
 * the name of a series from a title, or dates tell entries apart; or by the words that announce them. They anchor a cut that has nothing else to go by. Invented pages. */
#include "../check.h"

#include "page/lines/listlines.h"

enum { MOST = 40 };

/* Whether exactly the lines `wanted`, one letter a line of the page that is not blank, have the flag: x for those that do. */
static void check_flag(const char *page, uint32_t flag, const char *wanted) {
    const pdx_page_options options = {.use_lexicon = true};
    const pdx_span text = pdx_span_str(page);
    char marked[MOST + 1] = {0};
    pdx_lines lines;
    pdx_facts facts;
    pdx_lines_init(&lines);
    pdx_facts_init(&facts);
    CHECK_EQ(pdx_lines_read(&lines, text, NULL, NULL), PDX_OK);
    CHECK_EQ(pdx_facts_read(&facts, text, &lines, &options, NULL, NULL), PDX_OK);
    CHECK_EQ(pdx_listlines_mark(&facts, text, &lines, NULL), PDX_OK);
    CHECK(facts.facts.len <= MOST);
    for (size_t i = 0; i < facts.facts.len && i < MOST; i++) marked[i] = facts.facts.data[i].flags & flag ? 'x' : '.';
    check_bytes((const unsigned char *)marked, strlen(marked), (const unsigned char *)wanted, strlen(wanted), __FILE__, __LINE__, page);
    pdx_facts_deinit(&facts);
    pdx_lines_deinit(&lines);
}

static void check_marked(const char *page, const char *wanted) { check_flag(page, PDX_FACT_TERMS, wanted); }

/* Where no spaces are between words, items are as long as their letters, and a comma may stand in any sentence. */
static void test_spaceless(void) {
    check_flag("朝市、水門、石段\n\n翌日、朝市を見るために川の西側をゆっくりと歩きながら、昨日と同じ岸に出た（続く）\n\n雨だ。風も、波も、空も（続く）\n\n"
               "北海道札幌市、大阪府、東京都\n\n早市、水閘、石階\n", PDX_FACT_LIST, "x..xx");
    check_flag("朝市、水門、石段\n\n川の西側を、昨日と同じ岸まで、風が吹いていても雨が降っていても毎日のように歩いて来る人がいる（続く）\n", PDX_FACT_PARA, ".x");
}

static void test_marks(void) {
    check_marked("Boats\n\nworks | river | lamps\n\nTea\n\nlamps | works\n\nSoup\n\nriver | works\n", ".x.x.x");
    check_marked("Boats\n\nworks / river\n\nTea\n\nriver / bread / works\n\nSoup\n\nsalt / pepper\n\nSalt\n\nworks\n", ".x.x.x.x");
    check_marked("Kitchen, a stove of stone\n\nKitchen, the long table\n\nstove, table, kitchen\n", "...");
    check_marked("Boats\n\n3 May 2014\n\nworks / river\n\nTea\n\n1 May 2014\n\nriver / works\n", "......");
    check_marked("Boats\n\nworks / river\n\nTea\n\nsalt / pepper\n", "....");
}

/* Names, places and sayings, none longer than the others; what ends each entry are its subjects. */
static void test_cut(void) {
    static const char *const titles[] = {"Ada Demir", "Ann Rook", "Tom Reed", "Carla Quist", "Bert Vale", "Ida Moor"};
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    const pdx_span text = pdx_span_str(
        "Ada Demir\n\nLower Town\n\n\"They asked for my name. Well, from today it is Ida.\"\n\nschool / names / the way here\n\n"
        "Ann Rook\n\nMill Hill\n\n\"To know us you have to come to our table, and to eat, nothing else will do\"\n\nbread / living together / school\n\n"
        "Tom Reed\n\nThe Quay\n\n\"You see the three of us, this is what is left.\"\n\nthe way here / loss\n\n"
        "Carla Quist\n\nMarket Street\n\n\"I made up my mind that it walks beside me and not in front of me\"\n\nloss / bread / names\n\n"
        "Bert Vale\n\nLower Town\n\n\"I told nobody, for I did not know what it was. Who goes to dance here?\"\n\nliving together\n\n"
        "Ida Moor\n\nThe Quay\n\n\"In one of the first letters that I wrote home there is nothing but rain\"\n\nthe way here / living together\n");
    CHECK_EQ(pdx_page_cut(&page, text, &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, PDX_COUNTOF(titles));
    for (size_t k = 0; k < page.n_entries && k < PDX_COUNTOF(titles); k++) {
        const pdx_page_entry *entry = &page.entries[k];
        const pdx_range title = entry->title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page.parts[entry->title].range;
        CHECK(pdx_span_equal(pdx_span_slice(page.text, (size_t)title.begin, (size_t)title.end), pdx_span_str(titles[k])));
    }
    pdx_page_deinit(&page);
}

/* How many of the lines below the first one are terms that it announces. */
static void check_announced(const char *page, size_t wanted) {
    const pdx_page_options options = {.use_lexicon = true};
    const pdx_span text = pdx_span_str(page);
    pdx_lines lines;
    pdx_facts facts;
    pdx_lines_init(&lines);
    pdx_facts_init(&facts);
    CHECK_EQ(pdx_lines_read(&lines, text, NULL, NULL), PDX_OK);
    CHECK_EQ(pdx_facts_read(&facts, text, &lines, &options, NULL, NULL), PDX_OK);
    CHECK_EQ(pdx_listlines_end(&facts, lines.lines.data, 0), wanted + 1);
    pdx_facts_deinit(&facts);
    pdx_lines_deinit(&lines);
}

/* Terms one to a line below the words that announce them, as far as a blank line or the next such words. Nothing tells where those end that blank lines part,
 * nor whether one line is a term or, where there are none, the next title. */
static void test_announced(void) {
    check_announced("Tagged\n\nboats\nlow water\ntea\n\nThe ferry runs again\n\nIt does.\n", 3);
    check_announced("Filed under\n\nNews\n\nTagged\nboats\n\nThe ferry runs again\n", 1);
    check_announced("Tagged\nboats\n\nThe ferry runs again\n", 0);
    check_announced("Tagged\nThe ferry runs again\nPosted on 3 May 2014\n\nIt does.\n", 0);
    check_announced("Tagged\n\nboats\n\nlow water\n\nThe ferry runs again\n", 0);
    check_announced("Tagged\nboats\nlow water\nThe ferry runs again today, and it did so yesterday, as we have seen.\n", 0);
    check_announced("The ferry runs again\n\nboats\nlow water\n\n", 0);
    check_announced("Tagged\n", 0);
}

/* Such lists, however long, stand at the head of their entries, with what stands above them, and the titles below. */
static void test_announced_cut(void) {
    static const char *const titles[] = {"Low water at the lock!", "A bench for the quay, and for whoever comes there after the market has closed and the lamps are lit", "Our tea"};
    static const char *const terms[] = {"boats\nlow water\ntea\nlamps\nbooks\nsoup\nmill\nroof\nflour\nbread\nquay\nferry\n", "quay\n", "tea\nsoup\n"};
    const pdx_page_options options = {.use_lexicon = true};
    char text[4096];
    size_t len = 0;
    pdx_page page;
    for (size_t k = 0; k < PDX_COUNTOF(titles); k++) {
        len += (size_t)snprintf(text + len, sizeof text - len,
                                "%zu May 2011\n\nBy Ann Vale\n\nCategories\n\nNews\n\nTagged\n\n%s\n%s\n\nThe harbour master wrote to us last week about it, and we "
                                "read his letter twice before supper.\n\nWhat he said\n\nNobody on the quay was surprised when the carpenter came with the boards.\n\n",
                                9 - k, terms[k], titles[k]);
    }
    CHECK_EQ(pdx_page_cut(&page, pdx_span_of(text, len), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, PDX_COUNTOF(titles));
    for (size_t k = 0; k < page.n_entries && page.n_entries == PDX_COUNTOF(titles); k++) {
        const pdx_page_entry *entry = &page.entries[k];
        const pdx_range title = entry->title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page.parts[entry->title].range;
        CHECK(pdx_span_equal(pdx_span_slice(page.text, (size_t)title.begin, (size_t)title.end), pdx_span_str(titles[k])));
        CHECK_EQ(page.text.data[entry->range.begin], '9' - k);
    }
    if (page.n_entries > 0) CHECK_EQ(page.entries[0].n_items, 13); /* News, and the tags */
    pdx_page_deinit(&page);
}

/* Lists that end entries stay with them, though the page has one above its first title. */
static void test_announced_feet(void) {
    static const char *const titles[] = {"The ferry runs again", "Low water at the lock", "A bench for the quay", "Our tea"};
    const pdx_page_options options = {.use_lexicon = true};
    char text[4096];
    size_t len = (size_t)snprintf(text, sizeof text, "Tags\nharbour\ntown\n\n");
    pdx_page page;
    for (size_t k = 0; k < PDX_COUNTOF(titles); k++) {
        len += (size_t)snprintf(text + len, sizeof text - len,
                                "%s\n%zu May 2011\n\nThe harbour master wrote to us last week about it, and we read his letter twice before supper.\n\n"
                                "Tags\n%zu boats\nsoup\n\n", titles[k], 9 - k, k);
    }
    CHECK_EQ(pdx_page_cut(&page, pdx_span_of(text, len), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, PDX_COUNTOF(titles));
    for (size_t k = 0; k < page.n_entries && page.n_entries == PDX_COUNTOF(titles); k++) {
        const pdx_page_entry *entry = &page.entries[k];
        CHECK(entry->n_items > 0);
        if (entry->n_items == 0) continue;
        const pdx_range item = page.items[entry->first_item].range;
        CHECK_EQ(page.text.data[item.begin], '0' + k);
    }
    pdx_page_deinit(&page);
}

int main(void) {
    test_announced_feet();
    test_marks();
    test_announced();
    test_announced_cut();
    test_spaceless();
    test_cut();
    return check_report("test_listlines");
}
