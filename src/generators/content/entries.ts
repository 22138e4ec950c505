import { z } from 'zod'
import { contentLimits, type Entry, type ItemRange, type Part, type PartFinding } from './part.js'
import { comparable, lengthProblem, text, textFindings, textOrNone, wordsOf } from './texts.js'

/** What `entries` takes: what its rows are called, how many there are, and how long a body is. */
export interface EntriesOptions {
  /** Shown above it. Default: the part's name. */
  heading?: string
  /** What a label is called: `Term`. */
  label?: string
  /** What a body is called: `Meaning`. */
  body?: string
  /** What a group is called, where there are groups: `Topic`. Each entry then names its group. Default: none is asked for. */
  group?: string
  /** Most characters of a group. Default 200, at most 20,000. */
  maxGroup?: number
  /** Labels may repeat, as the speakers of a dialogue do. Default `false`: they differ within a group. */
  repeats?: boolean
  /** Fewest entries. Default 1. */
  min?: number
  /** Most entries. Default 60, at most 200. */
  max?: number
  /** Fewest words of each body. Default: any number. */
  minWords?: number
  /** Most words of each body. Default: any number. */
  maxWords?: number
}

/** A list of labelled texts: key concepts, examples, vocabulary by group, a dialogue by speaker, e-mails, steps. */
export const entries = (options: EntriesOptions = {}): Part<'entries'> => {
  const { heading, group, min = 1, minWords, maxWords } = options
  const { max = Math.max(min, 60) } = options
  const maxGroup = Math.min(options.maxGroup ?? contentLimits.group, contentLimits.longGroup)
  const wire = { label: z.string(), body: z.string() }
  return {
    sort: 'entries',
    heading,
    items: { min, max },
    words: { min: minWords, max: maxWords },
    withItems: (items: ItemRange) => entries({ ...options, ...items }),
    wireSchema: z
      .array(z.object(group === undefined ? wire : { group: z.string(), ...wire }))
      .min(min)
      .max(max),
    schema: z
      .array(
        z.object({
          group: group === undefined ? textOrNone(maxGroup) : text(maxGroup),
          label: text(contentLimits.label),
          body: text(contentLimits.body),
        }),
      )
      .min(min)
      .max(Math.min(max, contentLimits.entries)),
    instructions: instructionsOf(options),
    check: (value, facts) => [
      ...(options.repeats ? [] : repeated(value)),
      ...value.flatMap(({ body }, index): PartFinding[] => {
        const long = lengthProblem(body, { min: minWords, max: maxWords, language: facts.language })
        return long ? [{ path: `${index}.body`, message: long }] : []
      }),
      ...textFindings({ sort: 'entries', value }, facts),
    ],
  }
}

const instructionsOf = ({ label, body, group, repeats, minWords, maxWords }: EntriesOptions): string =>
  [
    `Of each entry label is ${label ? `the ${label}` : 'its name'}, body ${body ? `the ${body}` : 'what is said of it'}`,
    group === undefined ? '' : `, group the ${group}; entries of one group stand together`,
    '. ',
    repeats ? '' : `Labels differ${group === undefined ? '' : ' within a group'}. `,
    'Plain text. ',
    wordsOf(minWords, maxWords, ' in each body'),
  ]
    .join('')
    .trim()

const repeated = (value: readonly Entry[]): PartFinding[] => {
  const seen = new Map<string, number>()
  return value.flatMap(({ group = '', label }, index): PartFinding[] => {
    const key = JSON.stringify([comparable(group), comparable(label)])
    const first = seen.get(key)
    if (first === undefined) seen.set(key, index)
    if (first === undefined) return []
    const where = group ? ` in the group "${group}"` : ''
    return [{ path: `${index}.label`, message: `"${label}" is there twice${where}; labels must differ` }]
  })
}
