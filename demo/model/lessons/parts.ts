import type { Entry, TreeNode } from '../../../src/generators/content/part.js'
import { countWords, firstWords, sentencesOf, turned, withStop } from '../wording.js'
import { sceneOf, solutionOf, writeBoards } from './boards.js'
import { type Facts, furtherTechniques } from './facts.js'
import type { AskedPart } from './messages.js'
import { writeQuestions } from './quiz.js'
import { cited, sentenceOf } from './quoting.js'

/** A part of which nothing is known but its sort and its limits, e.g. of a host's own format. */
export function writeAnyPart(part: AskedPart, facts: Facts): unknown {
  switch (part.sort) {
    case 'prose':
      return anyProse(part, facts)
    case 'entries':
      return anyEntries(part, facts)
    case 'questions':
      return writeQuestions(part, facts)
    case 'tree':
      return anyTree(part, facts)
    case 'boards':
      return writeBoards(facts, part.max ?? 6)
  }
}

/** As strict schemas have it. */
export type WrittenEntry = Omit<Entry, 'group'> & { group: string | null }

/** All that can be said, the nearest first: what the request knows, then how to work with it. */
function sentencesOfFacts(facts: Facts): string[] {
  const { aim, passages, principles, techniques } = facts
  return [
    ...(aim ? [`At the end you can ${aim}.`] : []),
    ...passages.flatMap(cited),
    ...principles.flatMap(({ name, explanation }) => (explanation ? sentencesOf(`${name}: ${explanation}`) : [])),
    ...[...techniques, ...furtherTechniques(facts)].flatMap(({ how, slip, recap }) => [
      ...sentencesOf(how),
      slip,
      recap,
    ]),
  ]
}

function anyProse(part: AskedPart, facts: Facts): string {
  const min = part.minWords ?? Math.ceil((part.minChars ?? 0) / 5)
  const most = part.maxWords ?? Math.max(min + 60, 120)
  const sentences = within(sentencesOfFacts(facts), min, most, part.minChars)
  // Paragraphs of four sentences.
  return sentences
    .reduce<string[][]>((paragraphs, sentence, index) => {
      if (index % 4 === 0) paragraphs.push([])
      paragraphs.at(-1)?.push(sentence)
      return paragraphs
    }, [])
    .map((paragraph) => paragraph.join(' '))
    .join('\n\n')
}

/** Sentences up to the middle of what is allowed; those that are too long for the rest are left out. */
function within(sentences: readonly string[], min: number, max: number, minChars = 0): string[] {
  const aim = Math.max(min, Math.floor((min + max) / 2))
  const taken: string[] = []
  let words = 0
  let characters = 0
  for (const sentence of new Set(sentences)) {
    if (words >= aim && characters >= minChars) break
    const more = countWords(sentence)
    if (words + more > max) continue
    taken.push(sentence)
    words += more
    characters += sentence.length + 1
  }
  return taken
}

function anyEntries(part: AskedPart, facts: Facts): WrittenEntry[] {
  const min = part.min ?? 1
  const count = Math.max(min, Math.min(part.max ?? 60, Math.max(min, 4)))
  const hasGroups = asksForGroups(part)
  const all = entriesOfFacts(facts)
  const pool = sentencesOfFacts(facts)
  return all.slice(0, count).map(({ group, label, body, more }, index) => ({
    group: hasGroups ? group : null,
    label,
    body: fitted([body, ...more], turned(pool, index * 5), part),
  }))
}

export function asksForGroups(part: AskedPart): boolean {
  return part.group !== undefined || /\bgroup the\b|\bbuckets?\b/i.test(part.instructions ?? '')
}

/** A body within its words; where its own sentences are too few, with some of the pool. */
function fitted(own: readonly string[], pool: readonly string[], { minWords = 0, maxWords }: AskedPart): string {
  if (maxWords === undefined && minWords === 0) return own[0] ?? ''
  const max = maxWords ?? minWords + 60
  const sentences = own.flatMap(sentencesOf)
  const alone = within(sentences, minWords, max).join(' ')
  if (alone && countWords(alone) >= minWords) return alone
  const filled = within([...sentences, ...pool], minWords, max).join(' ')
  return filled || withStop(firstWords(own[0] ?? '', max - 1))
}

interface Candidate {
  group: string
  label: string
  body: string
  more: readonly string[]
}

function entriesOfFacts(facts: Facts): Candidate[] {
  const { principles, passages, vocabulary, positions, game, techniques } = facts
  const all: Candidate[] = [
    ...vocabulary.map(({ term, meaning, group }) => ({
      group: group ?? 'Terms',
      label: term,
      body: sentenceOf(meaning),
      more: [],
    })),
    ...principles.flatMap(({ name, explanation }) =>
      explanation ? [{ group: 'Principles', label: name, body: explanation, more: [] }] : [],
    ),
    ...passages.flatMap((passage) =>
      passage.title ? [{ group: 'Sources', label: passage.title, body: cited(passage).join(' '), more: [] }] : [],
    ),
    ...positions.flatMap((position) => {
      const body = solutionOf(position, game)
      return body ? [{ group: 'Positions', label: sceneOf(position, game), body, more: [] }] : []
    }),
    ...[...techniques, ...furtherTechniques(facts)].map(({ name, gist, how, slip, exampleOf, example, recap }) => ({
      group: 'Ways of working',
      label: name,
      body: gist,
      more: [how, slip, `An example, “${exampleOf}”: ${example}`, recap],
    })),
  ]
  return distinct(all)
}

/** Entries whose labels differ. */
export function distinct<T extends { label: string }>(entries: readonly T[]): T[] {
  const seen = new Set<string>()
  return entries.filter(({ label }) => {
    const folded = label.trim().toLowerCase()
    return !seen.has(folded) && seen.add(folded)
  })
}

function anyTree(
  part: AskedPart,
  facts: Facts,
): (Omit<TreeNode, 'parent' | 'note'> & { parent: string | null; note: string | null })[] {
  const { maxChildren = 7, maxDepth = 4, maxNodes = 60, maxWords = 6 } = part
  const { topic, principles, passages, vocabulary, techniques } = facts
  const branches: [string, string[]][] = [
    ['Principles', principles.map(({ name }) => name)],
    ['Sources', passages.flatMap(({ title }) => title ?? [])],
    ['Terms', vocabulary.map(({ term }) => term)],
    ['Ways of working', techniques.map(({ name }) => name)],
  ]
  const keys = new Set<string>()
  const node = (label: string, parent: string | null) => {
    const short = labelOf(label, maxWords)
    const base =
      short
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-|-$/g, '') || 'node'
    let key = base
    for (let number = 2; keys.has(key); number += 1) key = `${base}-${number}`
    keys.add(key)
    return { key, parent, label: short, note: null }
  }
  const root = node(topic, null)
  if (maxDepth < 2) return [root]
  const nodes = branches
    .filter(([, labels]) => labels.length > 0)
    .slice(0, maxChildren)
    .flatMap(([label, labels]) => {
      const branch = node(label, root.key)
      const leaves = distinct(labels.map((one) => ({ label: labelOf(one, maxWords) })))
      return [branch, ...(maxDepth < 3 ? [] : leaves.slice(0, maxChildren).map((leaf) => node(leaf.label, branch.key)))]
    })
  return [root, ...nodes].slice(0, maxNodes)
}

/** A label of few words; one that is a single word too long is cut at its dash. */
function labelOf(text: string, most: number): string {
  const short = firstWords(text, most)
  return countWords(short) > most ? (short.split(/[–—/-]/)[0] ?? short) : short
}
