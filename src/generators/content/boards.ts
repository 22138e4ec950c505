import { z } from 'zod'
import { contentLimits, type ItemRange, type Part, type PartFacts, type PartFinding } from './part.js'
import { text, textFindings } from './texts.js'

/** What `boards` takes: how many, and what stands above them. */
export interface BoardsOptions {
  /** Shown above it. Default: the part's name. */
  heading?: string
  /** Fewest boards. Default 1. */
  min?: number
  /** Most boards. Default 6, at most 20. */
  max?: number
}

/** Diagrams of positions that were sent, each with a caption. Where no positions are sent, the part is left out. */
export const boards = (options: BoardsOptions = {}): Part<'boards'> => {
  const { heading, min = 1 } = options
  const { max = Math.max(min, 6) } = options
  return {
    sort: 'boards',
    heading,
    items: { min, max },
    withItems: (items: ItemRange) => boards({ ...options, ...items }),
    wireSchema: z
      .array(z.object({ position: z.string(), caption: z.string() }))
      .min(min)
      .max(max),
    schema: z
      .array(z.object({ position: text(contentLimits.key), caption: text(contentLimits.caption) }))
      .min(min)
      .max(Math.min(max, contentLimits.boards)),
    instructions:
      'position: the key of one of the positions, each at most once. caption: what to see there, plain text; every ' +
      'move in it is legal there or along its line.',
    check: (value, facts) => [
      ...value.flatMap(({ position }, index): PartFinding[] => {
        const find = (message: string) => [{ path: `${index}.position`, message }]
        if (facts.positions && !facts.positions.has(position)) return find(unknownPosition(position, facts))
        const isFirst = value.findIndex((other) => other.position === position) === index
        return isFirst ? [] : find(`"${position}" is shown twice`)
      }),
      ...textFindings({ sort: 'boards', value }, facts),
    ],
  }
}

const unknownPosition = (position: string, { positions }: PartFacts): string =>
  `"${position}" is none of the positions; use ${[...(positions?.keys() ?? [])].join(', ') || 'none'}`
