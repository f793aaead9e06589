/* Fields of an entry that are HTML. Called by entry.c and markdownhtml.c. */
#ifndef PDX_SOURCE_ENTRYHTML_H
#define PDX_SOURCE_ENTRYHTML_H

#include "source/records/entry.h"

/* Whether HTML says anything but its bytes there. */
bool pdx_entry_has_markup(const pdx_entry *entry, pdx_range range);
/* The text of it, as parts: a body's (PDX_ROLE_PARAGRAPH) with the roles that its blocks have, anything else with `role`. */
pdx_status pdx_entry_add_html(pdx_record *record, pdx_entry *entry, pdx_range range, uint8_t role, pdx_error *err) PDX_MUST;
/* The addresses of links and pictures that were met in all that was added, as parts, with the words that go with them as items. */
pdx_status pdx_entry_add_marks(pdx_record *record, pdx_entry *entry, pdx_error *err) PDX_MUST;

#endif
