import type { Format } from './content/format.js'
import { courseFormat } from './courses/formats.js'
import { launchKit } from './courses/launchKit.js'
import { languageFormat, standardFormat } from './lessons/formats.js'

/** The formats that come with the package. */
export const shippedFormats: readonly Format[] = [standardFormat, languageFormat, courseFormat, launchKit]
