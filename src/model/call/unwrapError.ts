/**
 * Google's compatible endpoint puts its error into a list, where the client does not look for it. An error that cannot be
 * read has its status still.
 */
export const unwrapError = async (response: Response, signal: AbortSignal): Promise<Response> => {
  const text = await response.text().catch((error: unknown) => {
    if (signal.aborted) throw error
    return ''
  })
  const [, only] = /^\s*\[([\s\S]*)\]\s*$/.exec(text) ?? []
  return new Response(only ?? text, response)
}
