import type { OfPositions } from '../sentences.js'

/** The French of what is said of positions and their moves. */
export const frenchPositions: OfPositions = {
  'This position is already in the library, as position {{id}}':
    'Cette position est déjà dans la bibliothèque : position {{id}}',
  'Choose one of {{allowed}}': 'Choisissez parmi {{allowed}}',
  'notation is missing; {{game}} needs a {{notation}}':
    'la notation manque ; {{game}} demande une notation {{notation}}',
  '{{said.problem}}; allowed are {{allowed}}': '{{said.problem}} ; valeurs autorisées : {{allowed}}',
  'phase is missing': 'la phase manque',
  'phase {{given}} is unknown': 'la phase {{given}} est inconnue',
  'game is missing': 'le jeu manque',
  'game {{given}} is unknown': 'le jeu {{given}} est inconnu',
  'difficulty {{given}} is unknown; allowed are {{allowed}}':
    'la difficulté {{given}} est inconnue ; valeurs autorisées : {{allowed}}',
  'The solution is missing: give the best move or a line':
    'La solution manque : indiquez le meilleur coup ou une variante',
  'The line must start with the best move, {{move}}': 'La variante doit commencer par le meilleur coup, {{move}}',
  '{{move}} is given as a good move and as a mistake': '{{move}} est indiqué à la fois comme bon coup et comme erreur',
  'The game is {{given}}; only standard {{game}} is read':
    'Le jeu est {{given}} ; seule la forme standard est lue ({{game}})',
  '{{field}} must be text, not {{said.kind}}': '{{field}} doit être un texte, non {{said.kind}}',
  '{{field}} has {{given}} characters; at most {{max}} are allowed':
    '{{field}} est trop long, nombre de caractères : {{given}}, maximum : {{max}}',
  '{{field}} holds {{said.character}}, which cannot be stored':
    '{{field}} contient {{said.character}}, ce qui ne peut pas être enregistré',
  '{{field}} must be a list of texts': '{{field}} doit être une liste de textes',
  '{{field}} may have at most {{max}} entries': 'nombre maximal d’éléments de {{field}} : {{max}}',
  // Files.
  'The first line, which names the columns, cannot be read: {{said.problem}}':
    'La première ligne, qui nomme les colonnes, ne peut pas être lue : {{said.problem}}',
  'The first line names no position column: one of {{names}} is needed':
    'La première ligne ne nomme aucune colonne de position : il faut l’une des colonnes {{names}}',
  'The first line must name the columns; {{said.allowed}}. {{said.problem}}':
    'La première ligne doit nommer les colonnes ; {{said.allowed}}. {{said.problem}}',
  'allowed are {{allowed}}': 'noms autorisés : {{allowed}}',
  'The separator {{given}} is unknown; allowed are comma, semicolon and tab':
    'Le séparateur {{given}} est inconnu ; sont autorisés la virgule, le point-virgule et la tabulation',
  'The column {{name}} is there twice': 'La colonne {{name}} figure deux fois',
  'The column {{name}} is unknown; {{said.allowed}}': 'La colonne {{name}} est inconnue ; {{said.allowed}}',
  'The line has {{given}} fields; the first line names {{columns}} columns':
    'Nombre de champs de la ligne : {{given}} ; nombre de colonnes nommées par la première ligne : {{columns}}',
  'The quotes of this line do not match: {{line}}': 'Les guillemets de cette ligne ne vont pas par paires : {{line}}',
  'A quote on this line is never closed': 'Un guillemet ouvert sur cette ligne n’est jamais fermé',
  'An EPD line starts with the 4 fields of a FEN; this one has fewer':
    'Une ligne EPD commence par les 4 champs d’un FEN ; celle-ci en a moins',
  'The line has no bm (best move) and no pv (line) operation':
    'La ligne n’a ni opération bm (meilleur coup) ni opération pv (variante)',
  'Not a JSON object: {{line}}': 'Pas un objet JSON : {{line}}',
  'Not JSON: "{{line}}"': 'Pas du JSON : « {{line}} »',
  'solution must be an object': 'solution doit être un objet',
  '"{{name}}" is unknown; allowed are {{allowed}}': '« {{name}} » est inconnu ; noms autorisés : {{allowed}}',
  'The line is longer than {{max}} bytes': 'La ligne est trop longue, nombre maximal d’octets : {{max}}',
  'The file is UTF-16; save it as UTF-8': 'Le fichier est en UTF-16 ; enregistrez-le en UTF-8',
  'The line is not valid UTF-8; save the file as UTF-8':
    'La ligne n’est pas de l’UTF-8 valide ; enregistrez le fichier en UTF-8',
  'The game has no FEN tag; only games that start from one are positions':
    'La partie n’a pas de balise FEN ; seules les parties qui partent d’un FEN sont des positions',
  'The game has no moves after its position': 'La partie n’a aucun coup après sa position',
  'the game begins with a null move (--), which is no solution':
    'la partie commence par un coup nul (--), qui n’est pas une solution',
  'None of the {{lines}} lines is a position; is the format right? Nothing was imported':
    'Aucune des {{lines}} lignes n’est une position ; le format est-il le bon ? Rien n’a été importé',
  // Moves.
  '{{move}} is not a chess move. Write SAN such as Nf3 or exd5, or squares such as g1f3':
    '{{move}} n’est pas un coup d’échecs. Écrivez en SAN, comme Nf3 ou exd5, ou les cases, comme g1f3',
  '{{move}} must name the piece the pawn becomes, such as {{example}}':
    '{{move}} doit nommer la pièce que devient le pion, comme {{example}}',
  '{{move}} fits more than one legal move: {{moves}}': '{{move}} correspond à plusieurs coups légaux : {{moves}}',
  '{{move}} is not legal in {{position}}': '{{move}} n’est pas légal dans {{position}}',
  'A line may have at most {{max}} characters, this has {{given}}':
    'La variante est trop longue, maximum de caractères : {{max}}, il y en a {{given}}',
  "{{move}} is not a backgammon play. Write it from the mover's side, such as 8/5 6/5, bar/22 or 6/off(2)":
    '{{move}} n’est pas un coup de backgammon. Écrivez-le du point de vue du joueur au trait, comme 8/5 6/5, bar/22 ou 6/off(2)',
  '{{move}} is not possible at this cube decision. Possible: {{possible}}':
    '{{move}} n’est pas possible pour cette décision de videau. Possibilités : {{possible}}',
  '{{move}} marks a hit on point {{point}}, where there is no single checker to hit':
    '{{move}} indique une frappe sur la flèche {{point}}, où il n’y a pas de pion isolé à frapper',
  '"{{move}}" could be {{plays}}': '« {{move}} » peut être {{plays}}',
  'No checker can be moved with {{dice}} here, so {{move}} is not legal':
    'Aucun pion ne peut être joué ici avec {{dice}} : {{move}} n’est donc pas légal',
  '{{move}} is not legal: the opponent holds point {{point}}':
    '{{move}} n’est pas légal : l’adversaire tient la flèche {{point}}',
  '{{move}} is not legal: there is no checker to move on the bar':
    '{{move}} n’est pas légal : il n’y a pas de pion à jouer sur la barre',
  '{{move}} is not legal: there is no checker to move on point {{point}}':
    '{{move}} n’est pas légal : il n’y a pas de pion à jouer sur la flèche {{point}}',
  '{{move}} is not a legal way to play {{dice}}. {{count}} plays are, such as {{examples}}':
    '{{move}} n’est pas une façon légale de jouer {{dice}}. Nombre de coups légaux : {{count}}, par exemple {{examples}}',
  // Notations.
  '{{notation}} is not a FEN we can use: {{said.reason}}': '{{notation}} n’est pas un FEN utilisable : {{said.reason}}',
  'it has more than {{max}} characters': 'le nombre maximal de caractères est dépassé : {{max}}',
  'it needs six fields (pieces, side to move, castling, en passant, half-move clock, move number), or the first four; this has {{given}}':
    'il faut six champs (pièces, trait, roque, prise en passant, compteur de demi-coups, numéro du coup), ou les quatre premiers ; nombre de champs : {{given}}',
  "{{said.side}} is in check although it is {{said.mover}}'s move":
    'les {{said.side}} sont en échec alors que les {{said.mover}} ont le trait',
  White: 'Blancs',
  Black: 'Noirs',
  'the pieces need eight ranks separated by "/", this has {{given}}':
    'les pièces demandent huit rangées séparées par « / », il y en a {{given}}',
  'there is a pawn on the first or last rank': 'il y a un pion sur la première ou la dernière rangée',
  '{{said.side}} has no king; each side needs exactly one':
    'les {{said.side}} n’ont pas de roi ; chaque camp doit en avoir exactement un',
  '{{said.side}} has {{kings}} kings; each side needs exactly one':
    'les {{said.side}} ont {{kings}} rois ; chaque camp doit en avoir exactement un',
  '{{said.side}} has {{pawns}} pawns; at most eight are possible':
    'les {{said.side}} ont {{pawns}} pions ; huit au plus sont possibles',
  '{{said.side}} has more pieces than its missing pawns can have promoted to':
    'les {{said.side}} ont plus de pièces que n’ont pu en donner par promotion leurs pions manquants',
  'rank {{rank}} contains {{given}}; allowed are KQRBNP, kqrbnp and 1–8':
    'la rangée {{rank}} contient {{given}} ; sont autorisés KQRBNP, kqrbnp et 1–8',
  'rank {{rank}} has two numbers in a row': 'la rangée {{rank}} a deux chiffres de suite',
  'rank {{rank}} describes {{squares}} squares instead of 8':
    'nombre de cases que décrit la rangée {{rank}} : {{squares}} au lieu de 8',
  'castling must be "-" or some of KQkq in this order, not {{given}}':
    'le roque doit être « - » ou une partie de KQkq dans cet ordre, non {{given}}',
  'castling "{{right}}" needs the white king on {{king}} and a rook on {{rook}}':
    'le roque « {{right}} » demande le roi blanc en {{king}} et une tour en {{rook}}',
  'castling "{{right}}" needs the black king on {{king}} and a rook on {{rook}}':
    'le roque « {{right}} » demande le roi noir en {{king}} et une tour en {{rook}}',
  'the en-passant square must be "-" or on rank {{rank}}, not {{given}}':
    'la case de prise en passant doit être « - » ou sur la rangée {{rank}}, non {{given}}',
  'no pawn can just have moved from {{from}} to {{to}}, so {{square}} is no en-passant square':
    'aucun pion ne peut venir de passer de {{from}} à {{to}} : {{square}} n’est donc pas une case de prise en passant',
  'the side to move must be "w" or "b", not {{given}}': 'le trait doit être « w » ou « b », non {{given}}',
  'the half-move clock must be a whole number from 0, not {{given}}':
    'le compteur de demi-coups doit être un nombre entier à partir de 0, non {{given}}',
  'the move number must be a whole number from 1, not {{given}}':
    'le numéro du coup doit être un nombre entier à partir de 1, non {{given}}',
  '{{notation}} is not an XGID we can use: {{said.reason}}':
    '{{notation}} n’est pas un XGID utilisable : {{said.reason}}',
  'it needs {{needed}} fields separated by ":" ({{fields}}); this has {{given}}':
    'il faut {{needed}} champs séparés par « : » ({{fields}}) ; nombre de champs : {{given}}',
  'the {{field}} must be a whole number from {{from}} to {{to}}, not {{given}}':
    'le champ « {{field}} » doit être un nombre entier de {{from}} à {{to}}, non {{given}}',
  'the turn must be 1 (bottom player) or -1 (top player), not 0':
    'le trait doit être 1 (joueur du bas) ou -1 (joueur du haut), non 0',
  'the dice must be 00, D, B, R or two digits from 1 to 6, not {{given}}':
    'les dés doivent être 00, D, B, R ou deux chiffres de 1 à 6, non {{given}}',
  'the position needs 26 characters (bar, 24 points, bar); this has {{given}}':
    'la position demande 26 caractères (barre, 24 flèches, barre), il y en a {{given}}',
  'the position contains {{given}}; allowed are "-", A–O for 1–15 checkers of the bottom player and a–o for the top player\'s':
    'la position contient {{given}} ; sont autorisés « - », A–O pour 1 à 15 pions du joueur du bas et a–o pour ceux du joueur du haut',
  'the first character is the bar of the top player and takes lower-case letters only':
    'le premier caractère est la barre du joueur du haut et n’admet que des minuscules',
  'the last character is the bar of the bottom player and takes capital letters only':
    'le dernier caractère est la barre du joueur du bas et n’admet que des majuscules',
  'the bottom player has {{count}} checkers; at most {{max}} are possible':
    'le joueur du bas a {{count}} pions ; maximum possible : {{max}}',
  'the top player has {{count}} checkers; at most {{max}} are possible':
    'le joueur du haut a {{count}} pions ; maximum possible : {{max}}',
  'the bottom player has borne off every checker, so the game is over':
    'le joueur du bas a sorti tous ses pions : la partie est donc terminée',
  'the top player has borne off every checker, so the game is over':
    'le joueur du haut a sorti tous ses pions : la partie est donc terminée',
  'the cube has an owner but still shows 1; an owned cube is at least 2 (value 1)':
    'le videau a un propriétaire mais indique encore 1 ; un videau qui appartient à un joueur est au moins à 2 (valeur 1)',
  'the cube value {{cube}} is above the maximum cube {{max}}':
    'la valeur du videau, {{cube}}, dépasse le maximum du videau, {{max}}',
  'a score of {{score}} has already won a match to {{length}}':
    'un score de {{score}} a déjà gagné un match en {{length}}',
  'in a match the Crawford flag is 0 or 1, not {{given}}':
    'dans un match, l’indicateur Crawford est 0 ou 1, non {{given}}',
  'in a match the cube stands at 1 (value 0) until a player owns it':
    'dans un match, le videau est à 1 (valeur 0) tant qu’aucun joueur ne l’a',
  'the Crawford game needs a player one point from winning the match':
    'la partie Crawford demande un joueur à un point de gagner le match',
  'nobody can own the cube in the Crawford game': 'personne ne peut avoir le videau dans la partie Crawford',
}
