import { type CollectionBeforeChangeHook, ValidationError, type ValidationFieldError } from 'payload'
import { judgeDrill } from '../generators/drillSeries/judgeDrill.js'
import { unsafeLinkIn } from '../generators/richText.js'
import { drillFactsOf } from '../kinds/drillSeries/drillFacts.js'
import type { Settings } from '../options/Settings.js'
import { quoted, shorten } from '../text.js'

/**
 * Checks a drill each time it is saved, by whatever door: its check marks and warnings are those of what is saved now. A
 * drill that contradicts itself or its game is not published; a draft may hold anything but a link that is not safe.
 */
export const checkDrill =
  (settings: Settings): CollectionBeforeChangeHook =>
  async ({ data, originalDoc, req }) => {
    const saved = { ...originalDoc, ...data }
    const refuse = (errors: ValidationFieldError[]): never => {
      throw new ValidationError({ collection: settings.slugs.drills, errors, req })
    }
    const link = unsafeLinkIn(saved.explanation)
    if (link !== undefined) {
      refuse([
        { path: 'explanation', message: `The link ${quoted(link)} leads nowhere safe: use http, https or mailto.` },
      ])
    }
    const { drill, facts } = await drillFactsOf(settings, req, saved)
    const { findings, holds } = judgeDrill(drill, facts)
    const contradictions = findings.filter(({ isContradiction }) => isContradiction)
    const isPublished = saved._status === 'published' && !isRestoredAsDraft(req)
    if (isPublished && contradictions.length) {
      refuse(contradictions.map(({ path, message }) => ({ path, message: sentenceOf(message) })))
    }
    const warnings = findings.slice(0, mostWarnings).map(({ message }) => sentenceOf(message))
    return { ...data, checks: holds, warnings }
  }

const mostWarnings = 20
const longestWarning = 400

const sentenceOf = (message: string): string =>
  shorten(`${message.charAt(0).toUpperCase()}${message.slice(1)}.`, longestWarning)

/** Payload makes a draft of a restored version only after this, and says so nowhere else. */
const isRestoredAsDraft = ({ context, query }: { context: Record<string, unknown>; query?: Record<string, unknown> }) =>
  context.isRestoringVersion === true && (query?.draft === 'true' || query?.draft === true)
