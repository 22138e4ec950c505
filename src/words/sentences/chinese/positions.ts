import type { OfPositions } from '../sentences.js'

/** The Chinese of what is said of positions, their files and their moves. */
export const chinesePositions: OfPositions = {
  'This position is already in the library, as position {{id}}': '此局面已在局面库中，即局面 {{id}}',
  'Choose one of {{allowed}}': '请从 {{allowed}} 中选择',
  'notation is missing; {{game}} needs a {{notation}}': '缺少记谱；{{game}} 需要 {{notation}}',
  '{{said.problem}}; allowed are {{allowed}}': '{{said.problem}}；可用值为 {{allowed}}',
  'phase is missing': '缺少阶段',
  'phase {{given}} is unknown': '阶段 {{given}} 未知',
  'game is missing': '缺少棋种',
  'game {{given}} is unknown': '棋种 {{given}} 未知',
  'difficulty {{given}} is unknown; allowed are {{allowed}}': '难度 {{given}} 未知；可用值为 {{allowed}}',
  'The solution is missing: give the best move or a line': '缺少答案：请提供最佳着法或变化',
  'The line must start with the best move, {{move}}': '变化必须以最佳着法 {{move}} 开头',
  '{{move}} is given as a good move and as a mistake': '{{move}} 既列为好着法，又列为错误',
  'The game is {{given}}; only standard {{game}} is read': '棋种为 {{given}}；只能读取标准的 {{game}}',
  '{{field}} must be text, not {{said.kind}}': '{{field}} 必须是文本，不能是{{said.kind}}',
  '{{field}} has {{given}} characters; at most {{max}} are allowed':
    '{{field}} 有 {{given}} 个字符；最多允许 {{max}} 个',
  '{{field}} holds {{said.character}}, which cannot be stored': '{{field}} 中有{{said.character}}，无法存储',
  '{{field}} must be a list of texts': '{{field}} 必须是文本列表',
  '{{field}} may have at most {{max}} entries': '{{field}} 最多可有 {{max}} 项',
  // Files.
  'The first line, which names the columns, cannot be read: {{said.problem}}':
    '首行应写明各列名称，但无法读取：{{said.problem}}',
  'The first line names no position column: one of {{names}} is needed': '首行没有局面列：需要 {{names}} 中的一个',
  'The first line must name the columns; {{said.allowed}}. {{said.problem}}':
    '首行必须写明各列名称；{{said.allowed}}。{{said.problem}}',
  'allowed are {{allowed}}': '可用值为 {{allowed}}',
  'The separator {{given}} is unknown; allowed are comma, semicolon and tab':
    '分隔符 {{given}} 未知；可用逗号、分号和制表符',
  'The column {{name}} is there twice': '列 {{name}} 出现了两次',
  'The column {{name}} is unknown; {{said.allowed}}': '列 {{name}} 未知；{{said.allowed}}',
  'The line has {{given}} fields; the first line names {{columns}} columns':
    '该行有 {{given}} 个字段；首行写明了 {{columns}} 列',
  'The quotes of this line do not match: {{line}}': '该行的引号不配对：{{line}}',
  'A quote on this line is never closed': '该行有一个引号没有闭合',
  'An EPD line starts with the 4 fields of a FEN; this one has fewer': 'EPD 行以 FEN 的 4 个字段开头；此行的字段不足',
  'The line has no bm (best move) and no pv (line) operation': '该行没有 bm（最佳着法）操作，也没有 pv（变化）操作',
  'Not a JSON object: {{line}}': '不是 JSON 对象：{{line}}',
  'Not JSON: "{{line}}"': '不是 JSON：“{{line}}”',
  'solution must be an object': 'solution 必须是对象',
  '"{{name}}" is unknown; allowed are {{allowed}}': '“{{name}}” 未知；可用值为 {{allowed}}',
  'The line is longer than {{max}} bytes': '该行超过 {{max}} 字节',
  'The file is UTF-16; save it as UTF-8': '文件为 UTF-16 编码；请另存为 UTF-8',
  'The line is not valid UTF-8; save the file as UTF-8': '该行不是有效的 UTF-8；请将文件另存为 UTF-8',
  'The game has no FEN tag; only games that start from one are positions':
    '该对局没有 FEN 标签；只有从 FEN 开始的对局才是局面',
  'The game has no moves after its position': '该对局在其局面之后没有着法',
  'the game begins with a null move (--), which is no solution': '该对局以空着（--）开头，不能作为答案',
  'None of the {{lines}} lines is a position; is the format right? Nothing was imported':
    '{{lines}} 行中没有一行是局面；格式是否正确？未导入任何内容',
  // Moves.
  '{{move}} is not a chess move. Write SAN such as Nf3 or exd5, or squares such as g1f3':
    '{{move}} 不是国际象棋着法。请写 SAN，如 Nf3 或 exd5，或写格子，如 g1f3',
  '{{move}} must name the piece the pawn becomes, such as {{example}}':
    '{{move}} 必须写明兵升变为哪种棋子，如 {{example}}',
  '{{move}} fits more than one legal move: {{moves}}': '{{move}} 符合多个合法着法：{{moves}}',
  '{{move}} is not legal in {{position}}': '{{move}} 在 {{position}} 中不合法',
  'A line may have at most {{max}} characters, this has {{given}}': '变化最多可有 {{max}} 个字符，此处有 {{given}} 个',
  "{{move}} is not a backgammon play. Write it from the mover's side, such as 8/5 6/5, bar/22 or 6/off(2)":
    '{{move}} 不是双陆棋走法。请从走棋方的角度书写，如 8/5 6/5、bar/22 或 6/off(2)',
  '{{move}} is not possible at this cube decision. Possible: {{possible}}':
    '{{move}} 不适用于此加倍决策。可用：{{possible}}',
  '{{move}} marks a hit on point {{point}}, where there is no single checker to hit':
    '{{move}} 标明在 {{point}} 号位打子，但那里没有可打的单子',
  '"{{move}}" could be {{plays}}': '“{{move}}”可能是 {{plays}}',
  'No checker can be moved with {{dice}} here, so {{move}} is not legal':
    '此处掷出 {{dice}} 无子可走，因此 {{move}} 不合法',
  '{{move}} is not legal: the opponent holds point {{point}}': '{{move}} 不合法：对手占据 {{point}} 号位',
  '{{move}} is not legal: there is no checker to move on the bar': '{{move}} 不合法：中栏上没有可走的棋子',
  '{{move}} is not legal: there is no checker to move on point {{point}}':
    '{{move}} 不合法：{{point}} 号位上没有可走的棋子',
  '{{move}} is not a legal way to play {{dice}}. {{count}} plays are, such as {{examples}}':
    '{{move}} 不是掷出 {{dice}} 时的合法走法。合法走法有 {{count}} 种，如 {{examples}}',
  // Notations.
  '{{notation}} is not a FEN we can use: {{said.reason}}': '{{notation}} 不是可用的 FEN：{{said.reason}}',
  'it has more than {{max}} characters': '超过 {{max}} 个字符',
  'it needs six fields (pieces, side to move, castling, en passant, half-move clock, move number), or the first four; this has {{given}}':
    '需要六个字段（棋子、走棋方、王车易位、吃过路兵、半回合计数、回合数），或其中前四个；此处有 {{given}} 个',
  "{{said.side}} is in check although it is {{said.mover}}'s move": '轮到{{said.mover}}走棋，但{{said.side}}正被将军',
  White: '白方',
  Black: '黑方',
  'the pieces need eight ranks separated by "/", this has {{given}}':
    '棋子部分需要八个横线，以“/”分隔，此处有 {{given}} 个',
  'there is a pawn on the first or last rank': '第一或最后一条横线上有兵',
  '{{said.side}} has no king; each side needs exactly one': '{{said.side}}没有王；双方必须各有且只有一个',
  '{{said.side}} has {{kings}} kings; each side needs exactly one':
    '{{said.side}}有 {{kings}} 个王；双方必须各有且只有一个',
  '{{said.side}} has {{pawns}} pawns; at most eight are possible': '{{said.side}}有 {{pawns}} 个兵；最多八个',
  '{{said.side}} has more pieces than its missing pawns can have promoted to':
    '{{said.side}}多出的棋子超过了缺少的兵所能升变的数量',
  'rank {{rank}} contains {{given}}; allowed are KQRBNP, kqrbnp and 1–8':
    '第 {{rank}} 横线包含 {{given}}；可用 KQRBNP、kqrbnp 和 1–8',
  'rank {{rank}} has two numbers in a row': '第 {{rank}} 横线有两个连续的数字',
  'rank {{rank}} describes {{squares}} squares instead of 8': '第 {{rank}} 横线描述了 {{squares}} 格，而不是 8 格',
  'castling must be "-" or some of KQkq in this order, not {{given}}':
    '王车易位必须是“-”，或按此顺序取 KQkq 中的若干个，不能是 {{given}}',
  'castling "{{right}}" needs the white king on {{king}} and a rook on {{rook}}':
    '王车易位“{{right}}”要求白王在 {{king}}，且 {{rook}} 有车',
  'castling "{{right}}" needs the black king on {{king}} and a rook on {{rook}}':
    '王车易位“{{right}}”要求黑王在 {{king}}，且 {{rook}} 有车',
  'the en-passant square must be "-" or on rank {{rank}}, not {{given}}':
    '吃过路兵的格子必须是“-”或位于第 {{rank}} 横线，不能是 {{given}}',
  'no pawn can just have moved from {{from}} to {{to}}, so {{square}} is no en-passant square':
    '不可能有兵刚从 {{from}} 走到 {{to}}，因此 {{square}} 不是吃过路兵的格子',
  'the side to move must be "w" or "b", not {{given}}': '走棋方必须是“w”或“b”，不能是 {{given}}',
  'the half-move clock must be a whole number from 0, not {{given}}':
    '半回合计数必须是不小于 0 的整数，不能是 {{given}}',
  'the move number must be a whole number from 1, not {{given}}': '回合数必须是不小于 1 的整数，不能是 {{given}}',
  '{{notation}} is not an XGID we can use: {{said.reason}}': '{{notation}} 不是可用的 XGID：{{said.reason}}',
  'it needs {{needed}} fields separated by ":" ({{fields}}); this has {{given}}':
    '需要 {{needed}} 个以“:”分隔的字段（{{fields}}）；此处有 {{given}} 个',
  'the {{field}} must be a whole number from {{from}} to {{to}}, not {{given}}':
    '{{field}} 必须是 {{from}} 到 {{to}} 之间的整数，不能是 {{given}}',
  'the turn must be 1 (bottom player) or -1 (top player), not 0': '轮次必须是 1（下方玩家）或 -1（上方玩家），不能是 0',
  'the dice must be 00, D, B, R or two digits from 1 to 6, not {{given}}':
    '骰子必须是 00、D、B、R 或两个 1 到 6 的数字，不能是 {{given}}',
  'the position needs 26 characters (bar, 24 points, bar); this has {{given}}':
    '局面需要 26 个字符（中栏、24 个点位、中栏）；此处有 {{given}} 个',
  'the position contains {{given}}; allowed are "-", A–O for 1–15 checkers of the bottom player and a–o for the top player\'s':
    '局面包含 {{given}}；可用“-”，A–O 表示下方玩家的 1–15 枚棋子，a–o 表示上方玩家的棋子',
  'the first character is the bar of the top player and takes lower-case letters only':
    '第一个字符是上方玩家的中栏，只能用小写字母',
  'the last character is the bar of the bottom player and takes capital letters only':
    '最后一个字符是下方玩家的中栏，只能用大写字母',
  'the bottom player has {{count}} checkers; at most {{max}} are possible':
    '下方玩家有 {{count}} 枚棋子；最多 {{max}} 枚',
  'the top player has {{count}} checkers; at most {{max}} are possible': '上方玩家有 {{count}} 枚棋子；最多 {{max}} 枚',
  'the bottom player has borne off every checker, so the game is over': '下方玩家已收完所有棋子，因此对局已结束',
  'the top player has borne off every checker, so the game is over': '上方玩家已收完所有棋子，因此对局已结束',
  'the cube has an owner but still shows 1; an owned cube is at least 2 (value 1)':
    '加倍骰已有归属，但仍显示 1；有归属的加倍骰至少为 2（值 1）',
  'the cube value {{cube}} is above the maximum cube {{max}}': '加倍骰的值 {{cube}} 超过最大值 {{max}}',
  'a score of {{score}} has already won a match to {{length}}': '得分 {{score}} 已赢得 {{length}} 分赛',
  'in a match the Crawford flag is 0 or 1, not {{given}}': '在比赛中，克劳福德标志为 0 或 1，不能是 {{given}}',
  'in a match the cube stands at 1 (value 0) until a player owns it':
    '在比赛中，加倍骰归属某位玩家之前一直为 1（值 0）',
  'the Crawford game needs a player one point from winning the match': '克劳福德局要求有一位玩家距赢得比赛仅差一分',
  'nobody can own the cube in the Crawford game': '在克劳福德局中，加倍骰不能归属任何人',
}
