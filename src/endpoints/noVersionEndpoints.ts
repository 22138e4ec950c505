import type { Endpoint } from 'payload'
import { RequestError } from '../errors.js'

const refuse = (slug: string) => () => {
  throw new RequestError(404, `"${slug}" keeps no versions.`, { code: 'not_found' })
}

/** Payload has routes for versions on every collection, and answers 500 on those without any. */
export const noVersionEndpoints = (slug: string): Endpoint[] => [
  { path: '/versions', method: 'get', handler: refuse(slug) },
  { path: '/versions/:id', method: 'get', handler: refuse(slug) },
  { path: '/versions/:id', method: 'post', handler: refuse(slug) },
]
