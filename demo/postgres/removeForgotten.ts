import { lstatSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { findServer } from './findServer.js'
import { readMarker } from './readMarker.js'

/**
 * Removes data whose project was in the system's folder for temporary files and is gone from there, as after a test.
 * Data of a project anywhere else stays: its disk may only be unplugged.
 */
export async function removeForgotten(outside: string): Promise<void> {
  const temporary = [tmpdir(), realpathSync(tmpdir())].map((folder) => folder + sep)
  for (const name of readdirSync(outside)) {
    const cluster = join(outside, name)
    const link = readMarker(cluster)?.link
    if (!link || !temporary.some((folder) => link.startsWith(folder))) continue
    if (lstatSync(link, { throwIfNoEntry: false }) || (await findServer(cluster))) continue
    rmSync(cluster, { recursive: true, force: true, maxRetries: 5 })
  }
}
