/** An entry of a plan, as it stands in its Markdown. */
export interface OutlinedEntry {
  readonly group: string | undefined
  readonly label: string
  readonly body: string
}

/** A plan by its parts, the heading in lower case. */
export type Outline = ReadonlyMap<string, readonly OutlinedEntry[]>

/**
 * Reads the Markdown of a plan: parts below headings of level 2, groups below level 3, entries as `- **label**: body`.
 * A person may have edited it: what stands there counts, in whatever form, and nothing else.
 */
export function outlineOf(markdown: string): Outline {
  const outline = new Map<string, OutlinedEntry[]>()
  let part = ''
  let group: string | undefined
  for (const line of markdown.split('\n')) {
    const heading = /^(#{1,6})\s+(.+)$/.exec(line)
    if (heading?.[1] && heading[2]) {
      const isPart = heading[1].length <= 2
      if (isPart) part = heading[2].trim().toLowerCase()
      group = isPart ? undefined : heading[2].trim()
      continue
    }
    const entry = /^\s*(?:[-*+]|\d+[.)])\s+(?:\*\*(.+?)\*\*|([^:–—]{1,80}?))\s*(?:[:–—]\s*(.*))?$/.exec(line)
    const label = (entry?.[1] ?? entry?.[2])?.replace(/:$/, '').trim()
    if (label) outline.set(part, [...(outline.get(part) ?? []), { group, label, body: entry?.[3]?.trim() ?? '' }])
  }
  return outline
}

/** The entries of the part whose heading or name fits. */
export function partOf(outline: Outline, fits: RegExp): readonly OutlinedEntry[] {
  return [...outline].find(([heading]) => fits.test(heading))?.[1] ?? []
}
