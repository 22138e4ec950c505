import type { Completion } from './Completion.js'

/** What has come before anything has. */
export const emptyCompletion: Completion = {
  servedModel: undefined,
  usage: undefined,
  text: '',
  isRefusal: false,
  isTruncated: false,
  isFinished: false,
}
