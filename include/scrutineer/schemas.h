/* schemas.h: the XML Schemas of schemas/, embedded at build time with their includes resolved (schemas/embed.sh). */
#ifndef SCRUTINEER_SCHEMAS_H
#define SCRUTINEER_SCHEMAS_H

extern const unsigned char scr_schema_ballot_definition[], scr_schema_ballot_style[], scr_schema_straight_party_deck[],
    scr_schema_test_deck[], scr_schema_trust_list[];
extern const unsigned long scr_schema_ballot_definition_size, scr_schema_ballot_style_size,
    scr_schema_straight_party_deck_size, scr_schema_test_deck_size, scr_schema_trust_list_size;

#endif
