/* check_words_trees.c: the checks of commitments, seeds, plurality trees and their audits in plain words. */
#include "gen/report/verified/check_words.h"

static const struct check_words checks[] = {
    {"TPT-01",
     {"The ballot commitment is written in its one permitted form, so that nobody can read it in two ways.",
      "El compromiso sobre las boletas está escrito en su única forma permitida, de modo que nadie puede leerlo de dos "
      "maneras."}},
    {"TPT-02",
     {"The numbers of ballots, batches and candidates in the commitment agree with each other, and all that must be "
      "fixed beforehand is fixed.",
      "Los números de boletas, lotes y candidaturas del compromiso concuerdan entre sí, y queda fijado todo lo que "
      "debe fijarse de antemano."}},
    {"TPT-03",
     {"The record of the public draw is written in its one permitted form.",
      "El acta del sorteo público está escrita en su única forma permitida."}},
    {"TPT-04",
     {"The draw was made in the way that the earlier commitment had announced, for this election.",
      "El sorteo se hizo del modo que había anunciado el compromiso anterior, para esta elección."}},
    {"TPT-05",
     {"The random number follows from the evidence: the dice thrown, or the signed pulse of a public beacon.",
      "El número aleatorio se sigue de la evidencia: los dados lanzados, o el pulso firmado de una baliza pública."}},
    {"TPT-06",
     {"The tree document is written in its one permitted form.",
      "El documento del árbol está escrito en su única forma permitida."}},
    {"TPT-07",
     {"The tree is of a contest of the commitment made earlier, with the same candidates and ballots.",
      "El árbol es de una contienda del compromiso hecho antes, con las mismas candidaturas y boletas."}},
    {"TPT-08",
     {"The tree was arranged with the random number of the public draw.",
      "El árbol se ordenó con el número aleatorio del sorteo público."}},
    {"TPT-09",
     {"The ballot records shown are those that were sealed in the commitment: none was changed afterwards.",
      "Los registros de boletas que se muestran son los que quedaron sellados en el compromiso: ninguno se cambió "
      "después."}},
    {"TPT-10",
     {"The list of ballots to examine is well formed, and their records are shown.",
      "La lista de boletas por examinar está bien formada, y se muestran sus registros."}},
    {"TPT-11",
     {"If the papers on the list read as recorded, the tree's winner stands whatever all other ballots say.",
      "Si los papeles de la lista dicen lo que consta en los registros, el ganador del árbol se mantiene digan lo que "
      "digan todas las demás boletas."}},
    {"TPT-12", {"The winner named is the one that the tree gives.", "El ganador nombrado es el que da el árbol."}},
    {"TPT-13",
     {"The votes stated for each candidate add up, and the candidate with most votes is named correctly.",
      "Los votos declarados de cada candidatura suman lo debido, y se nombra correctamente la que tiene más votos."}},
    {"TPT-14",
     {"When the list of ballots to examine is said to be the shortest possible, it is.",
      "Cuando se dice que la lista de boletas por examinar es la más corta posible, lo es."}},
    {"TPT-21",
     {"The audit document is written in its one permitted form, its rounds numbered in order.",
      "El documento de la auditoría está escrito en su única forma permitida, con las rondas numeradas en orden."}},
    {"TPT-22",
     {"The audit is of the tree that was published, for this election.",
      "La auditoría es del árbol que se publicó, para esta elección."}},
    {"TPT-23",
     {"The records of the ballots examined are those that were sealed in the commitment.",
      "Los registros de las boletas examinadas son los que quedaron sellados en el compromiso."}},
    {"TPT-24",
     {"The papers examined are those that were on the list, round by round, with nothing left out in a finished "
      "round.",
      "Los papeles examinados son los que estaban en la lista, ronda por ronda, sin omisiones en una ronda "
      "terminada."}},
    {"TPT-25",
     {"Each round was needed, and would have settled the winner if its papers had read as recorded.",
      "Cada ronda era necesaria, y habría establecido el ganador si sus papeles hubieran dicho lo que consta en los "
      "registros."}},
    {"TPT-26",
     {"Corrections of readings are recorded with what stood before, in order of time.",
      "Las correcciones de lecturas constan con lo que decían antes, en orden de tiempo."}},
    {"TPT-27",
     {"The result of the audit is what the papers examined establish: the winner confirmed, changed, or left open.",
      "El resultado de la auditoría es el que establecen los papeles examinados: ganador confirmado, cambiado, o "
      "pendiente."}},
};

const struct check_words_table check_words_trees = {checks, sizeof checks / sizeof *checks};
