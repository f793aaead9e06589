/* Character references: the names, what ends them, and numbers. */
#include "check.h"
#include "markup/entities.h"
#include "markup/reference.h"

static void check_one(const char *text, pdx_reference_kind kind, size_t len, const char *says, pdx_problem problem) {
    const pdx_reference found = pdx_reference_read(pdx_span_str(text), kind);
    const bool same = found.len == len && pdx_span_equal(pdx_span_of(found.text, found.text_len), pdx_span_str(says)) && found.problem == problem;
    CHECK(same);
    if (!same) printf("    %s: takes %lu, problem %s\n", text, (unsigned long)found.len, pdx_problem_name((pdx_problem)found.problem));
}

static void test_html(void) {
    const pdx_reference_kind text = PDX_REFERENCE_HTML, attribute = PDX_REFERENCE_ATTRIBUTE;
    check_one("&amp;amp;", text, 5, "&", PDX_PROBLEM_NONE);
    check_one("&", text, 0, "", PDX_PROBLEM_NONE);
    check_one("& ", text, 0, "", PDX_PROBLEM_NONE);
    check_one("&ampx", text, 4, "&", PDX_MISSING_SEMICOLON);
    check_one("&ampx", attribute, 0, "", PDX_PROBLEM_NONE);
    check_one("&amp=", attribute, 0, "", PDX_PROBLEM_NONE);
    check_one("&amp ", attribute, 4, "&", PDX_MISSING_SEMICOLON);
    check_one("&notin;", text, 7, "\xE2\x88\x89", PDX_PROBLEM_NONE); /* not `&not` and `in;` */
    check_one("&notit;", text, 4, "\xC2\xAC", PDX_MISSING_SEMICOLON);
    check_one("&nosuch;", text, 0, "", PDX_UNKNOWN_NAMED_REFERENCE);
    check_one("&fjlig;", text, 7, "fj", PDX_PROBLEM_NONE);
    check_one("&#8217;", text, 7, "\xE2\x80\x99", PDX_PROBLEM_NONE);
    check_one("&#X2019;", text, 8, "\xE2\x80\x99", PDX_PROBLEM_NONE);
    check_one("&#146;", text, 6, "\xE2\x80\x99", PDX_CONTROL_REFERENCE); /* as windows-1252 has it */
    check_one("&#99999999999999999999;", text, 23, "\xEF\xBF\xBD", PDX_REFERENCE_OUTSIDE_UNICODE);
    check_one("&#xD800;", text, 8, "\xEF\xBF\xBD", PDX_SURROGATE_REFERENCE);
    check_one("&#;", text, 0, "", PDX_ABSENCE_OF_DIGITS);
    check_one("&#x;", text, 0, "", PDX_ABSENCE_OF_DIGITS);
    check_one("&#65", text, 4, "A", PDX_MISSING_SEMICOLON);
}

static void test_xml(void) {
    const pdx_reference_kind xml = PDX_REFERENCE_XML, names = PDX_REFERENCE_XML_NAMES;
    check_one("&apos;", xml, 6, "'", PDX_PROBLEM_NONE);
    check_one("&lt", xml, 0, "", PDX_XML_BARE_AMPERSAND);
    check_one("& ", xml, 0, "", PDX_XML_BARE_AMPERSAND);
    check_one("&nbsp;", xml, 0, "", PDX_XML_UNKNOWN_ENTITY);
    check_one("&nbsp;", names, 6, "\xC2\xA0", PDX_XML_UNKNOWN_ENTITY);
    check_one("&AMP;", xml, 0, "", PDX_XML_UNKNOWN_ENTITY);
    check_one("&#146;", xml, 6, "\xC2\x92", PDX_PROBLEM_NONE);
    check_one("&#x2019;", xml, 8, "\xE2\x80\x99", PDX_PROBLEM_NONE);
    check_one("&#X2019;", xml, 0, "", PDX_XML_BAD_REFERENCE);
    check_one("&#65", xml, 0, "", PDX_XML_BAD_REFERENCE);
    check_one("&#0;", xml, 4, "\xEF\xBF\xBD", PDX_XML_BAD_REFERENCE);
    check_one("&#11;", xml, 5, "\x0B", PDX_XML_BAD_REFERENCE);
}

/* The hash finds each name of the table, and the limits that reference.c relies on are those of the table. */
static void test_table(void) {
    size_t n = 0, legacy = 0;
    for (size_t slot = 0; slot < PDX_ENTITY_SLOTS; slot++) {
        const pdx_entity *entity;
        if (pdx_entity_slots[slot] == 0) continue;
        entity = &pdx_entities[pdx_entity_slots[slot] - 1];
        CHECK(pdx_entity_find(pdx_entity_name(entity)) == entity);
        CHECK(entity->name_len <= PDX_ENTITY_NAME_MAX && pdx_entity_value(entity).len <= PDX_REFERENCE_BYTES);
        n++;
        if ((entity->value & PDX_ENTITY_LEGACY) == 0) continue;
        CHECK(entity->name_len >= 2 && entity->name_len <= PDX_ENTITY_LEGACY_MAX);
        legacy++;
    }
    CHECK_EQ(n, 2125);
    CHECK_EQ(legacy, 106);
    CHECK(pdx_entity_find(pdx_span_str("nosuch")) == NULL);
}

int main(void) {
    test_html();
    test_xml();
    test_table();
    return check_report("markup/reference");
}
