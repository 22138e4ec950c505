import { blockOf, type PartBlock } from '../content/blocks.js'
import { type PartFacts, type Parts, type PartValues, writtenAs } from '../content/part.js'
import { withSourceList } from '../kits/citations.js'
import type { KitSource } from '../kits/kit.js'
import { shuffledQuestion } from '../quiz/question.js'

/** A source as texts name it. */
export type CitableSource = Pick<KitSource, 'key' | 'title' | 'page'>

interface StoredParts {
  parts: Parts
  /** Each part as its schema gave it back; what is missing is left out. */
  written: Readonly<Record<string, unknown>>
  facts: Pick<PartFacts, 'positions'>
  /** Of this lesson or section, and of no other of its run: by it the choices of questions are put in order. */
  seed: string
  /** Of the kit it was written from. */
  citable?: readonly CitableSource[] | undefined
}

/**
 * What parts say once a document keeps them: choices in an order that says nothing of which is right, and below a text what
 * it cites, by title and page.
 */
export const storedValues = ({ parts, written, seed, citable = [] }: Omit<StoredParts, 'facts'>) =>
  Object.fromEntries(
    Object.entries(parts).flatMap(([name, { sort }]): [string, PartValues[keyof PartValues]][] =>
      name in written
        ? [[name, asStored(sort, written[name] as PartValues[keyof PartValues], { seed: `${seed}:${name}`, citable })]]
        : [],
    ),
  )

/** The same as blocks, in the order of the parts. */
export const storedParts = ({ facts, ...given }: StoredParts): PartBlock[] => {
  const values = storedValues(given)
  return Object.entries(given.parts).flatMap(([name, part]) => {
    const value = values[name]
    return value === undefined ? [] : [blockOf({ name, part, value, facts })]
  })
}

const asStored = (
  sort: keyof PartValues,
  value: PartValues[keyof PartValues],
  { seed, citable }: { seed: string; citable: readonly CitableSource[] },
): PartValues[keyof PartValues] => {
  const part = writtenAs(sort, value)
  if (part.sort === 'prose') return withSourceList(part.value, citable)
  if (part.sort === 'questions') return part.value.map((one, index) => shuffledQuestion(one, `${seed}:${index}`))
  return value
}
