/* schemas.h: the XML Schemas of schemas/, embedded at build time with their includes resolved (schemas/embed.sh). */
#ifndef SCRUTINEER_SCHEMAS_H
#define SCRUTINEER_SCHEMAS_H

extern const unsigned char scr_schema_ballot_commitment[], scr_schema_ballot_definition[], scr_schema_ballot_style[],
    scr_schema_court_opening[], scr_schema_impact_statement[], scr_schema_measurement_statement[],
    scr_schema_noise_commitment[], scr_schema_plurality_tree[], scr_schema_precinct_release[],
    scr_schema_publication_index[], scr_schema_release_types[], scr_schema_seed_record[],
    scr_schema_straight_party_deck[], scr_schema_test_deck[], scr_schema_tree_audit[], scr_schema_tree_types[],
    scr_schema_trust_list[];
extern const unsigned long scr_schema_ballot_commitment_size, scr_schema_ballot_definition_size,
    scr_schema_ballot_style_size, scr_schema_court_opening_size, scr_schema_impact_statement_size,
    scr_schema_measurement_statement_size, scr_schema_noise_commitment_size, scr_schema_plurality_tree_size,
    scr_schema_precinct_release_size, scr_schema_publication_index_size, scr_schema_release_types_size,
    scr_schema_seed_record_size, scr_schema_straight_party_deck_size, scr_schema_test_deck_size,
    scr_schema_tree_audit_size, scr_schema_tree_types_size, scr_schema_trust_list_size;

#endif
