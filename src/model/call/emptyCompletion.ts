import type { Completion } from './Completion.js'

/** What has come before anything has. */
export const emptyCompletion: Completion = {
  servedModel: undefined,
  usage: undefined,
  text: '',
  written: 0,
  isRefusal: false,
  isTruncated: false,
  isFinished: false,
}
