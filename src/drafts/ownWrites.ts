import type { PayloadRequest, TypeWithID } from 'payload'
import type { Settings } from '../options/Settings.js'
import type { Id } from '../runs/vocabulary.js'
import { isRecord } from '../text.js'
import { type DraftName, draftFacts } from './parts/draftFacts.js'

const ownWrite = 'coursewrightWritesDraft'

/** Set while many documents are changed at once, none of which the user has opened. */
export const bulkContext = 'coursewrightBulk'

/** Whether our own code writes a generated document just now: any other change is a person's. */
export const isOwnDraftWrite = ({ context }: Pick<PayloadRequest, 'context'>): boolean => context[ownWrite] === true

/** Runs `write` so that hooks know it for ours. */
export const asOwnWrite = async <T>(req: PayloadRequest, write: () => Promise<T>): Promise<T> => {
  const before = req.context[ownWrite]
  req.context[ownWrite] = true
  try {
    return await write()
  } finally {
    if (before === undefined) delete req.context[ownWrite]
    else req.context[ownWrite] = before
  }
}

interface Which {
  name: DraftName
  id: Id
}

/** The latest version of a document, saved as a draft or published; `undefined` when it was deleted. */
export const readLatest = async (
  { slugs }: Pick<Settings, 'slugs'>,
  req: PayloadRequest,
  { name, id }: Which,
): Promise<Readonly<Record<string, unknown>> | undefined> => {
  const found = await req.payload.findByID({
    ...{ collection: slugs[name], id, depth: 0, disableErrors: true, req },
    ...(draftFacts[name].hasVersions ? { draft: true } : {}),
    // Jobs act for the system; endpoints check first who asks.
    overrideAccess: true,
  })
  return isRecord(found) ? found : undefined
}

/** Saves a document as a new draft version of a run's, under Payload's hooks: what is published stays published. */
export const writeAsOwn = (
  { slugs }: Pick<Settings, 'slugs'>,
  req: PayloadRequest,
  { name, id, data: given }: Which & { data: Readonly<Record<string, unknown>> },
): Promise<TypeWithID> => {
  const data = { lastWriter: 'run', ...given }
  return asOwnWrite(req, () =>
    req.payload.update({
      ...{ collection: slugs[name], id, depth: 0, req },
      ...(draftFacts[name].hasVersions ? { draft: true, data: { ...data, _status: 'draft' } } : { data }),
      // As above.
      overrideAccess: true,
    }),
  )
}
