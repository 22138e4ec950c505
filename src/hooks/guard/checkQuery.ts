import type { PayloadRequest, SanitizedCollectionConfig } from 'payload'
import { greatestInteger } from '../../database/adapter.js'
import { checkWhere, isPlainObject, nameOf, refusal } from './checkWhere.js'
import { findQueriedField } from './queriedField.js'

interface CheckQuery {
  req: PayloadRequest
  collection: SanitizedCollectionConfig
  /** Of the operation: what of it came from outside may be anything. */
  args: object
  overrideAccess: boolean
  /** Of the versions of its documents. */
  ofVersions: boolean
}

/**
 * Refuses every part of a query that Payload would stumble over or pass on to Postgres as it is.
 *
 * @throws RequestError 400 naming the part and what is allowed
 */
export const checkQuery = async ({ args, ...query }: CheckQuery): Promise<void> => {
  const given = (name: string): unknown => Reflect.get(args, name)
  checkShapes(args)
  await checkSort({ ...query, name: 'sort', sort: given('sort') })
  await checkWhere({ ...query, where: given('where') })
  const joins = given('joins')
  if (!isPlainObject(joins)) return
  const { payload } = query.req
  const known = Object.values(query.collection.joins).flat()
  for (const { joinPath, field } of known) {
    const join = joins[joinPath]
    const config = typeof field.collection === 'string' ? payload.collections[field.collection]?.config : undefined
    if (!isPlainObject(join) || !config) continue
    checkRange(`joins.${joinPath}.limit`, join.limit)
    checkRange(`joins.${joinPath}.page`, join.page)
    await checkSort({
      ...query,
      ofVersions: false,
      collection: config,
      name: `joins.${joinPath}.sort`,
      sort: join.sort,
    })
    await checkWhere({ ...query, ofVersions: false, collection: config, where: join.where })
  }
}

/**
 * The part of `checkQuery` that a request can be judged by before it is one of our collections': Payload converts numbers
 * and joins before any hook runs, and stops at objects.
 *
 * @throws RequestError
 */
export const checkShapes = (args: object): void => {
  for (const name of ['limit', 'page'] as const) checkRange(name, Reflect.get(args, name))
  const depth: unknown = Reflect.get(args, 'depth')
  if (typeof depth === 'object' && depth !== null) {
    throw refusal('depth', `depth is ${nameOf(depth)}: give a whole number.`)
  }
  const joins: unknown = Reflect.get(args, 'joins')
  if (joins === undefined || joins === '' || joins === false) return
  if (!isPlainObject(joins))
    throw refusal('joins', `joins is ${nameOf(joins)}: give an object, as in joins[field]=false.`)
  for (const [path, join] of Object.entries(joins)) {
    if (join === false || join === 'false' || isPlainObject(join)) continue
    throw refusal(`joins.${path}`, `joins.${path} is ${nameOf(join)}: give an object or false.`)
  }
}

/** What Payload could not read as a number is still text, or a list. */
const checkRange = (name: string, value: unknown): void => {
  if (value === undefined || value === null || value === '') return
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
  if (Number.isInteger(number) && number >= 0 && number <= greatestInteger) return
  throw refusal(name, `${name} is ${nameOf(value)}: give a whole number from 0 to ${greatestInteger}.`)
}

interface CheckSort extends Omit<CheckQuery, 'args'> {
  name: string
  sort: unknown
}

/** A name that is no field sorts nothing, as everywhere in Payload; a path that breaks off on its way is refused. */
const checkSort = async ({ name, sort, ...query }: CheckSort): Promise<void> => {
  if (sort === undefined || sort === null) return
  const paths: unknown[] = typeof sort === 'string' ? sort.split(',') : Array.isArray(sort) ? sort : [sort]
  for (const written of paths) {
    if (typeof written !== 'string') throw refusal(name, `${name} holds ${nameOf(written)}: give names of fields.`)
    const path = written.replace(/^-/, '')
    const field = await findQueriedField({ ...query, path })
    if (field.kind === 'none' && !(field.isUnknown && /^\w*$/.test(path))) {
      throw refusal(name, `"${path}" cannot be sorted by: ${field.reason}.`)
    }
  }
}
