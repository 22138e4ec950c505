import { finalStatuses } from '../../../../src/runs/vocabulary.js'
import { waitFor } from '../../../shared/waitFor.js'
import type { Api } from './startApi.js'

/** Works until the run has ended and gives its document, as an admin sees it. */
export const finishRun = async (api: Api, id: number | string, path = '/generation-runs') => {
  const worker = api.work()
  try {
    return await waitFor(`run ${id} to end`, async () => {
      const { body } = await api.as.admin.get(`${path}/${id}?depth=0`)
      return finalStatuses.includes(body.status) && body
    })
  } finally {
    await worker.stop()
  }
}
