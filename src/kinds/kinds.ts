import { InvalidOption } from '../options/parseOptions.js'
import type { Settings } from '../options/Settings.js'
import type { RunKind } from '../runs/kind/RunKind.js'
import { longestName, namePattern } from '../text.js'
import { coursesKind } from './courses/coursesKind.js'
import { drillSeriesKind } from './drillSeries/drillSeriesKind.js'
import { lessonsKind } from './lessons/lessonsKind.js'
import { regenerateKind } from './regenerate/regenerateKind.js'

/** Kinds are made from the plugin's settings. */
type CreateKind = (settings: Settings) => RunKind

const ourKinds: readonly CreateKind[] = [drillSeriesKind, lessonsKind, coursesKind, regenerateKind]

/**
 * Every kind of content a run can make: ours, and those of the host.
 *
 * @throws InvalidOption when two share a name, or one cannot be used
 */
export const runKinds = (settings: Settings, ownKinds: readonly CreateKind[] = []): readonly RunKind[] => {
  const kinds = [...ourKinds, ...ownKinds].map((create) => create(settings))
  for (const [index, { kind }] of kinds.entries()) {
    const option = `kinds[${index - ourKinds.length}]`
    if (!namePattern.test(kind)) {
      throw new InvalidOption(
        option,
        `is called "${kind}"; use letters, digits, - and _, at most ${longestName}, a letter first`,
      )
    }
    if (kinds.findIndex((other) => other.kind === kind) !== index) {
      throw new InvalidOption(option, `is called "${kind}", as another kind is; choose another name`)
    }
  }
  return kinds
}
