import type { CollectionBeforeChangeHook, CollectionConfig, FieldHook, PayloadRequest } from 'payload'
import { isRestoring } from '../../access/restoring.js'
import { buildArtifact } from '../../kinds/drillSeries/artifact.js'
import type { Settings } from '../../options/Settings.js'
import { idIn } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
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
 * Computes the artifact from the drills when one series is read, with the access of its reader. In a list it is there
 * when it was asked for by name, `select[artifact]=true`: it is all the drills of each series.
 */
export const readArtifactHook =
  (settings: Settings): FieldHook =>
  ({ data, findMany, originalDoc, overrideAccess, req, draft }) => {
    const isListed = findMany && req.payloadAPI !== 'GraphQL' && !isSelected(req, 'artifact')
    if (isListed) return undefined
    const series = data?.id ?? originalDoc?.id
    if (series === undefined) return null
    return buildArtifact({ settings, req, series, overrideAccess: overrideAccess ?? false, draft: draft ?? false })
  }

const isSelected = ({ query: { select } }: PayloadRequest, field: string): boolean =>
  isRecord(select) && Boolean(select[field])
