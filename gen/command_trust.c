/* command_trust.c: `trust` writes, extends and shows the list of keys that a reader trusts. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gen/command_words.h"
#include "gen/package/key_pair.h"
#include "gen/package/names.h"
#include "gen/package/say.h"
#include "gen/trust/trust.h"
#include "gen/typed.h"
#include "scrutineer/file.h"
#include "scrutineer/sign.h"
#include "scrutineer/text.h"

struct trusting {
    const char *list, *key, *fingerprint;
    struct trust_key line;
    struct scr_arena arena;
    const struct command_context *context;
};

/* 64 hexadecimal digits, as people write them: spaces between, capitals. */
static bool parse_fingerprint(const char *text, struct scr_hash *hash) {
    char hex[SCR_HEX_SIZE];
    size_t length = 0;
    for (; *text; text++) {
        if (*text == ' ') continue;
        if (length == SCR_HEX_SIZE - 1) return false;
        hex[length++] = (char)tolower((unsigned char)*text);
    }
    hex[length] = '\0';
    return scr_hash_parse(hex, hash);
}

/* The key that --key or --fingerprint names. */
static scr_result find_key(struct trusting *t, const struct command_form *form) {
    struct scr_public_key key;
    if (!t->list || !t->key == !t->fingerprint)
        return command_usage(t->context, form, "the list, and either --key or --fingerprint, are needed");
    if (t->key) {
        SCR_TRY(key_pair_public(t->key, &key, t->context->diagnosis));
        return scr_public_key_fingerprint(&key, &t->line.fingerprint);
    }
    if (!parse_fingerprint(t->fingerprint, &t->line.fingerprint))
        return command_usage(t->context, form, "--fingerprint is 64 hexadecimal digits");
    return scr_done();
}

static scr_result save(struct trusting *t, const struct trust *trust) {
    struct scr_buffer bytes = {0};
    scr_result result = trust_write(trust, &bytes);
    if (!scr_failed(result)) result = scr_file_write(t->list, bytes.data, bytes.length, 0644, t->context->diagnosis);
    scr_buffer_free(&bytes);
    return result;
}

static void say_reading(struct trusting *t, size_t keys) {
    printf("%s has %zu line%s. Read packages with it: scrutineer-verify --trust %s PACKAGE\n",
           package_shown(&t->arena, t->list), keys, keys == 1 ? "" : "s", say_word(&t->arena, t->list));
}

static const char *every(const char *election) {
    return !strcmp(election, TRUST_ANY_ELECTION) ? "every election" : election;
}

static scr_result add(struct trusting *t, int argc, char **argv) {
    const struct command_option options[] = {
        {"--key", &t->key, NULL},          {"--fingerprint", &t->fingerprint, NULL},
        {"--owner", &t->line.owner, NULL}, {"--role", &t->line.role, NULL},
        {"--from", &t->line.from, NULL},   {"--election", &t->line.election, NULL},
        {"--to", &t->line.to, NULL},
    };
    const struct command_form form = {"trust add", options, sizeof options / sizeof *options, &t->list, 1};
    struct trust trust = {0};
    SCR_TRY(command_words(t->context, &form, argc, argv));
    const struct command_need needs[] = {
        {"--owner", t->line.owner}, {"--role", t->line.role}, {"--from", t->line.from}, {"--to", t->line.to}};
    SCR_TRY(command_needs("trust add", needs, sizeof needs / sizeof *needs, t->context->diagnosis));
    if (!t->line.election) t->line.election = TRUST_ANY_ELECTION;
    SCR_TRY(typed_check("--owner", t->line.owner, t->context->diagnosis));
    SCR_TRY(typed_check("--election", t->line.election, t->context->diagnosis));
    SCR_TRY(find_key(t, &form));
    bool extends = access(t->list, F_OK) == 0;
    if (extends) SCR_TRY(trust_read(t->list, &trust, t->context->diagnosis));
    scr_result result = trust_add(&trust, &t->line, t->context->diagnosis);
    if (!scr_failed(result)) result = save(t, &trust);
    if (!scr_failed(result)) {
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&t->line.fingerprint, hex);
        printf("%s trusts %s as %s, for %s, from %s to %s, with the key\n  %s\n",
               extends ? "The list now also" : "A new list", package_shown(&t->arena, t->line.owner), t->line.role,
               package_shown(&t->arena, every(t->line.election)), t->line.from, t->line.to, hex);
        say_reading(t, trust.count);
        puts("Compare these digits with what the owner published elsewhere: the list is worth what that comparison is "
             "worth.");
    }
    trust_free(&trust);
    return result;
}

static scr_result revoke(struct trusting *t, int argc, char **argv) {
    const struct command_option options[] = {{"--key", &t->key, NULL}, {"--fingerprint", &t->fingerprint, NULL}};
    const struct command_form form = {"trust revoke", options, sizeof options / sizeof *options, &t->list, 1};
    struct trust trust = {0};
    size_t lines;
    SCR_TRY(command_words(t->context, &form, argc, argv));
    SCR_TRY(find_key(t, &form));
    SCR_TRY(trust_read(t->list, &trust, t->context->diagnosis));
    scr_result result = trust_revoke(&trust, &t->line.fingerprint, &lines, t->context->diagnosis);
    if (!scr_failed(result) && lines) result = save(t, &trust);
    if (!scr_failed(result) && lines) {
        printf("Revoked on %zu line%s: whatever this key signed, also before, is trusted no more.\n", lines,
               lines == 1 ? "" : "s");
        say_reading(t, trust.count);
    } else if (!scr_failed(result)) {
        puts("The key was revoked before: the list is left as it is.");
    }
    trust_free(&trust);
    return result;
}

static scr_result say_row(const struct trust_key *key, size_t number, struct scr_buffer *out) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&key->fingerprint, hex);
    SCR_TRY(scr_buffer_print(out, "%zu  ", number));
    SCR_TRY(scr_text_terminal(out, key->owner));
    SCR_TRY(scr_buffer_print(out, ", %s, ", key->role));
    SCR_TRY(scr_text_terminal(out, every(key->election)));
    return scr_buffer_print(out, ", %s to %s%s\n   %s\n", key->from, key->to, key->revoked ? ", REVOKED" : "", hex);
}

static scr_result json_member(struct scr_buffer *out, const char *name, const char *text) {
    SCR_TRY(scr_buffer_print(out, ", \"%s\": ", name));
    return scr_text_json(out, text);
}

static scr_result json_row(const struct trust_key *key, size_t number, struct scr_buffer *out) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&key->fingerprint, hex);
    SCR_TRY(scr_buffer_print(out, "%s{\"fingerprint\": \"%s\"", number > 1 ? ", " : "{\"keys\": [", hex));
    SCR_TRY(json_member(out, "owner", key->owner));
    SCR_TRY(json_member(out, "role", key->role));
    SCR_TRY(json_member(out, "election", key->election));
    return scr_buffer_print(out, ", \"from\": \"%s\", \"to\": \"%s\", \"revoked\": %s}", key->from, key->to,
                            key->revoked ? "true" : "false");
}

static scr_result show(struct trusting *t, int argc, char **argv) {
    bool json = false;
    const struct command_option options[] = {{"--json", NULL, &json}};
    const struct command_form form = {"trust show", options, 1, &t->list, 1};
    struct trust trust = {0};
    struct scr_buffer out = {0};
    SCR_TRY(command_words(t->context, &form, argc, argv));
    if (!t->list) return command_usage(t->context, &form, "a trust list is needed");
    scr_result result = trust_read(t->list, &trust, t->context->diagnosis);
    for (size_t i = 0; i < trust.count && !scr_failed(result); i++)
        result = json ? json_row(&trust.keys[i], i + 1, &out) : say_row(&trust.keys[i], i + 1, &out);
    if (!scr_failed(result) && json) result = scr_buffer_text(&out, "]}\n");
    if (!scr_failed(result)) fwrite(out.data, 1, out.length, stdout);
    scr_buffer_free(&out);
    trust_free(&trust);
    return result;
}

static scr_result run(const struct command_context *context, int argc, char **argv) {
    struct trusting t = {.context = context};
    const char *what = argc > 1 ? argv[1] : "";
    scr_result result = !strcmp(what, "add")      ? add(&t, argc - 1, argv + 1)
                        : !strcmp(what, "revoke") ? revoke(&t, argc - 1, argv + 1)
                        : !strcmp(what, "show")   ? show(&t, argc - 1, argv + 1)
                                                  : scr_refuse(context->diagnosis, SCR_USAGE, "trust",
                                                               "say 'trust add', 'trust revoke' or 'trust show'; see "
                                                                 "'scrutineer-gen trust --help'");
    scr_arena_free(&t.arena);
    return result;
}

const struct command command_trust = {
    "trust",
    "list the keys that you trust, for the verifier's --trust",
    "usage: scrutineer-gen trust add LIST.xml --key NAME.pub|--fingerprint HEX --owner NAME --role ROLE\n"
    "                           --from YYYY-MM-DD --to YYYY-MM-DD [--election ID]\n"
    "       scrutineer-gen trust revoke LIST.xml --key NAME.pub|--fingerprint HEX\n"
    "       scrutineer-gen trust show LIST.xml [--json]\n"
    "\n"
    "A trust list says whose keys a reader trusts, in which role, for which election and time. Each reader makes his\n"
    "own or takes that of somebody he trusts, never from the package that it is to judge. 'scrutineer-verify --trust\n"
    "LIST.xml' holds signatures to it, and '--require ROLE=K' counts the people who sign.\n"
    "@add\n"
    "\n"
    "add writes a new list, or one line more to a list that there is; then the list is written anew, without comments\n"
    "that stood in it. It refuses an owner in another spelling that looks the same, a key that is another owner's or\n"
    "revoked, and a key once more or in another role for the same time and election.\n"
    "@revoke\n"
    "\n"
    "revoke marks every line of a key: what it signed, at whatever time, is trusted no more.\n"
    "@show\n"
    "\n"
    "show prints the list.\n"
    "@add|revoke\n"
    "\n"
    "  --key NAME.pub     the public key, which you compared with what its owner published elsewhere\n"
    "  --fingerprint HEX  or its fingerprint alone: 64 hexadecimal digits, spaces allowed\n"
    "@add\n"
    "  --owner NAME       whose it is: a person or an office; each counts once, however many keys it has\n"
    "  --role ROLE        in which it is trusted: election-official, observer or another\n"
    "  --from, --to       the first and the last day of what it signs\n"
    "  --election ID      only this election, by its Id in the artifacts; default: * (every election)\n"
    "@show\n"
    "  --json             as JSON\n",
    run,
};
