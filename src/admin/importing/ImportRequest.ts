/** What the import form holds; empty text leaves a question to the file. */
export interface ImportRequest {
  format: string
  game: string
  phase: string
  difficulty: string
  source: string
}

/** The address that takes the file. */
export const importAddress = (url: string, request: ImportRequest, fileName: string): string => {
  const query = new URLSearchParams({ fileName })
  for (const [name, value] of Object.entries(request)) if (value.trim()) query.set(name, value.trim())
  return `${url}?${query}`
}
