import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest, TypeWithID } from 'payload'
import { table, versionsTable } from '../../database/adapter.js'
import { transactionOf } from '../../database/transactions.js'
import { hashOf } from '../../generators/content/hash.js'
import type { Settings } from '../../options/Settings.js'
import { isRecord } from '../../text.js'
import type { DraftName } from './draftFacts.js'
import { draftPartsOf } from './draftParts.js'

interface RememberStored {
  name: DraftName
  /** As Payload gave it back when it was saved. */
  saved: TypeWithID
  /** What a run has just written of it, by name. */
  parts: readonly string[]
}

/**
 * Makes the hashes in `written` those of what is stored: a hook of the host may have changed a word of what a run wrote, and a field
 * of the host's may have its default, which would be taken for a person's work ever after. Where neither is so, nothing is written.
 */
export const rememberStored = async (
  { slugs }: Pick<Settings, 'slugs'>,
  req: PayloadRequest,
  { name, saved, parts }: RememberStored,
): Promise<void> => {
  const doc: Readonly<Record<string, unknown>> = { ...saved }
  const { written } = doc
  const changed = draftPartsOf(name, doc).filter(({ name: part, state }) => state === 'changed' && parts.includes(part))
  if (changed.length === 0 || !isRecord(written)) return
  const sent = sql`${JSON.stringify(written)}::jsonb`
  const stored = sql`${JSON.stringify({
    ...written,
    ...Object.fromEntries(changed.map(({ name: part, value }) => [part, hashOf(value)])),
  })}::jsonb`
  const [documents, versions] = [table(req.payload, slugs[name]), versionsTable(req.payload, slugs[name])]
  const db = await transactionOf(req)
  // A draft over a published document leaves the row, which keeps what it has.
  await db.execute(sql`
    with current as (update ${documents} set written = ${stored} where id = ${saved.id} and written = ${sent})
    update ${versions} set version_written = ${stored} where version_written = ${sent} and id = (
      select id from ${versions} where parent_id = ${saved.id} order by updated_at desc, id desc limit 1
    )
  `)
}
