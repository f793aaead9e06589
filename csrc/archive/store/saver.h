/* Writing into the folder of a saved archive: files that are new, then the manifest that names them. For archive/ only: saved.c and committed.c,
 * each under the folder's lock. Promises: until `end` the archive is what it was, whatever fails; afterwards it is the new one, whole. */
#ifndef PDX_ARCHIVE_SAVER_H
#define PDX_ARCHIVE_SAVER_H

#include "archive/store/folder.h"
#include "archive/store/folder_lock.h"
#include "archive/store/manifest.h"
#include "archive/model/stored.h"

typedef struct saver {
    const pdx_os *os;    /* borrowed, like the next two */
    const char *folder;
    const pdx_tick *tick;
    const pdx_folder_lock *held; /* of the folder, set by the caller after `begin`; NULL: nobody can have put another in its place */
    uint64_t n_files;        /* that have numbers of this saving, or were passed over as they are of files that there are */
    manifest committed, before, next; /* what readers go by; what is continued, that or a draft; what is being written, whose parts the caller lists */
    bool on_draft;           /* whether a draft is continued */
    manifest_kind kind;      /* what it will be: files of a draft become safe on disk with the commit that takes them over, all at once */
    bool passing;            /* what is written now becomes one with other parts before anybody reads it: it need not be safe on disk */
    uint64_t written, total; /* bytes */
    uint64_t process;        /* that saves: a fork of it leaves the files alone */
} saver;

/* Looks at the folder, and removes what savings have left there that broke off, and a draft that is not continued. To be freed also on failure. */
pdx_status saver_begin(saver *s, const pdx_os *os, const char *folder, bool on_draft, pdx_save_as as, const pdx_tick *tick, pdx_error *err) PDX_MUST;
void saver_deinit(saver *s);
/* Files of a new part, behind the parts that are listed: of an archive in memory, or one that was joined to become a part. */
pdx_status saver_add(saver *s, const pdx_archive *archive, pdx_span note, pdx_error *err) PDX_MUST;
/* A part of another folder, as it is. */
pdx_status saver_copy(saver *s, const pdx_archive *archive, uint32_t part, pdx_error *err) PDX_MUST;
/* What is gone of the part, in the place of what the part has. */
pdx_status saver_gone(saver *s, manifest_part *part, pdx_span image, pdx_error *err) PDX_MUST;
/* Whether what is written now is made safe on disk at once. */
static inline bool saver_makes_safe(const saver *s) { return s->kind == MANIFEST_OF_ALL && !s->passing; }
/* For merge_parts.c: a number that no file has; the path of a file, and its output. */
uint64_t saver_number(saver *s);
pdx_status saver_output(saver *s, manifest_file which, uint64_t number, char path[MANIFEST_PATH], pdx_output *output, pdx_error *err) PDX_MUST;
/* Puts the manifest in its place if all went well so far; gives what it was given otherwise, after removing what was written. Where the folder is
 * another one by now, nothing in it is touched. */
pdx_status saver_end(saver *s, pdx_status status, pdx_error *err) PDX_MUST;

/* Whether the archive can be changed, or copied, without loss: not where a later postdex has added to it what is not known here. */
pdx_status saver_may_write(const pdx_archive *archive, pdx_error *err) PDX_MUST;

#endif
