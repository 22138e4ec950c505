import { type CollectionBeforeChangeHook, ValidationError, type ValidationFieldError } from 'payload'
import { isRestoredAsDraft } from '../../access/restoring.js'
import { unsafeLinkIn } from '../../generators/richText.js'
import { drillVerdict } from '../../kinds/drillSeries/drillVerdict.js'
import type { Settings } from '../../options/Settings.js'
import { quoted } from '../../text.js'

/**
 * Checks a drill each time it is saved, by whatever door: its check marks and warnings are those of what is saved now. A
 * drill that contradicts itself or its game is not published; a draft may hold anything but a link that is not safe.
 */
export const checkDrill =
  (settings: Settings): CollectionBeforeChangeHook =>
  async ({ data, originalDoc, req }) => {
    const saved = { ...originalDoc, ...data }
    const refuse = (errors: ValidationFieldError[]): never => {
      throw new ValidationError({ collection: settings.slugs.drills, errors, req }, req.t)
    }
    const link = unsafeLinkIn(saved.explanation)
    if (link !== undefined) {
      const message = `The link ${quoted(link)} leads nowhere safe: use http, https or mailto.`
      refuse([{ path: 'explanation', message }])
    }
    const { stored, contradictions } = await drillVerdict(settings, req, saved)
    const isPublished = saved._status === 'published' && !isRestoredAsDraft(req)
    if (isPublished && contradictions.length) refuse(contradictions)
    return { ...data, ...stored }
  }
