import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { mayChange } from '../../access/access.js'
import { id } from '../../database/stored.js'
import { RequestError } from '../../errors.js'
import { difficulties } from '../../games/difficulties.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import { findReadable } from '../sources/documents.js'

const series = z.object({
  id,
  title: z.string().nullish(),
  game: z.string(),
  difficulty: z.enum(difficulties).nullish(),
  curriculum: id.nullish(),
  profile: id.nullish(),
})

type SeriesFacts = z.infer<typeof series>

/**
 * The series that a request adds to. Our own jobs have no user: the request was checked when it was admitted.
 *
 * @throws RequestError 400 when it does not exist or the requester may not read it, 403 when they may not change it
 */
export const findSeries = async (settings: Settings, req: PayloadRequest, seriesId: Id): Promise<SeriesFacts> => {
  const { drillSeries: collection } = settings.slugs
  const found = await findReadable(req, { collection, id: seriesId, name: 'series' })
  if (req.user && !(await mayChange(req, { collection, id: seriesId }))) {
    throw new RequestError(403, 'You may not add to this series: leave addTo out to get one of your own.', {
      code: 'add_to_not_allowed',
      addTo: seriesId,
    })
  }
  return series.parse(found)
}
