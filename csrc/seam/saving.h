/* An archive becomes files and is opened from them; what of it is kept in memory meanwhile. */
#ifndef PDX_SEAM_SAVING_H
#define PDX_SEAM_SAVING_H

#include "seam/building.h"

/* What becomes of what is written. A draft is seen by whoever loads it and by nobody else, until a builder that continues it commits; saving or
 * committing anything else forgets it. */
typedef enum pdx_save_as {
    PDX_SAVE_FOR_ALL,
    PDX_SAVE_DRAFT,
    PDX_SAVE_ADDED /* a draft without what the builder was told to take out: posts of the base have the numbers in it that they had */
} pdx_save_as;

/* Writes the archive into the folder `path` (UTF-8), which is made, or is a saved archive already and then replaced in one step: whoever has
 * that open keeps what it was. `note` is the binding's own, given back by
 * pdx_archive_note; an archive that was loaded keeps the notes that it has. PDX_EVALUE when something else is there, PDX_ELOCKED
 * when somebody else is saving there, unless `held` (NULL: not held) is the lock of that folder. */
pdx_status pdx_archive_save(const pdx_archive *archive, const char *path, pdx_span note, pdx_save_as as, const pdx_folder_lock *held,
                            const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Holds the lock of such a folder, which is made when it is not there, for several savings with what lies between them; who saves hands it over as
 * `held`. `owner` says in a few words who that is: others are told it by their PDX_ELOCKED. A holder that dies lets go. */
pdx_status pdx_folder_lock_new(const char *path, pdx_span owner, pdx_folder_lock **out, pdx_error *err) PDX_MUST;
void pdx_folder_lock_free(pdx_folder_lock *lock);
/* The number of this process, for who must know whether it is a fork of another: PDX_OF_ANOTHER_PROCESS. */
uint64_t pdx_process(void);
/* Removes what a draft has that was not committed; nobody else sees a difference. */
pdx_status pdx_draft_forget(const char *path, const pdx_folder_lock *held, pdx_error *err) PDX_MUST;
/* Whether the folder holds a saved archive. */
bool pdx_archive_is_saved(const char *path);
/* What pdx_archive_describe would say of it as its `state`, was it loaded; no file of its parts is looked at. */
pdx_status pdx_archive_saved_state(const char *path, uint64_t *state, pdx_error *err) PDX_MUST;
/* Whether one was begun in the folder and nothing was ever saved, as a writer leaves it that was killed. */
bool pdx_archive_is_begun(const char *path);
/* How files are read, and whether what a writer has drafted is wanted instead of what it has committed. */
typedef struct pdx_load_how {
    bool mapped; /* else read into memory */
    bool draft;
} pdx_load_how;
/* Opens a saved archive. The stemmer is that of queries, and must stem as the one
 * did with which the archive was made: else PDX_EFORMAT. */
pdx_status pdx_archive_load(const char *path, const pdx_stem_callback *stemmer, pdx_load_how how, const pdx_tick *tick, pdx_archive **out,
                            pdx_error *err) PDX_MUST;
/* The binding's notes of an archive that was loaded, one for each saving that is a part of it, the first first. They lie in its files. Of each the
 * first line is at hand; the whole of it, which may be long, is checked when somebody asks for it. */
uint32_t pdx_archive_n_notes(const pdx_archive *archive);
pdx_span pdx_archive_note_line(const pdx_archive *archive, uint32_t i);
pdx_status pdx_archive_note(const pdx_archive *archive, uint32_t i, pdx_span *note, pdx_error *err) PDX_MUST;
/* Adds what the builder has to the archive in `path`, which the builder continues as it was loaded from there, and takes out what is to go, in one
 * step: parts from `first` on become one with what is new, and nothing of them is written that is gone. `held` is the lock of that folder, `note`
 * that of the new part. The builder is used up. */
pdx_status pdx_builder_commit(pdx_builder *builder, const char *path, pdx_span note, uint32_t first, pdx_save_as as, const pdx_folder_lock *held,
                              const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* From which part on they should become one, so that there are never many and each byte is written again a few times at most; as many as there are
 * notes: none. `all`: for one part that nothing is gone of; 1 where that is so already. With PDX_SAVE_ADDED what is to go counts as what stays. */
uint32_t pdx_builder_first_taken(const pdx_builder *builder, bool all, pdx_save_as as);
/* What is whole of a saved archive that is damaged, as an archive in memory, with its index made anew; the folder stays as it is. `report`
 * receives one JSON object: {"had": posts that there were, "posts": [null, {"number", "left": appearances, "title", "source"}, ...] of posts that
 * are lost or have lost appearances, "sources": of those that are not whole, "notes": of the binding, "damage": sentences, "doubt": whether posts
 * that had been deleted may be there again, "unnamed": [at least, at most] so many more posts are lost, "counted": false: and those of a part that
 * says nothing of itself}. PDX_ECORRUPT when nothing can be read. */
pdx_status pdx_archive_salvage(const char *path, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_archive **out, pdx_buf *report,
                               pdx_error *err) PDX_MUST;
/* Reads every byte of an archive that was loaded, and checks it: the first damage is named. */
pdx_status pdx_archive_verify(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* An archive that was loaded reads its rows when they are asked for. Verbs with a status tell when one could not be read; those without give
 * something empty then. Who makes an object of a post or page asks first: afterwards all that is said of it here is there, or it fails with
 * PDX_ECORRUPT (PDX_ENOMEM); who has read many asks at the end whether all of them could be read. */
pdx_status pdx_archive_know_post(const pdx_archive *archive, uint32_t post, pdx_error *err) PDX_MUST;
pdx_status pdx_archive_know_page(const pdx_archive *archive, uint32_t page, pdx_error *err) PDX_MUST;
pdx_status pdx_archive_sound(const pdx_archive *archive, pdx_error *err) PDX_MUST;

/* Of an archive that was loaded so many bytes of rows are kept for who asks next, PDX_MOST_ROWS unless somebody says otherwise before anything is
 * asked of it; an archive in memory keeps what it has. */
#define PDX_MOST_ROWS ((uint64_t)512 << 20)
void pdx_archive_keep_rows(pdx_archive *archive, uint64_t most);
/* Gives the rows that were read back where they are more, and no call is under way: they are read again when somebody asks. Nothing that a call has
 * given points to any, so what was asked before stays good. Whoever lets several threads ask at once says of each call that it is under way, unless
 * it cannot be while this is called, as under a lock of all of them; and lets only one give back. */
void pdx_archive_rest(const pdx_archive *archive);
bool pdx_archive_must_rest(const pdx_archive *archive); /* whether they are more */
bool pdx_archive_has_rested(const pdx_archive *archive); /* whether any ever were: then what was known before is perhaps to be read again */
void pdx_calls_enter(void);
void pdx_calls_leave(void);

/* Makes the index that building has left for later: before it is there only posts, pages, parts and layers can be asked for, and no view be made.
 * By one thread at a time, while others read those. Nothing happens where there is an index. */
pdx_status pdx_archive_index(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* Of records that were scanned into a builder with `index_later` only the head is read: title, byline, dates, tags, categories, kind, status,
 * address. Whoever asks anything else of a post, its page or its parts reads the rest of it first, or of all; what was told before still holds.
 * Not while another thread is asked anything of the archive. Nothing happens where nothing waits. */
pdx_status pdx_archive_body(pdx_archive *archive, uint32_t post, pdx_error *err) PDX_MUST;
pdx_status pdx_archive_bodies(pdx_archive *archive, pdx_error *err) PDX_MUST;
uint32_t pdx_archive_waiting(const pdx_archive *archive); /* how many wait */

void pdx_archive_retain(pdx_archive *archive);
void pdx_archive_release(pdx_archive *archive);

#endif
