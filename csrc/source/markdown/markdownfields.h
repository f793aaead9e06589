/* What front matter says, as parts of a record. Called by markdown.c. */
#ifndef PDX_SOURCE_MARKDOWNFIELDS_H
#define PDX_SOURCE_MARKDOWNFIELDS_H

#include "source/markdown/markdown.h"

/* Fields that stand before the body, or behind it. */
pdx_status pdx_markdown_fields(pdx_markdown *markdown, pdx_record *record, bool behind, pdx_error *err) PDX_MUST;
bool pdx_markdown_has_title(const pdx_markdown *markdown);

#endif
