import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { describeSpent } from '../../../src/limits/room.js'
import { chineseSentences } from '../../../src/words/sentences/chinese.js'
import { englishContent } from '../../../src/words/sentences/english/content.js'
import { englishPositions } from '../../../src/words/sentences/english/positions.js'
import { englishRequests } from '../../../src/words/sentences/english/requests.js'
import { englishRuns } from '../../../src/words/sentences/english/runs.js'
import { frenchSentences } from '../../../src/words/sentences/french.js'
import { germanSentences } from '../../../src/words/sentences/german.js'
import { loadTold } from '../../../src/words/sentences/languages.js'
import type { Sentences } from '../../../src/words/sentences/sentences.js'
import { spanishSentences } from '../../../src/words/sentences/spanish.js'
import { toldIn } from '../../../src/words/sentences/told.js'
import { cpuMs } from '../../shared/cpuMs.js'

const english = [...englishContent, ...englishPositions, ...englishRuns, ...englishRequests]
const inLanguage = new Map(
  await Promise.all(['de', 'fr', 'en', 'pl'].map(async (language) => [language, await loadTold(language)] as const)),
)
const toldTo = (language: string) => inLanguage.get(language) ?? (() => '')
const namesIn = (text: string) => [...text.matchAll(/\{\{([\w.]+)\}\}/g)].map(([, name]) => name).sort()

test.each([
  ['de', germanSentences],
  ['es', spanishSentences],
  ['fr', frenchSentences],
  ['zh', chineseSentences],
] as const)('%s says every sentence with all its facts, and without a full stop of its own', (_, sentences) => {
  expect(Object.keys(sentences)).toEqual(english)
  for (const [from, said] of Object.entries(sentences)) {
    expect(namesIn(said), from).toEqual(namesIn(from))
    expect(said, from).not.toMatch(/[.。]$|^\s|\s$/)
  }
})

/** Of which too little is ours, unless what stands in them is. */
const parts: readonly string[] = [
  'hint {{number}}',
  'expected {{said.kind}}, got {{said.given}}',
  'Line {{line}}: {{said.problem}}',
  '{{said.problem}}; allowed are {{allowed}}',
  'allowed are {{allowed}}',
  '{{provider}} failed',
  'summary: {{said.problem}}',
  'user {{user}}',
  'role {{role}}',
]

/** Each sentence says itself, in brackets. */
const marked = toldIn(Object.fromEntries(english.map((text) => [text, `<${text}>`])) as unknown as Sentences)
const filled = (text: string) =>
  text.replaceAll(/\{\{([\w.]+)\}\}/g, (_, name: string) =>
    name === 'count' || name === 'status' ? '7' : `${name.at(-1)}7`,
  )

/** Nothing of it is left in English: each sentence of it stands in brackets. */
const isKnown = (text: string): boolean => {
  let [depth, outside] = [0, '']
  for (const character of marked(text)) {
    if (character === '<') depth += 1
    else if (character === '>') depth -= 1
    else if (depth === 0) outside += character
  }
  return /^(?:[\w-]+: )*[.; ]*$/.test(outside)
}

test('what was made from a sentence is known by it, with its facts, whatever else could be meant', () => {
  const unknown: string[] = []
  for (const text of english) {
    const said = filled(text)
    if (marked(said) === said) unknown.push(text)
    else {
      expect(marked(said)).toBe(`<${said}>`)
      expect(marked(`${said}.`)).toBe(`<${said}>.`)
    }
  }
  // Within others only: by themselves they could be anybody's.
  expect(unknown).toEqual(parts)
})

test('sentences are said with their facts, their capitals, their places and one by one', () => {
  const told = toldTo('de')
  expect(told('Solution "Nf3" is not a legal move in the position.')).toBe(
    `${told('solution "Nf3" is not a legal move in the position').replace(/^./, (first) => first.toUpperCase())}.`,
  )
  const [twice, none] = ['the same question is there twice', 'write no images'].map((text) => told(text))
  expect(told('the same question is there twice; write no images')).toBe(`${twice}; ${none}`)
  expect(told('questions: 1.stem: the same question is there twice')).toBe(`questions: 1.stem: ${twice}`)
  expect(told('2 of 5 are missing. The position was deleted. And 3 more.')).toContain('2')
  expect(told('2 of 5 are missing. The position was deleted. And 3 more.')).not.toMatch(/missing|deleted|more/)
  expect(told('hints[0]: expected text, got a number')).not.toMatch(/expected|got|number/)
})

test('where a sentence begins with what it is about, those before it are said, too', () => {
  const told = toldTo('de')
  const [missing, refused] = ['4 of 6 are missing', 'Offline model rejected the request (400)'].map((text) =>
    told(text),
  )
  expect(told('4 of 6 are missing. Offline model rejected the request (400).')).toBe(`${missing}. ${refused}.`)
  const [written, used] = ['it writes "A"; write "B"', 'it uses "C", which the kit asks to avoid'].map((text) =>
    told(text),
  )
  expect(told('it writes "A"; write "B"; it uses "C", which the kit asks to avoid')).toBe(`${written}; ${used}`)
  expect(told('phase "late" is unknown; allowed are opening, endgame.')).toBe(
    'die Phase "late" ist unbekannt; erlaubt: opening, endgame.',
  )
  expect(toldTo('fr')('write no images; write no images')).toMatch(/^([^;]+) ; \1$/)
  // What begins with a number there may begin with a word here.
  expect(toldTo('fr')('0 choices are marked correct, it must be exactly one.')).toMatch(/^Choix .*\s: 0, .*\.$/)
  expect(toldTo('fr')('0 choices are marked correct, it must be exactly one')).toMatch(/^choix .*\s: 0, /)
  expect(told('choice "One. Two; three" is given twice')).toBe('die Option "One. Two; three" kommt zweimal vor')
})

test.each(['run', 'user', 'role', 'site'] as const)('a budget of the %s that is used up is said whole', (scope) => {
  for (const window of scope === 'run' ? (['run'] as const) : (['day', 'month'] as const))
    for (const unit of ['tokens', 'costUsd'] as const)
      for (const until of [undefined, new Date('2026-12-01T00:00:00Z')]) {
        const text = describeSpent(
          { scope, window, unit, key: '', limit: 100, used: 90, reserved: 0, needed: 3383 },
          until,
        )
        expect(isKnown(text), text).toBe(true)
      }
})

test('what is none of ours, and whatever an editor wrote within ours, stays as it is', () => {
  const told = toldTo('de')
  const others = [
    'The upload failed.',
    'The title could be shorter.',
    'The teacher sent home two pupils',
    'Use the import page instead.',
  ]
  const more = [
    'The customer is none of our business',
    "Unexpected token '‹', it is not valid JSON",
    'It takes 3 hours',
    'Hint 2',
  ]
  for (const text of ['', '.', 'Ein Satz.', 'A sentence of a host; and another. {{move}}', ...others, ...more]) {
    expect(told(text)).toBe(text)
  }
  expect(told('choice "the prompt" is given twice')).toContain('"the prompt"')
  expect(told('"hint 2" is shown twice')).toContain('hint 2')
  expect(toldTo('en')('write no images')).toBe('write no images')
  expect(toldTo('pl')('write no images')).toBe('write no images')
})

test('a text that is too long to be one of ours, or of any shape, takes no long time', () => {
  const spent = cpuMs(() => {
    for (const text of ['b; ', 'a: ', 'x. Y', '"', '. ', 'is used up: ', 'choice "a" is given '])
      for (const length of [300, 1999, 100_000]) {
        const long = text.repeat(length / text.length)
        expect(toldTo('de')(long)).toBe(long)
      }
  })
  // With each piece tried with all that come after it, it was minutes.
  expect(spent).toBeLessThan(10_000)
})

test('each of several is said by itself, whichever two of ours they are', () => {
  // What another sentence stands in the end of has what follows in it, which is said all the same.
  const whole = english.filter((text) => marked(filled(text)) !== filled(text) && !/\{\{said\.\w+\}\}$/.test(text))
  const texts = whole.map(filled)
  // Each with the one before it, with itself, and with one from afar.
  for (const [index, text] of texts.entries())
    for (const other of [text, texts[index - 1] ?? text, texts[(index * 37) % texts.length] ?? text]) {
      expect(marked(`${text}; ${other}`)).toBe(`${marked(text)}; ${marked(other)}`)
      expect(marked(`${sentence(text)} ${sentence(other)}`)).toBe(
        `${marked(sentence(text))} ${marked(sentence(other))}`,
      )
    }
})

/** As texts that are stored begin and end. */
const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

/** Where what people are told is made. */
const made = [
  ...['generators/drillSeries', 'generators/quiz', 'generators/content', 'generators/courses', 'generators/lessons'],
  ...[
    'generators/exchange',
    'generators/kits',
    'generators/plans',
    'generators/language/languageFinding.ts',
    'games',
    'library/readers',
    'library/normalize.ts',
    'library/position.ts',
  ],
  ...[
    'model/call',
    'model/answer',
    'model/failures.ts',
    'runs/endRun.ts',
    'runs/sweep.ts',
    'kinds',
    'plans/openPlan.ts',
    'plans/savePlan.ts',
    'alerts',
  ],
  ...[
    'hooks/guard/checkData.ts',
    'hooks/guard/checkRichText.ts',
    'hooks/drills/checkDrill.ts',
    'hooks/contentHooks.ts',
    'hooks/positionHooks.ts',
  ],
]

const filesOf = (path: string): string[] =>
  path.endsWith('.ts')
    ? [path]
    : readdirSync(`src/${path}`, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${path}/${name}`)

const isSaid = /^(message|reason|problem|problems|notice|why|what|error|reasons)$/
const isSaying =
  /^(find|finding|findings\.push|problems\.push|fail|refuse|invalid|unavailable|timeout|rejected|missing|wait|MarkdownProblem|InvalidNotation|InvalidMove|InvalidPosition|StepWaits|StepFailed|addIssue|wrongInput)$/

/** The texts that stand where something is said, with `7` for what they quote. */
const saidIn = (file: string): string[] => {
  const source = ts.createSourceFile(file, readFileSync(`src/${file}`, 'utf8'), ts.ScriptTarget.Latest, true)
  const texts: string[] = []
  const take = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) texts.push(node.text)
    else if (ts.isTemplateExpression(node))
      texts.push(node.head.text + node.templateSpans.map((span) => `7${span.literal.text}`).join(''))
    else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(take)
    else if (ts.isBinaryExpression(node)) [node.left, node.right].forEach(take)
    else if (ts.isParenthesizedExpression(node)) take(node.expression)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && isSaid.test(node.name.getText(source))) take(node.initializer)
    if (ts.isVariableDeclaration(node) && isSaid.test(node.name.getText(source)) && node.initializer)
      take(node.initializer)
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && isSaying.test(node.expression.getText(source)))
      node.arguments?.forEach(take)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return texts.filter((text) => /[a-z]{2,} [a-z]/i.test(text))
}

/** What is put together from pieces, by how it stands in the code, as it comes out. */
const examples: Readonly<Record<string, readonly string[]>> = {
  '"7" is named in 7, but is 7': [
    '"Nf3" is named in hint 2, but is legal neither in the position, nor along the line, nor after a choice named there',
  ],
  'choice 7 is given 7': ['choice "e4" is given twice', 'choice "e4" is given 3 times'],
  '"7" is there twice7; labels must differ': [
    '"Rook" is there twice; labels must differ',
    '"Rook" is there twice in the group "Pieces"; labels must differ',
  ],
  '"7" is named, but is legal neither 7': [
    '"Nf3" is named, but is legal neither in the position nor along its line',
    '"Nf3" is named, but is legal neither in one of the positions nor along its line',
  ],
  'is not a chess move. Write SAN such as Nf3 or exd5, or squares such as g1f3.': [
    '"x" is not a chess move. Write SAN such as Nf3 or exd5, or squares such as g1f3.',
  ],
  'must name the piece the pawn becomes, such as 7.': ['"e8" must name the piece the pawn becomes, such as e8=Q.'],
  'fits more than one legal move: 7.': ['"Nd2" fits more than one legal move: Nbd2 or Nfd2.'],
  'is not legal in 7.': ['"e5" is not legal in 8/8/8/8/8/8/8/K1k5 w - - 0 1.'],
  'it needs six fields (pieces, side to move, castling, en passant, half-move clock, move number), ': [
    'it needs six fields (pieces, side to move, castling, en passant, half-move clock, move number), or the first four; this has 2.',
  ],
  'or the first four; this has 7.': [
    'it needs six fields (pieces, side to move, castling, en passant, half-move clock, move number), or the first four; this has 2.',
  ],
  'The connection to 7 broke off7.': ['The connection to A broke off.', 'The connection to A broke off (ECONNRESET).'],
  '7 has no credit left7: top up the account.': [
    'A has no credit left: top up the account.',
    'A has no credit left (402): top up the account.',
  ],
  '7 77: check its apiKey.': [
    'A refused our key: check its apiKey.',
    'A refused our key (401): check its apiKey.',
    'A wants a key and was given none: check its apiKey.',
    'A wants a key and was given none (401): check its apiKey.',
  ],
  '7 had no room at its flex tier7: asked again at the normal one.': [
    'A had no room at its flex tier (429): asked again at the normal one.',
  ],
  '7 does not take 7 for 77: left out from now on, and asked again.': [
    'A does not take seed for m (400): left out from now on, and asked again.',
  ],
  '7 does not know the model "7"7: check the model\'s name.': [
    'A does not know the model "m": check the model\'s name.',
    'A does not know the model "m" (404): check the model\'s name.',
  ],
  '7 cannot be made to write JSON in this way7: set its capabilities.': [
    'A cannot be made to write JSON in this way (400): set its capabilities.',
  ],
  '7 could be 7.': ['"8/5" could be 8/5 6/5 or 8/4.'],
  '7 is unknown; allowed are 7.': ['"fenn" is unknown; allowed are fen, best.'],
  'Not JSON: 7.': ['Not JSON: "{a}".'],
  '7; allowed are 7.': [
    'phase "late" is unknown; allowed are opening, endgame.',
    'game is missing; allowed are chess.',
  ],
  '7 is none of 7': ['"offer" is none of summary, metadata', '"offer", "songs" is none of summary'],
  '7 rejected the request7.': ['A rejected the request (400).'],
  'no 7 with this key came back': ['no drill with this key came back', 'no lesson with this key came back'],
  'more than one 7 came back with this key': [
    'more than one drill came back with this key',
    'more than one lesson came back with this key',
  ],
  'No plan could be made; 7 (7) stands in for it.': [
    'No plan could be made; the last good plan of the same objective (12) stands in for it.',
    "No plan could be made; the run's fallback plan (12) stands in for it.",
  ],
  'the 7 was deleted': ['the lesson was deleted', 'the course was deleted'],
  'The budget of 7 for this 7 (UTC) 7: 7 of 7.7': [
    'The budget of the site for this day (UTC) is used up: $5 of $5. Runs that need it wait until the window opens, or somebody raises it.',
    'The budget of user 5 for this month (UTC) is used to 80 %: 8,000 tokens of 10,000 tokens.',
  ],
  'The budget of 7 for a 7 (UTC) is too small: a call may take up to 7, and the limit is 7. Runs that wait for it go on when somebody raises it.':
    ['the site', 'user 5'].flatMap((owner) =>
      ['day', 'month'].map(
        (window) =>
          `The budget of ${owner} for a ${window} (UTC) is too small: a call may take up to 20,000 tokens, and the limit is 10,000 tokens. Runs that wait for it go on when somebody raises it.`,
      ),
    ),
  '7 7 there: look at the log of the workers, and whether they work on this queue.': [
    '1 worker is there: look at the log of the workers, and whether they work on this queue.',
    '3 workers are there: look at the log of the workers, and whether they work on this queue.',
  ],
  'The queue stands still: 7 7 due, the oldest for 7 minutes, and none was begun or ended. 7': [
    'The queue stands still: 1 step is due, the oldest for 12 minutes, and none was begun or ended. No worker was seen within the last minute: start one.',
    'The queue stands still: 3 steps are due, the oldest for 12 minutes, and none was begun or ended. No worker was seen within the last minute: start one.',
  ],
  '7 runs are worked on, as many as may be at once (limits.maxRunning), and 7 7: they go on by themselves; if this stays so, add workers and raise the limit.':
    ['waits', 'wait'].map(
      (verb) =>
        `5 runs are worked on, as many as may be at once (limits.maxRunning), and 1 ${verb}: they go on by themselves; if this stays so, add workers and raise the limit.`,
    ),
}

test('every sentence that is made for people stands among those that all languages say', () => {
  const used = new Set<string>()
  const unknown = made.flatMap(filesOf).flatMap((file) =>
    saidIn(file).flatMap((text) => {
      used.add(text)
      return (examples[text] ?? [text]).filter((one) => !isKnown(one)).map((one) => `${file}: ${one}`)
    }),
  )
  expect(unknown).toEqual([])
  // Examples are what the code says.
  for (const [text, said] of Object.entries(examples)) {
    expect(used, text).toContain(text)
    const form = new RegExp(
      text
        .split('7')
        .map((piece) => piece.replace(/[^\w ]/g, '\\$&'))
        .join('.*'),
    )
    for (const one of said) expect(one).toMatch(form)
  }
})
