import type { CoursewrightOptions, ProviderOptions } from '../../../../src/index.js'
import { addPositions } from '../../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'
import { type ModelServer, startModelServer } from './startModelServer.js'

interface StartServedHost {
  /** Of the only provider. Default: it is called Acme, and asked for `big-1`. */
  provider?: Partial<ProviderOptions>
  /** The other options of the model layer. */
  model?: Omit<NonNullable<CoursewrightOptions['model']>, 'providers'>
  steps?: CoursewrightOptions['steps']
}

export interface ServedHost extends TestPayload {
  server: ModelServer
}

/** A host with positions and a worker, whose only provider is a server that can be told what to say. */
export const startServedHost = async ({ provider, model, steps }: StartServedHost = {}): Promise<ServedHost> => {
  const server = await startModelServer()
  const providers = [{ name: 'Acme', baseURL: server.baseURL, complex: 'big-1', ...provider }]
  const host = await startTestPayload({ options: { model: { ...model, providers }, steps } })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
  const worker = host.work()
  return {
    ...host,
    server,
    stop: async () => {
      await worker.stop()
      await host.stop()
      await server.stop()
    },
  }
}
