/* The manifest of a saved archive: which parts it is made of now (FORMAT.md, "manifest"). For archive/ only: saved.c, committed.c. Promises: one
 * manifest is in the place of another in one step, so that a reader finds the one or the other, whole. */
#ifndef PDX_ARCHIVE_MANIFEST_H
#define PDX_ARCHIVE_MANIFEST_H

#include "base/vec.h"
#include "os/file.h"

/* Files of a part. */
typedef enum manifest_file { MANIFEST_POSTS, MANIFEST_TEXTS, MANIFEST_WORDS, MANIFEST_GONE, MANIFEST_FILES } manifest_file;

/* Files that say what of a part is gone, one after the other (index/gone.h). */
enum { MANIFEST_LISTS = 8 };
typedef struct manifest_list {
    uint64_t number, length, id;
} manifest_list;

typedef struct manifest_part {
    uint64_t number; /* in the names of its files */
    struct {
        uint64_t length, id; /* of the image; the texts have no id */
    } files[MANIFEST_GONE];
    uint32_t n_lists; /* of what is gone of it; 0: nothing is */
    manifest_list lists[MANIFEST_LISTS];
    uint64_t stem_mark;           /* how its words were stemmed */
    uint64_t n_gone, n_gone_words; /* posts that are gone, and their words */
} manifest_part;

/* Of the format (FORMAT.md, "Versions"): what a reader must know, and what writers may add beside it. */
enum { MANIFEST_VERSION = 2, MANIFEST_ADDITIONS = 2 }; /* written is the least version that says all: 1 where no part has more than one list */

typedef struct manifest {
    uint32_t version;    /* of the format in which it was read */
    uint32_t additions;  /* that whoever wrote it knew: where they are more than those known here, it can be read, and not be changed */
    uint64_t generation; /* grows by one with each saving; 0: there is none yet */
    uint64_t n_ordinals; /* that were given to posts */
    PDX_VEC(manifest_part) parts; /* owned; in their order */
} manifest;

enum { MANIFEST_PATH = 4096, MANIFEST_NAME = 32, MANIFEST_PARTS_MOST = 4096 };

static inline void manifest_init(manifest *m) { memset(m, 0, sizeof *m); }
static inline void manifest_deinit(manifest *m) { PDX_VEC_DEINIT(&m->parts); }
/* The number of a file: the generation that made it, and which of those that this one made. */
enum { MANIFEST_INDEX_AT = 48, MANIFEST_INDEX_MOST = 0xFFFF };
static inline uint64_t manifest_number_of(uint64_t generation, uint64_t index) { return generation | index << MANIFEST_INDEX_AT; }
/* Whether a part's file of this kind can have the number. */
bool manifest_has(const manifest_part *part, manifest_file file, uint64_t number);

/* FOLDER/NAME into a path of MANIFEST_PATH bytes. PDX_EVALUE when it is too long. */
pdx_status manifest_path(char *path, const char *folder, const char *name, pdx_error *err) PDX_MUST;
/* The name of a file with a number, and its path. */
void manifest_file_name(char name[MANIFEST_NAME], manifest_file file, uint64_t number);
pdx_status manifest_file_path(char *path, const char *folder, manifest_file file, uint64_t number, pdx_error *err) PDX_MUST;
/* The number in the name of such a file; 0: it is none. */
uint64_t manifest_file_number(const char *name, manifest_file file);
/* What readers go by, or a writer's draft of what that is to be. */
typedef enum manifest_kind { MANIFEST_OF_ALL, MANIFEST_DRAFT } manifest_kind;
/* Into one that was initialised, and is to be freed also on failure. PDX_EIO when there is none. */
pdx_status manifest_read(manifest *m, const pdx_os *os, const char *folder, manifest_kind kind, pdx_error *err) PDX_MUST;
/* Puts it in the place of the one before, and makes that last; a draft need not last, since nobody goes on from one whose writer has gone. */
pdx_status manifest_write(const manifest *m, const pdx_os *os, const char *folder, manifest_kind kind, pdx_error *err) PDX_MUST;
/* What a manifest is called before it is put in its place. */
extern const char manifest_new_name[];
bool manifest_is_draft(const char *name);
/* The generation of a file with this name; 0: savings make no such file, or one of all generations. */
uint64_t manifest_name_generation(const char *name);
/* Tells what is saved from what was saved before, later or elsewhere with as many savings, by the ids of its files. */
uint64_t manifest_state(const manifest *m);
/* Whether a name in the folder is one that savings make, and none of these parts': left by one that broke off, or replaced since. A draft is. */
bool manifest_is_left_over(const manifest *m, const char *name);

#endif
