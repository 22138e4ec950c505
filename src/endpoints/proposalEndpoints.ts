import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { actFor, mayRead, requireReviewer } from '../access/access.js'
import { documentIdOf } from '../database/adapter.js'
import { inVerifiedTransaction } from '../database/transactions.js'
import { acceptProposal, readDiff, rejectProposal } from '../drafts/proposals/decideProposal.js'
import { RequestError } from '../errors.js'
import { invalidInput } from '../invalidInput.js'
import type { Settings } from '../options/Settings.js'
import type { Id } from '../runs/vocabulary.js'
import { longestFeedback, longestName } from '../text.js'
import { bodyOf } from './body.js'
import type { Mutations } from './runs/runMutations.js'

const parts = z.array(z.string().max(longestName)).min(1).max(100).nullish()
const accepting = z.strictObject({ parts })
const rejecting = z.strictObject({ parts, reason: z.string().trim().max(longestFeedback).nullish() })

/** `GET /proposals/:id/diff`, `POST /proposals/:id/accept {parts?}`, `POST /proposals/:id/reject {parts?, reason?}` */
export const proposalEndpoints = (settings: Settings): Endpoint[] => [
  {
    path: '/:id/diff',
    method: 'get',
    handler: async (req) => {
      requireReviewer(settings, req)
      return Response.json({ diff: await readDiff(settings, req, proposalId(settings, req, req.routeParams?.id)) })
    },
  },
  {
    path: '/:id/accept',
    method: 'post',
    handler: async (req) => {
      const doc = await accept(settings, req, { id: req.routeParams?.id, read: () => bodyOf(req) })
      return Response.json({ doc, message: messageOf(doc) })
    },
  },
  {
    path: '/:id/reject',
    method: 'post',
    handler: async (req) => {
      const doc = await reject(settings, req, { id: req.routeParams?.id, read: () => bodyOf(req) })
      return Response.json({ doc, message: messageOf(doc) })
    },
  },
]

const messageOf = ({ status }: Readonly<Record<string, unknown>>): string =>
  status === 'open' ? 'The proposal is open for its other parts.' : `The proposal is ${status}.`

/** `acceptProposal(id, parts)`, `rejectProposal(id, parts, reason)` → the proposal */
export const proposalMutations =
  (settings: Settings): Mutations =>
  (graphQL, context) => {
    const id = { type: new graphQL.GraphQLNonNull(graphQL.GraphQLString) }
    const type = context.collections[settings.slugs.proposals]?.graphQL?.type ?? graphQL.GraphQLString
    const parts = { type: new graphQL.GraphQLList(new graphQL.GraphQLNonNull(graphQL.GraphQLString)) }
    type Given = { id: string; parts?: string[]; reason?: string }
    return {
      acceptProposal: {
        type,
        args: { id, parts },
        resolve: (_: unknown, { id: proposal, ...given }: Given, { req }: { req: PayloadRequest }) =>
          accept(settings, req, { id: proposal, read: async () => given }),
      },
      rejectProposal: {
        type,
        args: { id, parts, reason: { type: graphQL.GraphQLString } },
        resolve: (_: unknown, { id: proposal, ...given }: Given, { req }: { req: PayloadRequest }) =>
          reject(settings, req, { id: proposal, read: async () => given }),
      },
    }
  }

interface Given {
  id: unknown
  /** The rest; a body is read once it is known that the user may decide. */
  read(): Promise<unknown>
}

const accept = async (settings: Settings, req: PayloadRequest, { id: given, read }: Given) => {
  requireReviewer(settings, req)
  const id = proposalId(settings, req, given)
  const { parts } = parse(accepting, await read(), 'parts: give a list of names of parts, or leave it out')
  return decided(settings, req, id, (own) => acceptProposal(settings, own, { id, parts: parts ?? undefined }))
}

const reject = async (settings: Settings, req: PayloadRequest, { id: given, read }: Given) => {
  requireReviewer(settings, req)
  const id = proposalId(settings, req, given)
  const most = longestFeedback.toLocaleString('en')
  const problem = `parts: give a list of names of parts; reason: give text of at most ${most} characters; or leave them out`
  const { parts, reason } = parse(rejecting, await read(), problem)
  return decided(settings, req, id, (own) =>
    rejectProposal(settings, own, { id, parts: parts ?? undefined, reason: reason || undefined }),
  )
}

const parse = <Schema extends z.ZodType>(schema: Schema, body: unknown, problem: string): z.output<Schema> => {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  throw invalidInput(parsed.error.issues, { what: `${problem}.`, root: '' })
}

const decided = async (
  settings: Settings,
  req: PayloadRequest,
  id: Id,
  decide: (own: PayloadRequest) => Promise<unknown>,
): Promise<Record<string, unknown>> => {
  const { payload } = req
  // The reviewer is answered the proposal: one who may not read it is refused before it is decided.
  if (!(await mayRead(req, { collection: settings.slugs.proposals, id }))) throw noProposal()
  const { isKept } = await inVerifiedTransaction(payload, async (own) => {
    actFor(own, req)
    await decide(own)
  })
  if (!isKept) {
    throw new RequestError(503, 'The database did not keep the decision. Try again.', { code: 'not_saved' })
  }
  const doc = await payload.findByID({ collection: settings.slugs.proposals, id, depth: 0, overrideAccess: false, req })
  return { ...doc }
}

/** @throws RequestError 404 */
const proposalId = ({ slugs }: Settings, { payload }: PayloadRequest, id: unknown): Id => {
  const known = documentIdOf(payload, slugs.proposals, id)
  if (known !== undefined) return known
  throw noProposal()
}

const noProposal = () => new RequestError(404, 'There is no such proposal.', { code: 'not_found' })
