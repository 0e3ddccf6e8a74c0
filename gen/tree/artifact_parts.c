/* artifact_parts.c: contest and long lists of the artifacts about plurality trees (specification, sections 10.1 and
 * 11.4). */
#include "gen/tree/artifact_parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char codes[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
_Static_assert(sizeof codes == TREE_CODES_MOST + 1, "one code for each candidate");

char tree_code_of(uint8_t value) { return value < TREE_CODES_MOST ? codes[value] : TREE_CODE_MISSING; }

bool tree_code_value(char code, unsigned candidates, uint8_t *value) {
    if (code == TREE_CODE_MISSING || code == TREE_CODE_PHANTOM) {
        *value = TREE_MISSING;
        return true;
    }
    unsigned number;
    if (code >= 'A' && code <= 'Z')
        number = (unsigned)(code - 'A');
    else if (code >= 'a' && code <= 'z')
        number = 26 + (unsigned)(code - 'a');
    else if (code >= '0' && code <= '9')
        number = 52 + (unsigned)(code - '0');
    else
        return false;
    *value = (uint8_t)number;
    return number < candidates;
}

scr_result tree_artifact_contest(struct scr_xml_writer *xml, const struct tree_contest *contest) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&contest->root, hex);
    SCR_TRY(scr_xml_open(xml, "Contest"));
    SCR_TRY(scr_xml_attribute(xml, "Id", contest->id));
    SCR_TRY(scr_xml_attribute(xml, "Name", contest->name));
    SCR_TRY(scr_xml_attribute(xml, "FirstPreferences", contest->first_preferences ? "true" : "false"));
    SCR_TRY(scr_xml_attribute(xml, "Batches", contest->batches));
    SCR_TRY(scr_xml_attribute_count(xml, "Ballots", contest->ballots));
    SCR_TRY(scr_xml_attribute(xml, "Arrangement", tree_arrangement_name(contest->arrangement)));
    SCR_TRY(scr_xml_attribute_count(xml, "Arity", contest->arity));
    SCR_TRY(scr_xml_attribute_count(xml, "Replication", contest->replication));
    SCR_TRY(scr_xml_attribute(xml, "Root", hex));
    for (unsigned c = 0; c < contest->candidate_count; c++) {
        char code[2] = {tree_code_of((uint8_t)c), 0};
        SCR_TRY(scr_xml_open(xml, "Candidate"));
        SCR_TRY(scr_xml_attribute(xml, "Code", code));
        SCR_TRY(scr_xml_attribute(xml, "Id", contest->candidates[c].id));
        SCR_TRY(scr_xml_attribute(xml, "Name", contest->candidates[c].name));
        SCR_TRY(scr_xml_attribute(xml, "Kind", contest->candidates[c].write_in ? "write-in" : "listed"));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_xml_close(xml);
}

scr_result tree_list_add(struct tree_list *list, const char *token, size_t length) {
    if (list->count == list->most) SCR_TRY(tree_list_end(list));
    if (!list->count)
        SCR_TRY(scr_xml_open(list->xml, list->element));
    else
        SCR_TRY(scr_xml_text(list->xml, " ", 1));
    list->count++;
    return scr_xml_text(list->xml, token, length);
}

scr_result tree_list_end(struct tree_list *list) {
    if (!list->count) return scr_done();
    list->count = 0;
    return scr_xml_close(list->xml);
}

scr_result tree_list_numbers(struct scr_xml_writer *xml, const char *element, const uint32_t *numbers, size_t count) {
    struct tree_list list = {.xml = xml, .element = element, .most = TREE_LIST_NUMBERS};
    for (size_t i = 0; i < count; i++) {
        char token[16];
        int length = snprintf(token, sizeof token, "%" PRIu32, numbers[i]);
        SCR_TRY(tree_list_add(&list, token, (size_t)length));
    }
    return tree_list_end(&list);
}
