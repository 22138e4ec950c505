/** Numbers of usage that add up. */
const sums = ['calls', 'drafts', 'promptTokens', 'cachedTokens', 'completionTokens', 'savedTokens'] as const

/** A row of `GET /generation/usage`, as far as the panel shows it. */
export type UsageRow = Readonly<Record<(typeof sums)[number], number>> & {
  of: Readonly<Partial<Record<'day' | 'model' | 'role', string>>>
  /** Calls by how they ended. */
  outcomes: Readonly<Record<string, number>>
  /** US dollars; `null` where a model has no price. */
  cost: number | null
}

export interface Usage {
  /** Days in UTC, both included. */
  from: string
  to: string
  rows: readonly UsageRow[]
}

export type UsageSum = Readonly<Record<(typeof sums)[number], number>> & {
  /** Prompt and answers together. */
  tokens: number
  failedCalls: number
  /** US dollars, of the models that have a price. */
  cost: number
  /** Whether there were others. */
  isCostPartial: boolean
}

/** What bars show. */
export type Measure = 'calls' | 'cost' | 'tokens'

export const measures: readonly Measure[] = ['cost', 'tokens', 'calls']

/** Days to look back on, today included. */
export const ranges = [7, 30, 90] as const

export const addUp = (rows: readonly UsageRow[]): UsageSum => {
  const total = (of: (row: UsageRow) => number) => rows.reduce((sum, row) => sum + of(row), 0)
  const added = Object.fromEntries(sums.map((name) => [name, total((row) => row[name])])) as Record<
    (typeof sums)[number],
    number
  >
  return {
    ...added,
    tokens: added.promptTokens + added.completionTokens,
    failedCalls: total(({ calls, outcomes }) => calls - (outcomes.ok ?? 0)),
    cost: total(({ cost }) => cost ?? 0),
    isCostPartial: rows.some(({ cost }) => cost === null),
  }
}

export interface UsageGroup {
  name: string
  sum: UsageSum
}

/** Added up by one thing, the most of `measure` first. */
export const groupBy = (rows: readonly UsageRow[], by: 'model' | 'role', measure: Measure): UsageGroup[] =>
  [...groups(rows, by)]
    .map(([name, rows]) => ({ name, sum: addUp(rows) }))
    .sort((one, other) => other.sum[measure] - one.sum[measure] || (one.name < other.name ? -1 : 1))

/** Every day of the range in order, also those without any usage. */
export const byDay = ({ from, to, rows }: Usage): UsageGroup[] => {
  const found = groups(rows, 'day')
  return daysBetween(from, to).map((name) => ({ name, sum: addUp(found.get(name) ?? []) }))
}

const groups = (rows: readonly UsageRow[], by: keyof UsageRow['of']): Map<string, UsageRow[]> => {
  const found = new Map<string, UsageRow[]>()
  for (const row of rows) {
    const name = row.of[by] ?? ''
    found.set(name, [...(found.get(name) ?? []), row])
  }
  return found
}

const DAY_MS = 86_400_000

const daysBetween = (from: string, to: string): string[] => {
  const [first, last] = [Date.parse(from), Date.parse(to)]
  const count = Number.isNaN(first) || Number.isNaN(last) ? 0 : Math.max(0, Math.round((last - first) / DAY_MS) + 1)
  return Array.from({ length: count }, (_, index) => dayOf(first + index * DAY_MS))
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** The first of so many days in UTC that end today. */
export const firstDay = (days: number, now: Date): string => dayOf(now.getTime() - (days - 1) * DAY_MS)

/** Marks for a scale from 0 to at least `most`: few, and at round numbers. */
export const marksFor = (most: number): number[] => {
  if (most <= 0) return [0, 1]
  const rough = most / 4
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = magnitude * ([1, 2, 2.5, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10)
  const count = Math.ceil(most / step - 1e-9)
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)))
}
