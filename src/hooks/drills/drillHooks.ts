import type { CollectionBeforeChangeHook, CollectionConfig, FieldHook } from 'payload'
import { isRestoring } from '../../access/restoring.js'
import { buildArtifact } from '../../kinds/drillSeries/artifact.js'
import type { Settings } from '../../options/Settings.js'
import { idIn } from '../../runs/vocabulary.js'
import { isAskedFor } from '../isAskedFor.js'
import { checkDrill } from './checkDrill.js'
import { countDrills } from './countDrills.js'

/** What happens to a drill when it is saved or deleted, by whatever door. */
export const drillHooks = (settings: Settings): CollectionConfig['hooks'] => {
  const { beforeChange, ...counting } = countDrills(settings)
  return { ...counting, beforeChange: [...beforeChange, showPosition(settings), checkDrill(settings)] }
}

/** Keeps a drill's `game` and `notation`, from which its board is drawn, those of its position, however it was made. */
const showPosition =
  ({ slugs }: Settings): CollectionBeforeChangeHook =>
  async ({ data, originalDoc, operation, req }) => {
    if (data.position === undefined) return data
    const position = idIn(data.position)
    // The position may have been corrected since the version that is restored.
    const isUnchanged = operation === 'update' && position === idIn(originalDoc?.position) && !isRestoring({ req })
    // Runs bring both along, so they need no look-up for each drill.
    if (isUnchanged || (operation === 'create' && data.notation)) return data
    if (position === undefined) return { ...data, game: null, notation: null }
    const found = await req.payload.findByID({
      collection: slugs.positions,
      id: position,
      depth: 0,
      disableErrors: true,
      // The drill shows the position to every reader of the drill.
      overrideAccess: true,
      req,
    })
    return { ...data, game: found?.game ?? null, notation: found?.notation ?? null }
  }

/**
 * Computes the artifact from the drills when one series is read, with the access of its reader. In a list and over GraphQL it is
 * there when it was asked for by name: it is all the drills of each series.
 */
export const readArtifactHook =
  (settings: Settings): FieldHook =>
  ({ data, findMany, originalDoc, overrideAccess, req, draft, showHiddenFields }) => {
    // So Payload reads what is about to be saved; what is answered is read once more.
    if (overrideAccess && showHiddenFields) return undefined
    const isWhole = !findMany && req.payloadAPI !== 'GraphQL'
    if (!isWhole && !isAskedFor(req, { slug: settings.slugs.drillSeries, field: 'artifact' })) return undefined
    const series = data?.id ?? originalDoc?.id
    if (series === undefined) return null
    return buildArtifact({ settings, req, series, overrideAccess: overrideAccess ?? false, draft: draft ?? false })
  }
