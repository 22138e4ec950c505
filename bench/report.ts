import { type ParseArgsConfig, parseArgs } from 'node:util'

interface Report {
  /** What `--json` prints, with `isMet`. */
  figures: object
  /** Whether every target is met. */
  isMet: boolean
  /** The same for people, without the verdict. */
  text: string
}

/** Set in the environment of a process that runs one bench after the other: there a bench only says what it found. */
export const staysAlive = 'BENCH_STAYS_ALIVE'

/**
 * Runs one bench and ends the process, whatever the bench left open: with exit code 0 when every target is met. Each
 * option is a number, given as `--lease-seconds 60` for `leaseSeconds`.
 */
export const bench = async <Options extends Record<string, number>>(
  defaults: Options,
  measure: (options: Options) => Promise<Report>,
): Promise<void> => {
  const flags: NonNullable<ParseArgsConfig['options']> = { json: { type: 'boolean' } }
  for (const name of Object.keys(defaults)) flags[flagOf(name)] = { type: 'string' }
  const { values } = parseArgs({ options: flags })
  const options = Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, numberOf(name, values[flagOf(name)]) ?? value]),
  )
  const { figures, isMet, text } = await measure(options as Options)
  const lines = values.json
    ? JSON.stringify({ ...figures, isMet })
    : `${text.trimEnd()}\nTargets: ${isMet ? 'met' : 'missed'}.`
  process.stdout.write(`${lines}\n`, () => {
    if (!process.env[staysAlive]) process.exit(isMet ? 0 : 1)
  })
}

const flagOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const numberOf = (name: string, given: unknown): number | undefined => {
  if (given === undefined) return undefined
  const number = Number(given)
  if (given === '' || !Number.isFinite(number))
    throw new Error(`--${flagOf(name)} is "${String(given)}"; give a number.`)
  return number
}

/** The smallest of the numbers that `share` of them do not exceed (nearest rank); NaN when there are none. */
export const percentile = (numbers: readonly number[], share: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * numbers.length) - 1)] ?? Number.NaN

/** NaN when there are none. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Milliseconds until it is done. */
export const timed = async (work: () => PromiseLike<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}
