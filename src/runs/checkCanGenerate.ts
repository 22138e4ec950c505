import { RequestError } from '../errors.js'
import type { Settings } from '../options/Settings.js'

/** @throws RequestError 503 when it is switched off, or a listed provider has no key, so that its calls must fail */
export const checkCanGenerate = ({ enabled, model: { providers } }: Settings): void => {
  if (!enabled) throw new RequestError(503, 'Generating is switched off on this site.', { code: 'disabled' })
  const index = providers.findIndex(({ apiKey, needsKey }) => needsKey && !apiKey)
  const provider = providers[index]
  if (!provider) return
  const option = `model.providers[${index}].apiKey`
  throw new RequestError(
    503,
    `No key is set for ${provider.name}: set the option ${option}, or take the provider off the list.`,
    { code: 'model_not_configured', provider: provider.name, option },
  )
}
