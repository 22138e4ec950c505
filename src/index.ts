export { provenanceFields } from './collections/provenanceFields.js'
export { addMissingReviews } from './drafts/missingReviews.js'
export { type Draft, writeDrafts } from './drafts/writeDrafts.js'
export { RequestError, type RequestErrorData } from './errors.js'
export { backgammon } from './games/backgammon.js'
export { chess } from './games/chess.js'
export { defaultGames } from './games/defaultGames.js'
export { type Game, type GamePhase, InvalidMove, InvalidNotation } from './games/Game.js'
export { type BoardsOptions, boards } from './generators/content/boards.js'
export { type EntriesOptions, entries } from './generators/content/entries.js'
export {
  type Format,
  type FormatSubject,
  format,
  type PlanDefinition,
  type PlanFacts,
} from './generators/content/format.js'
export type {
  Board,
  BoardPosition,
  Entry,
  KitRules,
  Part,
  PartFacts,
  PartFinding,
  PartSort,
  Parts,
  PartsOf,
  PartValues,
  Question,
  QuestionChoice,
  TreeNode,
} from './generators/content/part.js'
export { type ProseOptions, prose } from './generators/content/prose.js'
export { type QuestionsOptions, questions } from './generators/content/questions.js'
export { type Need, type SectionDefinition, section } from './generators/content/section.js'
export { type TreeOptions, tree } from './generators/content/tree.js'
export {
  type CourseInput,
  type CourseInputOptions,
  courseInput,
  courseInputJsonSchema,
} from './generators/courses/input.js'
export {
  type DrillSeriesInput,
  type DrillSeriesInputOptions,
  drillSeriesInput,
  drillSeriesInputJsonSchema,
} from './generators/drillSeries/input.js'
export { languageTagOf } from './generators/language/languageTag.js'
export {
  type LessonsInput,
  type LessonsInputOptions,
  lessonsInput,
  lessonsInputJsonSchema,
} from './generators/lessons/input.js'
export type { PlanContext } from './generators/plans/planRequest.js'
export {
  type RegenerateInput,
  regenerateInput,
  regenerateInputJsonSchema,
} from './generators/regenerateInput.js'
export { startWorker, type Worker, type WorkerEnd, type WorkerOptions } from './jobs/startWorker.js'
export { type ReadinessServer, serveReadiness } from './jobs/workUntil.js'
export { type ImportPositionsInput, importPositions } from './library/importPositions.js'
export type { Estimate, EstimateBasis } from './limits/estimate.js'
export type { Tier } from './model/Model.js'
export type { Capability, Price, PromptCache, ProviderLimits, ReasoningEffort } from './model/Provider.js'
export type { PresetName } from './model/providers/presets.js'
export type { ProviderOptions } from './model/providers/resolveProvider.js'
export type { AlertOptions, WebhookOptions } from './options/alertOptions.js'
export type {
  CollectionOverride,
  CoursewrightOptions,
  DrillSeriesOptions,
  KitOptions,
  LessonsOptions,
  ModelOptions,
  PlanOptions,
  PlanScope,
  SectionOptions,
  Slugs,
  StepOptions,
} from './options/CoursewrightOptions.js'
export type {
  Amounts,
  BudgetOptions,
  LimitedUser,
  LimitOptions,
  RequestLimits,
  RoleLimits,
  WindowAmounts,
} from './options/limitOptions.js'
export type {
  MaintenanceOptions,
  MaintenanceTaskName,
  PrefetchOptions,
  RetentionOptions,
} from './options/maintenanceOptions.js'
export type { MetricsOptions } from './options/observeOptions.js'
export { InvalidOption } from './options/parseOptions.js'
export type { Role, RoleOf } from './options/roles.js'
export type { Settings } from './options/Settings.js'
export type { OpenPlan } from './plans/lookUpPlan.js'
export { plansSection } from './plans/lookUpPlan.js'
export { openPlan, type PlanOutcome, planOutcomeSchema } from './plans/openPlan.js'
export { approvePlans, checkFallbackPlan, type ReadPlan, readPlan } from './plans/readPlan.js'
export { coursewright, type PluginOptions } from './plugins/coursewright.js'
export { type ControlRun, controlRun } from './runs/controlRun.js'
export type { FormField, KindForm } from './runs/kind/kindForm.js'
export type { KindWords } from './runs/kind/kindWords.js'
export type {
  Admission,
  ItemProblem,
  MadeDraft,
  NewStep,
  NextSteps,
  OpenStep,
  RunDoc,
  RunKind,
  Saved,
  Target,
} from './runs/kind/RunKind.js'
export { RunPaused } from './runs/kind/RunPaused.js'
export type { RunEvent } from './runs/sql/events.js'
export { recordEvent } from './runs/step/tellEvent.js'
export { expediteTopic, StepWaits } from './runs/topics.js'
export type { NamedStep, RunAction } from './runs/vocabulary.js'
