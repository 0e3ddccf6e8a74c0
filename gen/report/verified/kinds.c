/* kinds.c: what the kinds of files are called, and what they are. */
#include <string.h>

#include "gen/report/verified/report_parts.h"

static const struct kind {
    const char *kind, *names[LANGUAGES], *about[LANGUAGES];
} kinds[REPORT_KINDS] = {
    {"package",
     {"package", "paquete"},
     {"A package is a folder of election files with a signed list of their digests. The checks here are about the "
      "folder as a whole: that nothing was changed, added or taken away, and who signed.",
      "Un paquete es una carpeta de archivos electorales con una lista firmada de sus resúmenes criptográficos. Las "
      "comprobaciones de aquí tratan de la carpeta entera: que nada se cambió, añadió o quitó, y quién firmó."}},
    {"publication-index",
     {"index of publications", "lista de publicaciones"},
     {"An index of publications lists, in order, everything that the publisher ever published of this election.",
      "Una lista de publicaciones enumera, en orden, todo lo que el emisor ha publicado de esta elección."}},
    {"ballot-definition",
     {"ballot definition", "definición de boletas"},
     {"A ballot definition states the contests, the candidates and the ballot styles of the election.",
      "Una definición de boletas declara las contiendas, las candidaturas y los estilos de boleta de la elección."}},
    {"test-deck",
     {"test deck", "juego de boletas de prueba"},
     {"A test deck is a set of ballots with known marks, fed through a voting machine before the election. If the "
      "machine prints the totals expected, it counts each voting target for the right candidate.",
      "Un juego de boletas de prueba es un conjunto de boletas con marcas conocidas que se introducen en la máquina de "
      "votación antes de la elección. Si la máquina imprime los totales esperados, cuenta cada casilla para la "
      "candidatura debida."}},
    {"straight-party-deck",
     {"straight-party deck", "juego de voto por lista de partido"},
     {"A straight-party deck tests the option by which one mark votes for all candidates of a party.",
      "Un juego de voto por lista de partido prueba la opción con la que una sola marca vota por todas las "
      "candidaturas de un partido."}},
    {"ballot-commitment",
     {"ballot commitment", "compromiso sobre las boletas"},
     {"A ballot commitment fixes the records of all ballots before a public draw, without showing them.",
      "Un compromiso sobre las boletas fija los registros de todas las boletas antes de un sorteo público, sin "
      "mostrarlos."}},
    {"noise-commitment",
     {"noise commitment", "compromiso sobre el ruido"},
     {"A noise commitment seals the secret keys from which the noise of later releases follows.",
      "Un compromiso sobre el ruido sella las claves secretas de las que se sigue el ruido de publicaciones "
      "posteriores."}},
    {"measurement-statement",
     {"measurement statement", "declaración de medición"},
     {"A measurement statement says, before the draw, what will be counted and how much noise will be added.",
      "Una declaración de medición dice, antes del sorteo, qué se contará y cuánto ruido se sumará."}},
    {"seed-record",
     {"seed record", "acta del sorteo"},
     {"A seed record holds the outcome of a public draw: dice thrown before witnesses, or the pulse of a public "
      "beacon.",
      "Un acta del sorteo contiene el resultado de un sorteo público: dados lanzados ante testigos, o el pulso de una "
      "baliza pública."}},
    {"plurality-tree",
     {"plurality tree", "árbol de pluralidad"},
     {"A plurality tree arranges all ballots of a contest by the public draw and names the few papers that, if they "
      "read as recorded, settle its winner.",
      "Un árbol de pluralidad ordena todas las boletas de una contienda según el sorteo público y nombra los pocos "
      "papeles que, si dicen lo registrado, establecen su ganador."}},
    {"tree-audit",
     {"tree audit", "auditoría del árbol"},
     {"A tree audit records what people read on the papers that were examined, round by round.",
      "Una auditoría del árbol registra lo que las personas leyeron en los papeles examinados, ronda por ronda."}},
    {"precinct-release",
     {"precinct release", "publicación por precintos"},
     {"A precinct release publishes the counts of precincts with noise that nobody chose, and with exact totals above "
      "them.",
      "Una publicación por precintos publica los recuentos de los precintos con un ruido que nadie eligió, y con "
      "totales exactos por encima."}},
    {"impact-statement",
     {"impact statement", "declaración de impacto"},
     {"An impact statement shows, before a mechanism is chosen, what its noise would do to decisions.",
      "Una declaración de impacto muestra, antes de elegir un mecanismo, qué haría su ruido con las decisiones."}},
};

size_t report_kind_position(const char *kind) {
    size_t k = 0;
    while (k < REPORT_KINDS && strcmp(kinds[k].kind, kind) != 0) k++;
    return k;
}

const char *report_kind_at(size_t position) { return kinds[position].kind; }

const char *report_kind(const char *kind, enum language language) {
    static const char *const unknown[LANGUAGES] = {"file of an unknown kind", "archivo de tipo desconocido"};
    size_t k = report_kind_position(kind);
    return k < REPORT_KINDS ? kinds[k].names[language] : unknown[language];
}

const char *report_kind_about(const char *kind, enum language language) {
    size_t k = report_kind_position(kind);
    return k < REPORT_KINDS ? kinds[k].about[language] : NULL;
}
