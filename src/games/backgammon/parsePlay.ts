/** A play as written: each checker's stops, the bar as 25 and off as 0, and where a hit was marked. */
export interface WrittenPlay {
  readonly paths: readonly (readonly number[])[]
  readonly marked: ReadonlySet<number>
}

const STOP = '(?:bar|off|\\d{1,2})\\*?'
const PATH = new RegExp(`^(${STOP}(?:/${STOP})+)(?:\\(([2-4])\\))?$`)

/** Reads `8/5 6/5`, `24/18/13`, `13/7*`, `bar/22`, `6/off(2)`, with or without commas and a roll (`31:`) before it. */
export function parsePlay(text: string): WrittenPlay | undefined {
  const words = text
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
