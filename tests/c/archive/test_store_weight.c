/* What rows weigh is one thing, told of all of an archive by its heads and of each stretch that was read. */
#include "check.h"

#include "archive/archive_sample.h"
#include "archive/model/store_rows.h"
#include "archive/saved_folder.h"
#include "archive/store/saved.h"
#include "os/file.h"

int main(void) {
    pdx_archive *archive = NULL, *loaded = NULL;
    saved_folder_choose("test_store_weight", &archive);
    CHECK(sample_build(false, &archive) == PDX_OK); /* rows, of which none is so large that it stays */
    CHECK(archive_save(archive, pdx_os_system(), archive_path, pdx_span_str("a note"), NULL, NULL) == PDX_OK);
    CHECK(archive_load(pdx_os_system(), archive_path, NULL, NULL, &loaded, NULL) == PDX_OK);
    CHECK_EQ(pdx_atomic_load(&loaded->stored->n_read), 0);
    CHECK_EQ(sample_walk(loaded), sample_walk(archive));
    CHECK_EQ(pdx_atomic_load(&loaded->stored->n_read), stored_rows_weight(loaded->stored));
    pdx_archive_keep_rows(loaded, 0);
    pdx_archive_rest(loaded);
    CHECK_EQ(pdx_atomic_load(&loaded->stored->n_read), 0);
    CHECK_EQ(sample_walk(loaded), sample_walk(archive));
    pdx_archive_release(loaded);
    pdx_archive_release(archive);
    saved_folder_remove();
    return check_report("test_store_weight");
}
