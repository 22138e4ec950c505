import type { OfPositions } from '../sentences.js'

/** The German of what is said of positions, files that are imported, and moves. */
export const germanPositions: OfPositions = {
  'This position is already in the library, as position {{id}}':
    'Diese Stellung ist bereits in der Bibliothek, als Stellung {{id}}',
  'Choose one of {{allowed}}': 'Wählen Sie eines von {{allowed}}',
  'notation is missing; {{game}} needs a {{notation}}': 'die Notation fehlt; für {{game}} ist {{notation}} nötig',
  '{{said.problem}}; allowed are {{allowed}}': '{{said.problem}}; erlaubt: {{allowed}}',
  'phase is missing': 'die Phase fehlt',
  'phase {{given}} is unknown': 'die Phase {{given}} ist unbekannt',
  'game is missing': 'das Spiel fehlt',
  'game {{given}} is unknown': 'das Spiel {{given}} ist unbekannt',
  'difficulty {{given}} is unknown; allowed are {{allowed}}':
    'die Schwierigkeit {{given}} ist unbekannt; erlaubt: {{allowed}}',
  'The solution is missing: give the best move or a line':
    'Die Lösung fehlt: Geben Sie den besten Zug oder eine Variante an',
  'The line must start with the best move, {{move}}': 'Die Variante muss mit dem besten Zug beginnen, {{move}}',
  '{{move}} is given as a good move and as a mistake': '{{move}} ist als guter Zug und als Fehler angegeben',
  'The game is {{given}}; only standard {{game}} is read':
    'Das Spiel ist {{given}}; gelesen wird nur die Standardform von {{game}}',
  '{{field}} must be text, not {{said.kind}}': '{{field}} muss Text sein, nicht {{said.kind}}',
  '{{field}} has {{given}} characters; at most {{max}} are allowed':
    '{{field}} hat {{given}} Zeichen; höchstens {{max}} sind erlaubt',
  '{{field}} holds {{said.character}}, which cannot be stored':
    '{{field}} enthält {{said.character}}, das sich nicht speichern lässt',
  '{{field}} must be a list of texts': '{{field}} muss eine Liste von Texten sein',
  '{{field}} may have at most {{max}} entries': '{{field}} – Einträge: höchstens {{max}}',
  // Files.
  'The first line, which names the columns, cannot be read: {{said.problem}}':
    'Die erste Zeile, die die Spalten benennt, kann nicht gelesen werden: {{said.problem}}',
  'The first line names no position column: one of {{names}} is needed':
    'Die erste Zeile nennt keine Spalte für die Stellung: Nötig ist eine von {{names}}',
  'The first line must name the columns; {{said.allowed}}. {{said.problem}}':
    'Die erste Zeile muss die Spalten benennen; {{said.allowed}}. {{said.problem}}',
  'allowed are {{allowed}}': 'erlaubt: {{allowed}}',
  'The separator {{given}} is unknown; allowed are comma, semicolon and tab':
    'Das Trennzeichen {{given}} ist unbekannt; erlaubt sind Komma, Semikolon und Tabulator',
  'The column {{name}} is there twice': 'Die Spalte {{name}} kommt zweimal vor',
  'The column {{name}} is unknown; {{said.allowed}}': 'Die Spalte {{name}} ist unbekannt; {{said.allowed}}',
  'The line has {{given}} fields; the first line names {{columns}} columns':
    'Felder der Zeile: {{given}}; von der ersten Zeile benannte Spalten: {{columns}}',
  'The quotes of this line do not match: {{line}}':
    'Die Anführungszeichen dieser Zeile passen nicht zusammen: {{line}}',
  'A quote on this line is never closed': 'Ein Anführungszeichen in dieser Zeile wird nie geschlossen',
  'An EPD line starts with the 4 fields of a FEN; this one has fewer':
    'Eine EPD-Zeile beginnt mit den 4 Feldern einer FEN; diese hat weniger',
  'The line has no bm (best move) and no pv (line) operation':
    'Die Zeile hat keine Operation bm (bester Zug) und keine Operation pv (Variante)',
  'Not a JSON object: {{line}}': 'Kein JSON-Objekt: {{line}}',
  'Not JSON: "{{line}}"': 'Kein JSON: „{{line}}“',
  'solution must be an object': 'solution muss ein Objekt sein',
  '"{{name}}" is unknown; allowed are {{allowed}}': '„{{name}}“ ist unbekannt; erlaubt: {{allowed}}',
  'The line is longer than {{max}} bytes': 'Die Zeile ist länger als {{max}} Byte',
  'The file is UTF-16; save it as UTF-8': 'Die Datei ist in UTF-16; speichern Sie sie als UTF-8',
  'The line is not valid UTF-8; save the file as UTF-8':
    'Die Zeile ist kein gültiges UTF-8; speichern Sie die Datei als UTF-8',
  'The game has no FEN tag; only games that start from one are positions':
    'Die Partie hat kein FEN-Tag; nur Partien, die von einer FEN ausgehen, sind Stellungen',
  'The game has no moves after its position': 'Die Partie hat nach ihrer Stellung keine Züge',
  'the game begins with a null move (--), which is no solution':
    'die Partie beginnt mit einem Nullzug (--), der keine Lösung ist',
  'None of the {{lines}} lines is a position; is the format right? Nothing was imported':
    'Keine der Zeilen (insgesamt {{lines}}) ist eine Stellung; stimmt das Format? Es wurde nichts importiert',
  // Moves.
  '{{move}} is not a chess move. Write SAN such as Nf3 or exd5, or squares such as g1f3':
    '{{move}} ist kein Schachzug. Schreiben Sie SAN wie Nf3 oder exd5, oder Felder wie g1f3',
  '{{move}} must name the piece the pawn becomes, such as {{example}}':
    '{{move}} muss die Figur nennen, in die sich der Bauer umwandelt, etwa {{example}}',
  '{{move}} fits more than one legal move: {{moves}}': '{{move}} passt zu mehr als einem legalen Zug: {{moves}}',
  '{{move}} is not legal in {{position}}': '{{move}} ist in {{position}} nicht legal',
  'A line may have at most {{max}} characters, this has {{given}}':
    'Eine Variante darf höchstens {{max}} Zeichen haben, diese hat {{given}}',
  "{{move}} is not a backgammon play. Write it from the mover's side, such as 8/5 6/5, bar/22 or 6/off(2)":
    '{{move}} ist kein Backgammon-Zug. Schreiben Sie ihn aus der Sicht des Spielers am Zug, etwa 8/5 6/5, bar/22 oder 6/off(2)',
  '{{move}} is not possible at this cube decision. Possible: {{possible}}':
    '{{move}} ist bei dieser Dopplerentscheidung nicht möglich. Möglich: {{possible}}',
  '{{move}} marks a hit on point {{point}}, where there is no single checker to hit':
    '{{move}} vermerkt einen Schlag auf Punkt {{point}}, wo kein einzelner Stein zu schlagen ist',
  '"{{move}}" could be {{plays}}': '„{{move}}“ kann Verschiedenes bedeuten: {{plays}}',
  'No checker can be moved with {{dice}} here, so {{move}} is not legal':
    'Mit {{dice}} kann hier kein Stein gezogen werden, daher ist {{move}} nicht legal',
  '{{move}} is not legal: the opponent holds point {{point}}':
    '{{move}} ist nicht legal: Der Gegner hält Punkt {{point}}',
  '{{move}} is not legal: there is no checker to move on the bar':
    '{{move}} ist nicht legal: Auf der Bar ist kein Stein zu ziehen',
  '{{move}} is not legal: there is no checker to move on point {{point}}':
    '{{move}} ist nicht legal: Auf Punkt {{point}} ist kein Stein zu ziehen',
  '{{move}} is not a legal way to play {{dice}}. {{count}} plays are, such as {{examples}}':
    '{{move}} ist keine legale Art, {{dice}} zu spielen. Legale Züge: {{count}}, etwa {{examples}}',
  // Notations.
  '{{notation}} is not a FEN we can use: {{said.reason}}': '{{notation}} ist keine verwendbare FEN: {{said.reason}}',
  'it has more than {{max}} characters': 'sie hat mehr als {{max}} Zeichen',
  'it needs six fields (pieces, side to move, castling, en passant, half-move clock, move number), or the first four; this has {{given}}':
    'sie braucht sechs Felder (Figuren, Seite am Zug, Rochade, en passant, Halbzugzähler, Zugnummer) oder die ersten vier; Felder hier: {{given}}',
  "{{said.side}} is in check although it is {{said.mover}}'s move":
    '{{said.side}} steht im Schach, obwohl {{said.mover}} am Zug ist',
  White: 'Weiß',
  Black: 'Schwarz',
  'the pieces need eight ranks separated by "/", this has {{given}}':
    'die Figuren brauchen acht durch „/“ getrennte Reihen; Reihen hier: {{given}}',
  'there is a pawn on the first or last rank': 'auf der ersten oder letzten Reihe steht ein Bauer',
  '{{said.side}} has no king; each side needs exactly one':
    '{{said.side}} hat keinen König; jede Seite braucht genau einen',
  '{{said.side}} has {{kings}} kings; each side needs exactly one':
    '{{said.side}} hat {{kings}} Könige; jede Seite braucht genau einen',
  '{{said.side}} has {{pawns}} pawns; at most eight are possible':
    '{{said.side}} hat {{pawns}} Bauern; höchstens acht sind möglich',
  '{{said.side}} has more pieces than its missing pawns can have promoted to':
    '{{said.side}} hat mehr Figuren, als durch Umwandlung der fehlenden Bauern entstanden sein können',
  'rank {{rank}} contains {{given}}; allowed are KQRBNP, kqrbnp and 1–8':
    'Reihe {{rank}} enthält {{given}}; erlaubt sind KQRBNP, kqrbnp und 1–8',
  'rank {{rank}} has two numbers in a row': 'in Reihe {{rank}} stehen zwei Zahlen hintereinander',
  'rank {{rank}} describes {{squares}} squares instead of 8':
    'Reihe {{rank}} beschreibt nicht 8 Felder; beschriebene Felder: {{squares}}',
  'castling must be "-" or some of KQkq in this order, not {{given}}':
    'die Rochade muss „-“ oder eine Auswahl aus KQkq in dieser Reihenfolge sein, nicht {{given}}',
  'castling "{{right}}" needs the white king on {{king}} and a rook on {{rook}}':
    'die Rochade „{{right}}“ braucht den weißen König auf {{king}} und einen Turm auf {{rook}}',
  'castling "{{right}}" needs the black king on {{king}} and a rook on {{rook}}':
    'die Rochade „{{right}}“ braucht den schwarzen König auf {{king}} und einen Turm auf {{rook}}',
  'the en-passant square must be "-" or on rank {{rank}}, not {{given}}':
    'das En-passant-Feld muss „-“ sein oder auf Reihe {{rank}} liegen, nicht {{given}}',
  'no pawn can just have moved from {{from}} to {{to}}, so {{square}} is no en-passant square':
    'kein Bauer kann gerade von {{from}} nach {{to}} gezogen sein, daher ist {{square}} kein En-passant-Feld',
  'the side to move must be "w" or "b", not {{given}}': 'die Seite am Zug muss „w“ oder „b“ sein, nicht {{given}}',
  'the half-move clock must be a whole number from 0, not {{given}}':
    'der Halbzugzähler muss eine ganze Zahl ab 0 sein, nicht {{given}}',
  'the move number must be a whole number from 1, not {{given}}':
    'die Zugnummer muss eine ganze Zahl ab 1 sein, nicht {{given}}',
  '{{notation}} is not an XGID we can use: {{said.reason}}': '{{notation}} ist keine verwendbare XGID: {{said.reason}}',
  'it needs {{needed}} fields separated by ":" ({{fields}}); this has {{given}}':
    'durch „:“ getrennte Felder: nötig {{needed}} ({{fields}}), vorhanden {{given}}',
  'the {{field}} must be a whole number from {{from}} to {{to}}, not {{given}}':
    'im Feld {{field}} muss eine ganze Zahl von {{from}} bis {{to}} stehen, nicht {{given}}',
  'the turn must be 1 (bottom player) or -1 (top player), not 0':
    'am Zug muss 1 (unterer Spieler) oder -1 (oberer Spieler) sein, nicht 0',
  'the dice must be 00, D, B, R or two digits from 1 to 6, not {{given}}':
    'die Würfel müssen 00, D, B, R oder zwei Ziffern von 1 bis 6 sein, nicht {{given}}',
  'the position needs 26 characters (bar, 24 points, bar); this has {{given}}':
    'die Stellung braucht 26 Zeichen (Bar, 24 Punkte, Bar); Zeichen hier: {{given}}',
  'the position contains {{given}}; allowed are "-", A–O for 1–15 checkers of the bottom player and a–o for the top player\'s':
    'die Stellung enthält {{given}}; erlaubt sind „-“, A–O für 1–15 Steine des unteren Spielers und a–o für die des oberen',
  'the first character is the bar of the top player and takes lower-case letters only':
    'das erste Zeichen ist die Bar des oberen Spielers; dort sind nur Kleinbuchstaben erlaubt',
  'the last character is the bar of the bottom player and takes capital letters only':
    'das letzte Zeichen ist die Bar des unteren Spielers; dort sind nur Großbuchstaben erlaubt',
  'the bottom player has {{count}} checkers; at most {{max}} are possible':
    'der untere Spieler hat {{count}} Steine; höchstens {{max}} sind möglich',
  'the top player has {{count}} checkers; at most {{max}} are possible':
    'der obere Spieler hat {{count}} Steine; höchstens {{max}} sind möglich',
  'the bottom player has borne off every checker, so the game is over':
    'der untere Spieler hat alle Steine ausgewürfelt, das Spiel ist also beendet',
  'the top player has borne off every checker, so the game is over':
    'der obere Spieler hat alle Steine ausgewürfelt, das Spiel ist also beendet',
  'the cube has an owner but still shows 1; an owned cube is at least 2 (value 1)':
    'der Doppler hat einen Besitzer, zeigt aber noch 1; ein Doppler mit Besitzer zeigt mindestens 2 (Wert 1)',
  'the cube value {{cube}} is above the maximum cube {{max}}':
    'der Dopplerwert {{cube}} liegt über dem Höchstwert {{max}}',
  'a score of {{score}} has already won a match to {{length}}':
    'mit einem Stand von {{score}} ist ein Match bis {{length}} schon gewonnen',
  'in a match the Crawford flag is 0 or 1, not {{given}}':
    'in einem Match ist die Crawford-Angabe 0 oder 1, nicht {{given}}',
  'in a match the cube stands at 1 (value 0) until a player owns it':
    'in einem Match steht der Doppler auf 1 (Wert 0), bis er einem Spieler gehört',
  'the Crawford game needs a player one point from winning the match':
    'die Crawford-Partie setzt voraus, dass einem Spieler ein Punkt zum Gewinn des Matches fehlt',
  'nobody can own the cube in the Crawford game': 'in der Crawford-Partie kann niemand den Doppler besitzen',
}
