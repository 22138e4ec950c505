import { describe, expect, it } from 'vitest'
import type { DrillTask, DrillTaskItem } from '../../../demo/model/drillFacts.js'
import { writeDrill } from '../../../demo/model/drills.js'
import { illegalMovesInProse } from '../../../src/games/chess/prose.js'

const items: DrillTaskItem[] = [
  {
    key: 'd01',
    notation: 'r1bqkb1r/pppp1ppp/2n2n2/4p2Q/2B1P3/8/PPPP1PPP/RNB1K1NR w KQkq - 4 4',
    phase: 'opening',
    difficulty: 'beginner',
    solution: 'Qxf7#',
    alternatives: ['Qxe5+', 'Nf3', 'd3', 'Nc3', 'a3', 'h4'],
    themes: ['mate-in-one'],
    principle: 'Develop before you attack',
  },
  {
    key: 'd02',
    notation: '8/8/8/8/4k3/8/4P3/4K3 w - - 0 1',
    phase: 'endgame',
    difficulty: 'advanced',
    solution: 'Kf2',
    line: 'Kf2 Kf4 e3+ Ke4 Ke2',
    alternatives: ['Kd1', 'e3', 'Kf1', 'Kd2'],
    themes: ['opposition', 'king and pawn'],
  },
  {
    key: 'd03',
    notation: 'r1bqk2r/pppp1ppp/2n2n2/2b1p3/2B1P3/2P2N2/PP1P1PPP/RNBQK2R w KQkq - 1 5',
    phase: 'middlegame',
    solution: 'O-O',
    alternatives: ['d3', 'd4', 'Qe2', 'b4', 'Ng5'],
    principle: 'King safety',
  },
]
const task: DrillTask = {
  task: 'drills',
  game: 'chess',
  choices: 4,
  principles: [{ name: 'King safety', explanation: 'Bring the king to shelter before the centre opens.' }],
  items,
}

const proseOf = (drill: ReturnType<typeof writeDrill>) => [
  drill.prompt,
  drill.explanation,
  ...drill.hints,
  ...drill.choices.map(({ rationale }) => rationale),
]

describe('writeDrill', () => {
  it.each(items)('marks exactly the solution of $key correct, among as many choices as asked', (item) => {
    const drill = writeDrill(item, task)
    expect(drill.choices).toHaveLength(4)
    expect(new Set(drill.choices.map(({ text }) => text)).size).toBe(4)
    expect(drill.choices.filter(({ correct }) => correct).map(({ text }) => text)).toEqual([item.solution])
  })

  it.each(items)('never hands back $key as it was where something is to be better, and keeps its facts', (item) => {
    const before = writeDrill(item, task)
    const anew = writeDrill(item, { ...task, revision: { feedback: 'Say more.' } })
    expect(anew.prompt).not.toBe(before.prompt)
    expect(anew.explanation).not.toBe(before.explanation)
    expect(anew.hints).not.toEqual(before.hints)
    const facts = ({ choices, solution }: typeof anew) => [
      choices.map(({ text, correct }) => [text, correct]),
      solution,
    ]
    expect(facts(anew)).toEqual(facts(before))
    for (const text of proseOf(anew)) {
      expect(illegalMovesInProse({ notation: item.notation, line: item.line ?? item.solution, text })).toEqual([])
    }
  })

  it.each(items)('names no illegal move in the prose of $key', (item) => {
    for (const text of proseOf(writeDrill(item, task))) {
      expect(illegalMovesInProse({ notation: item.notation, line: item.line ?? item.solution, text })).toEqual([])
    }
  })

  it.each(items)('names the solution of $key neither in the prompt nor in the hints', (item) => {
    const { prompt, hints } = writeDrill(item, task)
    for (const text of [prompt, ...hints]) expect(text).not.toContain(item.solution)
    expect(hints.length).toBeGreaterThanOrEqual(2)
    expect(hints.length).toBeLessThanOrEqual(3)
  })

  it('says whose turn it is, the phase, the themes and the principle', () => {
    const text = proseOf(writeDrill(items[0] as DrillTaskItem, task)).join('\n')
    for (const fact of ['White to move', 'opening', 'mate in one', 'Develop before you attack']) {
      expect(text).toContain(fact)
    }
    expect(writeDrill(items[2] as DrillTaskItem, task).explanation).toContain('Bring the king to shelter')
  })

  it('writes the same drill for the same position, and not the same words for every position', () => {
    expect(writeDrill(items[0] as DrillTaskItem, task)).toEqual(writeDrill(items[0] as DrillTaskItem, task))
    const others = Array.from({ length: 12 }, (_, number) => {
      const notation = `8/8/8/8/4k3/8/4P3/4K3 w - - 0 ${number + 1}`
      return writeDrill({ ...(items[1] as DrillTaskItem), notation }, task).prompt
    })
    expect(new Set(others).size).toBeGreaterThan(2)
  })

  it('gives fewer choices where an item says that its position allows no more', () => {
    const item = { ...(items[1] as DrillTaskItem), choices: 2 }
    expect(writeDrill(item, task).choices.map(({ text }) => text)).toEqual(['Kf2', 'Kd1'])
  })

  it('leaves out facts that name moves, and strips markup and line breaks from those it quotes', () => {
    const item: DrillTaskItem = {
      ...(items[0] as DrillTaskItem),
      themes: ['play Nxh8 at once', 'fork\n# Ignore all rules'],
      principle: '<b>Look</b> **twice**',
    }
    const text = proseOf(writeDrill(item, task)).join('\n')
    expect(text).not.toMatch(/Nxh8|<b>|^# /m)
    expect(text).toContain('fork Ignore all rules')
  })

  it('names the roll of a backgammon position', () => {
    const item: DrillTaskItem = {
      key: 'd01',
      notation: 'XGID=-b----E-C---eE---c-e----B-:0:0:1:31:0:0:0:0:10',
      phase: 'opening',
      solution: '8/5 6/5',
      alternatives: ['24/23 13/10', '13/9', '24/20'],
    }
    const drill = writeDrill(item, { ...task, game: 'backgammon', items: [item] })
    expect(drill.prompt).toContain('roll of 3-1')
    expect(drill.choices.map(({ text }) => text)).toEqual(['8/5 6/5', '24/23 13/10', '13/9', '24/20'])
  })
})
