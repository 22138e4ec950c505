import { type CollectionBeforeChangeHook, ValidationError } from 'payload'
import { contentHash, sampleKeyOf } from '../library/identity.js'
import { normalizePosition } from '../library/normalize.js'
import { InvalidPosition } from '../library/position.js'
import type { Settings } from '../options/Settings.js'

/** An editor's position goes through the same judge as an import's; errors stand beside the field they are about. */
export const normalizePositionHook =
  ({ games, slugs }: Settings): CollectionBeforeChangeHook =>
  async ({ data, originalDoc, operation, req }) => {
    const facts = { ...originalDoc, ...data, solution: { ...originalDoc?.solution, ...data.solution } }
    const fail = (path: string, message: string): never => {
      throw new ValidationError({ collection: slugs.positions, errors: [{ path, message }], req }, req.t)
    }
    const game = games.find(({ slug }) => slug === facts.game)
    if (!game) return fail('game', `Choose one of ${games.map(({ slug }) => slug).join(', ')}.`)
    try {
      const position = normalizePosition({ game, facts })
      const hash = contentHash({ game, notation: position.notation })
      const { docs } = await req.payload.find({
        collection: slugs.positions,
        where: {
          and: [
            { contentHash: { equals: hash } },
            ...(operation === 'update' ? [{ id: { not_equals: originalDoc?.id } }] : []),
          ],
        },
        depth: 0,
        limit: 1,
        pagination: false,
        // Whether it exists already is a fact of the library, whatever the user may read.
        overrideAccess: true,
        req,
      })
      if (docs[0]) return fail('notation', `This position is already in the library, as position ${docs[0].id}.`)
      // What an editor emptied must be emptied in the database too.
      const solution = { line: null, score: null, ...position.solution }
      const sampleKey = sampleKeyOf({ game, facts: position, hash })
      // Counted by the database: what was read with the position may be old by now, and is not written back.
      const { drillCount: _, ...written } = data
      const counted = operation === 'create' ? { drillCount: 0 } : {}
      return { ...written, ...position, solution, contentHash: hash, sampleKey, ...counted }
    } catch (error) {
      if (error instanceof InvalidPosition) return fail(error.field, error.message)
      throw error
    }
  }
