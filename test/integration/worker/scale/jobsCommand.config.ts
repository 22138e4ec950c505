import { testConfig } from '../../../shared/testConfig.js'

// What `payload jobs:run` loads; the same host as in the test that starts it.
export default testConfig({
  options: {
    model: { providers: [{ baseURL: String(process.env.MODEL_URL), complex: 'offline-demo', offline: true }] },
  },
  config: { logger: { options: { level: 'error' } } },
})
