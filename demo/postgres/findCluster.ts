import { lstatSync, readdirSync, realpathSync, rmSync } from 'node:fs'

/**
 * The data folder behind `.data/postgres`, following the link where the data is outside of the project;
 * `undefined` when there is none yet, or an empty one.
 */
export function findCluster(path: string): string | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found) return undefined
  try {
    const cluster = realpathSync(path)
    return readdirSync(cluster).length > 0 ? cluster : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    // Somebody deleted the data outside and left the link.
    rmSync(path)
    return undefined
  }
}
