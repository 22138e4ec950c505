import { RequestError } from '../errors/RequestError.js'
import type { ModelSettings } from '../options/Settings.js'

/** @throws RequestError 503 when no call could succeed: a hosted endpoint without a key */
export const checkModel = ({ apiKey, baseURL, name }: ModelSettings): void => {
  if (apiKey || !new URL(baseURL).host.endsWith('openai.com')) return
  throw new RequestError(503, `No key is set for ${name}: set the option model.apiKey, or model.baseURL for another.`, {
    code: 'model_not_configured',
  })
}
