import type { BasePayload, FlattenedBlock, FlattenedField } from 'payload'
import { seededRandom } from '../../shared/seededRandom.js'
import type { Actor } from '../api/helpers/startApi.js'
import { ourCollections } from './ourCollections.js'

export interface HostileRequest {
  actor: Actor
  method: string
  path: string
  /** JSON, or text that only looks like it. */
  body?: string
}

interface HostileRequests {
  payload: BasePayload
  seed: string
  count: number
  /** Documents that are there, by collection. */
  ids: Readonly<Record<string, readonly (string | number)[]>>
}

/**
 * Requests that no honest client makes: values of the wrong shape in every field, in every part of a query and at every
 * route of ours, over REST and GraphQL, as people with rights and without. The same for the same seed.
 */
export function* hostileRequests({ payload, seed, count, ids }: HostileRequests): Generator<HostileRequest> {
  const slugs = ourCollections(payload)
  for (let index = 0; index < count; index += 1) {
    let drawn = 0
    const draw: Draw = (list) => list[Math.floor(seededRandom(seed, index, drawn++) * list.length)] as never
    const slug = draw(slugs)
    const fields = payload.collections[slug]?.config.flattenedFields ?? []
    const id = draw([...(ids[slug] ?? [1]).map(String), '999999', 'abc'])
    const actor = draw(['admin', 'editor', 'editor', 'student', 'visitor'] as const)
    yield { actor, ...draw(shapes)({ payload, slug, fields, id, draw }) }
  }
}

type Draw = <T>(list: readonly T[]) => T

interface Place {
  payload: BasePayload
  slug: string
  fields: readonly FlattenedField[]
  id: string
  draw: Draw
}

type Shape = (place: Place) => Omit<HostileRequest, 'actor'>

/** As JSON, so that keys such as `__proto__` and numbers such as `1e999` are what a client would send. */
const values = [
  'null',
  'true',
  '5',
  '-1',
  '0',
  '1.5',
  '1e30',
  '1e999',
  '""',
  '"abc"',
  '"0"',
  '" "',
  '"\\ud800"',
  '"\\u0000"',
  '[]',
  '[null]',
  '[[]]',
  '["a",1,null]',
  '[{}]',
  '{}',
  '{"toString":1}',
  '{"toString":null,"valueOf":null}',
  '{"id":1}',
  '{"id":{"toString":1}}',
  '{"a":{"b":1}}',
  '{"__proto__":null}',
  '{"length":-1}',
  '{"length":1e9}',
  '{"relationTo":"x","value":1}',
  '{"equals":{"toString":1}}',
  '[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]',
  '"2020-99-99"',
  '"{"',
  '"true"',
  '{"root":5}',
  '{"root":{"children":[null]}}',
  '{"root":{"children":5,"type":"root"}}',
  '{"root":null}',
  '{"constructor":1}',
  `"${'x'.repeat(3000)}"`,
  '{"then":1}',
  '{"0":"a"}',
  '{"and":[null]}',
  '{"or":5}',
  '[0,-1,1e400]',
] as const

const texts = [
  '',
  'abc',
  'null',
  '[]',
  '-1',
  '1e999',
  '%00',
  '%ED%A0%80',
  '{"a":1}',
  '[null]',
  '{"toString":1}',
  'x'.repeat(3000),
]

const operators = [
  'equals',
  'not_equals',
  'in',
  'not_in',
  'all',
  'greater_than',
  'less_than_equal',
  'like',
  'not_like',
  'contains',
  'exists',
  'near',
  'within',
  'intersects',
  'bogus',
  '__proto__',
  'toString',
] as const

/** Every path a field can be named by, and some that are none. */
const pathsOf = (payload: BasePayload, fields: readonly FlattenedField[], depth = 0): string[] => [
  'id',
  '_id',
  'nope',
  '__proto__',
  'constructor',
  ...fields.flatMap((field) => {
    const inner = innerFields(payload, field)
    if (!inner || depth > 1) return [field.name, `${field.name}.id`, `${field.name}.nope.x`]
    const below = pathsOf(payload, inner, depth + 1)
    return [
      field.name,
      `${field.name}.0`,
      ...below.flatMap((path) => [`${field.name}.${path}`, `${field.name}__${path}`]),
    ]
  }),
]

const innerFields = (payload: BasePayload, field: FlattenedField): readonly FlattenedField[] | undefined => {
  if ('flattenedFields' in field) return field.flattenedFields
  if (field.type === 'blocks') return blocksOf(field).flatMap(({ flattenedFields }) => flattenedFields)
  const related = 'relationTo' in field ? field.relationTo : field.type === 'join' ? field.collection : undefined
  return typeof related === 'string' ? payload.collections[related]?.config.flattenedFields : undefined
}

const blocksOf = (field: FlattenedField): FlattenedBlock[] =>
  field.type === 'blocks' ? field.blocks.filter((block) => typeof block !== 'string') : []

/** A document of which one part, at any depth, is not what it should be. */
const dataOf = ({ fields, draw }: Place): string => {
  const value = draw(values)
  const field = draw([...fields, undefined, undefined])
  if (!field)
    return draw([
      value,
      ...['createdAt', 'updatedAt', '_status', 'id', 'a.b.c', '__proto__', '_draft'].map(
        (name) => `{${JSON.stringify(name)}:${value}}`,
      ),
    ])
  const key = JSON.stringify(field.name)
  if (field.type === 'blocks') return `{${key}:${blocksDataOf(field, value, draw)}}`
  if (!('flattenedFields' in field)) return `{${key}:${value}}`
  const inner = draw([...field.flattenedFields.map(({ name }) => name), 'id', 'nope'])
  const innerKey = JSON.stringify(inner)
  return draw([
    `{${key}:${value}}`,
    `{${key}:{${innerKey}:${value}}}`,
    `{${key}:[{${innerKey}:${value}}]}`,
    `{${key}:[${value},{${innerKey}:${value}}]}`,
    `{${JSON.stringify(`${field.name}.${inner}`)}:${value}}`,
    `{${JSON.stringify(`${field.name}.0.${inner}`)}:${value}}`,
  ])
}

/** Blocks of which one has a field, or a field of a row, that is not what it should be. */
const blocksDataOf = (field: FlattenedField, value: string, draw: Draw): string => {
  const block = draw(blocksOf(field))
  const inner = draw([...block.flattenedFields, undefined])
  const type = `"blockType":${JSON.stringify(block.slug)}`
  const innerKey = JSON.stringify(inner?.name ?? 'nope')
  const rows = inner && 'flattenedFields' in inner ? inner.flattenedFields : []
  const rowKey = JSON.stringify(draw(['id', 'nope', ...rows.map(({ name }) => name)]))
  return draw([
    value,
    `[${value}]`,
    `[{"blockType":${value}}]`,
    `[{${type},${innerKey}:${value}}]`,
    `[{${type},"id":${value}},{${type},"id":${value}}]`,
    `[{${type},${innerKey}:[${value}]}]`,
    `[{${type},${innerKey}:[{${rowKey}:${value}},{${rowKey}:${value}}]}]`,
  ])
}

const queryOf = (place: Place): string => {
  const { payload, fields, draw } = place
  const path = draw(pathsOf(payload, fields))
  const text = draw([...texts, ...values.map(encodeURIComponent)])
  const operator = draw(operators)
  const joined = draw(['drills', 'runs', 'nope'])
  return draw([
    `where[${path}][${operator}]=${text}`,
    `where[${path}][${operator}]=${text}`,
    `where[${path}][${operator}][]=${text}`,
    `where[${path}][${operator}][a]=${text}`,
    `where[${path}]=${text}`,
    `where[and][0][${path}][${operator}]=${text}`,
    `where[OR][0][${path}][${operator}]=${text}`,
    `where[and][]=${text}`,
    `where[and][a][${path}][${operator}]=${text}`,
    `where=${text}`,
    `where=${encodeURIComponent(`{"${path}":{"${operator}":${draw(values)}}}`)}`,
    `where=${encodeURIComponent(`{"and":${draw(values)}}`)}`,
    `where=${encodeURIComponent(`{"${path}":${draw(values)}}`)}`,
    `where=${encodeURIComponent(draw(values))}`,
    ...[
      'limit',
      'page',
      'depth',
      'sort',
      'select',
      'populate',
      'joins',
      'locale',
      'fallback-locale',
      'draft',
      'trash',
      'pagination',
      'data',
      'field',
    ].flatMap((name) => [`${name}=${text}`, `${name}[]=${text}`, `${name}[a]=${text}`, `${name}[a][b][c]=${text}`]),
    `sort=${path}`,
    `sort=${path}`,
    `sort=-${path}`,
    `sort[]=-${path}&sort[]=${text}`,
    `select[${path}]=${text}`,
    `select[${path}][id]=true`,
    `populate[${draw(ourCollections(payload))}]=${text}`,
    `populate[${draw(ourCollections(payload))}][${path}]=true`,
    `joins[${joined}]=${text}`,
    ...['limit', 'page', 'count', 'sort', 'where'].map((name) => `joins[${joined}][${name}]=${text}`),
    `joins[${joined}][limit][a]=${text}`,
    `joins[${joined}][where][${path}][${operator}]=${text}`,
    `joins[${joined}][where][and][]=${text}`,
    `joins[${joined}][sort]=${path}`,
    `joins[${joined}][sort][a]=${path}`,
  ])
}

const nameOf = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const shapes: readonly Shape[] = [
  // Documents.
  (place) => ({
    method: 'POST',
    path: `/${place.slug}?depth=0&draft=${place.draw(['true', 'false'])}`,
    body: dataOf(place),
  }),
  (place) => ({
    method: 'PATCH',
    path: `/${place.slug}/${place.id}?depth=0&draft=${place.draw(['true', 'false'])}&autosave=${place.draw(['true', ''])}`,
    body: dataOf(place),
  }),
  (place) => ({
    method: 'PATCH',
    path: `/${place.slug}?${queryOf(place)}&where[id][equals]=${place.id}`,
    body: dataOf(place),
  }),
  (place) => ({ method: 'POST', path: `/${place.slug}/${place.id}/duplicate?depth=0`, body: dataOf(place) }),
  (place) => ({ method: 'POST', path: `/${place.slug}/access/${place.id}`, body: dataOf(place) }),
  (place) => ({ method: 'POST', path: `/${place.slug}/versions/${place.id}?${queryOf(place)}`, body: dataOf(place) }),
  // Queries.
  ...['', '', '', '/count', '/versions', '/versions', '/ID', '/versions/ID'].map(
    (path): Shape =>
      (place) => ({ method: 'GET', path: `/${place.slug}${path.replace('ID', place.id)}?${queryOf(place)}` }),
  ),
  (place) => ({ method: 'DELETE', path: `/${place.slug}?${queryOf(place)}&where[id][equals]=999999` }),
  // A body in place of a query, as Payload's own panel sends it.
  (place) => ({
    method: 'GET-BY-POST',
    path: `/${place.slug}/${place.id}`,
    body: `{"${place.draw(['data', 'depth', 'draft', 'joins', 'populate', 'select', 'where'])}":${place.draw(values)}}`,
  }),
  // Routes of ours.
  ({ draw }) => ({
    method: 'POST',
    path: '/generation-runs/estimate',
    body: draw([
      draw(values),
      `{"kind":${draw(values)},"input":${draw(values)}}`,
      `{"input":{"${draw(['targetDrillCount', 'phases', 'game', 'curriculum', 'seed', '__proto__'])}":${draw(values)}}}`,
    ]),
  }),
  ({ draw }) => ({
    method: 'POST',
    path: '/generation-runs?depth=0',
    body: `{"kind":"drillSeries","input":{"${draw(['targetDrillCount', 'phases', 'game', 'curriculum', 'profile', 'seed', '__proto__'])}":${draw(values)},"phases":["nowhere"]},"${draw(['priority', 'idempotencyKey', 'progress', 'usage'])}":${draw(values)}}`,
  }),
  ({ draw, id }) => ({
    method: 'POST',
    path: `/generation-runs/${id}/${draw(['cancel', 'pause', 'resume', 'retry'])}`,
    body: draw([draw(values), `{"step":${draw(values)}}`]),
  }),
  ({ draw }) => ({
    method: 'POST',
    path: `/positions/import?game=${draw(texts)}&format=${draw(['epd', 'csv', 'jsonl', 'pgn', ...texts])}&phase[]=${draw(texts)}`,
    body: draw(values),
  }),
  (place) => ({ method: 'GET', path: `/generation/${place.draw(['limits', 'health'])}?${queryOf(place)}` }),
  // GraphQL.
  ({ payload, fields, draw, slug }) => {
    const path = draw(pathsOf(payload, fields)).replaceAll('.', '__')
    const { singular, plural } = graphQLNames(payload, slug)
    const literal = draw([
      'null',
      '5',
      '-1',
      '1e30',
      '"abc"',
      '[]',
      '[null]',
      '{}',
      '{toString: 1}',
      '"\\u0000"',
      '"\\ud800"',
      '"2020-01-01"',
      '[{a: 1}]',
      '[1, "abc"]',
    ])
    const operator = draw(operators)
    const query = draw([
      `{ ${plural}(where: { ${path}: { ${operator}: ${literal} } }) { totalDocs } }`,
      `{ ${plural}(where: { AND: [{ ${path}: { ${operator}: ${literal} } }] }) { totalDocs } }`,
      `{ ${plural}(where: { AND: ${literal} }) { totalDocs } }`,
      `{ ${plural}(where: ${literal}) { totalDocs } }`,
      `{ count${plural}(where: { ${path}: { ${operator}: ${literal} } }) { totalDocs } }`,
      `{ versions${plural}(where: { ${path}: { ${operator}: ${literal} } }) { totalDocs } }`,
      `{ ${plural}(${draw(['limit', 'page', 'sort', 'draft', 'pagination'])}: ${literal}) { totalDocs } }`,
      `{ ${singular}(id: ${literal}) { id } }`,
      `mutation { create${nameOf(singular)}(draft: true, data: { ${draw(fields).name}: ${literal} }) { id } }`,
      `mutation { create${nameOf(singular)}(draft: true, data: { createdAt: ${literal} }) { id } }`,
      `mutation { update${nameOf(singular)}(id: ${draw(['1', '2', '999999'])}, data: { ${draw(fields).name}: ${literal} }) { id } }`,
      `mutation { delete${nameOf(singular)}(id: ${literal}) { id } }`,
      `mutation { duplicate${nameOf(singular)}(id: 1, data: { ${draw(fields).name}: ${literal} }) { id } }`,
      `mutation { restoreVersion${nameOf(singular)}(id: ${literal}) { id } }`,
      `mutation { retryGenerationRun(id: ${literal}, step: ${literal}) { id } }`,
      `{ docAccess${nameOf(singular)}(id: ${literal}) { fields { createdAt { read { permission } } } } }`,
    ])
    return { method: 'POST', path: '/graphql', body: JSON.stringify({ query }) }
  },
  ({ payload, fields, draw, slug }) => {
    const { singular, plural } = graphQLNames(payload, slug)
    const query = draw([
      `query ($v: ${plural === 'AllDrillSeries' ? 'DrillSeries' : singular}_where) { ${plural}(where: $v) { totalDocs } }`,
      `query ($v: Int!) { ${singular}(id: $v) { id } }`,
      `query ($v: JSON!) { ${plural}(where: { ${draw(fields).name}: { equals: $v } }) { totalDocs } }`,
      `mutation ($v: JSON) { create${nameOf(singular)}(draft: true, data: { ${draw(fields).name}: $v }) { id } }`,
      `mutation ($v: mutation${nameOf(singular)}Input!) { create${nameOf(singular)}(draft: true, data: $v) { id } }`,
      'mutation ($v: JSON!) { createGenerationRun(data: { kind: "drillSeries", input: $v }) { id } }',
      'mutation ($v: String!) { cancelGenerationRun(id: $v) { id } }',
    ])
    const variables = draw([
      `{"v":${draw(values)}}`,
      '{}',
      'null',
      `{"v":{"${draw(fields).name}":${draw(values)}}}`,
      draw(values),
    ])
    return { method: 'POST', path: '/graphql', body: `{"query":${JSON.stringify(query)},"variables":${variables}}` }
  },
  // What is no JSON at all Payload reads before any plugin can.
  ({ draw }) => ({ method: 'POST', path: '/graphql', body: `{"query":${draw(values)}}` }),
]

/** As Payload's GraphQL names a collection. */
const graphQLNames = (payload: BasePayload, slug: string): { singular: string; plural: string } => {
  const { graphQL, labels } = payload.collections[slug]?.config ?? {}
  const named: { singularName?: string; pluralName?: string } = graphQL || {}
  const label = (text: unknown) => String(text).replace(/[^A-Za-z]+(.)/g, (_, letter: string) => letter.toUpperCase())
  const words = (text: string) => text.split(' ').map(nameOf).join('')
  return {
    singular: named.singularName ?? words(label(labels?.singular)),
    plural: named.pluralName ?? words(label(labels?.plural)),
  }
}
