import { RequestError } from '../errors/RequestError.js'
import type { Settings } from '../options/Settings.js'

/** @throws RequestError 503 when it is switched off, or no call could succeed: a hosted endpoint without a key */
export const checkCanGenerate = ({ enabled, model: { apiKey, baseURL, name } }: Settings): void => {
  if (!enabled) throw new RequestError(503, 'Generating is switched off on this site.', { code: 'disabled' })
  if (apiKey || !new URL(baseURL).host.endsWith('openai.com')) return
  throw new RequestError(503, `No key is set for ${name}: set the option model.apiKey, or model.baseURL for another.`, {
    code: 'model_not_configured',
  })
}
