import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { actFor } from '../../access/access.js'
import { isDocumentId } from '../../database/adapter.js'
import { inTransaction } from '../../database/transactions.js'
import { loggable, RequestError } from '../../errors.js'
import { givenId } from '../../generators/inputFields.js'
import { invalidInput } from '../../invalidInput.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import { isRecord, longestTitle, shorten } from '../../text.js'
import { type DraftName, draftFacts } from '../parts/draftFacts.js'
import { decidedHashOf } from '../parts/draftParts.js'
import { reviewStates } from '../reviews.js'
import { whyImpossible, whyUnchangeable } from './decision.js'
import { openReview } from './opened.js'

/** Most reviews of one preview: each is judged as if it were published. */
const mostPreviewed = 100

const preview = z.strictObject({
  ids: z
    .array(givenId('give ids of reviews'))
    .min(1, { error: 'give at least one id' })
    .max(mostPreviewed, { error: `give at most ${mostPreviewed} ids` }),
  decision: z.enum(reviewStates, { error: `use ${reviewStates.join(', ')}` }),
  publish: z.boolean({ error: 'give true or false' }).default(false),
  state: z.enum(reviewStates, { error: `use ${reviewStates.join(', ')}` }).default('waiting'),
  since: z.iso.datetime({ error: 'give the time at which they were listed, as the queue says it' }).nullish(),
})

/**
 * - `ready`: it would be decided so
 * - `problem`: it could not be published, for the reason that `message` says
 * - `changed`: it was changed since it was listed
 * - `decided`: it is in another state than it was listed in: a reviewer has decided on it
 * - `gone`: it was deleted
 * - `impossible`: it cannot be decided so, whatever it says: a plan is not published, and a lesson without parts of its own is not
 *   written anew
 */
type PreviewOutcome = 'ready' | 'problem' | 'changed' | 'decided' | 'gone' | 'impossible'

interface Previewed {
  readonly id: Id
  readonly title: string
  readonly outcome: PreviewOutcome
  readonly message?: string
  /** Of what would be decided on: sent along with the decision, nothing else can be decided instead. */
  readonly hash?: string
}

/** @throws RequestError 400 naming what is wrong */
export const parsePreview = (given: unknown): z.output<typeof preview> => {
  const parsed = preview.safeParse(given)
  if (parsed.success) return parsed.data
  throw invalidInput(parsed.error.issues, { what: 'The preview is not valid.', root: '' })
}

/** What would become of decisions on many drafts at once; nothing is decided and nothing is saved. */
export const previewDecisions = async (
  settings: Settings,
  req: PayloadRequest,
  { ids, ...wanted }: z.output<typeof preview>,
): Promise<Previewed[]> => {
  const found: Previewed[] = []
  for (const id of ids) found.push(await previewOne(settings, req, { id, ...wanted }))
  return found
}

const previewOne = async (
  settings: Settings,
  req: PayloadRequest,
  { id, decision, publish, since, state }: Omit<z.output<typeof preview>, 'ids'> & { id: Id },
): Promise<Previewed> => {
  const opened = isDocumentId(req.payload, settings.slugs.reviews, id)
    ? await openReview(settings, req, id).catch((error: unknown) => {
        if (error instanceof RequestError) return undefined
        throw error
      })
    : undefined
  if (!opened) return { id, title: '', outcome: 'gone' }
  const { review, target, proposal } = opened
  const about = { id, title: shorten(String(review.title ?? ''), longestTitle) }
  if (!target) return { ...about, outcome: 'gone' }
  if (review.state !== state) return { ...about, outcome: 'decided' }
  const { name, doc } = target
  const isChanged = since != null && typeof doc.updatedAt === 'string' && Date.parse(doc.updatedAt) > Date.parse(since)
  if (isChanged) return { ...about, outcome: 'changed' }
  const impossible =
    whyImpossible(String(review.kind), { decision, publish }) ?? whyUnchangeable(settings, { name, doc }, { decision })
  if (impossible) return { ...about, outcome: 'impossible' }
  const message = publish ? await problemOfPublishing(settings, req, { name, id: target.id }) : undefined
  if (message !== undefined) return { ...about, outcome: 'problem', message }
  return { ...about, outcome: 'ready', ...(proposal ? {} : { hash: decidedHashOf(name, doc) }) }
}

const judgeContext = 'coursewrightJudges'
const judged = 'Judged only.'

/**
 * Of a field that stands in every draft: refuses what is only to be judged. Payload gathers what all fields have to say before it
 * refuses, so a refusal for this alone means that nothing else speaks against publishing; and nothing is ever saved.
 */
export const judgedOnly = (_value: unknown, { req }: { req: Pick<PayloadRequest, 'context'> }): string | true =>
  req.context[judgeContext] === true ? judged : true

/** Why a document could not be published by this user as its newest version stands; `undefined` when it could. */
const problemOfPublishing = async (
  { slugs }: Settings,
  asked: PayloadRequest,
  { name, id }: { name: DraftName; id: Id },
): Promise<string | undefined> => {
  const { payload } = asked
  try {
    await inTransaction(payload, async (req) => {
      actFor(req, asked)
      req.context[judgeContext] = true
      await payload.update({
        ...{ collection: slugs[name], id, depth: 0, data: { _status: 'published' }, overrideAccess: false, req },
      })
      // Undone with the transaction: a host has taken our field out of the collection.
      throw new Error(`The ${draftFacts[name].kind} ${id} would have been published where it was only to be judged.`)
    })
    return undefined
  } catch (error) {
    return sayProblem(payload, error)
  }
}

/** Payload's error of validation by its looks: a bundle may have a class of its own for it. */
const validation = z.object({
  data: z.object({ errors: z.array(z.object({ path: z.string(), message: z.string() })) }),
})

/** What speaks against publishing, for people; `undefined` when it was only judged and nothing does. */
export const sayProblem = (payload: PayloadRequest['payload'], error: unknown): string | undefined => {
  const { data: invalid } = validation.safeParse(error)
  if (invalid) {
    const said = invalid.data.errors.filter(({ message }) => message !== judged)
    if (said.length === 0) return undefined
    return shorten(said.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join(' '), 1000)
  }
  if (isRecord(error) && typeof error.message === 'string' && 'isPublic' in error && error.isPublic === true) {
    return shorten(error.message, 1000)
  }
  payload.logger.error({ err: loggable(error), msg: 'a draft could not be published' })
  return 'Something went wrong.'
}
