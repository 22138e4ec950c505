import type { OfPositions } from '../sentences.js'

/** The Spanish of what is said of positions, of files with positions and of moves. */
export const spanishPositions: OfPositions = {
  'This position is already in the library, as position {{id}}':
    'Esta posición ya está en la biblioteca, como posición {{id}}',
  'Choose one of {{allowed}}': 'Elija uno de {{allowed}}',
  'notation is missing; {{game}} needs a {{notation}}': 'falta la notación; para {{game}} se necesita: {{notation}}',
  '{{said.problem}}; allowed are {{allowed}}': '{{said.problem}}; valores permitidos: {{allowed}}',
  'phase is missing': 'falta la fase',
  'phase {{given}} is unknown': 'se desconoce la fase {{given}}',
  'game is missing': 'falta el juego',
  'game {{given}} is unknown': 'se desconoce el juego {{given}}',
  'difficulty {{given}} is unknown; allowed are {{allowed}}':
    'se desconoce la dificultad {{given}}; valores permitidos: {{allowed}}',
  'The solution is missing: give the best move or a line': 'Falta la solución: indique la mejor jugada o una variante',
  'The line must start with the best move, {{move}}': 'La variante debe empezar con la mejor jugada, {{move}}',
  '{{move}} is given as a good move and as a mistake': '{{move}} se indica como buena jugada y como error',
  'The game is {{given}}; only standard {{game}} is read': 'La partida es de {{given}}; solo se lee {{game}} estándar',
  '{{field}} must be text, not {{said.kind}}': '{{field}} debe ser texto, no {{said.kind}}',
  '{{field}} has {{given}} characters; at most {{max}} are allowed':
    '{{field}} tiene {{given}} caracteres; el máximo es {{max}}',
  '{{field}} holds {{said.character}}, which cannot be stored':
    '{{field}} contiene {{said.character}}, que no se puede guardar',
  '{{field}} must be a list of texts': '{{field}} debe ser una lista de textos',
  '{{field}} may have at most {{max}} entries': 'Elementos de {{field}} como máximo: {{max}}',
  // Files.
  'The first line, which names the columns, cannot be read: {{said.problem}}':
    'La primera línea, que nombra las columnas, no se puede leer: {{said.problem}}',
  'The first line names no position column: one of {{names}} is needed':
    'La primera línea no nombra ninguna columna de posición: se necesita una de {{names}}',
  'The first line must name the columns; {{said.allowed}}. {{said.problem}}':
    'La primera línea debe nombrar las columnas; {{said.allowed}}. {{said.problem}}',
  'allowed are {{allowed}}': 'valores permitidos: {{allowed}}',
  'The separator {{given}} is unknown; allowed are comma, semicolon and tab':
    'Se desconoce el separador {{given}}; se permiten la coma, el punto y coma y el tabulador',
  'The column {{name}} is there twice': 'La columna {{name}} aparece dos veces',
  'The column {{name}} is unknown; {{said.allowed}}': 'Se desconoce la columna {{name}}; {{said.allowed}}',
  'The line has {{given}} fields; the first line names {{columns}} columns':
    'Campos de la línea: {{given}}; columnas que nombra la primera línea: {{columns}}',
  'The quotes of this line do not match: {{line}}': 'Las comillas de esta línea no concuerdan: {{line}}',
  'A quote on this line is never closed': 'Unas comillas de esta línea no se cierran',
  'An EPD line starts with the 4 fields of a FEN; this one has fewer':
    'Una línea EPD empieza con los 4 campos de un FEN; esta tiene menos',
  'The line has no bm (best move) and no pv (line) operation':
    'La línea no tiene ni la operación bm (mejor jugada) ni la operación pv (variante)',
  'Not a JSON object: {{line}}': 'No es un objeto JSON: {{line}}',
  'Not JSON: "{{line}}"': 'No es JSON: «{{line}}»',
  'solution must be an object': 'solution debe ser un objeto',
  '"{{name}}" is unknown; allowed are {{allowed}}': 'Se desconoce «{{name}}»; valores permitidos: {{allowed}}',
  'The line is longer than {{max}} bytes': 'La línea supera {{max}} bytes',
  'The file is UTF-16; save it as UTF-8': 'El archivo está en UTF-16; guárdelo en UTF-8',
  'The line is not valid UTF-8; save the file as UTF-8': 'La línea no es UTF-8 válido; guarde el archivo en UTF-8',
  'The game has no FEN tag; only games that start from one are positions':
    'La partida no tiene etiqueta FEN; solo son posiciones las partidas que parten de una',
  'The game has no moves after its position': 'La partida no tiene jugadas después de su posición',
  'the game begins with a null move (--), which is no solution':
    'la partida empieza con una jugada nula (--), que no es una solución',
  'None of the {{lines}} lines is a position; is the format right? Nothing was imported':
    'Ninguna línea es una posición (líneas leídas: {{lines}}); ¿es correcto el formato? No se importó nada',
  // Moves.
  '{{move}} is not a chess move. Write SAN such as Nf3 or exd5, or squares such as g1f3':
    '{{move}} no es una jugada de ajedrez. Escriba SAN, como Nf3 o exd5, o casillas, como g1f3',
  '{{move}} must name the piece the pawn becomes, such as {{example}}':
    '{{move}} debe indicar la pieza en la que se convierte el peón, por ejemplo {{example}}',
  '{{move}} fits more than one legal move: {{moves}}': '{{move}} corresponde a más de una jugada legal: {{moves}}',
  '{{move}} is not legal in {{position}}': '{{move}} no es legal en {{position}}',
  'A line may have at most {{max}} characters, this has {{given}}':
    'Una variante puede tener {{max}} caracteres como máximo; esta tiene {{given}}',
  "{{move}} is not a backgammon play. Write it from the mover's side, such as 8/5 6/5, bar/22 or 6/off(2)":
    '{{move}} no es una jugada de backgammon. Escríbala desde el lado del jugador en turno, por ejemplo 8/5 6/5, bar/22 o 6/off(2)',
  '{{move}} is not possible at this cube decision. Possible: {{possible}}':
    '{{move}} no es posible en esta decisión de cubo. Posible: {{possible}}',
  '{{move}} marks a hit on point {{point}}, where there is no single checker to hit':
    '{{move}} marca un golpe en el punto {{point}}, donde no hay ninguna ficha sola que golpear',
  '"{{move}}" could be {{plays}}': '«{{move}}» puede ser {{plays}}',
  'No checker can be moved with {{dice}} here, so {{move}} is not legal':
    'Con {{dice}} no se puede mover aquí ninguna ficha, así que {{move}} no es legal',
  '{{move}} is not legal: the opponent holds point {{point}}':
    '{{move}} no es legal: el rival ocupa el punto {{point}}',
  '{{move}} is not legal: there is no checker to move on the bar':
    '{{move}} no es legal: no hay ninguna ficha que mover en la barra',
  '{{move}} is not legal: there is no checker to move on point {{point}}':
    '{{move}} no es legal: no hay ninguna ficha que mover en el punto {{point}}',
  '{{move}} is not a legal way to play {{dice}}. {{count}} plays are, such as {{examples}}':
    '{{move}} no es una forma legal de jugar {{dice}}. Jugadas legales: {{count}}, por ejemplo {{examples}}',
  // Notations.
  '{{notation}} is not a FEN we can use: {{said.reason}}': '{{notation}} no es un FEN utilizable: {{said.reason}}',
  'it has more than {{max}} characters': 'tiene más de {{max}} caracteres',
  'it needs six fields (pieces, side to move, castling, en passant, half-move clock, move number), or the first four; this has {{given}}':
    'necesita seis campos (piezas, bando que juega, enroque, captura al paso, contador de medias jugadas, número de jugada) o los cuatro primeros; este tiene {{given}}',
  "{{said.side}} is in check although it is {{said.mover}}'s move":
    '{{said.side}} están en jaque, aunque es el turno de {{said.mover}}',
  White: 'las blancas',
  Black: 'las negras',
  'the pieces need eight ranks separated by "/", this has {{given}}':
    'las piezas necesitan ocho filas separadas por «/»; aquí hay {{given}}',
  'there is a pawn on the first or last rank': 'hay un peón en la primera o en la última fila',
  '{{said.side}} has no king; each side needs exactly one':
    '{{said.side}} no tienen rey; cada bando necesita exactamente uno',
  '{{said.side}} has {{kings}} kings; each side needs exactly one':
    '{{said.side}} tienen {{kings}} reyes; cada bando necesita exactamente uno',
  '{{said.side}} has {{pawns}} pawns; at most eight are possible':
    '{{said.side}} tienen {{pawns}} peones; como máximo son posibles ocho',
  '{{said.side}} has more pieces than its missing pawns can have promoted to':
    '{{said.side}} tienen más piezas de las que pueden proceder de la coronación de los peones que les faltan',
  'rank {{rank}} contains {{given}}; allowed are KQRBNP, kqrbnp and 1–8':
    'la fila {{rank}} contiene {{given}}; se permiten KQRBNP, kqrbnp y 1–8',
  'rank {{rank}} has two numbers in a row': 'la fila {{rank}} tiene dos números seguidos',
  'rank {{rank}} describes {{squares}} squares instead of 8':
    'casillas que describe la fila {{rank}}: {{squares}} en lugar de 8',
  'castling must be "-" or some of KQkq in this order, not {{given}}':
    'el enroque debe ser «-» o algunas de las letras KQkq en este orden, no {{given}}',
  'castling "{{right}}" needs the white king on {{king}} and a rook on {{rook}}':
    'el enroque «{{right}}» requiere el rey blanco en {{king}} y una torre en {{rook}}',
  'castling "{{right}}" needs the black king on {{king}} and a rook on {{rook}}':
    'el enroque «{{right}}» requiere el rey negro en {{king}} y una torre en {{rook}}',
  'the en-passant square must be "-" or on rank {{rank}}, not {{given}}':
    'la casilla de captura al paso debe ser «-» o estar en la fila {{rank}}, no {{given}}',
  'no pawn can just have moved from {{from}} to {{to}}, so {{square}} is no en-passant square':
    'ningún peón puede acabar de moverse de {{from}} a {{to}}, así que {{square}} no es una casilla de captura al paso',
  'the side to move must be "w" or "b", not {{given}}': 'el bando que juega debe ser «w» o «b», no {{given}}',
  'the half-move clock must be a whole number from 0, not {{given}}':
    'el contador de medias jugadas debe ser un número entero a partir de 0, no {{given}}',
  'the move number must be a whole number from 1, not {{given}}':
    'el número de jugada debe ser un número entero a partir de 1, no {{given}}',
  '{{notation}} is not an XGID we can use: {{said.reason}}': '{{notation}} no es un XGID utilizable: {{said.reason}}',
  'it needs {{needed}} fields separated by ":" ({{fields}}); this has {{given}}':
    'necesita {{needed}} campos separados por «:» ({{fields}}); este tiene {{given}}',
  'the {{field}} must be a whole number from {{from}} to {{to}}, not {{given}}':
    'el campo {{field}} debe ser un número entero de {{from}} a {{to}}, no {{given}}',
  'the turn must be 1 (bottom player) or -1 (top player), not 0':
    'el turno debe ser 1 (jugador de abajo) o -1 (jugador de arriba), no 0',
  'the dice must be 00, D, B, R or two digits from 1 to 6, not {{given}}':
    'los dados deben ser 00, D, B, R o dos cifras de 1 a 6, no {{given}}',
  'the position needs 26 characters (bar, 24 points, bar); this has {{given}}':
    'la posición necesita 26 caracteres (barra, 24 puntos, barra); esta tiene {{given}}',
  'the position contains {{given}}; allowed are "-", A–O for 1–15 checkers of the bottom player and a–o for the top player\'s':
    'la posición contiene {{given}}; se permiten «-», A–O para 1–15 fichas del jugador de abajo y a–o para las del jugador de arriba',
  'the first character is the bar of the top player and takes lower-case letters only':
    'el primer carácter es la barra del jugador de arriba y solo admite minúsculas',
  'the last character is the bar of the bottom player and takes capital letters only':
    'el último carácter es la barra del jugador de abajo y solo admite mayúsculas',
  'the bottom player has {{count}} checkers; at most {{max}} are possible':
    'el jugador de abajo tiene {{count}} fichas; como máximo son posibles {{max}}',
  'the top player has {{count}} checkers; at most {{max}} are possible':
    'el jugador de arriba tiene {{count}} fichas; como máximo son posibles {{max}}',
  'the bottom player has borne off every checker, so the game is over':
    'el jugador de abajo ha retirado todas sus fichas, así que la partida ha terminado',
  'the top player has borne off every checker, so the game is over':
    'el jugador de arriba ha retirado todas sus fichas, así que la partida ha terminado',
  'the cube has an owner but still shows 1; an owned cube is at least 2 (value 1)':
    'el cubo tiene dueño, pero aún muestra 1; un cubo con dueño muestra al menos 2 (valor 1)',
  'the cube value {{cube}} is above the maximum cube {{max}}':
    'el valor del cubo {{cube}} supera el cubo máximo {{max}}',
  'a score of {{score}} has already won a match to {{length}}':
    'con una puntuación de {{score}} ya se ha ganado un match a {{length}}',
  'in a match the Crawford flag is 0 or 1, not {{given}}': 'en un match el indicador Crawford es 0 o 1, no {{given}}',
  'in a match the cube stands at 1 (value 0) until a player owns it':
    'en un match el cubo está en 1 (valor 0) hasta que un jugador es su dueño',
  'the Crawford game needs a player one point from winning the match':
    'la partida Crawford requiere que a un jugador le falte un punto para ganar el match',
  'nobody can own the cube in the Crawford game': 'nadie puede ser dueño del cubo en la partida Crawford',
}
