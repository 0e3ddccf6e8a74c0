/* xml_walk.c: events of the XML reader as steps over elements. */
#include "xml_walk.h"

#include <stdio.h>
#include <string.h>

static scr_result step(struct xml_walk *walk, enum scr_xml_event event, xml_walk_step *open, xml_walk_step *close,
                       void *context) {
    size_t length;
    if (event == SCR_XML_TEXT) {
        const char *text = scr_xml_content(walk->reader, &length);
        return scr_buffer_append(&walk->text, text, length);
    }
    walk->depth = scr_xml_depth(walk->reader);
    walk->place.line = scr_xml_line(walk->reader);
    scr_result result = scr_done();
    if (event == SCR_XML_START) {
        walk->text.length = 0;
        if (walk->depth < XML_WALK_DEPTH) {
            snprintf(walk->path[walk->depth], sizeof walk->path[0], "%s", scr_xml_name(walk->reader));
            result = open(context, walk);
        }
    } else if (walk->depth < XML_WALK_DEPTH) {
        result = close(context, walk);
    }
    if (event == SCR_XML_CLOSE) walk->text.length = 0;
    return result;
}

scr_result xml_walk_all(struct scr_xml_reader *reader, xml_walk_step *open, xml_walk_step *close, void *context) {
    struct xml_walk walk = {.reader = reader};
    enum scr_xml_event event = SCR_XML_START;
    scr_result result;
    for (;;) {
        result = scr_xml_next(reader, &event);
        if (scr_failed(result) || event == SCR_XML_DONE) break;
        result = step(&walk, event, open, close, context);
        if (scr_failed(result)) break;
    }
    scr_buffer_free(&walk.text);
    return result;
}

bool xml_walk_at(const struct xml_walk *walk, const char *parent, const char *name) {
    return walk->depth && walk->depth < XML_WALK_DEPTH && !strcmp(walk->path[walk->depth], name) &&
           !strcmp(walk->path[walk->depth - 1], parent);
}

const char *xml_walk_raw(const struct xml_walk *walk) { return walk->text.length ? (const char *)walk->text.data : ""; }

scr_result xml_walk_text(struct xml_walk *walk, struct cvr_builder *builder, const char *what, bool required,
                         const char **text) {
    return cvr_text(builder, walk->place, what, xml_walk_raw(walk), walk->text.length, required, text);
}
