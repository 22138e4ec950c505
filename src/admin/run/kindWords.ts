import type { InputWords, KindWords } from '../../runs/kind/kindWords.js'
import type { NamedStep, StepState } from '../../runs/vocabulary.js'
import { formOf, localeOf, read, type Words } from '../../words/words.js'
import { formatNumber } from '../shared/format.js'

/** What the server tells the browser of its kinds. Plain data. */
export type KnownKinds = Readonly<Record<string, KindWords>>

/** What is said of the runs of one kind: in the reader's dictionary, else by the kind itself, else of runs in general. */
export interface RunWords {
  status(status: string): string
  /** "drill" or "drills", as the count wants it. */
  items(count: number): string
  /** What stands after "15/20", whatever the numbers are. */
  readonly itemsOfTotal: string
  /** "batch 2", as within a sentence; by its title where it has one. */
  step(step: ToName): string
  /** The same of a step that is not there yet. */
  toCome(step: NamedStep): string
  /** "drill 7": the item that is missing, with its step where one was opened for it. */
  gap(gap: { step?: ToName; key: string }): string
  /** Facts that have a name, with what they came to. */
  facts(facts: unknown): (readonly [name: string, value: string])[]
  /** What was asked for, as far as it was. */
  inputs(input: Readonly<Record<string, unknown>>): (InputWords & { label: string; value: unknown })[]
}

type ToName = Pick<StepState, 'index'> & { kind?: string; key?: string }

interface WordsOf {
  /** Of the run, or of its estimate: its kind may count other things by them. */
  facts?: unknown
  /** Index of the step that people see first and count as number 1. Default 1: one that plans comes before it. */
  firstIndex?: number
  /** Steps of the run that have titles. */
  named?: readonly NamedStep[]
}

export const wordsOfKind = (
  words: Words,
  kinds: KnownKinds,
  kind: string,
  { facts, firstIndex = 1, named: titles = [] }: WordsOf = {},
): RunWords => {
  const own = read(kinds, kind) as KindWords | undefined
  const counted = read(facts, 'items')
  const counts = (typeof counted === 'string' ? read(own?.items, counted) : undefined) as KindWords['item'] | undefined
  // Only what the kind has another word for: else its own item is meant.
  const itemName = counts ? String(counted) : ''
  const item = counts ?? own?.item
  const translated = (form: string): string | undefined =>
    itemName ? words.ofKind(kind, 'items', itemName, form) : words.ofKind(kind, 'item', form)
  const named = (group: 'facts' | 'status' | 'step', name: string): string | undefined => {
    const given = read(own?.[group], name)
    return words.ofKind(kind, group, name) ?? (typeof given === 'string' ? given : undefined)
  }
  const items = (count: number): string =>
    translated(formOf(count, words.language)) ??
    translated('other') ??
    item?.[count === 1 ? 'one' : 'other'] ??
    words('run:item', { count })
  const byKey = new Map(titles.map((title) => [title.key, title]))
  const kindOfStep = (stepKind: string): string =>
    named('step', stepKind) ?? words(stepKind === 'plan' ? 'steps:plan' : 'run:anyStep')
  const titled = ({ kind: stepKind, title: given, of }: NamedStep, part = ''): string => {
    const title = given === undefined ? kindOfStep(stepKind) : words.named('formats', given)
    const whole = part ? words('steps:part', { title, number: part }) : title
    return of ? words('steps:of', { step: whole, of }) : whole
  }
  const step: RunWords['step'] = ({ kind: stepKind = '', key = '', index }) => {
    const [own = '', part] = key.split('#')
    const title = byKey.get(own)
    if (title) return titled(title, part)
    const name = kindOfStep(stepKind)
    return stepKind === 'plan' ? name : words('run:step', { step: name, number: index - firstIndex + 1 })
  }
  const inputLabel = ({ name, label }: InputWords): string =>
    words.ofKind(kind, 'inputs', name) ?? label ?? words.named('inputs', name)
  return {
    status: (status) => named('status', status) ?? words.named('runStatuses', status),
    items,
    itemsOfTotal: translated('other') ?? item?.other ?? words('run:item', { count: 2 }),
    step,
    toCome: (title) => titled(title),
    gap: ({ step: ofStep, key }) => {
      const title = byKey.get(key)
      if (title) return startOfLine(words, titled(title))
      const name = own?.isNumbered ? (/[1-9]\d*$/.exec(key)?.[0] ?? key) : key
      const one = items(1)
      const text = ofStep
        ? words('run:gap', { step: step(ofStep), item: one, name })
        : words('run:gapOfRun', { item: one, name })
      return startOfLine(words, text)
    },
    facts: (facts) =>
      Object.keys({ ...own?.facts }).flatMap((name) => {
        const label = named('facts', name)
        const value = read(facts, name)
        const isShown = typeof value === 'number' || typeof value === 'string'
        if (label === undefined || !isShown) return []
        return [[label, typeof value === 'number' ? formatNumber(words, value) : value] as const]
      }),
    inputs: (input) => {
      const named = own?.inputs ?? []
      const others = Object.keys(input).filter((name) => !named.some((known) => known.name === name))
      return [...named, ...others.map((name): InputWords => ({ name }))].flatMap((asked) => {
        const value = read(input, asked.name)
        // What was not asked for, e.g. a plan before the text, is not told.
        return value === null || value === undefined || value === false
          ? []
          : [{ ...asked, label: inputLabel(asked), value }]
      })
    },
  }
}

/** Words of a kind are written as within a sentence; at the start of a line their first letter is a capital. */
export const startOfLine = ({ language }: Words, text: string): string =>
  text.charAt(0).toLocaleUpperCase(localeOf(language)) + text.slice(1)
