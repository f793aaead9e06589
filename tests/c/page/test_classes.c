/* Lines that are alike: a line that repeats the one right above it is one with it, so that a name beside its picture counts once an entry. Days are the same by
 * chance. */
#include "../check.h"

#include "page/lines/classes.h"

static const char page[] =
    "The mill\n\nIt turns again, and the miller is glad of it.\n\nAnn Rook\n\nAnn Rook\n\n"
    "The lock\n\nLow water since the spring, and no boat passes.\n\nAnn Rook\n\nAnn Rook\n\n"
    "The quay\n\nNobody was surprised at all by the new lamps.\n\nAnn Rook\n\nAnn Rook\n";

/* The class of the form whose lines begin with line `first`, or NULL. */
static const pdx_class *class_at(const pdx_classes *classes, pdx_form form, uint32_t first) {
    for (size_t c = 0; c < classes->classes.len; c++) {
        const pdx_class *each = &classes->classes.data[c];
        if (each->form == form && classes->positions.data[each->first] == first) return each;
    }
    return NULL;
}

static const char dated[] =
    "The mill\n\nBy Ann Rook 27/05/2020 No\n\nIt turns again, and the miller is glad of it.\n\n"
    "The lock\n\nBy Ann Rook 03/04/2017 No\n\nLow water since the spring, and no boat passes.\n\n"
    "The quay\n\nBy Ann Rook 03/04/2017 No\n\nNobody was surprised at all by the new lamps.\n";

typedef struct reading {
    pdx_lines lines;
    pdx_facts facts;
    pdx_classes classes;
} reading;

static void reading_open(reading *r, const char *text) {
    const pdx_page_options options = {.use_lexicon = true};
    pdx_lines_init(&r->lines);
    pdx_facts_init(&r->facts);
    pdx_classes_init(&r->classes);
    CHECK(pdx_lines_read(&r->lines, pdx_span_str(text), NULL, NULL) == PDX_OK);
    CHECK(pdx_facts_read(&r->facts, pdx_span_str(text), &r->lines, &options, NULL, NULL) == PDX_OK);
    CHECK(pdx_classes_read(&r->classes, &r->facts, NULL) == PDX_OK);
}

static void reading_close(reading *r) {
    pdx_classes_deinit(&r->classes);
    pdx_facts_deinit(&r->facts);
    pdx_lines_deinit(&r->lines);
}

static void test_pairs(void) {
    reading r;
    reading_open(&r, page);
    const pdx_class *names = class_at(&r.classes, PDX_FORM_EXACT, 2);
    CHECK(names != NULL);
    if (names != NULL) {
        CHECK_EQ(names->count, 3);
        for (uint32_t k = 0; k < 3 && k < names->count; k++) CHECK_EQ(r.classes.positions.data[names->first + k], 2 + 4 * k);
    }
    reading_close(&r);
}

/* Lines of one day are no class beside that of all days. */
static void test_days(void) {
    reading r;
    reading_open(&r, dated);
    const pdx_class *days = class_at(&r.classes, PDX_FORM_MASKED, 1);
    CHECK(days != NULL && days->count == 3);
    CHECK(class_at(&r.classes, PDX_FORM_EXACT, 4) == NULL);
    reading_close(&r);
}

int main(void) {
    test_pairs();
    test_days();
    return check_report("test_classes");
}
