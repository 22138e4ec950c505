import type { Attributes, Span } from '@opentelemetry/api'
import type { Attempt } from '../../model/Attempt.js'
import type { TraceCall, TracedCall } from '../../model/policies/trace.js'
import { RunPaused } from '../kind/RunPaused.js'
import { StepWaits } from '../topics.js'
import { LeaseLost, type Step } from '../vocabulary.js'

type Api = typeof import('@opentelemetry/api')

export interface Tracing {
  /** Does the work on a claimed step; `onKind` tells the kind of its run once that is known. */
  step<T>(step: Step, work: (onKind: (runKind: string) => void) => Promise<T>): Promise<T>
  call: TraceCall
}

/**
 * A span for each claimed step and, below it, for each call to a model, by the API of OpenTelemetry; nothing where the host
 * has not installed it. Where spans go, if anywhere, is the host's business. They carry ids, names and numbers, and never a
 * prompt, an answer or the message of an error.
 *
 * Calls have the names of OpenTelemetry's conventions for generative AI, 0.1.0:
 * https://github.com/open-telemetry/semantic-conventions-genai/blob/v0.1.0/docs/gen-ai/client-inference.md
 */
export const createTracing = (load: () => Promise<Api | undefined> = loadApi): Tracing => {
  let loaded: Promise<Api | undefined> | undefined
  const traced = async <T>(
    { name, isClient, attributes }: { name: string; isClient: boolean; attributes: Attributes },
    work: (span: Span | undefined) => Promise<T>,
  ): Promise<T> => {
    loaded ??= load()
    const api = await loaded
    if (!api) return work(undefined)
    const kind = isClient ? api.SpanKind.CLIENT : api.SpanKind.INTERNAL
    return api.trace.getTracer(tracerName).startActiveSpan(name, { kind, attributes }, async (span) => {
      try {
        return await work(span)
      } catch (error) {
        if (!isExpected(error)) endedWith(api, span, error instanceof Error ? error.name : '_OTHER')
        throw error
      } finally {
        span.end()
      }
    })
  }
  const endedWith = ({ SpanStatusCode }: Api, span: Span, errorType: string): void => {
    span.setAttribute('error.type', errorType)
    span.setStatus({ code: SpanStatusCode.ERROR })
  }

  return {
    step: (step, work) =>
      traced({ name: `coursewright.step ${step.kind}`, isClient: false, attributes: ofStep(step) }, (span) =>
        work((runKind) => span?.setAttribute('coursewright.run.kind', runKind)),
      ),
    call: (call, work) =>
      traced({ name: `${operation} ${call.model}`, isClient: true, attributes: ofCall(call) }, async (span) => {
        const api = await loaded
        return work((attempt) => {
          if (!api || !span) return
          span.setAttributes(ofAttempt(attempt))
          if (attempt.outcome !== 'ok') endedWith(api, span, attempt.outcome)
          // Keeping what it brought is no part of the call.
          span.end()
        })
      }),
  }
}

const tracerName = 'payload-coursewright'

/** All our calls are. */
const operation = 'chat'

/**
 * As Node finds it. No bundler must look for it: it is not there in most hosts. Whatever goes wrong with it, no step must
 * fail of it.
 */
const loadApi = (): Promise<Api | undefined> => {
  const name = '@opentelemetry/api'
  return import(/* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ name).catch(() => undefined)
}

/** Nothing went wrong with the step. */
const isExpected = (error: unknown): boolean =>
  error instanceof StepWaits || error instanceof RunPaused || error instanceof LeaseLost

const ofStep = ({ id, run, index, kind, claims }: Step): Attributes => ({
  'coursewright.run.id': String(run),
  'coursewright.step.id': String(id),
  'coursewright.step.index': index,
  'coursewright.step.kind': kind,
  'coursewright.step.claim': claims,
})

const ofCall = ({ provider, model, maxOutputTokens, reasoningEffort }: TracedCall): Attributes => {
  const { hostname, port, protocol } = new URL(provider.baseURL)
  return {
    'gen_ai.operation.name': operation,
    'gen_ai.provider.name': wellKnown[hostname] ?? provider.name,
    'gen_ai.request.model': model,
    'gen_ai.request.max_tokens': maxOutputTokens,
    'gen_ai.output.type': 'json',
    'server.address': hostname,
    'server.port': port ? Number(port) : protocol === 'https:' ? 443 : 80,
    ...(provider.streams ? { 'gen_ai.request.stream': true } : {}),
    ...(reasoningEffort ? { 'gen_ai.request.reasoning.level': reasoningEffort } : {}),
  }
}

/** Providers that the conventions have a name for, by where they are. Others keep the name that the host gives them. */
const wellKnown: Readonly<Record<string, string>> = {
  'api.anthropic.com': 'anthropic',
  'api.deepseek.com': 'deepseek',
  'api.groq.com': 'groq',
  'api.mistral.ai': 'mistral_ai',
  'api.openai.com': 'openai',
  'api.perplexity.ai': 'perplexity',
  'api.x.ai': 'x_ai',
  'generativelanguage.googleapis.com': 'gcp.gemini',
}

const ofAttempt = ({ usage, servedModel, firstTokenMs }: Attempt): Attributes => ({
  ...(servedModel ? { 'gen_ai.response.model': servedModel } : {}),
  ...(firstTokenMs === undefined ? {} : { 'gen_ai.response.time_to_first_chunk': firstTokenMs / 1000 }),
  ...(usage
    ? {
        'gen_ai.usage.input_tokens': usage.promptTokens,
        'gen_ai.usage.output_tokens': usage.completionTokens,
        'gen_ai.usage.cache_read.input_tokens': usage.cachedTokens,
        'gen_ai.usage.cache_write.input_tokens': usage.cacheWriteTokens,
        'gen_ai.usage.reasoning.output_tokens': usage.reasoningTokens,
      }
    : {}),
})
