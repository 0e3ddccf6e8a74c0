/* check_words_decks.c: the checks of ballot definitions and test decks in plain words. */
#include "gen/report/verified/check_words.h"

static const struct check_words checks[] = {
    {"ART-01",
     {"The file is one of the kinds of document that the specification defines.",
      "El archivo es de uno de los tipos de documento que define la especificación."}},
    {"BDF-01",
     {"The ballot definition is written in its one permitted form, so that nobody can read it in two ways.",
      "La definición de boletas está escrita en su única forma permitida, de modo que nadie puede leerla de dos "
      "maneras."}},
    {"BDF-02",
     {"Every contest, candidate and ballot style has one meaning: no name or number stands for two things.",
      "Cada contienda, candidatura y estilo de boleta tiene un solo significado: ningún nombre o número designa dos "
      "cosas."}},
    {"LAT-01",
     {"The test deck is written in its one permitted form, so that nobody can read it in two ways.",
      "El juego de boletas de prueba está escrito en su única forma permitida, de modo que nadie puede leerlo de dos "
      "maneras."}},
    {"LAT-02",
     {"Voting targets, ballots and totals are numbered and ordered without gaps or repetitions.",
      "Las casillas de voto, las boletas y los totales están numerados y ordenados sin huecos ni repeticiones."}},
    {"LAT-03",
     {"The expected votes for each candidate are what counting the listed ballots again gives.",
      "Los votos esperados de cada candidatura son los que resultan de volver a contar las boletas de la lista."}},
    {"LAT-04",
     {"The expected undervotes and overvotes are what counting the listed ballots again gives.",
      "Los votos omitidos y los votos en exceso esperados son los que resultan de volver a contar las boletas de la "
      "lista."}},
    {"LAT-05",
     {"No test ballot has more marks in a contest than the voter may make.",
      "Ninguna boleta de prueba lleva en una contienda más marcas de las que el votante puede hacer."}},
    {"LAT-06",
     {"Every candidate gets at least one vote in the test, as most laws ask.",
      "Cada candidatura recibe al menos un voto en la prueba, como pide la mayoría de las leyes."}},
    {"LAT-07",
     {"The deck has the ballot with too many marks that the rules ask for, and no other such ballot.",
      "El juego contiene la boleta con demasiadas marcas que piden las reglas, y ninguna otra así."}},
    {"LAT-08",
     {"The deck has as many blank ballots as the rules ask for.",
      "El juego contiene tantas boletas en blanco como piden las reglas."}},
    {"LAT-09",
     {"The deck states exactly the assumptions about the machine on which its promise depends.",
      "El juego declara exactamente los supuestos sobre la máquina de los que depende su promesa."}},
    {"LAT-10",
     {"The deck tests the same contests and candidates, in the same order, as the ballot that voters get.",
      "El juego prueba las mismas contiendas y candidaturas, en el mismo orden, que la boleta que reciben los "
      "votantes."}},
    {"LAT-11",
     {"If the machine exchanges any voting targets, two or more, the test shows it: some printed total changes or a "
      "ballot is overvoted.",
      "Si la máquina intercambia casillas de voto, dos o más, la prueba lo muestra: cambia algún total impreso o una "
      "boleta queda con votos en exceso."}},
    {"LAT-12",
     {"The stated least number of test ballots is proved: no shorter deck could do the same.",
      "El número mínimo de boletas de prueba que se declara está demostrado: ningún juego más corto lograría lo "
      "mismo."}},
    {"LAT-13",
     {"What the deck says about its length is true: it is the shortest possible, or it admits a gap.",
      "Lo que el juego dice de su tamaño es cierto: es el más corto posible, o admite una diferencia."}},
    {"LAT-21",
     {"The straight-party deck is written in its one permitted form and numbered without gaps or repetitions.",
      "El juego de voto por lista de partido está escrito en su única forma permitida y numerado sin huecos ni "
      "repeticiones."}},
    {"LAT-22",
     {"The expected totals are what counting the listed ballots again gives, straight-party votes included.",
      "Los totales esperados son los que resultan de volver a contar las boletas de la lista, incluidos los votos por "
      "lista de partido."}},
    {"LAT-23",
     {"Each party gets straight-party ballots of its own, and no two parties get the same total.",
      "Cada partido recibe boletas propias de voto por lista, y no hay dos partidos con el mismo total."}},
    {"LAT-24",
     {"The deck has the special ballots that test the straight-party rule: two parties, blank, all marked, and a "
      "voter who departs from the party line.",
      "El juego contiene las boletas especiales que ponen a prueba la regla del voto por lista: dos partidos, en "
      "blanco, todo marcado, y un votante que se aparta de la lista."}},
    {"LAT-25",
     {"The deck tests the same contests, candidates and parties as the ballot that voters get.",
      "El juego prueba las mismas contiendas, candidaturas y partidos que la boleta que reciben los votantes."}},
    {"LAT-31",
     {"The totals that the machine printed are the expected ones. If not, the verifier names the differences and the "
      "exchanges of targets that explain them.",
      "Los totales que imprimió la máquina son los esperados. Si no lo son, el verificador nombra las diferencias y "
      "los intercambios de casillas que las explican."}},
};

const struct check_words_table check_words_decks = {checks, sizeof checks / sizeof *checks};
