import type { QuizQuestion } from '../../../../src/generators/quiz/question.js'

/** A question as people would pass it: text of each choice with why, the right ones marked by a star. */
const question = (
  language: string | undefined,
  stem: string,
  choices: readonly (readonly [string, string])[],
  explanation: string,
  more: Partial<QuizQuestion> = {},
): { language: string | undefined; question: QuizQuestion } => ({
  language,
  question: {
    sort: 'single',
    stem,
    choices: choices.map(([text, why]) => ({ text: text.replace(/^\*/, ''), correct: text.startsWith('*'), why })),
    explanation,
    ...more,
  },
})

/** Questions that nothing hard may be said against, in languages and scripts that rules know and do not know. */
export const goodQuestions = [
  question(
    'en',
    'Which piece moves in an L?',
    [
      ['*The knight', 'Two squares one way and one to the side.'],
      ['The bishop', 'It moves along diagonals.'],
      ['The rook', 'It moves along files and ranks.'],
    ],
    'Only the knight moves two squares one way and one to the side, and it may jump.',
  ),
  question(
    'en-GB',
    'What does a central pawn majority give?',
    [
      ['*It controls squares the pieces need', 'Pawns in the middle take squares away.'],
      ['It protects the castled king', 'The king castles away from the centre.'],
      ['It opens a file for both rooks', 'A majority closes files first.'],
    ],
    'Pawns in the centre control squares that pieces of both sides want to use.',
  ),
  question(
    'en',
    'How many sides does a hexagon have?',
    [
      ['5', 'That is a pentagon.'],
      ['*6', 'Hexa is six.'],
      ['15', 'Hexa is no fifteen.'],
      ['65', 'Hexa is six only.'],
    ],
    'Hexa is Greek for six.',
  ),
  question(
    undefined,
    'Best move for White?',
    [
      ['*e4', 'Takes the centre.'],
      ['e5', 'Not reachable yet.'],
      ['d4', 'Loses a pawn here.'],
      ['Bxc3', 'Gives the pair away.'],
      ['bxc3', 'Doubles the pawns.'],
    ],
    'After e4 both bishops are free.',
  ),
  question(
    'en',
    'Which expression is true for every x above five?',
    [
      ['x < 5', 'Turned round.'],
      ['*x > 5', 'By definition.'],
      ['x = 5', 'That is one value.'],
      ['x', 'No comparison.'],
    ],
    'Being above five is written `x > 5`.',
  ),
  question(
    'en',
    'Which line adds one to i after it was read?',
    [
      ['*i++', 'Post-increment.'],
      ['++i', 'Adds before it is read.'],
      ['i', 'Adds nothing.'],
      ['-i', 'Negates.'],
    ],
    'The operator after the name, as in i++, is applied after reading.',
  ),
  question(
    'en',
    'How is a thousand million written?',
    [
      ['*1,000,000,000', 'Nine zeros.'],
      ['1,000,000', 'Six zeros.'],
      ['-1,000,000', 'Below zero.'],
    ],
    'A thousand million is 1000000000.',
  ),
  question(
    'en',
    'May a king castle out of check?',
    [
      ['*No', 'The rules forbid it.'],
      ['Yes', 'The rules forbid it.'],
      ['Only to the king side', 'Both sides follow one rule.'],
    ],
    'A king that is attacked has to leave the attack by another move first.',
  ),
  question(
    'en',
    'Which of the points A, B and C lie on the line?',
    [
      ['*A and B', 'Both fulfil the equation.'],
      ['A and C', 'C lies above it.'],
      ['B and C', 'C lies above it.'],
    ],
    'Put in, A and B fulfil the equation.',
  ),
  question(
    'fr',
    'Comment écrit-on le mot qui demande un lieu ?',
    [
      ['*où', '« où » demande un lieu.'],
      ['ou', '« ou » donne un choix.'],
      ['août', 'C’est un mois.'],
    ],
    'Avec un accent, « où » demande un lieu ; sans accent, « ou » donne un choix.',
  ),
  question(
    'de',
    'Was entscheidet ein Bauernendspiel meistens?',
    [
      ['*Die Opposition der Könige', 'Wer sie hat, dringt ein.'],
      ['Der bessere Läufer', 'Es gibt keine Läufer mehr.'],
      ['Ein Freibauer am Rand', 'Er lenkt oft nur ab.'],
    ],
    'Wer die Opposition hat, zwingt den anderen König zur Seite.',
  ),
  question(
    'es',
    '¿Qué tiempo verbal describe una costumbre del pasado?',
    [
      ['*El imperfecto', 'Describe costumbres.'],
      ['El pretérito', 'Cuenta hechos acabados.'],
      ['El futuro', 'Habla de lo que vendrá.'],
    ],
    'Las costumbres del pasado se cuentan en imperfecto.',
  ),
  question(
    'it',
    'Quale città è la capitale d’Italia?',
    [
      ['*Roma', 'Dal 1871.'],
      ['Milano', 'È la capitale economica.'],
      ['Torino', 'Lo fu fino al 1865.'],
    ],
    'Dal 1871 la capitale è Roma.',
  ),
  question(
    'ru',
    'Какая фигура ходит только по диагонали?',
    [
      ['*Слон', 'Он не меняет цвет поля.'],
      ['Ладья', 'Она ходит по прямым.'],
      ['Мой конь', 'Он прыгает.'],
      ['Мои кони', 'Они прыгают.'],
    ],
    'По диагоналям, не меняя цвет поля, ходят только слоны.',
  ),
  question(
    'ja',
    '日本の首都はどこですか。',
    [
      ['*東京', '政府があります。'],
      ['東京湾', '海です。'],
      ['かき', '果物です。'],
      ['かぎ', '道具です。'],
    ],
    '日本の首都は東京です。',
  ),
  question(
    'ar',
    'ما عاصمة مصر؟',
    [
      ['*القاهرة', 'مقر الحكومة.'],
      ['الإسكندرية', 'مدينة ساحلية.'],
      ['الأقصر', 'مدينة أثرية.'],
    ],
    'عاصمة مصر هي القاهرة منذ قرون.',
  ),
  question(
    'ko',
    '한국의 수도는 어디입니까?',
    [
      ['*서울', '정부가 있습니다.'],
      ['부산', '항구 도시입니다.'],
      ['인천', '공항이 있습니다.'],
    ],
    '한국의 수도는 서울입니다.',
  ),
  question(
    'en',
    'Which of these pieces can give mate together with the king alone?',
    [
      ['*Queen', 'She drives the king to the edge.'],
      ['*Rook', 'It cuts off ranks.'],
      ['Knight', 'It cannot cover enough squares.'],
      ['Bishop', 'It keeps to one colour.'],
    ],
    'A queen or a rook is enough; a single minor piece is not.',
    { sort: 'multiple' },
  ),
  question('en', 'Which word means that the king is attacked?', [], 'An attack on the king is called check.', {
    sort: 'short',
    answer: 'Check',
  }),
  question(
    undefined,
    'How much power does the station deliver?',
    [
      ['*500 MW', 'As its sheet says.'],
      ['500 mW', 'That is half a watt.'],
      ['5 MW', 'That is a wind wheel.'],
    ],
    'The sheet says 500 MW.',
  ),
  question(
    'en',
    'White to move: what wins at once?',
    [
      ['*Qxf7#', 'Mate.'],
      ['Qxf6', 'Wins a piece only.'],
      ['O-O', 'Is slow.'],
    ],
    'Qxf7 is mate, for the bishop covers the queen.',
    { areMoves: true },
  ),
  question(
    'nl',
    'Welke zet opent de lijn voor de toren?',
    [
      ['*De pion slaat op d5', 'De c-lijn is dan open.'],
      ['Het paard gaat naar f3', 'De pion blijft staan.'],
      ['De koning rokeert kort', 'De lijn blijft dicht.'],
    ],
    'Als de pion op d5 slaat, is de lijn open.',
  ),
]
