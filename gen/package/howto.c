/* howto.c: HOWTO-VERIFY.txt, for a person who has never checked a signature. */
#include "bag.h"
#include "scrutineer/text.h"

static const char what[] = "This folder is a package: election files, a list of their digests, and a\n"
                           "signature over that list. With this page you find out, with tools that\n"
                           "anybody can install, whether the files are the ones that the signer published,\n"
                           "all of them and nothing else.\n"
                           "\n"
                           "You need OpenSSL 3, GNU coreutils and GNU findutils, sed and grep. A Linux\n"
                           "system has them; elsewhere install them first (the tools of the same names that\n"
                           "macOS and BSD bring do not know all of these options).\n"
                           "\n"
                           "\n"
                           "1. Get the key, and be sure that it is the signer's\n"
                           "\n"
                           "Never trust a key because it is in this folder: whoever forges the files puts a\n"
                           "key of his own beside them. Get the fingerprint of the signer's key from a\n"
                           "place that the forger cannot change: in print, on the election office's or a\n"
                           "court's page, by telephone from someone whose voice you know. Better two such\n"
                           "places than one. Then compute the fingerprint of the key that you hold:\n"
                           "\n";

static const char compare[] = "\n"
                              "All 64 characters must be those that were published. (What bag-info.txt in this\n"
                              "folder says about fingerprints proves nothing.) Then keep the key OUTSIDE this\n"
                              "folder, and put the path of that file where the first command below says\n"
                              "KEY-YOU-TRUST.pem, for example ../KEY-YOU-TRUST.pem. Next time there is nothing\n"
                              "to compare: you have the key.\n"
                              "\n"
                              "\n"
                              "2. Run these four lines, in this order, in this folder\n"
                              "\n";

static const char outcome[] = "\n"
                              "The first line must print \"Signature Verified Successfully\". The others must\n"
                              "print nothing at all. If any line prints anything else, stop: this is not the\n"
                              "package that was signed. Keep it, and tell the signer and a newspaper.\n"
                              "\n"
                              "\n"
                              "3. What each line stops\n"
                              "\n"
                              "openssl ... tagmanifest-sha256.txt\n"
                              "    The list of lists is the one that the holder of the key signed. It fails for\n"
                              "    another key, another list, another signature.\n"
                              "sha256sum ... tagmanifest-sha256.txt\n"
                              "    The list of files, bag-info.txt and this page are those of the signed list.\n"
                              "    Whoever skips this line accepts files and list exchanged together.\n"
                              "sha256sum ... manifest-sha256.txt\n"
                              "    Every file listed is there and has its bytes: none changed, none removed.\n"
                              "! (cut ... find ...) ... grep\n"
                              "    Nothing was added: outside signatures/, timestamps/ and countersignatures/\n"
                              "    there is no file and no link that the lists do not name. It prints the name\n"
                              "    of what is too much. What lies in these three may be added later, and each\n"
                              "    file there shows by itself what it shows.\n"
                              "\n"
                              "\n"
                              "4. What the files say\n"
                              "\n"
                              "So far you know who published the files, not whether their claims are true.\n"
                              "The program scrutineer-verify recomputes every claim from the files, and makes\n"
                              "the checks above as well. Outside this folder, with this folder's name for\n"
                              "PACKAGE:\n"
                              "\n"
                              "    scrutineer-verify PACKAGE --key KEY-YOU-TRUST.pem\n"
                              "\n"
                              "Time stamps say that this list existed at a time. To check one with OpenSSL, with\n"
                              "the certificates of the authority, which you get from the authority itself:\n"
                              "\n"
                              "    openssl ts -verify -data tagmanifest-sha256.txt \\\n"
                              "        -in timestamps/tagmanifest-sha256.tsr -CAfile AUTHORITY.pem\n"
                              "\n"
                              "If that file is not there, nobody has laid a stamp in yet: the .tsq beside it is\n"
                              "the request, and you can send it to any authority yourself. scrutineer-verify\n"
                              "takes the same certificates with --tsa, and the keys of countersigners with\n"
                              "--trust.\n"
                              "\n"
                              "\n"
                              "5. What is not proved\n"
                              "\n"
                              "- That the signer is honest: a signature says who published, not that it is\n"
                              "  true.\n"
                              "- When: the date in bag-info.txt is the signer's own word, and one who holds the\n"
                              "  key can sign another package tomorrow and say that it was yesterday's. Keep a\n"
                              "  copy, or the SHA-256 of tagmanifest-sha256.txt, from the day you got it; or see\n"
                              "  what time stamps and countersignatures show.\n"
                              "- That this is the newest package: data/publication-index.xml lists everything\n"
                              "  that was published up to it. Compare its last number and hash with the\n"
                              "  publisher's newest: what stands there may be replaced or withdrawn since.\n"
                              "- That the key was not stolen: ask where it is kept, and whether it was revoked.\n"
                              "- That a voting machine does on election day what it did in a test, or that the\n"
                              "  test was made with the ballots listed here.\n";

scr_result bag_howto(const struct bag_info *info, struct scr_buffer *out) {
    SCR_TRY(scr_buffer_text(out, "HOW TO VERIFY THIS PACKAGE\n\nElection: "));
    SCR_TRY(scr_text_terminal(out, info->election));
    SCR_TRY(scr_buffer_text(out, "\nPublished by: "));
    SCR_TRY(scr_text_terminal(out, info->organization));
    SCR_TRY(scr_buffer_print(out, "\nSigned by: %s, in the role %s\n\n%s", info->signer, info->role, what));
    SCR_TRY(scr_buffer_print(out, "    openssl pkey -pubin -in signatures/%s.pub -outform DER | sha256sum\n%s",
                             info->signer, compare));
    /* The sequence of the specification, section 7: a test runs it as it stands here. */
    return scr_buffer_print(
        out,
        "    openssl pkeyutl -verify -rawin -pubin -inkey KEY-YOU-TRUST.pem -in tagmanifest-sha256.txt -sigfile "
        "signatures/%s.sig\n"
        "    sha256sum -c --strict --quiet tagmanifest-sha256.txt\n"
        "    sha256sum -c --strict --quiet manifest-sha256.txt\n"
        "    ! (cut -c67- tagmanifest-sha256.txt manifest-sha256.txt; "
        "find . ! -type d ! -path './signatures/*' ! -path './timestamps/*' ! -path './countersignatures/*' ! -path "
        "./tagmanifest-sha256.txt -print0 | tr '\\n\\0' '?\\n' | sed 's|^\\./||' | sort -u) | sort | uniq -u | grep .\n%s",
        info->signer, outcome);
}
