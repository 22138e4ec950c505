import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BasePayload, Config, Plugin } from 'payload'
import { emailNotice } from '../alerts/deliverAlerts.js'
import { Curricula } from '../collections/Curricula.js'
import { Courses } from '../collections/content/Courses.js'
import { Kits } from '../collections/content/Kits.js'
import { Lessons } from '../collections/content/Lessons.js'
import { Plans } from '../collections/content/Plans.js'
import { Proposals } from '../collections/content/Proposals.js'
import { Reviews } from '../collections/content/Reviews.js'
import { Sections } from '../collections/content/Sections.js'
import { DrillSeries } from '../collections/DrillSeries.js'
import { Drills } from '../collections/Drills.js'
import { generated, sparing } from '../collections/generated.js'
import { GenerationAdmissions } from '../collections/generation/GenerationAdmissions.js'
import { GenerationBreakers } from '../collections/generation/GenerationBreakers.js'
import { GenerationBudgets } from '../collections/generation/GenerationBudgets.js'
import { GenerationLogs } from '../collections/generation/GenerationLogs.js'
import { GenerationMaintenance } from '../collections/generation/GenerationMaintenance.js'
import { GenerationRuns } from '../collections/generation/GenerationRuns.js'
import { GenerationSteps } from '../collections/generation/GenerationSteps.js'
import { GenerationUsage } from '../collections/generation/GenerationUsage.js'
import { GenerationWorkers } from '../collections/generation/GenerationWorkers.js'
import { guarded } from '../collections/guarded.js'
import { labelled } from '../collections/labelled.js'
import { overridden } from '../collections/overridden.js'
import { Positions } from '../collections/Positions.js'
import { Profiles } from '../collections/Profiles.js'
import { namedShortly } from '../collections/tableNames.js'
import { poolsOf, postgres } from '../database/adapter.js'
import { createNotifications } from '../database/notifications.js'
import { NoTransactions } from '../database/transactions.js'
import { acknowledgeEndpoint, alertMutations } from '../endpoints/alertEndpoints.js'
import { courseMutations } from '../endpoints/courses/courseEndpoints.js'
import { healthEndpoint } from '../endpoints/health.js'
import { limitQueries, limitsEndpoint } from '../endpoints/limits.js'
import { metricsEndpoints } from '../endpoints/metrics.js'
import { planMutations } from '../endpoints/planEndpoints.js'
import { proposalMutations } from '../endpoints/proposalEndpoints.js'
import { qualityEndpoint } from '../endpoints/quality.js'
import { reviewMutations } from '../endpoints/reviewEndpoints.js'
import { runActionMutations } from '../endpoints/runMutations.js'
import { usageEndpoints } from '../endpoints/usage.js'
import { judgedOnAdmission } from '../hooks/admitRun.js'
import { explainErrors } from '../hooks/guard/explainError.js'
import { guardClaims } from '../jobs/guardClaims.js'
import { maintainTask, maintainTaskSlug } from '../jobs/maintainTask.js'
import { indexWakeUps, runStepTask } from '../jobs/runStepTask.js'
import { runKinds } from '../kinds/kinds.js'
import type { CoursewrightOptions } from '../options/CoursewrightOptions.js'
import { checkLimitedKinds } from '../options/limitOptions.js'
import { InvalidOption } from '../options/parseOptions.js'
import { checkSections } from '../options/resolveModel.js'
import { resolveOptions } from '../options/resolveOptions.js'
import { type Settings, settingsKey } from '../options/Settings.js'
import type { Coursewright } from '../runs/coursewrightOf.js'
import type { RunKind } from '../runs/RunKind.js'
import { createRunModel } from '../runs/runModel.js'
import { runStepTaskSlug } from '../runs/sql/wakeUps.js'
import { runStep } from '../runs/step/runStep.js'
import { createTracing } from '../runs/step/tracing.js'
import { withWords } from '../words/translations.js'
import { withDashboard } from './dashboard.js'

/** Found beside this file; only `payload` loads them, so no bundler needs to know. */
const jobs = path.resolve(fileURLToPath(import.meta.url), '../../jobs')
const commands = [
  { key: 'coursewright:work', scriptPath: path.join(jobs, 'workScript.js') },
  { key: 'coursewright:recount', scriptPath: path.join(jobs, 'recountScript.js') },
  { key: 'coursewright:maintain', scriptPath: path.join(jobs, 'maintainScript.js') },
]

export interface PluginOptions extends CoursewrightOptions {
  /** Kinds of content of your own, beside ours; see docs/kinds.md. Default: none. */
  kinds?: readonly ((settings: Settings) => RunKind)[]
}

/**
 * Adds Coursewright to a Payload config: its collections, its tasks, its endpoints and GraphQL mutations. What the
 * config has already stays as it is.
 *
 * @throws InvalidOption at boot, saying what was given and what is allowed
 */
export const coursewright =
  (given: PluginOptions = {}): Plugin =>
  (config) => {
    if (config.custom?.[settingsKey]) {
      throw new InvalidOption('plugins', 'has coursewright twice; give it once, with all options in it')
    }
    const { kinds: ownKinds = [], ...options } = given ?? {}
    // What is no object at all is refused with the rest.
    const settings = resolveOptions(given && options, config)
    checkSlugs(settings, config)
    const kinds = runKinds(settings, ownKinds)
    checkSections(
      settings.model,
      kinds.flatMap(({ sections }) => sections),
    )
    checkLimitedKinds(settings.limits, kinds)
    const { mutations, queries } = config.graphQL ?? {}
    const ours = [
      runActionMutations(settings),
      planMutations(settings),
      proposalMutations(settings),
      reviewMutations(settings),
      courseMutations(settings),
      alertMutations(settings),
    ]
    // Made on first use, so that building the host needs no key.
    const tracing = createTracing()
    const model = createRunModel(settings, tracing.call)
    const handle: Coursewright = {
      settings,
      kinds,
      notifications: createNotifications({ slug: settings.slugs.generationRuns, listenURI: settings.listenURI }),
      runStep: (payload, link) => runStep({ payload, settings, kinds, model: model(payload), tracing, ...link }),
    }
    return {
      ...config,
      db: guardClaims({ db: config.db, settings }),
      admin: { ...withPanel(config.admin), dashboard: withDashboard(settings, config.admin?.dashboard) },
      custom: { ...config.custom, [settingsKey]: handle },
      bin: [...(config.bin ?? []), ...commands],
      collections: [
        ...(config.collections ?? []),
        ...[
          Positions(settings),
          Curricula(settings),
          Profiles(settings),
          DrillSeries(settings, kinds),
          Drills(settings),
          Lessons(settings),
          Sections(settings),
          Courses(settings, kinds),
          Plans(settings),
          Kits(settings),
          Reviews(settings),
          Proposals(settings),
          GenerationRuns(settings, kinds),
          GenerationSteps(settings),
          GenerationLogs(settings),
          GenerationBreakers(settings),
          GenerationAdmissions(settings),
          GenerationUsage(settings),
          GenerationBudgets(settings),
          GenerationWorkers(settings),
          GenerationMaintenance(settings),
        ]
          .map(generated(settings, kinds))
          .map(labelled)
          .map(namedShortly)
          .map(overridden(settings))
          .map(sparing(settings))
          .map((collection) =>
            guarded(
              collection,
              collection.slug === settings.slugs.generationRuns ? { judgedFields: judgedOnAdmission } : {},
            ),
          ),
      ],
      endpoints: [
        ...(config.endpoints ?? []),
        healthEndpoint(settings),
        ...metricsEndpoints(settings),
        limitsEndpoint(settings, kinds),
        qualityEndpoint(settings),
        ...usageEndpoints(settings),
        acknowledgeEndpoint(settings),
      ],
      hooks: { ...config.hooks, afterError: [...(config.hooks?.afterError ?? []), explainErrors] },
      graphQL: {
        ...config.graphQL,
        mutations: (graphQL, context) =>
          Object.assign({}, ...[...(mutations ? [mutations] : []), ...ours].map((add) => add(graphQL, context))),
        queries: (graphQL, context) => ({
          ...queries?.(graphQL, context),
          ...limitQueries(settings, kinds)(graphQL, context),
        }),
      },
      i18n: {
        ...config.i18n,
        translations: withWords(config.i18n?.translations, Object.keys(config.i18n?.supportedLanguages ?? { en: {} })),
      },
      jobs: {
        ...config.jobs,
        jobsCollectionOverrides: indexWakeUps(config.jobs?.jobsCollectionOverrides),
        tasks: [...(config.jobs?.tasks ?? []), runStepTask(handle.runStep), maintainTask(settings)],
      },
      onInit: async (payload) => {
        await checkAdapter(payload)
        const notices = [...settings.notices, emailNotice(payload, settings)]
        for (const msg of notices) if (msg) payload.logger.warn({ msg })
        await config.onInit?.(payload)
      },
    }
  }

/** The panel with what of ours stands in no collection, after what the host has there. */
const withPanel = (admin: Config['admin']): Config['admin'] => ({
  ...admin,
  components: {
    ...admin?.components,
    actions: [...(admin?.components?.actions ?? []), 'payload-coursewright/rsc#GenerationStatus'],
    afterNavLinks: [...(admin?.components?.afterNavLinks ?? []), 'payload-coursewright/rsc#NavLinks'],
    views: {
      coursewrightReview: {
        ...{ Component: 'payload-coursewright/rsc#ReviewView', path: '/review', exact: true },
        meta: { title: 'Review desk' },
      },
      ...admin?.components?.views,
    },
  },
})

/** What the host has already must not have our names. */
const checkSlugs = ({ slugs }: Settings, config: Config): void => {
  for (const [name, slug] of Object.entries(slugs)) {
    if (config.collections?.some((collection) => collection.slug === slug)) {
      throw new InvalidOption(
        `slugs.${name}`,
        `is "${slug}"; a collection of this config has that slug already; choose another`,
      )
    }
  }
  for (const taken of [runStepTaskSlug, maintainTaskSlug]) {
    if (!config.jobs?.tasks?.some(({ slug }) => slug === taken)) continue
    throw new InvalidOption(
      'jobs.tasks',
      `has a task with the slug "${taken}", which is that of ours; give yours another`,
    )
  }
}

/**
 * Says at boot, not at the first run, that this database cannot work; has the process outlive connections that are lost.
 *
 * @throws NoTransactions
 */
const checkAdapter = async (payload: BasePayload): Promise<void> => {
  // Only the message: the error of an idle client carries the client, with where it was connected.
  const warn = ({ message }: Error) => payload.logger.warn({ msg: 'a database connection was lost', reason: message })
  // A client whose connection ends reports it as an event, which kills the process when nobody listens: on the pool
  // while it idles, on itself while it is in use, where the pool leaves it without a listener.
  for (const pool of poolsOf(payload)) {
    pool.on('error', warn)
    pool.on('acquire', (client) => {
      if (!client.listeners('error').includes(warn)) client.on('error', warn)
    })
  }
  if (poolsOf(payload).length > 0) await checkTransactions(payload)
}

const checkTransactions = async (payload: BasePayload): Promise<void> => {
  const adapter = postgres(payload)
  const transactionID = await adapter.beginTransaction()
  if (transactionID === null) throw new NoTransactions()
  await adapter.rollbackTransaction(transactionID)
}
