/* check_words_packages.c: the checks of packages and of the index of publications in plain words. */
#include "gen/report/verified/check_words.h"

static const struct check_words checks[] = {
    {"IDX-01",
     {"The list of publications is written in its one permitted form, so that nobody can read it in two ways.",
      "La lista de publicaciones está escrita en su única forma permitida, de modo que nadie puede leerla de dos "
      "maneras."}},
    {"IDX-02",
     {"The list of publications is a chain: each entry seals all entries before it, so none can be changed or taken "
      "out later.",
      "La lista de publicaciones es una cadena: cada entrada sella todas las anteriores, de modo que ninguna puede "
      "cambiarse ni quitarse después."}},
    {"PKG-01",
     {"The folder holds ordinary files only, named as they should be, and nothing hidden beside them.",
      "La carpeta contiene solo archivos corrientes, con los nombres debidos, y nada oculto junto a ellos."}},
    {"PKG-02",
     {"The cover sheets of the package have the form prescribed, and state the size of what is inside.",
      "Las hojas de presentación del paquete tienen la forma prescrita y declaran el tamaño de lo que contiene."}},
    {"PKG-03",
     {"The list that was signed names the cover sheets and the list of files, and their bytes are those listed.",
      "La lista firmada nombra las hojas de presentación y la lista de archivos, y su contenido es el que consta en "
      "ella."}},
    {"PKG-04",
     {"Every file in the package is the one listed, byte for byte; none is missing, changed or added.",
      "Cada archivo del paquete es el que consta en la lista, byte por byte; ninguno falta, ha cambiado o se ha "
      "añadido."}},
    {"PKG-05",
     {"The signatures are genuine: they were made over this list with the keys that the package names.",
      "Las firmas son auténticas: se hicieron sobre esta lista con las claves que nombra el paquete."}},
    {"PKG-06",
     {"All documents in the package are of one election, and someone signed in the office that each needs.",
      "Todos los documentos del paquete son de una sola elección, y alguien firmó en la función que requiere cada "
      "uno."}},
    {"PKG-07",
     {"The documents belong together: each one that another refers to is there, none twice, none replaced by a later "
      "one.",
      "Los documentos van juntos: cada uno al que otro remite está presente, ninguno dos veces, ninguno sustituido por "
      "otro posterior."}},
    {"PKG-08",
     {"Each time stamp in the package, if there is any, is genuine: an authority that the reader trusts saw the "
      "document at the time stated.",
      "Cada sello de tiempo del paquete, si hay alguno, es auténtico: una autoridad en la que confía el lector vio el "
      "documento en el momento indicado."}},
    {"PKG-09",
     {"The countersignatures are genuine: the people or bodies named made these statements with their own keys.",
      "Las contrafirmas son auténticas: las personas o entidades nombradas hicieron estas declaraciones con sus "
      "propias claves."}},
    {"PKG-10",
     {"What was to be fixed before the dice or the beacon was fixed before: a time stamp or an independent witness "
      "shows it.",
      "Lo que debía fijarse antes de los dados o de la baliza se fijó antes: lo muestra un sello de tiempo o un "
      "testigo independiente."}},
    {"PKG-11",
     {"The package was signed by someone whose key the reader trusts, in the office that the documents need.",
      "El paquete fue firmado por alguien en cuya clave confía el lector, en la función que requieren los "
      "documentos."}},
    {"PKG-12",
     {"The documents stand in the publisher's own list of publications, and none has been replaced or withdrawn "
      "there.",
      "Los documentos constan en la lista de publicaciones del propio emisor, y ninguno ha sido sustituido ni "
      "retirado en ella."}},
    {"PKG-13",
     {"As many different signers as the reader asked for, in the offices asked for, signed the package.",
      "Firmaron el paquete tantos firmantes distintos como pidió el lector, en las funciones que pidió."}},
};

const struct check_words_table check_words_packages = {checks, sizeof checks / sizeof *checks};
