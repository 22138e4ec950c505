import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Config, Plugin } from 'payload'
import { emailNotice } from '../alerts/deliverAlerts.js'
import { createNotifications } from '../database/notifications.js'
import { acknowledgeEndpoint, alertMutations } from '../endpoints/alertEndpoints.js'
import { courseMutations } from '../endpoints/courses/courseEndpoints.js'
import { healthEndpoint } from '../endpoints/health.js'
import { limitQueries, limitsEndpoints } from '../endpoints/limits.js'
import { metricsEndpoints } from '../endpoints/metrics.js'
import { planMutations } from '../endpoints/planEndpoints.js'
import { proposalMutations } from '../endpoints/proposalEndpoints.js'
import { qualityEndpoint } from '../endpoints/quality.js'
import { reviewMutations } from '../endpoints/reviewEndpoints.js'
import { runActionMutations } from '../endpoints/runs/runMutations.js'
import { usageEndpoints } from '../endpoints/usage.js'
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
import type { RunKind } from '../runs/kind/RunKind.js'
import { createRunModel } from '../runs/runModel.js'
import { runStepTaskSlug } from '../runs/sql/wakeUps.js'
import { runStep } from '../runs/step/runStep.js'
import { createTracing } from '../runs/step/tracing.js'
import { withWords } from '../words/translations.js'
import { checkAdapter } from './checkAdapter.js'
import { ourCollections } from './collections.js'
import { withPanel } from './panel.js'

/** Found beside this file; only `payload` loads them, so no bundler needs to know. */
const jobs = path.resolve(fileURLToPath(import.meta.url), '../../jobs')
const commands = [
  { key: 'coursewright:work', scriptPath: path.join(jobs, 'workScript.js') },
  { key: 'coursewright:recount', scriptPath: path.join(jobs, 'recountScript.js') },
  { key: 'coursewright:maintain', scriptPath: path.join(jobs, 'maintainScript.js') },
]

/** What `coursewright` takes: the options, and kinds of your own. */
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
      admin: withPanel(settings, config.admin),
      custom: { ...config.custom, [settingsKey]: handle },
      bin: [...(config.bin ?? []), ...commands],
      collections: [...(config.collections ?? []), ...ourCollections(settings, kinds)],
      endpoints: [
        ...(config.endpoints ?? []),
        healthEndpoint(settings),
        ...metricsEndpoints(settings),
        ...limitsEndpoints(settings, kinds),
        qualityEndpoint(settings),
        ...usageEndpoints(settings),
        acknowledgeEndpoint(settings),
      ],
      hooks: { ...config.hooks, afterError: [...(config.hooks?.afterError ?? []), explainErrors] },
      graphQL: {
        ...config.graphQL,
        // A name that the host has already stays the host's: which there are is known only when the schema is made.
        mutations: (graphQL, context) =>
          Object.assign({}, ...[...ours, ...(mutations ? [mutations] : [])].map((add) => add(graphQL, context))),
        queries: (graphQL, context) => ({
          ...limitQueries(settings, kinds)(graphQL, context),
          ...queries?.(graphQL, context),
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
        for (const msg of [...settings.notices, emailNotice(payload, settings)]) if (msg) payload.logger.warn({ msg })
        await config.onInit?.(payload)
      },
    }
  }

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
