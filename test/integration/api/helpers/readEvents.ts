import { z } from 'zod'

const runData = z.object({
  status: z.string(),
  progress: z.object({ requested: z.number(), generated: z.number(), failed: z.number() }),
  changedSteps: z.array(z.object({ index: z.number(), kind: z.string(), status: z.string() })),
  named: z.array(z.unknown()).optional(),
})
/** Of the events `text`. */
const textData = z.object({ step: z.number(), text: z.string() })

export interface RunEvent {
  id: number
  event: string
  data: z.infer<typeof runData> & Partial<z.infer<typeof textData>>
}

/** Reads Server-Sent Events until the stream closes, or until `count` have come. */
export const readEvents = async (
  response: Response,
  { count = Number.POSITIVE_INFINITY, onEvents }: { count?: number; onEvents?: () => void } = {},
): Promise<RunEvent[]> => {
  const events: RunEvent[] = []
  let text = ''
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  while (reader && events.length < count) {
    const { value, done } = await reader.read()
    if (done) return events
    text += value
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    events.push(...blocks.filter((block) => !block.startsWith(':')).map(parseEvent))
    if (events.length > 0) onEvents?.()
  }
  await reader?.cancel()
  return events
}

const parseEvent = (block: string): RunEvent => {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )
  return {
    id: Number(fields.get('id')),
    event: fields.get('event') ?? '',
    data: (fields.get('event') === 'text' ? textData : runData).parse(
      JSON.parse(fields.get('data') ?? ''),
    ) as RunEvent['data'],
  }
}
