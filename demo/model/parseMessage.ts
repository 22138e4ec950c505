import type { ChatMessage } from '@copilotkit/aimock'

/** The JSON object in the last user message; `undefined` when there is none. */
export function parseMessage(messages: readonly ChatMessage[]): Record<string, unknown> | undefined {
  const content = messages.findLast(({ role }) => role === 'user')?.content
  const text = typeof content === 'string' ? content : content?.map((part) => part.text ?? '').join('')
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
