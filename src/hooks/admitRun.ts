import type { CollectionBeforeChangeHook, PayloadRequest } from 'payload'
import { roleOfRequest } from '../access/access.js'
import { noteIfRefused } from '../alerts/noteRefusal.js'
import { RequestError } from '../errors.js'
import { checkRequest } from '../limits/checkLimits.js'
import { takeBudget } from '../limits/runBudget.js'
import type { Role } from '../options/roles.js'
import type { Settings } from '../options/Settings.js'
import { checkCanGenerate } from '../runs/controlRun.js'
import type { RunKind } from '../runs/kind/RunKind.js'
import { requestedKind } from '../runs/kind/requestedKind.js'
import { findRunByKey, lockRequester } from '../runs/sql/runs.js'
import { storeIn } from '../runs/sql/store.js'
import { keyOfDocument, prefetchContext, prefetchPriority } from '../runs/vocabulary.js'

interface AdmitRun {
  settings: Settings
  kinds: readonly RunKind[]
}

/** What of a request `admitRun` says itself whether it is valid. */
export const judgedOnAdmission = ['kind', 'input', 'priority', 'idempotencyKey'] as const

/**
 * Creating the document is the request, so everything that can be wrong with it is said here, in its transaction,
 * before anything is stored or spent. Whatever else the caller sent, server-owned fields start from here.
 */
export const admitRun =
  ({ settings, kinds }: AdmitRun): CollectionBeforeChangeHook =>
  async ({ data, operation, req }) => {
    if (operation !== 'create') return data
    checkCanGenerate(settings)
    const role = roleOfRequester(settings, req)
    // First of all: what is counted for a requester stands still until this transaction has ended.
    const store = await storeIn(req, settings)
    await lockRequester(store, req.user?.id)
    const kind = requestedKind(kinds, { kind: data.kind, role })
    // Generating costs money: an empty body must not start it.
    if (data.input == null) {
      throw new RequestError(400, 'The input is missing: give an object; {} takes every default.', {
        code: 'invalid_input',
      })
    }
    const isPrefetched = !req.user && req.context[prefetchContext] === true
    const priority = isPrefetched ? prefetchPriority : checkPriority(data.priority, role, settings)
    // Before the limits: who repeats a request wants to know what became of it.
    const idempotencyKey = await checkKey(settings, req, data.idempotencyKey)
    if (req.user && role !== 'system') {
      const { payload } = req
      const who = { user: req.user, role }
      const check = { payload, settings, store, kinds: kinds.map((one) => one.kind), who, kind: kind.kind }
      await checkRequest(check).catch((error: unknown) => {
        noteIfRefused({ payload, settings, ...who, error })
        throw error
      })
    }
    const { budget, rest } = takeBudget(settings, data.input)
    const admission = await kind.admit({ req, input: rest })
    const { target, facts } = await kind.prepare({ req, admission })
    return {
      kind: kind.kind,
      input: { ...admission.input, ...budget },
      maxTokens: budget.maxTokens ?? null,
      maxCostUsd: budget.maxCostUsd ?? null,
      title: admission.title,
      priority,
      idempotencyKey,
      requester: req.user?.id ?? null,
      role,
      status: 'queued',
      pausedFor: null,
      pausedUntil: null,
      pausedBy: null,
      lastAction: null,
      target: target ?? null,
      targetKey: target ? keyOfDocument(target) : null,
      facts: isPrefetched ? { ...facts, prefetch: true } : (facts ?? {}),
      progress: { requested: admission.requested, generated: 0, failed: 0 },
      usage: { calls: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0 },
      notice: admission.notice,
      error: null,
      gaps: null,
      startedAt: null,
      finishedAt: null,
      openSteps: 0,
      nextIndex: 0,
      isPlanned: false,
      version: 1,
    }
  }

/** Our own code and commands act without a user, as the system. */
const roleOfRequester = (settings: Settings, req: PayloadRequest): Role | 'system' => {
  if (!req.user) return 'system'
  const role = roleOfRequest(settings, req)
  if (role) return role
  throw new RequestError(403, `Only users of "${settings.usersSlug}" with a role may request runs.`, {
    code: 'no_role',
  })
}

const checkPriority = (priority: unknown, role: Role | 'system', { limits }: Settings): number => {
  if (priority == null) return role === 'system' ? 0 : (limits.priority[role] ?? 0)
  if (priority === 0) return 0
  if (typeof priority !== 'number' || !Number.isInteger(priority) || priority < 0 || priority > 10) {
    throw new RequestError(400, 'The priority must be a whole number from 0 to 10.', { code: 'invalid_priority' })
  }
  if (role !== 'student') return priority
  throw new RequestError(403, 'Students cannot set a priority.', { code: 'priority_not_allowed' })
}

/** Most characters of `idempotencyKey`. */
export const longestRequestKey = 200

/** One request of a user at a time gets here, so two with the same key cannot both find none. */
const checkKey = async (settings: Settings, req: PayloadRequest, key: unknown): Promise<string | null> => {
  if (key == null || key === '') return null
  if (typeof key !== 'string' || key.length > longestRequestKey) {
    throw new RequestError(400, `The idempotencyKey must be text of at most ${longestRequestKey} characters.`, {
      code: 'invalid_idempotency_key',
    })
  }
  const run = await findRunByKey(await storeIn(req, settings), { requester: req.user?.id, key })
  if (run === undefined) return key
  throw new RequestError(409, `This request was already made, as run ${run}.`, { code: 'already_requested', run })
}
