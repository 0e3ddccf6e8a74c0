/* mutate_xml.c: changes a document in its tree and writes it in canonical form. */
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"
#include "scrutineer/xml_writer.h"
#include "tests/fuzz/fuzz.h"

enum { NODES = 4096, DEEPEST = 31 };

struct tree {
    xmlNodePtr nodes[NODES];
    size_t count;
};

static void gather(struct tree *tree, xmlNodePtr node) {
    for (; node && tree->count < NODES; node = node->next) {
        if (node->type != XML_ELEMENT_NODE) continue;
        tree->nodes[tree->count++] = node;
        gather(tree, node->children);
    }
}

static xmlNodePtr some(const struct tree *tree, struct fuzz_random *random) {
    return tree->nodes[fuzz_below(random, tree->count)];
}

static xmlAttrPtr some_attribute(xmlNodePtr node, struct fuzz_random *random) {
    size_t count = 0;
    for (xmlAttrPtr a = node->properties; a; a = a->next) count++;
    size_t chosen = fuzz_below(random, count);
    xmlAttrPtr a = node->properties;
    while (a && chosen--) a = a->next;
    return a;
}

static xmlNodePtr text_of(xmlNodePtr node) {
    return node->children && !node->children->next && node->children->type == XML_TEXT_NODE ? node->children : NULL;
}

/* What XML cannot hold is left out. */
static void keep_writable(struct scr_buffer *value) {
    size_t kept = 0;
    for (size_t i = 0; i < value->length; i++)
        if (value->data[i] >= 0x20 || strchr("\t\n\r", value->data[i] ? value->data[i] : 1))
            value->data[kept++] = value->data[i];
    value->length = kept;
    if (value->data) value->data[kept] = 0;
    if (value->data && !scr_utf8_valid((char *)value->data, kept))
        for (size_t i = 0; i < kept; i++) value->data[i] &= 0x7f;
    for (size_t i = 0; i < kept; i++)
        if (value->data[i] < 0x20 && !strchr("\t\n\r", value->data[i] ? value->data[i] : 1)) value->data[i] = '.';
}

static void set_text(xmlNodePtr node, const char *text) {
    xmlNodePtr old = node->children;
    if (old) {
        xmlUnlinkNode(old);
        xmlFreeNode(old);
    }
    if (*text) xmlAddChild(node, xmlNewText((const xmlChar *)text));
}

static bool change_value(xmlNodePtr node, struct fuzz_random *random) {
    xmlNodePtr text = text_of(node);
    xmlAttrPtr attribute = text ? NULL : some_attribute(node, random);
    const xmlNode *from = text ? text : attribute ? attribute->children : NULL;
    struct scr_buffer value = {0};
    if (!text && !attribute) return false;
    const char *old = from && from->content ? (const char *)from->content : "";
    bool changed = !scr_failed(scr_buffer_text(&value, old)) && mutate_value(&value, random);
    if (changed) {
        keep_writable(&value);
        const char *now = value.data ? (const char *)value.data : "";
        if (text)
            set_text(node, now);
        else
            xmlSetProp(node, attribute->name, (const xmlChar *)now);
    }
    scr_buffer_free(&value);
    return changed;
}

/* The value of the same attribute, or the text of an element of the same name, elsewhere. */
static bool copy_value(const struct tree *tree, xmlNodePtr node, struct fuzz_random *random) {
    size_t start = fuzz_below(random, tree->count);
    for (size_t i = 0; i < tree->count; i++) {
        xmlNodePtr other = tree->nodes[(start + i) % tree->count], text = text_of(other);
        if (other == node || !xmlStrEqual(other->name, node->name)) continue;
        xmlAttrPtr attribute = some_attribute(node, random);
        if (text && text_of(node)) {
            xmlChar *copy = xmlStrdup(text->content);
            set_text(node, (const char *)copy);
            xmlFree(copy);
        } else if (attribute) {
            xmlChar *copy = xmlGetProp(other, attribute->name);
            if (copy) xmlSetProp(node, attribute->name, copy);
            xmlFree(copy);
        }
        return true;
    }
    return false;
}

static bool duplicate(const struct tree *tree, xmlNodePtr node, struct fuzz_random *random) {
    xmlNodePtr copy = node->parent->type == XML_ELEMENT_NODE ? xmlCopyNode(node, 1) : NULL;
    if (!copy) return false;
    xmlNodePtr place = fuzz_below(random, 4) ? node : some(tree, random);
    if (place->parent->type != XML_ELEMENT_NODE) place = node;
    xmlAddNextSibling(place, copy);
    return true;
}

static bool drop(xmlNodePtr node) {
    if (node->parent->type != XML_ELEMENT_NODE) return false;
    xmlUnlinkNode(node);
    xmlFreeNode(node);
    return true;
}

static bool swap(xmlNodePtr node) {
    xmlNodePtr next = node->next;
    while (next && next->type != XML_ELEMENT_NODE) next = next->next;
    if (!next) return false;
    xmlUnlinkNode(node);
    xmlAddNextSibling(next, node);
    return true;
}

static bool change(const struct tree *tree, struct fuzz_random *random) {
    xmlNodePtr node = some(tree, random);
    xmlAttrPtr attribute = some_attribute(node, random);
    switch (fuzz_below(random, 16)) {
    case 0:
    case 1:
        return drop(node);
    case 2:
    case 3:
        return duplicate(tree, node, random);
    case 4:
        return swap(node);
    case 5:
        return attribute && !xmlRemoveProp(attribute);
    case 6:
    case 7:
        return copy_value(tree, node, random);
    default:
        return change_value(node, random);
    }
}

static scr_result put(struct scr_xml_writer *writer, const xmlNode *node, unsigned depth) {
    if (depth == DEEPEST) return (scr_result){SCR_LIMIT};
    SCR_TRY(scr_xml_open(writer, (const char *)node->name));
    for (const xmlNs *ns = node->nsDef; ns; ns = ns->next)
        if (!ns->prefix) SCR_TRY(scr_xml_attribute(writer, "xmlns", ns->href ? (const char *)ns->href : ""));
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        const char *value = a->children && a->children->content ? (const char *)a->children->content : "";
        SCR_TRY(scr_xml_attribute(writer, (const char *)a->name, value));
    }
    bool only_text = node->children && !node->children->next && node->children->type == XML_TEXT_NODE;
    if (only_text) {
        const char *text = (const char *)node->children->content;
        SCR_TRY(scr_xml_text(writer, text, strlen(text)));
    }
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE) SCR_TRY(put(writer, child, depth + 1));
    return scr_xml_close(writer);
}

static bool print(xmlDocPtr document, struct scr_buffer *out) {
    struct scr_xml_writer writer;
    out->length = 0;
    scr_result result = scr_xml_begin(&writer, scr_xml_to_buffer, out);
    if (!scr_failed(result)) result = put(&writer, xmlDocGetRootElement(document), 0);
    if (!scr_failed(result)) return !scr_failed(scr_xml_end(&writer));
    scr_xml_abandon(&writer);
    return false;
}

bool mutate_xml(struct scr_buffer *document, struct fuzz_random *random) {
    static struct tree tree;
    bool changed = false;
    xmlDocPtr parsed = document->length ? xmlReadMemory((const char *)document->data, (int)document->length, NULL, NULL,
                                                        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                                            XML_PARSE_NOBLANKS | XML_PARSE_NOCDATA)
                                        : NULL;
    uint64_t times = 1 + (fuzz_below(random, 4) ? 0 : fuzz_below(random, 4));
    for (uint64_t i = 0; parsed && i < times; i++) {
        tree.count = 0;
        gather(&tree, xmlDocGetRootElement(parsed));
        if (tree.count && change(&tree, random)) changed = true;
    }
    /* Without a change this still brings the document into canonical form. */
    bool good = parsed && print(parsed, document);
    xmlFreeDoc(parsed);
    return good && (changed || times == 1);
}
