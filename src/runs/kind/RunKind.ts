import type { BasePayload, CollectionSlug, PayloadRequest, TypedUser } from 'payload'
import type { SourceMarks } from '../../generators/content/sources.js'
import type { Estimate } from '../../limits/estimate.js'
import type { Judge, ModelRequest } from '../../model/Model.js'
import type { Role } from '../../options/roles.js'
import type { Section } from '../../options/Settings.js'
import type { Words } from '../../words/words.js'
import type { StepOutcome } from '../sql/reads.js'
import type { Facts, Id, NamedStep, RunStatus, Step, ToCome } from '../vocabulary.js'
import type { KindForm } from './kindForm.js'
import type { KindWords } from './kindWords.js'

/** One kind of content that a run can make. The life of runs and steps knows nothing else about it. */
export interface RunKind {
  /** Its name in requests and rows: letters, digits, `-` and `_`, at most 40. */
  readonly kind: string
  /** Who may request it. Users of other roles are refused with 403 at every door. */
  readonly roles: readonly Role[]
  /** The collections that its drafts may belong to; see `prepare`. */
  readonly targets: readonly CollectionSlug[]
  /** What its calls write: names in the option `model.sections`, with their tier. */
  readonly sections: readonly Section[]
  readonly words: KindWords
  /** What people fill in to start a run: none, and the panel has no Generate button for the kind. `words` are the reader's. */
  form?(words: Words): KindForm
  /** What the form starts with on the page of a document that a run goes on with, by the name of the field: as it was begun, as far as `user` may read it. */
  begun?(args: { payload: BasePayload; user: TypedUser; document: Id }): Promise<Readonly<Record<string, string>>>
  /**
   * What a request may ask for, e.g. defaults and greatest numbers: `GET /generation/limits` answers it to users who may
   * request the kind. JSON.
   */
  limits?(): object
  /** @throws RequestError for everything that is wrong with the request; nothing has been stored or spent then */
  admit(args: { req: PayloadRequest; input: unknown }): Promise<Admission>
  /** Creates what the drafts will belong to, in the request's transaction. */
  prepare(args: { req: PayloadRequest; admission: Admission }): Promise<Prepared>
  /** Called when the run has its id, in the request's transaction and before its first steps: for what refers to it. */
  requested?(args: { req: PayloadRequest; run: RunDoc }): Promise<void>
  /**
   * Which steps the run needs now: asked when it is requested, and again whenever one of its steps has ended, done or
   * failed, in the transaction that ends it and under the run's lock. So the transaction that ends the last of several
   * needs sees that all the others have ended. Steps whose key the run has already are left out, so it may always name all that are due.
   * Called again after a retry, when a step that had failed ends anew.
   */
  next(args: { req: PayloadRequest; run: RunDoc; steps: readonly StepOutcome[] }): Promise<NextSteps>
  /**
   * The items of a run, those of steps that were never opened too; or of a step, told from its input alone. By them
   * gaps are named, and what is still to come.
   */
  keysOf(of: { run: RunDoc } | { step: Pick<Step, 'kind' | 'input'> }): readonly string[]
  /**
   * The steps of a run that have a title, or that are begun only after others, told from its request alone: for its page, which
   * names them by it and says what is to come. Default: none, and steps are called by kind and number.
   */
  namedSteps?(run: RunDoc): readonly NamedStep[]
  /**
   * Loads what a claimed step needs.
   *
   * @throws StepWaits to wait without losing a try, RunPaused to pause the run, RequestError when trying again cannot help
   */
  open(args: { req: PayloadRequest; run: RunDoc; step: Step }): Promise<OpenStep>
  /**
   * The input of one request for what is wanted already though nobody has requested it, such as what a curriculum marks as
   * pending: asked in idle time, where prefetching is on. `undefined` when there is nothing, or all of it was tried today.
   */
  pending?(args: { req: PayloadRequest; most: number; tried: readonly unknown[] }): Promise<object | undefined>
  /**
   * Called when a paused run is resumed, in that transaction and under the run's lock: approves what waits for approval.
   * `req` has the user who resumes, where there is one; that this user may was checked before.
   *
   * @throws RequestError when the run cannot go on yet: it stays paused then
   */
  resume?(args: { req: PayloadRequest; run: RunDoc }): Promise<void>
  /**
   * What a document that it makes or fills does not have yet, in its order, and how far that is: for the page of the document.
   * `run` is the newest of this kind for it, with its steps.
   */
  toCome?(args: { req: PayloadRequest; document: Id; run: FollowedRun | undefined }): Promise<readonly ToCome[]>
  /** Called once everything else has ended, in the transaction that sets the final status; not where the run is given up. What it returns is added to its facts. */
  finish?(args: { req: PayloadRequest; run: RunDoc; steps: readonly StepOutcome[] }): Promise<Facts | undefined>
}

/** What is known of a request before anything is stored or spent. */
export interface Admission {
  /** The input with every default filled in; stored on the run. */
  readonly input: Record<string, unknown>
  /** What the run is called in lists: a line of text. */
  readonly title: string
  /** Drafts the run will make. */
  readonly requested: number
  /** What the user should know before starting, e.g. that fewer drafts are possible than requested. */
  readonly notice: string | undefined
  /** What it will take; asked only where a user wants to know, not when a run is requested. */
  readonly estimate: () => Promise<Estimate>
}

/** The document that a run's drafts belong to, in one of the kind's `targets`. */
export interface Target {
  readonly relationTo: CollectionSlug
  readonly value: Id
}

interface Prepared {
  /** None: the drafts stand for themselves. */
  readonly target?: Target
  readonly facts?: Facts
}

/** A run as its kind sees it. */
export interface RunDoc {
  readonly id: Id
  readonly kind: string
  /** As `admit` gave it back. */
  readonly input: unknown
  /** Drafts it was to make when it was admitted. */
  readonly requested: number
  /** What `prepare` said its drafts belong to. */
  readonly target: Target | undefined
  /** All that `prepare`, steps and `finish` have said so far. */
  readonly facts: Facts
  /** As whom it was requested: a role, or `system`. */
  readonly role: string
}

/** A run as clients look at it. */
export interface FollowedRun {
  readonly doc: RunDoc
  readonly status: RunStatus
  readonly steps: readonly StepOutcome[]
  /** What is missing of it, by its item. */
  readonly gaps: ReadonlyMap<string, string>
}

/** A step that a run needs; `next` names it. */
export interface NewStep {
  /** Unique in its run, and the same whenever `next` names this step. */
  readonly key: string
  /** `plan` shows the run as planning; any other name as running. `finish` is ours. */
  readonly kind: string
  /** JSON; stored, so that a retry does the same work. */
  readonly input: unknown
  /**
   * Of steps of its run that wait for a worker the one with the lowest number goes first, also before those that were opened
   * earlier; a whole number from 0. Default: they go in the order in which they are opened.
   */
  readonly order?: number | undefined
}

/** What `next` answers. */
export interface NextSteps {
  readonly open: readonly NewStep[]
  /** Nothing that happens to these steps opens another one: `next` is not called again. */
  readonly isLast: boolean
}

/** A draft that could not be made, and why. */
export interface ItemProblem {
  readonly key: string
  /** In plain words, for people and for the model that is asked again. */
  readonly problem: string
  /** Trying again cannot bring it: it is missing, but its step has not failed. */
  readonly isFinal?: boolean
  /** It holds nothing that learners must not read, as a solution is: requesters who are no reviewers are told it. Default: not. */
  readonly isPublic?: boolean
}

/** A step, opened: what to ask, how to judge the answer, how to save what is good. */
export interface OpenStep {
  /** The items that it is to bring, those that are `impossible` too. */
  readonly keys: readonly string[]
  /**
   * What it makes is no draft of the run, but what others are written from, such as a plan: its items count neither as made
   * nor as missing, and without one of them the step has failed. `keysOf` names none for it. Default `false`.
   */
  readonly isPreparation?: boolean
  /** Items that no answer could fulfil, e.g. because their position was deleted. */
  readonly impossible: readonly ItemProblem[]
  /**
   * What to ask for these items. Without it no model is needed: `save` is called with nothing and makes them itself, all
   * that are not `impossible`.
   */
  ask?(keys: readonly string[], problems: readonly ItemProblem[]): StepRequest
  /**
   * Another way to ask, for less: used once, when `ask` will not be used any more and items are still missing, while the
   * run has time. It comes before `instead`. `undefined`: there is nothing more to ask.
   */
  askSimpler?(keys: readonly string[], problems: readonly ItemProblem[]): Promise<StepRequest | undefined>
  /**
   * What is saved in place of items that no answer brought, or that `save` refused, once no model is asked any more: tries
   * are used up, the run has no time left, or no provider can help. What it leaves out is a gap. Outside of any
   * transaction, and again when the step is claimed again before it has ended. Of a step with `ask`.
   */
  instead?(missing: readonly ItemProblem[]): Promise<readonly MadeDraft[]>
  /** Judges an answer once, for the model's repair and for what is stored. */
  readonly judge: Judge
  /**
   * What an item is written from, as `ask` shows it: JSON, kept as hashes with its answer, so that what changes before the answer
   * is saved makes the draft stale. Default: what `save` says.
   */
  sourceOf?(key: string): unknown
  /**
   * Writes drafts in the request's transaction, stopping at the first error. What no longer agrees with what stands in
   * the database now, however old the answer is, is refused and not written: it is requested again. Only what `made` has
   * can be refused.
   */
  save(req: PayloadRequest, made: readonly MadeDraft[]): Promise<Saved>
}

/** What is asked of a model for a step, and what its bills say it was for. */
export interface StepRequest extends Omit<ModelRequest, 'keys' | 'judge' | 'signal' | 'context'> {
  readonly ledger?: {
    /** Kind and section: `lessons/standard`. */
    readonly feature: string
    /** What it is about, as far as known. */
    readonly subject?: string
  }
}

/** One item as it was accepted, and the model and provider that wrote it: both empty where none did. */
export interface MadeDraft {
  readonly key: string
  /** What `judge` called good, or `instead` put in its place. */
  readonly draft: unknown
  readonly model: string
  readonly provider: string
  /** Of what it was written from, where `sourceOf` said it when the answer came. */
  readonly source?: SourceMarks | undefined
}

/** What `save` did. */
export interface Saved {
  /** With any of them nothing of this save stays: they are asked for anew, or the others are saved without them. */
  readonly refused?: readonly ItemProblem[]
  /** Added to the run's facts. */
  readonly facts?: Facts
  /** Small JSON for `next`: kept on the step. */
  readonly outcome?: unknown
}
