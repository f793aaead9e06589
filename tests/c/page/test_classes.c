/* Lines that are alike: a line that repeats the one right above it is one with it, so that a name beside its picture counts once an entry. */
#include "../check.h"

#include "page/classes.h"

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

int main(void) {
    const pdx_page_options options = {.use_lexicon = true};
    const pdx_span text = pdx_span_str(page);
    pdx_lines lines;
    pdx_facts facts;
    pdx_classes classes;
    const pdx_class *names;
    pdx_lines_init(&lines);
    pdx_facts_init(&facts);
    pdx_classes_init(&classes);
    CHECK(pdx_lines_read(&lines, text, NULL, NULL) == PDX_OK);
    CHECK(pdx_facts_read(&facts, text, &lines, &options, NULL, NULL) == PDX_OK);
    CHECK(pdx_classes_read(&classes, &facts, NULL) == PDX_OK);
    names = class_at(&classes, PDX_FORM_EXACT, 2);
    CHECK(names != NULL);
    if (names != NULL) {
        CHECK_EQ(names->count, 3);
        for (uint32_t k = 0; k < 3 && k < names->count; k++) CHECK_EQ(classes.positions.data[names->first + k], 2 + 4 * k);
    }
    pdx_classes_deinit(&classes);
    pdx_facts_deinit(&facts);
    pdx_lines_deinit(&lines);
    return check_report("test_classes");
}
