import { sql } from '@payloadcms/db-postgres/drizzle'
import { expect } from 'vitest'
import { poolOf } from '../../../../src/database/adapter.js'
import { waitFor } from '../../../shared/waitFor.js'
import type { Documents, Ids } from './Documents.js'
import {
  type Collection,
  collections,
  type Doc,
  formOf,
  mayBeEmpty,
  ownBlock,
  partsOf,
  textOf,
  withWords,
} from './parts.js'
import type { Death } from './Worker.js'

/** How somebody saves. */
export const doors = ['local', 'rest', 'bulk'] as const

export type Door = (typeof doors)[number]

/** How often came up what this is about. */
export const noCounts = () => ({
  edits: 0,
  removed: 0,
  oldForms: 0,
  undone: 0,
  proposals: 0,
  accepted: 0,
  rejected: 0,
  refused: 0,
  deaths: 0,
  races: 0,
  published: 0,
  restored: 0,
})

type Counts = ReturnType<typeof noCounts>

/** What a person put into a part and what stands there until a person says otherwise; `null`: it was taken out. */
type Mine = Map<string, string | null>

interface Desk {
  /** By collection. */
  readonly mine: Map<Collection, Mine>
  /** All that people ever wrote, by collection. */
  readonly words: Map<Collection, string[]>
  /** Forms that were opened and not saved yet. */
  readonly forms: { collection: Collection; doc: Doc; mine: Mine }[]
  /** What learners read, once it was published. */
  readonly published: Map<Collection, string>
}

interface Save {
  collection: Collection
  part: string
  door: Door
  isRemoved: boolean
}

/** What people do to the documents of one case, and what must hold after each deed. */
export const createDesk = ({ api, ids, counts }: { api: Documents; ids: Ids; counts: Counts }) => {
  const { editor } = api.as
  const desk: Desk = { mine: new Map(), words: new Map(), forms: [], published: new Map() }
  for (const collection of collections) {
    desk.mine.set(collection, new Map())
    desk.words.set(collection, [])
  }
  let said = 0
  const mineOf = (collection: Collection): Mine => desk.mine.get(collection) ?? new Map()
  const path = (collection: Collection) => `/${collection}/${ids[collection]}`
  const read = async (collection: Collection): Promise<Doc> =>
    (await editor.get(`${path(collection)}?draft=true&depth=0`)).body as Doc
  const newWords = (collection: Collection): string => {
    said += 1
    // Long enough for every rule about a title or an entry, and like nothing else.
    const words = `Words of a person, number ${said}-${collection}.`
    desk.words.get(collection)?.push(words)
    return words
  }
  const send = async (collection: Collection, door: Door, data: Record<string, unknown>): Promise<void> => {
    const draft = { ...data, _status: 'draft' }
    if (door === 'local') {
      await api.payload.update({ collection, id: ids[collection], draft: true, depth: 0, data: draft })
      return
    }
    const where = door === 'rest' ? `${path(collection)}?` : `/${collection}?where[id][equals]=${ids[collection]}&`
    const { status, body } = await editor.patch(`${where}draft=true&depth=0`, draft)
    if (status !== 200 || body.errors?.length) throw new Error(`A save was refused: ${JSON.stringify(body.errors)}`)
  }
  const edit = async ({ collection, part, door, isRemoved }: Save): Promise<void> => {
    const doc = await read(collection)
    // What other parts of this save hold was read just now.
    const before = new Map(mineOf(collection))
    const words = isRemoved && mayBeEmpty(collection, part) ? undefined : newWords(collection)
    const data = withWords({ collection, doc, part, words })
    await send(collection, door, data)
    counts.edits += 1
    counts.removed += words === undefined ? 1 : 0
    // What was taken out before comes back as a block of the editor's own, which is no part.
    const isThere = words !== undefined && textOf(collection, { ...doc, ...data }, part) !== undefined
    const left = isThere ? words : null
    desk.mine.set(collection, new Map([...before, [part, left]]))
  }
  /** What is a person's by what stands there now: after somebody went back to an older version, or two decided at once. */
  const lookAgain = async (collection: Collection): Promise<void> => {
    const doc = await read(collection)
    const known = desk.words.get(collection) ?? []
    const now = partsOf(collection).flatMap((part): [string, string | null][] => {
      const text = textOf(collection, doc, part)
      if (text === undefined) return mineOf(collection).get(part) === null ? [[part, null]] : []
      const words = known.findLast((one) => text.includes(one))
      return words === undefined ? [] : [[part, words]]
    })
    desk.mine.set(collection, new Map(now))
  }
  const openProposals = async () => {
    const keys = collections.map((collection) => `${collection}:${ids[collection]}`).join(',')
    const where = `where[targetKey][in]=${keys}&where[status][equals]=open`
    const { body } = await editor.get(`/proposals?${where}&depth=0&limit=100&sort=id`)
    return body.docs as { id: number; targetKey: string; changes: { part: string; after: unknown }[] }[]
  }
  const collectionOf = (targetKey: string) => targetKey.split(':')[0] as Collection

  return {
    edit,
    /** A block of the editor's own, which no run ever touches. */
    addBlock: async (collection: 'lessons' | 'sections'): Promise<void> => {
      const doc = await read(collection)
      const words = newWords(collection)
      await send(collection, 'rest', { content: [...(doc.content as object[]), ownBlock(words)] })
    },
    openForm: async (collection: Collection): Promise<void> => {
      desk.forms.push({ collection, doc: await read(collection), mine: new Map(mineOf(collection)) })
    },
    /** Sends all that the form had when it was opened, and one part as it was changed there: what a person saves wins. */
    saveForm: async (index: number, place: number | undefined): Promise<void> => {
      const [form] = desk.forms.splice(index % Math.max(1, desk.forms.length), 1)
      if (!form) return
      const { collection, doc, mine } = form
      const names = partsOf(collection)
      const part = place === undefined ? undefined : names[place % names.length]
      const before = await read(collection)
      const changed = part === undefined ? undefined : newWords(collection)
      const edited = changed === undefined ? {} : withWords({ collection, doc, part: part ?? '', words: changed })
      await send(collection, 'rest', { ...formOf(collection, doc), ...edited })
      counts.oldForms += 1
      const after = await read(collection)
      const isThere = part !== undefined && textOf(collection, after, part) !== undefined
      const now = new Map(mine)
      if (part !== undefined && changed !== undefined) now.set(part, isThere ? changed : null)
      desk.mine.set(collection, now)
      const proposals = await openProposals()
      for (const one of partsOf(collection)) {
        // A run had written it since, nobody else had, and the form put the older text of a run back.
        const [was, opened] = [textOf(collection, before, one), textOf(collection, doc, one)]
        const isRuns = !mineOf(collection).has(one) && !mine.has(one) && one !== part && was !== opened
        if (!isRuns || was === undefined || opened === undefined || words(was, desk.words.get(collection))) continue
        counts.undone += 1
        const kept = proposals.some(
          ({ targetKey, changes }) =>
            collectionOf(targetKey) === collection &&
            changes.some((change) => change.part === one && isSaid(change.after, was)),
        )
        expect(kept, `what the run had written in ${one} is proposed`).toBe(true)
      }
    },
    /** An open proposal, or none: all of it, or its first part. */
    decide: async (index: number, decision: 'accept' | 'acceptFirst' | 'reject'): Promise<void> => {
      const open = await openProposals()
      const proposal = open[index % Math.max(1, open.length)]
      if (!proposal) return
      const named = proposal.changes.slice(0, decision === 'accept' ? undefined : 1).map(({ part }) => part)
      const { status, body } =
        decision === 'reject'
          ? await editor.post(`/proposals/${proposal.id}/reject`, { reason: 'Ours is better.' })
          : await editor.post(`/proposals/${proposal.id}/accept`, { parts: named })
      if (status === 200) {
        counts[decision === 'reject' ? 'rejected' : 'accepted'] += 1
        if (decision !== 'reject') for (const part of named) mineOf(collectionOf(proposal.targetKey)).delete(part)
        return
      }
      expect(['changed_since', 'proposal_decided', 'target_deleted'], JSON.stringify(body)).toContain(
        body.errors?.[0]?.data?.code,
      )
      counts.refused += 1
    },
    publish: async (collection: Collection): Promise<void> => {
      const { status } = await editor.patch(`${path(collection)}?depth=0`, { _status: 'published' })
      if (status !== 200) return
      counts.published += 1
      desk.published.set(collection, await readPublished(collection))
    },
    restore: async (collection: Collection, back: number): Promise<void> => {
      const where = `where[parent][equals]=${ids[collection]}&sort=-createdAt&limit=20&depth=0`
      const { body } = await editor.get(`/${collection}/versions?${where}`)
      const version = body.docs[back % body.docs.length]
      const { status } = await editor.post(`/${collection}/versions/${version.id}?draft=true`)
      if (status !== 200) return
      counts.restored += 1
      await lookAgain(collection)
      if (desk.published.has(collection)) desk.published.set(collection, await readPublished(collection))
    },
    request: async (kind: 'regenerate' | 'course', input: object): Promise<void> => {
      const { status, body } = await editor.post('/generation-runs', { kind, input })
      if (status === 201 || status === 409) return
      // All its parts may be a person's own by now, or gone.
      expect([status, body.errors?.[0]?.data?.code]).toEqual([400, 'invalid_input'])
    },
    work: async (death: Death | undefined): Promise<void> => {
      const hasWorked = await api.worker.work(death)
      if (hasWorked && death) counts.deaths += 1
    },
    /** Somebody saves, or decides, after a run has read the document and before it writes, or with no run around. */
    race: async (save: Save, decides: boolean): Promise<void> => {
      const open = decides ? await openProposals() : []
      const others = open.filter(({ targetKey }) => collectionOf(targetKey) === save.collection)
      let people: Promise<unknown> | undefined
      const begin = () => {
        people ??= Promise.all([edit(save), ...others.map(({ id }) => editor.post(`/proposals/${id}/accept`, {}))])
        return people
      }
      api.moment.during = async () => {
        counts.races += 1
        api.moment.during = undefined
        await overOrBlocked(begin())
      }
      await api.worker.work()
      api.moment.during = undefined
      await begin()
      if (others.length > 0) await lookAgain(save.collection)
    },
    /** What must hold, whatever was done. */
    check: async (): Promise<void> => {
      const proposals = JSON.stringify(
        (await api.payload.find({ collection: 'proposals', depth: 0, limit: 0, pagination: false })).docs,
      )
      for (const collection of collections) {
        const doc = await read(collection)
        for (const [part, words] of mineOf(collection)) {
          const text = textOf(collection, doc, part)
          if (words === null) expect(text, `${collection}.${part} was taken out`).toBeUndefined()
          else expect(text, `${collection}.${part} is as a person left it`).toContain(words)
        }
        const where = { parent: { equals: ids[collection] } }
        const versions = await api.payload.findVersions({ collection, where, depth: 0, limit: 0, pagination: false })
        const kept = JSON.stringify([doc, versions.docs]) + proposals
        for (const words of desk.words.get(collection) ?? []) {
          expect(kept.includes(words), `"${words}" is somewhere`).toBe(true)
        }
        const published = desk.published.get(collection)
        if (published) expect(await readPublished(collection), `published ${collection}`).toBe(published)
      }
      counts.proposals = Math.max(counts.proposals, (await openProposals()).length)
    },
  }

  /** Until it is done, or waits for the run's lock. */
  async function overOrBlocked(deed: Promise<unknown>): Promise<void> {
    let isOver = false
    // What went wrong is heard of by whoever waits for the deed itself.
    deed
      .catch(() => undefined)
      .finally(() => {
        isOver = true
      })
    await waitFor('somebody to wait for the run', async () => {
      if (isOver) return true
      const { rows } = await poolOf(api.payload).execute(
        sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      return rows.length > 0
    })
  }

  async function readPublished(collection: Collection): Promise<string> {
    const { body } = await editor.get(`${path(collection)}?depth=0`)
    return JSON.stringify(partsOf(collection).map((part) => textOf(collection, body as Doc, part)))
  }
}

export type People = ReturnType<typeof createDesk>

/** Whether it holds words of a person. */
const words = (text: string, known: readonly string[] = []): boolean => known.some((one) => text.includes(one))

/** Whether a proposal says what stood in a part, whatever ids and empty fields differ. */
const isSaid = (after: unknown, text: string): boolean => {
  const texts = (json: string) => [...json.matchAll(/"(?:text|body|title)":"([^"]+)"/g)].map(([, one]) => one)
  const said = JSON.stringify(after)
  return said === text || (texts(text).length > 0 && texts(text).every((one) => texts(said).includes(one)))
}
