/* untested.c: the ballot styles of packages' definitions for which they hold no test deck: nothing obliges a publisher
 * to make one, so the report names them. */
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/kinds.h"
#include "verify/sorted.h"

static const char *style_of(const void *items, size_t position) {
    return ((const struct package_artifact *const *)items)[position]->style_id;
}

/* The name is what people know; the id says which is meant when they differ. */
static scr_result show(const struct definition_style *style, struct scr_buffer *out) {
    SCR_TRY(scr_buffer_text(out, out->length ? ", " : ""));
    SCR_TRY(scr_text_quoted(out, style->name[0] ? style->name : style->id));
    if (!style->name[0] || !strcmp(style->name, style->id)) return scr_done();
    SCR_TRY(scr_buffer_text(out, " (id "));
    SCR_TRY(scr_text_quoted(out, style->id));
    return scr_buffer_text(out, ")");
}

static scr_result show_json(const struct definition_style *style, bool first, struct scr_buffer *out) {
    SCR_TRY(scr_buffer_text(out, first ? "{\"id\": " : ", {\"id\": "));
    SCR_TRY(scr_text_json(out, style->id));
    SCR_TRY(scr_buffer_text(out, ", \"name\": "));
    SCR_TRY(scr_text_json(out, style->name));
    return scr_buffer_text(out, "}");
}

/* The test decks that rest on this definition, by the id of their style. */
struct tested {
    const struct package_artifact **decks;
    size_t *order;
    size_t count;
};

static scr_result find_tested(const struct definition *definition, const struct package_artifact *about, size_t count,
                              struct scr_arena *arena, struct tested *tested) {
    *tested = (struct tested){.decks = scr_arena_alloc(arena, count, sizeof(const struct package_artifact *))};
    if (!tested->decks) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++)
        if (!strcmp(about[i].kind, "test-deck") && about[i].style_id && about[i].rests_on_count == 1 &&
            scr_hash_equal(&about[i].rests_on[0], &definition->file_hash))
            tested->decks[tested->count++] = &about[i];
    tested->order = sorted_by_name(arena, tested->decks, tested->count, style_of);
    return (scr_result){tested->order ? SCR_DONE : SCR_MEMORY};
}

/* The definition's place among those met so far; it is entered where it is new. */
static scr_result meet(struct definitions_met *met, const struct definition *definition, size_t *place) {
    for (*place = 0; *place < met->count; ++*place)
        if (scr_hash_equal(&met->items[*place].hash, &definition->file_hash)) return scr_done();
    SCR_TRY(scr_grow(&met->items, &met->capacity, met->count + 1, sizeof *met->items));
    struct definition_met made = {.hash = definition->file_hash, .style_count = definition->style_count};
    made.styles = scr_arena_alloc(&met->arena, made.style_count, sizeof *made.styles);
    made.tested = scr_arena_alloc(&met->arena, made.style_count, sizeof *made.tested);
    if (!made.styles || !made.tested) return (scr_result){SCR_MEMORY};
    for (size_t s = 0; s < made.style_count; s++) {
        const struct definition_style *style = &definition->styles[s];
        made.styles[s].id = scr_arena_copy(&met->arena, style->id, strlen(style->id));
        made.styles[s].name = scr_arena_copy(&met->arena, style->name, strlen(style->name));
        if (!made.styles[s].id || !made.styles[s].name) return (scr_result){SCR_MEMORY};
    }
    met->items[met->count++] = made;
    return scr_done();
}

static scr_result note_definition(const struct definition *definition, const struct tested *tested,
                                  struct definitions_met *met, size_t *untested, struct scr_buffer *json) {
    size_t place;
    SCR_TRY(meet(met, definition, &place));
    for (size_t s = 0; s < definition->style_count; s++) {
        const struct definition_style *style = &definition->styles[s];
        if (sorted_find(tested->order, tested->decks, tested->count, style_of, style->id) < tested->count) {
            met->items[place].tested[s] = true; /* equal files have the same styles in the same order */
            continue;
        }
        if (*untested < VERIFY_UNTESTED_SHOWN) SCR_TRY(show_json(style, !*untested, json));
        ++*untested;
    }
    return scr_done();
}

scr_result note_untested(struct run *run, const struct definitions *definitions, const struct package_artifact *about,
                         size_t count, struct findings *findings) {
    struct scr_arena arena = {0};
    struct scr_buffer names = {0}, json = {0};
    size_t styles = 0, untested = 0;
    scr_result result = scr_done();
    for (size_t i = 0; i < definitions->count; i++) {
        struct tested tested;
        SCR_TRY_OR(result, find_tested(&definitions->items[i], about, count, &arena, &tested), end);
        SCR_TRY_OR(result, note_definition(&definitions->items[i], &tested, &run->met, &untested, &names), end);
        styles += definitions->items[i].style_count;
    }
    if (!run->options->facts || !definitions->count) goto end;
    SCR_TRY_OR(result,
               scr_buffer_print(&json, "{\"count\": %zu, \"of\": %zu, \"styles\": [%s]}", untested, styles,
                                names.data ? (const char *)names.data : ""),
               end);
    result = findings_fact(findings, "styles_without_deck", (char *)json.data); /* takes the text over */
    json = (struct scr_buffer){0};
end:
    scr_buffer_free(&json);
    scr_buffer_free(&names);
    scr_arena_free(&arena);
    return result;
}

scr_result tell_untested(struct run *run) {
    struct verified_scope *scope = &run->verification->scope;
    for (size_t i = 0; i < run->met.count; i++) {
        const struct definition_met *met = &run->met.items[i];
        scope->styles += met->style_count;
        for (size_t s = 0; s < met->style_count; s++) {
            if (met->tested[s]) continue;
            if (scope->styles_untested++ < VERIFY_UNTESTED_SHOWN)
                SCR_TRY(show(&met->styles[s], &scope->untested_names));
        }
    }
    return scr_done();
}
