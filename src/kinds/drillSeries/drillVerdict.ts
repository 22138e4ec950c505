import type { PayloadRequest, ValidationFieldError } from 'payload'
import type { DrillCheck } from '../../generators/drillSeries/facts.js'
import { applyRules } from '../../generators/drillSeries/rules.js'
import type { Settings } from '../../options/Settings.js'
import { sentence, shorten } from '../../text.js'
import { drillFactsOf } from '../drillBatches/drillFacts.js'
import { publishedTwin } from '../drillBatches/publishedTwin.js'

interface DrillVerdict {
  /** What is stored with the drill: checks that hold, what speaks against it in words, and what is worth a look by its code. */
  readonly stored: { checks: DrillCheck[]; warnings: string[]; flags: string[] }
  /** What must be mended before it is published, beside its fields. */
  readonly contradictions: ValidationFieldError[]
}

/** Judges a drill as it is stored, or about to be, against what stands in the library now. */
export const drillVerdict = async (settings: Settings, req: PayloadRequest, doc: unknown): Promise<DrillVerdict> => {
  const { drill, facts, published } = await drillFactsOf(settings, req, doc)
  const { findings, holds, flags } = applyRules(drill, facts)
  const twin = await publishedTwin(settings, req, doc, published)
  const said = findings.map(({ message, ...finding }) => ({ ...finding, message: sentenceOf(message) }))
  return {
    stored: {
      checks: holds,
      warnings: said.slice(0, mostWarnings).map(({ message }) => message),
      flags: twin === undefined ? flags : [...flags, 'near-duplicate'],
    },
    contradictions: said.flatMap(({ isContradiction, path, message }) => (isContradiction ? [{ path, message }] : [])),
  }
}

const mostWarnings = 20
const longestWarning = 400

const sentenceOf = (message: string): string => shorten(sentence(message), longestWarning)
