import { describe, expect, it } from 'vitest'
import { excerptOf, judgeKitSummary, kitSummaryPrompt, withSummary } from '../../../../src/generators/kits/summary.js'

const kit = {
  title: 'Rooks',
  language: 'de',
  tone: 'warm',
  sources: [
    { key: 's1', title: 'Files', text: 'Rooks like open files.', page: 3 },
    { key: 's2', title: 'Empty', text: '  ' },
    { key: 's4', title: 'Ranks', text: 'The seventh rank is strong.' },
  ],
}
const judge = judgeKitSummary({ kit, maxWords: 10 })
const problemsOf = (summary: unknown) => judge({ summary }, ['summary']).problems.map(({ problem }) => problem)

describe('judgeKitSummary', () => {
  it('accepts a summary that names each source with a text', () => {
    const { good, problems } = judge({ summary: ' Rooks like files [s1] and ranks [s4]. ' }, ['summary'])
    expect([...good]).toEqual([['summary', 'Rooks like files [s1] and ranks [s4].']])
    expect(problems).toEqual([])
  })

  it.each([
    ['no text', 7, 'summary: expected text'],
    ['nothing', ' ', 'summary: it is empty'],
    ['a source that there is not', 'Rooks [s1], [s4] and [s9].', 'summary: [s9] is no source'],
    ['not a source it has', 'Rooks like files [s1].', 'summary: nothing is said of the sources s4'],
    ['too much', `${'Rooks. '.repeat(20)}[s1][s4]`, 'summary: it has 148 characters, it must be 10 words or fewer'],
  ])('refuses one that has %s', (_, summary, problem) => {
    expect(problemsOf(summary)).toEqual([problem])
  })

  it.each([null, [], 'Rooks [s1][s4]', { text: 'Rooks' }])('never throws: %j', (answer) => {
    expect(judge(answer, ['summary']).good.size).toBe(0)
  })

  it('lets a few of many sources go', () => {
    const sources = Array.from({ length: 30 }, (_, at) => ({ key: `s${at + 1}`, title: 'Rooks', text: 'Rooks.' }))
    const many = judgeKitSummary({ kit: { title: 'Rooks', sources }, maxWords: 500 })
    const naming = (count: number) =>
      sources
        .slice(0, count)
        .map(({ key }) => `Rooks [${key}].`)
        .join(' ')
    expect(many({ summary: naming(24) }, ['summary']).problems).toEqual([])
    expect(many({ summary: naming(23) }, ['summary']).problems).toHaveLength(1)
  })
})

it('asks in one message, for what was wrong again, and the same beginning each time', () => {
  const first = kitSummaryPrompt({ kit, maxWords: 10, problems: [] }).at(-1)
  const again = kitSummaryPrompt({ kit, maxWords: 10, problems: [{ problem: 'summary: it is empty' }] }).at(-1)
  expect(JSON.parse(first?.content ?? '')).toEqual({
    task: 'kitSummary',
    language: 'de',
    maxWords: 10,
    sources: [kit.sources[0], kit.sources[2]],
  })
  expect(JSON.parse(again?.content ?? '').problems).toEqual([{ path: 'summary', problem: 'summary: it is empty' }])
  expect(again?.content.slice(0, again.sharedCharacters)).toBe(first?.content.slice(0, first.sharedCharacters))
})

it('puts the summary in place of what the sources say', () => {
  expect(withSummary(kit, 'Rooks [s1].')).toEqual({
    title: 'Rooks',
    language: 'de',
    tone: 'warm',
    sources: [
      { key: 's1', title: 'Files', page: 3 },
      { key: 's2', title: 'Empty' },
      { key: 's4', title: 'Ranks' },
    ],
    summary: 'Rooks [s1].',
  })
})

it('has how the sources begin where there is no summary, which would be accepted as one', () => {
  const excerpt = excerptOf(kit, 10)
  expect(excerpt).toBe('Rooks like open files. [s1]\n\nThe seventh rank is strong. [s4]')
  expect(problemsOf(excerpt)).toEqual([])
})
