/* read.c: an index of publications from a file that may be hostile. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gen/artifact_frame.h"
#include "gen/index/current.h"
#include "gen/index/index.h"
#include "gen/package/artifact_header.h"
#include "gen/package/names.h"
#include "gen/package/package.h"
#include "scrutineer/file.h"
#include "scrutineer/text.h"
#include "scrutineer/xml_reader.h"

struct reading {
    struct scr_xml_reader *xml;
    struct publication_index *index;
    struct scr_diagnosis *diagnosis;
    uint32_t *replaces; /* of the entry being read; malloc'ed */
    size_t replaces_count, replaces_capacity;
};

static scr_result refuse(struct reading *r, const char *sentence) {
    return scr_refuse(r->diagnosis, SCR_INPUT, scr_xml_place(r->xml), "%s", sentence);
}

static scr_result expect(struct reading *r, enum scr_xml_event wanted, const char *name) {
    enum scr_xml_event event;
    SCR_TRY(scr_xml_next(r->xml, &event));
    if (event != wanted || (wanted == SCR_XML_START && strcmp(scr_xml_name(r->xml), name) != 0))
        return refuse(r, "is not what an index of publications has here (publication-index.xsd)");
    return scr_done();
}

/* The attributes of the element here are these [count], in this order, and no others; copies of their values. */
static scr_result attributes(struct reading *r, size_t count, const char *const names[], const char **const values[]) {
    for (size_t i = 0; i <= count; i++) {
        const char *name = scr_xml_attribute_at(r->xml, i);
        if (i < count ? !name || strcmp(name, names[i]) != 0 : name != NULL)
            return refuse(r, "does not have the attributes of publication-index.xsd in their order");
    }
    for (size_t i = 0; i < count; i++) {
        const char *value = scr_xml_attribute_of(r->xml, names[i], NULL);
        const char *fault = value && *value ? package_value_fault(&r->index->arena, value, NULL) : NULL;
        if (!value || fault)
            return scr_refuse(r->diagnosis, SCR_INPUT, scr_xml_place(r->xml), "%s %s", names[i],
                              fault ? fault : "is missing");
        *values[i] = scr_arena_copy(&r->index->arena, value, strlen(value));
        if (!*values[i]) return (scr_result){SCR_MEMORY};
    }
    return scr_done();
}

static scr_result text_element(struct reading *r, const char *name, const char *wanted, const char *sentence) {
    size_t length;
    SCR_TRY(expect(r, SCR_XML_START, name));
    SCR_TRY(attributes(r, 0, NULL, NULL));
    SCR_TRY(expect(r, SCR_XML_TEXT, NULL));
    if (strcmp(scr_xml_content(r->xml, &length), wanted) != 0) return refuse(r, sentence);
    return expect(r, SCR_XML_CLOSE, NULL);
}

/* Up to the end of the header; Supersedes may be there once. */
static scr_result header(struct reading *r) {
    struct publication_index *x = r->index;
    const char *version, *software, *released, *superseded;
    struct scr_hash hash;
    enum scr_xml_event event;
    SCR_TRY(scr_xml_next(r->xml, &event));
    if (event != SCR_XML_START || strcmp(scr_xml_name(r->xml), "PublicationIndex") != 0)
        return refuse(r, "is no index of publications; give a package, or the file " INDEX_FILE " of one");
    if (strcmp(scr_xml_namespace(r->xml), ARTIFACT_NAMESPACE) != 0)
        return refuse(r, "is not in the namespace of this program's artifacts");
    SCR_TRY(attributes(r, 1, (const char *const[]){"Version"}, (const char **const[]){&version}));
    if (strcmp(version, "1") != 0) return refuse(r, "is of a version that this program does not know");
    SCR_TRY(expect(r, SCR_XML_START, "Header"));
    SCR_TRY(attributes(r, 0, NULL, NULL));
    SCR_TRY(expect(r, SCR_XML_START, "Election"));
    SCR_TRY(attributes(r, 4, (const char *const[]){"Id", "Name", "Date", "Jurisdiction"},
                       (const char **const[]){&x->election, &x->name, &x->date, &x->jurisdiction}));
    if (!*x->election || !*x->name) return refuse(r, "names no election");
    SCR_TRY(expect(r, SCR_XML_CLOSE, NULL));
    SCR_TRY(text_element(r, "Purpose", INDEX_PURPOSE, "is not the Purpose of an index of publications"));
    SCR_TRY(text_element(r, "SignerRole", "election-official", "is not the SignerRole of an index of publications"));
    SCR_TRY(expect(r, SCR_XML_START, "Software"));
    SCR_TRY(attributes(r, 2, (const char *const[]){"Name", "Version"}, (const char **const[]){&software, &released}));
    if (!*software || !*released) return refuse(r, "does not name its software");
    SCR_TRY(expect(r, SCR_XML_CLOSE, NULL));
    SCR_TRY(scr_xml_next(r->xml, &event));
    if (event == SCR_XML_CLOSE) return scr_done();
    if (event != SCR_XML_START || strcmp(scr_xml_name(r->xml), "Supersedes") != 0)
        return refuse(r, "is not what the header of an index has (it rests on nothing)");
    SCR_TRY(attributes(r, 1, (const char *const[]){"SHA256"}, (const char **const[]){&superseded}));
    if (!scr_hash_parse(superseded, &hash)) return refuse(r, "is no digest of 64 lower-case hexadecimal digits");
    SCR_TRY(expect(r, SCR_XML_CLOSE, NULL));
    return expect(r, SCR_XML_CLOSE, NULL);
}

/* A number of an earlier publication that is current. */
static scr_result standing(struct reading *r, const char *text, size_t length, uint32_t *number) {
    uint64_t value;
    if (!scr_count_parse(text, length, INDEX_NUMBER_MOST, &value) || !value)
        return refuse(r, "has a number that is not written as 1, 2, ..");
    if (value > r->index->count || r->index->entries[value - 1].withdrawal)
        return refuse(r, "ends an entry that is no publication before it");
    if (r->index->entries[value - 1].ended_by)
        return refuse(r, "ends a publication that was replaced or withdrawn before");
    *number = (uint32_t)value;
    return scr_done();
}

/* "3 7": ascending, one space between. */
static scr_result replaced(struct reading *r, const struct index_entry *entry, const char *text) {
    r->replaces_count = 0;
    while (*text) {
        size_t length = strcspn(text, " ");
        uint32_t number;
        SCR_TRY(standing(r, text, length, &number));
        const struct index_entry *older = &r->index->entries[number - 1];
        if (r->replaces_count && number <= r->replaces[r->replaces_count - 1])
            return refuse(r, "does not name what it replaces in ascending order");
        if (strcmp(older->kind, entry->kind) != 0 || strcmp(older->subject, entry->subject) != 0)
            return refuse(r, "replaces a publication of another kind or subject");
        SCR_TRY(scr_grow(&r->replaces, &r->replaces_capacity, r->replaces_count + 1, sizeof *r->replaces));
        r->replaces[r->replaces_count++] = number;
        text += length;
        if (*text && !*++text) return refuse(r, "ends what it replaces in a space");
    }
    return scr_done();
}

/* The hash that is written in the file against the one that was just computed. */
static scr_result append(struct reading *r, const char *number, struct index_entry *entry, const char *hash) {
    struct publication_index *x = r->index;
    struct scr_hash written;
    uint64_t value;
    if (!scr_count_parse(number, strlen(number), INDEX_NUMBER_MOST, &value) || value != x->count + 1)
        return refuse(r, "is not numbered 1, 2, .. through all entries");
    if (!package_date_valid(entry->date)) return refuse(r, "has a Date that is no day of the calendar");
    if (x->count && strcmp(x->entries[x->count - 1].date, entry->date) > 0)
        return refuse(r, "has a Date before that of the entry before it");
    if (!scr_hash_parse(hash, &written)) return refuse(r, "has no Hash of 64 lower-case hexadecimal digits");
    entry->replaces = r->replaces;
    entry->replaces_count = r->replaces_count;
    SCR_TRY(index_append(x, entry));
    if (!scr_hash_equal(&written, &x->entries[x->count - 1].hash))
        return refuse(r, "has a Hash that does not follow from it and the entries before it: the list was changed");
    return scr_done();
}

static scr_result publication(struct reading *r) {
    struct index_entry entry = {0};
    const char *number, *sha256, *replaces, *hash;
    SCR_TRY(attributes(
        r, 7, (const char *const[]){"Number", "Date", "Kind", "Subject", "SHA256", "Replaces", "Hash"},
        (const char **const[]){&number, &entry.date, &entry.kind, &entry.subject, &sha256, &replaces, &hash}));
    if (!package_role_valid(entry.kind) || !strcmp(entry.kind, INDEX_PURPOSE))
        return refuse(r, "has a Kind that no publication has");
    if (!scr_hash_parse(sha256, &entry.sha256)) return refuse(r, "has no SHA256 of 64 lower-case hexadecimal digits");
    SCR_TRY(replaced(r, &entry, replaces));
    return append(r, number, &entry, hash);
}

static scr_result withdrawal(struct reading *r) {
    struct index_entry entry = {.withdrawal = true};
    const char *number, *of, *hash;
    SCR_TRY(attributes(r, 5, (const char *const[]){"Number", "Date", "Of", "Reason", "Hash"},
                       (const char **const[]){&number, &entry.date, &of, &entry.reason, &hash}));
    if (!*entry.reason) return refuse(r, "gives no Reason");
    SCR_TRY(standing(r, of, strlen(of), &entry.of));
    r->replaces_count = 0;
    return append(r, number, &entry, hash);
}

static scr_result no_file_twice(struct reading *r) {
    SCR_TRY(index_sort(r->index));
    const struct publication_index *x = r->index;
    for (size_t i = 1; i < x->sorted; i++) {
        const struct index_entry *a = &x->entries[x->by_hash[i - 1]], *b = &x->entries[x->by_hash[i]];
        if (!scr_hash_equal(&a->sha256, &b->sha256)) continue;
        return scr_refuse(r->diagnosis, SCR_INPUT, scr_xml_place(r->xml),
                          "entries %u and %u of the index are of the same file; a file is published once",
                          (unsigned)a->number, (unsigned)b->number);
    }
    return scr_done();
}

static scr_result none_beside(struct reading *r) {
    uint32_t first, second;
    SCR_TRY(index_beside(r->index, &first, &second));
    if (!second) return scr_done();
    return scr_refuse(
        r->diagnosis, SCR_INPUT, scr_xml_place(r->xml),
        "entry %u of the index stands beside entry %u, of the same kind and subject, without replacing it",
        (unsigned)second, (unsigned)first);
}

static scr_result read_all(struct reading *r) {
    SCR_TRY(header(r));
    for (;;) {
        enum scr_xml_event event;
        SCR_TRY(scr_xml_next(r->xml, &event));
        if (event == SCR_XML_CLOSE) break;
        if (event == SCR_XML_START && !strcmp(scr_xml_name(r->xml), "Publication"))
            SCR_TRY(publication(r));
        else if (event == SCR_XML_START && !strcmp(scr_xml_name(r->xml), "Withdrawal"))
            SCR_TRY(withdrawal(r));
        else
            return refuse(r, "is neither a Publication nor a Withdrawal");
        SCR_TRY(expect(r, SCR_XML_CLOSE, NULL));
    }
    if (!r->index->count) return refuse(r, "holds no entry");
    SCR_TRY(expect(r, SCR_XML_DONE, NULL));
    SCR_TRY(no_file_twice(r));
    return none_beside(r);
}

static scr_result read_file(const char *path, struct publication_index *index, struct scr_diagnosis *diagnosis) {
    const struct scr_xml_options options = {.canonical = true, .limit = ARTIFACT_BYTES_MOST, .shown = path};
    struct reading r = {.index = index, .diagnosis = diagnosis};
    SCR_TRY(scr_file_read(path, ARTIFACT_BYTES_MOST, &index->file, diagnosis));
    SCR_TRY(scr_hash_bytes(index->file.data, index->file.length, &index->digest));
    scr_result result = scr_xml_reader_memory(index->file.data, index->file.length, &options, &r.xml, diagnosis);
    if (!scr_failed(result)) result = read_all(&r);
    scr_xml_reader_free(r.xml);
    free(r.replaces);
    return result;
}

scr_result index_read(const char *path, struct publication_index *index, struct scr_diagnosis *diagnosis) {
    struct stat state;
    struct scr_buffer inside = {0};
    scr_result result = scr_done();
    *index = (struct publication_index){0};
    bool folder = !stat(path, &state) && S_ISDIR(state.st_mode);
    if (folder) result = scr_buffer_print(&inside, "%s/data/" INDEX_FILE, path);
    /* A folder that may not be looked into is refused when the file is opened. */
    if (folder && !scr_failed(result) && stat((const char *)inside.data, &state) && errno == ENOENT) {
        struct scr_arena arena = {0};
        result = scr_refuse(diagnosis, SCR_INPUT, package_shown(&arena, path),
                            "is a folder without data/" INDEX_FILE "; give an index file, or a package that has one");
        scr_arena_free(&arena);
    }
    if (!scr_failed(result)) result = read_file(folder ? (const char *)inside.data : path, index, diagnosis);
    scr_buffer_free(&inside);
    if (scr_failed(result)) index_free(index);
    return result;
}
