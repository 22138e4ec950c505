import { plainHyphens } from '../../text.js'
import type { Step } from './position.js'

/** A checker's way: where it starts, where it stops, and where it hits in between. */
interface Path {
  readonly stops: readonly number[]
}

/**
 * The canonical spelling of a set of steps: the steps of one checker joined (`24/13`), with a stop in between only
 * where it hits and moves on (`8/7*` then `/5`); the highest checker first; equal ways counted (`8/4(2)`); each hit
 * marked once, on the first checker that lands there.
 */
export function writePlay(steps: readonly Step[]): { text: string; paths: number } {
  const hits = new Set(steps.filter((step) => step.isHit).map((step) => step.to))
  const paths = join(steps)
  const stoppedAt = new Set(paths.map((path) => path.stops.at(-1)))
  const marked = new Set<number>()
  const mark = (point: number) => {
    const first = hits.has(point) && !marked.has(point)
    marked.add(point)
    return first ? '*' : ''
  }
  const words = new Map<string, { count: number; text: string }>()
  for (const { stops } of paths) {
    // A hit on the way is shown only when no checker stays to show it.
    const shown = stops.filter(
      (point, index) =>
        index === 0 || index === stops.length - 1 || (hits.has(point) && !stoppedAt.has(point) && !marked.has(point)),
    )
    const key = shown.join('/')
    const known = words.get(key)
    if (known) known.count += 1
    else
      words.set(key, {
        count: 1,
        text: shown.map((point, index) => name(point) + (index > 0 ? mark(point) : '')).join('/'),
      })
  }
  const text = [...words.values()].map((word) => (word.count > 1 ? `${word.text}(${word.count})` : word.text)).join(' ')
  return { text, paths: paths.length }
}

function join(steps: readonly Step[]): Path[] {
  const paths: { stops: number[] }[] = []
  for (const step of [...steps].sort((a, b) => b.from - a.from || b.to - a.to)) {
    const open = paths.find((path) => path.stops.at(-1) === step.from)
    if (open) open.stops.push(step.to)
    else paths.push({ stops: [step.from, step.to] })
  }
  return paths.sort((a, b) => (b.stops[0] ?? 0) - (a.stops[0] ?? 0) || (b.stops.at(-1) ?? 0) - (a.stops.at(-1) ?? 0))
}

function name(point: number): string {
  if (point === 25) return 'bar'
  return point === 0 ? 'off' : String(point)
}

/** A play as written: each checker's stops, the bar as 25 and off as 0, and where a hit was marked. */
export interface WrittenPlay {
  readonly paths: readonly (readonly number[])[]
  readonly marked: ReadonlySet<number>
}

const STOP = '(?:bar|off|\\d{1,2})\\*?'
const PATH = new RegExp(`^(${STOP}(?:/${STOP})+)(?:\\(([2-4])\\))?$`)

/** Reads `8/5 6/5`, `24/18/13`, `13/7*`, `bar/22`, `6/off(2)`, with or without commas and a roll (`31:`) before it. */
export function parsePlay(text: string): WrittenPlay | undefined {
  const words = plainHyphens(text)
    .trim()
    .toLowerCase()
    .replace(/^[1-6]-?[1-6]\s*:\s*/, '')
    .replace(/\s*([/(])\s*/g, '$1')
    .replace(/[!?]+$/, '')
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
  const paths: number[][] = []
  const marked = new Set<number>()
  for (const word of words) {
    const [, way = '', times = '1'] = PATH.exec(word) ?? []
    const stops = way.split('/').map((stop) => pointOf(stop.replace('*', '')))
    if (way === '' || stops.some((stop, index) => stop > 25 || (index > 0 && stop >= (stops[index - 1] ?? 0))))
      return undefined
    for (const [index, stop] of way.split('/').entries()) if (stop.endsWith('*')) marked.add(stops[index] ?? 0)
    for (let time = 0; time < Number(times); time += 1) paths.push(stops)
  }
  return paths.length > 0 && paths.length <= 4 ? { paths, marked } : undefined
}

function pointOf(stop: string): number {
  if (stop === 'bar') return 25
  return stop === 'off' ? 0 : Number(stop)
}
