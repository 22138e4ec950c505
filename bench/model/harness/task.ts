import { z } from 'zod'
import type { Message } from '../../../src/model/Model.js'

/** The last user message of every call in these benches. */
export const taskSchema = z.object({
  /** Names the request: asked again for the same, the server knows. */
  request: z.string(),
  items: z.array(z.object({ key: z.string() })),
})

export const sectionsSchema = z.object({
  sections: z.array(z.object({ key: z.string(), title: z.string(), text: z.string() })),
})

export type Sections = z.infer<typeof sectionsSchema>

/** What we accept: a section for each key. */
export const answerSchema = (keys: readonly string[]) =>
  sectionsSchema.superRefine(({ sections }, context) => {
    for (const key of keys)
      if (!sections.some((section) => section.key === key))
        context.addIssue({ code: 'custom', message: 'This section is missing.', params: { key }, path: ['sections'] })
  })

export const instructions = 'Write the sections of a lesson about endings with rooks, in plain words, as JSON.'

export const taskText = (request: string, keys: readonly string[]): string =>
  JSON.stringify({ task: 'sections', request, items: keys.map((key) => ({ key })) })

export const taskMessages = (request: string, keys: readonly string[]): readonly Message[] => [
  { role: 'system', content: instructions },
  { role: 'user', content: taskText(request, keys) },
]
