#include "archive/store/folder.h"

#include <errno.h>
#include <string.h>

pdx_status archive_manifest_missing(pdx_error *err) {
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET,
                    "damaged archive: its manifest is missing; `postdex repair` makes a new archive of what is there");
}

static folder_has name_tells(const char *name) {
    const manifest none = {0};
    if (strcmp(name, "manifest") == 0) return FOLDER_HAS_MANIFEST;
    if (strcmp(name, "lock") == 0 || strcmp(name, "owner") == 0) return FOLDER_IS_BEGUN;
    if (!manifest_is_left_over(&none, name)) return FOLDER_HAS_OTHERS;
    return manifest_name_generation(name) > 1 ? FOLDER_WAS_SAVED : FOLDER_IS_BEGUN; /* of a first saving that broke off, or else it was an archive */
}

static pdx_status folder_list(const pdx_os *os, const char *folder, folder_has *out, pdx_error *err) {
    pdx_buf names;
    pdx_status status;
    *out = FOLDER_IS_EMPTY;
    pdx_buf_init(&names);
    status = pdx_path_list(os, folder, &names, err);
    for (size_t at = 0; status == PDX_OK && at < names.len; at += strlen((const char *)names.data + at) + 1) {
        const folder_has has = name_tells((const char *)names.data + at);
        if (has > *out) *out = has;
    }
    pdx_buf_deinit(&names);
    return status;
}

pdx_status archive_folder_look(const pdx_os *os, const char *folder, manifest *m, folder_has *out, pdx_error *err) {
    enum { TRIES = 16 };
    pdx_error own = {0}, *told = err == NULL ? &own : err;
    pdx_status status = PDX_EIO;
    *out = FOLDER_HAS_MANIFEST;
    for (unsigned k = 0; k < TRIES && *out == FOLDER_HAS_MANIFEST; k++) { /* one that is listed and yet not found may have just come */
        status = manifest_read(m, os, folder, MANIFEST_OF_ALL, told);
        if (status != PDX_EIO || (told->code != ENOENT && told->code != ENOTDIR)) return status;
        status = folder_list(os, folder, out, told);
        if (status == PDX_EIO && (told->code == ENOENT || told->code == ENOTDIR)) *out = FOLDER_IS_EMPTY;
        else PDX_TRY(status);
    }
    return *out >= FOLDER_WAS_SAVED ? archive_manifest_missing(err) : PDX_OK;
}

pdx_status archive_folder_ready(const pdx_os *os, const char *folder, manifest *now, pdx_error *err) {
    pdx_error own = {0}, *told = err == NULL ? &own : err;
    pdx_file_info info;
    pdx_status status;
    folder_has has;
    now->generation = 0;
    now->parts.len = 0;
    status = pdx_path_describe(os, folder, &info, told);
    if (status != PDX_OK && told->code == ENOENT) {
        status = pdx_path_make_folder(os, folder, told);
        if (status == PDX_OK || told->code != EEXIST) return status;
        status = pdx_path_describe(os, folder, &info, told); /* somebody else has just made it */
        if (status != PDX_OK && told->code == ENOENT) {
            return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "there is a link of this name, which leads to nothing; give the name of a new folder");
        }
    }
    PDX_TRY(status);
    if (info.kind != PDX_FILE_FOLDER) {
        return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "there is a file of this name; give the name of a new folder, or of a saved archive");
    }
    PDX_TRY(archive_folder_look(os, folder, now, &has, err));
    if (has != FOLDER_HAS_OTHERS) return PDX_OK;
    return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "this folder holds other things, and is no saved archive; give the name of a new folder");
}
