/* pulse_parts.h: what kind of value each field of a pulse is; shared by the files about pulses. */
#ifndef GEN_COMMIT_PULSE_PARTS_H
#define GEN_COMMIT_PULSE_PARTS_H

enum pulse_kind { PULSE_TEXT, PULSE_HEX, PULSE_COUNT4, PULSE_COUNT8 }; /* counts in 4 or 8 bytes of the message */

struct pulse_form {
    const char *attribute; /* of the artifact */
    const char *json;      /* member of the pulse, of its "external", or the type in "listValues" */
    enum pulse_kind kind;
    char where; /* 'p' the pulse itself, 'e' its "external", 'l' its "listValues" */
};

extern const struct pulse_form pulse_forms[]; /* [PULSE_FIELDS] */

#define PULSE_HEX_MOST 4096 /* digits: the schema's limit */
#define PULSE_COUNT_MOST 999999999999

#endif
