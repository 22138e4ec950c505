import { stringify } from 'csv-stringify/sync'
import type { Endpoint, PayloadRequest } from 'payload'
import { readableIn, requireReviewer } from '../access/access.js'
import { RequestError } from '../errors.js'
import {
  readUsage,
  type Usage,
  type UsageDimension,
  type UsageQuery,
  usageDimensions,
} from '../limits/usage/readUsage.js'
import { usageOutcomes } from '../limits/usage/usage.js'
import type { Settings } from '../options/Settings.js'
import { poolStore } from '../runs/sql/store.js'
import { quoted } from '../text.js'

/**
 * `GET /generation/usage?from&to&by` → `{from, to, by, rows}`, and `GET /generation/usage.csv`, the same as a file. Reviewers
 * alone: it tells what others have used.
 */
export const usageEndpoints = (settings: Settings): Endpoint[] => [
  {
    path: '/generation/usage',
    method: 'get',
    handler: async (req) => {
      const query = await askedQuery(settings, req)
      return Response.json({ by: query.by, ...(await usageOf(settings, req, query)) })
    },
  },
  {
    path: '/generation/usage.csv',
    method: 'get',
    handler: async (req) => {
      const query = await askedQuery(settings, req)
      const usage = await usageOf(settings, req, query)
      return new Response(csvOf(usage, query.by), {
        headers: {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': `attachment; filename="usage-${usage.from}-${usage.to}.csv"`,
          'Cache-Control': 'no-store',
        },
      })
    },
  },
]

const usageOf = (settings: Settings, req: PayloadRequest, query: UsageQuery): Promise<Usage> =>
  readUsage(poolStore(req.payload, settings), settings.model.providers, query)

const allowed = ['from', 'to', 'by']

/** @throws RequestError 401 and 403 by who asks, 400 naming what of the query is wrong and what is allowed */
const askedQuery = async (settings: Settings, req: PayloadRequest): Promise<UsageQuery> => {
  requireReviewer(settings, req)
  // It is added up of all rows: who may read some of them is told nothing of it.
  if ((await readableIn(req, settings.slugs.generationUsage)) !== true)
    throw new RequestError(403, 'You may not read all of what was used.', { code: 'forbidden' })
  const given = new URL(req.url ?? '', 'http://localhost').searchParams
  const unknown = [...given.keys()].find((name) => !allowed.includes(name))
  if (unknown !== undefined) throw wrong(unknown, `${quoted(unknown)} is no part of a query: give from, to and by.`)
  const [from, to] = [dayOf(given, 'from'), dayOf(given, 'to')]
  return { from, to, by: dimensionsOf(given) }
}

const only = (given: URLSearchParams, name: string): string | undefined => {
  const values = given.getAll(name)
  if (values.length > 1) throw wrong(name, `${name} is given ${values.length} times: give it once.`)
  return values[0]?.trim() || undefined
}

const dayOf = (given: URLSearchParams, name: 'from' | 'to'): string | undefined => {
  const text = only(given, name)
  if (text === undefined) return undefined
  const isDay = /^[12]\d{3}-\d{2}-\d{2}$/.test(text)
  // The 31st of April is read as a day of May.
  if (isDay && toDay(text) === text) return text
  throw wrong(name, `${name} is ${quoted(text)}: give a day in UTC, such as 2026-11-28.`)
}

const toDay = (text: string): string | undefined => {
  const time = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString().slice(0, 10)
}

const dimensionsOf = (given: URLSearchParams): UsageDimension[] => {
  const names = (only(given, 'by') ?? '').split(',').flatMap((name) => name.trim() || [])
  const found = [...new Set(names)].map((name) => {
    const known = usageDimensions.find((one) => one === name)
    if (known) return known
    throw wrong(
      'by',
      `by is ${quoted(name)}: give one or several of ${usageDimensions.join(', ')}, with commas between.`,
    )
  })
  return found
}

const wrong = (name: string, message: string): RequestError =>
  new RequestError(400, message, {
    code: 'invalid_query',
    path: name,
    allowed: name === 'by' ? usageDimensions : allowed,
  })

/** Cells that a spreadsheet would take for formulas begin with an apostrophe: names of models and users may hold anything. */
const csvOf = ({ rows }: Usage, by: readonly UsageDimension[]): string =>
  stringify(
    rows.map(({ of, outcomes, ...numbers }) => ({
      ...of,
      ...numbers,
      ...Object.fromEntries(usageOutcomes.map((name) => [name, outcomes[name] ?? 0])),
    })),
    { header: true, escape_formulas: true, columns: [...by, ...csvNumbers, ...usageOutcomes] },
  )

const csvNumbers = [
  ...['calls', 'items', 'drafts', 'promptTokens', 'cachedTokens', 'cacheWriteTokens', 'completionTokens'],
  ...['reasoningTokens', 'savedTokens', 'untoldCalls', 'untoldTokens', 'ms', 'cost', 'untoldCost'],
]
