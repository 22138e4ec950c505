import type { Format, FormatSubject } from './content/format.js'
import { courseFormat } from './courses/formats.js'
import { launchKit } from './courses/launchKit.js'
import { languageFormat, standardFormat } from './lessons/formats.js'

/** The formats that come with the package. */
export const shippedFormats: readonly Format[] = [standardFormat, languageFormat, courseFormat, launchKit]

/** Keys of those for lessons, or for courses; the first is what a request gets that names none. */
export const shippedKeys = (of: FormatSubject): string[] =>
  shippedFormats.filter((format) => format.of === of).map(({ key }) => key)
