import type { CoursewrightOptions } from '../../../src/index.js'
import { InvalidOption } from '../../../src/options/parseOptions.js'
import { resolveOptions } from '../../../src/options/resolveOptions.js'
import { hostConfig } from '../plugins/hostConfig.js'

/** What the host is told about options that anything at all may be in. */
export const refusalOf = (options: object): InvalidOption => {
  try {
    resolveOptions(options as CoursewrightOptions, hostConfig())
  } catch (error) {
    if (error instanceof InvalidOption) return error
    throw error
  }
  throw new Error('The options were accepted.')
}
