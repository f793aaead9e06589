/* What the files of the XML tokenizer share. Private to them. */
#ifndef PDX_MARKUP_XML_SCAN_H
#define PDX_MARKUP_XML_SCAN_H

#include "markup/xml.h"

static inline bool pdx_xml_is_space(int c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
/* Which characters beyond ASCII are letters is not asked. */
static inline bool pdx_xml_begins_name(int c) { return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || c == ':' || c >= 0x80; }

static inline int pdx_xml_byte(pdx_xml *xml, size_t at) { return pdx_markup_byte(&xml->input, at); }

static inline void pdx_xml_tell(pdx_xml *xml, pdx_problem what, size_t at) {
    if (PDX_UNLIKELY(xml->problems != NULL)) pdx_problems_add(xml->problems, what, xml->input.base + at);
}

/* Each reads the token that begins at xml->at, fills it but for its source, and gives where it ends. */
size_t pdx_xml_read_open(pdx_xml *xml, pdx_xml_token *token);
size_t pdx_xml_read_close(pdx_xml *xml, pdx_xml_token *token);
size_t pdx_xml_read_declaration(pdx_xml *xml, pdx_xml_token *token); /* behind `<!` */
size_t pdx_xml_read_instruction(pdx_xml *xml, pdx_xml_token *token);

/* Problems of single characters and references of a token, which are looked for only if somebody wants to know. */
void pdx_xml_tell_characters(pdx_xml *xml, const pdx_xml_token *token);

#endif
