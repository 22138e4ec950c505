import type { ChatCompletionRequest } from '@copilotkit/aimock'

/** One chat completion request as the offline model saw it. */
export interface OfflineRequest {
  /** 1 for the first since the start. */
  call: number
  body: ChatCompletionRequest
  /** The last user message, parsed; `undefined` when it is no JSON object. */
  message: Record<string, unknown> | undefined
  /** `performance.now()` when it came in. */
  startedAt: number
  /** The same when its answer was sent or its connection was gone; `undefined` until then. */
  finishedAt: number | undefined
  /** Requests under way when it came in, itself included. */
  inFlight: number
}
