import type { CollectionBeforeChangeHook } from 'payload'
import type { Settings } from '../options/Settings.js'
import { idIn } from './idIn.js'

/** Keeps a drill's `game` and `notation`, from which its board is drawn, those of its position, however it was made. */
export const showPosition =
  ({ slugs }: Settings): CollectionBeforeChangeHook =>
  async ({ data, originalDoc, operation, req }) => {
    if (data.position === undefined) return data
    const position = idIn(data.position)
    const isUnchanged = operation === 'update' && position === idIn(originalDoc?.position)
    // Runs bring both along, so they need no look-up for each drill.
    if (isUnchanged || (operation === 'create' && data.notation)) return data
    if (position === undefined) return { ...data, game: null, notation: null }
    const found = await req.payload.findByID({
      collection: slugs.positions,
      id: position,
      depth: 0,
      disableErrors: true,
      // The drill shows the position to whoever may read the drill.
      overrideAccess: true,
      req,
    })
    return { ...data, game: found?.game ?? null, notation: found?.notation ?? null }
  }
