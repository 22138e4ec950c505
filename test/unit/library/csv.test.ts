import { expect, test } from 'vitest'
import { readAll } from './readAll.js'

const FEN = '6k1/5ppp/8/8/8/8/5PPP/R5K1 w - - 0 1'

test('a CSV record becomes a position, columns in any order and spelling of case', async () => {
  const csv = [
    'Phase,FEN,themes,difficulty,best,line,also_best,avoid,score,source,notes,game',
    `endgame,${FEN},back rank; mate  pin,beginner,Ra8,Ra8#,,h3; g3,#1,"Book, page 3","He said ""now"",\nthen left.",chess`,
  ].join('\n')
  expect(await readAll('csv', csv, {})).toEqual([
    {
      lineNumber: 2,
      facts: {
        game: 'chess',
        notation: FEN,
        phase: 'endgame',
        themes: ['back rank', 'mate pin'],
        difficulty: 'beginner',
        solution: { best: 'Ra8#', line: 'Ra8#', alsoBest: [], avoid: ['h3', 'g3'], score: '#1' },
        source: 'Book, page 3',
        notes: 'He said "now",\nthen left.',
      },
    },
  ])
})

test('moves have numbers without a dot and marks that stand apart, as in EPD', async () => {
  const csv = `fen,best,alsoBest,avoid\n${FEN},1 Ra8 #,,1 h3; g3 ?\n${FEN},Ra7 !,1 Ra6; Ra5 =,`
  expect((await readAll('csv', csv)).map((read) => 'facts' in read && read.facts.solution)).toEqual([
    { best: 'Ra8#', alsoBest: [], avoid: ['h3', 'g3'] },
    { best: 'Ra7', alsoBest: ['Ra6', 'Ra5'], avoid: [] },
  ])
})

test('semicolons and tabs separate as well', async () => {
  expect(await readAll('csv', `notation;best\n${FEN};Ra8`)).toMatchObject([{ facts: { notation: FEN } }])
  expect(await readAll('csv', `notation\tbest\n${FEN}\tRa8`)).toMatchObject([{ facts: { notation: FEN } }])
})

test('themes are separated by semicolons or commas, and by spaces where there are none of these', async () => {
  const themes = ['back rank;double attack', '"fork, pin"', 'fork  pin', '"back rank;"', '']
  const csv = ['fen,best,themes', ...themes.map((field) => `${FEN},Ra8,${field}`)].join('\n')
  expect((await readAll('csv', csv)).map((read) => 'facts' in read && read.facts.themes)).toEqual([
    ['back rank', 'double attack'],
    ['fork', 'pin'],
    ['fork', 'pin'],
    ['back rank'],
    [],
  ])
})

test('the first line may name the separator, as spreadsheets write it', async () => {
  expect(await readAll('csv', `sep=;\r\nnotation;best\r\n${FEN};Ra8\r\n`)).toMatchObject([
    { lineNumber: 3, facts: { notation: FEN } },
  ])
  expect(await readAll('csv', `"sep=\t"\nnotation\tbest,\n`).catch(String)).toContain('"best,"')
  expect(await readAll('csv', `SEP=,\nnotation,notes;,best\n`).catch(String)).toContain('"notes;"')
  await expect(readAll('csv', 'sep=|\nnotation|best\n')).rejects.toThrow(
    /"\|" is unknown; allowed are comma, semicolon/,
  )
})

test('a line that is not UTF-8 is reported alone: nothing says what a CSV file is in', async () => {
  const latin1 = Buffer.from(`fen,best,notes\n${FEN},Ra8,Müller\n${FEN},Ra8,a\n`, 'latin1')
  expect(await readAll('csv', latin1)).toMatchObject([
    { lineNumber: 2, reason: expect.stringContaining('UTF-8') },
    { lineNumber: 3, facts: {} },
  ])
})

test('a first line with an unknown, a repeated or no position column is refused with the names that are allowed', async () => {
  await expect(readAll('csv', `notation,best,elo\n`)).rejects.toThrow(/"elo" is unknown; allowed are game, notation/)
  await expect(readAll('csv', `notation,best,Best\n`)).rejects.toThrow(/there twice/)
  await expect(readAll('csv', `${FEN}\n`)).rejects.toThrow(/unknown; allowed are/)
  await expect(readAll('csv', `best,line\n`)).rejects.toThrow(/one of notation, fen, xgid/)
})

test('records with too few or too many fields are reported', async () => {
  const read = await readAll('csv', `notation,best\n${FEN}\n${FEN},Ra8,x\n\n${FEN},Ra8\n`)
  expect(read).toMatchObject([
    { lineNumber: 2, reason: 'The line has 1 fields; the first line names 2 columns.' },
    { lineNumber: 3, reason: 'The line has 3 fields; the first line names 2 columns.' },
    { lineNumber: 5, facts: {} },
  ])
})

test('a stray quote costs its own line only', async () => {
  const good = `${FEN},Ra8,fine`
  const stray = `${FEN},Ra8,"never closed`
  const read = await readAll('csv', ['notation,best,notes', good, stray, good, good].join('\n'))
  expect(read).toMatchObject([
    { lineNumber: 2, facts: {} },
    { lineNumber: 3, reason: expect.stringContaining('never closed') },
    { lineNumber: 4, facts: {} },
    { lineNumber: 5, facts: {} },
  ])
})

test.each(['5" board', '"never closed'])(
  'two lines with the stray quote of %s do not take those between along',
  async (field) => {
    const good = `${FEN},Ra8,fine`
    const stray = `${FEN},Ra8,${field}`
    const read = await readAll('csv', ['notation,best,notes', stray, good, stray, good].join('\n'))
    expect(read.map((one) => [one.lineNumber, 'facts' in one])).toEqual([
      [2, false],
      [3, true],
      [4, false],
      [5, true],
    ])
  },
)
