/** Google's compatible endpoint puts its error into a list, where the client does not look for it. */
export const unwrapError = async (response: Response): Promise<Response> => {
  const text = await response.text()
  const [, only] = /^\s*\[([\s\S]*)\]\s*$/.exec(text) ?? []
  return new Response(only ?? text, response)
}
