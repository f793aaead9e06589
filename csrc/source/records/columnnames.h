/* What people and programs call the fields of posts, in tables and in rows. Called by the files of this room and forms/.
 * Promises: capitals, spaces, hyphens and underscores make no difference. */
#ifndef PDX_SOURCE_COLUMNNAMES_H
#define PDX_SOURCE_COLUMNNAMES_H

#include "source/records/entry.h"

/* PDX_ENTRY_OTHER: none that is known. */
pdx_entry_field pdx_column_field(pdx_span name);
/* The same; *is_loose: by what is said of something ("comment_date"), so that another column may say it of the post itself. */
pdx_entry_field pdx_column_field_told(pdx_span name, bool *is_loose);
/* Whether it is called as what says the language of a post. */
bool pdx_column_says_language(pdx_span name);

#endif
