import { sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import { tokenFactor } from '../model/tokens.js'
import { sectionSettings } from '../options/resolveModel.js'
import type { Section, Settings } from '../options/Settings.js'
import type { LimitStore } from './limitStore.js'

/** Means of older days say little of today's models and prompts. */
export const measuredDays = 30
/** Fewer calls that were answered well say nothing yet. */
const fewestCalls = 5
/** Days of users that are looked at for each section, the newest: an estimate must not read a year of a busy site. */
const mostRows = 200
/** The same for what is learnt of a model, whatever it wrote. */
const mostRowsOfModel = 1000

/** What the calls of one section have taken; see `readMeasured`. */
export interface MeasuredSection {
  readonly provider: string
  readonly model: string
  /** By which our own count of a prompt is multiplied to get the provider's. */
  readonly factor: number
  /** Of one item, as its calls were answered well; `undefined` where too few were. */
  readonly completionTokens: number | undefined
  /** Calls that it took for each that was answered well; as above. */
  readonly callsEach: number | undefined
  /** Seconds of one call; as above. */
  readonly secondsEach: number | undefined
  /** Calls that were answered well. */
  readonly calls: number
  /** The first day that was looked at with any, in UTC. */
  readonly since: string | undefined
}

export interface Measured {
  /** @param feature as the ledger calls the section, below its kind: `drills`, `language/content` */
  of(feature: string): MeasuredSection
}

const count = z.coerce.number()
const row = z.object({
  feature: z.string().nullable(),
  model: z.string(),
  calls: count,
  good: count,
  told: count,
  counted: count,
  completion: count,
  items: count,
  ms: count,
  since: z.string().nullable(),
})

interface ReadMeasured {
  kind: string
  /** What its calls are called in the ledger, below the kind, and what decides their model. */
  sections: Readonly<Record<string, Section>>
}

/**
 * Means of what calls for these sections took in the last 30 days, from the first provider's models, and the factor from our
 * count of tokens to theirs; of a section that was never called, the factor that its model has for others. One statement,
 * which reads no more of a million days than of a thousand.
 */
export const readMeasured = async (
  { db, usage }: Pick<LimitStore, 'db' | 'usage'>,
  settings: Settings,
  { kind, sections }: ReadMeasured,
): Promise<Measured> => {
  const [provider] = settings.model.providers
  const modelOf = (section: Section) => provider.models[sectionSettings(settings.model, section).tier]
  const wanted = Object.entries(sections).map(([feature, section]) => ({ feature, model: modelOf(section) }))
  const sums = sql`
    coalesce(sum(calls - untold_calls), 0) as calls, coalesce(sum(outcomes_ok), 0) as good,
    coalesce(sum(told_prompt_tokens), 0) as told, coalesce(sum(counted_prompt_tokens), 0) as counted,
    coalesce(sum(told_completion_tokens), 0) as completion, coalesce(sum(told_items), 0) as items,
    coalesce(sum(ms), 0) as ms, min(day) as since`
  const first = sql`to_char((now() at time zone 'utc')::date - ${measuredDays - 1}::int, 'YYYY-MM-DD')`
  const { rows } = await db.execute(sql`
    select wanted.feature, wanted.model, found.* from json_to_recordset(${JSON.stringify(wanted)}::json) as wanted(feature text, model text)
    cross join lateral (
      select ${sums} from (
        select * from ${usage} where kind = ${kind} and section = wanted.feature and model = wanted.model and day >= ${first}
          and provider = ${provider.name}
        order by day desc limit ${mostRows}
      ) newest
    ) found
    union all
    select null, model, ${sums} from (select * from ${usage} order by created_at desc limit ${mostRowsOfModel}) newest
    where provider = ${provider.name} and day >= ${first} group by model
  `)
  const found = z.array(row).parse(rows)
  const factorOf = (known: z.output<typeof row> | undefined) =>
    known && known.calls >= fewestCalls && known.counted > 0
      ? tokenFactor({ promptTokens: known.told, countedPromptTokens: known.counted, calls: known.calls })
      : undefined
  return {
    of: (feature) => {
      const own = found.find((one) => one.feature === feature)
      if (!own) throw new Error(`Nothing was looked up of "${feature}".`)
      const { model, good, calls, completion, items, ms, since } = own
      const ofModel = found.find((one) => one.feature === null && one.model === model)
      const isKnown = good >= fewestCalls && items > 0
      return {
        ...{ provider: provider.name, model, calls: good, since: since ?? undefined },
        factor: factorOf(own) ?? factorOf(ofModel) ?? 1,
        completionTokens: isKnown ? completion / items : undefined,
        callsEach: isKnown ? Math.max(1, calls / good) : undefined,
        secondsEach: isKnown && calls > 0 ? ms / calls / 1000 : undefined,
      }
    },
  }
}

/**
 * What our count of a prompt is to be multiplied by to get the provider's, as the newest rows say of this model, whatever
 * it wrote; 1 before there were five calls.
 */
export const readTokenFactor = async (
  { db, usage }: Pick<LimitStore, 'db' | 'usage'>,
  { provider, model }: { provider: string; model: string },
): Promise<number> => {
  const { rows } = await db.execute(sql`
    select coalesce(sum(told_prompt_tokens), 0)::float8 as told, coalesce(sum(counted_prompt_tokens), 0)::float8 as counted,
      coalesce(sum(calls - untold_calls), 0)::int as calls
    from (select * from ${usage} order by created_at desc limit ${mostRowsOfModel}) newest
    where provider = ${provider} and model = ${model}
  `)
  const [found] = rows
  const [promptTokens, countedPromptTokens] = [Number(found?.told ?? 0), Number(found?.counted ?? 0)]
  return tokenFactor({ promptTokens, countedPromptTokens, calls: Number(found?.calls ?? 0) })
}
