import { type SectionKind, sections } from '../model/sections.js'
import type { ModelOptions } from './CoursewrightOptions.js'
import type { SectionSettings } from './Settings.js'

/** What a call may take before it is known how fast a provider is. */
const dynamicMs = 90_000

interface ResolveSections {
  timeoutMs: number | 'dynamic'
  sections: NonNullable<ModelOptions['sections']>
  /** What a heavy kind gets beyond others ends here. */
  mostMs: number
}

/** Tier and timeout of every kind of section: its own where given, else `timeoutMs`, and a third more for heavy kinds. */
export const resolveSections = ({
  timeoutMs,
  sections: given,
  mostMs,
}: ResolveSections): Readonly<Record<SectionKind, SectionSettings>> => {
  const baseMs = timeoutMs === 'dynamic' ? dynamicMs : timeoutMs
  const resolve = (kind: SectionKind): SectionSettings => {
    const { tier, isHeavy } = sections[kind]
    return {
      tier: given[kind]?.tier ?? tier,
      timeoutMs:
        given[kind]?.timeoutMs ?? (isHeavy ? Math.max(baseMs, Math.min(Math.round((baseMs * 4) / 3), mostMs)) : baseMs),
    }
  }
  const kinds = Object.keys(sections) as SectionKind[]
  return Object.fromEntries(kinds.map((kind) => [kind, resolve(kind)])) as Record<SectionKind, SectionSettings>
}
