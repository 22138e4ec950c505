import type { BasePayload } from 'payload'
import { inTransaction } from '../database/transactions.js'
import { loggable } from '../errors.js'
import { describeModelNews, readModelNews } from '../model/call/modelList.js'
import type { Provider } from '../model/Provider.js'
import type { Settings } from '../options/Settings.js'
import { raiseAlert } from './alerts.js'
import { beginModelCheck, forgetModelCheck, keepModelNews } from './sql/modelChecks.js'
import { poolStore, storeIn } from './sql/store.js'

/** A provider that does not answer holds up the sweeper for no longer. */
const patienceMs = 5000

/**
 * Asks each hosted provider once a day, whichever worker comes first, whether it still has the models that are set: one that
 * is missing or about to be shut down is an alert, and stands in `GET /generation/health`. One that cannot be asked is asked again
 * with the next look. Never throws.
 */
export const watchModels = async (payload: BasePayload, settings: Settings): Promise<void> => {
  if (!settings.enabled) return
  const hosted = settings.model.providers.filter(({ apiKey, offline }) => apiKey && !offline)
  await Promise.all(
    hosted.map((provider) =>
      watchProvider(payload, settings, provider).catch((err: unknown) =>
        payload.logger.warn({ err: loggable(err), msg: 'the models of a provider could not be looked up' }),
      ),
    ),
  )
}

const watchProvider = async (payload: BasePayload, settings: Settings, provider: Provider): Promise<void> => {
  const { name } = provider
  const check = await inTransaction(payload, async (req) => beginModelCheck(await storeIn(req, settings), name))
  if (check === undefined) return
  const store = poolStore(payload, settings)
  const news = await readModelNews({ provider, nowMs: Date.now(), signal: AbortSignal.timeout(patienceMs) }).catch(
    async (error: unknown) => {
      await forgetModelCheck(store, check)
      throw error
    },
  )
  await keepModelNews(store, { check, news: news ?? [] })
  for (const one of news ?? []) {
    await raiseAlert(payload, settings, {
      cause: `${one.problem}:${name}:${one.model}`,
      level: one.problem === 'missing' ? 'error' : 'warn',
      provider: name,
      model: one.model,
      message: describeModelNews(name, one),
    })
  }
}
