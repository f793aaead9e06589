/* What stands in a folder that is to be an archive, or may be one. For archive/ only: saved.c opens by it, folder_lock.c and saver.c look before
 * they write.
 * Promises: an archive whose manifest cannot be read or is lost is told to be one, so that nobody begins anew in its place. */
#ifndef PDX_ARCHIVE_FOLDER_H
#define PDX_ARCHIVE_FOLDER_H

#include "archive/store/manifest.h"

/* What a folder holds, the later the more it tells. */
typedef enum folder_has {
    FOLDER_IS_EMPTY,     /* or is not there */
    FOLDER_IS_BEGUN,     /* just what a first saving makes that has not ended */
    FOLDER_HAS_OTHERS,   /* somebody's own */
    FOLDER_WAS_SAVED,    /* files that only later savings make, and no manifest */
    FOLDER_HAS_MANIFEST
} folder_has;
/* The manifest (FOLDER_HAS_MANIFEST), or what is there without one. A manifest that may be there and cannot be read, or is lost, is an error:
 * nobody may begin anew in its place. */
pdx_status archive_folder_look(const pdx_os *os, const char *folder, manifest *m, folder_has *out, pdx_error *err) PDX_MUST;

/* The folder is made, or empty, or a saved archive: nothing that is somebody's own is written over. `now` becomes what is there. */
pdx_status archive_folder_ready(const pdx_os *os, const char *folder, manifest *now, pdx_error *err) PDX_MUST;

pdx_status archive_manifest_missing(pdx_error *err); /* what is said where only that is gone */

#endif
