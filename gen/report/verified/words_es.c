/* words_es.c: the report in Spanish. */
#include "gen/report/verified/words.h"

const char *const words_es[REPORT_WORD_COUNT] = {
    [W_TITLE] = "Informe de verificación",
    [W_INTRO] = "Esta página muestra lo que encontró el programa <code>scrutineer-verify</code>, versión {1}, al "
                "comprobar los archivos electorales que se nombran abajo. La dibujó un programa a partir de la salida "
                "del propio verificador y de los archivos. Nadie eligió qué mostrar.",
    [W_HOW_TO_READ] = "Cada archivo afirma algo. Una comprobación <strong>se cumple</strong> cuando el verificador "
                      "calculó de nuevo la afirmación a partir de los datos publicados y resultó así. Queda "
                      "<strong>refutada</strong> cuando los datos la contradicen. Queda <strong>sin decidir</strong> "
                      "cuando falta algo necesario para averiguarlo; la falta de evidencia nunca cuenta como «se "
                      "cumple».",
    [W_NO_OPINION] = "La página expone lo que encontró un cálculo. No es un dictamen jurídico, ni afirma nada sobre lo "
                     "que no esté entre las comprobaciones enumeradas.",
    [W_HOLDS] = "se cumple",
    [W_REFUTED] = "refutada",
    [W_UNDECIDED] = "sin decidir",
    [W_COUNTS] = "Comprobaciones hechas: {1}. Se cumplen: {2}; refutadas: {3}; sin decidir: {4}.",
    [W_RESULT] = "El resultado",
    [W_COL_HEADLINE] = "Titular",
    [W_COL_QUESTION] = "Pregunta",
    [W_COL_ANSWER] = "Qué significa",
    [W_ARITHMETIC] = "Aritmética",
    [W_ARITHMETIC_ASKS] = "¿Se siguen las afirmaciones de los datos publicados?",
    [W_ARITHMETIC_HOLDS] = "Sí. Toda afirmación comprobada se sigue de los datos publicados. Cualquiera puede repetir "
                           "el cálculo y tiene que obtener lo mismo.",
    [W_ARITHMETIC_UNDECIDED] = "Nada de lo comprobado es falso, pero algunas afirmaciones no pudieron comprobarse "
                               "hasta el final. Se enumeran abajo, con lo que falta.",
    [W_ARITHMETIC_REFUTED] = "No. Al menos una afirmación contradice los datos publicados. Se enumera abajo, con su "
                             "lugar.",
    [W_PROVENANCE] = "Procedencia",
    [W_PROVENANCE_ASKS] = "¿Quién publicó los archivos, son los que se firmaron, y en qué orden?",
    [W_PROVENANCE_HOLDS] = "Una clave en la que confía el lector firmó la lista de estos archivos, los archivos son "
                           "los de esa lista, y ninguna comprobación hecha de sellos, testigos u orden lo contradice.",
    [W_PROVENANCE_UNDECIDED] = "No se ha mostrado. O nada dice quién publicó estos archivos, o no pudo comprobarse un "
                               "sello, un testigo o un orden de los hechos. Las comprobaciones sin decidir de abajo "
                               "dicen cuál.",
    [W_PROVENANCE_REFUTED] = "No. O ninguna clave en la que confía el lector firmó estos archivos, o los archivos no "
                             "son los que se firmaron, o un sello o un testigo contradice el orden. Las comprobaciones "
                             "refutadas de abajo dicen cuál.",
    [W_ORDER_UNDECIDED] =
        "Una clave en la que confía el lector firmó la lista de estos archivos, y los archivos son los "
        "de esa lista. Solo no se ha mostrado el orden de los hechos: que lo comprometido o anunciado "
        "existía antes de conocerse su semilla. La comprobación sin decidir PKG-10 dice qué falta.",
    [W_ORDER_REFUTED] = "Una clave en la que confía el lector firmó la lista de estos archivos, y los archivos son los "
                        "de esa lista. Pero no, el orden de los hechos no es el que debe ser: la comprobación refutada "
                        "PKG-10 dice qué momentos se contradicen.",
    [W_ADDITIONS_REFUTED] =
        "Algo que se añadió a un paquete (un sello de tiempo o una contrafirma) es defectuoso; la comprobación "
        "refutada de abajo, PKG-08 o PKG-09, nombra el archivo. Cualquiera que entregue un paquete puede añadir un "
        "archivo así, de modo que esto no dice nada contra lo que firmó quien lo publicó: quién lo firmó lo dice la "
        "comprobación PKG-11. Si en una copia se quitan tales archivos de <code>timestamps/</code> y "
        "<code>countersignatures/</code>, el paquete puede comprobarse sin ellos.",
    [W_REPORTED] = "Máquina",
    [W_REPORTED_ASKS] = "¿Imprimió la máquina de votación los totales que espera la prueba?",
    [W_REPORTED_HOLDS] = "Sí, en todos los números que se compararon.",
    [W_REPORTED_UNDECIDED] = "No pudo averiguarse.",
    [W_REPORTED_REFUTED] = "No. Los totales de la máquina difieren de los esperados; véase la comprobación LAT-31.",
    [W_ABOUT] = "Qué se comprobó y quién lo firmó",
    [W_ELECTION] = "Elección",
    [W_ELECTION_UNKNOWN] = "no se leyó: no se dio ningún archivo al dibujar esta página, o ninguno pudo leerse",
    [W_JURISDICTION] = "Jurisdicción",
    [W_DATE] = "Fecha",
    [W_IDENTIFIER] = "Identificador",
    [W_SIGNED] = "Quién firmó, según el verificador",
    [W_NOT_SIGNED] = "Nadie, por lo que muestran estos archivos: solo un paquete lleva firmas, y no se comprobó "
                     "ninguno.",
    [W_NO_SIGNER_CHECK] = "La salida del verificador no contiene ninguna comprobación de firmantes.",
    [W_PROGRAM] = "Programa",
    [W_VERDICT_FILE] = "La salida del verificador",
    [W_FILES_COMPARED] = "Al dibujar esta página se leyeron de nuevo los {1} archivos comprobados: cada uno tiene el "
                         "resumen SHA-256 que da la salida del verificador. La página trata de los archivos que se "
                         "verificaron.",
    [W_FILES_NOT_COMPARED] = "No se dio ningún archivo al dibujar esta página. Muestra solo la salida del verificador, "
                             "sin figuras, y nada de lo que dice se comparó con los archivos.",
    [W_BESIDE_NOT_COMPARED] = "Sin comparar: {1} archivos de los paquetes, como lo son las firmas, los sellos de "
                              "tiempo y las contrafirmas. La salida del verificador no tiene sus resúmenes. Lo que "
                              "esta página dice de ellos vale para los que había cuando se ejecutó el verificador; "
                              "quien quiera saberlo de los que hay ahora lo ejecuta otra vez.",
    [W_BY_KIND] = "Archivos por tipo y su resultado. Cada archivo cuenta por su comprobación más grave; firmantes, "
                  "sellos, orden, publicación y totales de la máquina cuentan en titulares propios.",
    [W_COL_KIND] = "Tipo",
    [W_COL_FILES] = "Archivos",
    [W_REFUTED_HEAD] = "Qué queda refutado",
    [W_REFUTED_INTRO] = "En estos puntos los datos publicados contradicen lo que se afirma:",
    [W_NOTHING_REFUTED] = "Nada queda refutado.",
    [W_UNDECIDED_HEAD] = "Qué queda sin decidir y qué falta",
    [W_UNDECIDED_INTRO] = "Estos puntos no se han mostrado ni contradicho. El verificador dice qué falta:",
    [W_NOTHING_UNDECIDED] = "Nada queda sin decidir.",
    [W_IN_FILES] = "En {1} archivos, el primero {2}:",
    [W_IN_FILE] = "En {1}:",
    [W_MORE_REFUTED] = "Otras {1} comprobaciones refutadas no se enumeran aquí; la salida del verificador las contiene "
                       "todas.",
    [W_CHECKS_HEAD] = "Qué se comprobó, archivo por archivo",
    [W_CHECKS_INTRO] = "La columna «Lo que dice el verificador» contiene las frases del propio verificador, en inglés, "
                       "con los números que encontró. La columna anterior dice en palabras llanas qué significa que la "
                       "comprobación se cumpla.",
    [W_FILES_CUT] = "Se muestran en detalle los primeros {1} de {2} archivos: los que tienen comprobaciones refutadas "
                    "antes que los que las tienen sin decidir, y estos antes que los demás. Todos se cuentan arriba, y "
                    "todos los resúmenes criptográficos están al final de la página.",
    [W_CHECKS_OF] = "Comprobaciones de {1}",
    [W_COL_CHECK] = "N.º",
    [W_COL_VERDICT] = "Resultado",
    [W_COL_MEANING] = "Cuando se cumple",
    [W_COL_DETAIL] = "Lo que dice el verificador",
    [W_UNKNOWN_CHECK] = "Esta versión del programa no tiene palabras para esta comprobación; la especificación explica "
                        "su significado.",
    [W_NO_CHECKS] = "No se hizo ninguna comprobación de este archivo.",
    [W_NOTES] = "Anotado por el verificador:",
    [W_DETAIL_CUT] = "(cortado aquí; la salida del verificador tiene {1} bytes más)",
    [W_DETAIL_LEFT_OUT] = "(omitido para que la página no crezca demasiado; véase la salida del verificador)",
    [W_DIGEST] = "SHA-256",
    [W_NO_PICTURE_FORM] = "No hay figura de este archivo: no tiene la forma que pide la especificación.",
    [W_NO_PICTURE_ROOM] = "No hay figura de este archivo, para que la página no crezca demasiado.",
    [W_NO_PICTURE_SIZE] = "No hay figura de este archivo: es demasiado grande para dibujarlo en una página.",
    [W_NO_PICTURE_MISSING] = "No hay figura de este archivo: falta entre los dados el archivo en el que se apoya.",
    [W_FACTS] = "Lo que declara el archivo",
    [W_FACT_CONTESTS] = "Contiendas",
    [W_FACT_CANDIDATES] = "Candidaturas",
    [W_FACT_STYLES] = "Estilos de boleta",
    [W_FACT_SOURCE] = "Hecho a partir de",
    [W_FACT_BALLOTS] = "Boletas",
    [W_FACT_BATCHES] = "Lotes de boletas",
    [W_FACT_DRAW] = "Fuente del número aleatorio",
    [W_FACT_PLACE] = "Lugar",
    [W_FACT_TIME] = "Hora",
    [W_FACT_BEACON] = "Baliza",
    [W_FACT_SEED] = "Número aleatorio (semilla)",
    [W_FACT_WITNESSES] = "Testigo",
    [W_FACT_KEYS] = "Publicaciones para las que alcanzan las claves",
    [W_FACT_RELEASE] = "Número de la publicación",
    [W_FACT_LEVELS] = "Nivel de zonas",
    [W_FACT_UNITS] = "Zonas en total",
    [W_FACT_EXACT] = "Niveles con recuento exacto, desde arriba",
    [W_FACT_SPENT] = "Protección gastada hasta ahora (épsilon)",
    [W_FACT_TOTAL] = "Límite declarado (épsilon)",
    [W_FACT_PUBLICATIONS] = "Publicaciones en la lista",
    [W_FACT_WITHDRAWALS] = "Retiradas",
    [W_FACT_LAST_HASH] = "Resumen de la última entrada",
    [W_FACT_LAST_DATE] = "Fecha de la última entrada",
    [W_FACT_MORE] = "y {1} más",
    [W_DECK_FACTS] = "Estilo de boleta {1}: {2} boletas por introducir, {3} casillas de voto, {4} contiendas.",
    [W_DECK_TITLE] = "Juego de prueba del estilo de boleta {1}, casillas de voto {2} a {3}",
    [W_DECK_DESC] = "Una cuadrícula: {1} boletas de izquierda a derecha, {2} casillas de voto de arriba abajo. Un "
                    "cuadrado lleno es una marca. Al final de cada fila está el total que imprime una máquina "
                    "correcta. La tabla que sigue a la figura contiene los mismos totales como texto.",
    [W_DECK_CAPTION] = "Las boletas de la prueba. Cada columna es una boleta por introducir, cada fila una casilla de "
                       "voto; un cuadrado lleno es una marca en esa boleta. El número al final de la fila es el total "
                       "que imprime una máquina bien configurada. Las boletas con votos en exceso en una contienda no "
                       "le dan ningún voto.",
    [W_DECK_CUT] = "Dibujadas: las primeras {1} de {2} boletas y las primeras {3} de {4} casillas de voto.",
    [W_DECK_PART] = "{1} a {2}",
    [W_TOTAL] = "total",
    [W_BALLOT] = "boleta",
    [W_TOTALS_CAPTION] = "Totales esperados del estilo de boleta {1}: lo que debe decir la cinta de la máquina",
    [W_COL_TARGET] = "Casilla",
    [W_COL_CANDIDATE] = "Candidatura",
    [W_COL_VOTES] = "Votos",
    [W_CONTEST_ROW] = "{1} (votos permitidos: {2})",
    [W_OVERVOTES_ROW] = "votos omitidos {1}, boletas con votos en exceso {2}",
    [W_TREE_CAPTION_PLAN] = "El árbol de la contienda, desde arriba. Las líneas gruesas llevan a las boletas cuyos "
                            "papeles han de examinarse; un triángulo representa una parte que no se dibuja.",
    [W_TREE_CAPTION_AUDIT] = "El árbol auditado de la contienda, desde arriba. Las líneas gruesas llevan a las boletas "
                             "cuyos papeles se examinaron; un triángulo representa una parte que no se dibuja.",
    [W_TREE_ENGLISH] = "Las palabras de la figura están en inglés.",
    [W_VOTES_CAPTION] = "Votos en los registros, como los declara el árbol: {1}, {2} boletas",
    [W_TPT_WINNER] = "Ganador del árbol (TPT winner)",
    [W_MOST_VOTES] = "Más votos",
    [W_PLAN_SIZE] = "Boletas cuyos papeles han de examinarse",
    [W_MISSING_ROW] = "sin voto válido",
    [W_CODE] = "Código",
    [W_AUDIT_RESULT] = "Resultado de la auditoría",
    [W_AUDIT_EXAMINED] = "Papeles examinados",
    [W_NO_VALUE] = "nadie",
    [W_NO_LEGAL_FORCE] = "El ganador del árbol no tiene fuerza legal. Es un nombre para lo que calcula el árbol, y "
                         "puede ser una candidatura distinta de la que tiene más votos.",
    [W_RESULT_CONFIRMED] = "confirmada: los papeles examinados establecen el ganador del árbol, digan lo que digan "
                           "todos los demás",
    [W_RESULT_CHANGED] = "cambiada: los papeles examinados establecen otro ganador del árbol",
    [W_RESULT_NOT_CONFIRMABLE] = "no confirmable: papeles sin registro o sin lectura dejan abierto el ganador",
    [W_RESULT_UNFINISHED] = "sin terminar",
    [W_RELEASE_MECHANISM] = "Procedimiento: <code>{1}</code>. A los recuentos de los precintos se sumaron números "
                            "enteros aleatorios, para que no pueda leerse en ellos ninguna boleta en particular.",
    [W_RELEASE_EXACT] = "Totales exactos, a los que no se sumó ruido: {1}",
    [W_RELEASE_CONTEST] = "Precintos: {1}",
    [W_RELEASE_TITLE] = "{1}: recuentos publicados de los precintos con intervalos del 95 %, opciones {2} a {3}",
    [W_RELEASE_DESC] = "Las filas son {1} precintos. En cada columna, de una opción, una señal es el recuento "
                       "publicado y una barra el intervalo en que están 95 de cada 100 recuentos verdaderos. La tabla "
                       "que sigue a la figura contiene los mismos números como texto.",
    [W_RELEASE_CAPTION] =
        "Recuentos publicados (señales) e intervalos del 95 % (barras). La barra llega {1} votos a "
        "ambos lados del recuento con ruido, como declara la publicación para 95 de cada 100 "
        "recuentos, y termina en 0 donde bajaría más: de 0 a 0 dice que el recuento con ruido queda "
        "muy por debajo de 0, no que se conozca el verdadero. Un recuento publicado puede no estar en "
        "el centro de su barra, porque los recuentos publicados se ajustan para sumar los totales "
        "exactos.",
    [W_RELEASE_ACCURACY] = "La publicación declara: 95 de cada 100 recuentos con ruido de los precintos están a {1} o "
                           "menos del verdadero, y 95 de cada 100 diferencias entre dos opciones a {2} o menos. De "
                           "veinte recuentos, por término medio uno queda fuera.",
    [W_RELEASE_TABLE] = "Recuentos publicados de los precintos, con el intervalo del 95 % de cada uno entre paréntesis",
    [W_RELEASE_CELL] = "{1} a {2}",
    [W_RELEASE_CUT] = "Se muestran los primeros {1} de {2} precintos y las primeras {3} de {4} opciones.",
    [W_RELEASE_CONTESTS_CUT] = "Se muestran las primeras {1} de {2} contiendas.",
    [W_COL_PRECINCT] = "Precinto",
    [W_RELEASE_AXIS] = "votos",
    [W_RELEASE_DETERMINED] = "Algunos recuentos de esta contienda se siguen de totales exactos y el ruido no los "
                             "protege en absoluto; la comprobación DPR-18 trata de su lista.",
    [W_IMPACT_INTRO] = "Decisión <code>{1}</code>, ruido del mecanismo <code>{2}</code>, {3} ensayos con cada épsilon; "
                       "un épsilon menor significa más privacidad y más ruido.",
    [W_IMPACT_CAPTION] = "Resumen de los ensayos como lo da la declaración; la especificación, sección 16.5, dice qué "
                         "es cada número",
    [W_COL_NUMBER] = "Número",
    [W_IMPACT_EPSILON] = "épsilon {1}",
    [W_IMPACT_PICTURES] = "La página y las figuras del emisor se hacen con <code>scrutineer-gen impact</code> a partir "
                          "de los mismos números.",
    [W_NOT_PROVED_HEAD] = "Qué no se ha demostrado",
    [W_NOT_PROVED_INTRO] = "Ninguna comprobación dice nada sobre lo siguiente. El verificador imprime esta lista, en "
                           "inglés, con cada informe; aquí está completa. Las comprobaciones no demuestran:",
    [W_NOT_PROVED_NONE] = "La salida del verificador no enumera nada aquí.",
    [W_NOT_PROVED_PAGE] = "Esta página misma no demuestra nada: quien tiene una página puede cambiarla. Lo que cuenta "
                          "es la ejecución del verificador, que cualquiera puede repetir.",
    [W_REPEAT_HEAD] = "Cómo repetirlo",
    [W_REPEAT_VERIFY] = "En la carpeta en que están los archivos, con <code>scrutineer-verify</code> {1}:",
    [W_REPEAT_OPTIONS] = "Ponga en lugar de KEY-YOU-TRUST.pem la clave del emisor, que tiene de otra fuente, nunca del "
                         "paquete. Las opciones de la ejecución que aquí se muestra no forman parte de su salida: con "
                         "otras opciones (lista de confianza, autoridades de sellado, presupuestos) pueden quedar sin "
                         "decidir otras comprobaciones.",
    [W_REPEAT_RUN] = "Estas son las palabras de la propia ejecución. Los archivos que siguen a las opciones (claves, "
                     "listas de confianza, certificados de autoridades) vienen de otra fuente, nunca del paquete.",
    [W_REPEAT_REPORTED] = "La ejecución comparó los totales de una máquina: añada <code>--reported TOTALS.csv</code>.",
    [W_REPEAT_SEALED] = "La ejecución abrió un archivo sellado del tribunal: añada <code>--sealed FILE --with "
                        "KEY.pem</code>.",
    [W_REPEAT_PAGE] = "Con <code>--json</code> imprime la salida a partir de la cual se dibujó esta página; su resumen "
                      "SHA-256 era {1}.",
    [W_REPEAT_STOCK] = "Sin este programa, con OpenSSL 3, GNU coreutils, findutils, sed y grep, dentro de la carpeta "
                       "{1} y en este orden:",
    [W_REPEAT_STOCK_READ] = "La primera línea debe imprimir «Signature Verified Successfully» para cada firmante en "
                            "cuya clave usted confía, las demás nada. La clave viene de otra fuente, nunca del "
                            "paquete.",
    [W_REPEAT_CUT] = "(y {1} archivos más)",
    [W_FILES_HEAD] = "Archivos y sus resúmenes criptográficos",
    [W_FILES_INTRO] = "Los archivos comprobados, con los resúmenes SHA-256 que da la salida del verificador",
    [W_COL_FILE] = "Archivo",
    [W_OTHERS_HEAD] = "Otros archivos de los paquetes",
    [W_OTHERS_INTRO] = "Listas, firmas y otros archivos que los acompañan. Sus resúmenes se calcularon al dibujar esta "
                       "página; la salida del verificador no los contiene",
    [W_HASHES_CUT] = "Se muestran los primeros {1} de {2} archivos.",
    [W_SPECIFICATION] = "Cada comprobación tiene un número. Su significado exacto y su razón están en la "
                        "especificación que acompaña al programa (schemas/specification.md).",
    [W_NO_DIGEST] = "ninguno: una carpeta, o un archivo que no pudo leerse",
    [W_TAG_DIGEST] = "<code>{1}</code> (tagmanifest-sha256.txt)",
};
