import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Written into a data folder when it is complete; what lacks it was not made by us, or not to its end. */
export interface ClusterMarker {
  password: string
  /** The link that leads here, for data outside of its project. */
  link?: string
}

export const MARKER_NAME = 'coursewright.json'

/** The marker of a data folder, `undefined` where it is missing or damaged. */
export function readMarker(cluster: string): ClusterMarker | undefined {
  try {
    const marker = JSON.parse(readFileSync(join(cluster, MARKER_NAME), 'utf8')) as Partial<ClusterMarker>
    return typeof marker.password === 'string' ? { ...marker, password: marker.password } : undefined
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (isMissing || error instanceof SyntaxError) return undefined
    throw error
  }
}
