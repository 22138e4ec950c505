import { buildAdmin } from '../../demo/host/admin.js'
import { withLock } from '../../demo/host/lockFile.js'

/** The production build of the reference host: made by the first test file that needs it, waited for by the others. */
export const built = (): Promise<void> =>
  withLock({ path: '.data/build.lock', timeoutMs: 600_000 }, () => buildAdmin({ log: () => undefined }))
