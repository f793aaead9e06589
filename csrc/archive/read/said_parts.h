/* Parts behind a page's text that say what its markup says of its entries: each stands by its entry's number and outside its stretch of parts. The
 * last parts of a page, in the order of the entries. For the files of archive/. */
#ifndef PDX_ARCHIVE_SAID_PARTS_H
#define PDX_ARCHIVE_SAID_PARTS_H

#include "archive/model/model.h"

/* How many parts a page has that are its text: those that are said come behind them. */
uint32_t archive_text_parts(const pdx_page *cut);
/* Where that text ends. */
uint64_t archive_text_end(const pdx_page *cut);
/* What is said of an entry: *n parts from *first on. */
void archive_said_parts(const pdx_page *cut, uint32_t entry, uint32_t *first, uint32_t *n);
/* The first of them with a role that counts, not only as what else it could be; PDX_NONE: none. */
uint32_t archive_said_part(const pdx_page *cut, uint32_t entry, uint8_t role);

#endif
