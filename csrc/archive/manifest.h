/* The manifest of a saved archive: which files it is made of now (FORMAT.md, "A saved archive"). For archive/ only: saved.c. Promises: one
 * manifest is in the place of another in one step, so that a reader finds the one or the other, whole. */
#ifndef PDX_ARCHIVE_MANIFEST_H
#define PDX_ARCHIVE_MANIFEST_H

#include "os/file.h"

typedef enum manifest_file { MANIFEST_POSTS, MANIFEST_TEXTS, MANIFEST_WORDS, MANIFEST_FILES } manifest_file;

typedef struct manifest {
    uint64_t generation; /* grows by one with each saving; 0: there is none yet */
    uint64_t stem_mark;  /* how its words were stemmed */
    struct {
        uint64_t length, id; /* of the image; the texts have no id */
    } files[MANIFEST_FILES];
} manifest;

enum { MANIFEST_PATH = 4096 };

/* FOLDER/NAME into a path of MANIFEST_PATH bytes. PDX_EVALUE when it is too long. */
pdx_status manifest_path(char *path, const char *folder, const char *name, pdx_error *err) PDX_MUST;
/* The path of a file of a generation. */
pdx_status manifest_file_path(char *path, const char *folder, manifest_file file, uint64_t generation, pdx_error *err) PDX_MUST;
/* PDX_EIO when there is none. */
pdx_status manifest_read(manifest *m, const pdx_os *os, const char *folder, pdx_error *err) PDX_MUST;
/* Puts it in the place of the one before, and makes that last. */
pdx_status manifest_write(const manifest *m, const pdx_os *os, const char *folder, pdx_error *err) PDX_MUST;
/* The generation of a file with this name; 0: savings make no such file, or one of all generations. */
uint64_t manifest_name_generation(const char *name);
/* Whether a name in the folder is one that savings make, and not of this generation: left by one that broke off, or replaced since. */
bool manifest_is_left_over(const char *name, uint64_t generation);

#endif
