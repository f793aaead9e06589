/* Outcomes, messages that are cut rather than overrun, ticks, and the two tables of names. */
#include "check.h"

#include "base/role.h"
#include "base/status.h"
#include "base/tick.h"

static void test_messages(void) {
    char endless[1000];
    pdx_error err;
    CHECK_EQ(pdx_fail(NULL, PDX_EIO, 3, "nobody asked"), PDX_EIO);
    CHECK_EQ(pdx_fail(&err, PDX_ECORRUPT, 77, "block %d of %s", 4, "postings"), PDX_ECORRUPT);
    CHECK_EQ(err.status, PDX_ECORRUPT);
    CHECK_EQ(err.offset, 77);
    CHECK(strcmp(err.message, "block 4 of postings") == 0);
    memset(endless, 'x', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    CHECK_EQ(pdx_fail(&err, PDX_EVALUE, PDX_NO_OFFSET, "%s", endless), PDX_EVALUE);
    CHECK_EQ(strlen(err.message), sizeof err.message - 1);
    CHECK_EQ(pdx_fail_memory(&err), PDX_ENOMEM);
    CHECK(err.offset == PDX_NO_OFFSET);
    CHECK(strcmp(err.message, "out of memory") == 0);
}

static void test_status_table(void) {
    int status, other;
    CHECK_EQ(PDX_OK, 0);
    for (status = 0; status < PDX_STATUS_COUNT; status++) {
        CHECK(strncmp(pdx_status_name((pdx_status)status), "PDX_", 4) == 0);
        CHECK(strlen(pdx_status_text((pdx_status)status)) > 1);
        for (other = 0; other < status; other++) {
            CHECK(strcmp(pdx_status_name((pdx_status)status), pdx_status_name((pdx_status)other)) != 0);
        }
    }
}

static void test_roles_table(void) {
    int role;
    CHECK(PDX_ROLE_COUNT <= 32); /* a set of roles is 32 bits */
    for (role = 0; role < PDX_ROLE_COUNT; role++) {
        CHECK_EQ(pdx_role_parse(pdx_span_str(pdx_role_name((pdx_role)role))), role);
        CHECK(pdx_role_group((pdx_role)role) <= PDX_GROUP_NONE);
    }
    CHECK_EQ(pdx_role_parse(pdx_span_str("")), PDX_ROLE_COUNT);
    CHECK_EQ(pdx_role_parse(pdx_span_str("Title")), PDX_ROLE_COUNT);
    CHECK_EQ(pdx_role_parse(pdx_span_str("titles")), PDX_ROLE_COUNT);
    CHECK_EQ(pdx_role_group(PDX_ROLE_RELATED), PDX_GROUP_NONE);
    CHECK_EQ(pdx_role_group(PDX_ROLE_QUOTE), PDX_GROUP_BODY);
}

static bool go_on_below_five(void *context, uint64_t done, uint64_t total) {
    *(uint64_t *)context = total;
    return done < 5;
}

static void test_ticks(void) {
    uint64_t seen = 0;
    const pdx_tick none = {NULL, NULL}, five = {go_on_below_five, &seen};
    pdx_error err;
    CHECK_EQ(pdx_tick_step(NULL, 9, 9, &err), PDX_OK);
    CHECK_EQ(pdx_tick_step(&none, 9, 9, &err), PDX_OK);
    CHECK_EQ(pdx_tick_step(&five, 4, 9, &err), PDX_OK);
    CHECK_EQ(seen, 9);
    CHECK_EQ(pdx_tick_step(&five, 5, 9, &err), PDX_EINTERRUPTED);
}

int main(void) {
    test_messages();
    test_status_table();
    test_roles_table();
    test_ticks();
    return check_report("base/status");
}
