import type { CollectionSlug } from 'payload'
import { openHost } from '../../../demo/host/openHost.js'

// Opens the reference host on its database, says what it found there, and ends.
const host = await openHost({ log: () => undefined, seedsAnyDatabase: true })
const count = async (collection: CollectionSlug) => (await host.payload.count({ collection })).totalDocs
process.stdout.write(JSON.stringify({ migrations: await count('payload-migrations'), users: await count('users') }))
await host.stop()
process.exit()
