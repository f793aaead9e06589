/* A record in the form that postdex writes. It says all fields beside the parts: what it says counts, and the parts tell only
 * where it stands. Called by records.c. */
#ifndef PDX_SOURCE_OWNRECORD_H
#define PDX_SOURCE_OWNRECORD_H

#include "source/records/recordparts.h"

pdx_status pdx_own_record_read(pdx_record *record, pdx_span line, const pdx_record_value fields[PDX_FIELD_COUNT], pdx_error *err) PDX_MUST;

#endif
